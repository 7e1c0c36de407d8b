"""Typesetting across markup: a paragraph is set as one line, and every character goes back into its own text."""

import pytest

from sitegen.load.typesetting import spread
from tests.unit.load.texts import shown

N = "\u00a0"
T = "\u202f"
MARK = '<sup id="fnref-1" class="footnote-mark"><a class="footnote-ref" href="#fn-1" role="doc-noteref">1</a></sup>'

ACROSS = [
    ('"*word*"', "en", "<p>“<em>word</em>”</p>"),
    ('*"word"*', "en", "<p><em>“word”</em></p>"),
    ('"[word](event:x)"', "en", "<p>“{link event x: word}”</p>"),
    ('"a **b" c** "d"', "en", "<p>“a <strong>b” c</strong> “d”</p>"),
    ("the *institute*'s `code`'s", "en", "<p>the <em>institute</em>’s <code>code</code>’s</p>"),
    ('"`code`"', "en", "<p>“<code>code</code>”</p>"),
    ("pages *17*-19", "en", "<p>pages <em>17</em>–19</p>"),
    ("«[mot](event:x)» ?", "fr", f"<p>«{N}{{link event x: mot}}{N}»{T}?</p>"),
    ("« *mot* » ; *« mot »*", "fr", f"<p>«{N}<em>mot</em>{N}»{T}; <em>«{N}mot{N}»</em></p>"),
    ("`a : b` : *fin*!", "fr", f"<p><code>a : b</code>{N}: <em>fin</em>{T}!</p>"),
    ('قال "*نعم*" و"[رابط](event:x)"', "ar", "<p>قال «<em>نعم</em>» و«{link event x: رابط}»</p>"),
    ('"un  \ndeux"', "fr", f"<p>«{N}un<br>\ndeux{N}»</p>"),
    ('"one"<br>"two"', "en", "<p>“one”<br>“two”</p>"),
    ('"un"  \n"deux"', "fr", f"<p>«{N}un{N}»<br>\n«{N}deux{N}»</p>"),
]


@pytest.mark.parametrize(("body", "language", "expected"), ACROSS)
def test_a_quotation_may_begin_in_one_text_and_end_in_another(body: str, language: str, expected: str) -> None:
    assert shown(body, language) == expected


def test_a_passage_in_another_language_is_set_by_its_own_rules_and_is_a_word_to_the_line_around_it() -> None:
    assert shown('Il dit : "lis [the "rule" of law]{lang=en}" ; fin', "fr") == (
        f'<p>Il dit{N}: «{N}lis <span lang="en" dir="ltr">the “rule” of law</span>{N}»{T}; fin</p>'
    )


def test_a_footnote_stands_beside_the_line() -> None:
    written = shown('"mot"[^1] ; fin[^1]!\n\n[^1]: La "note" ;\n', "fr")
    again = MARK.replace("fnref-1", "fnref-1-2")
    assert written.startswith(f"<p>«{N}mot{N}»{MARK}{T}; fin{again}{T}!</p>")
    assert f"La «{N}note{N}»{T};" in written
    assert shown("A “one“[^1] word.\n\n[^1]: Note.").startswith(f"<p>A “one”{MARK} word.</p>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![L'\"idée\" ?](a.jpg)", f'<figure class="photo">{{image a.jpg: alt="L’«{N}idée{N}»{T}?"}}</figure>'),
        ("![x](a.jpg \"C'est l'idée?\")", f'<figure class="photo">{{image a.jpg: alt="x"}}<figcaption>C’est l’idée{T}?</figcaption></figure>'),
        ("Le CTAC.\n\n*[CTAC]: Cours d'été", '<p>Le <abbr title="Cours d’été">CTAC</abbr>.</p>'),
        ("[un]{lang=en title=\"it's\"}", '<p><span lang="en" dir="ltr" title="it’s">un</span></p>'),
    ],
)
def test_words_in_attributes_are_set_too(body: str, expected: str) -> None:
    assert shown(body, "fr") == expected


@pytest.mark.parametrize(
    "body",
    [
        "`it's \"17-19\" ;`",
        "    it's \"17-19\" ;",
        "[x](https://example.org/it's;a?b=17-19:2)",
        "<https://example.org/a;b?c=17-19>",
        "## x {: #it-17-19 }",
        "<time datetime=\"2020-07-15\">x</time>",
        "<kbd>a ; 'b'</kbd>",
    ],
)
def test_code_addresses_and_names_stay(body: str) -> None:
    written = shown(body, "fr")
    assert not set(written) & {N, T, "’", "–", "«"}


@pytest.mark.parametrize(
    ("texts", "line", "parts"),
    [
        (["a"], "b", ["b"]),
        (["«", "a", "»"], f"«{N}a{N}»", [f"«{N}", "a", f"{N}»"]),
        (["a ", " b"], "a b", ["a ", "b"]),
        (["a ", " ", "b"], "a b", ["a ", "", "b"]),
        (["a", "", ";"], f"a{T};", ["a", "", f"{T};"]),
        (["", "«", ""], f"«{N}", ["", f"«{N}", ""]),
        (["l ‘", "eau"], "l’eau", ["l’", "eau"]),
        (["a ", " b", "'c", "d ", " e"], "a  b’cd  e", ["a ", " b", "’c", "d ", " e"]),
        (["a ", " b;", "c ", " d"], f"a  b{T};c  d", ["a ", f" b{T};", "c ", " d"]),
    ],
)
def test_spaces_at_a_border_go_where_they_were(texts: list[str], line: str, parts: list[str]) -> None:
    assert spread(texts, line) == parts
