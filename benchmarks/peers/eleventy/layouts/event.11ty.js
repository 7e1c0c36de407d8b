import { relatedTo } from "../theme/index.js";
import { dates, esc, frame, month, place, plural, rows, ruler, versions, within } from "../theme/parts.js";

const covered = (group, position, { lang, words, catalogues, practices }) => {
  const catalogue = catalogues[group.catalogue];
  const items = group.numbers.map((number) => {
    const slug = `${group.catalogue}-${number}`;
    return `<li><a href="/${lang}/practices/${slug}/"><span class="num">${number}</span> <span class="title">${esc(practices[slug].title[lang])}</span></a></li>\n`;
  });
  return `<section class="row${position ? " minor" : ""}"><header class="label"><h2>${words[lang].covered}</h2><p><a href="/${lang}/catalogues/${group.catalogue}/">${esc(catalogue.title[lang])}</a></p></header><div class="axis">
<ul class="list practices">
${items.join("")}</ul>
${ruler(catalogue.total, group.numbers)}
</div></section>
`;
};

export default function (given) {
  const data = within(given, given.lang);
  const { lang, own } = data;
  const words = data.words[lang];
  const item = own.bySlug.get(given.page.fileSlug);
  const [initiative] = given.initiatives;
  const [country] = given.countries;
  const [before, after] = own.neighbours.get(item.fileSlug);
  const year = item.data.years[0];
  const titleOf = (tag) => data.collections.index[tag].bySlug.get(item.fileSlug).data.title;
  const turn = (near, rel, word) =>
    near ? `<div${rel === "next" ? ' class="next"' : ""}><p>${word}</p><a class="title" rel="${rel}" href="${near.url}">${esc(near.data.title)}</a></div>` : "";
  const main = `<article>
<div class="row head"><div class="label"><p><b>${data.types[given.kind][lang]}</b></p><p><a href="/${lang}/initiatives/${initiative}/">${esc(data.initiatives[initiative][lang])}</a></p></div>
<div class="axis"><h1>${esc(given.title)}</h1><p class="stand">${esc(given.description)}</p></div></div>
<section class="row dates"><header class="label"><h2>${words.dates}</h2><p>${place(given.place, lang, data)}</p></header><div class="axis">
<ol class="ranges">
${given.sessions.map((one) => `<li><time class="when" datetime="${one[0]}">${dates(one, lang)}</time></li>`).join("\n")}
</ol>
${given.sessions.map(month).join("")}
</div></section>
${given.groups.map((group, position) => covered(group, position, data)).join("")}
<div class="row body with-facts">
<div class="reading"><div class="prose">${given.content}</div></div>
<aside class="facts" aria-labelledby="facts"><h2 id="facts">${words.brief}</h2><dl>
<div><dt>${words.place}</dt><dd>${esc(data.places[given.place].name[lang])}, <a href="/${lang}/countries/${country}/">${esc(data.countries[country][lang])}</a></dd></div>
<div><dt>${plural(words.organisers, given.organisations.length, lang)}</dt><dd>${given.organisations.map((id) => `<span class="line"><a href="/${lang}/organisations/${id}/">${esc(data.organisations[id].name[lang])}</a></span>`).join("")}</dd></div>
</dl></aside>
</div>
${versions(given.page.url, data, titleOf)}
</article>
<section class="row"><header class="label"><h2>${words.related}</h2></header><div class="axis">
${rows(relatedTo(item, own), data)}
</div></section>
<nav class="turn" aria-label="${words.in_initiative}">${turn(before, "prev", words.previous)}${turn(after, "next", words.next)}</nav>`;
  const crumbs = [[words.events, `/${lang}/events/`], [year, `/${lang}/years/${year}/`]];
  return frame(data, { url: given.page.url, title: given.title, description: given.description, section: "events", crumbs, main });
}
