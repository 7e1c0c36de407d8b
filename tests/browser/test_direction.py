"""Where the letters of a mixed line stand on the screen, measured in the browser (UAX #9).

Every case says what a careful reader expects to see: the line from its left edge to its right, word by word; an Arabic
or Hebrew word is written as one types it. In a line from right to left the reader begins at the right end. Numbers,
acronyms, addresses and what stands in brackets keep their own order, and brackets look the way they open.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from sitegen.pipeline import build
from tests.projects import ROOT, files, sections

pytestmark = pytest.mark.browser

WORD = re.compile("[\u0591-\u05ea\u0620-\u065f\u0670-\u06d3]+")
ARABIC = {
    "المعهد (IIJ REMVE) في مالطا": "مالطا في (IIJ REMVE) المعهد",
    "المعهد (IIJ)": "(IIJ) المعهد",
    "(IIJ) المعهد": "المعهد (IIJ)",
    "«IIJ» و[GCTF]، ثم": "ثم ،[GCTF]و «IIJ»",
    "مكافحة P/CVE أولا": "أولا P/CVE مكافحة",
    "الأرقام 17–19 أولا": "أولا 17–19 الأرقام",
    "بين 2017–2018 فقط": "فقط 2017–2018 بين",
    "يوم 15 ثم 21–22 و28–30": "28–30و 21–22 ثم 15 يوم",
    "هاتف +216 71 000 000 هنا": "هنا +216 71 000 000 هاتف",
    "هاتف ‎+216 71 000 000‎، هنا": "هنا ،+216 71 000 000 هاتف",
    "بلغة C++ فقط": "فقط C++ بلغة",
    "بلغة C++.": ".C++ بلغة",
    "معهد IIJ, GCTF معا": "معا IIJ, GCTF معهد",
    "معهد IIJ، وGCTF معا": "معا GCTFو ،IIJ معهد",
    'مذكرة "Rabat – Washington" هنا': "هنا «Rabat – Washington» مذكرة",
    "وثيقة «Institut (IIJ)» هنا": "هنا «Institut (IIJ)» وثيقة",
    "نحو 15% منهم": "منهم 15% نحو",
    "أكثر من 6+ بلدان": "بلدان 6+ من أكثر",
    "الساعة 10:30 صباحا": "صباحا 10:30 الساعة",
    "يوم 15/07/2020 أو 2020-07-15 فقط": "فقط 2020-07-15 أو 15/07/2020 يوم",
    "نحو 12 000 مشارك": "مشارك 12 000 نحو",
    "الوثيقة A7305940 هنا": "هنا A7305940 الوثيقة",
    "معيار ISO 31000:2018 هنا": "هنا ISO 31000:2018 معيار",
    "برنامج Horizon\n2020 هنا": "هنا Horizon 2020 برنامج",
    "انظر https://example.org/a-b/?c=1 هنا": "هنا https://example.org/a-b/?c=1 انظر",
    "إلى info@example.org اليوم": "اليوم info@example.org إلى",
    "من U.S. اليوم": "اليوم U.S. من",
    "هل هو COVID-19؟": "؟COVID-19 هو هل",
    "قال IIJ: نعم": "نعم :IIJ قال",
    "بلغت US$ 5,000 فقط": "فقط US$ 5,000 بلغت",
    "نسبة 10%–15% هنا": "هنا 10%–15% نسبة",
    "بين 9:00 - 17:30 فقط": "فقط 9:00 - 17:30 بين",
    "ناتج 2 + 3 = 5 هنا": "هنا 2 + 3 = 5 ناتج",
    "درجة -5°C اليوم": "اليوم -5°C درجة",
    "حساب و@theIIJ هنا": "هنا @theIIJو حساب",
    "مجلة T, vol. 12, pp. 17–19.": ".T, vol. 12, pp. 17–19 مجلة",
    "قال «Yes, we can!» ثم": "ثم «Yes, we can!» قال",
    "بند 12(a) هنا": "هنا 12(a) بند",
    "هاتف (202) 555-0100 هنا": "هنا (202) 555-0100 هاتف",
    "ملف `a+b.md` هنا": "هنا a+b.md ملف",
    "كلمة **I**IJ هنا": "هنا IIJ كلمة",
    "رقم ١٧–١٩ هنا": "هنا ١٩–١٧ رقم",  # digits of the script run with it: the first number comes first
    "عنوان [Atelier (IIJ), 17–19 !]{lang=fr} هنا": "هنا Atelier (IIJ), 17–19 ! عنوان",
    "متن IIJ فارسی، 17–19\n{: lang=fa }": "17–19 ،فارسی IIJ متن",
    "מכון IIJ (17–19) במלטה\n{: lang=he }": "במלטה (17–19) IIJ מכון",
    "Workshop (IIJ), the word ورشة\n{: lang=en }": "Workshop (IIJ), the word ورشة",
}
FRENCH = {
    "Le mot (مرحبا بكم) ici": "Le mot (بكم مرحبا) ici",
    "Voir ورشة 17–19, puis IIJ": "Voir 17–19 ورشة, puis IIJ",
    "La «المادة 17» reste": "La « 17 المادة » reste",
    "On dit لماذا؟ et voilà": "On dit ؟لماذا et voilà",
    "Appeler +216 71 000 000 (تونس).": "Appeler +216 71 000 000 (تونس).",
    "Titre [ورشة IIJ (17–19)]{lang=ar}, fini": "Titre (17–19) IIJ ورشة, fini",
    "Le mot שלום עולם ici": "Le mot עולם שלום ici",
    "Voir #تونس ici": "Voir تونس# ici",
    "Voir ١٧–١٩ مادة ici": "Voir مادة ١٩–١٧ ici",
    "Entre تونس، مصر et ici": "Entre مصر ،تونس et ici",
}
EVENT = "2019-01-rabat"
TITLE = "(17–19) P/CVE بشأن «Rabat – Washington» ورشة"
# In which page, at which element, what is seen there.
PLACES = [
    ("ar", f"faaliyat/{EVENT}/", "h1", [TITLE]),
    ("ar", "catalogues/rome/", ".crumbs li:last-child", ["GCTF روما"]),
    ("ar", f"faaliyat/{EVENT}/", ".mast .name", ["IIJ 2018–2019 موقع"]),
    ("ar", f"faaliyat/{EVENT}/", ".ranges .when", ["يناير 28–29", "2019 فبراير 3"]),
    ("ar", f"faaliyat/{EVENT}/", ".facts dd .faint", ["Hotel Phoenicia (Malta)", "IIJ وقضاة judges (IIJ)", "13 رقم", "Head, ورشة", "IIJ"]),
    ("ar", f"faaliyat/{EVENT}/", ".prose th, .prose td", ["IIJ", "17–19", "C++", "+216 71 000 000"]),
    ("ar", f"faaliyat/{EVENT}/", ".prose blockquote p", ["The practice in Arabic is 2 الممارسة here, Good Practice 1."]),
    ("ar", f"faaliyat/{EVENT}/", ".prose .footnotes li p", ["↑ .IIJ 17–19 حاشية"]),
    ("ar", f"faaliyat/{EVENT}/", ".files li > a", ["IIJ (GCTF) دليل"]),
    ("ar", "faaliyat/", ".entry h3 a", ["Atelier de Paris – القضاة", TITLE]),
    ("en", "events/", ".entry h3 a", ["Atelier de Paris – القضاة", TITLE]),
    ("en", f"events/{EVENT}/", "h1", [TITLE]),
    ("en", "organisations/merkez/", ".crumbs li:last-child", ["(2018) C-REX الدراسات مركز"]),
    ("en", "catalogues/rome/2/", ".numbered h1 .title", ["2018–2019 في P/CVE تقييم"]),
    ("fr", "evenements/2020-05-paris/", "h1", ["Atelier de Paris – القضاة"]),
]
TITLES = [  # what a tab and a search engine show, in the direction of the page
    ("ar", f"faaliyat/{EVENT}/", "IIJ 2018–2019 موقع – " + TITLE),
    ("ar", "faaliyat/2020-05-paris/", "IIJ 2018–2019 موقع – Atelier de Paris – القضاة"),
    ("en", f"events/{EVENT}/", TITLE + " – A site"),
]

# Each letter with its accents, where it stands; brackets as they look; lines from the top, letters from the left.
SEEN = """elements => elements.map(element => {
    const mirrored = {'(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«'};
    const letters = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode, range = document.createRange();
        const ways = [getComputedStyle(node.parentElement).direction];
        for (const {segment, index} of new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(node.data)) {
            if (segment === '\u2066' || segment === '\u2067') ways.push(segment === '\u2067' ? 'rtl' : 'ltr');
            if (segment === '\u2069') ways.pop();
            range.setStart(node, index);
            range.setEnd(node, index + segment.length);
            const box = [...range.getClientRects()].find(one => one.width > 0);
            if (box) letters.push({text: ways.at(-1) === 'rtl' && mirrored[segment] || segment, left: box.left, middle: (box.top + box.bottom) / 2, height: box.height});
        }
    }
    const lines = [];
    for (const letter of letters) {
        const line = lines.find(one => Math.abs(one[0].middle - letter.middle) < letter.height / 2);
        line ? line.push(letter) : lines.push([letter]);
    }
    return lines.map(line => line.sort((one, other) => one.left - other.left).map(one => one.text).join('')).join('\\n');
})"""
SHOW_TITLE = """() => {
    const shown = document.body.appendChild(document.createElement('p'));
    shown.id = 'measured';
    shown.textContent = document.title;
}"""


def as_seen(expected: str) -> str:
    """The letters from the left edge to the right: those of Arabic and Hebrew words from their end."""
    return WORD.sub(lambda word: word[0][::-1], expected)


def measured(tab: Tab, selector: str) -> list[str]:
    tab.add_style_tag(content="* { white-space: nowrap !important }")
    seen = tab.locator(selector).evaluate_all(SEEN)
    return [re.sub(r"[\s\u2060]+", " ", re.sub("[\u200e\u200f\u2066-\u2069]", "", line)).strip() for line in seen]


def page(language: str, lines: Iterable[str]) -> str:
    return f"---\ntitle: T\nlanguage: {language}\n---\n\n" + "\n\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def mixed(serve) -> str:
    """The address of a site that mixes directions wherever an editor can write something."""
    given = sections((ROOT / "tests/mixed.txt").read_text(encoding="utf-8"))
    given["content/pages/lines.ar.md"] = page("ar", ARABIC)
    given["content/pages/phrases.fr.md"] = page("fr", FRENCH)
    artifacts = build(files(given)).value
    assert artifacts is not None
    return serve(artifacts)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("address", "lines"), [("/ar/lines/", ARABIC), ("/fr/phrases/", FRENCH)])
def test_prose(tab: Tab, mixed: str, address: str, lines: Mapping[str, str]) -> None:
    tab.goto(mixed + address)
    assert measured(tab, ".prose > p") == [as_seen(expected) for expected in lines.values()]


@pytest.mark.parametrize(("language", "address", "selector", "expected"), PLACES)
def test_everywhere(tab: Tab, mixed: str, language: str, address: str, selector: str, expected: list[str]) -> None:
    if tab.url != (whole := f"{mixed}/{language}/{address}"):
        tab.goto(whole)
    assert measured(tab, selector) == [as_seen(line) for line in expected]


@pytest.mark.parametrize(("language", "address", "expected"), TITLES)
def test_titles(tab: Tab, mixed: str, language: str, address: str, expected: str) -> None:
    tab.goto(f"{mixed}/{language}/{address}")
    tab.evaluate(SHOW_TITLE)
    assert measured(tab, "#measured") == [as_seen(expected)]
