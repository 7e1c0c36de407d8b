// Input is content/, whose paths are the addresses already; the pages that no file stands for come from pagination.
import { gather } from "./theme/index.js";

const PER_PAGE = 50;

export default function (config) {
  config.addPassthroughCopy({ static: "/" });
  for (const language of ["en", "fr", "ar"]) {
    config.addFilter(`of_${language}`, (items) => items.filter((item) => item.data.lang === language));
  }
  config.addCollection("index", (api) => gather(api.getAll()));
  config.addCollection("lists", (api) => {
    const index = gather(api.getAll());
    const found = [];
    for (const lang of Object.keys(index)) {
      const { events, by } = index[lang];
      const pages = Math.ceil(events.length / PER_PAGE);
      for (let number = 1; number <= pages; number++) {
        const shown = events.slice((number - 1) * PER_PAGE, number * PER_PAGE).map((item) => item.fileSlug);
        found.push({ lang, kind: "events", id: number === 1 ? "" : `page/${number}`, number, pages, shown });
      }
      for (const kind of ["years", "countries", "organisations"]) {
        for (const id of by[kind].keys()) found.push({ lang, kind, id });
      }
      for (const kind of ["initiatives", "catalogues", "organisations", "countries"]) {
        found.push({ lang, kind: "list", id: kind });
      }
      found.push({ lang, kind: "home", id: "" }, { lang, kind: "missing", id: "404.html" });
    }
    return found;
  });
  config.addCollection("machine", (api) => {
    const index = gather(api.getAll());
    const found = [{ kind: "sitemapindex", path: "/sitemap.xml" }, { kind: "robots", path: "/robots.txt" }];
    for (const lang of Object.keys(index)) {
      found.push({ kind: "feed", lang, path: `/${lang}/feed.xml` }, { kind: "sitemap", lang, path: `/${lang}/sitemap.xml` });
      for (const id of index[lang].by.initiatives.keys()) {
        found.push({ kind: "feed", lang, id, path: `/${lang}/initiatives/${id}/feed.xml` });
      }
    }
    return found;
  });
  return {
    dir: { input: "content", output: "out", includes: "../layouts", data: "../data" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
  };
}
