"""Static files as pages ask for them: by logical name, answered by fingerprinted address."""

from sitegen.link.site import Site
from sitegen.model.configuration import Feature
from sitegen.model.languages import Language
from sitegen.render.pieces import href

STYLES = "css/site.css"
ICON = "icon.svg"
TIMES = "js/times.js"
NARROWING = "js/narrowing.js"
SCHEME = "js/scheme.js"
PRELOADS = {
    "Latn": ("fonts/num.woff2", "fonts/title.woff2", "fonts/text.woff2", "fonts/ui.woff2"),
    "Arab": ("fonts/num.woff2", "fonts/title-arabic.woff2", "fonts/text-arabic.woff2", "fonts/ui-arabic.woff2"),
}


def _faces(language: str) -> tuple[str, ...]:
    return PRELOADS.get(Language(language).script, PRELOADS["Latn"])


def asset(site: Site, name: str) -> str:
    """The address of a static file by its logical name; "" when the project has none."""
    path = site.sources.theme.assets.get(name)
    return href(site, f"/{path}") if path else ""


def styles(site: Site) -> str:
    return asset(site, STYLES)


def icon(site: Site) -> str:
    return asset(site, ICON)


def scripts(site: Site) -> tuple[str, ...]:
    """The scripts that every page asks for, each a module that it can do without."""
    return (times,) if site.config.offers(Feature.FILTERS) and (times := asset(site, TIMES)) else ()


def scheme(site: Site) -> str:
    """The script that keeps to the colours that a reader chose; "" where there is nothing to choose."""
    return asset(site, SCHEME) if site.config.offers(Feature.COLOUR_SCHEME) else ""


def preloads(site: Site, language: str, text: str = "") -> tuple[str, ...]:
    """The fonts that a page begins with: those of its frame's script, and the reading face of its text's."""
    names = _faces(language)
    if text:
        names = tuple(own if "/text" in face else face for face, own in zip(names, _faces(text), strict=True))
    return tuple(address for address in (asset(site, name) for name in names) if address)
