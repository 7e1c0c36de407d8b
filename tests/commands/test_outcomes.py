"""What the command line makes of an outcome: reports, exit codes, and troubles of its own. The flow is played here."""

import io
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen import progress, session
from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span
from sitegen.base.files import Artifact
from sitegen.cli import run
from sitegen.disk.memo import open_memo
from sitegen.model.options import Options
from tests.program import until

ERROR = problems.EMPTY_VALUE.at(Span("content/pages/about.en.md", 2, 8, 2, 9), key="title")
WARNING = problems.UNEXPECTED_FILE.at(Span("content/x.txt"), nearest="")
CONFIG = problems.EMPTY_VALUE.at(Span("config.yaml", 1, 8, 1, 9), key="title")
NO_CONFIG = problems.NO_CONFIG.at(Span("config.yaml"))

Play = Callable[..., list[Options]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "config.yaml").write_text("title: {en: A}\nurl: https://site.example/\nlanguages: {en: {}}\n")
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/about.en.md").write_text("---\ntitle: x\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Play:
    """Let the flow find these diagnostics, and make one page where there is no error among them."""

    def play(*found: Diagnostic, raises: BaseException | None = None) -> list[Options]:
        asked: list[Options] = []

        def build(_files: object, options: Options, _each: object) -> Checked[tuple[Artifact, ...] | None]:
            asked.append(options)
            if raises:
                raise raises
            good = all(one.severity == "warning" for one in found)
            return Checked((Artifact("index.html", b"<p>"),) if good else None, found)

        monkeypatch.setattr("sitegen.pipeline.build", build)
        monkeypatch.setattr("sitegen.workshop.open_memo", lambda _path, *args, **named: open_memo(None, *args, **named))
        return asked

    return play


@pytest.mark.parametrize(
    ("found", "plain", "strict"),
    [
        ([], 0, 0),
        ([WARNING], 0, 1),
        ([ERROR], 1, 1),
        ([ERROR, WARNING], 1, 1),
        ([CONFIG], 2, 2),
        ([NO_CONFIG], 2, 2),
        ([CONFIG, ERROR], 2, 2),
    ],
)
@pytest.mark.usefixtures("project")
def test_exit_codes(play: Play, found: list[Diagnostic], plain: int, strict: int) -> None:
    play(*found)
    for command in ("check", "build"):
        assert run([command]) == plain
        assert run([command, "--strict"]) == strict


