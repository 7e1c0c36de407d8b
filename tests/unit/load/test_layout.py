"""What a path in content/ says of its file."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.layout import Layout, arrange

Shown = Callable[[Iterable[Diagnostic]], list[str]]

LANGUAGES = ("en", "fr", "pt-BR")


def arranged(*paths: str) -> tuple[Layout, tuple[Diagnostic, ...]]:
    checked = arrange([SourceFile(f"content/{path}", b"") for path in paths], LANGUAGES)
    return checked.value, checked.diagnostics


def test_what_lies_where() -> None:
    layout, diagnostics = arranged(
        "pages/about.fr.md",
        "pages/about.en.md",
        "events/2020-07/index.pt-BR.md",
        "events/2020-07/hall.jpg",
        "events/2020-07/slides/agenda.fr.pdf",
        "catalogues/rome.yaml",
        "records/people.yaml",
        "records/glossary.yaml",
    )
    assert not diagnostics
    assert [(text.kind, text.id, text.language) for text in layout.writeups] == [
        ("event", "2020-07", "pt-BR"),
        ("page", "about", "en"),
        ("page", "about", "fr"),
    ]
    assert list(layout.attachments) == [
        "content/events/2020-07/hall.jpg",
        "content/events/2020-07/slides/agenda.fr.pdf",
    ]
    assert list(layout.catalogues) == ["rome"]
    assert {kind.value for kind in layout.records} == {"person", "term"}


@pytest.mark.parametrize(
    "path",
    [
        "events/.gitkeep", "events/x/.DS_Store", "events/x/Thumbs.db", "pages/about.en.md~", "pages/.about.en.md.swp",
        "pages/about.en.md.bak", "pages/#about.en.md#", "events/x/~$agenda.docx", "events/x/desktop.ini", ".git/config",
    ],
)  # fmt: skip
def test_litter_is_passed_over(path: str) -> None:
    layout, diagnostics = arranged(path)
    assert not diagnostics
    assert not layout.attachments


UNREAD = "delete it, or put it beside an index.<language>.md"


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("events/x/index.md", "file/misnamed", "did you mean content/events/x/index.en.md?"),
        ("events/x/notes.fr.md", "file/misnamed", "did you mean content/events/x/index.fr.md?"),
        ("events/x/index.fr.txt", "file/misnamed", "did you mean content/events/x/index.fr.md?"),
        ("events/x/Index.en.md", "file/misnamed", "did you mean content/events/x/index.en.md?"),
        ("pages/about.md", "file/misnamed", "did you mean content/pages/about.en.md?"),
        ("pages/about.fr.markdown", "file/misnamed", "did you mean content/pages/about.fr.md?"),
        ("pages/photo.jpg", "file/unexpected", UNREAD),
        ("events/x/hall.jpg", "file/unexpected", UNREAD),
        ("catalogues/rome.yml", "file/misnamed", "did you mean content/catalogues/rome.yaml?"),
        ("catalogues/deep/rome.yaml", "file/unexpected", UNREAD),
        ("records/organizations.yaml", "file/misnamed", "did you mean content/records/organisations.yaml?"),
        ("readme.txt", "file/unexpected", UNREAD),
        ("event/x/index.en.md", "file/misnamed", "did you mean content/events?"),
        ("pages/about.frr.md", "file/unknown-language", "did you mean fr?"),
        ("pages/about.pt-br.md", "file/unknown-language", "did you mean pt-BR?"),
        ("pages/about.xyz.md", "file/unknown-language", ""),
        ("pages/About us.en.md", "file/bad-id", "use lower-case letters a–z, digits and single hyphens"),
        ("events/2020_07/index.en.md", "file/bad-id", "use lower-case letters a–z, digits and single hyphens"),
        ("catalogues/Rome.yaml", "file/bad-id", "use lower-case letters a–z, digits and single hyphens"),
    ],
)
def test_what_lies_wrong(path: str, code: str, hint: str) -> None:
    (found,) = arranged(path)[1]
    assert (found.code, found.hint) == (code, hint)
    assert found.message


def test_a_wrong_folder_is_named_once() -> None:
    _, diagnostics = arranged("event/x/index.en.md", "event/x/index.fr.md", "event/x/hall.jpg")
    assert [found.span.path for found in diagnostics] == ["content/event"]


def test_a_bad_id_is_named_once() -> None:
    _, diagnostics = arranged("events/2020_07/index.en.md", "events/2020_07/index.fr.md")
    assert [found.span.path for found in diagnostics] == ["content/events/2020_07/index.en.md"]


def test_one_text_twice() -> None:
    layout, (found,) = arranged("events/x.en.md", "events/x/index.en.md", "events/x/index.fr.md")
    assert (found.code, found.span.path) == ("file/duplicate", "content/events/x/index.en.md")
    assert [other.span.path for other in found.related] == ["content/events/x.en.md"]
    assert [text.language for text in layout.writeups] == ["en", "fr"]


def test_links_to_what_is_misnamed_are_not_broken() -> None:
    layout, _ = arranged("events/x/index.md", "pages/about.xx.md", "catalogues/rome.yml", "records/place.yaml", "project/a.en.md")
    assert layout.failed == {("event", "x"), ("page", "about"), ("catalogue", "rome"), ("place", ""), ("project", "")}
