"""sitegen translate: a new translation beside its source, in real files; right for every kind and any words."""

import errno
import os
from pathlib import Path
from unicodedata import normalize

import pytest

from sitegen.base.diagnostics import has_errors
from sitegen.cli import run
from sitegen.disk.edit import create_file
from sitegen.disk.tree import read_project
from sitegen.link.site import Site
from sitegen.link.translations import State, fingerprint
from sitegen.load.writeups import WriteUp
from sitegen.model.options import Options
from sitegen.model.writeups import FRONT_MATTER, FrontMatter, Kind
from sitegen.pipeline import connect
from tests.plain import plain
from tests.projects import files, snapshot, written

Captured = pytest.CaptureFixture[str]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"/>'
EVENT = 'type: launch\ndates: ["2020-01-01"]\nlocation: online\nreferences: [A1]\n'
WORDS = """\
title: Title
short_title: Short
summary: A summary.
slug: a-slug
aliases: [/old-{}/]
image: {file: hall.svg, alt: 'A "hall"', credit: Somebody}
downloads:
  - {file: a.pdf, language: en, title: The agenda, format: PDF}
  - {title: Not to be had, available: false}
params: {colour: "blue: #1", list: [a, "yes"], deep: {er: ""}}
"""
BODY = """
Opening with a [photo](hall.svg), a ![hall](hall.svg "Title") and a note[^1].

## Why {#reason}

[مرحبا]{lang=ar} and [back](#reason).

*[IIJ]: Institute
[^1]: A note.
"""


def aliased(name: str) -> str:
    """The words that every kind has, with an old address that is nobody else's."""
    return WORDS.replace("short_title: Short\n", "").replace("{}", name)


TEXTS = {
    "content/events/a/index.en.md": f"---\n{aliased('a')}{EVENT}---\n{BODY}",
    "content/events/a/hall.svg": SVG,
    "content/events/a/a.pdf": "PDF",
    "content/projects/a/index.fr.md": f"---\n{aliased('b')}dates: 2020\ncountries: [MT]\n---\n{BODY}",
    "content/projects/a/hall.svg": SVG,
    "content/projects/a/a.pdf": "PDF",
    "content/publications/a/index.en.md": f"---\n{aliased('c')}dates: 2020\nlanguages: [en]\n---\n{BODY}",
    "content/publications/a/hall.svg": SVG,
    "content/publications/a/a.pdf": "PDF",
    "content/initiatives/a/index.ar.md": f"---\n{WORDS.replace('{}', 'd')}countries: [MT]\n---\n{BODY}",
    "content/initiatives/a/hall.svg": SVG,
    "content/initiatives/a/a.pdf": "PDF",
    "content/pages/about.en.md": "---\ntitle: About\norder: 3\n---\nText.\n",
    "content/pages/bare.ar.md": "---\ntitle: عن\n---\nنص.",
}
LANGUAGES = ("en", "fr", "ar")
ABOUT = "content/pages/about.en.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, plain(TEXTS))


def site(root: Path) -> Site:
    """The site with its drafts; its sources have no error."""
    connected = connect(read_project(root).value, Options(drafts=True))
    assert not has_errors(connected.diagnostics), connected.diagnostics
    assert connected.value
    return connected.value


def text(root: Path, path: str) -> WriteUp:
    return next(found for found in site(root).sources.writeups if found.path == path)


