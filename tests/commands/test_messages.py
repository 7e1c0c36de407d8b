"""sitegen messages: catalogues begun, updated and checked, in real files."""

import json
import shutil
from pathlib import Path

import pytest

from sitegen.cli import run
from sitegen.l10n.phrases import PHRASES
from tests.projects import ROOT, snapshot

CONFIG = "title: {en: A site, fr: Un site}\nurl: https://site.example/\nlanguages: {en: {}, fr: {}}\n"
PAGE = "<h1>{{ _('Skip to content') }}</h1>\n{{ ngettext('%(num)s day', '%(num)s days', 3) }}\n"
TEMPLATE = "templates/page.html"
FRENCH = "locale/fr/LC_MESSAGES/site.po"
GERMAN = "locale/de/LC_MESSAGES/site.po"
ENGLISH = "locale/en/LC_MESSAGES/site.po"
SHOWN = """\
# Words of our own. Ask Léa.
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

# It is read out, never seen.
#: templates/page.html
msgid "Skip to content"
msgstr "Aller au contenu"

#: templates/page.html
#, python-format
msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] "%(num)s jour"
msgstr[1] "%(num)s jours"
"""
TOTAL = 2 + len(PHRASES)

Captured = pytest.CaptureFixture[str]


def own(phrase: str) -> str:
    flags = "#, python-format\n" if "%(" in phrase else ""
    return f'\n#: sitegen/l10n/phrases.py\n{flags}msgid "{phrase}"\nmsgstr "« {phrase} »"\n'


