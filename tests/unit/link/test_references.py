"""Links and citations: what they lead to, for whom, and what is said of those that lead nowhere."""

import pytest

from sitegen.link.references import Resolved, Setting, meant_catalogue, resolve
from sitegen.link.site import Site
from sitegen.model.writeups import Kind
from tests.plain import linked
from tests.projects import CONFIG

EVENT = 'type: workshop\ndates: ["2020-07-15"]\nlocation: online\n'
ROME = "id: rome\ntitle: {en: Rome}\ntotal: 25\nsections:\n  - {id: care, title: {en: Care}, practices: 3-5}\n  - {id: end, title: {en: End}}\npractices:\n  - {number: 2, title: {en: Two, fr: Deux}}\n"
OPEN = "id: open\ntitle: {en: Open}\nsections:\n  - {id: late, title: {en: Late}, practices: 6-8}\npractices:\n  - {number: 2, title: {en: Two}}\n"
CATALOGUES = {"content/catalogues/rome.yaml": ROME, "content/catalogues/open.yaml": OPEN}


def text(body: str = "Text.", more: str = "", title: str = "T") -> str:
    return f"---\ntitle: {title}\n{more}---\n{body}\n"


def french(body: str, more: str = "") -> str:
    return text(body, "translation: {of: en, fingerprint: 00000000}\n" + more)


def found_in(files: dict[str, str], config: str = CONFIG) -> list[str]:
    return [line for line in linked({**CATALOGUES, **files}, config)[1] if "translation/" not in line]


def links(site: Site, kind: Kind, id: str, language: str) -> list[Resolved]:
    page = site.pages[(kind, id), language]
    setting = Setting(page.text.language, language, meant_catalogue(page.entry), page.text.folder)
    return list(resolve(site, page.text.document, setting))


def addresses(files: dict[str, str], language: str = "en", config: str = CONFIG) -> list[str]:
    """The addresses of the links in pages/a, for readers of a language."""
    site, found = linked({**CATALOGUES, **files}, config)
    assert not [line for line in found if " translation/" not in line], found
    return [one.address for one in links(site, Kind.PAGE, "a", language)]


def test_every_kind_of_link() -> None:
    body = (
        "[x](event:e) [x](event:e#why) [x](page:a) [x](catalogue:rome) [x](practice:rome) [x](practice:rome/2) "
        "[x](practice:rome/3-5) [x](practice:rome/care) [x](practice:rome/9) [x](organisation:iij) [x](#here) "
        "[x](doc.pdf) [x](doc.pdf#page=2)\n\n## Here\n\nText.\n"
    )
    files = {
        "content/pages/a/index.en.md": text(body),
        "content/pages/a/doc.pdf": "x",
        "content/events/e.en.md": text("## Why\n\nSo.\n", EVENT),
        "content/records/organisations.yaml": "iij: {name: {en: I}}\n",
    }
    rome = "/en/catalogues/rome/"
    shown = [one for one in addresses(files) if one]
    expected = ["/en/events/e/", "/en/events/e/#why", "/en/a/", rome, rome, f"{rome}2/", f"{rome}3/", rome, f"{rome}9/"]
    expected += ["/en/organisations/iij/", "#here", "/files/pages/a/doc.pdf", "/files/pages/a/doc.pdf#page=2"]
    assert shown[-len(expected):] == expected
    margins = shown[: -len(expected)]
    assert set(margins) <= {f"{rome}{number}/" for number in range(1, 26)}


def test_links_lead_to_the_readers_language() -> None:
    files = {
        "content/pages/a.en.md": text("[x](event:e) [x](event:e#why)"),
        "content/events/e.en.md": text("## Why\n\nSo.\n", EVENT),
        "content/events/e.fr.md": french("## Pourquoi\n\nAinsi.\n"),
    }
    assert addresses(files) == ["/en/events/e/", "/en/events/e/#why"]
    assert addresses(files, "fr") == ["/fr/evenements/e/", "/fr/evenements/e/"], "a heading that is not there is left out"
    assert addresses(files, "ar") == ["/ar/faaliyat/e/", "/ar/faaliyat/e/#why"], "the fallback page has the English text"


@pytest.mark.parametrize("policy", ["list", "hide"])
def test_without_a_fallback_page_links_lead_to_the_text_that_is_read_best(policy: str) -> None:
    config = CONFIG + f"fallback: {{event: {policy}}}\n"
    files = {
        "content/pages/a.en.md": text("[x](event:e#why)"),
        "content/events/e.en.md": text("## Why\n\nSo.\n", EVENT),
        "content/events/e.fr.md": french("## Pourquoi\n\nAinsi.\n"),
    }
    assert addresses(files, "ar", config) == ["/en/events/e/#why"]
    config = config.replace("ar: {fallback: [en, fr]", "ar: {fallback: [fr, en]")
    assert addresses(files, "ar", config) == ["/fr/evenements/e/"]


