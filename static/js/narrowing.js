// Narrows the list of events in place, by several facets at once. The same links lead to plain pages without it.
// A facet's values are alternatives, facets add up. What is chosen stands in the address, and nowhere else.

const PARAMETERS = {
  catalogues: "catalogue", practices: "practice", initiatives: "initiative", years: "year", countries: "country",
  languages: "text", organisations: "organisation", kinds: "kind",
};
const FACETS = Object.keys(PARAMETERS);
const KIND = "event"; // what the list shows of itself
const AT_ONCE = 40; // rows that are shown before a reader asks for more

const browse = document.querySelector(".browse[data-rows]");
const [narrowed, plain] = browse.querySelectorAll(".narrowed, .plain");
const found = narrowed.querySelector(".found");
const active = browse.querySelector(".active");
const list = new URL(browse.dataset.list, location.href).pathname;
const isList = location.pathname === list;

const root = document.documentElement;
const numbers = new Intl.NumberFormat(`${root.lang}-u-nu-${root.dataset.digits || "latn"}`);
const plurals = new Intl.PluralRules(root.lang);
const say = (forms, number) => (forms[plurals.select(number)] || forms.other).replaceAll("{n}", numbers.format(number));

// The links of the facets by their values, as the page offers them.
const choices = new Map(FACETS.map(facet => [facet, new Map()]));
for (const link of browse.querySelectorAll("[data-facet] a[data-value]")) {
  const { facet } = link.closest("[data-facet]").dataset;
  const count = link.closest("li, h3")?.querySelector(".count");
  choices.get(facet).set(link.dataset.value, { link, plain: link.getAttribute("href"), count });
}

// What is chosen

const nothing = () => Object.fromEntries(FACETS.map(facet => [facet, facet === "kinds" ? [KIND] : []]));

const read = search => {
  const chosen = nothing();
  const given = new URLSearchParams(search);
  for (const facet of FACETS) {
    const values = (given.get(PARAMETERS[facet]) || "").split(",").filter(value => choices.get(facet).has(value));
    if (values.length) chosen[facet] = [...new Set(values)];
  }
  return chosen;
};

const isPlainKind = chosen => chosen.kinds.length === 1 && chosen.kinds[0] === KIND;

const stated = chosen => FACETS.filter(facet => facet !== "kinds" || !isPlainKind(chosen));

const address = chosen => {
  const parts = stated(chosen).filter(facet => chosen[facet].length);
  const query = parts.map(facet => `${PARAMETERS[facet]}=${chosen[facet].map(encodeURIComponent).join(",")}`).join("&");
  return list + (query && `?${query.replaceAll("%2F", "/")}`);
};

const toggled = (chosen, facet, value) => {
  const without = chosen[facet].filter(one => one !== value);
  const values = without.length < chosen[facet].length ? without : [...chosen[facet], value];
  return { ...chosen, [facet]: values.length || facet !== "kinds" ? values : [KIND] };
};

// What is found

// In a column one place is written as a number, and none as -1.
const many = places => (Array.isArray(places) ? places : places < 0 ? [] : [places]);

