import { esc, frame, ruler, within } from "../theme/parts.js";

export default function (given) {
  const data = within(given, given.lang);
  const { lang, own } = data;
  const words = data.words[lang];
  const id = given.page.fileSlug;
  const catalogue = data.catalogues[id];
  const all = Array.from({ length: catalogue.total }, (_, place) => place + 1);
  const item = (number) => {
    const slug = `${id}-${number}`;
    const count = (own.by.practices.get(slug) ?? []).length;
    return `<li><a href="/${lang}/practices/${slug}/"><span class="num">${number}</span> <span class="title">${esc(data.practices[slug].title[lang])}</span></a><p class="tally"><span>${count}</span></p></li>\n`;
  };
  const sections = catalogue.sections.map(
    (numbers, place) => `<section class="row"><header class="label"><h2>${place + 1}</h2></header><div class="axis"><ul class="list practices full">
${numbers.map(item).join("")}</ul></div></section>\n`,
  );
  const main = `<div class="row head"><div class="label"><p><b>${words.catalogue}</b></p><p>${catalogue.adopted}</p></div><div class="axis"><h1>${esc(given.title)}</h1></div>
<div class="wide">${ruler(catalogue.total, all)}</div></div>
${sections.join("")}
<section class="row minor"><header class="label"><h2>${words.put_by}</h2></header><div class="axis"><ul class="list">
${catalogue.initiatives.map((one) => `<li class="title"><a href="/${lang}/initiatives/${one}/">${esc(data.initiatives[one][lang])}</a></li>`).join("")}
</ul></div></section>`;
  return frame(data, { url: given.page.url, title: given.title, section: "catalogues", crumbs: [[words.catalogues, `/${lang}/catalogues/`], [given.title]], main });
}
