"""One tag of our own HTML as text -> what it says (docs/decisions/0009)."""

import re
from functools import lru_cache
from html import unescape

from msgspec import Struct

from sitegen.load.prose import INLINE

REMEMBERED = 50_000  # the same tags stand on every page of a language
NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SPOKEN = frozenset("title alt placeholder label aria-label aria-description aria-valuetext".split())
ATTRIBUTE = re.compile(r"""\s([^\s="'<>]+)="([^"]*)\"""")
BUTTONS = frozenset({"button", "input"})
DESCRIPTIONS = frozenset(
    "description og:title og:description og:site_name og:image:alt twitter:title twitter:description".split()
)


class Tag(Struct, frozen=True):
    """A tag's name, and what of its attributes concerns direction.

    alone      it has no end: `<br>`, `<img>`, `<path/>`, `<!doctype>`
    inline     text goes on through it, as through emphasis and links
    direction  `ltr` or `rtl`, `auto` (`<bdi>` without another), or ""
    language   BCP 47 tag or ""
    spoken     the texts that readers, listeners or other machines get from its attributes
    """

    name: str = ""
    closing: bool = False
    alone: bool = True
    inline: bool = True
    direction: str = ""
    language: str = ""
    spoken: tuple[str, ...] = ()


@lru_cache(maxsize=REMEMBERED)
def read_tag(source: str) -> Tag:
    """The tag written as `source`, from `<` to `>`; a comment or doctype has no name."""
    named = NAME.match(source)
    if named is None:
        return Tag()
    name = named[2].lower()
    given = dict(ATTRIBUTE.findall(source)) if "=" in source else {}
    spoken = (unescape(value) for key, value in given.items() if _is_spoken(name, key, given))
    return Tag(
        name=name,
        closing=bool(named[1]),
        alone=name in VOID or source.endswith("/>"),
        inline=name in INLINE,
        direction=given.get("dir", "auto" if name == "bdi" else ""),
        language=given.get("lang", ""),
        spoken=tuple(spoken),
    )


def _is_spoken(name: str, key: str, given: dict[str, str]) -> bool:
    if key == "content":
        return given.get("name", given.get("property", "")) in DESCRIPTIONS
    return key in SPOKEN or (key == "value" and name in BUTTONS)
