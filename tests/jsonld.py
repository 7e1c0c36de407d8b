"""JSON Schemas of our own for what pages say of themselves in the words of schema.org: stricter than search engines."""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1, "pattern": r"\S"}
ADDRESS: Schema = {"type": "string", "format": "uri", "pattern": "^https?://[^\\s<>]+$"}
DAY: Schema = {"type": "string", "format": "date"}
TAG: Schema = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"}
TAGS: Schema = {"anyOf": [TAG, {"type": "array", "items": TAG, "minItems": 1, "uniqueItems": True}]}
COUNTRY: Schema = {"type": "string", "pattern": "^[A-Z]{2}$"}
TO: Schema = {"type": "object", "properties": {"@id": ADDRESS}, "required": ["@id"], "additionalProperties": False}


def thing(kind: str, required: str = "", **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, "@id": ADDRESS, **properties},
        "required": ["@type", *required.split()],
        "additionalProperties": False,
    }


def one_or_several(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}


ORGANISATION = thing("Organization", "@id name url", name=TEXT, url=ADDRESS)
STATE = thing("Country", "name identifier", name=TEXT, identifier=COUNTRY)
PERSON = thing("Person", "name", name=TEXT)
PARTY = one_or_several({"anyOf": [ORGANISATION, STATE, PERSON]})
TERMS = thing("DefinedTermSet", "@id name url", name=TEXT, url=ADDRESS)
TERM = thing("DefinedTerm", "@id termCode name url inDefinedTermSet", termCode=TEXT, name=TEXT, url=ADDRESS, inDefinedTermSet=TO)
ABOUT: Schema = {"type": "array", "items": {"anyOf": [TERM, TERMS]}, "minItems": 1}
# https://developers.google.com/search/docs/appearance/structured-data/sitelinks-searchbox
SOUGHT: Schema = {"type": "string", "pattern": r"^https?://[^\s<>{}]+\?q=\{search_term_string\}$"}
SEARCH = thing(
    "SearchAction", "target query-input",
    target=thing("EntryPoint", "urlTemplate", urlTemplate=SOUGHT),
    **{"query-input": {"const": "required name=search_term_string"}},
)  # fmt: skip
SEAT = thing("PostalAddress", "", addressLocality=TEXT, addressCountry=COUNTRY)
POSITION = thing(
    "GeoCoordinates",
    "latitude longitude",
    latitude={"type": "number", "minimum": -90, "maximum": 90},
    longitude={"type": "number", "minimum": -180, "maximum": 180},
)
PLACE = thing("Place", "name address", name=TEXT, address=SEAT, geo=POSITION)
LOCATION = one_or_several({"anyOf": [PLACE, thing("VirtualLocation", "url", url=ADDRESS)]})
SESSION = thing("Event", "name startDate endDate", name=TEXT, startDate=DAY, endDate=DAY, location=LOCATION)
MODES = ("Online", "Offline", "Mixed")
EVENT = thing(
    "Event",
    "@id name description url startDate endDate location eventAttendanceMode inLanguage",
    name=TEXT,
    description=TEXT,
    url=ADDRESS,
    image=ADDRESS,
    startDate=DAY,
    endDate=DAY,
    location=LOCATION,
    eventAttendanceMode={"enum": [f"https://schema.org/{mode}EventAttendanceMode" for mode in MODES]},
    inLanguage=TAGS,
    organizer=PARTY,
    funder=PARTY,
    sponsor=PARTY,
    contributor=PARTY,
    performer=PARTY,
    about=ABOUT,
    superEvent=thing("EventSeries", "name", name=TEXT),
    subEvent={"type": "array", "items": SESSION, "minItems": 2},
)
REPORT = thing(
    "Report",
    "@id name description url inLanguage",
    name=TEXT,
    description=TEXT,
    url=ADDRESS,
    image=ADDRESS,
    datePublished={"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    inLanguage=TAGS,
    publisher=PARTY,
    author=PARTY,
    funder=PARTY,
    sponsor=PARTY,
    reportNumber=TEXT,
    about=ABOUT,
    associatedMedia={
        "type": "array",
        "items": thing("MediaObject", "name contentUrl", name=TEXT, contentUrl=ADDRESS),
        "minItems": 1,
    },
)
PROJECT = thing(
    "Project",
    "@id name description url",
    name=TEXT,
    alternateName=TEXT,
    description=TEXT,
    url=ADDRESS,
    image=ADDRESS,
    parentOrganization=PARTY,
    member=PARTY,
    funder=PARTY,
    sponsor=PARTY,
    knowsAbout=ABOUT,
    areaServed={"type": "array", "items": STATE, "minItems": 1},
)
WAY = thing(
    "BreadcrumbList",
    "itemListElement",
    itemListElement={
        "type": "array",
        "items": thing("ListItem", "position name item", position={"type": "integer", "minimum": 1}, name=TEXT, item=ADDRESS),
        "minItems": 2,
    },
)
LIST = thing(
    "ItemList",
    "@id numberOfItems itemListElement",
    numberOfItems={"type": "integer", "minimum": 1},
    itemListElement={
        "type": "array",
        "items": thing("ListItem", "position url", position={"type": "integer", "minimum": 1}, url=ADDRESS),
        "minItems": 1,
    },
)
PAGE_FIELDS = {"url": ADDRESS, "name": TEXT, "inLanguage": TAG, "isPartOf": TO, "mainEntity": TO}
PAGE = "@id url inLanguage isPartOf"
TOP: dict[str, Schema] = {
    "Event": EVENT,
    "Report": REPORT,
    "Project": PROJECT,
    "BreadcrumbList": WAY,
    "ItemList": LIST,
    "WebPage": thing("WebPage", PAGE, **PAGE_FIELDS),
    "CollectionPage": thing("CollectionPage", PAGE, **PAGE_FIELDS),
    "WebSite": thing(
        "WebSite", "@id url name inLanguage",
        url=ADDRESS, name=TEXT, description=TEXT, inLanguage=TAG, publisher=TO, potentialAction=SEARCH,
    ),
    "Organization": thing(
        "Organization", "@id name url", name=TEXT, alternateName=TEXT, description=TEXT, url=ADDRESS, address=SEAT
    ),
    "Country": thing("Country", "@id name identifier", name=TEXT, identifier=COUNTRY),
    "DefinedTermSet": thing(
        "DefinedTermSet", "@id name url inLanguage",
        name=TEXT, alternateName=TEXT, description=TEXT, url=ADDRESS, inLanguage=TAG, publisher=PARTY,
        hasDefinedTerm={
            "type": "array", "items": thing("DefinedTerm", "@id termCode name", termCode=TEXT, name=TEXT), "minItems": 1
        },
    ),
    "DefinedTerm": thing(
        "DefinedTerm", "@id termCode name url inDefinedTermSet",
        termCode=TEXT, name=TEXT, description=TEXT, url=ADDRESS, inLanguage=TAG, inDefinedTermSet=TERMS,
    ),
}  # fmt: skip
GRAPH: Schema = {
    "type": "object",
    "properties": {"@context": {"const": "https://schema.org"}, "@graph": {"type": "array", "minItems": 1}},
    "required": ["@context", "@graph"],
    "additionalProperties": False,
}


def faults(described: Any) -> list[str]:
    """What is wrong with the description of a page, thing by thing."""
    found = [error.message for error in Draft202012Validator(GRAPH).iter_errors(described)]
    for one in described.get("@graph", []):
        schema = TOP.get(one.get("@type"), False)
        judged = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(one)
        found += [f"{one.get('@type')}: {'/'.join(map(str, error.path))}: {error.message}" for error in judged]
    return found
