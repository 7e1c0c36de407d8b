"""A translation is accepted: its file gets the fingerprint and keeps every other byte."""

import pytest

from sitegen.base.files import SourceFile
from sitegen.link.acceptance import accepted
from sitegen.link.translations import Entry, State, fingerprint
from sitegen.model.writeups import Kind
from sitegen.pipeline import connect
from tests.plain import plain

ENGLISH = "---\ntitle: Title\n---\nText.\n\n## One\n\nA.\n"
OLD = "00000000-11111111"


def entry(french: str) -> Entry:
    files = plain({"content/pages/a.en.md": ENGLISH})
    site = connect([*files, SourceFile("content/pages/a.fr.md", french.encode())]).value
    assert site
    return site.entries[Kind.PAGE, "a"]


def digest() -> str:
    return fingerprint(entry("---\ntitle: T\ntranslation: {of: en}\n---\n").original)


CASES = [
    ("translation: {of: en}", "translation: {of: en, fingerprint: @}"),
    ("translation: {of: en,}", "translation: {of: en, fingerprint: @,}"),
    ("translation: { of: 'en' }  # why", "translation: { of: 'en', fingerprint: @ }  # why"),
    ('translation: {"of":"en"}', 'translation: {"of":"en", fingerprint: @}'),
    (f"translation: {{fingerprint: {OLD}, of: en}}", "translation: {fingerprint: @, of: en}"),
    ("translation: {of: en, fingerprint: }", "translation: {of: en, fingerprint: @}"),
    ("translation: {of: en, fingerprint}", "translation: {of: en, fingerprint: @}"),
    ("translation: {\n  of: en\n  }", "translation: {\n  of: en, fingerprint: @\n  }"),
    ("translation:\n  of: en  # why\nsummary: x", "translation:\n  of: en  # why\n  fingerprint: @\nsummary: x"),
    ("translation: # a\n\n    of: en\n\n    # b\nsummary: x", "translation: # a\n\n    of: en\n    fingerprint: @\n\n    # b\nsummary: x"),
    ("translation:\n  of:\n    en\nsummary: x", "translation:\n  of:\n    en\n  fingerprint: @\nsummary: x"),
    ("translation:\n  ? of\n  : en", "translation:\n  ? of\n  : en\n  fingerprint: @"),
    (f"translation:\n  fingerprint: '{OLD}' # x\n  of: en", "translation:\n  fingerprint: @ # x\n  of: en"),
    (f"translation:\n  fingerprint:\n               {OLD}\n  of: en", "translation:\n  fingerprint:\n               @\n  of: en"),
    (f"translation:\n  fingerprint: >-\n    {OLD}\n  of: en\nsummary: x", "translation:\n  fingerprint: @\n  of: en\nsummary: x"),
    (f"translation:\n  of: en\n  fingerprint: |\n    {OLD}\nsummary: x", "translation:\n  of: en\n  fingerprint: @\nsummary: x"),
    ("translation:\n  of: en\n  fingerprint:\nsummary: x", "translation:\n  of: en\n  fingerprint: @\nsummary: x"),
    ("translation:\n  of: en\n  fingerprint: ~", "translation:\n  of: en\n  fingerprint: @"),
    ("translation:\n  fingerprint: # later\n  of: en", "translation:\n  fingerprint: @ # later\n  of: en"),
]


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "after"), CASES)
def test_only_the_fingerprint_is_written(before: str, after: str, end: str, mark: str) -> None:
    def content(front: str) -> str:
        return mark + f"---\ntitle: Été\n{front}\n---\nUn  texte.\n\n".replace("\n", end)

    found = entry(content(before))
    written = accepted(content(before), found.texts["fr"], found)
    assert written == content(after.replace("@", digest()))
    again = entry(written)
    assert again.states["fr"] is State.CURRENT
    assert accepted(written, again.texts["fr"], again) == written


def test_line_ends_may_be_mixed() -> None:
    mixed = "---\r\ntitle: T\ntranslation:\r\n  of: en\nsummary: s\r---\r\nTexte.\n"
    found = entry(mixed)
    assert accepted(mixed, found.texts["fr"], found) == mixed.replace("of: en\n", f"of: en\n  fingerprint: {digest()}\n")


def test_the_fingerprint_is_that_of_the_text_it_was_made_from() -> None:
    arabic = SourceFile("content/pages/a.ar.md", "---\ntitle: ع\ntranslation: {of: fr}\n---\nنص\n".encode())
    french = SourceFile("content/pages/a.fr.md", b"---\ntitle: T\ntranslation: {of: en}\n---\nTexte.\n")
    site = connect([*plain({"content/pages/a.en.md": ENGLISH}), french, arabic]).value
    assert site
    found = site.entries[Kind.PAGE, "a"]
    written = accepted(arabic.content.decode(), found.texts["ar"], found)
    assert fingerprint(found.texts["fr"]) in written
    assert digest() not in written
