"""`sitegen serve` with a browser open: what changes shows by itself, and what stays stays."""

import random
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page as Tab

from sitegen.disk.tree import read_project
from sitegen.pipeline import build
from tests.browser.tabs import PATIENCE
from tests.program import Running, previewing, until
from tests.projects import files, sections, written

pytestmark = pytest.mark.browser

PROJECT = """\
=== content/events/2021-03-victims/index.en.md
---
title: Hearing victims
type: workshop
dates: 2021-03-09
location: online
---

The first text.

![A hall](hall.svg)

## A long part

LONG

=== content/events/2021-03-victims/index.ar.md
---
title: الاستماع إلى الضحايا
translation: {of: en}
---

النص الأول.

=== content/events/2021-03-victims/hall.svg
<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40"/></svg>

=== content/events/2022-05-judges/index.en.md
---
title: Judges
type: workshop
dates: 2022-05-03/2022-05-04
location: online
---

They met.
"""
COLOUR = """() => {
    const brush = new OffscreenCanvas(60, 40).getContext('2d');
    brush.drawImage(document.querySelector('main img'), 0, 0);
    return [...brush.getImageData(9, 9, 1, 1).data];
}"""
FOLDER = "content/events/2021-03-victims"
ENGLISH, ARABIC = f"{FOLDER}/index.en.md", f"{FOLDER}/index.ar.md"
EVENT, IN_ARABIC = "/en/events/2021-03-victims/", "/ar/faaliyat/2021-03-victims/"
SCRIPT = re.compile(r'<script src="/\.sitegen/live\.js"[^>]*></script>\n')
STYLE = "static/css/site/95-mine.css"
EDITS = 200


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path / "project", files(sections(PROJECT.replace("LONG", "Long text. " * 900))))


@contextmanager
def shown(browser: Browser, running: Running, path: str, **options: object) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 700}, **options)
    try:
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.goto(running.address + path, wait_until="load")
        tab.wait_for_function("() => document.querySelector('sitegen-preview')")
        yield tab
    finally:
        context.close()


