/*
 * The search page. Words are folded by the rules that the page brings along, which are those by which the search pages
 * were folded (sitegen/l10n/folding.py). Pagefind is asked for one exact word at a time, whose pages are joined and put in
 * order here, and for beginnings of words only where there is little else.
 */

const SHOWN = 10;
const GROUPS = ["kind", "initiative", "catalogue", "country", "year"];
const FEW = 6; // values of a group that are shown at once
const LONGEST = 12; // words of a query
const SHORTEST = 3; // letters by whose beginnings is searched
const NEVER = "zqzq"; // no word goes on like this
const ALPHABETS = [[0x61, 0x7a], [0x627, 0x64a]]; // code points of what words do go on with
const KEPT = 200; // answers of Pagefind and results that are remembered
const PAUSE = 250; // milliseconds without a key, after which what the words need is fetched

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

  function without(word, endings) {
    const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= rules.shortestStem) ?? "";
    return word.slice(0, word.length - ending.length);
  }

  function bare(word) {
    const article = rules.articles.find((one) => word.startsWith(one) && word.length - one.length >= rules.shortest);
    const rest = word.slice(article?.length);
    return article?.endsWith("لل") ? [rest, `ل${rest}`] : article ? [rest] : [];
  }

  const unattached = (word) => (rules.particles.includes(word[0]) && word.length > rules.shortest ? [word.slice(1)] : []);

  function variants(word) {
    if (!arabic.test(word)) return [word];
    const found = bare(word);
    return found.length ? found : [word, ...unattached(word)];
  }

  function guises(word) {
    if (!arabic.test(word)) return [word];
    const meant = [...bare(word), word, ...unattached(word)];
    return [...new Set([...meant, ...meant.flatMap(bare)])];
  }

  function stem(word) {
    if (!arabic.test(word)) return word;
    return without(rules.singulars[word] ?? rules.singulars[without(word, rules.pronouns)] ?? word, rules.endings);
  }

  /* What a word of a query is looked for by, each once with its tier: 0 as it is likeliest meant, 1 in another variant, 2 in
     another form. A stem that is itself the plural of another word is no form of this one, and after an article only the
     likeliest is taken further. */
  function tokens(word) {
    const found = new Map();
    const meant = variants(word);
    meant.forEach((one, place) => found.set(`x${one}`, Math.min(place, 1)));
    for (const one of arabic.test(word) ? meant.slice(0, bare(word).length ? 1 : 2) : []) {
      const form = stem(one);
      for (const token of form in rules.singulars ? [`y${form}`] : [`y${form}`, `x${form}`]) if (!found.has(token)) found.set(token, 2);
    }
    return [...found];
  }

  return { fold, foldedWords, variants, guises, stem, tokens };
}

/* One index: pages by the words of a query. */

class Index {
  constructor(tongue, folding, { numbered, idle }) {
    Object.assign(this, { tongue, folding, numbered: new Set(numbered), idle: new Set(idle) });
    this.known = new Map();
  }

