// Pieces of pages as functions that give HTML.
export const esc = (text) =>
  String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const LANGUAGES = { en: ["English", "ltr"], fr: ["français", "ltr"], ar: ["العربية", "rtl"] };
const ADDRESS = "https://www.example.org";
const memory = new Map();

export function remembered(key, make) {
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key);
}

const formats = Object.fromEntries(
  Object.keys(LANGUAGES).map((lang) => [
    lang,
    new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone: "UTC" }),
  ]),
);
const plurals = Object.fromEntries(Object.keys(LANGUAGES).map((lang) => [lang, new Intl.PluralRules(lang)]));

export const plural = (forms, number, lang) =>
  (forms[plurals[lang].select(number)] ?? forms.other).replace("{n}", number);

export const dates = ([first, last], lang) =>
  remembered(`d${first}${last}${lang}`, () => {
    if (first === last) return formats[lang].format(new Date(first));
    const [from, to] = [formats[lang].format(new Date(first)), formats[lang].format(new Date(last))];
    return first.slice(0, 7) === last.slice(0, 7) ? `${+first.slice(8)}–${to}` : `${from} – ${to}`;
  });

export const month = ([first, last]) =>
  remembered(`m${first}${last}`, () => {
    const from = +first.slice(8);
    const to = first.slice(0, 7) === last.slice(0, 7) ? +last.slice(8) : 31;
    const length = new Date(Date.UTC(+first.slice(0, 4), +first.slice(5, 7), 0)).getUTCDate();
    let ticks = "";
    for (let day = 1; day <= length; day++) {
      if (day >= from && day <= to) ticks += `<i class="day">${day}</i>`;
      else ticks += `<i>${day === 1 || day === length ? day : ""}</i>`;
    }
    return `<div class="month"><div class="ruler days" aria-hidden="true">${ticks}</div></div>`;
  });

export const ruler = (total, marked) =>
  remembered(`r${total}/${marked}`, () => {
    let ticks = "";
    for (let number = 1; number <= total; number++) {
      if (marked.includes(number)) ticks += `<i class="on">${number}</i>`;
      else ticks += `<i class="near">${number === 1 || number === total ? number : ""}</i>`;
    }
    return `<div class="ruler" role="img" aria-label="${marked.length} / ${total}">${ticks}</div>`;
  });

export const place = (id, lang, { places, countries }) =>
  `${esc(places[id].name[lang])}, ${esc(countries[places[id].country][lang])}`;

export function row(item, data) {
  const { lang, rows } = data;
  const known = rows.get(item);
  if (known) return known;
  const { words, practices } = data;
  const numerals = item.data.practices.map((id) => {
    const one = practices[id];
    return ` <a class="num" href="/${lang}/practices/${id}/"><span aria-hidden="true">${one.number}</span><span class="vh">${one.number}. ${esc(one.title[lang])}</span></a>`;
  });
  const made = `<li class="entry">
<p class="when">${item.data.sessions.map((one) => dates(one, lang)).join(", ")}</p>
<div class="what"><h3 class="title"><a href="${item.url}">${esc(item.data.title)}</a></h3><p class="place">${place(item.data.place, lang, data)}</p></div>
<p class="nums"><span class="vh">${words[lang].cites} </span>${numerals.join("")}</p>
</li>
`;
  rows.set(item, made);
  return made;
}

export const rows = (items, data) => `<ul class="list">\n${items.map((item) => row(item, data)).join("")}</ul>`;

export function years(items, data) {
  const groups = new Map();
  for (const item of items) {
    const year = item.data.years[0];
    if (groups.has(year)) groups.get(year).push(item);
    else groups.set(year, [item]);
  }
  return [...groups]
    .map(([year, found]) => `<section class="row year"><h2><a href="/${data.lang}/years/${year}/">${year}</a></h2><div class="axis">${rows(found, data)}</div></section>\n`)
    .join("");
}

export const versions = (url, data, titleOf) => {
  const items = Object.entries(LANGUAGES)
    .filter(([lang]) => lang !== data.lang)
    .map(([lang, [autonym]]) => {
      const there = url.replace(`/${data.lang}/`, `/${lang}/`);
      return `<li><span class="autonym" lang="${lang}">${autonym}</span> <a href="${there}" lang="${lang}" hreflang="${lang}">${esc(titleOf(lang))}</a></li>\n`;
    });
  return `<section class="row minor"><header class="label"><h2>${data.words[data.lang].other_languages}</h2></header><div class="axis"><ul class="list versions">
${items.join("")}</ul></div></section>`;
};

