"""The words of reports in other languages: whole, and with the facts in their places."""

import ast
import importlib
import pickle
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sitegen.base import problems
from sitegen.base.diagnostics import Related, Span
from sitegen.base.files import SourceFile
from sitegen.base.problems import PROBLEMS
from sitegen.base.remarks import LANGUAGES, Remark, counted, listed
from sitegen.disk.report_words import read_report_words
from sitegen.l10n.bidi import strip
from sitegen.load.report_words import ENGLISH, load_report_words
from sitegen.report import render_text

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "sitegen" / "locale"
LEFT_OPEN = {("sitegen/base/diagnostics.py", "self.problem.message"), ("sitegen/base/diagnostics.py", "self.problem.hint")}

HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("words")


def test_the_catalogues_are_whole() -> None:
    run = subprocess.run(
        [sys.executable, "tools/words.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_languages_are_those_of_the_catalogues() -> None:
    assert {"en", *(folder.name for folder in CATALOGUES.iterdir())} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('msgid "there is no {kind} {id}"\nmsgstr "{kind} introuvable"', "other placeholders"),
        ('msgid "{value!r} is not an id"\nmsgstr "{value} n’est pas un identifiant"', "other placeholders"),
        ('msgid "{value!r} is not an id"\nmsgstr "{value!r n’est pas un identifiant"', "other placeholders"),
        ('msgid "used here"\nmsgstr ""', "not translated"),
        ('#, fuzzy\nmsgid "used here"\nmsgstr "employé"', "marked fuzzy"),
        ('#~ msgid "used here"\n#~ msgstr "employé"', "not said any more"),
        ('msgid "{number} file"\nmsgid_plural "{number} files"\nmsgstr[0] "{number} fichier"\nmsgstr[1] "fichiers"', "other placeholders"),
        ('msgid "{number} file"\nmsgid_plural "{number} files"\nmsgstr[0] "{number} fichier"', "plural forms"),
        ('msgid "A project is a folder with a `config.yaml`."\nmsgstr "Un projet est un dossier."', "not all code"),
        ('msgid "used here"\nmsgstr "employé', "neither a comment nor a keyword"),
    ],
)
def test_what_is_not_whole_is_named(words: ModuleType, entry: str, complaint: str) -> None:
    file = SourceFile("sitegen.po", f"{HEADER}{entry}\n".encode())
    (found,) = words.complaints(file, "fr")
    assert complaint in found


def test_one_and_two_may_be_put_in_words(words: ModuleType) -> None:
    head = (CATALOGUES / "ar/LC_MESSAGES/sitegen.po").read_text(encoding="utf-8").partition("\n\n")[0]
    forms = ["ملف", "ملف واحد", "ملفان", "{number} ملفات", "{number} ملفًا", "{number} ملف"]
    lines = "\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    entry = f'{head}\n\nmsgid "{{number}} file"\nmsgid_plural "{{number}} files"\n{lines}\n'
    assert not list(words.complaints(SourceFile("sitegen.po", entry.encode()), "ar"))


def test_every_remark_is_written_out() -> None:
    """Only words that stand in the code itself are found there for the catalogues."""
    hidden = [
        (path.relative_to(ROOT).as_posix(), ast.unparse(node.args[0]))
        for path in sorted((ROOT / "sitegen").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Remark", "counted"}
        if not isinstance(node.args[0], ast.Constant)
    ]
    assert set(hidden) == LEFT_OPEN


def test_labels_are_remarks() -> None:
    """A label in plain words could not be said in another language."""
    plain = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in sorted((ROOT / "sitegen").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Related"
        if isinstance(node.args[1], (ast.Constant, ast.JoinedStr))
    ]
    assert not plain


def test_the_example_for_editors_is_what_the_program_says() -> None:
    folder = "content/events/2021-03-victims"
    french, english = Span(f"{folder}/index.fr.md", 4, 1, 4, 6), Span(f"{folder}/index.en.md", 6, 8, 6, 33)
    found = problems.FACTS_DISAGREE.at(french, Related(english, Remark("the original")), key="dates")
    sources = {french.path: "\n\n\ndates: 2021-03-10\n", english.path: '\n\n\n\n\ndates: ["2021-03-09/2021-03-10"]\n'}
    report = render_text([found], sources, words=read_report_words("fr")).partition("\n\n")[0]
    assert report in (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_can_be_said(language: str) -> None:
    words = read_report_words(language)
    facts = {name: name for name in ("nearest", "kind", "id")}
    said = words.say(Remark(PROBLEMS["reference/unknown"].message, **facts))
    assert "id" in said and "kind" in said
    assert (said == "there is no kind id") == (language == "en")


def test_a_remark_is_its_english_text() -> None:
    remark = Remark("{first} and {other}", first=Remark("at least {bound}", bound=1), other="x")
    assert remark == "at least 1 and x"
    assert {remark: 1}["at least 1 and x"] == 1
    assert counted("{number} file", "{number} files", 1) == "1 file"
    assert counted("{number} file", "{number} files", 0) == "0 files"
    assert listed(["a", "b", "c"]) == "a, b, c" and listed(["a"]) == "a"


def test_a_remark_survives_the_way_between_processes() -> None:
    remark = Remark("{files}; {written} written", files=counted("{number} file", "{number} files", 2), written=1)
    copy = pickle.loads(pickle.dumps(remark))
    assert (copy, copy.template, copy.facts, type(copy.facts[0][1])) == (remark, remark.template, remark.facts, Remark)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "خطأ واحد"), (2, "خطآن"), (3, "3 أخطاء"), (10, "10 أخطاء"), (11, "11 خطأً"), (99, "99 خطأً"), (100, "100 خطأ")],
)
def test_arabic_has_six_plural_forms(number: int, said: str) -> None:
    assert strip(read_report_words("ar").say(counted("{number} error", "{number} errors", number))) == said


def test_french_counts_none_as_one() -> None:
    counts = [read_report_words("fr").say(counted("{number} error", "{number} errors", number)) for number in (0, 1, 2)]
    assert counts == ["0 erreur", "1 erreur", "2 erreurs"]


def test_remarks_inside_remarks_are_said_too() -> None:
    remark = Remark("{first}, {others}", first=Remark("title and summary"), others="Malta")
    assert read_report_words("fr").say(remark) == "titre et résumé, Malta"
    assert read_report_words("ar").say(remark) == "العنوان والملخص، \u2068Malta\u2069"


def test_conversions_are_kept_inside_the_isolates() -> None:
    remark = Remark("{value!r} is not an id", value="It's")
    assert read_report_words("ar").say(remark) == "ليست \u2068\"It's\"\u2069 معرّفًا"


def test_other_words_are_given_back() -> None:
    for language in LANGUAGES:
        assert read_report_words(language).say("used here") == read_report_words(language).line("used here") == "used here"


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    for content in (b"", b"\xff", b"nonsense", f'{HEADER}#, fuzzy\nmsgid "used here"\nmsgstr "ici"\n'.encode()):
        words = load_report_words(SourceFile("sitegen.po", content), "fr")
        assert words.say(Remark("used here")) == "used here"
    assert ENGLISH.line(Remark("used here")) == "used here"
