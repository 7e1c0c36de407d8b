"""Measures search in a browser: from the Enter key to the results, on the made-up site.

    python -m benchmarks.searching --events 3000

Builds the site with search in a folder of its own, or takes one that is built already (`--site`), serves it from this
machine, asks the queries of `QUERIES` in headless Chromium, and prints a table of the languages and one for each of
them. Every run begins in a new browser without a cache. Medians of the runs count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.browsing import visits

LIMIT = 200  # milliseconds after the first query
# Common words and rare ones, one and several, numbers, beginnings, what is in the other languages only, and nothing.
QUERIES = {
    "en": """
        workshop / judges / judge’s / Malta / Tunis / practice 18 / GP 7 / training in Tunis 2018 / the / a / wor /
        reha / victims witness evidence / prevention of terrorism / القضاة / nothingatall""",
    "fr": """
        formation / formations / juge / l’État / Tunis / bonne pratique 18 / droits de l’enfant / atelier Dakar 2019 /
        la / for / des procureurs de quatre pays / justice pénale / judges / xylophone""",
    "ar": """
        القضاة / قضاة / والقضاة / قاضٍ / ورشة عمل / ورش / تونس / في تونس / الممارسة ١٨ / حماية البيانات الشخصية / شهود /
        محا / في / و / ال / الوقاية / workshop / لاشيءهنا""",
}
# Notes when the Enter key goes down, when something is said of the results, and when all of it is there.
WATCH = """() => {
    const found = document.querySelector('.found'), elsewhere = document.querySelector('.elsewhere');
    const searching = document.querySelector('template.names').dataset.searching;
    const told = () => found.textContent && found.textContent !== searching;
    window.timed = {};
    document.querySelector('#query').addEventListener('keydown', (event) => {
        if (event.key === 'Enter') window.timed = { begin: event.timeStamp };
    }, true);
    const note = (name) => requestAnimationFrame(() => {
        window.timed[name] ??= performance.now() - window.timed.begin;
    });
    new MutationObserver(() => {
        if (!window.timed.begin || !told()) return;
        note('said');
        if (elsewhere.ariaBusy !== 'true') note('whole');
    }).observe(document.querySelector('main'), {childList: true, subtree: true, characterData: true, attributes: true});
}"""


@dataclass(slots=True)
class Query:
    """One query: what was said of it, and of each run the milliseconds until then, until all of it was there, and of
    processor time that the page took.
    """

    words: str
    answer: str = ""
    said: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)


def measure(browser: Browser, site: str, language: str, queries: list[Query]) -> None:
    """One run: a new browser opens the search page of a language and asks one query after the other."""
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(f"{site}/{language}/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site + str(page.locator(".mast .find a").get_attribute("href")), wait_until="load")
    page.evaluate(WATCH)
    for query in queries:
        requests.clear()
        begin = processor_time(browser)
        ask(page, query)
        query.processor.append(processor_time(browser) - begin)
        query.requests.append(len(requests))
    context.close()


def processor_time(browser: Browser) -> float:
    """Milliseconds of processor time that all pages have taken so far; exact to ten."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(float(one["cpuTime"]) * 1000 for one in processes if one["type"] == "renderer")


def ask(page: Page, query: Query) -> None:
    field = page.locator("#query")
    field.fill(query.words)
    field.press("Enter")
    page.wait_for_function("() => window.timed.whole")
    timed = page.evaluate("() => window.timed")
    query.said.append(timed["said"])
    query.whole.append(timed["whole"])
    query.answer = page.locator(".found").inner_text()


def summary(asked: Mapping[str, list[Query]]) -> str:
    """A Markdown table of what the queries of each language come to, the first one apart."""
    names = ("Language", "First query, ms", f"Others within {LIMIT} ms", "Median ms", "Slowest median, ms", "Worst ms")
    lines = [f"| {' | '.join(names)} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for language, (first, *queries) in asked.items():
        medians = {query.words: median(query.said) for query in queries}
        slowest = max(medians, key=lambda words: medians[words])
        within = sum(value <= LIMIT for value in medians.values())
        worst = max(max(query.said) for query in queries)
        figures = f"{median(medians.values()):.0f} | {medians[slowest]:.0f}, `{slowest}` | {worst:.0f}"
        lines.append(f"| {language} | {median(first.said):.0f} | {within} of {len(queries)} | {figures} |")
    return "\n".join((*lines, ""))


def table(language: str, first: Query, queries: list[Query]) -> str:
    """A Markdown table of all queries of a language."""
    names = ("Query", "Answer", "Median ms", "Worst ms", "Processor ms", "Requests")
    columns = (f"| {' | '.join(names)} |", "| --- | --- | ---: | ---: | ---: | ---: |")
    return "\n".join((f"## {language}", "", *columns, _row(first, " (the first)"), *map(_row, queries), ""))


def _row(query: Query, mark: str = "") -> str:
    later = median(query.whole)
    rest = f"; other languages after {later:.0f} ms" if later > median(query.said) + 20 else ""
    figures = f"{median(query.said):.0f} | {max(query.said):.0f} | {median(query.processor):.0f} | {query.requests[0]}"
    return f"| `{query.words}`{mark} | {query.answer}{rest} | {figures} |"


def main() -> None:
    asked = {language: list(map(Query, " ".join(words.split()).split(" / "))) for language, words in QUERIES.items()}
    for language, browser, site in visits("benchmarks.searching", __doc__, "search", asked):
        measure(browser, site, language, asked[language])
    print(summary(asked))
    for language, queries in asked.items():
        print(table(language, queries[0], queries[1:]))


if __name__ == "__main__":
    main()
