"""Texts brought together: which is the original, which translations are behind, whose facts count."""

import pytest

from sitegen.link.site import Site
from sitegen.link.translations import Entry, State, Where, changes_since, fingerprint
from sitegen.model.writeups import Kind
from tests.plain import linked

BODY = """\
Opening words.

## Why it matters

People asked "why". See [the site](https://one.example/) and the next line
goes on.

## What was said

- one
- two
"""


def page(body: str = BODY, title: str = "A title", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{body}"


def translation(of: str, digest: str = "", body: str = "Texte.") -> str:
    known = f", fingerprint: {digest}" if digest else ""
    return f"---\ntitle: T\ntranslation: {{of: {of}{known}}}\n---\n{body}\n"


def family(**texts: str) -> tuple[Entry | None, list[str]]:
    """The texts of one page by language."""
    site, found = linked({f"content/pages/a.{tag}.md": text for tag, text in texts.items()})
    return site.entries.get((Kind.PAGE, "a")), found


def entry(**texts: str) -> Entry:
    found, diagnostics = family(**texts)
    assert found, diagnostics
    return found


def print_of(text: str) -> str:
    return fingerprint(entry(en=text).original)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_any_language_can_be_the_original(language: str) -> None:
    texts = {tag: translation(language) for tag in ("en", "fr", "ar")} | {language: page()}
    found = entry(**texts)
    assert found.original.language == language
    assert found.states[language] is State.ORIGINAL
    assert {found.states[tag] for tag in texts if tag != language} == {State.CURRENT}


def test_missing_languages_are_in_no_state() -> None:
    found = entry(fr=page())
    assert found.languages == ("fr",)
    assert found.states == {"fr": State.ORIGINAL}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            {"en": page(), "fr": page()},
            ["content/pages/a.fr.md:2:8 translation/two-originals fr and en both claim to be the original of a (content/pages/a.en.md:2)"],
        ),
        (
            {"en": page(), "fr": page(), "ar": page("نص\n")},
            [
                "content/pages/a.en.md:2:8 translation/two-originals en and ar both claim to be the original of a (content/pages/a.ar.md:2)",
                "content/pages/a.fr.md:2:8 translation/two-originals fr and ar both claim to be the original of a (content/pages/a.ar.md:2)",
            ],
        ),
        (
            {"en": translation("fr"), "fr": translation("en")},
            ["content/pages/a.en.md:3:14 translation/no-original no file of a is the original: each says that it translates another"],
        ),
        (
            {"en": page(), "fr": translation("ar")},
            ["content/pages/a.fr.md:3:19 translation/orphan this translates the ar text of a, and there is none"],
        ),
        ({"fr": translation("en")}, ["content/pages/a.fr.md:3:19 translation/orphan this translates the en text of a, and there is none"]),
        ({"en": page(), "fr": translation("fr")}, ["content/pages/a.fr.md:3:19 translation/of-itself a text cannot be the translation of itself"]),
        ({"fr": translation("fr")}, ["content/pages/a.fr.md:3:19 translation/of-itself a text cannot be the translation of itself"]),
    ],
)
def test_families_without_meaning(texts: dict[str, str], expected: list[str]) -> None:
    found, diagnostics = family(**texts)
    assert found is None
    assert diagnostics == expected, "one mistake gives one diagnostic"


def test_a_translation_of_a_translation_follows_the_text_it_was_made_from() -> None:
    french = translation("en", print_of(page()), "Premier.")
    known = fingerprint(entry(en=page(), fr=french).texts["fr"])
    found = entry(en=page(), fr=french, ar=translation("fr", known))
    assert found.states == {"en": State.ORIGINAL, "fr": State.CURRENT, "ar": State.CURRENT}
    assert found.source_of("ar").language == "fr"
    found = entry(en=page(), fr=french.replace("Premier", "Second"), ar=translation("fr", known))
    assert found.states == {"en": State.ORIGINAL, "fr": State.CURRENT, "ar": State.STALE}


