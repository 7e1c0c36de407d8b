"""sitegen status: the state of all translations, and accepting one, in real files."""

import errno
import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.cli import run
from tests.plain import plain
from tests.projects import snapshot, written

EVENT = 'type: launch\ndates: ["2020-01-01"]\nlocation: online\n'
TEXTS = {
    "content/events/a/index.en.md": f"---\ntitle: A\n{EVENT}---\nOpening.\n\n## Why\n\nBecause.\n",
    "content/events/a/index.fr.md": "---\ntitle: A\ntranslation: {of: en}\n---\nOuverture.\n",
    "content/events/b/index.fr.md": f"---\ntitle: B\n{EVENT}---\nTexte.\n",
    "content/pages/about.en.md": "---\ntitle: About\n---\nText.\n",
    "content/pages/about.ar.md": "---\ntitle: عن\ndraft: true\ntranslation:\n  of: en\n---\nنص\n",
}
FRENCH = "content/events/a/index.fr.md"
ARABIC = "content/pages/about.ar.md"
ENGLISH = "content/events/a/index.en.md"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path, plain(TEXTS))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accept(*paths: str | Path) -> int:
    return run(["status", *(part for path in paths for part in ("--accept", str(path)))])


def change(root: Path, **words: str) -> None:
    """Change words of the English event; `_` stands for a space."""
    path = root / ENGLISH
    text = path.read_text()
    for before, after in words.items():
        text = text.replace(before, after.replace("_", " "))
    path.write_text(text)


def git(root: Path, *words: str, day: int = 1) -> None:
    when = f"{1609459200 + (day - 1) * 86_400} +0000"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    who = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    subprocess.run(["git", *who, *words], cwd=root, env=clean, check=True, capture_output=True)


def commit(root: Path, day: int) -> None:
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x", day=day)


def told(capsys: Captured, *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["status", *words]) == code
    return capsys.readouterr().out


def texts(capsys: Captured, *words: str) -> dict[str, Any]:
    """What the JSON says, by path."""
    return {text["path"]: text for text in json.loads(told(capsys, "--format", "json", *words))["texts"]}


def test_the_table(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    assert accept(FRENCH) == 0
    change(root, Because="For_this_reason", Opening="Beginning")
    before |= {path: (root / path).read_bytes() for path in (FRENCH, ENGLISH)}
    assert told(capsys) == """\
             original   current     stale   missing    drafts
en  English         2         0         0         1         0
    events          1         0         0         1         0
    pages           1         0         0         0         0
fr  French          1         0         1         1         0
    events          1         0         1         0         0
    pages           0         0         0         1         0
ar  Arabic          0         0         0         2         1
    events          0         0         0         2         0
    pages           0         0         0         0         1

Drafts are not on the site, and are counted in no other column.

en  English: 1 missing

  missing  content/events/b/index.en.md
    title      B
    begin by   sitegen translate content/events/b/index.fr.md en

fr  French: 1 stale, 1 missing

  stale  content/events/a/index.fr.md
    made from  content/events/a/index.en.md
    changed    first paragraphs
    changed    Why
    then run   sitegen status --accept content/events/a/index.fr.md

  missing  content/pages/about.fr.md
    title      About
    begin by   sitegen translate content/pages/about.en.md fr

ar  Arabic: 1 draft, 2 missing

  draft  content/pages/about.ar.md
    made from  content/pages/about.en.md
    to do      finish it, then delete the line draft: true
    then run   sitegen status --accept content/pages/about.ar.md

  missing  content/events/a/index.ar.md
    title      A
    begin by   sitegen translate content/events/a/index.en.md ar

  missing  content/events/b/index.ar.md
    title      B
    begin by   sitegen translate content/events/b/index.fr.md ar
"""
    assert snapshot(root) == before, "looking changes nothing"


def test_what_was_never_accepted_is_said(root: Path, capsys: Captured) -> None:
    out = told(capsys, "--language", "fr", "--kind", "event")
    assert out.partition("\n\n")[2] == """\
fr  French: 1 not accepted yet

  not accepted yet  content/events/a/index.fr.md
    made from  content/events/a/index.en.md
    then run   sitegen status --accept content/events/a/index.fr.md
"""
    assert accept(FRENCH) == 0
    assert told(capsys, "--language", "fr", "--kind", "events").endswith("\n\nfr  French: nothing to do\n")


def test_a_write_up_that_is_a_draft_asks_for_nothing(root: Path, capsys: Captured) -> None:
    (root / "content/events/b/index.fr.md").write_text(f"---\ntitle: B\n{EVENT}draft: true\n---\nTexte.\n")
    assert set(texts(capsys, "--kind", "event")) == {ENGLISH, FRENCH, "content/events/a/index.ar.md", "content/events/b/index.fr.md"}
    assert "b/" not in told(capsys, "--kind", "event")
    assert run(["status", "--kind", "event", "--language", "en", "--strict"]) == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--language", "fr", "--kind", "event"), 0),
        (("--language", "en", "--kind", "page"), 0),
        (("--language", "en", "--language", "fr", "--kind", "page"), 1),
        (("--language", "ar", "--kind", "page"), 1),  # a draft
    ],
)
def test_strict(root: Path, capsys: Captured, words: tuple[str, ...], code: int) -> None:
    assert accept(FRENCH) == 0
    for form in ("table", "json", "markdown"):
        strict = told(capsys, *words, "--format", form, "--strict", code=code)
        assert strict == told(capsys, *words, "--format", form)


