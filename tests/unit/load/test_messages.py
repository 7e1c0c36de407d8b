"""Interface words: read from .po files, checked against what is shown."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic, Span
from sitegen.base.files import SourceFile
from sitegen.load.messages import Messages, Wording, load_messages

Shown = Callable[[Iterable[Diagnostic]], list[str]]

PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
}


def load(language: str, text: str, *used: Wording) -> tuple[Messages, tuple[Diagnostic, ...]]:
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {PLURALS.get(language, "")}\\n"\n\n'
    file = SourceFile(f"locale/{language}/LC_MESSAGES/site.po", (header + text).encode())
    checked = load_messages([file], (language,), used)
    return checked.value[language], checked.diagnostics


DAYS = Wording("%(num)s day", "%(num)s days", span=Span("templates/a.html", 3, 1, 3, 1))
ARABIC_DAYS = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(("لا أيام", "يوم", "يومان", "%(num)s أيام", "%(num)s يومًا", "%(num)s يوم")))
DAY_ID = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n'


def test_words() -> None:
    messages, diagnostics = load("ar", f'msgid "Home"\nmsgstr "الرئيسية"\n\n{DAY_ID}{ARABIC_DAYS}', Wording("Home"), DAYS)
    assert not diagnostics
    assert messages.gettext("Home") == "الرئيسية"
    assert messages.gettext("Unknown") == "Unknown"
    forms = [messages.ngettext(DAYS.message, DAYS.plural, number) for number in (0, 1, 2, 3, 11, 100)]
    assert forms == ["لا أيام", "يوم", "يومان", "%(num)s أيام", "%(num)s يومًا", "%(num)s يوم"]


def test_contexts() -> None:
    messages, _ = load("fr", 'msgctxt "month"\nmsgid "May"\nmsgstr "mai"\n\nmsgid "May"\nmsgstr "peut"\n')
    assert (messages.pgettext("month", "May"), messages.gettext("May"), messages.pgettext("x", "May")) == ("mai", "peut", "May")


@pytest.mark.parametrize("number", range(3))
def test_english_needs_no_file(number: int) -> None:
    checked = load_messages([], ("en",), [DAYS])
    assert not checked.diagnostics
    assert checked.value["en"].ngettext("a day", "%d days", number) == ("a day" if number == 1 else "%d days")


def test_an_empty_english_file_changes_nothing() -> None:
    messages, diagnostics = load("en", 'msgid "Home"\nmsgstr ""\n\nmsgid "Colour"\nmsgstr "Color"\n', Wording("Other"))
    assert not diagnostics
    assert (messages.gettext("Home"), messages.gettext("Colour")) == ("Home", "Color")


NO_ENTRY = "an entry is msgid and msgstr, or msgid, msgid_plural, msgstr[0], msgstr[1] and so on; here it is"


@pytest.mark.parametrize(
    ("language", "text", "used", "expected"),
    [
        ("fr", 'msgid "Home"\nmsgstr ""\n', [], ["6:1 message/missing: 'Home' has no fr translation (write it between the quotes of msgstr)"]),
        ("fr", "", [Wording("Home")], ["0:0 message/missing: 'Home' has no fr translation (run: sitegen messages)"]),
        ("fr", '#, fuzzy\nmsgid "Home"\nmsgstr "Maison"\n', [Wording("Home")], ["7:1 message/fuzzy: the translation of 'Home' is marked fuzzy (check it and delete the line #, fuzzy)"]),
        ("fr", 'msgid "About %(name)s"\nmsgstr "Sur %(nom)s"\n', [], ["7:1 message/placeholder: %(nom)s is unknown in the translation of 'About %(name)s' (did you mean %(name)s?)"]),
        ("fr", 'msgid "Half"\nmsgstr "50 %"\n', [], ["7:1 message/placeholder: % is not doubled (%%) in the translation of 'Half'"]),
        ("fr", 'msgid "Half"\nmsgstr "50 %%"\n', [], []),
        ("fr", DAY_ID + 'msgstr[0] "un jour"\nmsgstr[1] "%(num)s jours"\n', [DAYS], ["8:1 message/placeholder: %(num)s is missing in the translation of '%(num)s day'"]),
        ("ar", DAY_ID + 'msgstr[0] "a"\nmsgstr[1] "b"\n', [DAYS], ["6:1 message/plurals: '%(num)s day' has 2 plural forms, ar needs 6"]),
        ("ar", DAY_ID + ARABIC_DAYS, [DAYS], []),
        ("fr", 'msgid "%(num)s day"\nmsgstr "%(num)s jour"\n', [DAYS], ["6:1 message/plurals: '%(num)s day' has 1 plural forms, fr needs 2"]),
        ("fr", 'msgid "Home\nmsgstr "Accueil"\nfoo\n', [], ["6:1 message/syntax: this is neither a comment nor a keyword with a text in \"…\"", "8:1 message/syntax: this is neither a comment nor a keyword with a text in \"…\""]),
        ("fr", 'msgid "Home"\n\nmsgid "Other"\nmsgstr "Autre"\n', [], [f"6:1 message/syntax: {NO_ENTRY} msgid"]),
        ("fr", '#~ msgid "Old"\n#~ msgstr "Ancien"\n', [], []),
        ("fr", '#~| msgid "Older"\n#~ msgid "Old"\n#~ msgstr "Ancien"\n', [], []),
        ("fr", '#~ msgid "Home"\n#~ msgstr "Accueil"\n', [Wording("Home")], ["6:1 message/missing: 'Home' has no fr translation (run: sitegen messages)"]),
        ("ar", DAY_ID + ARABIC_DAYS.replace('"يومان"', '""'), [DAYS], ["10:1 message/plurals: '%(num)s day' has 5 plural forms, ar needs 6"]),
        ("ar", DAY_ID + ARABIC_DAYS.replace("%(num)s أيام", "%(nun)s أيام").replace("%(num)s يومًا", "%(num)s 5%"), [DAYS], ["11:1 message/placeholder: %(nun)s is unknown in the translation of '%(num)s day' (did you mean %(num)s?)", "12:1 message/placeholder: % is not doubled (%%) in the translation of '%(num)s day'"]),
        ("fr", '#, fuzzy\n#| msgid "One day"\n' + DAY_ID + 'msgstr[0] "%(nun)s jour"\nmsgstr[1] ""\n', [DAYS], ["8:1 message/fuzzy: the translation of '%(num)s day' is marked fuzzy (check it and delete the line #, fuzzy)"]),
        ("fr", 'msgid "A"\nmsgstr "B"\n\nmsgid "A"\nmsgstr "C"\n', [], ["9:1 message/syntax: this entry stands in line 6 already"]),
        ("fr", 'msgid "A"\nmsgstr "B"\nmsgstr "C"\n', [], [f"6:1 message/syntax: {NO_ENTRY} msgid, msgstr, msgstr"]),
        ("fr", DAY_ID + 'msgstr[1] "x"\nmsgstr[0] "y"\n', [], [f"6:1 message/syntax: {NO_ENTRY} msgid, msgid_plural, msgstr[1], msgstr[0]"]),
        ("fr", 'msgctxt "c"\nmsgid ""\nmsgstr "x"\n', [], ["7:1 message/syntax: this entry has no message"]),
        ("fr", '#~ msgid "A"\n#~ msgstr B\n', [], ["7:1 message/syntax: this is neither a comment nor a keyword with a text in \"…\""]),
        ("fr", '# note\n"more"\n', [], ["7:1 message/syntax: this is neither a comment nor a keyword with a text in \"…\""]),
    ],
)  # fmt: skip
def test_mistakes(language: str, text: str, used: list[Wording], expected: list[str], shown: Shown) -> None:
    assert shown(load(language, text, *used)[1]) == expected


def test_a_wrong_plural_rule(shown: Shown) -> None:
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    checked = load_messages([SourceFile("locale/fr/LC_MESSAGES/site.po", text.encode())], ("fr",))
    assert shown(checked.diagnostics) == [
        "4:1 message/syntax: this is not the plural rule of fr; write Plural-Forms: nplurals=2; plural=(n > 1);"
    ]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Plural-Forms: nplurals=99999999999; plural=0;", "nplurals is 999999999, but languages have 1 to 6 plural forms"),
        ("Plural-Forms: nplurals=0; plural=0;", "nplurals is 0, but languages have 1 to 6 plural forms"),
        ("Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;", "nplurals is INTEGER, but languages have 1 to 6 plural forms"),
        ("Plural-Forms: nplurals=; plural=;", "the header of this file cannot be read: "),
        ("Content-Type: text/plain; charset*=a", "the header of this file cannot be read: "),
    ],
)
@pytest.mark.parametrize("comment", ["", "#: templates/base.html\n"], ids=["", "a comment below"])
def test_a_header_that_cannot_be_read(header: str, words: str, comment: str) -> None:
    text = f'# Words.\nmsgid ""\nmsgstr "{header}\\n"\n\n{comment}{DAY_ID}msgstr[0] "a"\n'
    checked = load_messages([SourceFile("locale/fr/LC_MESSAGES/site.po", text.encode())], ("fr",))
    assert [found.span.line for found in checked.diagnostics] == [2]
    assert checked.diagnostics[0].message.startswith(words)


@pytest.mark.parametrize("date", ["", "yesterday", "YEAR-MO-DA HO:MI+ZONE"])
def test_dates_in_a_header_may_say_anything(date: str) -> None:
    """Tools leave them empty, or as they stood in a template."""
    head = f'msgid ""\nmsgstr "POT-Creation-Date: {date}\\n"\n"PO-Revision-Date: {date}\\n"\n\n'
    text = f'{head}#: a.html\nmsgid "PO-Revision-Date: a"\nmsgstr "b"\n'
    checked = load_messages([SourceFile("locale/fr/LC_MESSAGES/site.po", text.encode())], ("fr",))
    assert checked.diagnostics == ()
    assert checked.value["fr"].gettext("PO-Revision-Date: a") == "b"


ARABIC_ORDERS = {
    "gettext": (PLURALS["ar"], ("صفر", "واحد", "اثنان", "قليل", "كثير", "غيرها")),
    "Babel": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5);",
        ("صفر", "واحد", "اثنان", "قليل", "غيرها", "كثير"),
    ),
}


@pytest.mark.parametrize("tool", ARABIC_ORDERS)
def test_tools_may_number_the_forms_in_their_own_order(tool: str) -> None:
    rule, forms = ARABIC_ORDERS[tool]
    entry = 'msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    text = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {rule}\\n"\n\n{entry}'
    checked = load_messages([SourceFile("locale/ar/LC_MESSAGES/site.po", text.encode())], ("ar",))
    assert not checked.diagnostics
    chosen = [checked.value["ar"].ngettext("a", "b", number) for number in (0, 1, 2, 5, 11, 99, 100, 102, 103)]
    assert chosen == ["صفر", "واحد", "اثنان", "قليل", "كثير", "كثير", "غيرها", "غيرها", "قليل"]


def test_a_language_without_a_file(shown: Shown) -> None:
    checked = load_messages([], ("en", "pt-BR"), [DAYS])
    assert [found.span.path for found in checked.diagnostics] == ["locale/pt_BR/LC_MESSAGES/site.po"]
    assert shown(checked.diagnostics) == ["0:0 message/no-file: the interface has no words in pt-BR (run: sitegen messages)"]
    assert checked.value["pt-BR"].gettext("Home") == "Home"


def test_a_region_is_served_by_its_language() -> None:
    words = SourceFile("locale/ar/LC_MESSAGES/site.po", 'msgid "Home"\nmsgstr "الرئيسية"\n'.encode())
    home = [Wording("Home")]
    checked = load_messages([words], ("ar-TN", "en-US"), home)
    assert not checked.diagnostics
    assert [checked.value[tag].gettext("Home") for tag in ("ar-TN", "en-US")] == ["الرئيسية", "Home"]
    own = SourceFile("locale/ar_TN/LC_MESSAGES/site.po", 'msgid "Home"\nmsgstr "الصفحة الأولى"\n'.encode())
    assert load_messages([words, own], ("ar-TN",), home).value["ar-TN"].gettext("Home") == "الصفحة الأولى"
    chinese = SourceFile("locale/zh/LC_MESSAGES/site.po", words.content)
    assert [found.code for found in load_messages([chinese], ("zh-TW",), home).diagnostics] == ["message/no-file"]


def test_a_missing_word_says_where_it_is_used() -> None:
    _, (found,) = load("fr", "", DAYS)
    assert [other.span.path for other in found.related] == ["templates/a.html"]