def change(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_change_shows_where_the_reader_is(browser: Browser, project: Path) -> None:
    """A reload keeps the scroll position, the focus and what is folded open."""
    change(project, "templates/base.html", "<footer", "<details class=mine><summary>§</summary>§</details><footer")
    with previewing(project) as running, shown(browser, running, EVENT) as tab:
        tab.locator("details.mine summary").click()
        tab.locator("footer a").first.focus()
        tab.evaluate("() => scrollTo(0, 333)")
        tab.evaluate("() => { window.mine = 1 }")
        change(project, ENGLISH, "The first text.", "Another text.")
        tab.get_by_text("Another text.").wait_for(state="attached")
        tab.wait_for_function("() => document.readyState === 'complete' && scrollY === 333")
        assert tab.evaluate("() => window.mine") is None
        assert tab.locator("details.mine").evaluate("one => one.open")
        assert tab.evaluate("() => document.activeElement === document.querySelector('footer a')")


def test_only_the_page_that_changed_reloads(browser: Browser, project: Path) -> None:
    with (
        previewing(project) as running,
        shown(browser, running, EVENT) as tab,
        shown(browser, running, "/en/events/2022-05-judges/") as other,
    ):
        for one in (tab, other):
            one.evaluate("() => { window.mine = 1 }")
        change(project, "content/events/2022-05-judges/index.en.md", "They met.", "They met again.")
        other.get_by_text("They met again.").wait_for()
        assert other.evaluate("() => window.mine") is None
        assert tab.evaluate("() => window.mine") == 1


def test_styles_and_pictures_are_swapped_without_a_reload(browser: Browser, project: Path) -> None:
    with previewing(project) as running, shown(browser, running, EVENT) as tab:
        tab.evaluate("() => { window.mine = 1; window.bare = 0; window.sheets = () => document.querySelectorAll('link[rel=stylesheet]').length }")
        tab.evaluate(
            "() => new MutationObserver(() => { if (!document.styleSheets.length) window.bare++ }).observe(document.head, {childList: true})"
        )
        for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
            (project / STYLE).write_text(f"h1 {{ color: {colour} }}", encoding="utf-8")
            tab.wait_for_function("colour => getComputedStyle(document.querySelector('h1')).color === colour", arg=colour)
            tab.wait_for_function("() => sheets() === 1")
        until(lambda: tab.evaluate(COLOUR) == [0, 0, 0, 255])
        change(project, f"{FOLDER}/hall.svg", "<rect ", '<rect fill="#F80" ')
        until(lambda: tab.evaluate(COLOUR) == [255, 136, 0, 255])
        assert tab.evaluate("() => [window.mine, window.bare]") == [1, 0]
        change(project, f"{FOLDER}/hall.svg", 'width="60" height="40">', 'width="90" height="40">')  # for which the page keeps room
        tab.locator("main img[width='90']").wait_for()
        change(project, ENGLISH, "The first text.", "Another text.")
        tab.get_by_text("Another text.").wait_for()


@pytest.mark.parametrize(
    ("path", "direction", "said"),
    [
        (EVENT, "ltr", "1 error, 1 warning in 2 files"),
        (IN_ARABIC, "rtl", "خطأ"),
    ],
)
def test_a_mistake_shows_in_a_panel(browser: Browser, project: Path, path: str, direction: str, said: str) -> None:
    with previewing(project) as running, shown(browser, running, path, color_scheme="dark") as tab:
        panel, summary = tab.locator("sitegen-preview details"), tab.locator("sitegen-preview summary")
        summary.wait_for()
        assert not panel.evaluate("one => one.open"), "warnings are a count"
        change(project, ENGLISH, "dates: 2021-03-09", "dates: 2021-13-09")
        tab.locator("sitegen-preview mark", has_text="2021-13-09").wait_for()
        assert said in summary.inner_text()
        section = tab.locator("sitegen-preview section")
        assert section.evaluate("one => getComputedStyle(one).direction") == direction
        assert section.get_attribute("aria-label")
        place = tab.locator("sitegen-preview .place bdi").first
        assert place.inner_text().startswith(f"{ENGLISH}:4:8: error[dates/")
        assert place.evaluate("one => getComputedStyle(one).direction") == "ltr"
        assert said in tab.locator("sitegen-preview [role=status]").inner_text()
        assert tab.locator("main").get_by_text("The first text." if direction == "ltr" else "النص الأول.").is_visible()
        assert tab.evaluate("() => scrollX === 0 && document.documentElement.scrollWidth <= innerWidth")
        summary.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_function("() => !document.querySelector('sitegen-preview').shadowRoot.querySelector('details').open")
        change(project, ENGLISH, "dates: 2021-13-09", "dates: 2021-14-09")
        tab.wait_for_function(
            "() => document.querySelector('sitegen-preview').shadowRoot.querySelector('mark').textContent === '2021-14-09'"
        )
        assert not panel.evaluate("one => one.open"), "what was folded stays so"
        change(project, ENGLISH, "dates: 2021-14-09", "dates: 2021-03-09")
        tab.wait_for_function("() => document.querySelector('sitegen-preview').shadowRoot.querySelector('details.warning')")


def test_the_panel_is_accessible(browser: Browser, project: Path, axe: str) -> None:
    change(project, "content/events/2022-05-judges/index.en.md", "They met.", "[They](event:nobody) met.")
    for path in (EVENT, IN_ARABIC):
        with previewing(project) as running, shown(browser, running, path) as tab:
            assert "nobody" in tab.locator("main mark").first.inner_text(), "without a site there is a page with the report"
            assert not violations(tab, axe)
            change(project, "content/events/2022-05-judges/index.en.md", "event:nobody", "event:2021-03-victims")
            tab.locator("sitegen-preview details.warning").wait_for()
            change(project, "content/events/2022-05-judges/index.en.md", "event:2021-03-victims", "event:nobody")
            tab.locator("sitegen-preview mark", has_text="nobody").wait_for()
            assert not violations(tab, axe)


def violations(tab: Tab, axe: str) -> list[str]:
    tab.evaluate(axe)
    return tab.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(one => one.id + ' ' + one.nodes[0].html)"
    )


