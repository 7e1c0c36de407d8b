"""Upkeep: what becomes of a catalogue when the words in use change."""

import re

import pytest

from sitegen.base.diagnostics import Span
from sitegen.base.files import SourceFile
from sitegen.load.messages import Wording, load_messages, messages_path, own_wordings
from sitegen.load.theme import load_theme
from sitegen.load.upkeep import extracted, kept
from sitegen.model.configuration import Feature
from tests.projects import theme

HEAD = """\
# Words in French.
#
#   Ask Léa before you change "réseau".

#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: a site\\n"
"Language: fr\\n"
"X-Editor: Poedit\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def at(path: str, line: int = 1) -> Span:
    return Span(path, line, 1, line, 1)


HOME = Wording("Home", span=at("templates/a.html"))
DAYS = Wording("%(num)s day", "%(num)s days", span=at("templates/b.html"))
HOME_ENTRY = '#: templates/a.html\nmsgid "Home"\nmsgstr "Accueil"\n'
DAYS_BODY = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "%(num)s jour"\nmsgstr[1] "%(num)s jours"\n'
DAYS_ENTRY = f"#: templates/b.html\n#, python-format\n{DAYS_BODY}"


def updated(text: str, *wordings: Wording, language: str = "fr", head: str = f"{HEAD}\n") -> str:
    """The entries of a file after an update, which a second one leaves alone."""
    file = SourceFile(messages_path(language), (head + text).encode())
    once = kept(file, language, wordings)
    assert once is not None
    twice = kept(SourceFile(file.path, once.content), language, wordings)
    assert twice == once, "a second update changes nothing"
    content = once.content.decode()
    assert content.startswith(head), "the head stays as it is"
    return content.removeprefix(head)


def test_extraction() -> None:
    template = extracted(
        [
            Wording("Back", context="way"),
            Wording("Home"),
            Wording("Home", span=at("templates/b.html", 7)),
            DAYS,
            HOME,
            Wording("Back", span=at("templates/b.html", 2)),
        ]
    )
    found = [(one.id, one.context, one.locations) for one in template if one.id]
    assert found == [
        ("Home", None, [("templates/a.html", 0), ("templates/b.html", 0), ("sitegen/l10n/phrases.py", 0)]),
        ((DAYS.message, DAYS.plural), None, [("templates/b.html", 0)]),
        ("Back", None, [("templates/b.html", 0)]),
        ("Back", "way", [("sitegen/l10n/phrases.py", 0)]),
    ]


@pytest.mark.parametrize(
    ("before", "wordings", "after"),
    [
        pytest.param("", [HOME], '#: templates/a.html\nmsgid "Home"\nmsgstr ""\n', id="new"),
        pytest.param(
            HOME_ENTRY, [DAYS, HOME],
            f'{HOME_ENTRY}\n#: templates/b.html\n#, python-format\nmsgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] ""\nmsgstr[1] ""\n',
            id="new plural",
        ),
        pytest.param(f"{HOME_ENTRY}\n{DAYS_ENTRY}", [HOME], f"{HOME_ENTRY}\n{re.sub('^', '#~ ', DAYS_BODY.strip(), flags=re.MULTILINE)}\n", id="gone"),
        pytest.param(f'{HOME_ENTRY}\nmsgid "Gone"\nmsgstr ""\n', [HOME], HOME_ENTRY, id="gone without a translation"),
        pytest.param(f'{HOME_ENTRY}\n# Why?\nmsgid "Gone"\nmsgstr ""\n', [HOME], f'{HOME_ENTRY}\n# Why?\n#~ msgid "Gone"\n#~ msgstr ""\n', id="gone with a comment"),
        pytest.param('# Not maison.\n#~ msgid "Home"\n#~ msgstr "Accueil"\n', [HOME], f"# Not maison.\n{HOME_ENTRY}", id="back"),
        pytest.param('#, fuzzy\n#~ msgid "Home"\n#~ msgstr "Accueil"\n', [HOME], HOME_ENTRY.replace("msgid", "#, fuzzy\nmsgid"), id="back as fuzzy as it was"),
        pytest.param('#, fuzzy\nmsgid "Gone"\nmsgstr "x"\n', [], '#, fuzzy\n#~ msgid "Gone"\n#~ msgstr "x"\n', id="gone and fuzzy"),
        pytest.param(
            'msgid "Skip to content"\nmsgstr "Aller au contenu"\n', [Wording("Skip to the content", span=at("templates/a.html"))],
            '#: templates/a.html\n#, fuzzy\n#| msgid "Skip to content"\nmsgid "Skip to the content"\nmsgstr "Aller au contenu"\n',
            id="changed",
        ),
        pytest.param(
            DAYS_ENTRY, [Wording("%(num)s day left", "%(num)s days left", span=at("templates/b.html"))],
            '#: templates/b.html\n#, fuzzy, python-format\n#| msgid "%(num)s day"\n#| msgid_plural "%(num)s days"\n'
            + DAYS_BODY.replace(' day"', ' day left"').replace(' days"', ' days left"'),
            id="changed plural message",
        ),
        pytest.param(
            DAYS_ENTRY, [Wording("%(num)s day", "%(num)s full days", span=at("templates/b.html"))],
            '#: templates/b.html\n#, fuzzy, python-format\n#| msgid "%(num)s day"\n#| msgid_plural "%(num)s days"\n' + DAYS_BODY.replace(' days"', ' full days"'),
            id="changed plural",
        ),
        pytest.param(
            DAYS_ENTRY.replace("%(num)s jours", "").replace("%(num)s jour", ""), [Wording("%(num)s day left", "%(num)s days left", span=at("templates/b.html"))],
            '#: templates/b.html\n#, python-format\nmsgid "%(num)s day left"\nmsgid_plural "%(num)s days left"\nmsgstr[0] ""\nmsgstr[1] ""\n',
            id="a guess without words is none",
        ),
        pytest.param(
            'msgid "%(num)s day"\nmsgstr "%(num)s jour"\n', [DAYS],
            '#: templates/b.html\n#, fuzzy, python-format\n#| msgid "%(num)s day"\n' + DAYS_BODY.replace("%(num)s jours", ""),
            id="counted now",
        ),
        pytest.param(
            'msgid "Go to %(place)s"\nmsgstr "Vers %(place)s"\n', [Wording("Go to places", span=at("templates/a.html"))],
            '#: templates/a.html\n#, fuzzy\n#| msgid "Go to %(place)s"\nmsgid "Go to places"\nmsgstr "Vers %(place)s"\n',
            id="flags are those of the new words",
        ),
        pytest.param(
            'msgctxt "month"\nmsgid "May"\nmsgstr "mai"\n\nmsgid "May"\nmsgstr "peut"\n', [Wording("May", "", "month", at("templates/a.html"))],
            '#: templates/a.html\nmsgctxt "month"\nmsgid "May"\nmsgstr "mai"\n\n#~ msgid "May"\n#~ msgstr "peut"\n',
            id="contexts",
        ),
    ],
)  # fmt: skip
def test_updates(before: str, wordings: list[Wording], after: str) -> None:
    assert updated(before, *wordings) == after


COMMENTED = f"""\
# Not "maison":
#
#   the word for a start page, and a comment that is longer than the width at which messages are broken into lines; it stays.
#
#. A note of another tool.
{HOME_ENTRY}
#~ msgid "Old"
#~ msgstr "Ancien"

