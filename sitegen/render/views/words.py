"""What a template may see: closed, plain data. Here: words, and links.

A page's view and its templates say everything about its bytes. Texts are HTML already typeset, isolated and escaped
where the type is `Words`; plain `str` is escaped by the template. Addresses are complete and may be written into
`href` as they are.
"""

from markupsafe import Markup
from msgspec import Struct

from sitegen.model.languages import Direction


class View(Struct, frozen=True):
    """The base of all views. A page of a list holds thousands; these are made many times faster than dataclasses."""


class Words(View, frozen=True):
    """Words with their own language.

    html       inline HTML, safe
    text       the same as plain text with Unicode isolates, for attributes, <title> and feeds
    language   BCP 47 tag where it differs from the page's language, else ""
    direction  "ltr" or "rtl" where the language differs, else ""
    tag        "in English", in the page's language, where the language differs, else ""
    """

    html: Markup
    text: str
    language: str = ""
    direction: str = ""
    tag: str = ""


class Link(View, frozen=True):
    """Words that lead somewhere; without `address`, words alone.

    `current`: it is the page itself. `count`: how many things lie there, None where that means nothing.
    `value`: of a facet, what stands for it in the address of a narrowed list.
    """

    words: Words
    address: str = ""
    current: bool = False
    count: int | None = None
    value: str = ""


class Text(View, frozen=True):
    """A body in its own language; `language` and `direction` are always set."""

    html: Markup
    language: str
    direction: Direction
