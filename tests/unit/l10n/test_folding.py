"""Folding: spellings of one word have one form, and what is attached to an Arabic word hides it from nobody."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.l10n.folding import RULES, fold, folded_words, stems, variants

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("تُعدّ", "تعد"), ("التَّعْلِيم", "التعليم"), ("أحمد", "احمد"), ("إدارة", "ادارة"), ("آسيا", "اسيا"), ("ٱلحق", "الحق"),
        ("مسؤول", "مسئول"), ("مسؤول", "مسوول"), ("شؤون", "شئون"), ("قضاء", "قضا"), ("ممارسة", "ممارسه"), ("مستشفى", "مستشفي"),
        ("کتاب", "كتاب"), ("اساسی", "أساسي"), ("تعـــليم", "تعليم"), ("١٨", "18"), ("۱۸", "18"), ("\ufef4\ufe8e", "يا"),
        ("État", "etat"), ("BIBLIOTHÈQUE", "bibliotheque"), ("œuvre", "oeuvre"), ("Ælfric", "aelfric"), ("straße", "strasse"),
        ("naïve", "nai\u0308ve"), ("Łódź", "lodz"), ("שָׁלוֹם", "שלום"), ("judge’s", "judge's"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’État, d'experts", "etat experts"),
        ("jusqu’ici, lorsqu’un, aujourd’hui", "ici un aujourd hui"),
        ("the judge’s and the judges’ guide", "the judge and the judges guide"),
        ("GP18, n° 18, nº 18, 17–19", "gp 18 n 18 no 18 17 19"),
        ("multi-actor e-learning", "multi actor e learning"),
        ("الممارسة ١٨ (روما)", "الممارسه 18 روما"),
        ("2⁸ ⅔ ①", "28 2 3 1"),
        ("", ""),
        ("<script>'\"&", "script"),
    ],
)
def test_texts_become_words(text: str, words: str) -> None:
    assert " ".join(folded_words(text)) == words


@pytest.mark.parametrize("attached", ["", "ال", "و", "ف", "ب", "ل", "ك", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال"])
@pytest.mark.parametrize("word", "تعليم وقايه ممارسه قضا لجنه كتاب بلاغ فقه التزام حق".split())
def test_what_is_attached_hides_a_word_from_nobody(word: str, attached: str) -> None:
    """Pages are found whose variants have one in common with those of the query: both ways round."""
    written = attached + word
    assert set(variants(word)) & set(variants(written))


def test_where_a_letter_may_be_a_particle_both_are_meant() -> None:
    assert variants("فقه") == ("فقه", "قه")
    assert variants("وللوقايه")[0] == "وقايه"
    assert variants("workshop") == ("workshop",)


def test_forms_of_one_word_have_a_stem_in_common() -> None:
    for forms in ("مكتبه مكتبات المكتبه", "معلم المعلمين معلمون", "ممارسه الممارسات"):
        first, *others = (set(stems(word)) for word in forms.split())
        assert all(first & other for other in others)
    assert stems("libraries") == ()


def test_words_beside_the_number_of_a_practice_are_folded() -> None:
    numbered = RULES["numbered"]
    assert isinstance(numbered, list)
    assert numbered == [word for one in numbered for word in folded_words(one)]


def test_the_script_folds_as_python_does(tmp_path: Path) -> None:
    """Over every word of the sample site, and of this file."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    sources = [*sorted((ROOT / "content").rglob("*.md")), Path(__file__)]
    texts = [path.read_text(encoding="utf-8") for path in sources]
    words = sorted({word for text in texts for word in re.findall(r"\S+", text)})
    script = (ROOT / "static/js/search.js").read_text(encoding="utf-8")
    module = tmp_path / "search.mjs"
    module.write_text(
        f"globalThis.document = {{querySelector: () => null}};\n{script}\n"
        "import {readFileSync} from 'node:fs';\n"
        "const [rules, words] = JSON.parse(readFileSync(0, 'utf8'));\n"
        "const folding = foldingBy(rules);\n"
        "const told = words.map(word => folding.foldedWords(word).map(one => [one, folding.variants(one), folding.stems(one)]));\n"
        "console.log(JSON.stringify(told));\n",
        encoding="utf-8",
    )
    asked = json.dumps([RULES, words])
    run = subprocess.run([node, str(module)], input=asked, capture_output=True, text=True, check=True)
    folded = [[[one, list(variants(one)), list(stems(one))] for one in folded_words(word)] for word in words]
    differing = [pair for pair in zip(words, folded, json.loads(run.stdout), strict=True) if pair[1] != pair[2]]
    assert len(words) > 3000
    assert not differing[:5]
