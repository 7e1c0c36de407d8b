/*
 * The search page. Words are folded by the rules that the page brings along, which are those by which the search pages
 * were folded (sitegen/l10n/folding.py); Pagefind is asked for exact words only, and for beginnings of words last.
 */

const SHOWN = 10;
const GROUPS = ["kind", "initiative", "catalogue", "country", "year"];
const FEW = 6; // values of a group that are shown at once
const LONGEST = 12; // words of a query
const SHORTEST = 3; // letters by whose beginnings is searched
const MANY = 500; // pages with a word, of which it says little: it is not scored, and not searched as a beginning

/* Folding. `foldingBy(rules)` gives the functions of folding.py. */

export function foldingBy(rules) {
  const marks = new RegExp(`[${rules.marks.map((range) => range.replace(/(\w+)-(\w+)/, "\\u$1-\\u$2")).join("")}]`, "gu");
  const letters = new RegExp(`[${Object.keys(rules.letters).join("")}]`, "gu");
  const arabic = new RegExp(`^[${rules.arabic}]+$`, "u");

  function fold(text) {
    let folded = text.normalize("NFKD").toLowerCase().replace(marks, "");
    for (const [sequence, one] of Object.entries(rules.sequences)) folded = folded.replaceAll(sequence, one);
    return folded.replace(letters, (letter) => rules.letters[letter]);
  }

  function foldedWords(text) {
    return (fold(text).match(/\p{L}+(?:'\p{L}+)*|\p{Nd}+/gu) ?? []).flatMap((word) => {
      const parts = word.split("'");
      if (parts.length === 1) return parts;
      const kept = parts.filter((part) => part.length > 1 && !rules.elisions.includes(part));
      return kept.length ? kept : parts;
    });
  }

  function variants(word) {
    if (!arabic.test(word)) return [word];
    const article = rules.articles.find((one) => word.startsWith(one) && word.length - one.length >= rules.shortest) ?? "";
    const found = [word.slice(article.length), word];
    if (rules.particles.includes(word[0]) && word.length > rules.shortest) found.push(word.slice(1));
    return [...new Set(found)];
  }

  function stem(word) {
    const ending = rules.endings.find((one) => word.endsWith(one) && word.length - one.length >= rules.shortestStem) ?? "";
    return word.slice(0, word.length - ending.length);
  }

  const stems = (word) => (arabic.test(word) ? [...new Set(variants(word).map(stem))] : []);
  return { fold, foldedWords, variants, stems };
}

/* One index: pages by the words of a query. */

class Index {
  constructor(tongue, folding, numbered) {
    Object.assign(this, { tongue, folding, numbered: new Set(numbered) });
    this.known = new Map();
  }

  /* What was made before for the same key. */
  kept(key, make) {
    if (!this.known.has(key)) {
      const made = make();
      this.known.set(key, made);
      made.catch(() => this.known.delete(key));
      if (this.known.size > 400) this.known.delete(this.known.keys().next().value);
    }
    return this.known.get(key);
  }

  async open() {
    this.pagefind ??= import(`${this.tongue.index}pagefind.js`).then(async (module) => {
      const instance = module.createInstance({ basePath: this.tongue.index, baseUrl: "/", noWorker: true });
      await instance.init();
      return instance;
    });
    return this.pagefind;
  }

  /* The results of a Pagefind search by their ids. */
  ask(term, filters = {}) {
    return this.kept(JSON.stringify([term, filters]), async () => {
      const { results } = await (await this.open()).search(term, { filters });
      return new Map(results.map((one) => [one.id, one]));
    });
  }

  exact(token) {
    return this.ask(`"${token}"`);
  }

  /* The pages that have a word: as it is likeliest meant, in another variant, in another form; later, as a beginning. */
  having(word) {
    return this.kept(`pages with ${word}`, async () => {
      const { variants, stems } = this.folding;
      const [likeliest, ...others] = variants(word);
      const found = new Map();
      const tokens = [[0, `x${likeliest}`], ...others.map((one) => [1, `x${one}`]), ...stems(word).map((one) => [2, `y${one}`])];
      const pages = await Promise.all(tokens.map(([, token]) => this.exact(token)));
      for (const [place, [tier]] of tokens.entries()) {
        for (const [id, one] of pages[place]) if (!found.has(id)) found.set(id, { tier, one });
      }
      return found;
    });
  }

  /* Other pages than those that are found already, with words that begin like this one. Pagefind gives shorter words too
     where there are none. */
  async beginning(word, already) {
    if (word.length < SHORTEST || already.size >= MANY) return [];
    const token = `x${this.folding.variants(word)[0]}`;
    const found = [...(await this.ask(token))];
    const others = found.filter(([id]) => !already.has(id));
    if (!others.length) return [];
    const { content, locations } = await found[0][1].data();
    const words = content.split(/\s+/);
    return locations.some((place) => words[place]?.startsWith(token)) ? others.map(([id, one]) => [id, { tier: 3, one }]) : [];
  }

  /* The results of a query, the best first: each with its id and what Pagefind says of it. */
  async search(query) {
    let words = [...new Set(this.folding.foldedWords(query))].slice(0, LONGEST);
    if (words.some((word) => word.length > 1)) words = words.filter((word) => word.length > 1 || /\d/.test(word));
    if (!words.length) return [];
    const numbers = words.filter((word) => /^\d{1,3}$/.test(word));
    const said = words.filter((word) => !numbers.includes(word));
    const about = said.filter((word) => !this.folding.variants(word).some((one) => this.numbered.has(one)));
    const lists = [];
    if (numbers.length) {
      const others = await this.common(about);
      for (const sign of ["zp", "zc"]) {
        const of = await Promise.all(numbers.map((number) => this.exact(`${sign}${Number(number)}`)));
        lists.push(new Map(of.flatMap((one) => [...one]).filter(([id]) => !others || others.has(id)).map(([id, one]) => [id, { tier: 0, one }])));
      }
    }
    const whole = await this.common(words);
    lists.push(whole);
    const last = words.at(-1);
    if (!/\d/.test(last) && query.trimEnd() === query) {
      const before = await this.common(words.slice(0, -1));
      const begun = before?.size === 0 ? [] : await this.beginning(last, whole);
      lists.push(new Map(begun.filter(([id]) => !before || before.has(id))));
    }
    return this.ranked(lists, words);
  }

  /* The pages that have all of some words, each with its worst tier; null where there are no words. */
  async common(words) {
    if (!words.length) return null;
    const [first, ...others] = await Promise.all(words.map((word) => this.having(word)));
    const found = new Map();
    for (const [id, { tier, one }] of first) {
      if (others.every((having) => having.has(id))) {
        found.set(id, { tier: Math.max(tier, ...others.map((having) => having.get(id).tier)), one });
      }
    }
    return found;
  }

  /* Within a tier by Pagefind’s scores of the words that tell pages apart, then by how early a page has the word: those
     with it in their titles first. */
  async ranked(lists, words) {
    if (lists.every((list) => !list.size)) return [];
    const tokens = await Promise.all(
      words.map(async (word) => {
        const [likeliest] = this.folding.variants(word);
        return likeliest.length >= SHORTEST && (await this.having(word)).size < MANY ? `x${likeliest}` : "";
      }),
    );
    const telling = tokens.filter(Boolean).join(" ");
    const scores = telling ? await this.ask(telling) : new Map();
    const score = (id) => scores.get(id)?.score ?? 0;
    const ranked = new Map();
    for (const list of lists) {
      const inOrder = [...list].sort(([a, x], [b, y]) => x.tier - y.tier || score(b) - score(a) || x.one.words[0] - y.one.words[0] || (a < b ? -1 : 1));
      for (const [id, { one }] of inOrder) if (!ranked.has(id)) ranked.set(id, one);
    }
    return [...ranked].map(([id, one]) => ({ id, one }));
  }

  /* For each group the ids of the pages of each value, in the order of the values' names. */
  async groups() {
    this.values ??= (async () => {
      const stated = await (await this.open()).filters();
      const groups = {};
      for (const name of GROUPS) {
        const values = Object.keys(stated[name] ?? {});
        const pages = await Promise.all(values.map((value) => this.ask(null, { [name]: [value] })));
        groups[name] = new Map(values.map((value, place) => [value, new Set(pages[place].keys())]));
      }
      return groups;
    })();
    return this.values;
  }
}

/* The page. */

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

/* The pieces of a text with something, perhaps an element, in the place of `{name}`. */
function filled(text, values) {
  const [[name, value]] = Object.entries(values);
  const [before, ...after] = text.split(`{${name}}`);
  return after.length ? [before, ...[value].flat(), ...after] : [text];
}

export class SearchPage {
  constructor(root, settings) {
    const part = (selector) => root.querySelector(selector);
    this.settings = settings;
    this.form = part("form.search");
    this.input = part("#query");
    this.found = part(".found");
    this.results = part(".results");
    this.list = part(".results .list");
    this.filters = part(".results .filters");
    this.chips = part(".results .chips");
    this.more = part(".results .actions");
    this.elsewhere = part(".elsewhere");
    this.instead = part(".instead");
    this.names = part("template.names");
    this.folding = foldingBy(settings.rules);
    this.indexes = settings.tongues.map((tongue) => new Index(tongue, this.folding, settings.rules.numbered));
    this.plural = new Intl.PluralRules(settings.language);
    this.number = new Intl.NumberFormat(settings.language, { numberingSystem: settings.digits });
    this.turn = 0;
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go({ q: this.input.value.trim() });
    });
    this.input.addEventListener("focus", () => this.indexes[0].groups().catch(() => {}), { once: true });
    this.more.firstElementChild.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.read());
    this.read();
  }

  /* The address holds all that was asked. */
  read() {
    const asked = new URLSearchParams(location.search);
    this.query = (asked.get("q") ?? "").slice(0, this.input.maxLength);
    this.chosen = Object.fromEntries(GROUPS.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
    this.input.value = this.query;
    return this.answer();
  }

  address(asked) {
    const kept = Object.entries(asked).filter(([, value]) => value);
    return `${location.pathname}${kept.length ? `?${new URLSearchParams(kept)}` : ""}`;
  }

  go(asked) {
    history.pushState(null, "", this.address(asked));
    return this.read();
  }

  async answer() {
    const turn = (this.turn += 1);
    this.elsewhere.ariaBusy = "false";
    if (!this.query.trim()) return this.clear("");
    this.found.textContent = this.names.dataset.searching;
    try {
      const [index] = this.indexes;
      const [results, groups] = await Promise.all([index.search(this.query), index.groups()]);
      if (turn !== this.turn) return undefined;
      if (results.length) return await this.show(results, groups, turn);
      this.clear(this.names.dataset.nothing);
      return await this.lookElsewhere(turn);
    } catch (error) {
      if (turn === this.turn) this.clear(this.names.dataset.broken);
      return undefined;
    }
  }

  clear(said) {
    this.found.textContent = said;
    this.results.hidden = this.elsewhere.hidden = true;
    this.instead.hidden = false;
  }

  count(number) {
    const data = this.names.dataset;
    const form = this.plural.select(number);
    const words = data[`results${form[0].toUpperCase()}${form.slice(1)}`] ?? data.resultsOther;
    return words.replace("{number}", this.number.format(number));
  }

  async show(results, groups, turn) {
    const chosen = Object.entries(this.chosen);
    const has = ([name, value], { id }) => groups[name].get(value)?.has(id);
    this.ranked = results.filter((one) => chosen.every((choice) => has(choice, one)));
    this.list.replaceChildren();
    this.showGroups(results, groups, chosen, has);
    this.showChips(chosen);
    await this.showMore(turn);
    if (turn !== this.turn) return;
    this.found.textContent = this.ranked.length ? this.count(this.ranked.length) : this.names.dataset.nothing;
    this.results.hidden = false;
    this.elsewhere.hidden = this.instead.hidden = true;
  }

  async showMore(turn = this.turn) {
    const shown = this.list.children.length;
    const told = await Promise.all(this.ranked.slice(shown, shown + SHOWN).map(({ one }) => one.data()));
    if (turn !== this.turn) return;
    const rows = told.map(({ meta }) => this.row(JSON.parse(meta.shown), this.folding.foldedWords(this.query)));
    this.list.append(...rows);
    this.more.hidden = this.list.children.length >= this.ranked.length;
    if (shown) rows[0]?.querySelector("a").focus();
  }

  /* A group is counted as if nothing of its own were chosen, so that one can change one's mind. */
  showGroups(results, groups, chosen, has) {
    const sections = GROUPS.map((name) => {
      const others = chosen.filter(([group]) => group !== name);
      const pages = results.filter((one) => others.every((choice) => has(choice, one)));
      const counts = [...groups[name]].map(([value, ids]) => [value, pages.filter(({ id }) => ids.has(id)).length]);
      const present = counts.filter(([value, count]) => count || this.chosen[name] === value);
      if (present.length < 2 && !this.chosen[name]) return "";
      present.sort(([a, x], [b, y]) => (name === "year" ? (b < a ? -1 : 1) : y - x || (a < b ? -1 : 1)));
      const items = present.map(([value, count]) => this.choice(name, value, count));
      const head = element("h2", {}, this.names.content.querySelector(`[data-narrow="${name}"]`).textContent);
      const section = element("section", {}, head, element("ul", {}, ...items.slice(0, FEW)));
      if (items.length > FEW) {
        const rest = element("details", {}, element("summary", {}, `+ ${this.number.format(items.length - FEW)}`), element("ul", {}, ...items.slice(FEW)));
        rest.open = items.slice(FEW).some((item) => item.querySelector("[aria-current]"));
        section.append(rest);
      }
      return section;
    });
    this.filters.replaceChildren(...sections.filter((section) => section !== ""));
  }

  choice(name, value, count) {
    const current = this.chosen[name] === value;
    const link = this.link(this.label(name, value), { q: this.query, ...this.chosen, [name]: current ? "" : value }, value);
    if (current) link.setAttribute("aria-current", "true");
    const amount = element("span", { class: "count" }, element("span", { "aria-hidden": "true" }, this.number.format(count)), element("span", { class: "vh" }, this.count(count)));
    return element("li", {}, link, " ", amount);
  }

  showChips(chosen) {
    const chips = chosen.map(([name, value]) => {
      const chip = this.link(this.label(name, value), { q: this.query, ...this.chosen, [name]: "" });
      chip.className = "chip";
      chip.setAttribute("aria-label", this.names.dataset.remove.replace("{name}", this.label(name, value)));
      return chip;
    });
    if (chips.length > 1) chips.push(this.link(this.names.dataset.all, { q: this.query }));
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
  }

  /* A link that narrows in place, and that opens in a tab of its own as any link does. */
  link(words, asked, value = "") {
    const link = element("a", { href: this.address(asked), "data-value": value }, words);
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const again = value && `[data-value="${CSS.escape(value)}"]`;
      this.go(asked).then(() => ((again && this.filters.querySelector(again)) || this.found).focus());
    });
    return link;
  }

  label(name, value) {
    return name === "kind" ? this.kind(value, "") : value;
  }

  kind(kind, type) {
    const names = this.names.content;
    const found = names.querySelector(`[data-kind="${CSS.escape(kind)}"][data-type="${CSS.escape(type)}"]`);
    return (found ?? names.querySelector(`[data-kind="${CSS.escape(kind)}"]`))?.textContent ?? "";
  }

  /* A text with its words marked that the query has. */
  marked(text, asked) {
    const wanted = new Set(asked.flatMap((word) => [...this.folding.variants(word), ...this.folding.stems(word)]));
    const begins = asked.at(-1)?.length > 2 ? asked.at(-1) : null;
    const fits = (word) =>
      this.folding.foldedWords(word).some((one) => {
        const forms = [...this.folding.variants(one), ...this.folding.stems(one)];
        return forms.some((form) => wanted.has(form)) || (begins && forms[0].startsWith(begins));
      });
    const pieces = text.split(/([\p{L}\p{M}\p{N}\u0640]+)/u);
    return pieces.map((piece, place) => (place % 2 && fits(piece) ? element("mark", {}, piece) : piece));
  }

  row(told, asked, tongue = null) {
    const marks = told.lang ? { lang: told.lang, dir: told.dir } : tongue && { lang: tongue.tag, dir: tongue.dir };
    const data = this.names.dataset;
    const kind = this.kind(told.kind, told.type ?? "");
    const title = element("a", { href: told.address, ...(told.title && marks) });
    if (told.number) title.append(element("span", { class: "num" }, told.number), " ");
    title.append(...this.marked(told.title ?? data.reserved, asked));
    const head = element("h3", { class: "title" }, title);
    const tag = told.in ?? tongue?.in;
    if (tag) head.append(" ", element("span", { class: "tag" }, tag));
    const what = element("div", { class: "what" }, head);
    const name = told.where && tongue ? element("bdi", { lang: tongue.tag, dir: tongue.dir }, told.where) : told.where;
    const place = !told.online ? [name] : name ? filled(data.alsoOnline, { place: name }) : [data.online];
    const known = place.filter(Boolean);
    const pair = () => filled(data.pair, { first: kind }).flatMap((one) => filled(one, { second: known }));
    const circumstances = !told.when ? known : known.length ? pair() : [kind];
    if (circumstances.length) what.append(element("p", { class: "place" }, ...circumstances));
    if (told.summary) what.append(element("p", { class: "text", ...(tongue && { lang: tongue.tag, dir: tongue.dir }) }, ...this.marked(told.summary, asked)));
    const when = element("p", { class: "when", ...(told.when && tongue && { lang: tongue.tag, dir: tongue.dir }) }, told.when ?? kind);
    const row = element("li", { class: "entry" }, when, what);
    if (told.numerals) {
      const links = told.numerals.map(([number, address, words]) => element("li", {}, element("a", { class: "num", href: address, title: words, "aria-label": words ? `${number} ${words}` : number }, number)));
      row.append(element("ul", { class: "nums" }, ...links));
    }
    return row;
  }

  /* Nothing here: what the other languages have. Their indexes are opened now, while the reader knows already. */
  async lookElsewhere(turn) {
    this.elsewhere.ariaBusy = "true";
    const others = await Promise.all(
      this.indexes.slice(1).map(async (index) => ({ tongue: index.tongue, results: await index.search(this.query).catch(() => []) })),
    );
    const having = others.filter(({ results }) => results.length);
    const asked = this.folding.foldedWords(this.query);
    const sections = await Promise.all(
      having.map(async ({ tongue, results }) => {
        const told = await Promise.all(results.slice(0, SHOWN / 2).map(({ one }) => one.data()));
        const rows = told.map(({ meta }) => this.row(JSON.parse(meta.shown), asked, tongue));
        const id = `elsewhere-${tongue.tag}`;
        const label = element("header", { class: "label" }, element("h2", { id }, tongue.in), element("p", {}, this.count(results.length)));
        const axis = element("div", { class: "axis" }, element("ul", { class: "list" }, ...rows));
        if (results.length > rows.length) {
          const address = `${tongue.address}?${new URLSearchParams({ q: this.query })}`;
          axis.append(element("p", { class: "actions" }, element("a", { class: "more", href: address }, this.names.dataset.further.replace("{language}", tongue.in))));
        }
        return element("section", { class: "row", "aria-labelledby": id }, label, axis);
      }),
    );
    if (turn !== this.turn) return;
    this.elsewhere.ariaBusy = "false";
    if (having.length) this.found.textContent = this.names.dataset.elsewhere;
    this.elsewhere.replaceChildren(...sections);
    this.elsewhere.hidden = !sections.length;
  }
}

const settings = document.querySelector("script.settings");
if (settings) new SearchPage(document, JSON.parse(settings.textContent)).start();
