"""What a page costs a reader: bytes on the line, requests, and how far its lines move while it loads."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from auditing.chromium import chromium
from auditing.first_pages import FirstPage, first_pages
from auditing.served import Audited, Finding

PHONE: ViewportSize = {"width": 360, "height": 740}
SCRIPT, STYLE, EVENT = 15_000, 20_000, 150_000  # bytes, compressed: our own script, all styles, an event's first view
SHIFT = 0.001  # cumulative layout shift; a lower one is not seen
MOVES = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Bytes by kind of file, and their sum; requests; layout shift."""

    kinds: Counter[str]
    requests: int
    shift: float

    @property
    def bytes(self) -> int:
        return self.kinds.total()

    def exceeded(self, page: FirstPage) -> list[str]:
        """The budgets that a page does not keep."""
        limits = [("script", self.kinds["Script"], SCRIPT), ("style", self.kinds["Stylesheet"], STYLE)]
        if page.shows == "event":
            limits.append(("first view", self.bytes, EVENT))
        over = [f"{page}: {name} {_kb(spent)} of {_kb(limit)} KB" for name, spent, limit in limits if spent > limit]
        return over + ([f"{page}: layout shift {self.shift:.3f}"] if self.shift > SHIFT else [])


def budgets(site: Audited) -> Finding:
    """Each of the first pages, opened on a phone with nothing in the cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        costs = {page: _cost(browser, site.address + page.path) for page in first_pages()}
        browser.close()
    over = [line for page, cost in costs.items() for line in cost.exceeded(page)]
    return Finding(not over, "\n".join(over) or "all budgets are kept", _table(costs))


def _cost(browser: Browser, address: str) -> Cost:
    tab = browser.new_page(viewport=PHONE, device_scale_factor=2, is_mobile=True)
    tab.add_init_script(MOVES)
    client = tab.context.new_cdp_session(tab)
    client.send("Network.enable")
    kinds: dict[str, str] = {}
    spent: Counter[str] = Counter()

    def begun(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def ended(event: dict[str, Any]) -> None:
        spent[kinds.get(event["requestId"], "Other")] += round(event["encodedDataLength"])

    client.on("Network.responseReceived", begun)
    client.on("Network.loadingFinished", ended)
    tab.goto(address, wait_until="networkidle")
    shift = float(tab.evaluate("moved"))
    tab.close()
    return Cost(spent, len(kinds), shift)


def _table(costs: dict[FirstPage, Cost]) -> str:
    rows = [
        f"| {page} | {_kb(cost.bytes)} | {_kb(cost.kinds['Document'])} | {_kb(cost.kinds['Stylesheet'])} | "
        f"{_kb(cost.kinds['Script'])} | {_kb(cost.kinds['Font'])} | {cost.requests} | {cost.shift:.3f} |"
        for page, cost in costs.items()
    ]
    head = "| page | all, KB | HTML | style | script | fonts | requests | layout shift |"
    return "\n".join([head, f"| --- |{' ---: |' * 7}", *rows])


def _kb(count: int) -> str:
    return f"{count / 1000:.1f}"
