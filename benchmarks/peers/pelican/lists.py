"""Pelican knows one list of articles, in the default language; this plugin gathers them for each language.

It makes the pages that are lists, the feeds and the sitemaps, and gives all templates `within(language)`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import groupby

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

FACETS = ("initiatives", "practices", "organisations", "countries", "years")
PER_PAGE = 50
IN_FEED = 50
AUTONYMS = {"en": ("English", "ltr"), "fr": ("français", "ltr"), "ar": ("العربية", "rtl")}


@dataclass
class Own:
    """What one language has: its events, newest first, and which of them belong to what."""

    lang: str
    events: list
    by: dict
    texts: dict
    rows: dict = field(default_factory=dict)
    neighbours: dict = field(default_factory=dict)


def gather(all_generators):
    context = all_generators[0].context
    events = defaultdict(list)
    texts = defaultdict(dict)
    for article in context["articles"]:
        for one in (article, *article.translations):
            events[one.lang].append(prepared(one))
    for page in context["pages"]:
        for one in (page, *page.translations):
            texts[one.lang][one.section + one.slug] = one
    found = {}
    for lang, items in events.items():
        found[lang] = belonging(lang, items, texts[lang])
    next(one for one in all_generators if isinstance(one, Lists)).give_names()
    context["own"] = found
    context["by_slug"] = {lang: {one.slug: one for one in own.events} for lang, own in found.items()}
    context["related"] = lru_cache(None)(lambda slug: related(slug, found["en"], context["by_slug"]["en"]))


def belonging(lang, items, texts):
    items.sort(key=lambda one: (one.days[0][0], one.slug), reverse=True)
    own = Own(lang, items, {name: defaultdict(list) for name in FACETS}, texts)
    for one in items:
        for name in FACETS:
            for id in one.facets[name]:
                own.by[name][id].append(one)
    for group in own.by["initiatives"].values():
        for newer, one, older in zip([None, *group], group, [*group[1:], None], strict=False):
            own.neighbours[one.slug] = (older, newer)
    return own


def prepared(one):
    one.days = [[date.fromisoformat(day) for day in session.split("/")] for session in one.sessions.split()]
    one.facets = {name: getattr(one, name).split() for name in FACETS}
    one.groups = [
        (catalogue, [int(slug.rsplit("-", 1)[1]) for slug in group])
        for catalogue, group in groupby(one.facets["practices"], key=lambda slug: slug.rsplit("-", 1)[0])
    ]
    return one


def related(slug, own, by_slug):
    """The ids of the four events that share most with one: the same in every language."""
    one = by_slug[slug]
    points = Counter()
    for name, weight in (("practices", 100), ("initiatives", 50)):
        for id in one.facets[name]:
            for other in own.by[name][id]:
                points[other.slug] += weight
    del points[slug]
    first = one.days[0][0]
    return nsmallest(4, points, key=lambda id: abs((by_slug[id].days[0][0] - first).days) / 365 - points[id])


class Lists(Generator):
    """Every page that no file stands for."""

    def give_names(self):
        """Only now: what Pelican caches holds on to the context, and functions made here cannot be cached."""
        self.tables = self.settings["TABLES"]
        row = self.env.get_template("row.html")

        def remembered(one, own):
            if one.slug not in own.rows:
                own.rows[one.slug] = Markup(row.render(one=one, lang=own.lang, **self.names()))  # noqa: S704
            return own.rows[one.slug]

        self.context.update(self.names(), row=remembered)

    def names(self):
        return {
            "t": self.tables,
            "dates": self.dates,
            "month": month,
            "ruler": ruler,
            "autonyms": AUTONYMS,
            "plural": plural,
        }

    @cache  # noqa: B019  # lives as long as the build
    def dates(self, first, last, lang):
        names = self.tables["months"][lang]
        end = f"{last.day} {names[last.month - 1]} {last.year}"
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{end}"
        return f"{first.day} {names[first.month - 1]} {first.year} – {end}"

    def generate_context(self):
        pass

    def generate_output(self, writer):
        self.writer = writer
        for lang, own in self.context["own"].items():
            for path, template, values in (*self.lists(lang, own), *self.machines(lang, own)):
                self.write(path, template, lang=lang, mine=own, **values)
        self.write("sitemap.xml", "sitemapindex.xml")
        self.write("robots.txt", "robots.txt")

    def write(self, path, template, **values):
        url = path.removesuffix("index.html")
        page = self.get_template(template)
        self.writer.write_file(path, page, self.context, relative_urls=False, output_file=path, address=url, **values)

    def get_template(self, name):
        return self.env.get_template(name if "." in name else f"{name}.html")

    def lists(self, lang, own):
        yield f"{lang}/index.html", "home", {}
        yield f"{lang}/404.html", "missing", {}
        pages = -(-len(own.events) // PER_PAGE)
        for number in range(1, pages + 1):
            path = f"{lang}/events/" + (f"page/{number}/" if number > 1 else "")
            shown = own.events[(number - 1) * PER_PAGE : number * PER_PAGE]
            yield f"{path}index.html", "events", {"shown": shown, "number": number, "pages": pages, "year": ""}
        for year, events in own.by["years"].items():
            yield f"{lang}/years/{year}/index.html", "events", {"shown": events, "number": 0, "pages": 0, "year": year}
        for kind in ("countries", "organisations"):
            for id, events in own.by[kind].items():
                yield f"{lang}/{kind}/{id}/index.html", "party", {"shown": events, "kind": kind, "id": id}
        for kind in ("initiatives", "catalogues", "organisations", "countries"):
            yield f"{lang}/{kind}/index.html", "names", {"kind": kind}

    def machines(self, lang, own):
        title = self.tables["site"][lang]["title"]
        yield f"{lang}/feed.xml", "feed.xml", {"title": title, "home": f"{lang}/", "shown": own.events[:IN_FEED]}
        for id, events in own.by["initiatives"].items():
            home = f"{lang}/initiatives/{id}/"
            name = self.tables["initiatives"][id][lang]
            yield f"{home}feed.xml", "feed.xml", {"title": name, "home": home, "shown": events[:IN_FEED]}
        listed = [
            path.removesuffix("index.html") for path, _, _ in self.lists(lang, own) if path.endswith("index.html")
        ]
        urls = [*listed, *(one.url for one in (*own.events, *own.texts.values()))]
        yield f"{lang}/sitemap.xml", "sitemap.xml", {"urls": [url.removeprefix(lang) for url in urls]}


def plural(forms, number, lang):
    """A count in words: CLDR's categories, as far as these languages have them."""
    if lang == "ar":
        tail = number % 100
        few = "few" if 3 <= tail <= 10 else "many" if tail >= 11 else "other"
        name = {0: "zero", 1: "one", 2: "two"}.get(number, few)
    else:
        name = "one" if number == 1 or (lang == "fr" and number == 0) else "other"
    return forms[name].replace("{n}", str(number))


@cache
def month(first, last):
    end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    to = min(last, end).day
    ticks = "".join(
        f'<i class="day">{day}</i>' if first.day <= day <= to else f"<i>{day if day in (1, end.day) else ''}</i>"
        for day in range(1, end.day + 1)
    )
    return Markup(f'<div class="month"><div class="ruler days" aria-hidden="true">{ticks}</div></div>')  # noqa: S704


def ruler(total, marked):
    return _ruler(total, tuple(marked))


@cache
def _ruler(total, marked):
    ticks = "".join(
        f'<i class="on">{number}</i>'
        if number in marked
        else f'<i class="near">{number if number in (1, total) else ""}</i>'
        for number in range(1, total + 1)
    )
    return Markup(f'<div class="ruler" role="img" aria-label="{len(marked)} / {total}">{ticks}</div>')  # noqa: S704


def generators(_):
    return Lists


def register():
    signals.get_generators.connect(generators)
    signals.all_generators_finalized.connect(gather)
