"""A project that mixes directions wherever an editor can write something shows none of it raw, in this project's look."""

import pytest

from sitegen.base.files import SourceFile
from sitegen.pipeline import build
from tests.plain import said
from tests.projects import ROOT, files, sections


@pytest.fixture(scope="module")
def project() -> list[SourceFile]:
    return files(sections((ROOT / "tests/mixed.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("digits", ["latn", "arab"])
def test_nothing_is_raw(project: list[SourceFile], digits: str) -> None:
    arabic = b"ar: {fallback: [en, fr],"
    one = [SourceFile(file.path, file.content.replace(arabic, arabic + f" digits: {digits},".encode())) for file in project]
    checked = build(one)
    assert checked.value is not None, said(checked.diagnostics)
    assert not [line for line in said(checked.diagnostics) if "site/" in line]


@pytest.mark.parametrize(
    ("template", "isolated", "raw"),
    [
        ("parts/words.html", "link.words.html", "link.words.html|striptags"),
        ("parts/entry.html", "view.title.html", "view.title.html|striptags"),
        ("base.html", 'content="{{ description }}"', "content=\"{{ description|replace('\\u2066', '') }}\""),
        ("feed.xml", "{{ entry.title }}", "{{ entry.title|replace('\\u2066', '') }}"),
    ],
)
def test_a_template_that_takes_isolates_away_is_found(project: list[SourceFile], template: str, isolated: str, raw: str) -> None:
    path = f"templates/{template}"
    broken = [
        SourceFile(file.path, file.content.replace(isolated.encode(), raw.encode()) if file.path == path else file.content)
        for file in project
    ]
    assert broken != project
    assert any("site/raw-direction" in line for line in said(build(broken).diagnostics))
