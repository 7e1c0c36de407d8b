"""The few interface words that Python writes itself; all others stand in templates.

They are looked up in the same gettext catalogues and checked with them.
"""

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
EVERYTHING = "Everything new"
WORK_IN_COUNTRY = "Our work %(in_country)s, and with participants and partners from there."
NOT_HERE = "Page not found"

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
    EVERYTHING,
    WORK_IN_COUNTRY,
    NOT_HERE,
    *PARTS_OF_YEAR.values(),
)
