"""Traps of the libraries below us (Babel, PyYAML, Python-Markdown), each sprung through the whole flow.

What a library does by default is stated beside each, so that a trap that a new release closes can be seen.
"""

from datetime import date

import babel
import markdown
import pytest
import yaml
from babel.dates import format_date, format_interval
from lxml import html

from sitegen.l10n.phrases import PHRASES
from sitegen.load.document import Document
from sitegen.model.dates import EventDates, parse_range
from sitegen.model.writeups import Event, Kind
from tests.plain import built, linked

ARABIC_MONTHS = ("ar-TN", "ar-DZ", "ar-LB", "ar-JO", "ar-EG", "ar-SA", "ar")


def config(language: str) -> str:
    return f"title: {{{language}: S}}\nurl: https://site.example/\nlanguages: {{{language}: {{}}}}\n"


def event(dates: str, more: str = "", language: str = "en") -> dict[str, str]:
    text = f"---\ntitle: T\ntype: launch\ndates: {dates}\nlocation: online\n{more}---\nx\n"
    return {f"content/events/e.{language}.md": text}


def line(dates: str, language: str) -> str:
    """The dates of an event as its page says them."""
    words = "".join(f'msgid "{phrase}"\nmsgstr "{phrase}"\n\n' for phrase in PHRASES)
    site = built({**event(dates, language=language), f"locale/{language.replace('-', '_')}/LC_MESSAGES/site.po": words}, config(language))
    page = html.document_fromstring(site[f"{language.lower()}/events/e/index.html"])
    return str(page.xpath("string(//p[@class='dates'])"))


# Babel


@pytest.mark.parametrize("language", ARABIC_MONTHS)
def test_a_date_and_a_range_name_the_month_alike(language: str) -> None:
    """Babel's intervals fall back to the generic month names: أبريل beside أفريل in ar-TN, beside نيسان in ar-LB."""
    day, days = line('["2025-04-03"]', language), line('["2025-04-03/2025-04-05"]', language)
    month = max(day.split(), key=len)
    assert month in days


def test_months_are_written_out_in_ranges() -> None:
    """Babel's `yMMMMd` interval gives "30 mars – 2 avr. 2025"."""
    assert "avr." in format_interval(date(2025, 3, 30), date(2025, 4, 2), "yMMMMd", locale="fr")
    assert line('["2025-03-30/2025-04-02"]', "fr") == "30 mars – 2 avril 2025"
    assert line('["2025-03-12/2025-03-14"]', "en") == "12–14 March 2025"


def test_french_has_a_first_of_the_month() -> None:
    """CLDR's long format gives "1 mars"."""
    assert format_date(date(2025, 3, 1), "long", locale="fr") == "1 mars 2025"
    assert line('["2025-03-01"]', "fr") == "1er mars 2025"


def test_reversed_ranges_are_mistakes() -> None:
    """Babel formats them without complaint."""
    found = linked({**event('["2025-04-02/2025-03-30"]')})[1]
    assert [entry.split()[1] for entry in found] == ["dates/reversed"]


def test_no_thin_spaces_in_dates() -> None:
    """CLDR puts U+2009 around the dash, which slugs, searches and calendars trip over."""
    for language in ("en", "fr"):
        assert "\u2009" not in line('["2025-03-30/2025-04-02"]', language)


def test_arabic_digits_are_a_setting() -> None:
    """`ar_EG` gives Latin digits in dates whatever CLDR says."""
    assert babel.Locale.parse("ar_EG").default_numbering_system == "arab"
    assert "2025" in format_date(date(2025, 3, 1), "long", locale="ar_EG")
    assert "2025" in line('["2025-03-01"]', "ar")
    digits = config("ar").replace("{ar: {}}", "{ar: {digits: arab}}")
    page = built({**event('["2025-03-01"]', language="ar")}, digits)["ar/events/e/index.html"]
    assert "٢٠٢٥" in page


# PyYAML


