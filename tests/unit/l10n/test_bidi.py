"""Which pieces of a line are isolated, and that isolating changes nothing else."""

import re
from html import escape, unescape
from time import process_time
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.l10n.bidi import (
    CONTROL,
    direction_of,
    enclose,
    has_right_to_left,
    isolate,
    isolate_html,
    isolate_message,
    needs_isolation,
    runs,
    strip,
)
from sitegen.l10n.speech import Speech
from sitegen.model.languages import Direction

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("المعهد الدولي في مالطا", []),
        ("المعهد (IIJ REMVE) في", ["IIJ REMVE"]),
        ("مركز البحث (C-REX) ثم", ["C-REX"]),
        ("مكافحة التطرف (P/CVE) و C++ وأيضا", ["P/CVE", "C++"]),
        ("شبكة Radicalisation Awareness Network (RAN).", ["Radicalisation Awareness Network (RAN)"]),
        ("«Institut (IIJ)» في مالطا", ["Institut (IIJ)"]),
        ('مذكرة "Rabat – Washington" ثم', ["Rabat – Washington"]),
        ("IIJ) و (RAN) (CTAC)", ["IIJ", "RAN", "CTAC"]),
        ("المعهد (IIJ) (RAN)", ["IIJ", "RAN"]),
        ("IIJ، RAN، Rabat, Morocco", ["IIJ", "RAN", "Rabat, Morocco"]),
        ("وIIJ، وRAN؟", ["IIJ", "RAN"]),
        ("من U.S. وA.B.C. وcurl.se. وX.", ["U.S.", "A.B.C.", "curl.se", "X"]),
        ("هاتف \u200e+216 71 000\u200e، وC++\u200f، ثم", ["+216 71 000\u200e", "C++\u200f"]),
        ("Horizon 2020 و3D و COVID-19", ["Horizon 2020", "3D", "COVID-19"]),
        ("Neuchâtel وNeucha\u0302tel.", ["Neuchâtel", "Neucha\u0302tel"]),
        ("هاتف +216 71 123 456، في", ["+216 71 123 456"]),
        ("اتصل و+33 (0)1 44 55 أو 71 123 456", ["+33 (0)1 44 55", "71 123 456"]),
        ("الممارسات 17–19 و2017–2018 و17-19", ["17–19", "2017–2018", "17-19"]),
        ("15 و21–22 و28–30 يوليو 2020", ["21–22", "28–30"]),
        ("نحو 28 و29 سنة 2018، 1,234.5 في 10:30 و15/07/2020", []),
        ("15% و6+ و$25 بين -5 و2020-07-15", ["15%", "6+", "$25", "-5", "2020-07-15"]),
        ("10 000 مشارك و12\u202f500", ["10 000", "12\u202f500"]),
        ("31 يناير – 1 فبراير 2018", []),
        ("١٧–١٩ و٢٠٢٠", []),  # native digits run with the script, the first number first
        ("اتصل ‎بنا", []),
        ("انظر https://x.org/a/?a=1، و me@x.org.", ["https://x.org/a/?a=1", "me@x.org"]),
        ("ב-28–30 ביולי", ["28–30"]),
        ("و/أو and/أو", ["and"]),
        (f"سبق {LRI}IIJ (RAN){PDI} عزله", []),
        ("IIJ\nRAN", ["IIJ", "RAN"]),
        ("كلفت US$5,000 وCA$ 20 و₪5 و5 €.", ["US$5,000", "CA$ 20", "₪5", "5 €"]),
        ("بين 10%–15% و$5–$10 و10 %", ["10%–15%", "$5–$10", "10 %"]),
        ("من 2018 – 2019، 9:00 - 17:30", ["2018 – 2019", "9:00 - 17:30"]),
        ("من 30 ديسمبر 2019 – 2 يناير 2020", []),  # a dash between two dates is the sentence's
        ("نحو 2 + 3 = 5 و2 × 3 و5 > 3 و≥ 50", ["2 + 3 = 5", "2 × 3", "5 > 3", "≥ 50"]),
        ("درجة -5°C و25 °C", ["-5°C", "25 °C"]),
        ("هاتف (202) 555-0100 والرمز *123#", ["(202) 555-0100", "*123#"]),
        ("تلفن ۰۲۱-۱۲۳۴۵۶۷ و$۵٬۰۰۰", ["۰۲۱-۱۲۳۴۵۶۷", "$۵٬۰۰۰"]),
        ("وسم و#REMVE و@theIIJ", ["#REMVE", "@theIIJ"]),
        ("مجلة Terrorism, vol. 12, no. 3, pp. 17–19.", ["Terrorism, vol. 12, no. 3, pp. 17–19"]),
        ("لدى IIJ. 5 دول", ["IIJ"]),
        ("قال «Yes, we can!» و«Yes! نعم»", ["Yes, we can!", "Yes"]),
        ("كتاب “Yes” and “no” و“US”-led و(P)CVE", ["“Yes” and “no”", "“US”-led", "(P)CVE"]),
        ("المعهد (IIJ) RAN و«Rome»، «Paris»", ["IIJ", "RAN", "Rome", "Paris"]),
        ("اتفاق Schengen 1985 (revised 1990)، الفقرة 12(a)(ii)", ["Schengen 1985 (revised 1990)", "12(a)(ii)"]),
        ("", []),
    ],
)
def test_in_arabic(text: str, isolated: list[str]) -> None:
    assert [piece for piece, way in runs(text, "rtl") if way == "ltr"] == isolated
    assert needs_isolation(text, "rtl") is bool(isolated)


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("No Arabic, 17–19 and +216 71", []),
        ("The word (مرحبا بكم) here", ["مرحبا بكم"]),
        ("«المادة 17» and عربي, ثان", ["المادة 17", "عربي", "ثان"]),
        ("He asked لماذا؟ and left", ["لماذا؟"]),
        ("المعهد الدولي (مالطا) here", ["المعهد الدولي (مالطا)"]),
        ("from تونس، مصر to here", ["تونس، مصر"]),
        ("the tag #مكافحة_الإرهاب and ١٧–١٩ مادة", ["#مكافحة_الإرهاب", "١٧–١٩ مادة"]),
    ],
)
def test_in_english(text: str, isolated: list[str]) -> None:
    assert [piece for piece, way in runs(text, "ltr") if way == "rtl"] == isolated