  /* What was made before for the same key, unless it was not asked for in a long time. */
  kept(key, make) {
    const made = this.known.get(key) ?? make();
    this.known.delete(key);
    this.known.set(key, made);
    made.catch(() => this.known.delete(key));
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value);
    return made;
  }

  file(name) {
    return this.kept(name, async () => {
      const answer = await fetch(this.tongue.index + name);
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      return answer.json();
    });
  }

  /* The values by which can be narrowed, and for each page the places of its own among them. */
  facets() {
    return this.file("facets.json");
  }

  /* What is shown of a page. */
  told(id) {
    return this.file(`shown/${id}.json`);
  }

  open() {
    return this.kept("pagefind", async () => {
      const module = await import(`${this.tongue.index}pagefind.js`);
      const instance = module.createInstance({ basePath: this.tongue.index, baseUrl: "/", noWorker: true });
      await instance.init();
      return instance;
    });
  }

  /* Fetches what a query will need, ahead of it. */
  async prepare(query) {
    const [instance, { marks }] = await Promise.all([this.open(), this.facets()]);
    const tokens = this.words(query).flatMap((word) => this.folding.tokens(word));
    await Promise.all(tokens.map(([token]) => instance.preload(marks.map((mark) => token + mark).join(" "))));
  }

  /* The ids of the pages of a Pagefind search, each with the place of the word among those of its page. */
  ask(term) {
    return this.kept(`? ${term}`, async () => {
      const { results } = await (await this.open()).search(term);
      return new Map(results.map(({ id, words }) => [id, words[0]]));
    });
  }

  /* The same for a whole word, which is followed by one mark on some of the pages, by another on others. */
  async exact(token) {
    const { marks } = await this.facets();
    const shares = await Promise.all(marks.map((mark) => this.ask(`"${token}${mark}"`)));
    return shares.length > 1 ? new Map(shares.flatMap((share) => [...share])) : shares[0];
  }

  /* The pages that have a word, each with the tier and the place of the word. */
  having(word) {
    return this.kept(`pages with ${word}`, async () => {
      const tokens = this.folding.tokens(word);
      const pages = await Promise.all(tokens.map(([token]) => this.exact(token)));
      const found = new Map();
      for (const [number, [, tier]] of tokens.entries()) {
        for (const [id, place] of pages[number]) if (!found.has(id)) found.set(id, { tier, place });
      }
      return found;
    });
  }

  /* The pages that have all of some words, each with its worst tier; null where there are no words. */
  async common(words) {
    if (!words.length) return null;
    const [least, ...others] = (await Promise.all(words.map((word) => this.having(word)))).sort((one, other) => one.size - other.size);
    const found = new Map();
    for (const [id, { tier }] of least) {
      if (others.every((having) => having.has(id))) found.set(id, Math.max(tier, ...others.map((having) => having.get(id).tier)));
    }
    return found;
  }

  /* The pages with words that begin like this one. Where there are none, Pagefind takes the longest word that this one begins
     with, as it does with what no word begins with. And it looks only into the files that it has. */
  async beginning(word) {
    if (word.length < SHORTEST || /\d/.test(word)) return [];
    const [token] = this.folding.tokens(word)[0];
    const longer = ALPHABETS.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => token + String.fromCodePoint(first + place)));
    await (await this.open()).preload(longer.join(" "));
    const instead = await this.ask(token + NEVER);
    const found = [...(await this.ask(token)).keys()];
    return found.length === instead.size && found.every((id) => instead.has(id)) ? [] : found;
  }

  /* The words of a query that are looked for. */
  words(query) {
    const words = [...new Set(this.folding.foldedWords(query))].slice(0, LONGEST);
    const telling = words.filter((word) => (word.length > 1 || /\d/.test(word)) && !this.idle.has(word));
    return telling.length ? telling : words;
  }

  /* The ids of the results of a query, the best first. */
  async search(query) {
    const words = this.words(query);
    if (!words.length) return [];
    const numbers = words.filter((word) => /^\d{1,3}$/.test(word));
    const said = words.filter((word) => !numbers.includes(word));
    const about = said.filter((word) => !this.folding.variants(word).some((one) => this.numbered.has(one)));
    const [whole, others, ...signed] = await Promise.all([
      this.common(words),
      this.common(numbers.length ? about : []),
      ...(numbers.length ? ["zp", "zc"] : []).map((sign) => Promise.all(numbers.map((number) => this.exact(`${sign}${Number(number)}`)))),
    ]);
    const lists = signed.map((of) => new Map(of.flatMap((one) => [...one.keys()]).filter((id) => !others || others.has(id)).map((id) => [id, 0])));
    lists.push(whole);
    if (whole.size < SHOWN) {
      const before = await this.common(words.slice(0, -1));
      const begun = before?.size === 0 ? [] : await this.beginning(words.at(-1));
      lists.push(new Map(begun.filter((id) => !before || before.has(id)).map((id) => [id, 0])));
    }
    return this.ranked(lists, words);
  }

  /* List after list, within each by tier, then by how weighty the words are: rare ones more than common ones, and more the
     earlier they come, for a search page has its words in this order. */
  async ranked(lists, words) {
    if (lists.every((list) => !list.size)) return [];
    const all = Object.keys((await this.facets()).pages).length;
    const having = await Promise.all(words.map((word) => this.having(word)));
    const rarity = having.map((pages) => Math.log(1 + all / (pages.size || 1)));
    const weight = (id) => having.reduce((sum, pages, word) => (pages.has(id) ? sum + rarity[word] / Math.log2(4 + pages.get(id).place) : sum), 0);
    const ranked = lists.flatMap((list) =>
      [...list].map(([id, tier]) => [id, tier, weight(id)]).sort(([a, x, v], [b, y, w]) => x - y || w - v || (a < b ? -1 : 1)),
    );
    return [...new Set(ranked.map(([id]) => id))];
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
    this.indexes = settings.tongues.map((tongue) => new Index(tongue, this.folding, settings.rules));
    this.plural = new Intl.PluralRules(settings.language);
    this.number = new Intl.NumberFormat(settings.language, { numberingSystem: settings.digits });
    this.turn = 0;
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go({ q: this.input.value.trim() });
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.prepare(this.input.value), PAUSE);
    });
    this.input.addEventListener("focus", () => this.prepare(""), { once: true });
    if (!navigator.connection?.saveData) this.prepare("");
    this.more.firstElementChild.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.read());
    this.read();
  }

  /* What is missing will be asked for again, and told then. */
  prepare(query) {
    this.indexes[0].prepare(query).catch(() => {});
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
      const [results, facets] = await Promise.all([index.search(this.query), index.facets()]);
      if (turn !== this.turn) return undefined;
      if (results.length) return await this.show(results, facets, turn);
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

  /* A group is counted as if nothing of its own were chosen, so that one can change one's mind. */
  async show(results, { values, pages }, turn) {
    const chosen = Object.entries(this.chosen);
    const wanted = chosen.map(([name, value]) => [name, values.findIndex(([group, one]) => group === name && one === value)]);
    const counts = values.map(() => 0);
    this.ranked = [];
    for (const id of results) {
      const failed = wanted.filter(([, place]) => !pages[id].includes(place));
      if (!failed.length) this.ranked.push(id);
      for (const place of failed.length < 2 ? pages[id] : []) if (!failed.length || failed[0][0] === values[place][0]) counts[place] += 1;
    }
    this.list.replaceChildren();
    this.showGroups(values, counts);
    this.showChips(chosen);
    await this.showMore(turn);
    if (turn !== this.turn) return;
    this.found.textContent = this.ranked.length ? this.count(this.ranked.length) : this.names.dataset.nothing;
    this.results.hidden = false;
    this.elsewhere.hidden = this.instead.hidden = true;
  }

  async showMore(turn = this.turn) {
    const shown = this.list.children.length;
    const told = await Promise.all(this.ranked.slice(shown, shown + SHOWN).map((id) => this.indexes[0].told(id)));
    if (turn !== this.turn) return;
    const rows = told.map((one) => this.row(one, this.indexes[0].words(this.query)));
    this.list.append(...rows);
    this.more.hidden = this.list.children.length >= this.ranked.length;
    if (shown) rows[0]?.querySelector("a").focus();
  }

  showGroups(values, counts) {
    const sections = GROUPS.map((name) => {
      const counted = values.map(([group, value], place) => [value, counts[place], group]).filter(([, , group]) => group === name);
      const present = counted.filter(([value, count]) => count || this.chosen[name] === value);
      if (!this.chosen[name] && present.every(([, count]) => count === this.ranked.length)) return ""; // nothing to narrow
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
    const { foldedWords, variants, guises, stem } = this.folding;
    const forms = (words) => [...words, ...words.map(stem)];
    const wanted = new Set(asked.flatMap((word) => forms(variants(word))));
    const begins = asked.at(-1)?.length > 2 ? asked.at(-1) : null;
    const fits = (word) =>
      foldedWords(word).some((one) => forms(guises(one)).some((form) => wanted.has(form)) || (begins && guises(one)[0].startsWith(begins)));
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
      this.indexes.slice(1).map(async (index) => ({ index, results: await index.search(this.query).catch(() => []) })),
    );
    const having = others.filter(({ results }) => results.length);
    const asked = this.indexes[0].words(this.query);
    const sections = await Promise.all(
      having.map(async ({ index, results }) => {
        const { tongue } = index;
        const told = await Promise.all(results.slice(0, SHOWN / 2).map((id) => index.told(id)));
        const rows = told.map((one) => this.row(one, asked, tongue));
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
