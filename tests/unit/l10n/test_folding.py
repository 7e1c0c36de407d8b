"""Folding: spellings of one word have one form, and what is attached to an Arabic word hides it from nobody."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.l10n.folding import ARTICLES, PARTICLES, RULES, fold, folded_words, guises, stem, variants
from sitegen.l10n.plurals import PLURALS

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
    """A page is found that has a variant of the query among its guises: both ways round."""
    written = attached + word
    assert set(variants(word)) & set(guises(written))
    assert set(variants(written)) & set(guises(word))


@pytest.mark.parametrize("word", "لجنه لقا لاجيين التزام التماس بالغ والد كاله لله الله فيها وقايه بيان كتاب ورشه والي البالغين بالغين".split())
def test_a_query_asks_for_few_variants_and_loses_no_page(word: str) -> None:
    """What two words have in common after any article or particle, a variant of one and a guise of the other have too."""
    attached = ["", *PARTICLES, *ARTICLES]
    words = [one + word for one in attached]

    def readings(one: str) -> set[str]:
        return {one, guises(one)[0]} | ({one[1:]} if one[0] in PARTICLES and len(one) > 2 else set())

    for asked in words:
        assert len(variants(asked)) <= 2
        for written in words:
            if readings(asked) & readings(written):
                assert set(variants(asked)) & set(guises(written)), (asked, written)


def test_where_a_letter_may_be_a_particle_both_are_meant() -> None:
    assert variants("فقه") == ("فقه", "قه")
    assert variants("وللوقايه") == ("وقايه", "لوقايه")
    assert variants("والوقايه") == ("وقايه",)
    assert "لجنه" in variants("للجنه")
    assert guises("والالتزام") == ("التزام", "والالتزام", "الالتزام", "تزام")
    assert variants("workshop") == guises("workshop") == ("workshop",)


def stems_of(words: str) -> list[set[str]]:
    return [set(map(stem, variants(fold(word)))) | set(map(stem, guises(fold(word)))) for word in words.split()]


@pytest.mark.parametrize(
    "forms",
    ["مكتبه مكتبات المكتبه", "معلم المعلمين معلمون", "ممارسه الممارسات", "توصية التوصيات", "إرهابي الإرهابيين إرهابيون"],
)
def test_forms_of_one_word_have_a_stem_in_common(forms: str) -> None:
    first, *others = stems_of(forms)
    assert all(first & other for other in others)
    assert stem("libraries") == "libraries"


@pytest.mark.parametrize("line", PLURALS.strip().splitlines())
def test_a_broken_plural_has_the_stem_of_its_singular(line: str) -> None:
    singular, *plurals = line.split()
    one = fold(singular)
    for plural in map(fold, plurals):
        assert stem(plural) == stem(one)
        assert stem(f"{plural}هم") == stem(one), "with a pronoun"
        assert stem(one) in map(stem, guises(f"وال{plural}"))


def test_the_list_of_plurals_says_each_thing_once() -> None:
    lines = [[fold(word) for word in line.split()] for line in PLURALS.strip().splitlines()]
    plurals = [plural for _, *plurals in lines for plural in plurals]
    assert len(set(plurals)) == len(plurals)
    assert not set(plurals) & {singular for singular, *_ in lines}
    assert len(lines) > 100


@pytest.mark.parametrize(("one", "other"), [("محاكمة", "محكمة"), ("قضاة", "قضاء"), ("قضاة", "قضية"), ("شهود", "شهيد"), ("علماء", "عمل")])
def test_other_words_keep_their_own_stems(one: str, other: str) -> None:
    first, second = stems_of(f"{one} {other}")
    assert not first & second


def test_words_beside_the_number_of_a_practice_are_folded() -> None:
    numbered = RULES["numbered"]
    assert isinstance(numbered, list)
    assert numbered == [word for one in numbered for word in folded_words(one)]


def test_the_script_folds_as_python_does(tmp_path: Path) -> None:
    """Over every word of the sample site, of the list of plurals, and of this file."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    sources = [*sorted((ROOT / "content").rglob("*.md")), Path(__file__)]
    texts = [*(path.read_text(encoding="utf-8") for path in sources), PLURALS]
    words = sorted({word for text in texts for word in re.findall(r"\S+", text)})
    script = (ROOT / "static/js/search.js").read_text(encoding="utf-8")
    module = tmp_path / "search.mjs"
    module.write_text(
        f"globalThis.document = {{querySelector: () => null}};\n{script}\n"
        "import {readFileSync} from 'node:fs';\n"
        "const [rules, words] = JSON.parse(readFileSync(0, 'utf8'));\n"
        "const folding = foldingBy(rules);\n"
        "const told = words.map(word => folding.foldedWords(word).map(one => [one, folding.variants(one), folding.guises(one), folding.stem(one)]));\n"
        "console.log(JSON.stringify(told));\n",
        encoding="utf-8",
    )
    asked = json.dumps([RULES, words])
    run = subprocess.run([node, str(module)], input=asked, capture_output=True, text=True, check=True)
    folded = [[[one, list(variants(one)), list(guises(one)), stem(one)] for one in folded_words(word)] for word in words]
    differing = [pair for pair in zip(words, folded, json.loads(run.stdout), strict=True) if pair[1] != pair[2]]
    assert len(words) > 3000
    assert not differing[:5]
