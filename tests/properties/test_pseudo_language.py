"""Nothing that a reader sees or hears is left in English: the whole site, in two languages that nobody speaks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import etree, html

from sitegen.base.files import SourceFile
from sitegen.link.routes import Target
from sitegen.load.messages import PATH, Wording, load_messages
from sitegen.pipeline import connect
from tests.projects import theme
from tests.pseudo import BY_TAG, GREEK, HEBREW, KEPT, WORD, Pseudo, artifacts, project, wordings

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XHTML = "{http://www.w3.org/1999/xhtml}"
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
NAMED = re.compile(r"%\(\w+\)s")
ISOLATES = re.compile("[\u2066-\u2069]")
ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
# What may stand in Latin letters: web addresses, file numbers, formats and sizes of files; names that programs read.
AS_IS = re.compile(r"(?:https?://)?[\w.-]+\.example\b[\w./-]*|\bA\d{7}\b|\b(?:PDF|JSON|CSV)\b|\d\sKB\b")
SILENT = {"script", "style", "template", "code"}
READ_OUT = ("title", "alt", "label", "placeholder", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext")
METADATA = "//meta[@name='description' or @property='og:title' or @property='og:description' or @property='og:site_name']"
FEED_TEXTS = ("title", "subtitle", "summary", "content", "name", "category", "rights")
KINDS = {
    "home", "section", "year", "page of events", "reading", "catalogue", "practice", "coverage", "organisation", "country",
    "data", "event", "project", "publication", "initiative", "page",
}  # fmt: skip
# Messages that no page of the site shows, and why.
BY_SCRIPT = "a script shows it, on sites that offer filters"
BY_SEARCH = "the script of the search page shows it"
UNSEEN: dict[str, str] = {
    **dict.fromkeys(("Remove:", "Clear all", "Narrowed to", "Nothing matches all of these."), BY_SCRIPT),
    **dict.fromkeys(("Upcoming", "Under way"), BY_SCRIPT),
    **dict.fromkeys(("Searching …", "Nothing found.", "Remove: %(name)s", "All results %(in_language)s"), BY_SEARCH),
    "Nothing found in this language, but there are results in others.": BY_SEARCH,
    "The search does not work just now. Try again later, or browse.": BY_SEARCH,
    "Without a date": "all that it would stand above has a date there",
    "One block for each event, in columns of %(num)s month.": "only where an initiative has dozens of events",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text that is shown or read out: where, in which language the page says that it is, and the text."""

    path: str
    element: str
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: <{self.element}> {self.text.strip()!r}"


def language_of(element: html.HtmlElement) -> str:
    return next((one.get("lang") or one.get(XML_LANG) for one in (element, *element.iterancestors()) if one.get("lang") or one.get(XML_LANG)), "")


def name_of(element: html.HtmlElement) -> str:
    return f"{element.tag} class={element.get('class')}" if element.get("class") else str(element.tag)


def on_page(path: str, page: html.HtmlElement) -> Iterator[Said]:
    """Every text and every attribute that is shown, read out or given to search engines and feed readers."""
    for element in page.iter(etree.Element):
        if element.tag in SILENT:
            continue
        name, language = name_of(element), language_of(element)
        yield Said(path, name, language, element.text or "")
        for child in element:
            yield Said(path, name, language, child.tail or "")
        for attribute in (*READ_OUT, *(["value"] if element.tag in {"input", "button"} else [])):
            yield Said(path, f"{name} {attribute}", language, element.get(attribute, ""))
    for element in page.xpath(METADATA):
        yield Said(path, "meta", language_of(element), element.get("content"))


def in_feed(path: str, feed: etree._Element) -> Iterator[Said]:
    for element in feed.iter(etree.Element):
        name = etree.QName(element).localname
        if name in FEED_TEXTS:
            yield Said(path, name, language_of(element), " ".join((*element.itertext(), element.get("label", ""))))


@cache
def said(bare: bool = False) -> tuple[Said, ...]:
    """All that the finished site says."""
    found: list[Said] = []
    for one in artifacts(bare):
        if one.path.endswith(".html"):
            found += on_page(one.path, html.document_fromstring(one.content))
        elif one.path.endswith("feed.xml"):
            found += in_feed(one.path, etree.fromstring(one.content))
    return tuple(one for one in found if one.text.strip())


