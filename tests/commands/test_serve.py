"""`sitegen serve`: the real command, real files, a real socket."""

import json
import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Self
from urllib.parse import urlencode, urlsplit

import pytest

from sitegen.disk.tree import read_project
from sitegen.pipeline import build
from tests.program import Running, previewing, sitegen, until
from tests.projects import files, sections, snapshot, written

PROJECT = """\
=== content/events/2021-03-victims/index.en.md
---
title: Hearing victims
type: workshop
dates: 2021-03-09
location: online
organisers: []
---

The first text.

=== content/events/2021-03-victims/index.ar.md
---
title: الاستماع إلى الضحايا
translation: {of: en}
---

النص الأول.

=== content/pages/about.en.md
---
title: About us
---

Who we are.
"""
ENGLISH = "content/events/2021-03-victims/index.en.md"
EVENT = "/en/events/2021-03-victims/"
SCRIPT = re.compile(rb'<script src="/\.sitegen/live\.js"[^>]*></script>\n')
FACT = re.compile(r'data-(\w+)="([^"]*)"')


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path / "project", files(sections(PROJECT)))


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The preview of a project that nobody changes."""
    with previewing(written(tmp_path_factory.mktemp("steady"), files(sections(PROJECT)))) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Lively:
    """A project that is changed all the time, and its preview."""

    project: Path
    running: Running

    def write(self, text: str, path: str = ENGLISH) -> None:
        """Save the front matter of a file with another text."""
        head = (self.project / path).read_text(encoding="utf-8").rpartition("---\n")
        (self.project / path).write_text(f"{head[0]}---\n\n{text}\n", encoding="utf-8")

    def shows(self, text: str, path: str = EVENT) -> None:
        until(lambda: text in self.running.page(path))


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lively]:
    project = written(tmp_path_factory.mktemp("lively"), files(sections(PROJECT)))
    with previewing(project) as running:
        yield Lively(project, running)


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


# What is answered


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        (EVENT, 200, "text/html; charset=utf-8"),
        (f"{EVENT}index.html?x", 200, "text/html; charset=utf-8"),
        ("/en/feed.xml", 200, "application/xml; charset=utf-8"),
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/ar/nothing/here", 404, "text/html; charset=utf-8"),
        ("/.sitegen/live.js", 200, "text/javascript; charset=utf-8"),
        ("/.sitegen/panel.css", 200, "text/css; charset=utf-8"),
        ("/.sitegen/report.html", 404, "text/plain; charset=utf-8"),
    ],
)
def test_answers(steady: Running, path: str, status: int, kind: str) -> None:
    answered, headers, content = steady.ask(path)
    assert (answered, headers["Content-Type"]) == (status, kind)
    assert int(headers["Content-Length"]) == len(content)
    assert steady.ask(path, "HEAD")[2] == b""
    assert steady.ask(path, "HEAD")[1]["Content-Length"] == headers["Content-Length"]


def test_pages_are_those_of_a_build_but_for_the_script(steady: Running) -> None:
    _, headers, content = steady.ask(EVENT)
    assert headers["Cache-Control"] == "no-store"
    assert len(SCRIPT.findall(content)) == 1
    assert content.endswith(b"</script>\n</body>\n</html>\n")
    folder = Path(f"/proc/{steady.process.pid}/cwd")
    built = {artifact.path: artifact.content for artifact in build(read_project(folder).value).value or ()}
    assert SCRIPT.sub(b"", content) == built["en/events/2021-03-victims/index.html"]
    for path in ("static/icon.", "static/fonts/text."):
        name = next(name for name in built if name.startswith(path))
        assert steady.ask(f"/{name}")[2] == built[name]


def test_folders_and_missing_pages(steady: Running) -> None:
    status, headers, _ = steady.ask(f"{EVENT[:-1]}?a=b")
    assert (status, headers["Location"]) == (302, f"{EVENT}?a=b")
    assert 'lang="ar" dir="rtl"' in steady.page("/ar/faaliyat/nothing/")
    assert 'lang="fr" dir="ltr"' in steady.page("/fr/nothing")


def test_statics_are_asked_for_again_and_not_sent_again(steady: Running) -> None:
    name = re.search(r'href="(/static/css/site\.\w+\.css)"', steady.page(EVENT))
    assert name
    _, headers, _ = steady.ask(name[1])
    assert headers["ETag"].startswith('"') and headers["Cache-Control"] == "no-cache"
    assert headers["Content-Type"] == "text/css; charset=utf-8"
    again, _, nothing = steady.ask(name[1], **{"If-None-Match": headers["ETag"]})
    assert (again, nothing) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../config.yaml", "/..%2fconfig.yaml", "/%2e%2e/config.yaml", "/en/../../config.yaml", "//etc/passwd",
        "/content/pages/about.en.md", "/config.yaml", "/.sitegen/../config.yaml", "/.sitegen/%2e%2e/panel.py",
    ],
)  # fmt: skip
def test_nothing_else_is_served(steady: Running, path: str) -> None:
    status, _, content = steady.ask(path)
    assert status == 404
    assert b"languages:" not in content and b"root:" not in content and b"Who we are" not in content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_is_only_read(steady: Running, method: str) -> None:
    status, headers, _ = steady.ask("/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("LOCALHOST:1", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200), ("[::1]", 200),
        ("example.org", 421), ("localhost.example.org:80", 421), ("192.168.1.7", 421), ("", 421), ("127.0.0.1.nip.io", 421),
    ],
)  # fmt: skip
def test_other_names_are_refused(steady: Running, host: str, status: int) -> None:
    assert steady.ask("/", Host=host)[0] == status
    assert steady.ask("/.sitegen/events", "HEAD", Host=host)[0] == status


def test_on_the_network_numeric_addresses_will_do(project: Path) -> None:
    with previewing(project, "--host", "0.0.0.0") as running:
        until(lambda: len(running.said) > 1)
        assert "Others who reach this computer by network" in running.said[1]
        assert running.ask("/", Host="192.168.1.7:8000")[0] == 200
        assert running.ask("/", Host="example.org")[0] == 421


def test_below_a_path(project: Path) -> None:
    change(project, "config.yaml", "https://site.example/", "https://site.example/sub/")
    with previewing(project) as running:
        assert running.ask("/")[1]["Location"] == running.ask("/sub")[1]["Location"] == "/sub/"
        assert 'href="/sub/static/css/site.' in running.page(f"/sub{EVENT}")
        assert running.ask(f"/sub{EVENT[:-1]}")[1]["Location"] == f"/sub{EVENT}"
        assert running.ask(EVENT)[0] == running.ask("/sub/nothing")[0] == 404
        change(project, "config.yaml", "https://site.example/sub/", "https://site.example/")
        until(lambda: running.ask(EVENT)[0] == 200)


# What changes


def test_a_save_is_shown(lively: Lively) -> None:
    lively.shows("The first text.")
    lively.write("Another text.")
    lively.shows("Another text.")
    told = re.compile(r"pages? changed, \d+\.\d\d s: 1 warning in 1 file\n")
    until(lambda: any(map(told.search, lively.running.said)))  # not the last: a busy system may tell of the file once more


def test_saving_by_renaming(lively: Lively) -> None:
    """Vim moves the old file away and writes a new one; others write aside and move into place."""
    place = lively.project / ENGLISH
    aside = place.with_name(".index.en.md.tmp")
    for number in range(3):
        text = place.read_text(encoding="utf-8")
        place.rename(f"{place}~")
        place.write_text(f"{text}\nBy vim {number}.\n", encoding="utf-8")
        Path(f"{place}~").unlink()
        lively.shows(f"By vim {number}.")
        aside.write_text(f"{text}\nBy kate {number}.\n", encoding="utf-8")
        aside.replace(place)
        lively.shows(f"By kate {number}.")


def test_files_come_go_and_are_renamed(lively: Lively) -> None:
    events, ask = lively.project / "content/events", lively.running.ask
    shutil.copytree(events / "2021-03-victims", events / "2022-01-new")
    until(lambda: ask("/en/events/2022-01-new/")[0] == 200)
    (events / "2022-01-new").rename(events / "2022-01-newer")
    until(lambda: ask("/en/events/2022-01-newer/")[0] == 200)
    assert ask("/en/events/2022-01-new/")[0] == 404
    shutil.rmtree(events / "2022-01-newer")
    until(lambda: ask("/en/events/2022-01-newer/")[0] == 404)


def test_templates_messages_and_styles(lively: Lively) -> None:
    project, running = lively.project, lively.running
    change(project, "templates/base.html", "<main ", '<main data-mine="1" ')
    lively.shows('data-mine="1"')
    change(project, "locale/ar/LC_MESSAGES/site.po", 'msgid "Skip to content"\nmsgstr "', 'msgid "Skip to content"\nmsgstr "س')
    lively.shows('href="#main">س', "/ar/")
    (project / "static/css/site/95-mine.css").write_text("main { color: teal }", encoding="utf-8")
    sheet = until(lambda: (found := sheet_of(running)) and b"teal" in running.ask(found)[2] and found)
    (project / "static").rename(project / "aside")
    until(lambda: sheet_of(running) == "")
    (project / "aside").rename(project / "static")
    until(lambda: sheet_of(running) == sheet)


def sheet_of(running: Running) -> str:
    found = re.search(r'<link rel="stylesheet" href="([^"]*)">', running.page(EVENT))
    return found[1] if found else ""


def test_whole_folders_go_and_come_again(lively: Lively) -> None:
    """What lies in a folder that was replaced is followed too."""
    project, ask = lively.project, lively.running.ask
    for number in range(3):
        (project / "content").rename(project / "gone")
        until(lambda: ask(EVENT)[0] == 404)
        shutil.copytree(project / "gone", project / "content")
        shutil.rmtree(project / "gone")
        until(lambda: ask(EVENT)[0] == 200)
        lively.write(f"Time {number}.")
        lively.shows(f"Time {number}.")


def test_linked_folders_are_followed(project: Path) -> None:
    shared = project / "shared"
    (project / "content/events").rename(shared)
    (project / "content/events").symlink_to(shared, target_is_directory=True)
    with previewing(project) as running:
        assert "The first text." in running.page(EVENT)
        change(project, ENGLISH, "The first text.", "Another text.")
        until(lambda: "Another text." in running.page(EVENT))
        (project / "more.md").write_text("---\ntitle: More\n---\n\nMore.\n", encoding="utf-8")
        (project / "content/pages/more.en.md").symlink_to(project / "more.md")
        until(lambda: running.ask("/en/more/")[0] == 200)
        change(project, "more.md", "More.", "Still more.")
        until(lambda: "Still more." in running.page("/en/more/"))


def test_hundreds_of_changes_at_once(project: Path, tmp_path: Path) -> None:
    """As when git checks out another branch: files are replaced, deleted and added, one after the other."""
    text = (project / ENGLISH).read_text(encoding="utf-8")
    for number in range(120):
        path = project / f"content/events/e{number}/index.en.md"
        path.parent.mkdir()
        path.write_text(text.replace("The first text.", "Branch one."), encoding="utf-8")
    with previewing(project) as running:
        assert "Branch one." in running.page("/en/events/e119/")
        for number in range(120):
            path = project / f"content/events/e{number}/index.en.md"
            path.unlink()
            if number % 3:
                path.write_text(text.replace("The first text.", "Branch two."), encoding="utf-8")
            else:
                path.parent.rmdir()
        until(lambda: running.ask("/en/events/e119/")[0] == 200 and "Branch two." in running.page("/en/events/e119/"))
        until(lambda: running.ask("/en/events/e117/")[0] == 404)
        assert shown_equals_built(running, project)
        builds = sum(" s: " in line for line in running.said)
        assert builds < 20, "hundreds of changes are a few builds"


def shown_equals_built(running: Running, project: Path) -> bool:
    """Whether the preview comes to show just what a build of the files makes now, page by page."""
    built = {one.path: one.content for one in build(read_project(project).value).value or () if one.path.endswith(".html")}
    assert built
    for path, content in sorted(built.items()):
        until(lambda path=path, content=content: SCRIPT.sub(b"", running.ask(f"/{path}")[2]) == content)
    return True


def test_looking_once_a_second(project: Path) -> None:
    with previewing(project, "--poll") as running:
        assert "The first text." in running.page(EVENT)
        change(project, ENGLISH, "The first text.", "Another text.")
        until(lambda: "Another text." in running.page(EVENT))


def test_drafts(project: Path) -> None:
    change(project, ENGLISH, "title: ", "draft: true\ntitle: ")
    with previewing(project, "--drafts") as running:
        assert "The first text." in running.page(EVENT)


# What is told


class Stream:
    """The news for one page, as its script asks for them."""

    def __init__(self, running: Running, path: str, lang: str = "en") -> None:
        facts = dict(FACT.findall(running.page(path)))
        self.connection = HTTPConnection(urlsplit(running.address).netloc, timeout=60)
        self.connection.request("GET", f"/.sitegen/events?{urlencode({**facts, 'lang': lang})}")
        self.answer: HTTPResponse = self.connection.getresponse()
        assert self.answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"

    def next(self) -> tuple[str, dict[str, object]]:
        for _ in range(10):
            while (line := self.answer.readline().decode()) == "\n":
                pass
            if not line.startswith(":"):  # a sign of life, every ten seconds
                break
        name, data = line.removeprefix("event: ").strip(), self.answer.readline().decode()
        return name, json.loads(data.removeprefix("data: "))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.close()
        self.connection.close()


def test_only_pages_that_changed_are_told_to_reload(project: Path) -> None:
    with previewing(project) as running, Stream(running, EVENT) as event, Stream(running, "/en/about/") as about:
        assert event.next()[0] == about.next()[0] == "same"
        assert event.next()[1]["kind"] == about.next()[1]["kind"] == "warning"
        change(project, ENGLISH, "The first text.", "Another text.")
        assert event.next()[0] == "reload"
        change(project, "content/pages/about.en.md", "Who we are.", "Who we were.")
        assert about.next()[0] == "reload"


def test_another_style_sheet_is_another_dress(project: Path) -> None:
    with previewing(project) as running, Stream(running, EVENT) as event:
        assert [event.next()[0], event.next()[0]] == ["same", "report"]
        (project / "static/css/site/95-mine.css").write_text("main { color: teal }", encoding="utf-8")
        name, news = event.next()
        assert name == "dress"
        assert [piece for piece in news["pieces"] if piece[0] == "/static/css/site.css"]


def test_a_page_that_has_gone_or_moved(project: Path) -> None:
    with previewing(project) as running:
        with Stream(running, EVENT, "fr") as event:
            assert [event.next()[0], event.next()[0]] == ["same", "report"]
            change(project, ENGLISH, "title: Hearing victims", "title: Hearing victims\nslug: hearing")
            name, news = event.next()
            assert (name, news["address"], news["language"]) == ("gone", "/en/events/hearing/", "fr")
        with Stream(running, "/en/events/hearing/", "ar") as event:
            assert [event.next()[0], event.next()[0]] == ["same", "report"]
            shutil.rmtree(project / "content/events/2021-03-victims")
            name, news = event.next()
            assert (name, news["address"], news["direction"]) == ("gone", "", "rtl")


def test_with_a_mistake_pages_stay_and_the_report_is_told(project: Path) -> None:
    with previewing(project) as running, Stream(running, EVENT, "ar") as event:
        assert [event.next()[0], event.next()[0]] == ["same", "report"]
        change(project, ENGLISH, "dates: 2021-03-09", "dates: 2021-13-09")
        name, news = event.next()
        assert (name, news["kind"], news["notice"]["direction"]) == ("report", "error", "rtl")
        assert f'<bdi dir="ltr"><b>{ENGLISH}:4:8</b>: <code>error[dates/' in news["html"]
        assert "dates: <mark>2021-13-09</mark>" in news["html"]
        assert "The first text." in running.page(EVENT)
        until(lambda: any(line.startswith(f"{ENGLISH}:4:8: error[") for line in running.said))
        assert re.search(r"nothing changed, .* s: 1 error, 1 warning in 2 files", running.said[-1])
        change(project, ENGLISH, "dates: 2021-13-09", "dates: 2021-03-10")
        assert [event.next()[0], event.next()[1]["kind"]] == ["reload", "warning"]


def test_without_a_first_build_there_is_a_report(project: Path) -> None:
    change(project, ENGLISH, "dates: 2021-03-09", "dates: <b>")
    with previewing(project, "--lang", "fr") as running:
        status, headers, content = running.ask("/en/")
        assert (status, headers["Cache-Control"]) == (503, "no-store")
        page = content.decode()
        assert '<html lang="en" dir="ltr">' in page and f"<b>{ENGLISH}:4:8</b>" in page
        assert "<mark>&lt;b&gt;</mark>" in page and "<mark><b>" not in page
        assert '<html lang="ar" dir="rtl">' in running.page("/ar/faaliyat/")
        assert '<html lang="fr" dir="ltr">' in running.page("/")
        with Stream(running, EVENT) as event:
            assert event.next()[0] == "same"
            change(project, ENGLISH, "dates: <b>", "dates: 2021-03-09")
            assert event.next()[0] == "reload"
        assert running.ask(EVENT)[0] == 200


def test_a_template_that_fails_is_told_and_the_preview_goes_on(project: Path) -> None:
    template = project / "templates/base.html"
    text = template.read_text(encoding="utf-8")
    with previewing(project) as running, Stream(running, EVENT) as event:
        assert [event.next()[0], event.next()[0]] == ["same", "report"]
        for mistake in ("{{ 1 // 0 }}", "{{ view.nothing }}", "{% if %}"):
            template.write_text(text.replace("<main ", f"{mistake}<main ", 1), encoding="utf-8")
            name, news = event.next()
            assert name == "report" and news["kind"] in ("fault", "error") and "templates/" in news["html"]
            assert "The first text." in running.page(EVENT)
            template.write_text(text, encoding="utf-8")
            assert event.next()[1]["kind"] == "warning"


def test_what_cannot_be_read_is_told(project: Path) -> None:
    with previewing(project) as running, Stream(running, EVENT) as event:
        assert [event.next()[0], event.next()[0]] == ["same", "report"]
        (project / "content/pages/lost.en.md").symlink_to("nowhere.md")
        assert "file/unreadable" in event.next()[1]["html"]


# How it begins and ends


def test_a_port_that_is_taken(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = sitegen(project, "serve", "--port", str(port))
    assert told.returncode == 3
    assert re.fullmatch(rf"sitegen: 127\.0\.0\.1:{port}: the port is taken by another program; free is (\d+): --port \1\n", told.stderr)


def test_a_wrong_host(project: Path) -> None:
    told = sitegen(project, "serve", "--host", "no.such.host.invalid")
    assert told.returncode == 3 and told.stderr.startswith("sitegen: no.such.host.invalid:8000: ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_leaves_nothing(project: Path, number: signal.Signals) -> None:
    before = own(project)
    with previewing(project) as running, Stream(running, EVENT) as event:
        event.next()
        event.next()
        running.process.send_signal(number)
        assert running.process.wait(60) == 0
        assert not event.answer.read().strip(), "it waits for nothing, not even for the next sign of life"
    assert own(project) == before
    assert not [line for line in running.said if "Traceback" in line]


def own(project: Path) -> dict[str, bytes]:
    """The files of a project without what is remembered for the next run."""
    return {path: content for path, content in snapshot(project).items() if not path.startswith(".cache/")}


def test_it_ends_while_it_builds(project: Path) -> None:
    with previewing(project) as running:
        change(project, ENGLISH, "The first text.", "Another text.")
        time.sleep(0.1)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(60) == 0


def test_threads_of_readers_who_leave_end(project: Path) -> None:
    def threads() -> int:
        return len(os.listdir(f"/proc/{running.process.pid}/task"))

    with previewing(project) as running:
        running.page(EVENT)
        for old, new in (("The first text.", "Another text."), ("Another text.", "Still another text.")):
            change(project, ENGLISH, old, new)
            until(lambda new=new: new in running.page(EVENT))
        before = threads()  # now those that watch are there too
        for _ in range(20):
            with Stream(running, EVENT) as event:
                event.next()
        until(lambda: threads() <= before + 1)


def test_open(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, called = tmp_path / "browser", tmp_path / "called"
    program.write_text(f'#!/bin/sh\necho "$1" > {called}.new\nmv {called}.new {called}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    with previewing(project, "--open") as running:
        until(called.exists)
        assert called.read_text(encoding="utf-8").strip() == f"{running.address}/"