WORDS = SHOWN + "".join(map(own, PHRASES))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {"config.yaml": CONFIG, TEMPLATE: PAGE, FRENCH: WORDS, GERMAN: WORDS}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_to_do(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    assert run(["messages"]) == 0
    told = capsys.readouterr().out
    assert told == (
        "    messages  translated  to translate  fuzzy  obsolete\n"
        f"fr  {TOTAL:>8}  {TOTAL:>10}             0      0         0\n"
        f"de  {TOTAL:>8}  {TOTAL:>10}             0      0         0\n"
    )
    assert run(["messages", "--check"]) == 0
    assert capsys.readouterr() == (told, "")
    assert snapshot(root) == before


def test_words_come_change_and_go(root: Path, capsys: Captured) -> None:
    (root / TEMPLATE).write_text(PAGE.replace("Skip to content", "Skip to the content").replace("ngettext", "_('A quite new one') ~ ngettext"))
    before = snapshot(root)
    assert run(["messages", "--check"]) == 1
    out, err = capsys.readouterr()
    assert err == f"{FRENCH}: out of date; run: sitegen messages\n{GERMAN}: out of date; run: sitegen messages\n"
    assert f"{FRENCH}: error[message/missing]\n  'A quite new one' has no fr translation\n  {TEMPLATE}:2:1: used here" in out
    assert snapshot(root) == before

    assert run(["messages"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert f"{FRENCH}:9:1: error[message/fuzzy]" in out
    assert f"{FRENCH}:13:1: error[message/missing]\n  'A quite new one' has no fr translation\n  13 | msgid \"A quite new one\"" in out
    assert f"\n{FRENCH}: updated\n{GERMAN}: updated\n\n" in out
    assert f"fr  {TOTAL + 1:>8}  {TOTAL - 1:>10}             1      1         0\n" in out
    changed = '#, fuzzy\n#| msgid "Skip to content"\nmsgid "Skip to the content"\nmsgstr "Aller au contenu"\n\n#: templates/page.html\nmsgid "A quite new one"\nmsgstr ""\n'
    assert (root / FRENCH).read_text(encoding="utf-8") == WORDS.replace('msgid "Skip to content"\nmsgstr "Aller au contenu"\n', changed)
    assert set(snapshot(root)) == set(before), "nothing is left beside the files"

    once = snapshot(root)
    assert run(["messages"]) == 1
    assert snapshot(root) == once

    (root / TEMPLATE).write_text("nothing")
    assert run(["messages", "--quiet"]) == 0
    gone = (root / FRENCH).read_text(encoding="utf-8")
    assert '\n#~ msgid "%(num)s day"\n#~ msgid_plural "%(num)s days"\n#~ msgstr[0] "%(num)s jour"\n#~ msgstr[1] "%(num)s jours"\n' in gone
    (root / TEMPLATE).write_text(PAGE)
    assert run(["messages", "--quiet"]) == 1
    assert '\nmsgstr[0] "%(num)s jour"\nmsgstr[1] "%(num)s jours"\n' in (root / FRENCH).read_text(encoding="utf-8")


def test_new_catalogues(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    assert run(["messages", "sr-Latn", "en", "--check"]) == 1
    assert "sr_Latn/LC_MESSAGES/site.po: missing; run: sitegen messages sr-Latn\n" in capsys.readouterr().err
    assert snapshot(root) == before
    assert run(["messages", "sr-Latn", "en"]) == 0
    out = capsys.readouterr().out
    assert "locale/en/LC_MESSAGES/site.po: begun\nlocale/sr_Latn/LC_MESSAGES/site.po: begun\n" in "".join(sorted(out.splitlines(keepends=True)))
    serbian = (root / "locale/sr_Latn/LC_MESSAGES/site.po").read_text(encoding="utf-8")
    assert serbian.startswith('# Interface words in Serbian (Latin). ')
    assert '"Language: sr_Latn\\n"\n' in serbian
    assert '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 :' in serbian
    assert 'msgstr[2] ""\n' in serbian
    assert 'msgid "Skip to content"\nmsgstr "Skip to content"\n' in (root / ENGLISH).read_text(encoding="utf-8")
    assert "message/missing" not in out  # everybody knows that a new one is empty
    assert run(["messages"]) == 1
    assert "error[message/missing]\n  'Skip to content' has no sr-Latn translation" in capsys.readouterr().out
    assert set(snapshot(root)) - set(before) == {ENGLISH, "locale/sr_Latn/LC_MESSAGES/site.po"}


def test_a_configured_language_gets_its_file(root: Path, capsys: Captured) -> None:
    shutil.rmtree(root / "locale")
    assert run(["messages", "--check", "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert f"{FRENCH}: error[message/no-file]" in out
    assert err == f"{FRENCH}: missing; run: sitegen messages\n"
    assert run(["messages"]) == 0
    assert set(snapshot(root)) == {"config.yaml", TEMPLATE, FRENCH}, "English needs no file"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("german", "Did you mean de?"),
        ("de_AT", "Did you mean de-AT?"),
        ("PT-br", "Did you mean pt-BR?"),
        ("../fr", "Write a tag like fr, pt-BR or sr-Latn."),
        ("x-klingon", "is not the BCP 47 tag of a language"),
        ("und", "is not the BCP 47 tag of a language"),
        ("root", "is not the BCP 47 tag of a language"),
        ("", "is not the BCP 47 tag of a language"),
    ],
)
def test_wrong_tags(root: Path, capsys: Captured, tag: str, words: str) -> None:
    before = snapshot(root)
    assert run(["messages", tag]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('msgstr "Aller au contenu"', 'msgstr ""', "7:1: error[message/missing]"),
        ("#: templates/page.html\nmsgid", "#: templates/page.html\n#, fuzzy\nmsgid", "8:1: error[message/fuzzy]"),
        ("%(num)s jours", "%(nun)s jours", "15:1: error[message/placeholder]"),
        ("%(num)s jours", "", "15:1: error[message/plurals]"),
        ('"Aller au', '"Aller "au', "8:1: error[message/syntax]"),
    ],
)
def test_mistakes_of_translators(root: Path, capsys: Captured, old: str, new: str, place: str) -> None:
    """They are named at their line, in catalogues of all languages; the files are not out of date because of them."""
    for path in (FRENCH, GERMAN):
        edit(root / path, old, new)
    before = snapshot(root)
    for words in (["messages", "--check"], ["messages"]):
        assert run(words) == 1
        out, err = capsys.readouterr()
        assert f"{FRENCH}:{place}" in out
        assert f"{GERMAN}:{place}" in out
        assert "2 errors in 2 files" in out
        assert err == ""
        assert snapshot(root) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'msgid "A"\nmsgstr "B\n', "message/syntax"),
        (b"\xff\xfe", "text/not-utf8"),
        (b"#" * 5_000_001, "file/too-large"),
        (WORDS.replace("Aller", "Aller\u202e").encode(), "text/stray-bidi"),
    ],
    ids=["syntax", "not UTF-8", "too large", "invisible"],
)
def test_a_broken_file_is_left_alone_and_the_others_are_not(root: Path, capsys: Captured, content: bytes, code: str) -> None:
    (root / FRENCH).write_bytes(content)
    (root / TEMPLATE).write_text(PAGE + "{{ _('More') }}")
    assert run(["messages"]) == 1
    out = capsys.readouterr().out
    assert f"error[{code}]" in out
    assert "\nfr  cannot be read; left as it is\n" in out
    assert (root / FRENCH).read_bytes() == content
    assert 'msgid "More"' in (root / GERMAN).read_text(encoding="utf-8")


def test_an_empty_file_is_a_beginning(root: Path) -> None:
    (root / FRENCH).write_bytes(b"")
    assert run(["messages", "-q"]) == 1
    assert (root / FRENCH).read_text(encoding="utf-8").startswith("# Interface words in French.")


@pytest.mark.parametrize("place", [FRENCH, "locale/fr"])
def test_links_out_of_the_project(root: Path, capsys: Captured, place: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "LC_MESSAGES").mkdir()
    (outside / "LC_MESSAGES/site.po").write_text(WORDS + '\nmsgid "x"\nmsgstr "y"\n', encoding="utf-8")
    before = snapshot(outside)
    shutil.rmtree(root / "locale/fr")
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(outside / "LC_MESSAGES/site.po" if place == FRENCH else outside)
    assert run(["messages"]) == 1
    out = capsys.readouterr().out
    assert f"{place}: error[file/unreadable]" in out
    assert "1 error in 1 file" in out
    assert snapshot(outside) == before