def told(found: Iterable[Said]) -> str:
    lines = sorted(map(str, found))
    return "\n".join(["", *lines[:40], *([f"and {len(lines) - 40} more"] if len(lines) > 40 else [])])


# The pseudo-language


@pytest.mark.parametrize("pseudo", [HEBREW, GREEK], ids=lambda pseudo: pseudo.tag)
def test_words_are_replaced_and_half_as_long_again(pseudo: Pseudo) -> None:
    assert len(set(pseudo.letters)) == 26
    text = " ".join(f"{wording.message} {wording.plural}" for wording in wordings())
    words = pseudo.words(text)
    assert not LATIN.search(KEPT.sub("", words))
    letters = re.compile(r"[^\W\d_]")
    before, after = (len(letters.findall(KEPT.sub("", one))) for one in (text, words))
    assert 1.4 < after / before < 1.6
    known = set(WORD.findall(KEPT.sub("", text).lower()))
    assert len({pseudo.words(word) for word in known}) == len(known)


@pytest.mark.parametrize(
    "kept",
    ["%(num)s", "%%", "<b class='x'>", "</b>", "&nbsp;", "https://house.example/a", "](event:gathering)", "[^note]", "{: lang=el }"],
)
def test_what_is_no_word_is_kept(kept: str) -> None:
    assert HEBREW.words(f"a {kept} b") == f"{HEBREW.words('a')} {kept} {HEBREW.words('b')}"


@pytest.mark.parametrize("tag", ["he", "el", "ar", "ru", "ja"])
def test_a_catalogue_is_complete_in_every_plural_form(tag: str) -> None:
    file = SourceFile(PATH.format(tag), Pseudo(tag, HEBREW.letters).catalogue(wordings()).encode())
    checked = load_messages([file], (tag,), wordings())
    assert not checked.diagnostics
    assert len(checked.value[tag].entries) == len({wording.key for wording in wordings()})


# The site


def test_the_site_has_every_kind_of_page() -> None:
    site = connect(project()).value
    assert site
    for tag in BY_TAG:
        assert {target.kind for target, language in site.routes.addresses if language == tag} == KINDS
        assert site.routes.of(Target("page of events", "3"), tag)
        assert {page.state.value for (_, language), page in site.pages.items() if language == tag} >= {"original", "current", "stale", "fallback"}


@pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])
def test_no_word_is_left_in_latin_letters(bare: bool) -> None:
    left = [one for one in said(bare) if LATIN.search(AS_IS.sub("", ISOLATES.sub("", one.text)))]
    assert not left, told(left)


@pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])
def test_words_of_the_other_language_say_so(bare: bool) -> None:
    """Every text that is not in the page's language stands in an element that names its own.

    Three cannot: what is in the head, where search engines get the title of a borrowed text as it is; names, which
    are in no language; and parts of an attribute. Names and parts are at least isolated (UAX #9).
    """
    letters = {tag: {*pseudo.letters, *pseudo.letters.upper()} for tag, pseudo in BY_TAG.items()}
    marked = [one for one in said(bare) if not one.element.startswith(("title", "meta", "bdi"))]
    wrong = [one for one in marked if any(set(ISOLATED.sub("", one.text)) & known for tag, known in letters.items() if tag != one.language)]
    assert not wrong, told(wrong)


def test_every_message_is_shown_somewhere() -> None:
    """With a full site and one without content, so that what is said of empty lists is said too."""
    unseen = {wording.message for wording in wordings()}
    for pseudo in BY_TAG.values():
        texts = "\n".join(sorted(shown_texts(pseudo.tag)))
        seen = {one for one in wordings() if any(pattern.search(texts) for pattern in patterns(pseudo, one))}
        unseen -= {one.message for one in seen}
    assert unseen == set(UNSEEN)