def test_build_writes_what_was_made(project: Path, play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play()
    assert run(["build"]) == 0
    assert (project / "public/index.html").read_text() == "<p>"
    assert capsys.readouterr().out == "public: 1 file; 1 written, 0 unchanged, 0 removed\n"
    run(["build"])
    assert capsys.readouterr().out == "public: 1 file; 0 written, 1 unchanged, 0 removed\n"


@pytest.mark.parametrize(("found", "more"), [([ERROR], []), ([WARNING], ["--strict"])])
def test_build_writes_nothing_when_something_counts(
    project: Path, play: Play, capsys: pytest.CaptureFixture[str], found: list[Diagnostic], more: list[str]
) -> None:
    play(*found)
    run(["build", *more])
    assert not (project / "public").exists()
    assert capsys.readouterr().out.endswith(" in 1 file\nNothing was written.\n")


def test_check_writes_nothing_at_all(project: Path, play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play()
    before = sorted(project.rglob("*"))
    assert run(["check"]) == 0
    assert sorted(project.rglob("*")) == before
    assert capsys.readouterr().out == "no errors, no warnings\n"


def test_output_folders(project: Path, play: Play, tmp_path_factory: pytest.TempPathFactory) -> None:
    play()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert run(["build", "--output", str(elsewhere)]) == 0
    assert (elsewhere / "index.html").is_file()
    assert not (project / "public").exists()
    (project / "config.yaml").write_text((project / "config.yaml").read_text() + "output: site/www\n")
    assert run(["build"]) == 0
    assert (project / "site/www/index.html").is_file()


def test_a_project_elsewhere(project: Path, play: Play, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The configured output lies in the project, not where we stand, and paths in reports lead there."""
    play()
    monkeypatch.chdir(project.parent)
    assert run(["build", "--root", project.name]) == 0
    assert (project / "public/index.html").is_file()
    play(ERROR)
    capsys.readouterr()
    run(["check", "--root", project.name])
    assert capsys.readouterr().out.startswith(f"{project.name}/content/pages/about.en.md:2:8: error[value/empty]\n")


@pytest.mark.usefixtures("project")
def test_options_reach_the_flow(play: Play) -> None:
    asked = play()
    run(["check"])
    run(["check", "--drafts", "--base-url", "http://127.0.0.1:8000"])
    assert asked == [Options(False, None), Options(True, "http://127.0.0.1:8000/")]


@pytest.mark.usefixtures("project")
def test_formats(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(WARNING, ERROR)
    run(["check"])
    text = capsys.readouterr().out
    assert "   2 | title: x\n     |        ^\n" in text
    assert text.endswith("1 error, 1 warning in 2 files\n")
    assert text.index("about.en.md") < text.index("x.txt"), "sorted by place"
    run(["build", "--format", "json"])
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["diagnostics"]] == ["value/empty", "file/unexpected"]
    run(["check", "--format", "github"])
    assert capsys.readouterr().out.startswith("::error file=content/pages/about.en.md,line=2,")


@pytest.mark.usefixtures("project")
def test_quiet(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play()
    run(["build", "--quiet"])
    run(["check", "-q"])
    assert capsys.readouterr() == ("", "")
    play(ERROR)
    run(["build", "--quiet"])
    assert "Nothing was written" not in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_what_cannot_be_read_is_reported_with_the_rest(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(ERROR)
    Path("content/lost.md").symlink_to("nowhere")
    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert "content/lost.md: error[file/unreadable]\n  this file cannot be read: the link leads nowhere\n" in out
    assert out.endswith("2 errors in 2 files\n")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("raises", "code", "words"),
    [
        (KeyboardInterrupt(), 130, ""),
        (PermissionError(13, "Permission denied", "x.md"), 3, "sitegen: x.md: permission denied\n"),
        (RuntimeError("boom"), 3, "sitegen: this is a fault in sitegen or in a template"),
    ],
)
def test_when_it_cannot_run(
    play: Play, capsys: pytest.CaptureFixture[str], raises: BaseException, code: int, words: str
) -> None:
    play(raises=raises)
    assert run(["build"]) == code
    err = capsys.readouterr().err
    assert words in err
    assert ("Traceback" in err) == isinstance(raises, RuntimeError)


def test_a_refused_output_is_no_mistake_of_the_content(project: Path, play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play()
    (project / "public").mkdir()
    (project / "public/thesis.doc").write_text("mine")
    assert run(["build"]) == 3
    assert capsys.readouterr().err.startswith("sitegen: public is not empty and was not made by sitegen")


@pytest.mark.usefixtures("project", "play")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Usage: sitegen"),
        (["bild"], "No such command"),
        (["build", "--fast"], "No such option"),
        (["build", "--root", "nowhere"], "does not exist"),
        (["check", "--format", "xml"], "is not one of"),
        (["check", "--base-url", "example.org"], "is not an address"),
        (["check", "--base-url", "https://example.org/?q"], "is not an address"),
        (["check", "--output", "x"], "No such option"),
        (["explain", "no/such"], "There is no problem with the code no/such"),
        (["explain", "practice/unknown-numbr"], "Did you mean practice/unknown-number?"),
    ],
)
def test_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "explain", ""])
def test_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([*command.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Usage: sitegen")
    assert max(map(len, told.splitlines())) <= 100


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("sitegen, version ")


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "value/empty"]) == 0
    assert capsys.readouterr().out == (
        "value/empty (error)\n\n  {key} is empty\n\n"
        "A required text consists of nothing or of spaces only.\n\n"
        "hint: write a value or delete the line\n"
    )
    assert run(["explain", "error[value/empty]"]) == 0
    assert capsys.readouterr().out.startswith("value/empty")
    assert run(["explain"]) == 0
    assert capsys.readouterr().out.split() == sorted(problems.PROBLEMS)


@pytest.mark.parametrize("code", sorted(problems.PROBLEMS))
def test_every_code_is_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert run(["explain", code]) == 0
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines()[4:5])) <= 80
    assert len(told.splitlines()) >= 4


def test_colour_is_for_terminals(project: Path, play: Play, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    play(ERROR)
    run(["check"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    run(["check"])
    assert "\x1b" not in capsys.readouterr().out


def test_a_spinner_comes_only_after_a_while_and_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)

    def shown(during: Callable[[], object], terminal: bool = True, quiet: bool = False) -> str:
        screen.truncate(0)
        monkeypatch.setattr(screen, "isatty", lambda: terminal)
        with session.patience("Waiting", quiet):
            during()
        return screen.getvalue()

    def rest() -> None:
        time.sleep(0.1)

    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    assert shown(lambda: until(lambda: "Waiting" in screen.getvalue()))
    assert shown(rest, terminal=False) == shown(rest, quiet=True) == ""
    monkeypatch.setattr(progress, "PATIENCE", 3600)
    assert shown(rest) == ""
