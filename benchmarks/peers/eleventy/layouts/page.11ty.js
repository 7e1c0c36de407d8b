import { esc, frame, versions, within } from "../theme/parts.js";

export default function (given) {
  const data = within(given, given.lang);
  const main = `<article><div class="row head"><div class="axis"><h1>${esc(given.title)}</h1></div></div>
<div class="row body"><div class="reading"><div class="prose">${given.content}</div></div></div></article>
${versions(given.page.url, data, (tag) => data.collections.index[tag].texts[`page/${given.page.fileSlug}`].data.title)}`;
  return frame(data, { url: given.page.url, title: given.title, crumbs: [[given.title]], main });
}
