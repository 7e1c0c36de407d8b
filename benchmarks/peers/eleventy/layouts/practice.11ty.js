import { esc, frame, plural, ruler, within, years } from "../theme/parts.js";

export default function (given) {
  const data = within(given, given.lang);
  const { lang, own } = data;
  const words = data.words[lang];
  const { number, catalogue } = given;
  const { title, total } = data.catalogues[catalogue];
  const events = own.by.practices.get(given.page.fileSlug) ?? [];
  const counts = new Map();
  for (const item of events) counts.set(item.data.years[0], (counts.get(item.data.years[0]) ?? 0) + 1);
  const neighbour = (other, rel, word) => {
    const one = data.practices[`${catalogue}-${other}`];
    return one
      ? `<div${rel === "next" ? ' class="next"' : ""}><p>${word}</p><a rel="${rel}" href="/${lang}/practices/${catalogue}-${other}/"><span class="num">${other}</span> <span class="title">${esc(one.title[lang])}</span></a></div>`
      : "";
  };
  const main = `<div class="row head plain"><div class="label"><p><b>${words.practice}</b></p><p><a href="/${lang}/catalogues/${catalogue}/">${esc(title[lang])}</a></p></div><div class="axis">${ruler(total, [number])}</div></div>
<div class="numbered"><h1><span class="big">${number}</span> <span class="title">${esc(given.title)}</span></h1><div class="stand">${given.content}</div></div>
<section class="row"><header class="label"><h2>${words.citations}</h2><p>${plural(words.n_events, events.length, lang)}</p></header><div class="axis"><h3 class="label">${words.by_year}</h3><dl class="growth">
${[...counts].reverse().map(([year, count]) => `<div><dt>${year}</dt><dd>${count}</dd></div>`).join("")}
</dl></div></section>
${years(events, data)}
<nav class="turn" aria-label="${words.in_catalogue}">${neighbour(number - 1, "prev", words.previous)}${neighbour(number + 1, "next", words.next)}</nav>`;
  const base = `/${lang}/catalogues/`;
  const crumbs = [[words.catalogues, base], [title[lang], `${base}${catalogue}/`], [number]];
  return frame(data, { url: given.page.url, title: given.title, section: "catalogues", crumbs, main });
}
