"""The real command in a folder of its own: a small project, the real flow, a real process."""

import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from sitegen.cli import COMMANDS
from sitegen.disk.memo import MEMO
from tests.program import SITEGEN, sitegen, until
from tests.projects import ROOT, files, sections, snapshot, written

PROJECT = """\
=== config.yaml
title: {en: A site, ar: موقع}
line: {en: What we do., ar: ما نفعل.}
lead: {en: What we do and how., ar: ما نفعل وكيف.}
url: https://site.example/
languages:
  en: {fallback: [ar]}
  ar: {fallback: [en]}

=== content/pages/about.en.md
---
title: About us
summary: Who we are.
---

## What we do

We work in [Malta](page:contact).

=== content/pages/about.ar.md
---
title: من نحن
translation: {of: en}
summary: من نحن.
---

## ماذا نفعل

نعمل في مالطا.

=== content/pages/contact.en.md
---
title: Contact
summary: Where we are.
---

Write to us.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path, files(sections(PROJECT)))


def test_from_texts_to_a_site(project: Path) -> None:
    built = sitegen(project, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "About us" in (project / "public/en/about/index.html").read_text(encoding="utf-8")
    first = snapshot(project / "public")
    again = sitegen(project, "build")
    assert " 0 written, " in again.stdout
    assert snapshot(project / "public") == first
    clean = sitegen(project, "build", "--output", "clean")
    assert clean.returncode == 0
    assert snapshot(project / "clean") == first


def test_the_bytes_do_not_depend_on_clock_zone_or_locale(project: Path) -> None:
    sitegen(project, "build", "-d", "one")
    sitegen(project, "build", "-d", "two", TZ="Pacific/Kiritimati", LC_ALL="C", SOURCE_DATE_EPOCH="0", PYTHONHASHSEED="7")
    assert snapshot(project / "one") == snapshot(project / "two") != {}


def test_a_mistake_stops_the_build_and_keeps_the_old_site(project: Path) -> None:
    sitegen(project, "build")
    before = snapshot(project / "public")
    about = project / "content/pages/about.en.md"
    about.write_text(about.read_text(encoding="utf-8").replace("page:contact", "page:kontact"), encoding="utf-8")
    built = sitegen(project, "build")
    assert built.returncode == 1
    assert "content/pages/about.en.md:8:20: error[link/unknown-target]" in built.stdout
    assert "hint: did you mean contact?" in built.stdout
    assert snapshot(project / "public") == before
    report = json.loads(sitegen(project, "check", "--format", "json").stdout)
    assert [found["code"] for found in report["diagnostics"] if found["severity"] == "error"] == ["link/unknown-target"]


def test_a_page_that_goes_leaves_the_site(project: Path) -> None:
    sitegen(project, "build")
    assert (project / "public/ar/about/index.html").is_file()
    (project / "content/pages/about.ar.md").unlink()
    (project / "content/pages/about.en.md").unlink()
    built = sitegen(project, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert not (project / "public/ar/about").exists()


def test_without_a_project(tmp_path: Path) -> None:
    for command in ("check", "build"):
        found = sitegen(tmp_path, command)
        assert found.returncode == 2
        assert "config.yaml: error[config/missing]" in found.stdout
        assert "hint: run in the project's folder, or name it with --root" in found.stdout
    assert list(tmp_path.iterdir()) == []


def test_reports_survive_a_terminal_without_arabic(project: Path) -> None:
    about = project / "content/pages/about.ar.md"
    about.write_text(about.read_text(encoding="utf-8").replace("title: من نحن", "titel: من نحن"), encoding="utf-8")
    found = sitegen(project, "check", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
    assert "\\u0645" in found.stdout
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    command = [SITEGEN, "check", "--lang", "fr"]
    french = subprocess.run(command, cwd=project, env=latin, capture_output=True, encoding="latin-1", check=False, timeout=60)
    assert "il n'y a pas de clé titel ici" in french.stdout


def test_a_reader_who_stops_reading(project: Path) -> None:
    (project / "content/pages/about.en.md").write_text("no front matter")
    process = subprocess.Popen([SITEGEN, "check"], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err


def test_control_c(project: Path) -> None:
    """Stopped in its work, it says nothing and leaves with 130. Python may lose what is pressed while it imports."""
    for number in range(400):
        (project / f"content/pages/p{number}.en.md").write_text("---\ntitle: x\nsummary: y\n---\n" + "*word* " * 2000)
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background ignores it, and so would its children
    try:
        process = subprocess.Popen([SITEGEN, "build"], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    until((project / MEMO).exists)
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, out + err
    assert b"Traceback" not in err


def test_on_a_terminal_findings_are_coloured(project: Path) -> None:
    (project / "content/pages/about.en.md").write_text("no front matter")
    own, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        [SITEGEN, "check"], cwd=project, env={**environment, "TERM": "xterm"}, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(own, 65536):
            shown += chunk
    except OSError:  # Linux tells so that the other end is closed
        pass
    os.close(own)
    assert process.wait() == 1
    assert b"\x1b[31m" in shown


def test_every_command_is_listed(tmp_path: Path) -> None:
    modules = {module.stem for module in (ROOT / "sitegen/commands").glob("*.py")} - {"__init__"}
    assert set(COMMANDS) == modules
    listed = sitegen(tmp_path, "--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in listed.splitlines()] == sorted(modules)


def test_build_py_is_the_same_command(project: Path) -> None:
    built = subprocess.run(
        [sys.executable, ROOT / "build.py", "--quiet"], cwd=project, capture_output=True, text=True, check=False, timeout=60
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert (project / "public/index.html").is_file()
