import { esc, frame, versions, within, years } from "../theme/parts.js";

export default function (given) {
  const data = within(given, given.lang);
  const { lang, own } = data;
  const words = data.words[lang];
  const id = given.page.fileSlug;
  const main = `<article>
<div class="row head"><div class="label"><p><b>${words.initiative}</b></p></div><div class="axis"><h1>${esc(given.title)}</h1></div></div>
<section class="row"><header class="label"><h2>${words.puts}</h2></header><div class="axis"><ul class="list"><li class="title"><a href="/${lang}/catalogues/${given.catalogue}/">${esc(data.catalogues[given.catalogue].title[lang])}</a></li></ul></div></section>
<div class="row body"><div class="reading"><div class="prose">${given.content}</div></div></div>
</article>
${years(own.by.initiatives.get(id) ?? [], data)}
${versions(given.page.url, data, (tag) => data.collections.index[tag].texts[`initiative/${id}`].data.title)}`;
  const crumbs = [[words.initiatives, `/${lang}/initiatives/`], [given.short_title]];
  return frame(data, { url: given.page.url, title: given.title, section: "initiatives", crumbs, main });
}