def patterns(pseudo: Pseudo, wording: Wording) -> Iterator[re.Pattern[str]]:
    """What a message looks like on a page, with anything in the place of its placeholders."""
    for form in filter(None, (wording.message, wording.plural)):
        pieces = [re.escape(piece).replace("%%", "%") for piece in NAMED.split(pseudo.words(form))]
        yield re.compile(r"(?<!\w)" * bool(pieces[0]) + ".{1,400}?".join(pieces) + r"(?!\w)" * bool(pieces[-1]))


@cache
def shown_texts(tag: str) -> frozenset[str]:
    """What is said in a language: each element of a page as one line, each attribute, each text of a feed."""
    lines = {one.text for bare in (False, True) for one in said(bare) if one.language == tag}
    for one in (*artifacts(), *artifacts(bare=True)):
        if one.path.endswith(".html"):
            page = html.document_fromstring(one.content)
            lines |= {block.text_content() for block in page.iter("p", "li", "dt", "dd", "aside", "figcaption", "h1", "h2") if language_of(block) == tag}
    return frozenset(" ".join(ISOLATES.sub("", line).split()) for line in lines)


# Sides, in style sheets and templates

# What names a side of the page instead of the start or the end of a line, by property, by value, by function.
PHYSICAL = re.compile(
    r"(?<![\w-])(?:left|right|(?:margin|padding|inset|scroll-(?:margin|padding)|border(?:-(?:top|bottom))?)-(?:left|right)[\w-]*)\s*:"
    r"|(?<![\w-])(?:text-align(?:-last)?|float|clear|justify-\w+|background[\w-]*|mask[\w-]*|object-position|transform-origin|perspective-origin)\s*:"
    r"[^;}]*(?<![\w-])(?:left|right)(?![\w-])"
    r"|\bto\s+(?:(?:top|bottom)\s+)?(?:left|right)\b|\btranslate(?:X|3d)?\("
)
# Four values in a row go round the box: top, right, bottom, left; or corner by corner.
ROUND = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color|radius)|scroll-(?:margin|padding))\s*:\s*([^;}]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IN_MARKUP = re.compile(r"""\b(?:align=|style=["'][^"']*\b(?:left|right)\b|class=["'][^"']*(?<![\w])(?:left|right)(?![\w]))""")


def uneven(values: str) -> bool:
    """Whether four values give the left side another value than the right one."""
    parts = re.findall(r"(?:[^\s(]+(?:\([^)]*\))?)+", values.replace("!important", ""))
    return len(parts) == 4 and parts[1] != parts[3]


def sides(css: str) -> list[str]:
    css = COMMENT.sub("", css)
    return [*(found[0] for found in PHYSICAL.finditer(css)), *(found[0] for found in ROUND.finditer(css) if uneven(found[1]))]


@pytest.mark.parametrize(
    "css",
    [
        "a { left: 0 }", "a{margin-left:1px}", "a { border-top-left-radius: 2px }", "a { border-right: 0 }", "a { text-align: right; }",
        "a { float: left }", "a { background: url(x) left top }", "a { background-position: right }", "a { transform: translateX(2px) }",
        "a { padding: 0 1px 0 2px }", "a { background: linear-gradient(to left, red, blue) }", "a { inset: 0 auto 0 calc(1px + 2px) }",
    ],
)  # fmt: skip
def test_a_side_is_found(css: str) -> None:
    assert sides(css)


@pytest.mark.parametrize(
    "css",
    [
        "a { inset-inline-start: 0; margin-inline: 1px 2px; text-align: start; float: inline-start }", "a { padding: 0 1px 2px 1px }",
        ".left-over { color: red }", "a { border-start-start-radius: 2px } /* left: 0 */", "a { inset: calc(1px + 2px) 0 auto 0 }",
    ],
)  # fmt: skip
def test_a_start_and_an_end_are_no_sides(css: str) -> None:
    assert not sides(css)


def test_no_style_sheet_names_a_side() -> None:
    found = {file.path: sides(file.content.decode()) for file in theme() if file.path.endswith(".css")}
    assert found
    assert not {path: named for path, named in found.items() if named}


def test_no_template_names_a_side() -> None:
    texts = {file.path: file.content.decode() for file in theme() if file.path.startswith("templates/")}
    assert not {path: found[0] for path, text in texts.items() if (found := IN_MARKUP.search(text))}
