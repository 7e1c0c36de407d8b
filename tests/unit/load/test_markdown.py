"""Markdown: links, images, citations, headings, parts: each text in, its HTML with gaps out."""

import pytest

from sitegen.load.document import Document, Hole
from sitegen.load.markdown import parse_markdown
from sitegen.load.parts import part_digest
from tests.unit.load.texts import LANGUAGES, PATH, codes, marked, parsed, shown

# Links


LINKS = [
    ("[text](event:2020-07-response)", "<p>{link event 2020-07-response: text}</p>"),
    ("[](practice:rome/17)", "{margin rome 17}<p>{link practice rome/17: }</p>"),
    ("[](practice:rome/17–19)", "{margin rome 17-19}<p>{link practice rome/17-19: }</p>"),
    ("[](practice:rome/detection)", "<p>{link practice rome/detection: }</p>"),
    ("[](practice:rome)", "<p>{link practice rome: }</p>"),
    ("[the *whole* text](catalogue:rome)", "<p>{link catalogue rome: the <em>whole</em> text}</p>"),
    ("[a](page:about#who)", "<p>{link page about#who: a}</p>"),
    ("[a](#first)", "<p>{link here #first: a}</p>"),
    ("[a](#عنوان)", "<p>{link here #عنوان: a}</p>"),
    ("[a](#%D8%A7)", "<p>{link here #ا: a}</p>"),
    ("[agenda](agenda.en.pdf)", '<p><a href="{file agenda.en.pdf}">agenda</a></p>'),
    ("[agenda](./agenda.en.pdf#page=2)", '<p><a href="{file agenda.en.pdf#page=2}">agenda</a></p>'),
    ("[agenda](<the agenda.pdf>)", '<p><a href="{file the agenda.pdf}">agenda</a></p>'),
    ("[](agenda.pdf)", '<p><a href="{file agenda.pdf}">agenda.pdf</a></p>'),
    ("[a](https://example.org/a_b_c?d=1&e=2)", '<p><a href="https://example.org/a_b_c?d=1&amp;e=2">a</a></p>'),
    ("[a](HTTPS://example.org)", '<p><a href="HTTPS://example.org">a</a></p>'),
    ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
    ("[a](tel:+21671000000)", '<p><a href="tel:+21671000000">a</a></p>'),
    ("<https://example.org/17>", '<p><a href="https://example.org/17">https://example.org/17</a></p>'),
    ("<a@example.org>", '<p><a href="mailto:a@example.org">a@example.org</a></p>'),
    ('[a](event:b "A title (with brackets)")', "<p>{link event b: a}</p>"),
    ('[a](https://example.org "Title")', '<p><a href="https://example.org" title="Title">a</a></p>'),
    ("[a](https://example.org/x_(y))", '<p><a href="https://example.org/x_(y)">a</a></p>'),
    ("[a [b] c](event:d)", "<p>{link event d: a [b] c}</p>"),
    (r"[a \[b](event:d)", "<p>{link event d: a [b}</p>"),
    (r"\[a](event:d)", "<p>[a](event:d)</p>"),
    ("`[a](event:d)`", "<p><code>[a](event:d)</code></p>"),
    ("    [a](event:d)", "<pre><code>[a](event:d)\n</code></pre>"),
    ("[a][r]\n\n[r]: event:d 'Title'", "<p>{link event d: a}</p>"),
    ("[a 17][] and [A 17]\n\n[a 17]: event:d", "<p>{link event d: a 17} and {link event d: A 17}</p>"),
    ("[a][r]\n\n[r]:\n    <https://example.org>", '<p><a href="https://example.org">a</a></p>'),
    ("[a][missing]", "<p>[a][missing]</p>"),
    ("[a]{lang=fr}", '<p><span lang="fr" dir="ltr">a</span></p>'),
    ("[a](event:b){lang=fr}", '<p>{link event b: <span lang="fr" dir="ltr">a</span>}</p>'),
    ("[a\nb](event:c)", "<p>{link event c: a\nb}</p>"),
    ("**[a](event:c)**", "<p><strong>{link event c: a}</strong></p>"),
    ("[a](  event:c  )", "<p>{link event c: a}</p>"),
    ("![A hall](hall.jpg)", '<figure class="photo">{image hall.jpg: alt="A hall"}</figure>'),
    ("![A hall][r]\n\n[r]: hall.jpg", '<figure class="photo">{image hall.jpg: alt="A hall"}</figure>'),
    ("A ![hall](a.jpg 'Title').", '<p>A {image a.jpg: alt="hall" title="Title"}.</p>'),
    ('![A hall](a.jpg "The hall, in *Malta*")',
     '<figure class="photo">{image a.jpg: alt="A hall"}<figcaption>The hall, in *Malta*</figcaption></figure>'),
    ("- ![A hall](a.jpg)\n\n    text", '<ul>\n<li>\n<figure class="photo">{image a.jpg: alt="A hall"}</figure>\n<p>text</p>\n</li>\n</ul>'),
    ("[![A hall](hall.jpg)](https://example.org)",
     '<p><a href="https://example.org">{image hall.jpg: alt="A hall"}</a></p>'),
]