def test_titles_of_targets_come_in_the_language_of_the_text() -> None:
    files = {
        "content/pages/a.en.md": text("[](event:e) [](practice:rome/2) [](practice:rome/9) [](catalogue:rome)"),
        "content/events/e.en.md": text(more=EVENT, title="English"),
        "content/events/e.fr.md": french("Texte.").replace("title: T", "title: Français"),
    }
    site, _ = linked({**CATALOGUES, **files})
    expected = [("English", "en"), ("Two", "en"), ("", "en"), ("Rome", "en")]
    for language in site.languages:
        titles = [(one.title.text, one.title.language) for one in links(site, Kind.PAGE, "a", language) if one.reference.hole == "link"]
        assert titles == expected, "a borrowed text is not mixed with the reader's language"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[x](event:ee)", "4:5 link/unknown-target there is no event ee"),
        ("[x](event:e#whi)", "4:5 link/unknown-anchor e has no heading #whi"),
        ("[x](#whi)", "4:5 link/unknown-anchor this text has no heading #whi"),
        ("[x](page:none)", "4:5 link/unknown-target there is no page none"),
        ("[x](organisation:none)", "4:5 link/unknown-target there is no organisation none"),
        ("[x](catalogue:roma)", "4:5 link/unknown-target there is no catalogue roma"),
        ("[x](practice:roma/2)", "4:5 practice/unknown-catalogue there is no catalogue roma"),
        ("[x](practice:rome/26)", "4:5 practice/unknown-number rome/26: this catalogue has practices 1 to 25"),
        ("[x](practice:rome/24-26)", "4:5 practice/unknown-number rome/24-26: this catalogue has practices 1 to 25"),
        ("[x](practice:rome/cure)", "4:5 practice/unknown-section rome has no section cure"),
        ("[x](practice:open/8)", None),
        ("[x](practice:open/9)", "4:5 practice/unknown-number open/9: this catalogue has practices 1 to 8"),
        ("[x](none.pdf)", "4:5 link/missing-file there is no file none.pdf beside this text"),
        ("![x](none.jpg)", "4:6 link/missing-file there is no file none.jpg beside this text"),
    ],
)
def test_what_leads_nowhere_is_named_once(body: str, expected: str | None) -> None:
    files = {"content/pages/a.en.md": text(body), "content/events/e.en.md": text("## Why\n\nSo.\n", EVENT)}
    assert found_in(files) == ([f"content/pages/a.en.md:{expected}"] if expected else [])


def test_files_of_the_front_matter_exist() -> None:
    more = "image: {file: hall.jpg, alt: A hall}\ndownloads:\n  - {title: Paper, file: paper.pdf}\n  - {title: Lost, available: false}\n"
    assert found_in({"content/pages/a/index.en.md": text(more=more)}) == [
        "content/pages/a/index.en.md:3:15 link/missing-file there is no file hall.jpg beside this text",
        "content/pages/a/index.en.md:5:26 link/missing-file there is no file paper.pdf beside this text",
    ]


def test_a_mistake_in_the_target_is_not_a_mistake_of_its_links() -> None:
    files = {
        "content/pages/a.en.md": text("[x](event:e) [x](page:b#x) [x](catalogue:bad) [x](practice:bad/3)"),
        "content/events/e.en.md": text(more=EVENT.replace("workshop", "party")),
        "content/pages/b.en.md": text(),
        "content/pages/b.fr.md": text(),
        "content/catalogues/bad.yaml": "id: bad\n",
    }
    assert [line.split()[0].rpartition("/")[2] for line in found_in(files)] == ["bad.yaml:1:1", "e.en.md:3:7"]


# Anchors in translations that are behind

HEADED = text("## Why\n\nSo.\n\n## New\n\nJust now.\n", EVENT)


@pytest.mark.parametrize("target", ["event:e#new"])
def test_an_anchor_that_a_stale_translation_lacks_is_told_once_of_the_translation(target: str) -> None:
    files = {
        "content/pages/a.en.md": text("Text."),
        "content/pages/a.fr.md": french(f"[x]({target})"),
        "content/events/e.en.md": HEADED,
        "content/events/e.fr.md": french("## Why {#why}\n\nAinsi.\n"),
    }
    assert found_in(files) == []
    files["content/pages/a.fr.md"] = french("[x](event:e#none)")
    assert [line.split()[1] for line in found_in(files)] == ["link/unknown-anchor"]


