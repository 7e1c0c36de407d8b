// Feeds, sitemaps and robots.txt.
import { esc, within } from "../theme/parts.js";

export const data = {
  pagination: { data: "collections.machine", size: 1, alias: "file" },
  permalink: ({ file }) => (file.kind === "robots" ? "/robots.txt" : file.path),
};

const ADDRESS = "https://www.example.org";
const LANGUAGES = ["en", "fr", "ar"];
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const moment = (item) => item.date.toISOString().replace(".000", "");

function feed(data, id) {
  const { lang, own } = data;
  const events = (id ? own.by.initiatives.get(id) : own.events).slice(0, 50);
  const home = `${ADDRESS}/${lang}/${id ? `initiatives/${id}/` : ""}`;
  const site = data.site[lang].title;
  const entries = events.map(
    (item) => `<entry>
<id>${ADDRESS}${item.url}</id>
<title>${esc(item.data.title)}</title>
<updated>${moment(item)}</updated>
<link rel="alternate" type="text/html" hreflang="${lang}" href="${ADDRESS}${item.url}"/>
<summary>${esc(item.data.description)}</summary>
</entry>\n`,
  );
  return `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
<id>${home}</id>
<title>${esc(id ? data.initiatives[id][lang] : site)}</title>
<author><name>${esc(site)}</name></author>
<updated>${moment(events[0])}</updated>
<link rel="self" type="application/atom+xml" href="${home}feed.xml"/>
<link rel="alternate" type="text/html" hreflang="${lang}" href="${home}"/>
${entries.join("")}</feed>
`;
}

function sitemap({ collections }, lang) {
  const urls = collections.all
    .filter((item) => item.url && item.url.startsWith(`/${lang}/`) && item.url.endsWith("/"))
    .map(({ url }) => {
      const others = LANGUAGES.map((tag) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${ADDRESS}${url.replace(`/${lang}/`, `/${tag}/`)}"/>`);
      return `<url><loc>${ADDRESS}${url}</loc>${others.join("")}</url>\n`;
    });
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("")}</urlset>\n`;
}

export function render(given) {
  const { kind, lang, id } = given.file;
  if (kind === "robots") return `User-agent: *\nAllow: /\n\nSitemap: ${ADDRESS}/sitemap.xml\n`;
  if (kind === "sitemapindex") {
    const maps = LANGUAGES.map((tag) => `<sitemap><loc>${ADDRESS}/${tag}/sitemap.xml</loc></sitemap>\n`);
    return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join("")}</sitemapindex>\n`;
  }
  return kind === "feed" ? feed(within(given, lang), id) : sitemap(given, lang);
}