def test_a_link_inside_the_project_stays_one(root: Path) -> None:
    (root / GERMAN).unlink()
    (root / GERMAN).symlink_to(root / FRENCH)
    (root / TEMPLATE).write_text(PAGE + "{{ _('More') }}")
    assert run(["messages", "-q"]) == 1
    assert (root / GERMAN).is_symlink()
    assert 'msgid "More"' in (root / FRENCH).read_text(encoding="utf-8")


def test_a_read_only_file_stops_all(root: Path, capsys: Captured) -> None:
    (root / GERMAN).chmod(0o444)
    assert run(["messages"]) == 0, "it need not be written"
    (root / TEMPLATE).write_text(PAGE + "{{ _('More') }}")
    before = snapshot(root)
    capsys.readouterr()
    assert run(["messages", "it"]) == 3
    assert capsys.readouterr().err == f"sitegen: {GERMAN}: it is marked read-only\n"
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("path", "text", "code", "place"),
    [
        (TEMPLATE, "{{ _('Skip to content' }}", 1, f"{TEMPLATE}:1: error[template/syntax]"),
        (TEMPLATE, "\x00", 1, f"{TEMPLATE}:1:1: error[text/control-character]"),
        ("config.yaml", "languages: [", 2, "config.yaml:1:13: error[yaml/syntax]"),
        ("config.yaml", None, 2, "config.yaml: error[config/missing]"),
        ("locale", "a file", 1, "locale: error[file/unreadable]"),
    ],
)
def test_nothing_is_written_before_the_words_in_use_are_known(root: Path, capsys: Captured, path: str, text: str | None, code: int, place: str) -> None:
    if path == "locale":
        shutil.rmtree(root / path)
    (root / path).unlink(missing_ok=True)
    if text is not None:
        (root / path).write_text(text)
    before = snapshot(root)
    assert run(["messages", "de"]) == code
    out = capsys.readouterr().out
    assert place.partition(":1")[0] in out
    assert place.rpartition(" ")[2] in out
    assert "Nothing was written." in out
    assert snapshot(root) == before


def test_a_folder_that_is_no_language(root: Path, capsys: Captured) -> None:
    (root / "locale/french").mkdir()
    shutil.move(root / "locale/fr/LC_MESSAGES", root / "locale/french/LC_MESSAGES")
    assert run(["messages", "--check"]) == 1
    assert "locale/french/LC_MESSAGES/site.po: error[value/not-a-language]\n  'french' is not the code" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "meant"), [("pt-BR", "pt_BR"), ("FR", "fr"), ("SR_latn", "sr_Latn")])
def test_a_folder_that_nobody_looks_into(root: Path, capsys: Captured, name: str, meant: str) -> None:
    shutil.rmtree(root / "locale/fr")
    (root / f"locale/{name}/LC_MESSAGES").mkdir(parents=True)
    (root / f"locale/{name}/LC_MESSAGES/site.po").write_text(WORDS, encoding="utf-8")
    before = snapshot(root)
    assert run(["messages"]) == 1
    out = capsys.readouterr().out
    assert f"locale/{name}/LC_MESSAGES/site.po: error[file/misnamed]" in out
    assert f"did you mean locale/{meant}/LC_MESSAGES/site.po?" in out
    assert out.endswith("Nothing was written.\n")
    assert snapshot(root) == before


def test_formats(root: Path, capsys: Captured) -> None:
    edit(root / FRENCH, "%(num)s jours", "%(nun)s jours")
    assert run(["messages", "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == ("message/placeholder", FRENCH, 15)
    assert run(["messages", "--check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={FRENCH},line=15,")
    edit(root / FRENCH, "%(nun)s jours", "%(num)s jours")
    assert run(["messages", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_project_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.chdir(root.parent)
    (root / TEMPLATE).write_text(PAGE + "{{ _('More') }}")
    assert run(["messages", "--check", "--root", root.name]) == 1
    out, err = capsys.readouterr()
    assert f"{root.name}/{GERMAN}: out of date; run: sitegen messages\n" in err
    assert f"{root.name}/{FRENCH}: error[message/missing]" in out
    assert run(["messages", "--root", root.name]) == 1
    assert 'msgid "More"' in (root / GERMAN).read_text(encoding="utf-8")


def test_files_of_this_project(capsys: Captured) -> None:
    """The words of this project are in step with its templates, and all languages have them."""
    assert run(["messages", "--check", "--root", str(ROOT)]) == 0, capsys.readouterr()


def test_help(capsys: Captured) -> None:
    assert run(["messages", "--help"]) == 0
    told = capsys.readouterr().out
    assert "sitegen messages de sr-Latn" in told
    assert max(map(len, told.splitlines())) <= 100
