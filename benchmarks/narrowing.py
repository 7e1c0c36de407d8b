"""Measures the filter in a browser: from a click on a value to the frame that shows the narrowed list.

    python -m benchmarks.narrowing --events 3000

Builds the made-up site with filters in a folder of its own, or takes one that is built already (`--site`), serves it
from this machine, and clicks one value after another in the list of events, until several facets are narrowed at once,
and again from the whole list. The first click, which fetches all rows, is told apart.
"""

from statistics import median

from playwright.sync_api import Browser

from benchmarks.browsing import visits
from benchmarks.words import LANGUAGES

LIMIT = 100  # milliseconds within which an answer is felt to come at once (Miller 1968; Nielsen 1993)
CLICKS = 40
AT_ONCE = 4  # values that are chosen before all is cleared
# Clicks the nth of the values that can be chosen now, or clears all, and gives the milliseconds until it is painted.
CLICK = """([number, clears]) => new Promise((done) => {
    const links = document.querySelectorAll('section a[data-value][href]');
    const link = clears ? document.querySelector('.clear') : links[(number * 37) % links.length];
    const begin = performance.now();
    new MutationObserver((_, observer) => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
    }).observe(document.querySelector('.found'), {childList: true, subtree: true, characterData: true});
    link.click();
})"""


def clicks(browser: Browser, site: str, language: str) -> list[float]:
    """Milliseconds that each click took; the first is that which fetches the rows."""
    page = browser.new_context(locale=language).new_page()
    page.goto(f"{site}/{language}/")
    page.goto(site + str(page.locator(".nav a").first.get_attribute("href")), wait_until="load")
    page.locator("section a[data-value][href]").first.wait_for()
    took = [page.evaluate(CLICK, [number, number % (AT_ONCE + 1) == AT_ONCE]) for number in range(CLICKS)]
    page.context.close()
    return took


def row(language: str, runs: list[list[float]]) -> str:
    later = [took for run in runs for took in run[1:]]
    within = sum(took <= LIMIT for took in later)
    first = median(run[0] for run in runs)
    return f"| {language} | {first:.0f} | {within} of {len(later)} | {median(later):.0f} | {max(later):.0f} |"


def main() -> None:
    took: dict[str, list[list[float]]] = {language: [] for language in LANGUAGES}
    for language, browser, site in visits("benchmarks.narrowing", __doc__, "filters", LANGUAGES):
        took[language].append(clicks(browser, site, language))
    print(f"| Language | First click, ms | Others within {LIMIT} ms | Median ms | Worst ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    print("\n".join(row(language, runs) for language, runs in took.items()))


if __name__ == "__main__":
    main()