def test_without_markup() -> None:
    assert isolate("في (IIJ) ثم", "rtl") == f"في ({LRI}IIJ{PDI}) ثم"
    assert isolate("on يومي 28–29 يناير", "ltr") == f"on {RLI}يومي {LRI}28–29{PDI} يناير{PDI}"


def test_html_is_escaped() -> None:
    assert isolate_html("في A&B <ثم>", "rtl") == 'في <bdi dir="ltr">A&amp;B</bdi> &lt;ثم&gt;'
    html = isolate_html("on يومي 28–29 يناير", "ltr")
    assert html == 'on <bdi dir="rtl">يومي <bdi dir="ltr">28–29</bdi> يناير</bdi>'


@pytest.mark.parametrize(
    ("text", "direction"),
    [("17 – IIJ", "ltr"), ("(17) مالطا IIJ", "rtl"), ("שלום", "rtl"), ("17–19", ""), (f"{LRI}IIJ{PDI} تونس", "rtl")],
)
def test_direction_of_a_text(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_a_whole_text() -> None:
    assert enclose("Rabat: تونس", "ltr") == f"{LRI}Rabat: {RLI}تونس{PDI}{PDI}"
    assert enclose("", "rtl") == ""


@pytest.mark.parametrize(
    ("message", "isolated"),
    [
        ("خلاصة Atom: %(title)s", f"خلاصة {LRI}Atom{PDI}: %(title)s"),
        ("%(num)s من %(total)d، 100%%", "%(num)s من %(total)d، 100%%"),
        ("<b>انظر</b>&nbsp;%(name)s", "<b>انظر</b>&nbsp;%(name)s"),
    ],
)
def test_interface_words(message: str, isolated: str) -> None:
    assert isolate_message(message, "rtl") == isolated
    assert isolate_message(message, "ltr").replace(RLI, "").replace(PDI, "") == message


@given(st.text())
def test_scripts_from_right_to_left(text: str) -> None:
    letters = {"R", "AL"}
    if any(bidirectional(letter) in letters for letter in text if letter not in "\u200f\u061c"):
        assert has_right_to_left(text)
    if text.isascii():
        assert not has_right_to_left(text)


UNITS = ["((a", "“a", "12(a", "0 + ", "*0", "IIJ) ", "IIJ ( ", '(IIJ "', "قال ( ", "+216 71 ", "++", "0/", "00 ", "(IIJ) قال ", "17–19 "]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("unit", UNITS)
def test_long_lines_take_no_more_than_their_length(unit: str, direction: Direction) -> None:
    """One line of 40 KB; the time of a square would be minutes."""
    began = process_time()
    runs(unit * (40_000 // len(unit)) + "م A", direction)
    assert process_time() - began < 10


TEXTS = st.text(st.sampled_from(list("aBز ةשًé017٣۴ \u00a0()[]«»\"'.,،؟:;–-+%/@#\n\u2066\u2067\u2069\u200f\u202e")), max_size=30)
ANY = TEXTS | st.text(max_size=30)
DIRECTIONS = st.sampled_from(["ltr", "rtl"])


@given(ANY, DIRECTIONS)
def test_pieces_joined_are_the_text(text: str, direction: Direction) -> None:
    assert "".join(piece for piece, _ in runs(text, direction)) == text
    assert all(piece for piece, _ in runs(text, direction))


@given(ANY, DIRECTIONS)
def test_isolating_only_adds_controls(text: str, direction: Direction) -> None:
    assert strip(isolate(text, direction)) == strip(text)


@given(ANY, DIRECTIONS)
def test_markup_leaves_the_text_alone(text: str, direction: Direction) -> None:
    assert unescape(re.sub("</?bdi[^>]*>", "", isolate_html(text, direction))) == unescape(escape(text, quote=False))


@given(ANY, DIRECTIONS)
def test_isolating_twice_is_isolating_once(text: str, direction: Direction) -> None:
    plain = strip(text)
    once = isolate(plain, direction)
    assert isolate(once, direction) == once


@given(ANY, DIRECTIONS)
def test_isolates_are_balanced(text: str, direction: Direction) -> None:
    depth = 0
    for mark in isolate(strip(text), direction):
        depth += (mark in {LRI, RLI}) - (mark == PDI)
        assert depth >= 0
    assert depth == 0


@given(ANY, DIRECTIONS)
def test_every_letter_of_the_other_direction_is_isolated(text: str, direction: Direction) -> None:
    for piece, way in runs(strip(text), direction):
        if way is None:
            assert all(direction_of(letter) in {"", direction} or not letter.isalpha() for letter in piece)


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=30))
def test_strip(text: str) -> None:
    assert CONTROL.search(strip(text)) is None


def test_direction_is_that_of_the_language() -> None:
    assert [Speech(tag).direction for tag in ("ar-TN", "fa", "he", "ur", "fr")] == ["rtl", "rtl", "rtl", "rtl", "ltr"]