@pytest.mark.parametrize(("body", "expected"), LINKS)
def test_links(body: str, expected: str) -> None:
    assert shown(body).strip() == expected


BAD_LINKS = [
    ("See [a](evnt:x).", ["1:9 link/unknown-scheme"], "<p>See a.</p>"),
    ("[a](javascript:alert(1))", ["1:5 link/unknown-scheme"], "<p>a</p>"),
    ("[a](JAVASCRIPT:alert(1))", ["1:5 link/unknown-scheme"], "<p>a</p>"),
    ("[a](java&#115;cript:alert(1))", ["1:5 link/unknown-scheme"], "<p>a</p>"),
    ("[a](data:text/html,x)", ["1:5 link/unknown-scheme"], "<p>a</p>"),
    ("<javascript://x>", ["1:2 link/unknown-scheme"], "<p>javascript://x</p>"),
    ("[a]()", ["1:5 link/empty"], "<p>a</p>"),
    ("[a](<>)", ["1:6 link/empty"], "<p>a</p>"),
    ("[a](event:)", ["1:5 link/empty"], "<p>a</p>"),
    ("[a](/en/events/x/)", ["1:5 link/site-address"], "<p>a</p>"),
    ("[a](//example.org)", ["1:5 link/site-address"], "<p>a</p>"),
    ("[](https://example.org)", ["1:4 link/no-text"], '<p><a href="https://example.org"></a></p>'),
    ("[a](practice:rome/x/y)", ["1:5 practice/bad-reference"], "<p>a</p>"),
    ("[a](practice:Rome)", ["1:5 practice/bad-reference"], "<p>a</p>"),
    ("[a](practice:rome/19-17)", ["1:5 practice/bad-reference"], "<p>a</p>"),
    ("one\n\ntwo [a][r]\n\n[r]: evnt:x", ["5:6 link/unknown-scheme"], "<p>one</p>\n<p>two a</p>"),
    ("![](hall.jpg)", ["1:5 image/no-alt"], '<figure class="photo">{image hall.jpg: alt=""}</figure>'),
    ("![a](https://example.org/a.jpg)", ["1:6 image/outside"], "<p>a</p>"),
    ("![a](/static/a.jpg)", ["1:6 link/site-address"], "<p>a</p>"),
    ("![a]()", ["1:6 link/empty"], "<p>a</p>"),
    ("[![A hall](hall.jpg)](event:x)", ["1:12 image/in-link"], "<p>{link event x: A hall}</p>"),
]


@pytest.mark.parametrize(("body", "found", "expected"), BAD_LINKS)
def test_bad_links(body: str, found: list[str], expected: str) -> None:
    assert codes(body) == found
    assert shown(body).strip() == expected


def test_an_unknown_scheme_has_a_hint() -> None:
    (found,) = parsed("[a](evnt:x)").diagnostics
    assert found.hint == "did you mean event:?"


def test_a_reference_spans_its_target_in_the_source() -> None:
    body = "Un texte\nqui cite [] [la pratique](practice:rome/17 'x'), ![a](b.jpg)\n\n> puis [a](<c d.pdf>) et <https://e.org>\n"
    spans = [marked(body, found.span) for found in parsed(body, "fr").value.references]
    assert spans == ["practice:rome/17", "practice:rome/17", "b.jpg", "c d.pdf"]


def test_places_count_from_the_line_where_the_body_begins() -> None:
    document = parse_markdown("one\n\n[](event:x)", PATH, "en", LANGUAGES, first_line=12).value
    (reference,) = document.references
    assert (reference.span.path, reference.span.line, reference.span.column) == (PATH, 14, 4)


# Citations