def test_one_changed_sentence_makes_one_section_stale_in_the_languages_made_from_it() -> None:
    known = print_of(page())
    french = translation("en", known)
    arabic = translation("fr", fingerprint(entry(en=page(), fr=french).texts["fr"]))
    found, diagnostics = family(en=page(BODY.replace("- two", "- three")), fr=french, ar=arabic)
    assert found
    assert found.states == {"en": State.ORIGINAL, "fr": State.STALE, "ar": State.CURRENT}
    assert [(change.where, change.id, change.title) for change in found.changes["fr"]] == [(Where.PART, "what-was-said", "What was said")]
    assert found.changes["ar"] == ()
    assert diagnostics == [
        "content/pages/a.fr.md:3:36 translation/stale the en original changed after this translation: What was said (content/pages/a.en.md:2)"
    ]


@pytest.mark.parametrize(
    "same",
    [
        page(BODY.replace("asked", "asked\n").replace("line\ngoes", "line goes")),
        page(BODY.replace('"why"', "“why”")),
        page(BODY.replace("https://one.example/", "https://two.example/else")),
        page(BODY.replace("\n", "\r\n")),
        page(BODY.replace("- ", "* ").replace("asked", "asked   ")),
        page(BODY, "A  title"),
        page(BODY, '"A title"'),
        page(BODY, more="order: 7\nslug: other\naliases: [/old/]\n"),
        "---\norder: 1\ntitle: >\n  A\n  title\n---\n\n\n" + BODY + "\n\n",
    ],
)
def test_form_is_not_meaning(same: str) -> None:
    assert print_of(same) == print_of(page())
    assert entry(en=same, fr=translation("en", print_of(page()))).states["fr"] is State.CURRENT


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        (page(BODY, "Another title"), ["front"]),
        (page(BODY, more="summary: New.\n"), ["front"]),
        (page(BODY.replace("Opening words", "Other words")), ["opening"]),
        (page(BODY.replace("Why it matters", "Why it matters now")), ["why-it-matters-now"]),
        (page(BODY.replace("asked", "said").replace("one\n", "none\n")), ["why-it-matters", "what-was-said"]),
        (page(BODY + "\n## More\n\nNew.\n"), ["more"]),
        (page("New first.\n\n" + BODY), ["opening"]),
    ],
)
def test_changes_are_named_by_their_piece(changed: str, names: list[str]) -> None:
    found = entry(en=changed, fr=translation("en", print_of(page())))
    assert found.states["fr"] is State.STALE
    assert [change.id or change.where.value for change in found.changes["fr"]] == names


@pytest.mark.parametrize(
    ("kept", "named"),
    [
        ("Opening words.\n\n## B\n\nb\n\n## C\n\nc\n", "opening"),
        ("Opening words.\n\n## A\n\na\n\n## C\n\nc\n", "a"),
        ("Opening words.\n\n## A\n\na\n\n## B\n\nb\n", "b"),
    ],
)
def test_a_removed_section_is_named_by_the_piece_before_it(kept: str, named: str) -> None:
    whole = "Opening words.\n\n## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n"
    changes = changes_since(entry(en=page(kept)).original, print_of(page(whole)))
    assert [change.id or change.where.value for change in changes] == [named]


def test_another_order_of_sections_is_no_change() -> None:
    one, other = "## A\n\na\n\n## B\n\nb\n", "## B\n\nb\n\n## A\n\na\n"
    assert entry(en=page(other), fr=translation("en", print_of(page(one)))).states["fr"] is State.CURRENT


def test_without_a_fingerprint_nobody_knows() -> None:
    found, diagnostics = family(en=page(), fr=translation("en"))
    assert found and found.states["fr"] is State.CURRENT
    assert [line.split()[1] for line in diagnostics] == ["translation/no-fingerprint"]


# Drafts

DRAFT = "draft: true\n"


def test_a_draft_translation_is_not_there_unless_asked_for() -> None:
    texts = {
        "content/pages/a.en.md": page(),
        "content/pages/a.fr.md": translation("en", print_of(page())).replace("title", f"{DRAFT}title", 1),
    }
    assert linked(texts)[0].entries[Kind.PAGE, "a"].languages == ("en",)
    assert set(linked(texts, drafts=True)[0].entries[Kind.PAGE, "a"].languages) == {"en", "fr"}