def test_an_anchor_that_a_current_translation_lacks_is_an_error() -> None:
    files = {
        "content/pages/a.en.md": text("Text."),
        "content/pages/a.fr.md": french("[x](event:e#new)"),
        "content/events/e.en.md": HEADED,
        "content/events/e.fr.md": text("Ainsi.", "translation: {of: en}\n"),
    }
    assert [line.split()[1] for line in found_in(files)] == ["link/unknown-anchor"]


# Citations in prose

CITING = EVENT + "practices: [rome/2-3]\n"


def cited(body: str, practices: str = "[rome/2-3]") -> list[str]:
    return [line.split(" ", 1)[1] for line in found_in({"content/events/e.en.md": text(body, f"{EVENT}practices: {practices}\n")})]


def test_citations_lead_to_their_practices() -> None:
    files = {"content/events/e.en.md": text("Good practices 2–3 help, as good practice 2 does.", CITING)}
    site, found = linked({**CATALOGUES, **files})
    assert not found
    shown = [(one.reference.text, one.address) for one in links(site, Kind.EVENT, "e", "en") if one.reference.hole == "citation"]
    assert shown == [("2", "/en/catalogues/rome/2/"), ("3", "/en/catalogues/rome/3/"), ("2", "/en/catalogues/rome/2/")]


def test_in_doubt_a_citation_stays_text() -> None:
    body = "Good practice 2. [x](practice:rome/2) [x](practice:open/2)"
    files = {"content/events/e.en.md": text(body, EVENT + "practices: [rome/2, open/2]\n")}
    site, found = linked({**CATALOGUES, **files})
    assert not found
    assert {one.address for one in links(site, Kind.EVENT, "e", "en") if one.reference.hole == "citation"} == {""}


def test_an_initiative_means_the_catalogue_that_it_implements() -> None:
    files = {"content/initiatives/i.en.md": text("Good practice 2.", "catalogues: [rome]\n")}
    site, found = linked({**CATALOGUES, **files})
    assert not found
    assert [one.address for one in links(site, Kind.INITIATIVE, "i", "en") if one.reference.hole == "citation"] == ["/en/catalogues/rome/2/"]


@pytest.mark.parametrize(
    ("body", "practices", "expected"),
    [
        ("Good practices 2 and 3.", "[rome/2-3]", []),
        ("Good practice 2 and [three](practice:rome/3).", "[rome/2-3]", []),
        ("Good practices 2–3 and good practice 4.", "[rome/2-3]", ["citation/not-listed the text cites rome/4; the front matter does not list it"]),
        ("Good practice 2.", "[rome/2-3]", ["citation/not-made rome/3 is listed, but the text does not cite it"]),
        ("Good practices 3–5.", "[rome/care]", []),
        ("No number.", "[rome/care]", []),
        ("Good practice 9.", "[rome/care]", ["citation/not-listed the text cites rome/9; the front matter does not list it"]),
        ("Good practice 9.", "[rome]", []),
        ("No number.", "[rome]", []),
        ("Good practice 9.", "[rome/end]", ["citation/not-listed the text cites rome/9; the front matter does not list it"]),
        ("Good practices 24 and 25.", "[rome/24-25]", []),
        ("Good practice 26.", "[rome]", ["practice/unknown-number rome/26: this catalogue has practices 1 to 25"]),
        ("Good practices 2, 3 and 26.", "[rome/2-3]", ["practice/unknown-number rome/26: this catalogue has practices 1 to 25"]),
        ("Good practice 2.", "[rome/2, rome/26]", ["practice/unknown-number rome/26: this catalogue has practices 1 to 25"]),
        ("Good practice 2.", "[roma/2]", ["practice/unknown-catalogue there is no catalogue roma"]),
        ("Good practice 2.", "[rome/cure, rome/2]", ["practice/unknown-section rome has no section cure"]),
    ],
)
def test_front_matter_and_text_agree(body: str, practices: str, expected: list[str]) -> None:
    assert cited(body, practices) == expected, "one mistake gives one diagnostic"


def test_a_page_without_practices_may_cite_by_link() -> None:
    assert found_in({"content/pages/a.en.md": text("[x](practice:rome/2)")}) == []


def test_the_texts_of_practices_are_checked_too() -> None:
    words = 'text: {en: "See [x](practice:rome/26) and [x](event:none)."}'
    found = linked({"content/catalogues/rome.yaml": ROME.replace("fr: Deux}}", f"fr: Deux}}, {words}}}")})[1]
    assert [line.split()[1] for line in found] == ["practice/unknown-number", "link/unknown-target"]