def test_stale_is_not_strict(root: Path) -> None:
    assert accept(FRENCH) == 0
    change(root, Because="Why_not")
    assert run(["status", "--kind", "event", "--language", "fr"]) == 0
    assert run(["status", "--kind", "event", "--language", "fr", "--strict"]) == 1


def test_json(root: Path, capsys: Captured) -> None:
    assert accept(FRENCH) == 0
    change(root, Because="Why_not")
    out = told(capsys, "--format", "json", "--language", "fr")
    assert out.endswith("}\n")
    assert json.loads(out) == {
        "counts": [
            {"language": "fr", "kind": "event", "original": 1, "current": 0, "stale": 1, "missing": 0, "drafts": 0},
            {"language": "fr", "kind": "page", "original": 0, "current": 0, "stale": 0, "missing": 1, "drafts": 0},
        ],
        "texts": [
            {
                "id": "a", "kind": "event", "language": "fr", "state": "stale", "path": FRENCH, "of": "en", "source": ENGLISH,
                "accepted": True, "draft": False, "commit": None,
                "changes": [{"where": "part", "id": "why", "title": "Why", "before": None, "after": None}],
            },
            {
                "id": "b", "kind": "event", "language": "fr", "state": "original", "path": "content/events/b/index.fr.md", "of": None,
                "source": None, "accepted": True, "draft": False, "commit": None, "changes": [],
            },
            {
                "id": "about", "kind": "page", "language": "fr", "state": "missing", "path": "content/pages/about.fr.md", "of": "en",
                "source": "content/pages/about.en.md", "accepted": True, "draft": False, "commit": None, "changes": [],
            },
        ],
    }  # fmt: skip


def test_json_is_readable_in_every_script(root: Path, capsys: Captured) -> None:
    (root / ENGLISH).write_text(TEXTS[ENGLISH].replace("Why", "لماذا"))
    assert accept(FRENCH) == 0
    change(root, Because="Why_not")
    assert '"title": "لماذا"' in told(capsys, "--format", "json")


def test_what_changed_where_git_has_it(root: Path, capsys: Captured) -> None:
    commit(root, 1)
    assert accept(FRENCH) == 0
    commit(root, 2)
    change(root, Because="Because_of_this")
    commit(root, 3)
    change(root, Opening="A_new_beginning")
    (root / ENGLISH).write_text((root / ENGLISH).read_text() + "\n## More\n\nMore words.\n")
    out = told(capsys, "--language", "fr", "--kind", "event")
    made_from, *changes = out.partition("    made from")[2].splitlines()[:-1]
    assert made_from.partition(" as of 2021-01-01 (")[0].strip() == ENGLISH
    assert changes == [
        "    changed    first paragraphs",
        "               [-Opening-]{+A new beginning+}.",
        "    changed    Why",
        "               ## Why Because {+of this+}.",
        "    changed    More (new)",
        "               {+## More More words.+}",
    ]
    text = texts(capsys)[FRENCH]
    assert len(text["commit"]) == 40
    assert [(change["before"], change["after"]) for change in text["changes"]] == [
        ("Opening.", "A new beginning."),
        ("## Why\n\nBecause.", "## Why\n\nBecause of this."),
        (None, "## More\n\nMore words."),
    ]