def test_styles_of_the_site_do_not_reach_the_panel(browser: Browser, project: Path) -> None:
    (project / STYLE).write_text(
        "* { color: red !important; font-size: 99px !important } sitegen-preview { display: none !important }", encoding="utf-8"
    )
    with previewing(project) as running, shown(browser, running, EVENT) as tab:
        summary = tab.locator("sitegen-preview summary b")
        summary.wait_for()
        assert summary.evaluate("one => getComputedStyle(one).fontSize") != "99px"
        assert tab.locator("main p").first.evaluate("one => getComputedStyle(one).fontSize") == "99px"


def test_a_page_that_moved_is_followed_and_one_that_went_says_so(browser: Browser, project: Path) -> None:
    with previewing(project) as running, shown(browser, running, EVENT) as tab:
        change(project, ENGLISH, "title: Hearing victims", "title: Hearing victims\nslug: hearing")
        tab.wait_for_url("**/en/events/hearing/")
        tab.locator("sitegen-preview .notice", has_text="moved here").wait_for()
        (project / FOLDER).rename(project / "aside")
        tab.locator("sitegen-preview .notice", has_text="no longer").wait_for()
        assert tab.get_by_text("The first text.").is_visible()
        (project / "aside").rename(project / FOLDER)
        tab.locator("sitegen-preview .notice", has_text="no longer").wait_for(state="hidden")


def test_a_page_is_found_by_the_preview_that_comes_after(browser: Browser, project: Path) -> None:
    with previewing(project) as running, shown(browser, running, EVENT) as tab:
        port = running.address.rpartition(":")[2]
        running.process.terminate()
        running.process.wait(60)
        change(project, ENGLISH, "The first text.", "Another text.")
        with previewing(project, "--port", port):
            tab.get_by_text("Another text.").wait_for()


# Two hundred edits


