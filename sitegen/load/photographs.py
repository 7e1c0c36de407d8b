"""Photographs: the pictures beside write-ups, which are published in sizes for every screen and never as they came.

What a camera writes into a file, the place where it stood included, is nobody's business: no original is published.
"""

from pathlib import PurePosixPath

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.digests import Kept, laborious
from sitegen.base.files import SourceFile
from sitegen.load.drawings import is_drawing

PHOTOGRAPHS = frozenset(".jpg .jpeg .jfif .png .webp .avif .gif .tif .tiff .bmp .heic .heif".split())
SUFFIX_DIGITS = 8


class Rendition(Struct, frozen=True):
    """A photograph in one size and one format ("avif", "webp", "jpeg", "png"); `size` is that of the file in bytes."""

    width: int
    height: int
    format: str
    content: Kept[bytes]
    size: int


class Photograph(Struct, frozen=True):
    """A photograph as it is published, from the format that is tried first to the one that every browser reads; in
    each the narrowest first. `path` is the source's, `digest` that of its bytes. What lies below it may show through.
    """

    path: str
    digest: str
    renditions: tuple[Rendition, ...]
    is_transparent: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.format for one in self.renditions))

    @property
    def largest(self) -> Rendition:
        """The widest one in the format that every browser reads."""
        return self.renditions[-1]

    def in_format(self, name: str) -> tuple[Rendition, ...]:
        return tuple(one for one in self.renditions if one.format == name)

    def name(self, rendition: Rendition) -> str:
        """Where a rendition lies in the project, as it were: beside its source, with width and fingerprint."""
        source = PurePosixPath(self.path)
        suffix = "jpg" if rendition.format == "jpeg" else rendition.format
        name = f"{source.stem}-{rendition.width}.{self.digest[:SUFFIX_DIGITS]}.{suffix}"
        return str(source.with_name(name))


def is_photograph(path: str) -> bool:
    """Whether a file is a photograph, going by its name."""
    return PurePosixPath(path).suffix.lower() in PHOTOGRAPHS


def is_picture(path: str) -> bool:
    """Whether a file can be shown as a picture, going by its name."""
    return is_photograph(path) or is_drawing(path)


@laborious
def develop(file: SourceFile, _shared: None) -> Checked[Photograph | None]:
    """A photograph in all sizes and formats; None, with the reason, where it cannot be read."""
    from sitegen.load.darkroom import Unreadable, open_picture, print_all  # start-up: Pillow, where no photo is new

    findings = Findings()
    place = Span(file.path)
    try:
        opened = open_picture(file.content)
        if opened is None:
            findings.note(problems.HUGE_IMAGE, place)
            return Checked(None, tuple(findings))
        if opened.is_animated:
            findings.note(problems.ANIMATED_IMAGE, place)
        prints = print_all(opened)
    except Unreadable as error:
        findings.note(problems.UNREADABLE_IMAGE, place, detail=error.detail)
        return Checked(None, tuple(findings))
    renditions = tuple(
        Rendition(one.width, one.height, one.format, Kept(one.content), len(one.content)) for one in prints
    )
    photograph = Photograph(file.path, file.digest, renditions, prints[-1].is_transparent)
    return Checked(photograph, tuple(findings))
