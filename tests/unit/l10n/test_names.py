"""Languages, lists and their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.l10n.names import in_language, join, language_name, sort_key
from sitegen.l10n.speech import Speech


@pytest.mark.parametrize(
    ("tag", "into", "name"),
    [
        ("fr", "en", "French"),
        ("en", "fr", "anglais"),
        ("ar", "ar", "العربية"),
        ("en-GB", "fr", "anglais britannique"),
        ("ar-TN", "en", "Arabic (Tunisia)"),
        ("xx-nope", "en", "xx-nope"),
    ],
)
def test_languages(tag: str, into: str, name: str) -> None:
    assert language_name(tag, Speech(into)) == name


@pytest.mark.parametrize(
    ("tag", "into", "phrase"),
    [
        ("en", "en", "in English"),
        ("en", "fr", "en anglais"),
        ("en", "ar", "بالإنجليزية"),
        ("fr", "ar-TN", "بالفرنسية"),
        ("ar", "de", "auf Arabisch"),
        ("ar", "es", "en árabe"),
        ("en-GB", "ru", "на британском английском"),
        ("he", "ru", "иврит"),
        ("en", "sw", "Kiingereza"),
    ],
)
def test_in_a_language(tag: str, into: str, phrase: str) -> None:
    assert in_language(tag, Speech(into)) == phrase


@pytest.mark.parametrize(
    ("items", "tag", "joined"),
    [
        ("", "en", ""),
        ("A", "en", "A"),
        ("A B", "en", "A and B"),
        ("A B C", "en", "A, B and C"),  # Babel in plain "en": A, B, and C
        ("A B C", "en-US", "A, B, and C"),
        ("A B C D", "fr", "A, B, C et D"),
        ("تونس مصر ليبيا", "ar", "تونس ومصر وليبيا"),
        ("A B C", "fa", "A، B و C"),  # CLDR: A، B، و C, with U+200F after each comma
        ("A B C", "ur", "A، B اور C"),
        ("חיפה עכו", "he", "חיפה ועכו"),
        ("חיפה 12", "he", "חיפה ו־12"),
        ("Francia Italia", "es", "Francia e Italia"),
        ("Francia <b>Italia</b>", "es", "Francia e <b>Italia</b>"),
        ("צרפת <b>שווייץ</b>", "he", "צרפת ו<b>שווייץ</b>"),
        ("cobre hierro", "es", "cobre y hierro"),
        ("{0} {1} {}", "en", "{0}, {1} and {}"),
    ],
)
def test_join(items: str, tag: str, joined: str) -> None:
    assert join(items.split(), Speech(tag)) == joined


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("fr", "Cote, Côte d’Ivoire, Égypte, Émirats, Espagne, États-Unis, Zambie, مصر"),
        ("en", "Åland, Albania, Côte d’Ivoire, Côte-Nord, Türkiye, Zambia"),
        ("de", "Äpfel, Apulien, Straße, Strassen, Überlingen, Ulm"),
        ("sv", "Zambia, Åland, Ärla, Öland"),
        ("da", "Zambia, Æbeltoft, Øland, Åland"),
        ("es", "nulo, ñandú, oca"),
        ("ar", "أستراليا, الأردن, الإمارات, ألمانيا, أوروبا, إيران, آيسلندا, بلجيكا, تركيا, تونس, France"),
        ("ar", "مـــصر, مَصْرف, مصريون"),
        ("fa", "بابل, پاریس, تهران, جم, چین, کابل, گیلان, لندن, نروژ, وین, هلند, یمن"),
    ],
)
def test_order(tag: str, names: str) -> None:
    right = names.split(", ")
    shuffled = right[::-1]
    assert sorted(shuffled, key=lambda name: sort_key(name, tag)) == right


@given(st.lists(st.text(max_size=8), max_size=6), st.sampled_from(["en", "fr", "ar", "fa", "da"]))
def test_order_is_total(names: list[str], tag: str) -> None:
    backwards = names[::-1]
    assert sorted(names, key=lambda name: sort_key(name, tag)) == sorted(backwards, key=lambda name: sort_key(name, tag))


@given(st.lists(st.text("abc{}", min_size=1, max_size=5), max_size=5), st.sampled_from(["en", "fr", "ar", "fa", "he", "es"]))
def test_lists_keep_their_items_in_order(items: list[str], tag: str) -> None:
    joined = join(items, Speech(tag))
    position = 0
    for item in items:
        position = joined.index(item, position) + len(item)
