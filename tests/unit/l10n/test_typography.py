"""Marks and spaces per language."""

import pytest

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
        ('Il dit "lis "Agir" ce soir".', f"Il dit «{N}lis “Agir” ce soir{N}»."),
        ("aujourd'hui : \"oui\" ?", f"aujourd’hui{N}: «{N}oui{N}»{T}?"),
        ("a!!b", "a!!b"),
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
        ("the 'unclosed quotation", "the 'unclosed quotation"),
        ('"one "two" three"', "“one ‘two’ three”"),
        ('a lone " and "a pair"', 'a lone " and “a pair”'),
        ("\"'Hello,' he said.\"", "“‘Hello,’ he said.”"),
        ("'\"Yes\" he said'", "‘“Yes” he said’"),
        ('"A"-"B" and non-"state"', "“A”-“B” and non-“state”"),
        ('"...and then"', "“...and then”"),
        ("the ''double'' mark", "the ''double'' mark"),
        ("the \ue000's end, \"\ue000\"", "the \ue000’s end, “\ue000”"),
        ("a-b-c-d-4 and a-b-c-d", "a-b-c-d-4 and a-b-c-d"),
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
        ('ال"إرهاب" وال"عنف"', "ال«إرهاب» وال«عنف»"),
        ('الـ"عنف" وللـ"نص" وب"كلا" لل"معهد"', "الـ«عنف» وللـ«نص» وب«كلا» لل«معهد»"),
        ('جوبال"معهد"', 'جوبال"معهد"'),
        ("ماذا, نعم; لا?", "ماذا, نعم; لا?"),
        ("الممارسة الجيدة رقم 17", f"الممارسة الجيدة رقم{N}17"),
        ("الممارسات 17-19", f"الممارسات{N}17–19"),
        ("١٧-١٩", "١٧–١٩"),
        ("ماذا؟ نعم!", "ماذا؟ نعم!"),
        ("l'atelier", "l'atelier"),
    ],
)
def test_arabic(written: str, set_text: str) -> None:
    assert typeset(written, "ar") == set_text


HEBREW = [
    ('אמר "שלום" והלך', "אמר ”שלום” והלך"),
    ('ארה"ב וצה"ל', 'ארה"ב וצה"ל'),
    ('"צה"ל הודיע" כך', '”צה"ל הודיע” כך'),
    ("ג'ורג' ברח' הרצל", "ג'ורג' ברח' הרצל"),
    ('קרא ב"הארץ" וב"מעריב"', "קרא ב”הארץ” וב”מעריב”"),
    ('המ"מים אמרו "כן"', 'המ"מים אמרו ”כן”'),
    ('"המ"מים אמרו" כך', '”המ"מים אמרו” כך'),
    ('ע"י מנכ"לית', 'ע"י מנכ"לית'),
    ('"הוא אמר "כן" אתמול"', "”הוא אמר ’כן’ אתמול”"),
    ('”הוא אמר "כן" אתמול”', "”הוא אמר ’כן’ אתמול”"),
    ("עמ' 17-19", "עמ' 17–19"),
    ('ב-"הארץ" וב־"מעריב"', "ב-”הארץ” וב־”מעריב”"),
]


@pytest.mark.parametrize(("written", "set_text"), HEBREW)
def test_hebrew_abbreviations_are_no_quotations(written: str, set_text: str) -> None:
    assert typeset(written, "he") == set_text


@pytest.mark.parametrize(
    ("language", "written", "set_text"),
    [
        ("de", 'das "Wort" 17-19', "das „Wort“ 17–19"),
        ("de", "\"Das ist 'gut' so\"", "„Das ist ‚gut‘ so“"),
        ("de", '"lies "Früh handeln" heute"', "„lies ‚Früh handeln‘ heute“"),
        ("de", "wie geht's am Ku'damm in Andreas' Auto", "wie geht’s am Ku’damm in Andreas’ Auto"),
        ("de", "'Wort' und 's ist 'Tat'", "‚Wort‘ und ’s ist ‚Tat‘"),
        ("de", '"Er rief „ja“"', "„Er rief „ja““"),
        ("es", '"Hola". ¿"Qué"? ¡"Sí"!', "«Hola». ¿«Qué»? ¡«Sí»!"),
        ("es", '«lee "Actuar" hoy»', "«lee “Actuar” hoy»"),
        ("pt", "\"Olá\" e 'mundo' d'água", "“Olá” e ‘mundo’ d’água"),
        ("it", "l'\"acqua\" e un po' d'olio", "l’«acqua» e un po’ d’olio"),
        ("fa", '"واژه" و "متن "درون" متن"', "«واژه» و «متن ‹درون› متن»"),
        ("ru", '"Он сказал "да" вчера"', "«Он сказал „да“ вчера»"),
        ("uk", "м'ясо і \"слово\"", "м’ясо і «слово»"),
        ("de", "Praktiken 17 und Nr. 4", f"Praktiken{N}17 und Nr.{N}4"),
        ("es", "la práctica 17", f"la práctica{N}17"),
        ("fa", "رویه‌های ۱۷", f"رویه‌های{N}۱۷"),
        ("he", "הפרקטיקה 17", f"הפרקטיקה{N}17"),
        ("sw", '"neno" it\'s 17-19', '"neno" it\'s 17–19'),
        ("fr-CH", "l'eau", "l’eau"),
    ],
)
def test_other_languages(language: str, written: str, set_text: str) -> None:
    assert typeset(written, language) == set_text