const navigation = (lang, words, section) =>
  remembered(`n${lang}${section}`, () => {
    const links = ["events", "initiatives", "catalogues"].map(
      (name) => `<li><a href="/${lang}/${name}/"${name === section ? ' aria-current="true"' : ""}>${words[name]}</a></li>\n`,
    );
    return `<nav class="nav" aria-label="${words.sections}"><ul>\n${links.join("")}</ul></nav>`;
  });

const foot = (lang, words, title, about) =>
  remembered(`f${lang}`, () => {
    const links = ["events", "initiatives", "catalogues", "organisations", "countries"].map(
      (name) => `<li><a href="/${lang}/${name}/">${words[name]}</a></li>\n`,
    );
    return `<footer class="foot">
<p class="name">${title}</p>
<nav aria-labelledby="foot-read"><h2 id="foot-read">${words.read}</h2><ul>
${links.join("")}</ul></nav>
<nav aria-labelledby="foot-reuse"><h2 id="foot-reuse">${words.reuse}</h2><ul>
<li><a href="/${lang}/feed.xml" type="application/atom+xml">${words.everything}</a></li>
<li><a href="/sitemap.xml">${words.sitemap}</a></li>
</ul></nav>
<nav aria-labelledby="foot-pages"><h2 id="foot-pages">${words.institute}</h2><ul>
<li><a href="${about.url}">${esc(about.data.title)}</a></li>
</ul></nav>
</footer>`;
  });

// The frame of every page. `crumbs` are pairs of words and address, the page itself without one.
export function frame(data, { url, title, description, section, crumbs, main }) {
  const { lang } = data;
  const words = data.words[lang];
  const site = data.site[lang];
  const here = (tag) => url.replace(`/${lang}/`, `/${tag}/`);
  const tags = Object.keys(LANGUAGES);
  const trail = crumbs
    ? `<nav class="crumbs" aria-label="${words.here}"><ol>
<li><a href="/${lang}/">${words.home}</a></li>
${crumbs.map(([text, there]) => (there ? `<li><a href="${there}">${esc(text)}</a></li>` : `<li aria-current="page">${esc(text)}</li>`)).join("\n")}
</ol></nav>`
    : "";
  return `<!doctype html>
<html lang="${lang}" dir="${LANGUAGES[lang][1]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} – ${site.title}</title>
${description ? `<meta name="description" content="${esc(description)}">` : ""}
<link rel="canonical" href="${ADDRESS}${url}">
${tags.map((tag) => `<link rel="alternate" hreflang="${tag}" href="${ADDRESS}${here(tag)}">`).join("\n")}
<link rel="alternate" type="application/atom+xml" title="${words.everything}" href="/${lang}/feed.xml">
<link rel="preload" as="font" type="font/woff2" crossorigin href="/fonts/${lang === "ar" ? "text-arabic" : "text"}.woff2">
<link rel="stylesheet" href="/css/site/site.css">
<link rel="icon" type="image/svg+xml" href="/icon.svg">
<meta name="color-scheme" content="light dark">
<meta property="og:site_name" content="${site.title}">
<meta property="og:title" content="${esc(title)}">
<meta property="og:url" content="${ADDRESS}${url}">
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="mast">
<p class="name"><a href="/${lang}/">${site.title}</a></p>
<nav class="langs" aria-label="${words.languages}"><ul>
${tags.map((tag) => `<li><a class="autonym" lang="${tag}" dir="${LANGUAGES[tag][1]}" hreflang="${tag}" href="${here(tag)}"${tag === lang ? ' aria-current="true"' : ""}>${LANGUAGES[tag][0]}</a></li>`).join("\n")}
</ul></nav>
<div class="bar">${navigation(lang, words, section)}</div>
</header>
<main id="main" tabindex="-1">
${trail}
${main}
<p class="print-only" dir="ltr">${ADDRESS}${url}</p>
</main>
${foot(lang, words, site.title, data.own.texts["page/about"])}
</body>
</html>
`;
}

// The records and words of the site, and what its language has gathered.
export const within = ({ tables, collections }, lang) => {
  const own = collections.index[lang];
  return { ...tables, collections, lang, own, rows: own.rows };
};
