"""Nothing in a finished page runs the other way without saying so: every seeded fault is found, and no more."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.files import Artifact
from sitegen.checks.directions import faults_of_feed, faults_of_page
from sitegen.l10n.bidi import enclose, isolate, isolate_html
from sitegen.model.languages import Direction
from tests.plain import judged, said

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
PAGE = '<!doctype html>\n<html lang="{}" dir="{}">\n<head>{}</head>\n<body>\n{}\n</body>\n</html>\n'
FEED = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{}">\n<id>urn:x</id>\n{}\n</feed>\n'
RUN = re.compile(r"(.+) is not isolated in a text that runs (.+)")
AUTONYM = '<a lang="ar" dir="rtl" href="/ar/">العربية</a> <a lang="en" dir="ltr" href="/en/">English</a>'


def arabic(body: str, head: str = "") -> str:
    return PAGE.format("ar", "rtl", head, AUTONYM + body)


def english(body: str, head: str = "") -> str:
    return PAGE.format("en", "ltr", head, AUTONYM + body)


def runs(html: str) -> list[str]:
    """What was found: the runs that are raw, or in whole words what else is wrong."""
    return [found[1] if (found := RUN.fullmatch(fault.detail)) else fault.detail for fault in faults_of_page(html)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<li>معهد IIJ</li>", ["IIJ"]),
        ("<li>هاتف: +216 71 000 000</li>", ["+216 71 000 000"]),
        ("<p>الممارسات 17–19</p>", ["17–19"]),
        ("<td>6+</td><td>15%</td>", ["6+", "15%"]),
        ("<nav><ol><li><a href='/'>الرئيسية</a></li><li>Rabat – Washington</li></ol></nav>", ["Rabat – Washington"]),
        ("<p>انظر https://example.org/a</p>", ["https://example.org/a"]),
        ('<p>انظر <a href="https://example.org/a">https://example.org/a</a></p>', ["https://example.org/a"]),
        ('<p>في <b>I</b><a href="/">IJ</a> ثم</p>', ["IIJ"]),
        ("<p>الممارسات <b>17</b>–19</p>", ["17–19"]),
        ("<p>Horizon\n2020 ثم</p>", ["Horizon 2020"]),
        ("<p>في A&amp;B ثم &quot;IIJ&quot;</p>", ["A&B", "IIJ"]),
        ("<p>في IIJ<br>ثم RAN</p>", ["IIJ", "RAN"]),
        ('<img src="/x.jpg" alt="صورة IIJ">', ["IIJ"]),
        ('<a href="/" title="المعهد IIJ">ا</a>', ["IIJ"]),
        ('<nav aria-label="17–19">ا</nav>', ["17–19"]),
        ('<input type="search" placeholder="ابحث في IIJ">', ["IIJ"]),
        ('<input type="submit" value="OK">', ["OK"]),
        ("<p>انظر <code>a.md</code></p>", ["a.md"]),
        ("<svg><title>IIJ</title><path d='M0 0'/><text>RAN</text></svg>", ["IIJ", "RAN"]),
        ('<bdi dir="ltr">IIJ في</bdi>', ["في"]),
        ('<div dir="ltr"><p>the word مرحبا</p></div><p>مرحبا</p>', ["مرحبا"]),
        ('<p dir="ltr"><span>IIJ</span></p><p>IIJ</p>', ["IIJ"]),
        ("<p>مرحبا <bdi>مرحبا IIJ</bdi></p>", ["IIJ"]),
        ('<p>في <span lang="fr">atelier</span></p>', ['lang="fr" runs from left to right, and its element has no dir', "atelier"]),
        ('<p>في <span lang="fr" dir="rtl">عمل</span></p>', ['lang="fr" runs from left to right, and its element has dir="rtl"']),
        (f"<p>{LRI}IIJ{PDI} وRAN</p>", ["RAN"]),
    ],
)
def test_faults_in_arabic(body: str, expected: list[str]) -> None:
    assert runs(arabic(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<nav><ol><li>Home</li><li>ورشة الرباط</li></ol></nav>", ["ورشة الرباط"]),
        ('<a href="/" title="ورشة">x</a>', ["ورشة"]),
        ('<p><span lang="ar">2020</span></p>', ['lang="ar" runs from right to left, and its element has no dir']),
        ('<p><span lang="ar" dir="ltr">2020</span></p>', ['lang="ar" runs from right to left, and its element has dir="ltr"']),
        ('<p lang="ar" dir="rtl">ورشة IIJ</p>', ["IIJ"]),
        ('<p lang="ar" dir="rtl" title="IIJ">ورشة</p>', ["IIJ"]),
        ('<p lang="ar" dir="rtl">ورشة <b>مع</b> 17–19</p>', ["17–19"]),
        ('<p lang="ar" dir="rtl">ورشة <span lang="fr">2020</span></p>', ['lang="fr" runs from left to right, and its element has no dir']),
        ("<p>the Hebrew שלום</p>", ["שלום"]),
        ("<p>Adlam \U0001e900\U0001e901</p>", ["\U0001e900\U0001e901"]),
    ],
)
def test_faults_in_english(body: str, expected: list[str]) -> None:
    assert runs(english(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<p>معهد <bdi dir="ltr">IIJ</bdi>، <bdi dir="ltr">17–19</bdi></p>',
        "<p>في 2018، 1,234.5 و10:30</p>",
        '<p class="nums"> <a href="/17/">17</a> <a href="/18/">18</a> <a href="/19/">19</a></p>',
        '<p>انظر <code dir="ltr">في a.md</code></p>',
        '<pre dir="ltr">a <b>مرحبا</b></pre>',
        f'<a href="/" title="المعهد {LRI}IIJ{PDI}">ا</a>',
        '<bdi dir="ltr"><abbr title="\u2067المعهد الدولي\u2069">IIJ</abbr></bdi>',
        '<p lang="fr" dir="ltr">atelier 17–19 <bdi dir="rtl">مرحبا</bdi></p>',
        "<script>let a = 'IIJ' < 3 && b > 4;</script><style>p > b { content: 'x' }</style>",
        '<a hreflang="en" href="/en/">ا</a>',
        "<!-- IIJ --><p>مرحبا</p>",
        "<bdi>IIJ</bdi><bdi>17–19</bdi>",
        '<svg><path d="M 0 0 L 1 1"/></svg>',
        '<meta name="viewport" content="width=device-width"><meta property="og:url" content="https://x.example/">',
        "<p>واحد<p>اثنان</div>",
        '<time datetime="2020-07-15">15 يوليو 2020</time>',
        '<option value="iij">ا</option><li value="3">ا</li>',
    ],
)
def test_nothing_where_all_is_said(body: str) -> None:
    assert runs(arabic(body)) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>IIJ – المعهد</title>", ["IIJ"]),
        (f"<title>{LRI}IIJ{PDI} – المعهد</title>", []),
        ('<meta name="description" content="عن IIJ">', ["IIJ"]),
        ('<meta property="og:title" content="عن IIJ">', ["IIJ"]),
        ('<link rel="alternate" type="application/atom+xml" title="جديد IIJ" href="/f">', ["IIJ"]),
    ],
)
def test_what_machines_read(head: str, expected: list[str]) -> None:
    assert runs(arabic("", head)) == expected


@pytest.mark.parametrize(
    "page",
    [
        english("<p>17–19, +216 71 and Neuchâtel</p>"),
        PAGE.format("fr", "ltr", "", "« é »"),
        arabic("<p>ورشة</p>", '<script type="application/ld+json">{"name": "IIJ – ورشة 17–19"}</script>'),
        arabic(f'<p title="ورشة">في <b>2018</b>، 10:30.</p> <i>1</i><i>7</i> – <bdi dir="ltr">17–<b>19</b></bdi> ({LRI}IIJ{PDI})'),
    ],
)
def test_most_pages_need_no_reading(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.checks.directions._Page", None)
    assert faults_of_page(page) == []


def test_a_page_without_a_direction_is_told_by_another_rule() -> None:
    assert runs('<html lang="ar"><p>معهد IIJ</p></html>') == []


def test_feeds() -> None:
    raw = FEED.format("ar", f"<title>معهد IIJ</title><author><name>{LRI}RAN{PDI}</name></author><summary>17–19</summary>")
    assert [fault.detail.partition(" ")[0] for fault in faults_of_feed(raw)] == ["IIJ", "17–19"]
    assert raw[next(iter(faults_of_feed(raw))).offset :].startswith("IIJ")
    assert not list(faults_of_feed(FEED.format("en", "<title>IIJ 17–19</title>")))
    assert [fault.detail.partition(" ")[0] for fault in faults_of_feed(FEED.format("en", "<title>معهد</title>"))] == ["معهد"]
    assert not list(faults_of_feed("<urlset><loc>https://x.example/</loc></urlset>"))


def test_places_and_remedies() -> None:
    page = arabic('\n<p>معهد <b>ال</b> &amp; IIJ</p>\n<a title="IIJ">ا</a>\n<p><b lang="fr">17</b></p>')
    head = '<title>ت</title><meta name="description" content="و"><link rel="canonical" href="https://site.example/ar/a/">'
    feed = FEED.format("ar", "<title>IIJ</title>")
    artifacts = (Artifact("ar/a/index.html", page.replace("<head>", "<head>" + head).encode()), Artifact("ar/feed.xml", feed.encode()))
    found = [one for one in judged(*artifacts) if one.code == "site/raw-direction"]
    assert said(tuple(found)) == [
        "ar/a/index.html:6:25 site/raw-direction IIJ is not isolated in a text that runs from right to left",
        "ar/a/index.html:7:1 site/raw-direction IIJ is not isolated in a text that runs from right to left",
        'ar/a/index.html:8:4 site/raw-direction lang="fr" runs from left to right, and its element has no dir',
        "ar/feed.xml:4:8 site/raw-direction IIJ is not isolated in a text that runs from right to left",
    ]
    assert [one.hint.partition(",")[0] for one in found] == [
        "write it with the filter `words`",
        "write it as `.text`",
        'write dir="ltr" beside it',
        "write it as `.text`",
    ]


def test_many_faults_in_one_line_take_no_more_than_its_length() -> None:
    """12 000 faults in a line of 100 KB; the time of a square would be half a minute."""
    page, feed = arabic("<p>" + "IIJ &amp; في " * 8_000 + "</p>"), FEED.format("ar", "<title>" + "IIJ في " * 12_000 + "</title>")
    began = process_time()
    assert page[faults_of_page(page)[-1].offset :].startswith("IIJ &amp; في </p>")
    assert feed[list(faults_of_feed(feed))[-1].offset :].startswith("IIJ في </title>")
    assert process_time() - began < 5


PIECES = ["مع", "17", "17–", " – 2", " 19", ".5", " ", "IIJ", "<b>", "</b>", "<p>", "<br>", "<bdi>", "</bdi>", f"{LRI}A{PDI}"]
PIECES += ['<bdi dir="ltr">', '<i lang="fr">', '<i title="A">', '<bdi dir="ltr">17–<b>19</b></bdi>', '<b dir="rtl">مع</b>']


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_first_look_overlooks_nothing(body: str) -> None:
    page = PAGE.format("ar", "rtl", "", body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitegen.checks.directions.is_simple", lambda *_: False)
        expected = runs(page)
    assert runs(page) == expected


TEXTS = st.text(st.sampled_from(list("aBzةشé017٣ ()«»\"'.,،؟:;–-+%/@#&<\n")), max_size=30)
DIRECTIONS = st.sampled_from(["ltr", "rtl"])


@given(TEXTS, DIRECTIONS)
def test_what_is_isolated_is_in_order(text: str, direction: Direction) -> None:
    page = PAGE.format("ar" if direction == "rtl" else "en", direction, "", "<p>{}</p>")
    assert runs(page.format(isolate_html(text.replace("\n", " "), direction))) == []
    said_apart = isolate(text.replace("\n", " "), direction).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    assert runs(page.format(f'<b title="{said_apart}"></b>')) == []


@given(TEXTS, DIRECTIONS)
def test_a_whole_text_in_isolates_fits_anywhere(text: str, direction: Direction) -> None:
    whole = enclose(text, direction).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    assert runs(arabic(f'<b title="{whole}"></b>')) == runs(english(f'<b title="{whole}"></b>')) == []