def test_markdown(root: Path, capsys: Captured) -> None:
    commit(root, 1)
    assert accept(FRENCH) == 0
    (root / ENGLISH).write_text(TEXTS[ENGLISH].replace("Because.", "Because of ```this```. And that.").replace("## Why", "## *Why* <|>"))
    out = told(capsys, "--format", "markdown", "--language", "fr")
    commit_id = texts(capsys)[FRENCH]["commit"][:7]
    assert out == f"""\
## Translations

| Language | Kind | original | current | stale | missing | drafts |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
| French (fr) | events | 1 | 0 | 1 | 0 | 0 |
| French (fr) | pages | 0 | 0 | 0 | 1 | 0 |

### French (fr)

- [ ] **stale** `{FRENCH}`, made from `{ENGLISH}` as of 2021-01-01 ({commit_id}): `sitegen status --accept {FRENCH}`
  - Why \\<\\|\\>

    ````diff
    - ## Why
    - Because.
    + ## *Why* <|>
    + Because of ```this```.
    + And that.
    ````

- [ ] **missing** `content/pages/about.fr.md`, made from `content/pages/about.en.md`: `sitegen translate content/pages/about.en.md fr`
"""


def without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))


def outside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git").rename(root / "elsewhere")


def damaged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (root / ".git/objects").rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(b"damaged")


