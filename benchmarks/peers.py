"""The same made-up site as content for other generators: the same values, words and pages, the links as addresses."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

from benchmarks.bodies import event_body, short_body
from benchmarks.words import LANGUAGES
from benchmarks.world import (
    ABOUT,
    CATALOGUES,
    INITIATIVES,
    LEAD,
    LINE,
    ORGANISATIONS,
    PLACES,
    SITE,
    TYPES,
    Catalogue,
    Event,
    Practice,
    event,
)

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "benchmarks/peers"
WORDS = {
    "skip": "Skip to content",
    "languages": "Languages",
    "sections": "Sections",
    "here": "You are here",
    "read": "Read",
    "reuse": "Reuse",
    "institute": "The institute",
    "sitemap": "Site map (XML)",
    "missing": "Page not found",
    "missing_text": "Its address may have changed, or it was not written correctly.",
    "home": "Home",
    "events": "Events",
    "initiatives": "Initiatives",
    "catalogues": "Catalogues",
    "organisations": "Organisations",
    "countries": "Countries",
    "years": "Years",
    "places": "Places",
    "initiative": "Initiative",
    "catalogue": "Catalogue",
    "practice": "Practice",
    "organisation": "Organisation",
    "country": "Country",
    "dates": "Dates",
    "covered": "Good practices covered",
    "other_languages": "Other languages",
    "related": "Related events",
    "in_initiative": "In this initiative",
    "in_catalogue": "In this catalogue",
    "previous": "Previous",
    "next": "Next",
    "brief": "In brief",
    "place": "Place",
    "cites": "Cites:",
    "puts": "Puts into practice",
    "put_by": "Put into practice by",
    "citations": "Citations",
    "by_year": "Events by year",
    "as_organiser": "As organiser",
    "as_host": "As host country",
    "newer": "Newer events",
    "older": "Older events",
    "pages": "Pages",
    "latest": "Latest events",
    "all_events": "All events",
    "everything": "Everything new",
}
PLURALS = {"organisers": "Organiser", "days": "%(num)s day", "n_events": "%(num)s event"}


@dataclass(frozen=True, slots=True)
class Writing:
    """One text for a peer: its language, kind and id, its front matter, its Markdown."""

    language: str
    kind: str
    id: str
    front: dict[str, object]
    body: str


def writings(events: int, language: str) -> Iterator[Writing]:
    """Everything that has a body, in one language."""
    yield Writing(language, "page", "about", {"title": ABOUT[language]}, short_body("about", language))
    for initiative in INITIATIVES:
        front: dict[str, object] = {
            "title": initiative.title[language],
            "short_title": initiative.short_title[language],
        }
        front |= {"weight": initiative.number, "catalogue": initiative.catalogue}
        yield Writing(language, "initiative", initiative.id, front, short_body(initiative.id, language))
    for catalogue in CATALOGUES:
        yield Writing(language, "catalogue", catalogue.id, {"title": catalogue.title[language]}, "")
        for one in catalogue.practices:
            yield Writing(
                language, "practice", one.slug, _practice(one, catalogue, language), one.text[language] + "\n"
            )
    for number in range(events):
        one_event = event(number)
        body = event_body(one_event, language, lambda kind, id: _address(language, kind, id))
        yield Writing(language, "event", one_event.id, _event(one_event, language), body)


def _address(language: str, kind: str, id: str) -> str:
    return f"/{language}/{kind}s/{id.replace('/', '-')}/"


def _practice(one: Practice, catalogue: Catalogue, language: str) -> dict[str, object]:
    return {"title": one.title[language], "number": one.number, "catalogue": catalogue.id}


def _event(one: Event, language: str) -> dict[str, object]:
    grouped = groupby(one.practices, key=lambda practice: practice.catalogue)
    return {
        "title": one.title[language],
        "description": one.summary[language],
        "date": str(one.sessions[0][0]),
        "kind": one.type,
        "sessions": [[str(first), str(last)] for first, last in one.sessions],
        "place": one.place.id,
        "groups": [{"catalogue": id, "numbers": [practice.number for practice in found]} for id, found in grouped],
        "initiatives": [one.initiative.id],
        "practices": [practice.slug for practice in one.practices],
        "organisations": [organisation.id for organisation in one.organisers],
        "countries": [one.place.country.lower()],
        "years": [str(one.sessions[0][0].year)],
    }


def data() -> dict[str, object]:
    """What is no text: records, catalogues, the names of kinds and countries, the words of the interface."""
    locales = {language: Locale(language) for language in LANGUAGES}
    codes = sorted({place.country for place in PLACES})
    return {
        "site": {tag: {"title": SITE[tag], "line": LINE[tag], "lead": LEAD[tag]} for tag in LANGUAGES},
        "types": TYPES,
        "places": {one.id: {"country": one.country.lower(), "name": one.name} for one in PLACES},
        "countries": {code.lower(): {tag: locales[tag].territories[code] for tag in LANGUAGES} for code in codes},
        "organisations": {one.id: {"name": one.name, "acronym": one.acronym} for one in ORGANISATIONS},
        "catalogues": {
            one.id: {
                "title": one.title,
                "total": len(one.practices),
                "adopted": one.adopted,
                "sections": [[practice.number for practice in group] for group in one.sections],
                "initiatives": [initiative.id for initiative in INITIATIVES if initiative.catalogue == one.id],
            }
            for one in CATALOGUES
        },
        "practices": {
            one.slug: {"title": one.title, "number": one.number}
            for catalogue in CATALOGUES
            for one in catalogue.practices
        },
        "initiatives": {one.id: one.short_title for one in INITIATIVES},
        "words": {language: _words(language) for language in LANGUAGES},
    }


def _words(language: str) -> dict[str, object]:
    """The words of the interface as the sample theme has them; of plurals, one for each CLDR category."""
    with (ROOT / f"locale/{language}/LC_MESSAGES/site.po").open("rb") as file:
        catalogue = read_po(file, locale=language)

    def strings(id: str) -> list[str]:
        message = catalogue.get(id)
        found = message.string if message else id
        return [found or id] if isinstance(found, str) else list(found or ())

    words: dict[str, object] = {key: strings(id)[0] for key, id in WORDS.items()}
    return words | {key: _by_category(strings(id), language) for key, id in PLURALS.items()}


def _by_category(forms: list[str], language: str) -> dict[str, str]:
    """gettext numbers plural forms, CLDR names them; English and French have two, Arabic six."""
    names = ("zero", "one", "two", "few", "many", "other") if language == "ar" else ("one", "other")
    return {name: form.replace("%(num)s", "{n}") for name, form in zip(names, forms, strict=False)}


def front_matter(front: Mapping[str, object]) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{''.join(lines)}---\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy_assets(static: Path) -> None:
    """The style sheets as one file, the fonts and the icon, under the names that the sheets use."""
    sheets = sorted((ROOT / "static/css/site").glob("*.css"))
    write(static / "css/site/site.css", "".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
    shutil.copytree(ROOT / "static/fonts", static / "fonts", ignore=shutil.ignore_patterns("LICENSES"))
    shutil.copy2(ROOT / "static/icon.svg", static / "icon.svg")


def write_hugo(folder: Path, events: int) -> None:
    """Initiatives, practices and the like are taxonomies, their texts the `_index.md` of their terms."""
    shutil.copytree(PEERS / "hugo", folder)
    copy_assets(folder / "static")
    gathered = data()
    words = gathered.pop("words")
    assert isinstance(words, dict)
    for language in LANGUAGES:
        interface = json.dumps(words[language], ensure_ascii=False).replace("{n}", "{{ .Count }}")
        write(folder / f"i18n/{language}.json", interface)
        for name in HUGO_LISTS:
            write(folder / f"content/{language}/{name}/_index.md", front_matter({"title": words[language][name]}))
        for name in ("practices", "years"):
            write(folder / f"content/{language}/{name}/_index.md", front_matter({"build": {"render": "never"}}))
        for text in writings(events, language):
            write(folder / f"content/{language}/{_hugo_path(text)}", front_matter(_hugo_front(text)) + text.body)
    for name, value in gathered.items():
        write(folder / f"data/{name}.json", json.dumps(value, ensure_ascii=False))


HUGO_LISTS = ("events", "initiatives", "catalogues", "organisations", "countries")


def _hugo_path(text: Writing) -> str:
    if text.kind == "page":
        return f"{text.id}.md"
    return (
        f"{text.kind}s/{text.id}/_index.md" if text.kind in {"initiative", "practice"} else f"{text.kind}s/{text.id}.md"
    )


def _hugo_front(text: Writing) -> dict[str, object]:
    outputs: dict[str, object] = {"outputs": ["html", "atom"]} if text.kind == "initiative" else {}
    return text.front | outputs


def write_eleventy(folder: Path, events: int) -> None:
    """Paths are addresses; what a folder's texts are is said once in the folder's data file."""
    shutil.copytree(PEERS / "eleventy", folder)
    copy_assets(folder / "static")
    write(folder / "data/tables.json", json.dumps(data(), ensure_ascii=False))
    for language in LANGUAGES:
        for kind in ("event", "initiative", "practice", "catalogue"):
            common = json.dumps({"lang": language, "about": kind, "layout": f"{kind}.11ty.js"})
            write(folder / f"content/{language}/{kind}s/{kind}s.json", common)
        for text in writings(events, language):
            front, path = text.front, f"{text.kind}s/{text.id}.md"
            if text.kind == "page":
                front, path = front | {"lang": language, "about": "page", "layout": "page.11ty.js"}, f"{text.id}.md"
            write(folder / f"content/{language}/{path}", front_matter(front) + text.body)


def write_pelican(folder: Path, events: int) -> None:
    """Events are articles; everything else with a body is a page. Front matter is lines, lists are words in a line."""
    shutil.copytree(PEERS / "pelican", folder)
    copy_assets(folder / "theme/static")
    months = {language: list(Locale(language).months["format"]["wide"].values()) for language in LANGUAGES}
    write(folder / "tables.json", json.dumps(data() | {"months": months}, ensure_ascii=False))
    for language in LANGUAGES:
        for text in writings(events, language):
            name = "events" if text.kind == "event" else f"texts/{text.kind}"
            write(folder / f"content/{language}/{name}/{text.id}.md", _pelican_front(text) + text.body)


def _pelican_front(text: Writing) -> str:
    front = {"slug": text.id, "lang": text.language} | text.front
    if text.kind == "event":
        front["about"] = front.pop("description")
        front["sessions"] = ["/".join(session) for session in text.front["sessions"]]  # type: ignore[attr-defined]
        del front["groups"]
    else:
        front["section"] = "" if text.kind == "page" else f"{text.kind}s/"
        front["template"] = text.kind
    lines = (f"{key}: {' '.join(value) if isinstance(value, list) else value}\n" for key, value in front.items())
    return f"{''.join(lines)}\n"
