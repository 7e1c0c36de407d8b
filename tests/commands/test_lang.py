"""Reports in the editor's language: the real command in a folder with several mistakes."""

import json
import re
from pathlib import Path

import pytest

from tests.program import sitegen
from tests.projects import files, sections, written

PAGE = "content/pages/contact.ar.md"

PROJECT = """\
=== content/pages/about.en.md
---
title: About us
sumary: Who we are.
---

We work in [Malta](page:kontact).

=== content/pages/about.ar.md
---
title: من نحن
translation: {of: en}
params: {a: 1, a: 2}
---

نعمل في مالطا.

=== content/pages/contact.en.md
---
title: Contact
summary: Where we are.
---

Write to us.

=== content/pages/contact.ar.md
---
title: اتصل بنا
translation: {of: en}
summary: أين نحن.
---

اكتبوا إلينا.
"""

HEAD = re.compile(r"^\S+: (?:error|warning)\[[a-z/-]+\]$", re.MULTILINE)
INVISIBLE = re.compile("[\u2066-\u2069]")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path, files(sections(PROJECT)))


def test_in_french(project: Path) -> None:
    told = sitegen(project, "check", "--lang", "fr")
    assert told.returncode == 1
    assert (
        "content/pages/about.en.md:3:1: error[key/unknown]\n"
        "  il n’y a pas de clé sumary ici\n"
        "   3 | sumary: Who we are.\n"
        "     | ^^^^^^\n"
        "  conseil\u00a0: vouliez-vous dire summary\u202f?\n"
    ) in told.stdout
    assert "  content/pages/about.ar.md:4:10: donné ici la première fois\n" in told.stdout
    assert "  page introuvable\u00a0: kontact\n" in told.stdout
    assert told.stdout.endswith("\n3 erreurs, 1 avertissement dans 3 fichiers\n")


def test_in_arabic(project: Path) -> None:
    """A line of words stands in an isolate that runs its way, and what is Latin in one of its own."""
    told = sitegen(project, "check", "--lang", "ar").stdout
    assert "  \u2067لا يوجد هنا مفتاح باسم \u2068sumary\u2069\u2069\n   3 | sumary: Who we are.\n     | ^^^^^^\n" in told
    assert "  \u2067تلميح: هل تقصد \u2068summary\u2069؟\u2069\n" in told
    assert "  content/pages/about.ar.md:4:10: \u2067ورد هنا أول مرة\u2069\n" in told
    assert told.endswith("\n\u2067\u20683\u2069 أخطاء، تحذير واحد في \u20683\u2069 ملفات\u2069\n")
    assert told.count("\u2067") + told.count("\u2068") + told.count("\u2066") == told.count("\u2069")


def test_a_command_to_copy_holds_nothing_invisible(project: Path) -> None:
    told = sitegen(project, "check", "--lang", "ar").stdout
    command = re.search(r"`(sitegen status --accept .*?)`", told)
    assert command and command[1] == f"sitegen status --accept {PAGE}"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_places_codes_and_sources_stay_as_they_are(project: Path, language: str) -> None:
    def steady(report: str) -> list[str]:
        return [line for line in report.splitlines() if HEAD.fullmatch(line) or re.match(r" +\d* \|", line)]

    english = sitegen(project, "check").stdout
    told = sitegen(project, "check", "--lang", language).stdout
    assert steady(told) == steady(english) != []


@pytest.mark.parametrize("form", ["json", "github"])
def test_programs_read_the_same_codes(project: Path, form: str) -> None:
    english = sitegen(project, "check", "--format", form).stdout
    french = sitegen(project, "check", "--format", form, "--lang", "fr").stdout
    assert "did you mean summary?" in english
    assert "vouliez-vous dire summary\u202f?" in french
    if form == "json":
        one, other = ([without_words(found) for found in json.loads(told)["diagnostics"]] for told in (english, french))
        assert one == other
    else:
        assert re.findall("^::.*?::", english, re.MULTILINE) == re.findall("^::.*?::", french, re.MULTILINE)


def without_words(found: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in found.items() if name not in {"message", "hint", "related"}}


