"""Cards: the picture of a page that others show when it is shared. Which pages have one, and why others have none.

`card_words.py` says what stands on each, `drawing.py` draws it.
"""

import re
from collections.abc import Iterator, Mapping

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span
from sitegen.base.remarks import Remark
from sitegen.link.routes import Target, file_of
from sitegen.link.site import Site, title_of
from sitegen.link.translations import State
from sitegen.model.configuration import Feature
from sitegen.model.words import Named
from sitegen.model.writeups import Kind
from sitegen.render.assets import STYLES
from sitegen.render.card_words import card_words
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute, words
from sitegen.render.views.frame import CardPicture

WIDTH, HEIGHT = 1200, 630
HOME = Target("home")
OWN = frozenset({*(kind.value for kind in Kind), "catalogue", "practice"} - {Kind.PAGE.value})  # others share one
FACES = re.compile(r"fonts/([\w-]+)\.woff2")
NEEDED = ("title", "num", "ui", "ui-strong")
# A colour alone, or the first of two: var(--day, #…) var(--night, #…), light-dark(#…, #…)
COLOUR = re.compile(r"--(paper|ink2?|edge|sea|rubric):\s*(?:[\w-]+\(\s*(?:--[\w-]+,\s*)?)?(#[0-9A-Fa-f]{6})")
COLOURS = {
    "paper": "#FBFCFB",
    "ink": "#13191D",
    "ink2": "#434D52",
    "edge": "#7A868A",
    "sea": "#0C4F60",
    "rubric": "#AE2A16",
}


def card_jobs(site: Site) -> Iterator[tuple[str, Target, str]]:
    """The path of each card, and the target and the language that it is of; none where it could not be right."""
    if site.config.offers(Feature.CARDS) and not obstacle(site):
        for target, language in _with_words(site):
            if _is_drawn(site, target, language):
                yield card_path(site, target, language), target, language


def _with_words(site: Site) -> Iterator[tuple[Target, str]]:
    """What a card could be of: each home page, and what has a title in a language: texts, catalogues, practices."""
    for language in site.languages:
        yield HOME, language
    for page in site.pages.values():
        if page.state is not State.FALLBACK and page.target.kind in OWN:
            yield page.target, page.language
    for id, catalogue in sorted(site.catalogues.items()):
        numbers = (f"{id}/{practice.number}" for practice in catalogue.practices)
        for target in (Target("catalogue", id), *(Target("practice", number) for number in numbers)):
            for language in site.languages:
                named = title_of(site, target, language)
                if named.text and named.language == language:
                    yield target, language


def _is_drawn(site: Site, target: Target, language: str) -> bool:
    """Whether the card of a target, if it can have one, can be written; each has the name of the site on it."""
    return not _unwritable(site, HOME, language) and not _unwritable(site, target, language)


def card_of(site: Site, target: Target, language: str) -> CardPicture | None:
    """The card of a page as its head names it: its own, that of the page whose words are borrowed, or that of all."""
    if not site.config.offers(Feature.CARDS) or obstacle(site):
        return None
    named = title_of(site, target, language) if target.kind in OWN else Named("", language)
    if named.text and _is_drawn(site, target, named.language):
        return _picture(site, target, named, language)
    return _picture_of_all(site, language)


@remembered
def _picture_of_all(site: Site, language: str) -> CardPicture | None:
    if not _is_drawn(site, HOME, language):
        return None
    title = card_words(site, HOME, language).title
    return _picture(site, HOME, Named(title.text, language), language)


def _picture(site: Site, target: Target, named: Named, language: str) -> CardPicture:
    address = absolute(site, f"/{card_path(site, target, named.language)}")
    return CardPicture(address, WIDTH, HEIGHT, words(site, named, language).text)


def card_path(site: Site, target: Target, language: str) -> str:
    """Where a card lies: beside its page."""
    return file_of(site.routes.of(target, language) or "/").removesuffix("index.html") + "card.png"


def card_content(site: Site, target: Target, language: str) -> bytes:
    """The card of a target as PNG."""
    from sitegen.render.drawing import case_of, draw  # start-up: Pillow, where no card is new

    return draw(card_words(site, target, language), case_of(site), colours(site))


def card_dependence(site: Site, target: Target, language: str) -> tuple[str, ...]:
    """Everything that a card depends on: its words, its faces and its colours."""
    said = (word for line in card_words(site, target, language).lines for word in (line.text, line.language, ""))
    return (*said, *faces(site).values(), *colours(site).values(), language)


def judge_cards(site: Site, _shared: None) -> Checked[None]:
    """Why there are no cards, or not all of them. A language that cannot be written at all is named once."""
    reason = obstacle(site)
    if reason:
        place, advice = site.sources.config.span("features"), Remark("pages are shared without a picture")
        return Checked(None, (problems.CARD_NOT_DRAWN.at(place, detail=reason, advice=advice),))
    found = (
        _not_written(site, target, language, letters)
        for target, language in _with_words(site)
        if target == HOME or not _unwritable(site, HOME, language)
        if (letters := _unwritable(site, target, language))
    )
    return Checked(None, tuple(found))


def _not_written(site: Site, target: Target, language: str, letters: str) -> Diagnostic:
    detail = Remark("the theme has no face for {letters}", letters=letters)
    if target == HOME:
        advice = Remark("pages of this language are shared without a picture")
        return problems.CARD_NOT_DRAWN.at(site.sources.config.span("title", language), detail=detail, advice=advice)
    advice = Remark("it is shared with the picture of the home page")
    return problems.CARD_NOT_DRAWN.at(_title_span(site, target, language), detail=detail, advice=advice)


def _title_span(site: Site, target: Target, language: str) -> Span:
    """The place of a title in the sources."""
    if target.kind in set(Kind):
        return site.entries[Kind(target.kind), target.id].texts[language].place("title")
    id, _, number = target.id.partition("/")
    given = site.sources.catalogues[id].catalogue
    if not number:
        return given.span("title", language)
    position = next(place for place, one in enumerate(given.value.practices) if one.number == int(number))
    return given.span("practices", position, "title", language)


@remembered
def obstacle(site: Site) -> str:
    """Why no card at all can be drawn: a card without its faces, or with letters that do not join, would be wrong."""
    from PIL import features  # start-up: 30 ms, for sites with cards only

    missing = next((name for name in NEEDED if name not in faces(site)), "")
    if missing:
        return Remark("the theme has no {path}", path=f"static/fonts/{missing}.woff2")
    return "" if features.check("raqm") else Remark("Pillow was installed without Raqm, which joins Arabic letters")


@remembered
def _unwritable(site: Site, target: Target, language: str) -> str:
    """Letters of a card that no face of the theme has; "" when all is well."""
    from sitegen.render.drawing import case_of, unwritable  # start-up: Pillow, as above

    lines = card_words(site, target, language).lines
    return unwritable(case_of(site), ((line.text, line.language) for line in lines))


@remembered
def faces(site: Site) -> Mapping[str, str]:
    """The published paths of the theme's fonts by their names; they have the digests of the files in them."""
    found = ((FACES.fullmatch(name), path) for name, path in site.sources.theme.assets.items())
    return {match[1]: path for match, path in sorted(found, key=lambda pair: pair[1]) if match}


@remembered
def colours(site: Site) -> Mapping[str, str]:
    """The colours of the theme's light tokens, which its style sheet states first."""
    sheet = site.sources.theme.statics.get(site.sources.theme.assets.get(STYLES, ""), b"").decode("utf-8", "replace")
    return COLOURS | dict(reversed(COLOUR.findall(sheet)))
