"""Marks and spaces per language; typesetting twice is the same as once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.l10n.typography import typeset

N = "\u00a0"  # no-break space
T = "\u202f"  # narrow no-break space


@pytest.mark.parametrize(
    ("written", "set_text"),
    [
        ("l'atelier d'aujourd'hui", "l’atelier d’aujourd’hui"),
        ("l‘atelier", "l’atelier"),
        ("dit d'", "dit d’"),
        ('le "mot juste" ici', f"le «{N}mot juste{N}» ici"),
        ("« mot »", f"«{N}mot{N}»"),
        ("«mot »", f"«{N}mot{N}»"),
        ('« un "mot" ici »', f"«{N}un “mot” ici{N}»"),
        ('l\'"état" de droit', f"l’«{N}état{N}» de droit"),
        ("Vraiment? Oui! Non ; si", f"Vraiment{T}? Oui{T}! Non{T}; si"),
        ("Quoi ?!", f"Quoi{T}?!"),
        ("Note : deux points", f"Note{N}: deux points"),
        ("Note: deux points", f"Note{N}: deux points"),
        (" : suite", f"{N}: suite"),
        ("à 10:30, rapport 3:1", "à 10:30, rapport 3:1"),
        ("(?) et (!)", "(?) et (!)"),
        ("« Vraiment ? »", f"«{N}Vraiment{T}?{N}»"),
        ("pratique 17", f"pratique{N}17"),
        ("bonne pratique 17", f"bonne pratique{N}17"),
        ("bonnes pratiques n° 17 à 19", f"bonnes pratiques{N}n°{N}17 à 19"),
        ("n°17", f"n°{N}17"),
        ("les pages 17-19 et 2017-2018", "les pages 17–19 et 2017–2018"),
        ("Rabat – Washington", f"Rabat{N}– Washington"),
        ("un mot – incise – ici", "un mot – incise – ici"),
        ("voir https://x.org/?a=1:2 !", f"voir https://x.org/?a=1:2{T}!"),
        ("un mot\nn° 4", f"un mot\nn°{N}4"),
        ('un seul " ici', 'un seul " ici'),
        ('le 12" de', 'le 12" de'),
    ],
)
def test_french(written: str, set_text: str) -> None:
    assert typeset(written, "fr") == set_text


@pytest.mark.parametrize(
    ("written", "set_text"),
    [
        ("the institute's work, the states' duty", "the institute’s work, the states’ duty"),
        ('the "rule of law" here', "the “rule of law” here"),
        ('("rule of law")', "(“rule of law”)"),
        ('"One," he said, "two."', "“One,” he said, “two.”"),
        ("the 'so-called' state", "the ‘so-called’ state"),
        ('“a "b" c”', "“a ‘b’ c”"),
        ("the '90s and rock 'n' roll", "the ’90s and rock ’n’ roll"),
        ("'s report", "’s report"),
        ("don't", "don’t"),
        ("wait: really? yes!", "wait: really? yes!"),
        ("Good Practices 17-19", f"Good Practices{N}17–19"),
        ("Good Practice 17 and No. 4", f"Good Practice{N}17 and No.{N}4"),
        ("2017-18, 3-2, A-12, 12-B, 1.5-2", "2017–18, 3-2, A-12, 12-B, 1.5-2"),
        ("on 2020-07-15 or in 2021-09", "on 2020-07-15 or in 2021-09"),
        ("call +216 71 10-20", "call +216 71 10-20"),
        ("555-123-4567", "555-123-4567"),
        ("see rabat-washington/17-19 and 2020-07-response", "see rabat-washington/17-19 and 2020-07-response"),
        ("mail o'neil@x.org", "mail o’neil@x.org"),
        ("The Hague – Marrakech", f"The Hague{N}– Marrakech"),
        ('a lone " mark', 'a lone " mark'),
        ('"unclosed', '"unclosed'),
        ("", ""),
    ],
)
def test_english(written: str, set_text: str) -> None:
    assert typeset(written, "en") == set_text


@pytest.mark.parametrize(
    ("written", "set_text"),
    [
        ('قال "نعم" ثم', "قال «نعم» ثم"),
        ('و"نعم"', "و«نعم»"),
        ("الممارسة الجيدة رقم 17", f"الممارسة الجيدة رقم{N}17"),
        ("الممارسات 17-19", f"الممارسات{N}17–19"),
        ("١٧-١٩", "١٧–١٩"),
        ("ماذا؟ نعم!", "ماذا؟ نعم!"),
        ("l'atelier", "l'atelier"),
    ],
)
def test_arabic(written: str, set_text: str) -> None:
    assert typeset(written, "ar") == set_text


@pytest.mark.parametrize(
    ("language", "written", "set_text"),
    [
        ("de", 'das "Wort" 17-19', "das „Wort“ 17–19"),
        ("fa", '"واژه"', "«واژه»"),
        ("sw", '"neno" 17-19', '"neno" 17–19'),
        ("fr-CH", "l'eau", "l’eau"),
    ],
)
def test_other_languages(language: str, written: str, set_text: str) -> None:
    assert typeset(written, language) == set_text


PROSE = st.text(st.sampled_from(list("aAéن و1720 \"'’‘«»“”„;:!?.,-–/()[]+@&=`\n\u00a0\u202f\ue000n°")), max_size=40)
LANGUAGES = st.sampled_from(["en", "fr", "ar", "de", "ru", "sw"])


@given(PROSE | st.text(max_size=30), LANGUAGES)
def test_twice_is_once(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(PROSE, LANGUAGES)
def test_letters_and_digits_stay(text: str, language: str) -> None:
    assert [mark for mark in typeset(text, language) if mark.isalnum()] == [mark for mark in text if mark.isalnum()]