def test_a_new_translation(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    digest = fingerprint(text(root, "content/initiatives/a/index.ar.md"))
    assert run(["translate", "content/initiatives/a/index.ar.md", "fr"]) == 0
    path = "content/initiatives/a/index.fr.md"
    assert capsys.readouterr().out == (
        f"{path}: written, with the words of content/initiatives/a/index.ar.md\n"
        "Translate it, delete the line draft: true, then run: sitegen check\n"
    )
    after = snapshot(root)
    assert after.pop(path).decode() == f"""\
---
# Translate the words in quotation marks and the text below. Then delete this line and the line draft: true.
title: "Title"
short_title: "Short"
language: fr
summary: "A summary."
image: {{file: "hall.svg", alt: "A \\"hall\\"", credit: "Somebody"}}
downloads:
  - {{title: "The agenda", language: "en", file: "a.pdf", format: "PDF"}}
  - {{title: "Not to be had", available: false}}
params: {{"colour": "blue: #1", "list": ["a", "yes"], "deep": {{"er": ""}}}}
translation: {{of: ar, fingerprint: {digest}}}
draft: true
---
{BODY}"""
    assert after == before


@pytest.mark.parametrize("path", [path for path in TEXTS if path.endswith(".md")])
def test_every_kind_has_no_error_right_away(root: Path, path: str) -> None:
    written(root, files(TEXTS))
    source = text(root, path)
    for language in LANGUAGES:
        if language != source.language:
            assert run(["translate", path, language]) == 0
    entry = site(root).entries[source.kind, source.id]
    for language in LANGUAGES:
        made = entry.texts[language]
        assert entry.states[language] is (State.ORIGINAL if made.path == path else State.CURRENT)
        assert [part.digest for part in made.document.parts] == [part.digest for part in source.document.parts]
        assert made.front.stated <= set(FrontMatter.WORDS) | {"short_title"} or made.path == path
    assert run(["check"]) == 0
    assert run(["check", "--drafts"]) == 0


@pytest.mark.parametrize("kind", Kind)
def test_no_word_is_forgotten(root: Path, kind: Kind) -> None:
    """All words of a write-up are taken over, but those that each language has for itself, and nothing else is."""
    source = next(found for found in site(root).sources.writeups if found.kind is kind and found.id == ("about" if kind is Kind.PAGE else "a"))
    language = "fr" if source.language != "fr" else "en"
    assert run(["translate", source.path, language]) == 0
    made = site(root).entries[kind, source.id].texts[language].front
    given = source.front.stated & FRONT_MATTER[kind].WORDS
    assert made.stated == given - {"slug", "aliases"} | {"language", "translation", "draft"}
    for key in given - {"slug", "aliases"}:
        assert getattr(made.value, key) == getattr(source.front.value, key)


TITLES = [
    "Lagos: two days", 'He said "no"', "It's # not a comment", "# neither", "- dash", "'quoted'", "{flow}", "[list]", "a\\b", "yes", "1.10",
    "null", "~", "&anchor", "*alias", "!tag", "%percent", "@at", "`tick`", "عنوان: «نص»", "👩🏽‍⚖️ emoji", "e\u0301", "long " * 2000, "tab\there",
    "line\u2028separator", "next\x85line", "zero\u200bwidth", "escape\x1b[31m", "\u2067isolated\u2069", "mark\ufeff", "\ufdd0",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES, ids=ascii)
def test_any_title_is_quoted_right(root: Path, title: str) -> None:
    escaped = "".join(character if " " <= character <= "~" and character not in '"\\' else f"\\U{ord(character):08x}" for character in title)
    (root / ABOUT).write_text(f'---\ntitle: "{escaped}"\nsummary: "{escaped}"\n---\nText.\n', encoding="utf-8")
    source = text(root, ABOUT).front.value
    assert run(["translate", ABOUT, "fr"]) == 0
    made = text(root, "content/pages/about.fr.md").front.value
    assert (made.title, made.summary) == (normalize("NFC", source.title), normalize("NFC", source.summary or ""))
    assert site(root).entries[Kind.PAGE, "about"].states["fr"] is State.CURRENT


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_files_of_other_editors(root: Path, end: str) -> None:
    (root / ABOUT).write_bytes(("\ufeff" + "---\ntitle: About\n---\n\n\nText.\n\nMore.".replace("\n", end)).encode())
    assert run(["translate", ABOUT, "fr"]) == 0
    made = (root / "content/pages/about.fr.md").read_bytes()
    assert made.startswith(b"---\n")
    assert made.endswith(b"\n---\n\nText.\n\nMore.\n")
    assert b"\r" not in made


def test_a_translation_of_a_translation(root: Path) -> None:
    assert run(["translate", ABOUT, "fr"]) == 0
    french = "content/pages/about.fr.md"
    (root / french).write_text((root / french).read_text().replace("Text.", "Texte.").replace("draft: true\n", ""))
    assert run(["translate", french, "ar"]) == 0
    made = (root / "content/pages/about.ar.md").read_text()
    assert "translation: {of: fr, " in made
    assert made.endswith("---\n\nTexte.\n")
    assert site(root).entries[Kind.PAGE, "about"].states["ar"] is State.CURRENT


def test_a_change_of_the_source_meanwhile_shows(root: Path) -> None:
    assert run(["translate", ABOUT, "fr"]) == 0
    (root / ABOUT).write_text(TEXTS[ABOUT].replace("Text", "Another text"))
    french = root / "content/pages/about.fr.md"
    french.write_text(french.read_text().replace("draft: true\n", ""))
    assert site(root).entries[Kind.PAGE, "about"].states["fr"] is State.STALE


def test_a_project_elsewhere(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content/pages")
    assert run(["translate", "--root", "../..", "about.en.md", "fr"]) == 0
    assert (root / "content/pages/about.fr.md").is_file()
    assert capsys.readouterr().out.endswith("then run: sitegen check --root ../..\n")
    assert run(["translate", "--root", str(root), str(root / ABOUT), "ar"]) == 0


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        (ABOUT, "fra", "The site has no language 'fra'. Did you mean fr?"),
        (ABOUT, "FR", "The site has no language 'FR'. Did you mean fr?"),
        (ABOUT, "zz", "The site has no language 'zz'. It has en, fr, ar; config.yaml lists them."),
        (ABOUT, "../x", "The site has no language '../x'."),
        (ABOUT, "en", f"{ABOUT} is in 'en' itself."),
        ("config.yaml", "fr", "config.yaml is not a write-up"),
        ("content/events/a/hall.svg", "fr", "hall.svg is not a write-up"),
        ("content/pages/none.en.md", "fr", "does not exist"),
        ("content/pages", "fr", "is a directory"),
        ("/etc/hostname", "fr", "/etc/hostname is not in the project /"),
    ],
)
def test_what_is_refused(root: Path, capsys: Captured, path: str, language: str, words: str) -> None:
    before = snapshot(root)
    assert run(["translate", path, language]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert snapshot(root) == before


def test_nothing_is_overwritten(root: Path, capsys: Captured) -> None:
    french = root / "content/pages/about.fr.md"
    for content in ("---\ntitle: À propos\ntranslation: {of: en}\n---\n", "not even a write-up"):
        french.write_text(content)
        before = snapshot(root)
        assert run(["translate", ABOUT, "fr"]) == 2
        assert "content/pages/about.fr.md is there already." in capsys.readouterr().err
        assert snapshot(root) == before
    french.unlink()
    french.symlink_to("nowhere")
    assert run(["translate", ABOUT, "fr"]) == 2
    assert french.is_symlink()
    assert not (root / "content/pages/nowhere").exists()


def test_a_text_that_lies_elsewhere_is_there_too(root: Path, capsys: Captured) -> None:
    (root / "content/pages/about").mkdir()
    (root / "content/pages/about/index.fr.md").write_text("---\ntitle: À propos\ntranslation: {of: en}\n---\n")
    assert run(["translate", ABOUT, "fr"]) == 2
    assert "content/pages/about/index.fr.md is there already." in capsys.readouterr().err


def test_a_source_with_mistakes(root: Path, capsys: Captured) -> None:
    (root / ABOUT).write_text("---\ntitel: About\n---\nText.\n")
    before = snapshot(root)
    assert run(["translate", ABOUT, "fr"]) == 1
    out = capsys.readouterr().out
    assert f"{ABOUT}:2:1: error[" in out
    assert out.endswith("Mend these first.\n")
    assert snapshot(root) == before


def test_a_source_with_mistakes_in_french(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ABOUT).write_text("---\ntitel: About\n---\nText.\n")
    assert run(["translate", "--lang", "fr", ABOUT, "fr"]) == 1
    in_french = capsys.readouterr().out
    assert in_french.endswith("Corrigez d’abord cela.\n")
    monkeypatch.setenv("SITEGEN_LANG", "fr")
    assert run(["translate", ABOUT, "fr"]) == 1
    assert capsys.readouterr().out == in_french


def test_mistakes_elsewhere_do_not_stop_a_translator(root: Path) -> None:
    (root / "content/events/a/index.en.md").write_text("---\ntitel: A\n---\nText.\n")
    assert run(["translate", ABOUT, "fr"]) == 0


def test_without_configuration(root: Path, capsys: Captured) -> None:
    (root / "config.yaml").unlink()
    assert run(["translate", ABOUT, "fr"]) == 2
    assert "config/missing" in capsys.readouterr().out


def test_a_full_disk_leaves_nothing(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(root)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    assert run(["translate", ABOUT, "fr"]) == 3
    assert capsys.readouterr().err == "sitegen: content/pages/about.fr.md: no space left on device\n"
    assert snapshot(root) == before


def test_a_folder_that_cannot_be_written_to(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refused(path: Path, mode: str = "r", **rest: object) -> object:
        if "x" in mode:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, mode, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    assert run(["translate", ABOUT, "fr"]) == 3
    assert capsys.readouterr().err == "sitegen: content/pages/about.fr.md: permission denied\n"


def test_somebody_else_was_quicker(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file appears after we have looked, and before we write."""
    french = root / "content/pages/about.fr.md"

    def create_later(path: Path, content: bytes) -> None:
        french.write_bytes(b"theirs")
        create_file(path, content)

    monkeypatch.setattr("sitegen.commands.translate.create_file", create_later)
    assert run(["translate", ABOUT, "fr"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert french.read_bytes() == b"theirs"
