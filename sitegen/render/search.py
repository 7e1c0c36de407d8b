"""The page on which readers search, and what its script must know."""

import json
from typing import get_args, get_type_hints

from markupsafe import Markup

from sitegen.base.searching import INDEX
from sitegen.l10n.folding import RULES
from sitegen.l10n.names import in_language
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.catalogue import Catalogue
from sitegen.model.configuration import Section
from sitegen.model.languages import Language
from sitegen.model.writeups import Event, Kind
from sitegen.render.assets import asset
from sitegen.render.frames import frame
from sitegen.render.pieces import href, plain
from sitegen.render.views.lists import SearchView

EVENT_TYPES = get_args(get_args(get_type_hints(Event)["type"])[0])
ITEMS = get_args(get_type_hints(Catalogue)["item"])
KINDS = (
    *((kind.value, "") for kind in Kind),
    *((Kind.EVENT.value, name) for name in EVENT_TYPES),
    *(("practice", item) for item in ("", *ITEMS)),
    *((kind, "") for kind in ("catalogue", "organisation", "country")),
)
SCRIPT = "js/search.js"


def search_view(site: Site, language: str) -> SearchView:
    """The page on which readers of a language search."""
    return SearchView(
        frame=frame(site, Target("section", Section.SEARCH.value), language, Section.SEARCH),
        script=asset(site, SCRIPT),
        settings=_settings(site, language),
        kinds=KINDS,
    )


def _settings(site: Site, language: str) -> Markup:
    """What the script must know, as JSON that may stand in HTML."""
    speech = site.speech(language)
    tongues = [
        {
            "tag": tag,
            "dir": Language(tag).direction,
            "in": plain(site, in_language(tag, speech), language).text,
            "address": href(site, site.routes.of(Target("section", Section.SEARCH.value), tag) or "/"),
            "index": href(site, f"/{INDEX}{tag.lower()}/"),
        }
        for tag in site.order(language)
    ]
    digits_used = site.config.languages[language].digits
    told = {"language": language, "digits": digits_used, "tongues": tongues, "rules": RULES}
    # In ASCII: single marks, of which there are some, would make the page’s text look wrongly composed.
    return Markup(json.dumps(told, separators=(",", ":")).replace("<", "\\u003c"))
