"""The page at `/`, which belongs to no language."""

from sitegen.l10n import phrases
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.languages import Language
from sitegen.model.words import best
from sitegen.render.assets import icon, preloads, scheme, styles
from sitegen.render.frames import alternates
from sitegen.render.pieces import absolute, href, words
from sitegen.render.views.home import Greeting, LanguagesView


def languages_view(site: Site) -> LanguagesView:
    """The page at `/`: every language in its own words."""
    homes = {tag: site.routes.of(Target("home"), tag) or "/" for tag in site.languages}
    fonts = {font: None for tag in site.languages for font in preloads(site, tag)}
    return LanguagesView(
        canonical=absolute(site, "/"),
        alternates=alternates(site, Target("home")),
        greetings=tuple(_greeting(site, tag, homes[tag]) for tag in site.languages),
        styles=styles(site),
        preloads=tuple(fonts),
        icon=icon(site),
        scheme=scheme(site),
    )


def _greeting(site: Site, tag: str, home: str) -> Greeting:
    language = Language(tag)
    title = best(site.config.title, site.order(tag))
    line = best(site.config.line, site.order(tag)) or title
    return Greeting(
        tag,
        language.direction,
        language.autonym,
        href(site, home),
        words(site, title, tag).text if title else "",
        words(site, line, tag).text if line else "",
        site.sources.messages[tag].gettext(phrases.NOT_HERE),
    )
