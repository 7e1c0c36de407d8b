"""What became of the pieces of a text between two versions."""

from sitegen.base.files import SourceFile
from sitegen.link.revisions import Revision, Written, read_written, revisions, shows
from sitegen.link.translations import fingerprint
from sitegen.load.writeups import WriteUp
from sitegen.model.writeups import Kind
from sitegen.pipeline import connect
from tests.plain import plain

LANGUAGES = ("en", "fr", "ar")
PATH = "content/initiatives/a.en.md"
TEXT = """---
title: Title
summary: What it is about.
image: {file: hall.jpg, alt: A hall}
downloads: [{file: a.pdf, title: The agenda}]
---
Opening.

## Why

Because of this and that, and for many other reasons.[^1]

## How

In some way.

[^1]: A note.
"""


def writeup() -> WriteUp:
    files = [*plain({PATH: TEXT}), SourceFile("content/initiatives/x", b"")]
    site = connect(files).value
    assert site
    return next(text for text in site.sources.writeups if text.kind is Kind.INITIATIVE)


def written(text: str) -> Written:
    found = read_written(text.encode(), writeup(), LANGUAGES)
    assert found
    return found


def changed(before: str, after: str) -> list[Revision]:
    return list(revisions(written(before), written(after), fingerprint(written(before).text)))


def names(found: list[Revision]) -> list[tuple[str, str | None, str | None]]:
    return [(revision.change.name, revision.before, revision.after) for revision in found]


def test_nothing() -> None:
    assert changed(TEXT, TEXT) == []


def test_words_of_the_front_matter() -> None:
    front = "title: Title\nsummary: {}\nimage.alt: {}\ndownloads.title: {}"
    after = TEXT.replace("it is", "this is").replace("A hall", "A room").replace("The agenda", "The programme")
    assert names(changed(TEXT, after)) == [
        ("title and summary", front.format("What it is about.", "A hall", "The agenda"), front.format("What this is about.", "A room", "The programme")),
    ]  # fmt: skip


def test_the_opening_and_a_note() -> None:
    after = TEXT.replace("Opening.", "Beginning.").replace("A note.", "Another note.")
    why = "## Why\n\nBecause of this and that, and for many other reasons.[^1]\n\n[^1]: {} note."
    assert names(changed(TEXT, after)) == [
        ("first paragraphs", "Opening.", "Beginning."),
        ("Why", why.format("A"), why.format("Another")),
    ]


def test_new_and_gone() -> None:
    after = TEXT.replace("## How\n\nIn some way.\n", "## Where\n\nHere, there and elsewhere: nobody knows.\n")
    assert names(changed(TEXT, after)) == [
        ("Where", None, "## Where\n\nHere, there and elsewhere: nobody knows."),
        ("How", "## How\n\nIn some way.", None),
    ]
    assert names(changed(TEXT, TEXT.replace("## How\n\nIn some way.\n", ""))) == [("How", "## How\n\nIn some way.", None)]


def test_renamed() -> None:
    after = TEXT.replace("## Why", "## What for")
    assert [(one.change.name, (one.before or "")[:6], (one.after or "")[:11]) for one in changed(TEXT, after)] == [
        ("What for", "## Why", "## What for")
    ]


def test_moved_is_no_change() -> None:
    head, _, tail = TEXT.partition("## Why")
    why, _, how = tail.partition("## How\n\nIn some way.\n")
    assert changed(TEXT, f"{head}## How\n\nIn some way.\n\n## Why{why}{how}") == []


def test_without_an_older_version_only_what_is_new_has_words() -> None:
    known = fingerprint(written(TEXT).text)
    more = written(TEXT + "\n## More\n\nMore.\n")
    assert names(list(revisions(None, more, known))) == [("More", None, "## More\n\nMore.")]
    other = written(TEXT.replace("Opening", "Beginning"))
    assert names(list(revisions(None, other, known))) == [("first paragraphs", None, None)]


def test_a_fingerprint_of_pieces_from_several_versions() -> None:
    """What was accepted before it was committed, or mended by hand."""
    first, second = written(TEXT), written(TEXT.replace("Opening", "Beginning"))
    now = written(TEXT.replace("Opening", "Beginning").replace("In some way", "In another way"))
    known = fingerprint(second.text)
    assert shows(first, now, known)
    assert not shows(now, now, known)
    assert names(list(revisions(first, now, known))) == [("How", "## How\n\nIn some way.", "## How\n\nIn another way.")]


def test_a_version_that_cannot_be_read() -> None:
    assert read_written(b"\xff", writeup(), LANGUAGES) is None
    assert read_written(b"no front matter", writeup(), LANGUAGES) is None
    assert read_written(b"version https://git-lfs.github.com/spec/v1\n", writeup(), LANGUAGES) is None
