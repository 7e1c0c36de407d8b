"""The few interface words that Python writes itself; all others stand in templates.

They are looked up in the same gettext catalogues and checked with them.
"""

BACK_TO_TEXT = "Back to the text"
QUOTATION_IN = "Quotation in %(language)s"
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
NOT_HERE = "This page is not here."

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
    NOT_HERE,
)