class Editor:
    """Somebody who edits at random, as people and their programs do, and always mends what they broke."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project = project
        self.random = random.Random(seed)
        self.number = 0
        self.broken: list[tuple[Path, str]] = []

    def edit(self) -> None:
        self.number += 1
        edits = (self.body, self.body, self.title, self.save_by_rename, self.add, self.delete, self.rename, self.template, self.message,
                 self.style, self.break_, self.mend)  # fmt: skip
        self.random.choice(edits)()

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, path: str, pattern: str, new: str) -> None:
        text = (self.project / path).read_text(encoding="utf-8")
        self.write(self.project / path, re.sub(pattern, new, text, count=1))

    def body(self) -> None:
        self.change(self.random.choice((ENGLISH, ARABIC)), r"(?m)^(Edit \d+|The first text|النص الأول)\.$", f"Edit {self.number}.")

    def title(self) -> None:
        self.change(ENGLISH, r"(?m)^title: .*$", f"title: Hearing victims {self.number}")

    def save_by_rename(self) -> None:
        place, aside = self.project / ENGLISH, self.project / f"{FOLDER}/.index.en.md.tmp"
        text = re.sub(r"(?m)^(Edit \d+|The first text)\.$", f"Edit {self.number}.", place.read_text(encoding="utf-8"))
        self.write(aside, text)
        aside.replace(place)

    def others(self) -> list[Path]:
        return sorted((self.project / "content/events").glob("x*"))

    def add(self) -> None:
        text = f"---\ntitle: Another {self.number}\ntype: workshop\ndates: 2020-01-01\nlocation: online\n---\n\nText.\n"
        self.write(self.project / f"content/events/x{self.number}/index.en.md", text)

    def delete(self) -> None:
        for path in self.others()[:1]:
            shutil.rmtree(path)

    def rename(self) -> None:
        for path in self.others()[:1]:
            path.rename(path.with_name(f"xx{self.number}"))

    def template(self) -> None:
        self.change("templates/base.html", r"<main( data-edit=\"\d+\")? id", f'<main data-edit="{self.number}" id')

    def message(self) -> None:
        self.change("locale/ar/LC_MESSAGES/site.po", r'(msgid "Skip to content"\nmsgstr )".*"', rf'\1"إلى {self.number}"')

    def style(self) -> None:
        self.write(self.project / STYLE, f"main {{ --edit: {self.number} }}")

    def break_(self) -> None:
        for path, old, new in ((ENGLISH, "dates: 2021-03-09", "dates: 2021-13-09"), ("templates/base.html", "{% block main %}", "{% block main")):
            text = (self.project / path).read_text(encoding="utf-8")
            if self.random.random() < 0.5 and old in text:
                self.broken.append((self.project / path, text))
                self.write(self.project / path, text.replace(old, new, 1))

    def mend(self) -> None:
        while self.broken:
            path, text = self.broken.pop()
            self.write(path, text)


def test_two_hundred_edits(browser: Browser, project: Path) -> None:
    with previewing(project) as running, shown(browser, running, EVENT) as tab:
        editor = Editor(project, seed=20_210_309)
        with asking_all_the_time(running, (EVENT, IN_ARABIC, "/en/")) as troubles:
            before: tuple[int, int] = (0, 0)
            for number in range(EDITS):
                editor.edit()
                tab.wait_for_timeout(editor.random.choice((0, 0, 5, 20, 60)))
                if number == EDITS // 2:
                    before = threads_and_memory(running)
            editor.mend()
            built = {one.path: one.content.decode() for one in build(read_project(project).value).value or () if one.path.endswith(".html")}
            wanted = built[f"{EVENT.strip('/')}/index.html"]
            until(lambda: SCRIPT.sub("", running.page(EVENT)) == wanted)
            tab.wait_for_function(
                "wanted => document.querySelector('main').outerHTML === wanted",
                arg=asked(tab, "text => new DOMParser().parseFromString(text, 'text/html').querySelector('main').outerHTML", wanted),
            )
            for path, content in built.items():
                assert SCRIPT.sub("", running.page(f"/{path}")) == content, path
        assert not troubles
        threads, memory = threads_and_memory(running)
        assert threads <= before[0] + 5
        assert memory <= before[1] * 1.3, "kilobytes"
        until(lambda: f"--edit: {last_style(project)}" in asked(tab, STYLES_IN_USE))


STYLES_IN_USE = "() => [...document.styleSheets].map(one => [...one.cssRules].map(rule => rule.cssText).join()).join()"


def asked(tab: Tab, question: str, given: object = None) -> str:
    """What a page answers. One that is being loaded again cannot, and is asked once more."""
    answers: list[str] = []

    def has_answered() -> bool:
        with suppress(PlaywrightError):
            answers.append(str(tab.evaluate(question, given)))
        return bool(answers)

    until(has_answered)
    return answers[0]


def last_style(project: Path) -> str:
    found = re.search(r"--edit: (\d+)", (project / STYLE).read_text(encoding="utf-8"))
    assert found
    return found[1]


def threads_and_memory(running: Running) -> tuple[int, int]:
    status = Path(f"/proc/{running.process.pid}/status").read_text(encoding="utf-8")
    threads, memory = re.search(r"Threads:\s+(\d+)", status), re.search(r"VmRSS:\s+(\d+) kB", status)
    assert threads and memory
    return int(threads[1]), int(memory[1])


@contextmanager
def asking_all_the_time(running: Running, paths: tuple[str, ...]) -> Iterator[list[str]]:
    """Asks for pages as long as the work inside goes on, and notes those that are not whole."""
    troubles: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            for path in paths:
                try:
                    status, _, content = running.ask(path)
                except OSError as error:
                    troubles.append(f"{path}: {error!r}")
                    continue
                if status != 200 or not content.startswith(b"<!doctype html>") or not content.endswith(b"</body>\n</html>\n"):
                    troubles.append(f"{path}: {status} {content[-80:]!r}")
            done.wait(0.02)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield troubles
    finally:
        done.set()
        thread.join()
