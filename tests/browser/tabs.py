"""Tabs of the browser: a page in each, and all that goes wrong while it is open.

A tab in a context of its own takes the processors eight times as long as a page does. So a tab that was opened for one
test is used again by the next, when it can be left as it was found.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Request
from playwright.sync_api import Page as Tab

from tests.program import until

SIZE = {"width": 1280, "height": 800}
PATIENCE = 60_000  # milliseconds; for machines that have much else to do
NEXT_FRAME = "async () => { await new Promise(requestAnimationFrame); return true; }"
DRAWN = """async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);
    return true;
}"""
# What a page has stored is taken away; and whether the clock is still the browser's own.
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); return !('__pwClock' in globalThis); }"
Given = ParamSpec("Given")
Value = TypeVar("Value")


@dataclass(eq=False, slots=True)
class Visit:
    """A page in a tab.

    troubles   what went wrong while it was open
    awaited    the requests that are not answered yet
    is_spoilt  whether something was done to the tab that cannot be undone
    """

    tab: Tab
    troubles: list[str] = field(default_factory=list)
    awaited: set[Request] = field(default_factory=set)
    is_spoilt: bool = False

    def listen(self, served: str) -> None:
        host = urlsplit(served).netloc

        def begun(asked: Request) -> None:
            self.awaited.add(asked)
            if asked.url.startswith("http") and urlsplit(asked.url).netloc != host:
                self.troubles.append(f"asks another server: {asked.url}")

        def ended(asked: Request) -> None:
            self.awaited.discard(asked)
            if asked.failure and asked.failure != "net::ERR_ABORTED":  # the page was left while something was loading
                self.troubles.append(f"failed: {asked.url} {asked.failure}")

        self.tab.on("framenavigated", lambda _: self.awaited.clear())  # nobody waits for what the page before it asked for
        self.tab.on("request", begun)
        self.tab.on("requestfinished", ended)
        self.tab.on("requestfailed", ended)
        self.tab.on("response", lambda got: got.status >= 400 and self.troubles.append(f"{got.status}: {got.url}"))
        self.tab.on("console", lambda said: said.type == "error" and self.troubles.append(f"console: {said.text}"))
        self.tab.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))

    def spoilt_by(self, does: Callable[Given, Value]) -> Callable[Given, Value]:
        """The same, and noted."""

        def noted(*words: Given.args, **options: Given.kwargs) -> Value:
            self.is_spoilt = True
            return does(*words, **options)

        return noted

    def settle(self) -> None:
        """Wait until the page is drawn, and everything is there that it has asked for by then."""
        until(lambda: self.tab.evaluate(DRAWN) and not self.awaited)

    def restore(self, color_scheme: str = "light", forced_colors: str = "none", **_: object) -> None:
        """Size, colours and media as they were when the tab was opened with these options."""
        if self.tab.viewport_size != SIZE:
            self.tab.set_viewport_size(SIZE)
        self.tab.emulate_media(media="null", color_scheme=color_scheme, forced_colors=forced_colors, reduced_motion="reduce")

    def is_like_new(self, options: dict[str, object]) -> bool:
        """Whether the tab could be left as it was found."""
        if self.is_spoilt or self.troubles or not self.tab.evaluate(FORGET):
            return False
        self.tab.context.clear_cookies()
        self.tab.unroute_all()
        self.tab.mouse.move(-1, -1)  # where nothing is pointed at
        self.restore(**options)
        return True


# Those that nobody uses just now, by their site and their options.
RESTING: defaultdict[str, list[Visit]] = defaultdict(list)


@contextmanager
def opened(browser: Browser, served: str, address: str, *, anew: bool = False, **options: object) -> Iterator[Visit]:
    """A page in a tab that nobody else has for now; the options are Playwright's for a context.

    What other pages have fetched by the tab may still be in its cache: `anew` is for those who mind.
    """
    resting = RESTING[repr((served, sorted(options.items())))]
    visit = resting.pop() if resting and not anew else new_tab(browser, served, options)
    may_rest = False
    try:
        visit.tab.goto(served + address, wait_until="load")
        yield visit
        with suppress(Error):
            may_rest = visit.is_like_new(options)
    finally:
        if may_rest:
            resting.append(visit)
        else:
            visit.tab.context.close()


def new_tab(browser: Browser, served: str, options: dict[str, object]) -> Visit:
    context = browser.new_context(viewport=SIZE, reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page())
    visit.listen(served)
    for one in (context, visit.tab):
        one.add_init_script = visit.spoilt_by(one.add_init_script)
    return visit