def test_norway_is_a_country() -> None:
    """PyYAML reads `NO` and `no` as false."""
    assert yaml.safe_load("[NO]") == [False]
    site, found = linked({**event('["2025-03-01"]', "organisers: [NO]\nlanguages: [no]\n")})
    assert not found
    facts = site.entries[Kind.EVENT, "e"].facts
    assert isinstance(facts, Event)
    assert facts.organisers == ("NO",)
    assert facts.languages == ("no",)


@pytest.mark.parametrize(
    ("written", "read"),
    [("rome/1", "rome/1"), ("rome/10", "rome/10"), ("rome/1-10", "rome/1-10")],
)
def test_numbers_of_practices_never_pass_through_a_float(written: str, read: str) -> None:
    """PyYAML reads `1.10` as 1.1 and `07` as 7."""
    assert yaml.safe_load("[1.10, 07, 08]") == [1.1, 7, "08"]
    catalogue = {"content/catalogues/rome.yaml": "id: rome\ntitle: {en: R}\ntotal: 10\n"}
    site, _ = linked({**catalogue, **event('["2025-03-01"]', f"practices: [{written}]\n")})
    assert [str(reference) for reference in site.entries[Kind.EVENT, "e"].facts.practices] == [read]


@pytest.mark.parametrize("written", ["rome/1.10", "rome/07", "rome/0", "1.10"])
def test_what_is_no_number_of_a_practice(written: str) -> None:
    found = linked({**event('["2025-03-01"]', f"practices: [{written}]\n")})[1]
    assert [entry.split()[1] for entry in found] == ["practice/bad-reference"]


def test_references_keep_their_zeros() -> None:
    site, found = linked({**event('["2025-03-01"]', "references: [07, 1.10, 0x1F, 1_000, 12:30]\n")})
    assert not found
    assert site.entries[Kind.EVENT, "e"].facts.references == ("07", "1.10", "0x1F", "1_000", "12:30")


def test_the_same_key_twice_names_both_lines() -> None:
    """In PyYAML the last one wins silently."""
    assert yaml.safe_load("a: 1\na: 2") == {"a": 2}
    found = linked({**event('["2025-03-01"]', "summary: a\nsummary: b\n")})[1]
    assert found == ["content/events/e.en.md:7:1 yaml/duplicate-key summary is given twice (content/events/e.en.md:6)"]


def test_a_date_that_cannot_be_has_a_place() -> None:
    """PyYAML raises a bare ValueError for 2025-02-30."""
    with pytest.raises(ValueError, match="day"):
        yaml.safe_load("2025-02-30")
    found = linked({**event("[2025-02-30]")})[1]
    assert [" ".join(entry.split()[:2]) for entry in found] == ["content/events/e.en.md:4:9 dates/impossible"]


def test_dates_need_no_quotes() -> None:
    site, found = linked({**event("[2025-03-01, 2025-04-01/2025-04-02]")})
    assert not found
    facts = site.entries[Kind.EVENT, "e"].facts
    assert isinstance(facts, Event)
    assert EventDates(facts.dates) == EventDates((parse_range("2025-03-01"), parse_range("2025-04-01/2025-04-02")))


# Python-Markdown


def document(text: str) -> Document:
    return linked({"content/pages/a.ar.md": f"---\ntitle: ع\n---\n{text}"})[0].entries[Kind.PAGE, "a"].original.document


def test_anchors_of_arabic_headings_stay() -> None:
    """The toc extension calls them _1, _2 …, so that a heading added before one changes its anchor."""
    assert 'id="_1"' in markdown.markdown("## خلفية", extensions=["toc"])
    before = document("## خلفية\n\nنص\n")
    after = document("## مقدمة\n\nنص\n\n## خلفية\n\nنص\n")
    assert [heading.id for heading in before.headings] == ["خلفية"]
    assert [heading.id for heading in after.headings] == ["مقدمة", "خلفية"]


def test_markdown_has_no_state_between_texts() -> None:
    """One Markdown object remembers footnotes and references of the text before."""
    with_note = document("نص[^1]\n\n[^1]: حاشية\n\n[x]: https://one.example/\n")
    assert "fn-" in "".join(with_note.pieces)
    assert "fn-" not in "".join(document("نص [x]\n").pieces)
    assert "one.example" not in "".join(document("نص [x]\n").pieces)