let loading = null;
const load = () => {
  loading ||= fetch(browse.dataset.rows).then(answer => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then(data => {
    for (const column of FACETS.map(facet => data.columns[facet])) column.rows = column.rows.map(many);
    return data;
  });
  loading.catch(() => { loading = null; });
  return loading;
};

/** The rows to which everything chosen applies, and for each value how many there would be by it. */
const tally = (data, chosen) => {
  const facets = FACETS.map(facet => {
    const { values, rows } = data.columns[facet];
    const wanted = chosen[facet].length ? values.map(value => chosen[facet].includes(value)) : null;
    return { facet, values, rows, wanted, counts: new Array(values.length).fill(0) };
  });
  const matching = [];
  for (let row = 0; row < data.rows.length; row++) {
    let missed = null, misses = 0;
    for (const facet of facets) {
      if (!facet.wanted || facet.rows[row].some(place => facet.wanted[place])) continue;
      missed = facet;
      if (++misses > 1) break;
    }
    if (misses > 1) continue;
    if (!misses) matching.push(row);
    for (const facet of misses ? [missed] : facets) for (const place of facet.rows[row]) facet.counts[place]++;
  }
  return { matching, facets };
};

// What is shown

const rowHtml = (data, row) => {
  const cites = data.columns.practices.rows[row];
  if (!cites.length) return data.rows[row];
  const more = data.columns.more[row];
  const end = more ? ` ${data.more[more]}` : "";
  const numerals = cites.slice(0, cites.length - more).map(place => ` ${data.numerals[place]}`).join("");
  return data.rows[row].replace(/<\/li>$/, () => `<p class="nums">${data.words.cites}${numerals}${end}</p>\n</li>`);
};

const rowsHtml = (data, rows) => {
  const groups = new Map();
  for (const row of rows) {
    const group = data.columns.groups[row];
    groups.set(group, (groups.get(group) || "") + rowHtml(data, row));
  }
  return [...groups].map(([group, html]) => data.groups[group].replace("</ul>", () => `${html}</ul>`)).join("");
};

const escaped = text => text.replace(/[&<>"]/g, mark => `&#${mark.charCodeAt(0)};`);

// A facet's value as its link says it, in its own language.
const named = link => (link.lang ? `<span lang="${link.lang}" dir="${link.dir}">${link.innerHTML}</span>` : link.innerHTML);

const label = (data, facet, value) => {
  if (facet === "languages") return escaped(data.words.texts[value]);
  const { link } = choices.get(facet).get(value);
  if (facet !== "practices") return named(link);
  const catalogue = choices.get("catalogues").get(value.split("/")[0]).link;
  return `${named(catalogue)} <span class="num">${link.firstElementChild.innerHTML}</span>`;
};

const chipsHtml = (data, chosen) => {
  const chips = stated(chosen).flatMap(facet => chosen[facet].map(value =>
    `<li><a class="chip" href="${escaped(address(toggled(chosen, facet, value)))}"><span><span class="vh">${escaped(data.words.remove)} </span>${label(data, facet, value)}</span></a></li>`));
  return `<ul class="chips" aria-label="${escaped(data.words.chosen)}">${chips.join("")}<li><a class="clear" href="${escaped(list)}">${escaped(data.words.clear)}</a></li></ul>`;
};

// What stays as it is costs nothing.
const mark = (link, name, value) => {
  if (!value) link.removeAttribute(name);
  else if (link.getAttribute(name) !== value) link.setAttribute(name, value);
};

const showFacets = (data, chosen, facets) => {
  for (const { facet, values, counts } of facets) {
    values.forEach((value, place) => {
      const { link, count } = choices.get(facet).get(value) || {};
      if (!link) return;
      const isChosen = chosen[facet].includes(value);
      const isIdle = !counts[place] && !isChosen;
      mark(link, "aria-current", isChosen && "true");
      mark(link, "aria-disabled", isIdle && "true");
      mark(link, "href", !isIdle && address(toggled(chosen, facet, value)));
      const unit = say(facet === "kinds" || !isPlainKind(chosen) ? data.entries : data.events, counts[place]);
      if (!count) mark(link, "title", unit);
      else if (count.lastElementChild.textContent !== unit) {
        count.firstElementChild.textContent = numbers.format(counts[place]);
        count.lastElementChild.textContent = unit;
      }
    });
  }
};

const restore = data => {
  narrowed.querySelectorAll(":scope > :not(.found)").forEach(part => part.remove());
  found.textContent = "";
  plain.hidden = false;
  active.textContent = "";
  if (data) showFacets(data, nothing(), tally(data, nothing()).facets);
};

const showRows = (data, matching, amount, isPlain) => {
  const rest = matching.length > amount;
  const rows = `<div class="rows">${rowsHtml(data, matching.slice(0, amount))}</div>`;
  const button = `<p><button type="button" class="button further">${escaped(data.words.further)}</button></p>`;
  const empty = `<p class="empty">${escaped(data.words.nothing)}</p>`;
  narrowed.querySelector(":scope > .rows-box").innerHTML = matching.length ? rows + (rest ? button : "") : empty;
  narrowed.dispatchEvent(new Event("rows", { bubbles: true }));
  narrowed.querySelector(".further")?.addEventListener("click", () => {
    showRows(data, matching, amount + AT_ONCE, isPlain);
    narrowed.querySelectorAll(".entry .title a")[amount]?.focus();
  });
};

let turn = 0;
const show = async chosen => {
  const mine = ++turn;
  const isNothing = address(chosen) === list;
  if (isNothing && !loading) return restore();
  const data = await load();
  if (mine !== turn) return undefined;
  if (isNothing) return restore(data);
  const { matching, facets } = tally(data, chosen);
  const box = narrowed.querySelector(":scope > .rows-box");
  narrowed.querySelector(":scope > .chips")?.remove();
  found.insertAdjacentHTML("beforebegin", chipsHtml(data, chosen));
  if (!box) found.insertAdjacentHTML("afterend", '<div class="rows-box"></div>');
  showRows(data, matching, AT_ONCE);
  found.textContent = say(isPlainKind(chosen) ? data.events : data.entries, matching.length);
  active.textContent = ` (${numbers.format(narrowed.querySelectorAll(".chip").length)})`;
  plain.hidden = true;
  return showFacets(data, chosen, facets);
};

// What readers do

const isOrdinary = event => !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

const go = async (chosen, otherwise) => {
  try {
    await load();
  } catch {
    location.assign(otherwise);
    return;
  }
  history.pushState(null, "", address(chosen));
  await show(chosen);
};

const onClick = async event => {
  const link = event.target.closest("a[href]");
  const isChip = link?.matches(".chip, .clear");
  if (!link || !isOrdinary(event) || !(isChip || link.matches("section a[data-value]"))) return;
  event.preventDefault();
  if (!isChip) {
    const { facet } = link.closest("[data-facet]").dataset;
    await go(toggled(read(location.search), facet, link.dataset.value), choices.get(facet).get(link.dataset.value).plain);
    return;
  }
  const place = [...narrowed.querySelectorAll(".chips a")].indexOf(link);
  await go(read(new URL(link.href).search), link.href);
  (narrowed.querySelectorAll(".chips a")[place] || found).focus();
};

if (isList) {
  browse.addEventListener("click", onClick);
  addEventListener("popstate", () => show(read(location.search)).catch(() => location.reload()));
  if (location.search) show(read(location.search)).catch(() => {});
} else {
  // A page that is narrowed already: its links narrow the list by that as well, and their counts do not know it.
  browse.classList.add("beside");
  const { facet, value } = browse.dataset;
  let here = nothing();
  if (facet) here = toggled(here, facet, value);
  if (facet === "languages") here.kinds = [...choices.get("kinds").keys()];
  for (const [name, values] of choices) for (const [one, { link }] of values) link.setAttribute("href", address(toggled(here, name, one)));
}
