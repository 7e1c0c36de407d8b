"""One line of a finished page: what in it runs the other way and nothing says so; and the same for one tag."""

from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from sitegen.base.remarks import Remark
from sitegen.checks.tags import Tag
from sitegen.l10n import bidi
from sitegen.load.passages import VERBATIM
from sitegen.model.languages import Direction, parse_language

REMEMBERED = 20_000  # the same titles and names stand on many pages
WAYS = {"ltr": Remark("from left to right"), "rtl": Remark("from right to left")}
IN_TEXT = Remark("write it with the filter `words`, as `.html`, or in `<bdi>` with its `dir`")
IN_PLAIN_TEXT = Remark("write it as `.text`, with Unicode isolates, since there is no markup here")


class Fault(Struct, frozen=True):
    """What is wrong with the direction of something, where it stands in the file, and what to do."""

    offset: int
    detail: str
    remedy: str


class Raw(NamedTuple):
    """What is not isolated: where in its line, and which way the line runs."""

    run: str
    offset: int
    around: Direction


@lru_cache(maxsize=REMEMBERED)
def raw_runs(text: str, direction: str) -> tuple[Raw, ...]:
    """All in one line. The direction `auto` is that of its first strong letter; a line break in HTML is a space."""
    auto = direction == "auto" and bidi.direction_of(text) == "rtl"
    around: Direction = "rtl" if direction == "rtl" or auto else "ltr"
    line = text.replace("\n", " ")
    found, offset = [], 0
    for piece, other in bidi.runs(line, around) if bidi.needs_isolation(line, around) else ():
        if other:
            found.append(Raw(piece, offset, around))
        offset += len(piece)
    return tuple(found)


def fault_of(raw: Raw, offset: int, remedy: str) -> Fault:
    """The fault of a run that is not isolated, with its offset in the file and what to do."""
    detail = Remark("{run} is not isolated in a text that runs {way}", run=raw.run, way=WAYS[raw.around])
    return Fault(offset, detail, remedy)


def faults_of_tag(tag: Tag, around: str) -> list[Fault]:
    """What is wrong with a tag in a text of a direction; the offsets are for who knows where it stands."""
    said = [raw for text in tag.spoken for raw in raw_runs(text, tag.direction or around)]
    found = [fault_of(raw, 0, IN_PLAIN_TEXT) for raw in said]
    natural = direction_of_language(tag.language) if tag.language else ""
    if natural and natural != (tag.direction or around) and not (tag.direction and tag.name in VERBATIM):
        stated = f'dir="{tag.direction}"' if tag.direction else Remark("no dir")
        detail = Remark(
            'lang="{language}" runs {way}, and its element has {stated}',
            language=tag.language, way=WAYS[natural], stated=stated,
        )  # fmt: skip
        found.append(Fault(0, detail, Remark('write dir="{way}" beside it', way=natural)))
    return found


@lru_cache(maxsize=REMEMBERED)
def direction_of_language(tag: str) -> str:
    """Of a BCP 47 tag: `ltr`, `rtl`, or "" for one that CLDR does not know."""
    language = parse_language(tag)
    return language.direction if language else ""
