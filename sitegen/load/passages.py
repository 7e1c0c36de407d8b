"""Passages in other languages: `lang` and `dir` together, quotations with their language, and what lacks both."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from sitegen.base import problems
from sitegen.load.document import Hole, Reference
from sitegen.load.nodes import Element, Text
from sitegen.load.places import strip
from sitegen.load.setting import Setting
from sitegen.model.languages import Language, parse_language

SCRIPT_NAMES = {
    "Arab": "ARABIC",
    "Latn": "LATIN",
    "Hebr": "HEBREW",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Ethi": "ETHIOPIC",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Thai": "THAI",
    "Tfng": "TIFINAGH",
}
ENOUGH_WORDS = 4
# The commonest words of languages that share a script.
COMMON_WORDS = {
    "en": frozenset("the of and to in for is on with by from that are was at this an be more".split()),
    "fr": frozenset("le la les de des du et en un une pour est dans par sur au aux que qui avec".split()),
    "de": frozenset("der die das und den dem von zu im in mit für ist auf ein eine des nicht".split()),
    "es": frozenset("el la los las de del y en un una para es por con que al se su más".split()),
    "ar": frozenset("في من على إلى أن عن التي الذي هذا هذه مع بين ما لا كان كانت قد هو هي بعد".split()),
    "fa": frozenset("و در به از که این آن را با برای است بود شد می یا تا هم یک بر ما".split()),
}
VERBATIM = frozenset({"code", "pre", "samp", "kbd"})


def mark_languages(root: Element, elements: Iterable[Element], setting: Setting) -> None:
    """Give every element with a language its direction, and frame quotations in another language.

    `elements` are all of the tree.
    """
    foreign = False
    for element in elements:
        if element.attributes:
            _settle(element, setting)
            foreign = foreign or "lang" in element.attributes
    if foreign:
        _frame_quotations(root, setting.language, setting)
    for child in root.children:
        if isinstance(child, Element):
            _find_unmarked(child, setting.language, setting)


def _settle(element: Element, setting: Setting) -> None:
    if element.attributes.get("dir", "") not in {"ltr", "rtl", "auto"}:
        element.attributes.pop("dir", None)
    if "lang" not in element.attributes:
        return
    written = strip(element.attributes.pop("lang"))
    language = parse_language(written)
    if language is None:
        setting.findings.note(problems.NOT_A_LANGUAGE, setting.span_of_attributes(element), value=written)
        return
    element.attributes.pop("dir", None)
    element.attributes = {"lang": language.tag, "dir": language.direction, **element.attributes}


def language_of(element: Element, around: Language) -> Language:
    """The language of an element inside a text in the language `around`."""
    tag = element.attributes.get("lang")
    return (parse_language(tag) or around) if tag else around


def _frame_quotations(element: Element, around: Language, setting: Setting) -> None:
    for child in list(element.children):
        if not isinstance(child, Element):
            continue
        language = language_of(child, around)
        _frame_quotations(child, language, setting)
        if child.tag == "blockquote" and language != around:
            gap = Reference(Hole.LINK, "quotation-language", language.tag, span=setting.span_of_attributes(child))
            caption = Element("figcaption", {}, [gap])
            element.substitute(child, [Element("figure", {"class": "quotation"}, [child, caption])])


def _find_unmarked(element: Element, around: Language, setting: Setting) -> None:
    language = language_of(element, around)
    if element.tag == "p":
        guess = _foreign(element, language, setting.languages)
        if guess is not None:
            span = setting.span_of(element)
            setting.findings.note(problems.FOREIGN_SCRIPT, span, language=language.tag, guess=guess)
        return
    for child in element.children:
        if isinstance(child, Element):
            _find_unmarked(child, language, setting)


def _foreign(paragraph: Element, language: Language, languages: tuple[Language, ...]) -> str | None:
    """The likely language of a paragraph without a letter of its language's script; None when there is one."""
    own = _script_name(language)
    texts = _unmarked_texts(paragraph)
    if own is None or any(_has_letter(text.value, own) for text in texts):
        return None
    words = [word for text in texts for word in strip(text.value).split()]
    scripts = Counter(_script(letter) for word in words for letter in word if letter.isalpha())
    if len(words) < ENOUGH_WORDS or not scripts:
        return None
    script = scripts.most_common(1)[0][0]
    candidates = [other for other in languages if SCRIPT_NAMES.get(other.script) == script and other != language]
    return _likeliest(words, candidates)


def _unmarked_texts(element: Element) -> list[Text]:
    found: list[Text] = []
    for child in element.children:
        if isinstance(child, Text):
            found.append(child)
        elif isinstance(child, Element) and "lang" not in child.attributes and child.tag not in VERBATIM:
            found += _unmarked_texts(child)
    return found


def _likeliest(words: list[str], candidates: list[Language]) -> str:
    """Of languages with the same script, the one whose commonest words occur most."""
    lowered = [word.strip(".,;:!?()«»“”\"'").lower() for word in words]

    def evidence(language: Language) -> int:
        return sum(word in COMMON_WORDS.get(language.primary, ()) for word in lowered)

    return max(candidates, key=evidence).tag if candidates else ""


def _has_letter(text: str, script: str) -> bool:
    """Whether a letter of a script stands in a text. Nearly always the first letter is one."""
    return any(letter.isalpha() and _script(letter) == script for letter in text)


@lru_cache(maxsize=256)
def _script_name(language: Language) -> str | None:
    return SCRIPT_NAMES.get(language.script)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
