"""Bytes become text that is safe to read."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Checked, Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.text import LIMIT_BYTES, decode_text

Shown = Callable[[Iterable[Diagnostic]], list[str]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("e\u0301".encode(), "é"),
        ("\u0627\u0653".encode(), "\u0622"),
        ("a\u200e\u200f\u061c\u200c\u200db\u00a0\u202fc".encode(), "a\u200e\u200f\u061c\u200c\u200db\u00a0\u202fc"),
        ("\u2066IIJ\u2069 و\u202bx\u202c".encode(), "\u2066IIJ\u2069 و\u202bx\u202c"),
        ("\u2067a\u2066b\u2069\u2069".encode(), "\u2067a\u2066b\u2069\u2069"),
        ("🏳️‍🌈\tx".encode(), "🏳️‍🌈\tx"),
    ],
)
def test_text(content: bytes, text: str) -> None:
    checked = decode_text(SourceFile("f.md", content))
    assert checked.value == text
    assert not checked.diagnostics


@pytest.mark.parametrize(
    ("content", "text", "expected"),
    [
        (b"a\nb\xe9c", None, ["2:2 text/not-utf8: this file is not UTF-8 text (byte 0xE9 at offset 3) (save it as UTF-8 in your editor)"]),
        (b"\xff\xfea\x00", None, ["1:1 text/not-utf8: this file is not UTF-8 text (byte 0xFF at offset 0) (save it as UTF-8 in your editor)"]),
        (b"\xed\xa0\x80", None, ["1:1 text/not-utf8: this file is not UTF-8 text (byte 0xED at offset 0) (save it as UTF-8 in your editor)"]),
        (b"a\n\x00b", "a\nb", ["2:1 text/control-character: NUL (U+0000) does not belong in a text (delete the invisible character)"]),
        ("é\x0b".encode(), "é", ["1:2 text/control-character: VERTICAL TAB (U+000B) does not belong in a text (delete the invisible character)"]),
        ("a\u2028b".encode(), "ab", ["1:2 text/control-character: LINE SEPARATOR (U+2028) does not belong in a text (delete the invisible character)"]),
        ("a\ufeff".encode(), "a", ["1:2 text/control-character: BYTE ORDER MARK (U+FEFF) does not belong in a text (delete the invisible character)"]),
        ("\ufdd0\U0010ffff".encode(), "", ["1:1 text/control-character: an invisible control character (U+FDD0) does not belong in a text (delete the invisible character)", "1:2 text/control-character: an invisible control character (U+10FFFF) does not belong in a text (delete the invisible character)"]),
        ("a\u202eb\n\nc".encode(), "ab\n\nc", ["1:2 text/stray-bidi: RIGHT-TO-LEFT OVERRIDE (U+202E) has no partner: no U+202C follows in its paragraph (delete it; runs in the other direction are isolated by themselves)"]),
        ("\u2066a\n\nb\u2069".encode(), "a\n\nb", ["1:1 text/stray-bidi: LEFT-TO-RIGHT ISOLATE (U+2066) has no partner: no U+2069 follows in its paragraph (delete it; runs in the other direction are isolated by themselves)", "3:2 text/stray-bidi: POP DIRECTIONAL ISOLATE (U+2069) has no partner: no isolate is open here (delete it; runs in the other direction are isolated by themselves)"]),
        ("\u2066\u202ba\u2069".encode(), "\u2066a\u2069", ["1:2 text/stray-bidi: RIGHT-TO-LEFT EMBEDDING (U+202B) has no partner: no U+202C closes it before the isolate around it ends (delete it; runs in the other direction are isolated by themselves)"]),
    ],
)  # fmt: skip
def test_what_does_not_belong(content: bytes, text: str | None, expected: list[str], shown: Shown) -> None:
    checked = decode_text(SourceFile("f.md", content))
    assert checked.value == text
    assert shown(checked.diagnostics) == expected


STRAY_CONTROLS = [
    ("\u2066a\u202b\u202db\u2069c", "\u2066ab\u2069c", [
        "3 has no partner: no U+202C closes it before the isolate around it ends; 1 the isolate begins here; 6 and ends here",
        "4 has no partner: no U+202C closes it before the isolate around it ends; 1 the isolate begins here; 6 and ends here",
    ]),
    ("\u202ba\u2069b\u202c", "\u202bab\u202c", ["3 has no partner: no isolate is open here; 1 what is open needs U+202C"]),
    ("\u202a\u2067a\u202cb\u2069\u202c", "\u202a\u2067ab\u2069\u202c", ["4 has no partner: no embedding or override is open here; 2 what is open needs U+2069"]),
    ("\u2068a\u2069\u2069", "\u2068a\u2069", ["4 has no partner: no isolate is open here"]),
    ("a\u202c\u2067b", "ab", ["2 has no partner: no embedding or override is open here", "3 has no partner: no U+2069 follows in its paragraph"]),
    ("Ra\u200fbat", "Rabat", ["3 stands inside a word"]),
    ("تو\u200eنس", "تونس", ["3 stands inside a word"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "kept", "expected"), STRAY_CONTROLS)
def test_stray_controls_name_their_partners(given: str, kept: str, expected: list[str]) -> None:
    checked = decode_text(SourceFile("f.md", given.encode()))
    assert checked.value == kept
    assert [
        "; ".join([f"{one.span.column} {dict(one.facts)['fault']}", *(f"{other.span.column} {other.label}" for other in one.related)])
        for one in checked.diagnostics
    ] == expected


@pytest.mark.parametrize(
    "text",
    [
        "\u2066IIJ\u2069 \u202bتونس\u202c \u202eabc\u202c",
        "\u2067\u202aa\u202c\u2069\n\n\u2068b\u2069",
        "هاتف \u200e+216 71\u200e، C++\u200f، (IIJ)\u200f",
        "و\u200fIIJ",  # between letters of different directions
        "a\u200f",
        "\u061c",
    ],
)
def test_what_is_balanced_or_beside_neutrals_may_stay(text: str) -> None:
    assert decode_text(SourceFile("f.md", text.encode())) == Checked(text)


def test_controls_are_judged_in_one_pass() -> None:
    """Many that are open at once cost no more than as many that are closed."""
    deep = "\u202b" * 20_000 + "\u2069" * 20_000
    assert len(decode_text(SourceFile("f.md", deep.encode())).diagnostics) == 40_000


def test_a_text_has_a_limit(shown: Shown) -> None:
    checked = decode_text(SourceFile("f.md", b"a" * (LIMIT_BYTES + 1)))
    assert checked.value is None
    assert shown(checked.diagnostics) == ["0:0 file/too-large: this text has 5.0 MB; a text may have at most 5.0 MB (is it a photo or a PDF under the wrong name?)"]
    assert decode_text(SourceFile("f.md", b"a" * LIMIT_BYTES)).value is not None
