"""The few interface words that Python writes itself; all others stand in templates.

They are looked up in the same gettext catalogues and checked with them.
"""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.l10n.data_words import FIELDS
from sitegen.model.configuration import Feature

BACK_TO_TEXT = "Back to the text"
QUOTATION_IN = "Passage in %(language)s"
INITIATIVE_EVENTS = "Events of the initiative %(name)s"
HOME = "Home"
EVENTS = "Events"
INITIATIVES = "Initiatives"
CATALOGUES = "Catalogues"
PROJECTS = "Projects"
PUBLICATIONS = "Publications"
ORGANISATIONS = "Organisations"
COUNTRIES = "Countries"
LANGUAGES = "Languages"
COVERAGE = "Coverage"  # not in PHRASES: the templates of this feature ask for it, and no theme without them
EVERYTHING = "Everything new"
WORK_IN_COUNTRY = "Our work %(in_country)s, and with participants and partners from there."
NOT_HERE = "Page not found"

# Words of the theme's templates that stand on cards and in calendars too; a site with these has them translated.
ONLINE = "Online"
ALSO_ONLINE = "online"
PAIR = "%(first)s, %(second)s"

# Parts of a year have no names in CLDR. By their EDTF codes: the seasons, then the thirds of a year.
PARTS_OF_YEAR = {
    21: "spring %(year)s",
    22: "summer %(year)s",
    23: "autumn %(year)s",
    24: "winter %(year)s",
    37: "early %(year)s",
    38: "mid-%(year)s",
    39: "late %(year)s",
}

# In calendars, which no template writes.
EVENT_TYPES = {
    "workshop": "Workshop",
    "expert-meeting": "Expert meeting",
    "conference": "Conference",
    "review-meeting": "Review meeting",
    "scoping-workshop": "Scoping workshop",
    "launch": "Launch",
    "course": "Course",
}
# Of open data.
OPEN_DATA = "Open data"
PRACTICES = "Practices"

PHRASES = (
    BACK_TO_TEXT,
    QUOTATION_IN,
    INITIATIVE_EVENTS,
    HOME,
    EVENTS,
    INITIATIVES,
    CATALOGUES,
    PROJECTS,
    PUBLICATIONS,
    ORGANISATIONS,
    COUNTRIES,
    LANGUAGES,
    EVERYTHING,
    WORK_IN_COUNTRY,
    NOT_HERE,
    *PARTS_OF_YEAR.values(),
)

# Words that only a site with some feature shows.
OF_FEATURES: Mapping[Feature, tuple[str, ...]] = {
    Feature.CALENDARS: (ONLINE, PAIR, *EVENT_TYPES.values()),
    Feature.CARDS: (ONLINE, ALSO_ONLINE, PAIR),
    Feature.SEARCH: (PAIR,),
    Feature.DATA: (OPEN_DATA, PRACTICES, *dict.fromkeys(FIELDS.values())),
}


def phrases_of(features: Iterable[Feature]) -> Iterator[str]:
    """All phrases that a site with these features shows, each once."""
    own = (phrase for feature in features for phrase in OF_FEATURES.get(feature, ()))
    yield from dict.fromkeys((*PHRASES, *own))