def test_the_environment_gives_a_default(project: Path) -> None:
    assert sitegen(project, "check", SITEGEN_LANG="fr").stdout.endswith("fichiers\n")
    assert sitegen(project, "check", "--lang", "en", SITEGEN_LANG="fr").stdout.endswith("in 3 files\n")
    assert sitegen(project, "check", LANG="fr_TN.UTF-8", LC_ALL="fr_TN.UTF-8").stdout.endswith("in 3 files\n"), "nothing is guessed"
    assert sitegen(project, "check", SITEGEN_LANG="").stdout.endswith("in 3 files\n")


@pytest.mark.parametrize("command", ["check", "build", "messages", "explain", "status"])
def test_a_wrong_language_is_a_mistake_on_the_command_line(project: Path, command: str) -> None:
    for told in (sitegen(project, command, "--lang", "de"), sitegen(project, command, SITEGEN_LANG="de")):
        assert told.returncode == 2
        assert "'de' is not one of 'en', 'fr', 'ar'" in told.stderr


def test_closings(project: Path) -> None:
    assert sitegen(project, "build", "--lang", "fr").stdout.endswith("\nRien n’a été écrit.\n")
    assert sitegen(project, "status", "--lang", "fr").stdout.endswith("\nCorrigez d’abord cela.\n")
    for path in ("about.en.md", "about.ar.md", "contact.ar.md"):
        (project / "content/pages" / path).unlink()
    assert sitegen(project, "check", "--lang", "ar").stdout == "\u2067لا أخطاء ولا تحذيرات\u2069\n"
    built = sitegen(project, "build", "--lang", "fr").stdout
    assert re.fullmatch(r"public : (\d+) fichiers ; écrits : \1, inchangés : 0, supprimés : 0\n", re.sub("[\u00a0\u202f]", " ", built))
    sitegen(project, "messages")  # the words of features that this project has not are put away
    assert sitegen(project, "messages", "--lang", "ar").stdout.startswith("    messages"), "a table stays a table"


def test_explain_in_french(tmp_path: Path) -> None:
    assert sitegen(tmp_path, "explain", "practice/unknown-number", "--lang", "fr").stdout == (
        "practice/unknown-number (erreur)\n"
        "\n"
        "  {reference}\u00a0: ce catalogue a les pratiques 1 à {total}\n"
        "\n"
        "Le numéro dépasse la fin du mémorandum. Un numéro qui en fait partie et dont le\n"
        "texte n’est pas encore connu peut être cité.\n"
        "\n"
        "conseil\u00a0: vouliez-vous dire {nearest}\u202f?\n"
    )


def test_explain_in_arabic(tmp_path: Path) -> None:
    """Every line is arranged by itself, and code is not cut in two."""
    told = sitegen(tmp_path, "explain", "translation/circle", SITEGEN_LANG="ar").stdout
    lines = [line.strip() for line in told.splitlines()[1:] if line]
    assert all(line.startswith("\u2067") and line.endswith("\u2069") for line in lines)
    assert "\u2066`translation: {of: …}`\u2069" in told
    assert all(len(INVISIBLE.findall(line)) % 2 == 0 for line in lines)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "sitegen: {folder} is not empty and was not made by sitegen (it has no .sitegen.json)."),
        ("fr", "sitegen: {folder} n’est pas vide et n’a pas été créé par sitegen (il n’a pas de .sitegen.json)."),
        ("ar", "sitegen: \u2067المجلد \u2068{folder}\u2069 ليس فارغًا ولم ينشئه \u2066sitegen\u2069 (ليس فيه \u2068.sitegen.json\u2069)."),
    ],
)
def test_why_nothing_came_of_a_run(tmp_path: Path, language: str, said: str) -> None:
    texts = {"content/pages/about.en.md": "---\ntitle: About\nsummary: s\n---\nText.\n"}
    project = written(tmp_path / "project", files(texts))
    (tmp_path / "other").mkdir()
    (tmp_path / "other/letter.txt").write_text("mine")
    built = sitegen(project, "build", "--quiet", "--lang", language, "--output", str(tmp_path / "other"))
    assert (built.returncode, built.stdout) == (3, "")
    assert built.stderr.splitlines()[0] == said.format(folder=tmp_path / "other")
