// Every page that is a list: home, events by pages and years, initiatives, catalogues, organisations, countries.
import { esc, frame, plural, rows, ruler, within, years } from "../theme/parts.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list: { lang, kind, id } }) => {
    const path = { home: "", list: id, missing: id }[kind] ?? `${kind}/${id}`;
    return `/${lang}/${path.endsWith(".html") ? path : `${path}/index.html`}`.replaceAll("//", "/");
  },
};

const head = (title, more = "") => `<div class="head"><h1>${esc(title)}</h1>${more}</div>\n`;
const counted = (address, name, count) => `<li><a href="${address}">${esc(name)}</a> <span class="count">${count}</span></li>\n`;
const byCount = (map) => [...map].sort((one, other) => other[1].length - one[1].length);

const initiatives = ({ lang, own, initiatives: names }) =>
  Object.entries(names)
    .map(([id, name]) => counted(`/${lang}/initiatives/${id}/`, name[lang], (own.by.initiatives.get(id) ?? []).length))
    .join("");

const countries = ({ lang, own, countries: names }) =>
  byCount(own.by.countries).map(([id, found]) => counted(`/${lang}/countries/${id}/`, names[id][lang], found.length)).join("");

const catalogues = ({ lang, catalogues: all }) =>
  Object.entries(all)
    .map(([id, one]) => {
      const marked = Array.from({ length: one.total }, (_, place) => place + 1);
      return `<li class="catalogue"><div><h3 class="title"><a href="/${lang}/catalogues/${id}/">${esc(one.title[lang])}</a></h3><p class="note">${one.adopted}</p></div>${ruler(one.total, marked)}</li>\n`;
    })
    .join("");

function facets(data) {
  const { lang, own } = data;
  own.facets ??= (() => {
    const words = data.words[lang];
    const found = [...own.by.years].sort((one, other) => other[0] - one[0]);
    return `<div class="filters">
<section><h2>${words.initiatives}</h2><ul>${initiatives(data)}</ul></section>
<section><h2>${words.years}</h2><ul>${found.map(([year, items]) => counted(`/${lang}/years/${year}/`, year, items.length)).join("")}</ul></section>
<section><h2>${words.countries}</h2><ul>${countries(data)}</ul></section>
</div>`;
  })();
  return own.facets;
}

const browse = (data, inner) => `<div class="browse"><div>${facets(data)}</div><div>${inner}</div></div>`;

const pages = {
  home(data) {
    const { lang, own } = data;
    const words = data.words[lang];
    const site = data.site[lang];
    const main = `<div class="row home plain"><h1 class="display">${esc(site.line)}</h1><p class="stand axis">${esc(site.lead)}</p></div>
<section class="row"><header class="label"><h2>${words.catalogues}</h2></header><ul class="list">${catalogues(data)}</ul></section>
<section class="row"><header class="label"><h2>${words.latest}</h2></header><div class="axis">
${rows(own.events.slice(0, 5), data)}
<p><a class="more" href="/${lang}/events/">${words.all_events}</a></p></div></section>
<section class="row"><header class="label"><h2>${words.initiatives}</h2></header><div class="axis"><ul class="index">${initiatives(data)}</ul></div></section>
<section class="row"><header class="label"><h2>${words.countries}</h2></header><div class="axis"><ul class="index compact">${countries(data)}</ul></div></section>`;
    return { title: site.title, main };
  },
  missing({ words, lang }) {
    return { title: words[lang].missing, main: head(words[lang].missing, `<p class="stand">${words[lang].missing_text}</p>`) };
  },
  events(data, { number, pages: total, shown }) {
    const { lang, own } = data;
    const words = data.words[lang];
    const address = (one) => `/${lang}/events/${one === 1 ? "" : `page/${one}/`}`;
    const numbers = Array.from({ length: total }, (_, place) => place + 1);
    const list = `${years(shown.map((slug) => own.bySlug.get(slug)), data)}
<nav class="pages" aria-label="${words.pages}">
${number > 1 ? `<a rel="prev" href="${address(number - 1)}" aria-label="${words.newer}">←</a>` : ""}
<ul>${numbers.map((one) => `<li><a href="${address(one)}"${one === number ? ' aria-current="page"' : ""}>${one}</a></li>\n`).join("")}</ul>
${number < total ? `<a rel="next" href="${address(number + 1)}" aria-label="${words.older}">→</a>` : ""}
</nav>`;
    const main = head(words.events, `<p class="soft">${plural(words.n_events, own.events.length, lang)}</p>`) + browse(data, list);
    return { title: words.events, section: "events", crumbs: [[words.events]], main };
  },
  years(data, { id }) {
    const { lang, own } = data;
    const words = data.words[lang];
    const found = own.by.years.get(id);
    const title = `${words.events} ${id}`;
    const main = head(title, `<p class="soft">${plural(words.n_events, found.length, lang)}</p>`) + browse(data, rows(found, data));
    return { title, section: "events", crumbs: [[words.events, `/${lang}/events/`], [id]], main };
  },
  countries: (data, { id }) => party(data, "countries", id, data.countries[id], "country", "as_host"),
  organisations: (data, { id }) => party(data, "organisations", id, data.organisations[id].name, "organisation", "as_organiser"),
  list(data, { id }) {
    const { lang, own } = data;
    const title = data.words[lang][id];
    const names = { countries: data.countries, organisations: data.organisations }[id];
    const items = names
      ? [...own.by[id]].map(([one, found]) => counted(`/${lang}/${id}/${one}/`, (names[one].name ?? names[one])[lang], found.length)).join("")
      : { initiatives, catalogues }[id](data);
    const main = `${head(title)}<div class="row"><div class="axis"><ul class="index">${items}</ul></div></div>`;
    return { title, section: id, crumbs: [[title]], main };
  },
};

function party(data, kind, id, name, word, role) {
  const { lang, own } = data;
  const words = data.words[lang];
  const found = own.by[kind].get(id);
  const main = `<div class="row head"><div class="label"><p><b>${words[word]}</b></p></div><div class="axis"><h1>${esc(name[lang])}</h1></div></div>
<section class="row"><header class="label"><h2>${words[role]}</h2><p>${found.length}</p></header><div class="axis">${rows(found, data)}</div></section>`;
  return { title: name[lang], crumbs: [[words[kind], `/${lang}/${kind}/`], [name[lang]]], main };
}

export function render(given) {
  const { list } = given;
  const data = within(given, list.lang);
  return frame(data, { url: given.page.url, ...pages[list.kind](data, list) });
}