CITATIONS = [
    ("Good Practice 17.", "en", "{margin ? 17}<p>Good Practice\u00a0{citation 17: 17}.</p>"),
    ("Good Practices 17-19.", "en", "{margin ? 17-19}<p>Good Practices\u00a0{citation 17: 17}–{citation 18-19: 19}.</p>"),
    ("See *good* practice **17**.", "en",
     "{margin ? 17}<p>See <em>good</em> practice <strong>{citation 17: 17}</strong>.</p>"),
    ("Good practices 3, 4 and 17.", "en",
     "{margin ? 3-4}{margin ? 17}<p>Good practices\u00a0{citation 3: 3}, {citation 4: 4} and {citation 17: 17}.</p>"),
    ("Good practice 2 and [](practice:rome/3)", "en",
     "{margin ? 2}{margin rome 3}<p>Good practice\u00a0{citation 2: 2} and {link practice rome/3: }</p>"),
    ("Les bonnes pratiques n° 17 à 19 ;", "fr",
     "{margin ? 17-19}<p>Les bonnes pratiques\u00a0n°\u00a0{citation 17: 17} à {citation 18-19: 19}\u202f;</p>"),
    ("وفق الممارسة الجيدة رقم ١٧.", "ar", "{margin ? 17}<p>وفق الممارسة الجيدة رقم\u00a0{citation 17: ١٧}.</p>"),
    ("وفق الممارسات الجيدة 17–19.", "ar",
     '{margin ? 17-19}<p>وفق الممارسات الجيدة\u00a0<span class="range" dir="ltr">{citation 17: 17}–{citation 18-19: 19}</span>.</p>'),
    ("الممارسات الجيدة من ١٧ إلى ١٩", "ar",
     "{margin ? 17-19}<p>الممارسات الجيدة من\u00a0{citation 17: ١٧} إلى {citation 18-19: ١٩}</p>"),
    ("الممارسات الجيدة 17 و18", "ar", "{margin ? 17-18}<p>الممارسات الجيدة\u00a0{citation 17: 17} و{citation 18: 18}</p>"),
    ("- a\n- good practice 2\n- good practice 1", "en",
     "{margin ? 1-2}<ul>\n<li>a</li>\n<li>good practice\u00a0{citation 2: 2}</li>\n<li>good practice\u00a0{citation 1: 1}</li>\n</ul>"),
    ("> good practice 2", "en", "{margin ? 2}<blockquote>\n<p>good practice\u00a0{citation 2: 2}</p>\n</blockquote>"),
    ("The [bonne pratique 4]{lang=fr} says", "en",
     '{margin ? 4}<p>The <span lang="fr" dir="ltr">bonne pratique\u00a0{citation 4: 4}</span> says</p>'),
]
NO_CITATIONS = [
    "[Good practice 17](event:x)",
    "[Good practice 17](https://example.org)",
    "`good practice 17`",
    "    good practice 17",
    "## Good practice 17",
    "<code>good practice 17</code>",
    "good practice `x` 17",
    "[bonne pratique 17](event:x) et 18",
    "good practice\n\n17",
    "![good practice 17](a.jpg)",
    "<!-- good practice 17 -->",
    "[x](https://example.org 'good practice 17')",
]


@pytest.mark.parametrize(("body", "language", "expected"), CITATIONS)
def test_citations(body: str, language: str, expected: str) -> None:
    assert shown(body, language) == expected


@pytest.mark.parametrize("body", NO_CITATIONS)
def test_no_citations(body: str) -> None:
    assert not [found for found in parsed(body).value.references if found.hole is Hole.CITATION]


def test_a_citation_spans_its_digits() -> None:
    body = "الفقرة الأولى.\n\n- بند يذكر **الممارسات\n  الجيدة** ١٧–١٩ و`17`"
    found = [item for item in parsed(body, "ar").value.references if item.hole is Hole.CITATION]
    assert [marked(body, item.span) for item in found] == ["١٧", "١٩"]
    assert [item.span.line for item in found] == [4, 4]


# Headings, ids, parts


def test_headings_get_ids_that_keep_their_script() -> None:
    body = "## Répondre : vite\n\n## الفصل في القضايا\n\n## Répondre, vite !\n\n## ؟؟\n\n### x {#own-id}\n"
    document = parsed(body, "fr").value
    assert [heading.id for heading in document.headings] == [
        "répondre-vite", "الفصل-في-القضايا", "répondre-vite-2", "section", "own-id",
    ]
    assert document.anchors == {heading.id for heading in document.headings}


def test_an_id_does_not_depend_on_vowel_marks() -> None:
    assert parsed("## المُعلِّـم", "ar").value.headings[0].id == "المعلم"


def test_heading_titles_are_typeset_and_free_of_links_and_notes() -> None:
    body = "## L'*accord* [de Rome](catalogue:rome)[^1] : `x`\n\n[^1]: Note\n"
    (heading,) = parsed(body, "fr").value.headings
    assert heading.text == "L’accord de Rome\u00a0: x"
    assert heading.html == "L’<em>accord</em> de Rome\u00a0: <code>x</code>"