@pytest.mark.parametrize("trouble", [without_git, outside, damaged])
def test_where_git_cannot_tell_the_sections_are_named(
    root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    commit(root, 1)
    assert accept(FRENCH) == 0
    change(root, Because="Why_not")
    trouble(root, monkeypatch)
    capsys.readouterr()
    assert run(["status", "--language", "fr", "--kind", "event"]) == 0
    said = capsys.readouterr()
    assert "    changed    Why\n    then run" in said.out
    assert not said.err


def test_two_translations_of_two_states(root: Path, capsys: Captured) -> None:
    commit(root, 1)
    assert accept(FRENCH) == 0
    change(root, Because="Hence")
    arabic = "content/events/a/index.ar.md"
    (root / arabic).write_text("---\ntitle: A\ntranslation: {of: en}\n---\nنص\n")
    assert accept(arabic) == 0
    commit(root, 2)
    change(root, Hence="Therefore")
    found = texts(capsys)
    assert [found[path]["changes"][0]["before"] for path in (FRENCH, arabic)] == ["## Why\n\nBecause.", "## Why\n\nHence."]
    assert found[FRENCH]["commit"] != found[arabic]["commit"]


def test_the_very_version_comes_before_one_that_only_shows_what_is_lost(root: Path, capsys: Captured) -> None:
    commit(root, 1)
    assert accept(FRENCH) == 0
    (root / ENGLISH).write_text(TEXTS[ENGLISH] + "\n## More\n\nMore words.\n")
    commit(root, 2)
    change(root, Because="Therefore")
    assert " as of 2021-01-01 (" in told(capsys, "--language", "fr")


def test_a_version_that_was_never_committed(root: Path, capsys: Captured) -> None:
    """What is lost may be in git all the same."""
    commit(root, 1)
    change(root, Opening="Beginning")
    assert accept(FRENCH) == 0
    change(root, Because="Therefore")
    commit(root, 2)
    assert " as of 2021-01-01 (" in told(capsys, "--language", "fr")
    changes = [(one["title"], one["before"], one["after"]) for one in texts(capsys)[FRENCH]["changes"]]
    assert changes == [("Why", "## Why\n\nBecause.", "## Why\n\nTherefore.")]


def test_a_project_in_a_subfolder_seen_from_elsewhere(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert accept(FRENCH) == 0
    (root / "a site").mkdir()
    for name in ("config.yaml", "content", "templates", "locale"):
        (root / name).rename(root / "a site" / name)
    commit(root, 1)
    change(root / "a site", Because="Why_not")
    out = told(capsys, "--root", "a site", "--language", "fr")
    assert f"  stale  a site/{FRENCH}\n" in out
    assert "## Why {+Why not+}" in out.replace("[-Because-] ", "")
    assert f"sitegen status --root 'a site' --accept 'a site/{FRENCH}'\n" in out
    assert "sitegen translate --root 'a site' 'a site/content/pages/about.en.md' fr\n" in out
    assert texts(capsys, "--root", "a site")[FRENCH]["commit"]


def test_long_changes_are_cut_and_wrapped(root: Path, capsys: Captured) -> None:
    sentence = " ".join(f"w{number}" for number in range(300))
    (root / ENGLISH).write_text(TEXTS[ENGLISH].replace("Because.", f"{sentence} once {sentence}"))
    assert accept(FRENCH) == 0
    commit(root, 1)
    (root / ENGLISH).write_text((root / ENGLISH).read_text().replace("once", "twice " * 200))
    lines = told(capsys, "--language", "fr", "--kind", "event").splitlines()
    shown = lines[lines.index("    changed    Why") + 1 : -1]
    assert all(len(line) <= 100 and line.startswith(" " * 15) for line in shown)
    assert " ".join(line.strip() for line in shown) == (
        f"… w294 w295 w296 w297 w298 w299 [-once-] {{+{'twice ' * 30}… {('twice ' * 30).strip()}+}} w0 w1 w2 w3 w4 w5 …"
    )


def test_on_a_terminal(root: Path) -> None:
    """Colours and the terminal's width there; neither in a pipe, nor colours where they are not wanted."""
    commit(root, 1)
    assert accept(FRENCH) == 0
    change(root, Because="Because_of_very_many_words_that_go_on_and_on_until_the_line_is_full")
    commit(root, 2)
    wide, plain_text = on_terminal(root, 200), on_terminal(root, 200, NO_COLOR="1")
    assert "\x1b[32m{+of" in wide
    assert "\x1b" not in plain_text
    assert max(map(len, on_terminal(root, 60, NO_COLOR="1").partition("## Why")[2].partition("then run")[0].splitlines())) <= 60
    assert max(map(len, plain_text.splitlines())) > 90


def on_terminal(root: Path, columns: int, **environment: str) -> str:
    """What the command says to a terminal of the given width."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    command = [sys.executable, "-m", "sitegen", "status", "--language", "fr", "--kind", "event"]
    process = subprocess.Popen(command, cwd=root, env={**clean, "TERM": "xterm", **environment}, stdout=side, stderr=subprocess.DEVNULL)
    os.close(side)
    said = b""
    try:
        while part := os.read(main, 4096):
            said += part
    except OSError:  # Linux says so when the other side is closed
        pass
    assert process.wait(60) == 0
    os.close(main)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--language", "fra"), "There is no language 'fra' here. Did you mean fr?"),
        (("--language", "zz"), "There is no language 'zz' here. Known: en, fr, ar."),
        (("--kind", "evnt"), "There is no kind of write-up 'evnt' here. Did you mean event?"),
        (("--format", "xml"), "'xml' is not one of"),
        (("--accept", FRENCH, "--strict"), "--accept goes with --root only."),
    ],
)
def test_what_is_not_understood(root: Path, capsys: Captured, words: tuple[str, ...], hint: str) -> None:
    before = snapshot(root)
    assert run(["status", *words]) == 2
    assert hint in " ".join(capsys.readouterr().err.split())
    assert snapshot(root) == before


def test_accepting_writes_the_fingerprint_and_nothing_else(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    assert accept(FRENCH, ARABIC) == 0
    assert capsys.readouterr().out == f"{FRENCH}: accepted\n{ARABIC}: accepted\n"
    after = snapshot(root)
    assert {path for path in before if before[path] != after[path]} == {FRENCH, ARABIC}
    assert set(after) == set(before), "nothing is left beside the files"
    flow = after[FRENCH].decode()
    digest = flow.partition("fingerprint: ")[2].partition("}")[0]
    assert flow == TEXTS[FRENCH].replace("{of: en}", f"{{of: en, fingerprint: {digest}}}")
    block = after[ARABIC].decode()
    digest = block.partition("fingerprint: ")[2].partition("\n")[0]
    assert block == TEXTS[ARABIC].replace("of: en\n", f"of: en\n  fingerprint: {digest}\n")


def test_accepting_twice_changes_nothing(root: Path, capsys: Captured) -> None:
    assert accept(FRENCH) == 0
    once = snapshot(root)
    capsys.readouterr()
    assert accept(FRENCH) == 0
    assert capsys.readouterr().out == f"{FRENCH}: accepted already\n"
    assert snapshot(root) == once


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("path", [FRENCH, ARABIC], ids=["flow", "block"])
def test_files_of_other_editors_stay_as_they_are(root: Path, path: str, mark: bytes, end: str) -> None:
    odd = mark + TEXTS[path].replace("\n", end).encode() + b"  \t"
    (root / path).write_bytes(odd)
    (root / path).chmod(0o640)
    assert accept(path) == 0
    changed = (root / path).read_bytes()
    digest = changed.partition(b"fingerprint: ")[2][:17].split(b"}")[0].split(b"\r")[0].split(b"\n")[0]
    assert len(digest) == 17
    assert changed.count(b"\r\n") == changed.count(b"\n") * (end == "\r\n")
    whole = changed.partition(b"fingerprint: ")[2]
    whole = whole.partition(b"}" if path == FRENCH else end.encode())[0]
    added = b", fingerprint: " + whole if path == FRENCH else b"  fingerprint: " + whole + end.encode()
    assert changed.replace(added, b"", 1) == odd
    assert (root / path).stat().st_mode & 0o777 == 0o640


def test_a_path_may_be_given_in_any_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content/events")
    assert run(["status", "--root", "../..", "--accept", "a/index.fr.md"]) == 0
    assert "fingerprint" in (root / FRENCH).read_text()
    assert run(["status", "--root", str(root), "--accept", str(root / ARABIC)]) == 0
    assert "fingerprint" in (root / ARABIC).read_text()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (ENGLISH, "is an original; only translations are accepted"),
        ("config.yaml", "is not a write-up"),
        ("content/none.md", "does not exist"),
        ("/etc/hostname", "is not in the project /"),
    ],
)
def test_what_cannot_be_accepted(root: Path, capsys: Captured, path: str, words: str) -> None:
    before = snapshot(root)
    assert accept(path) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert snapshot(root) == before


def test_all_or_nothing(root: Path) -> None:
    before = snapshot(root)
    assert accept(FRENCH, ENGLISH) == 2
    assert snapshot(root) == before, "a mistake on the command line leaves all files alone"


def test_all_or_nothing_on_a_full_disk(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(root)
    asked = []

    def full(handle: int) -> None:
        asked.append(handle)
        if len(asked) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    assert accept(FRENCH, ARABIC) == 3
    assert capsys.readouterr().err == f"sitegen: {ARABIC}: no space left on device\n"
    assert snapshot(root) == before


def test_a_folder_that_cannot_be_written_to(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(root)

    def refused(**_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "a name nobody knows")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    assert accept(FRENCH) == 3
    assert capsys.readouterr().err == f"sitegen: {FRENCH}: permission denied\n"
    assert snapshot(root) == before


def test_a_link_inside_the_project_is_known_by_its_own_name(root: Path) -> None:
    (root / FRENCH).rename(root / "content/events/a/words.txt")
    (root / FRENCH).symlink_to("words.txt")
    assert accept(FRENCH) == 0
    assert "fingerprint" in (root / "content/events/a/words.txt").read_text()
    assert (root / FRENCH).is_symlink()


def test_mistakes_in_the_content_come_first(root: Path, capsys: Captured) -> None:
    path = root / "content/pages/about.en.md"
    path.write_text("---\ntitel: About\n---\n")
    before = snapshot(root)
    for arguments in (["status"], ["status", "--accept", FRENCH]):
        assert run(arguments) == 1
        out = capsys.readouterr().out
        assert "content/pages/about.en.md:2:1: error[" in out
        assert "Mend these first." in out
    assert snapshot(root) == before


def test_only_errors_are_to_be_mended_first(root: Path, capsys: Captured) -> None:
    """The warning of a stale translation is what status itself tells."""
    (root / "content/pages/about.en.md").write_text("---\ntitel: About\n---\n")
    assert run(["status"]) == 1
    out = capsys.readouterr().out
    assert "1 error in 1 file\n" in out
    assert "warning[" not in out


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("locale/fr/LC_MESSAGES/site.po", None),
        ("locale/fr/LC_MESSAGES/site.po", "half an entry"),
        ("templates/page.html", "{% if %}"),
    ],
)
def test_mistakes_in_other_things_do_not_stop_a_translator(root: Path, path: str, content: str | None) -> None:
    (root / path).unlink(missing_ok=True)
    if content:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    assert run(["check"]) == 1
    assert run(["status"]) == 0
    assert accept(FRENCH) == 0


def test_a_long_name(root: Path) -> None:
    """The file beside it, in which the new content is made, has a name that the system takes too."""
    name = "a" * 248
    for language, line in (("en", ""), ("fr", "translation: {of: en}\n")):
        (root / f"content/pages/{name}.{language}.md").write_text(f"---\ntitle: A\n{line}---\nText.\n")
    assert accept(f"content/pages/{name}.fr.md") == 0


def test_a_project_without_configuration(tmp_path: Path, capsys: Captured) -> None:
    assert run(["status", "--root", str(tmp_path)]) == 2
    assert "config/missing" in capsys.readouterr().out