# To be continued.
"""


def test_comments_stay_as_they_are() -> None:
    assert updated(COMMENTED, HOME) == COMMENTED
    longer = updated(COMMENTED, HOME, DAYS)
    assert longer == COMMENTED.replace("#~ ", DAYS_ENTRY.replace("%(num)s jours", "").replace("%(num)s jour", "") + "\n#~ ", 1)


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(HOME_ENTRY.replace('"Accueil"', '""\n"Acc"\n"ueil"'), id="broken into lines elsewhere"),
        pytest.param(HOME_ENTRY.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(HOME_ENTRY + "\n\n\n", id="empty lines"),
        pytest.param(HOME_ENTRY.replace("a.html", "a.html:12"), id="line numbers"),
        pytest.param(HOME_ENTRY.replace("msgid", '#| msgid "Start"\nmsgid', 1), id="confirmed, with what was translated before"),
        pytest.param('#~| msgid "Older"\n#~ msgid "Old"\n#~ msgstr "Ancien"\n\n' + HOME_ENTRY, id="obsolete entries first"),
    ],
)  # fmt: skip
def test_a_file_changes_only_when_words_do(odd: str) -> None:
    assert updated(odd, HOME) == odd


def test_line_ends_are_kept() -> None:
    text = (HEAD + "\n" + HOME_ENTRY).replace("\n", "\r\n")
    done = kept(SourceFile(messages_path("fr"), text.encode()), "fr", [HOME, DAYS])
    assert done is not None
    assert done.content.startswith(text.encode())
    assert done.content.count(b"\n") == done.content.count(b"\r\n")


def test_long_previous_words_survive() -> None:
    words = "It is a long way " * 10
    before = f'msgid "{words}"\nmsgstr "Le chemin est long"\n'
    after = updated(before, Wording(f"{words}home", span=at("templates/my page.html")))
    assert after.startswith('#: \u2068templates/my page.html\u2069\n#, fuzzy\n#| msgid ""\n#| "It is')
    assert max(map(len, after.splitlines())) <= 110


def test_endless_words_are_not_broken() -> None:
    """Babel would look for hyphens in them, in time that grows with the square of their length."""
    endless = f'#: templates/a.html\nmsgid "Home"\nmsgstr "{"a" * 200_000}"\n'
    assert updated(endless, HOME, DAYS).startswith(endless)


def test_english_has_its_own_words() -> None:
    colour, days = Wording("Colour", span=at("templates/a.html")), Wording("%(num)s day", "%(num)s full days", span=at("templates/b.html"))
    own = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "%(num)s day"\nmsgstr[1] "%(num)s days"\n'
    after = updated(f'msgid "Colour"\nmsgstr "Color"\n\n{own}\nmsgid "Homes"\nmsgstr "Homes"\n', colour, days, HOME, language="en")
    assert after == (
        '#: templates/a.html\nmsgid "Colour"\nmsgstr "Color"\n\n#: templates/a.html\nmsgid "Home"\nmsgstr "Home"\n\n'
        f'#: templates/b.html\n#, python-format\n{own.replace("days", "full days")}\n#~ msgid "Homes"\n#~ msgstr "Homes"\n'
    )


@pytest.mark.parametrize("language", ["ar", "de", "sr-Latn", "zh-Hant-TW", "pt-BR", "ga"])
def test_a_new_catalogue(language: str) -> None:
    path = messages_path(language)
    begun = kept(SourceFile(path, b""), language, [HOME, DAYS])
    assert begun is not None
    assert (begun.messages, begun.untranslated) == (2, 2)
    assert f'"Language: {language.replace("-", "_")}\\n"' in begun.content.decode()
    found = load_messages([SourceFile(path, begun.content)], (language,), [HOME, DAYS]).diagnostics
    assert {one.code for one in found} == {"message/missing"}, "the header, too, is read without complaint"


def test_counts() -> None:
    text = f'{HEAD}\n{HOME_ENTRY}\n#, fuzzy\nmsgid "Menu"\nmsgstr "Carte"\n\n{DAYS_ENTRY.replace("%(num)s jours", "")}\n#~ msgid "Old"\n#~ msgstr "Ancien"\n'
    done = kept(SourceFile(messages_path("fr"), text.encode()), "fr", [HOME, DAYS, Wording("Menu")])
    assert done is not None
    assert (done.messages, done.translated, done.untranslated, done.fuzzy, done.obsolete) == (3, 1, 1, 1, 1)


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"hello", HEAD.encode() + b'\nmsgid "A"\n', HEAD.encode() + b'\nmsgid "A"\nmsgstr "\xe2\x80\xae"\n', b"#" * 5_000_001],
    ids=["not UTF-8", "no lines of gettext", "half an entry", "invisible characters", "too large"],
)
def test_what_cannot_be_read_without_loss_is_left_alone(content: bytes) -> None:
    assert kept(SourceFile(messages_path("fr"), content), "fr", [HOME]) is None


@pytest.mark.parametrize("file", [file for file in theme() if file.path.endswith(".po")], ids=lambda file: file.path)
def test_our_own_files_are_written_as_they_are(file: SourceFile) -> None:
    """Without their locations, which come back, they are written anew."""
    wordings = (*load_theme(theme()).value.wordings, *own_wordings(Feature))
    bare = SourceFile(file.path, re.sub(rb"^#:.*\n", b"", file.content, flags=re.MULTILINE))
    done = kept(bare, file.path.split("/")[1].replace("_", "-"), wordings)
    assert done is not None
    assert done.content == file.content != bare.content