def test_a_draft_original_hides_its_translations() -> None:
    texts = {"content/pages/a.en.md": page(more=DRAFT), "content/pages/a.fr.md": translation("en", print_of(page()))}
    site, found = linked(texts)
    assert not site.entries
    assert not found
    assert linked(texts, drafts=True)[0].entries


def test_a_translation_of_a_draft_translation_still_has_a_source() -> None:
    texts = {
        "content/pages/a.en.md": page(),
        "content/pages/a.fr.md": translation("en", print_of(page())).replace("title", f"{DRAFT}title", 1),
        "content/pages/a.ar.md": translation("fr", "00000000"),
    }
    found = linked(texts)[0].entries[Kind.PAGE, "a"]
    assert found.source_of("ar").language in {"en", "fr"}


# Facts once

FACTS = """type: workshop
dates: ["2020-07-15", "2020-07-21/2020-07-22"]
location: online
organisers: [iij]
"""
RECORDS = {"content/records/organisations.yaml": "iij: {name: {en: I}}\ngctf: {name: {en: G}}\n"}


def event(facts: str, of: str = "") -> str:
    known = print_of("---\ntitle: E\n---\nText.")
    head = f"translation: {{of: {of}, fingerprint: {known}}}\n" if of else ""
    return f"---\ntitle: E\n{head}{facts}---\nText."


def events(original: str, other: str) -> list[str]:
    texts = {"content/events/e.en.md": event(original), "content/events/e.fr.md": event(other, "en")}
    return linked({**texts, **RECORDS})[1]


@pytest.mark.parametrize(
    "repeated",
    [
        "",
        FACTS,
        "type: workshop\n",
        "dates: ['2020-07-15', 2020-07-21/2020-07-22]\nlocation: {online: true}\norganisers: iij\n",
    ],
)
def test_facts_may_be_repeated(repeated: str) -> None:
    assert events(FACTS, repeated) == []


def test_facts_that_differ_name_both_places() -> None:
    assert events(FACTS, "location: online\ntype: launch\norganisers: [iij, gctf]\n") == [
        "content/events/e.fr.md:5:1 facts/disagree type differs from the original (content/events/e.en.md:3)",
        "content/events/e.fr.md:6:1 facts/disagree organisers differs from the original (content/events/e.en.md:6)",
    ]


def test_a_fact_that_no_text_states_is_missing() -> None:
    assert [line.split()[1:3] for line in events("location: online\n", "")] == [["facts/missing", "dates"], ["facts/missing", "type"]]


def test_a_fact_that_only_the_translation_states_is_one_mistake() -> None:
    found = events(FACTS.replace("type: workshop\n", ""), "type: workshop\n")
    assert [line.split()[1] for line in found] == ["facts/disagree"]


# Fallback


def languages_of(site: Site, kind: Kind, id: str) -> dict[str, tuple[str, str]]:
    return {tag: (page.text.language, page.state.value) for (key, tag), page in site.pages.items() if key == (kind, id)}


CONFIG = """\
title: {{en: S}}
url: https://site.example/
languages:
  en: {{fallback: [fr, ar]}}
  fr: {{fallback: [ar, en]}}
  ar: {{}}
fallback: {{page: {policy}}}
"""


def test_readers_get_the_language_they_read_best() -> None:
    site = linked({"content/pages/a.en.md": page(), "content/pages/a.ar.md": translation("en")}, CONFIG.format(policy="show"))[0]
    assert languages_of(site, Kind.PAGE, "a") == {"en": ("en", "original"), "ar": ("ar", "current"), "fr": ("ar", "fallback")}


def test_a_language_without_fallbacks_reads_the_others_in_their_order() -> None:
    site = linked({"content/pages/a.fr.md": page()}, CONFIG.format(policy="show"))[0]
    assert languages_of(site, Kind.PAGE, "a") == {"en": ("fr", "fallback"), "fr": ("fr", "original"), "ar": ("fr", "fallback")}


@pytest.mark.parametrize("policy", ["list", "hide"])
def test_policies_without_fallback_pages(policy: str) -> None:
    site = linked({"content/pages/a.en.md": page()}, CONFIG.format(policy=policy))[0]
    assert languages_of(site, Kind.PAGE, "a") == {"en": ("en", "original")}
