"""Citations in prose, language by language: what is one, what is not, and which practices a range brings in."""

import pytest

from sitegen.load.citations import citations


def numbers(text: str, language: str) -> list[str]:
    """The citations as "17" or, for the end of a range, "18-19"; checked against the digits where they stand."""
    found = citations(text, language)
    for citation in found:
        assert int(text[citation.start:citation.end]) == citation.last
    return [f"{c.first}" if c.first == c.last else f"{c.first}-{c.last}" for c in found]


ENGLISH = [
    ("see good practice 17 for this", ["17"]),
    ("Good Practice 17.", ["17"]),
    ("Good Practices 17–19", ["17", "18-19"]),
    ("good practices 17-19", ["17", "18-19"]),
    ("good practices 17 – 19", ["17", "18-19"]),
    ("good practices 17 to 19", ["17", "18-19"]),
    ("good practices 17, 18 and 19", ["17", "18", "19"]),
    ("good practices 17, 18, and 19", ["17", "18", "19"]),
    ("good practices 3, 7–9 and 12, as listed", ["3", "7", "8-9", "12"]),
    ("Good Practices Nos. 1 and 2", ["1", "2"]),
    ("Good Practice No. 17", ["17"]),
    ("good practice #4", ["4"]),
    ("practice No. 17", ["17"]),
    ("recommendation 4", ["4"]),
    ("Recommendations 4 and 5", ["4", "5"]),
    ("best practice 3", ["3"]),
    ("good\u00a0practice\u00a017", ["17"]),
    ("good\npractice\n17", ["17"]),
    ("GOOD PRACTICE 17", ["17"]),
    ("(good practice 17)", ["17"]),
    ("good practice 17 and good practice 18", ["17", "18"]),
    ("good practices 17–18", ["17", "18"]),
    ("good practices 17 and 18, 30 people", ["17", "18"]),
    ("good practice 17, 30 people", ["17"]),
    ("good practices 19–17", ["19"]),
]
NOT_ENGLISH = [
    "practice 17",
    "good practice in 2017",
    "good practice 2018",
    "good practice 4.2",
    "good practice 17th",
    "good practice 0",
    "good practice 07",
    "a good practice. 17 people",
    "17 good practices",
    "good practices",
    "good practice 17%",
    "feelgood practice 17",
    "bonne pratique 17",
]
FRENCH = [
    ("la bonne pratique 17", ["17"]),
    ("bonne pratique n° 17", ["17"]),
    ("bonne pratique n°17", ["17"]),
    ("bonne pratique nº\u00a017", ["17"]),
    ("bonne pratique no 17", ["17"]),
    ("les bonnes pratiques n° 17 à 19", ["17", "18-19"]),
    ("les bonnes pratiques n° 17 à n° 19", ["17", "18-19"]),
    ("les bonnes pratiques n° 17 et n° 19", ["17", "19"]),
    ("bonnes pratiques nos 17 à 19", ["17", "18-19"]),
    ("bonnes pratiques 17 à 19", ["17", "18-19"]),
    ("bonnes pratiques 17, 18 et 19", ["17", "18", "19"]),
    ("Bonnes pratiques 17–19", ["17", "18-19"]),
    ("bonnes pratiques numéros 3 et 4", ["3", "4"]),
    ("la recommandation n° 4", ["4"]),
    ("la recommandation 4", ["4"]),
    ("la pratique n° 5", ["5"]),
    ("la bonne pratique\u202f17", ["17"]),
    ("la bonne pratique 17 ; puis", ["17"]),
]
NOT_FRENCH = ["la pratique 17", "bonne pratique 17e", "bonnes pratiques de 2018", "good practice 17", "bonne pratique 4,5"]
ARABIC = [
    ("الممارسة الجيدة رقم 17", ["17"]),
    ("الممارسة الجيدة 17", ["17"]),
    ("الممارسة الجيدة (17)", ["17"]),
    ("الممارسة الجيدة رقم (17)", ["17"]),
    ("الممارسة الجيدة رقم ١٧", ["17"]),
    ("الممارسة الجيدة رقم ۱۷", ["17"]),
    ("الممارسات الجيدة 17–19", ["17", "18-19"]),
    ("الممارسات الجيدة ١٧–١٩", ["17", "18-19"]),
    ("الممارسات الجيدة 17-19", ["17", "18-19"]),
    ("الممارسات الجيدة من 17 إلى 19", ["17", "18-19"]),
    ("الممارسات الجيدة من ١٧ إلى ١٩", ["17", "18-19"]),
    ("الممارسات الجيدة أرقام 17 و18 و19", ["17", "18", "19"]),
    ("الممارسات الجيدة 17، 18 و19", ["17", "18", "19"]),
    ("الممارستين الجيدتين 17 و 18", ["17", "18"]),
    ("الممارستان الجيدتان رقم 1 و2", ["1", "2"]),
    ("بالممارسة الجيدة رقم 17", ["17"]),
    ("وبالممارسة الجيدة رقم 17", ["17"]),
    ("للممارسة الجيدة رقم 17", ["17"]),
    ("والممارسة الجيدة رقم 17", ["17"]),
    ("كالممارسة الجيدة 3", ["3"]),
    ("فالممارسات الجيدة من 1 إلى 3", ["1", "2-3"]),
    ("الممارسات الجيدة رقم 17 ورقم 18", ["17", "18"]),
    ("الممارسات الجيدة (17) و(18)", ["17", "18"]),
    ("التوصية رقم 4", ["4"]),
    ("بالتوصيات 4 و5", ["4", "5"]),
    ("المُمارسة الجيّدة رقم 17", ["17"]),
    ("الممارسة الجيدة\u00a0رقم\u00a017", ["17"]),
    ("الممارسة الجيدة \u200f17", ["17"]),
    ("الممارسة الجيدة ذات الرقم 7", ["7"]),
]
NOT_ARABIC = ["الممارسات الجيدة للسلك القضائي", "الممارسة 17", "ممارسات المنتدى الجيدة 2018", "17 ممارسة جيدة", "good practice 17"]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[str]) -> None:
    assert numbers(text, "en") == expected
    assert numbers(text, "en-GB") == expected


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french(text: str, expected: list[str]) -> None:
    assert numbers(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ARABIC)
def test_arabic(text: str, expected: list[str]) -> None:
    assert numbers(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [(text, "en") for text in NOT_ENGLISH] + [(text, "fr") for text in NOT_FRENCH] + [(text, "ar") for text in NOT_ARABIC],
)
def test_not_a_citation(text: str, language: str) -> None:
    assert numbers(text, language) == []


def test_a_language_without_a_table_has_no_recognition() -> None:
    assert citations("gute Praxis 17, good practice 17", "de") == ()


def test_the_end_of_a_range_says_where_the_range_begins() -> None:
    first, last = citations("good practices 17–19", "en")
    assert (first.joins, last.joins) == (None, first.start)