def test_heading_levels() -> None:
    assert codes("# One\n\n## Two\n\n#### Four\n\n## Two\n\n### Three\n") == [
        "1:3 markdown/first-level-heading", "5:6 markdown/skipped-level",
    ]
    assert shown("# One") == '<h2 id="one">One</h2>'
    assert codes("Title\n=====\n\nText") == ["1:1 markdown/first-level-heading"]


def test_an_id_given_twice() -> None:
    assert codes("## One {#a}\n\n## Two {#a}\n") == ["3:8 markdown/duplicate-anchor"]


def test_ids_of_headings_avoid_ids_that_authors_gave() -> None:
    assert parsed("## One\n\n## Two {#one}\n").value.anchors == {"one", "one-2"}


def test_parts_begin_at_headings_of_the_second_level() -> None:
    body = "Opening *words*.\n\n## One\n\nText.\n\n### Lower\n\nMore.\n\n## Two\n\n> ## Not mine\n"
    document = parsed(body).value
    assert [(part.id, part.title) for part in document.parts] == [("", ""), ("one", "One"), ("two", "Two")]
    assert document.parts[0].digest == part_digest("Opening words.")


SAME_MEANING = [
    ("One two\nthree.", "One  two three."),
    ("One *two* three", "One two **three**"),
    ("“One” it’s – two", "\"One\" it's - two"),
    ("« Un » ; deux", "«\u00a0Un\u00a0»\u202f; deux"),
    ("One: two - (three) ; four", "One : two-( three );four"),
    ("« Été » : – deux", "«Été»: –deux"),
    ("[a](https://example.org)", "[a](https://example.net/moved)"),
    ("[a](agenda.pdf)", "[a](agenda-2.pdf)"),
    ("[a](event:x)", "[a][r]\n\n[r]: event:x"),
    ("- a\n- b", "* a\n* b"),
    ("a\u200fb", "ab"),
    ("e\u0301te\u0301", "été"),
    ("word[^1]\n\n[^1]: A note.", "word[^note]\n\n[^note]: A note."),
    ("17-19", "17–19"),
    ("متى, وأين; ولماذا?", "متى، وأين؛ ولماذا؟"),
    ("a\n\nb", "a\n\n\n\nb"),
    ("a <!-- remark --> b", "a b"),
]
OTHER_MEANING = [
    ("One two", "One three"),
    ("[a](event:x)", "[a](event:y)"),
    ("[](practice:rome/1)", "[](practice:rome/2)"),
    ("![a hall](x.jpg)", "![a room](x.jpg)"),
    ("### Lower", "### Other"),
    ("word[^1]\n\n[^1]: A note.", "word[^1]\n\n[^1]: Another note."),
    ("Good practice 17", "Good practice 18"),
    ("re-sign", "resign"),
]


def digests(body: str) -> list[str]:
    return [part.digest for part in parsed(body).value.parts]


@pytest.mark.parametrize(("one", "other"), SAME_MEANING)
def test_what_makes_no_difference_to_a_translation(one: str, other: str) -> None:
    assert digests(one) == digests(other)


@pytest.mark.parametrize(("one", "other"), OTHER_MEANING)
def test_what_makes_a_translation_stale(one: str, other: str) -> None:
    assert digests(one) != digests(other)


def test_a_change_makes_only_its_own_part_stale() -> None:
    body = "Opening.\n\n## One\n\nText.\n\n## Two\n\nText[^1].\n\n[^1]: A note.\n"
    before, after = digests(body), digests(body.replace("A note", "Another note"))
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False]


@pytest.mark.parametrize("paragraphs", [70, 100, 900, 1400])
def test_footnotes_take_nothing_away_from_a_long_text(paragraphs: int) -> None:
    """However many places are marked, no mark is taken for the place where the notes go."""
    body = "\n\n".join(f"P{number} 1 2 3" for number in range(paragraphs)) + "\n\nQ[^1]\n\n[^1]: x\n"
    html = "".join(parsed(body).value.pieces)
    assert [f"<p>P{number} 1 2 3</p>" in html for number in range(paragraphs)] == [True] * paragraphs
    assert html.index("<p>Q") < html.index("footnotes")


def test_an_empty_text() -> None:
    assert parsed("").value == parsed(" \n\n").value
    assert parsed("").value.pieces == ("",)
    assert isinstance(parsed("").value, Document)
