"""Cut the site's fonts: `make fonts`, or `python tools/fonts.py [--cache FOLDER]`.

Upstream font packages (pinned below, SIL Open Font License 1.1) become the few small
woff2 files in `static/fonts/`: one static instance per role, without hinting, holding
only the characters a page needs. The same packages and the same library versions give
the same bytes, so the files are committed and a build never runs this.

The licences reserve the names "Source" and "Plex" for unmodified files, hence families
are named by their role: Num (practice numerals), Title, Text and Ui (labels, facts,
navigation). The upstream licences are copied to `static/fonts/LICENSES/`.
"""

import argparse
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "fonts"

PACKAGES = {
    "source-serif-4": "@fontsource-variable/source-serif-4@5.3.1",
    "ibm-plex-sans": "@fontsource/ibm-plex-sans@5.3.0",
    "ibm-plex-sans-arabic": "@fontsource/ibm-plex-sans-arabic@5.3.0",
    "noto-naskh-arabic": "@fontsource-variable/noto-naskh-arabic@5.3.0",
    "amiri": "@fontsource/amiri@5.3.0",
}

# With the dash of a range, so that "17–19" is one hand.
DIGITS = frozenset(range(0x30, 0x3A)) | {0x2013}
ASCII = frozenset(range(0x20, 0x7F))
FRENCH = frozenset(map(ord, "ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜàâäæçéèêëîïôöœùûüÿ"))
# Signs that all three languages share: no-break spaces, quotation marks, dashes, ellipsis …
SIGNS = frozenset(map(ord, "\u00a0\u202f\u2011§©«»°·×‘’‚“”„†–—…•‹›€−→←↑"))
LATIN_CORE = ASCII | FRENCH | SIGNS
LATIN_REST = (
    frozenset(range(0xA1, 0x180)) | frozenset(range(0x1E80, 0x1E9F)) | {0x218, 0x219, 0x21A, 0x21B}
) - LATIN_CORE

# U+063B–063F are letters of Azerbaijani and Ormuri; Amiri has a hundred ligatures for them.
ARABIC_LETTERS = frozenset(range(0x621, 0x63B)) | frozenset(range(0x640, 0x656)) | {0x670, 0x671}
ARABIC_SIGNS = frozenset(map(ord, "،؛؟٪٫٬٭")) | {0x200C, 0x200D}
ARABIC_DIGITS = frozenset(range(0x660, 0x66A))
# Latin signs drawn to stand among Arabic letters; digits and their dash come from a Latin face.
ARABIC_BORROWED = frozenset(map(ord, " !%&()*+,-./:;=?[]«»“”‘’—…·•\u00a0\u202f\u2011"))
ARABIC_CORE = ARABIC_LETTERS | ARABIC_SIGNS | ARABIC_DIGITS | ARABIC_BORROWED
PERSIAN = frozenset(map(ord, "ٹپچڈڑژڤڨکڭگںھۀہۂۃیےۓ")) | frozenset(range(0x6F0, 0x6FA))
AUTONYM = frozenset(map(ord, "العربية"))

FEATURES = (
    *("ccmp", "locl", "kern", "liga", "rlig", "calt", "mark", "mkmk", "curs"),
    *("init", "medi", "fina", "tnum"),
)
# Name table: 0 copyright, 13 licence and 14 its address stay; the others are rewritten.
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)


@dataclass(frozen=True, slots=True)
class Face:
    """One output file: where its glyphs come from and which of them it keeps.

    `slices` are files of one package; characters missing from the first are copied from
    the others. `at` is the position on the variation axes, empty for static sources.
    """

    file: str
    family: str
    package: str
    slices: tuple[str, ...]
    keeps: frozenset[int]
    at: tuple[tuple[str, float], ...] = ()
    stroke: int = 72


def serif(file: str, family: str, size: float, weight: float, keeps: frozenset[int], style: str = "normal") -> Face:
    slices = tuple(f"source-serif-4-{part}-opsz-{style}" for part in ("latin", "latin-ext"))
    return Face(file, family, "source-serif-4", slices, keeps, (("opsz", size), ("wght", weight)))


def sans(file: str, weight: int, keeps: frozenset[int]) -> Face:
    slices = tuple(f"ibm-plex-sans-{part}-{weight}-normal" for part in ("latin", "latin-ext"))
    return Face(file, "Ui", "ibm-plex-sans", slices, keeps, stroke=72 if weight < 500 else 108)


def naskh(file: str, weight: float, keeps: frozenset[int]) -> Face:
    slices = tuple(f"noto-naskh-arabic-{part}-wght-normal" for part in ("arabic", "latin"))
    return Face(file, "Text", "noto-naskh-arabic", slices, keeps, (("wght", weight),))


def sans_arabic(file: str, weight: int, keeps: frozenset[int]) -> Face:
    slices = tuple(f"ibm-plex-sans-arabic-{part}-{weight}-normal" for part in ("arabic", "latin"))
    return Face(file, "Ui", "ibm-plex-sans-arabic", slices, keeps)


def amiri(file: str, keeps: frozenset[int]) -> Face:
    slices = tuple(f"amiri-{part}-400-normal" for part in ("arabic", "latin"))
    return Face(file, "Title", "amiri", slices, keeps)


FACES = (
    serif("num", "Num", 60, 380, DIGITS),
    serif("title", "Title", 48, 420, LATIN_CORE),
    serif("title-more", "Title", 48, 420, LATIN_REST),
    serif("text", "Text", 16, 400, LATIN_CORE),
    serif("text-more", "Text", 16, 400, LATIN_REST),
    serif("text-strong", "Text", 16, 620, LATIN_CORE),
    serif("text-italic", "Text", 16, 400, LATIN_CORE, style="italic"),
    serif("text-digits", "Text", 16, 400, DIGITS),
    sans("ui", 400, LATIN_CORE),
    sans("ui-more", 400, LATIN_REST),
    sans("ui-strong", 600, LATIN_CORE),
    sans("ui-strong-digits", 600, DIGITS),
    amiri("title-arabic", ARABIC_CORE),
    amiri("title-persian", PERSIAN),
    naskh("text-arabic", 420, ARABIC_CORE),
    naskh("text-arabic-strong", 640, ARABIC_CORE),
    naskh("text-persian", 420, PERSIAN),
    naskh("text-persian-strong", 640, PERSIAN),
    sans_arabic("ui-arabic", 400, ARABIC_CORE),
    sans_arabic("ui-arabic-strong", 600, ARABIC_CORE),
    sans_arabic("ui-persian", 400, PERSIAN),
    sans_arabic("ui-persian-strong", 600, PERSIAN),
    sans_arabic("ui-autonym", 400, AUTONYM),
)


def main() -> None:
    options = argparse.ArgumentParser(description="Cut the site's fonts.")
    options.add_argument("--cache", type=Path, default=ROOT / ".cache" / "fonts", help="packages")
    cache: Path = options.parse_args().cache
    for package in PACKAGES:
        fetch(package, cache)
        copy_licence(package, cache)
    for face in FACES:
        target = FONTS / f"{face.file}.woff2"
        font = cut(face, cache)
        font.flavor = "woff2"
        font.save(target)
        print(f"{target.stat().st_size / 1000:6.1f} KB  {target.name}")


def fetch(package: str, cache: Path) -> None:
    """Unpack one upstream package into the cache, unless it is there already."""
    wanted = PACKAGES[package]
    folder = cache / package
    if (folder / "version").is_file() and (folder / "version").read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    packed = subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / packed.stdout.strip()) as archive:
        archive.extractall(folder, filter="data")
    (folder / "version").write_text(wanted)


def copy_licence(package: str, cache: Path) -> None:
    target = FONTS / "LICENSES" / f"{package}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((cache / package / "package" / "LICENSE").read_bytes())


def cut(face: Face, cache: Path) -> TTFont:
    """One face as a font that differs from its sources in name, extent and hinting only."""
    files = cache / face.package / "package" / "files"
    first, *others = (instance(files / f"{name}.woff2", face) for name in face.slices)
    for other in others:
        graft(first, other, face.keeps)
    add_spaces(first)
    if face.package == "ibm-plex-sans":
        add_arrows(first, face.stroke)
    name_by_role(first, face)
    subsetter = Subsetter(subset_options())
    subsetter.populate(unicodes=face.keeps)
    subsetter.subset(first)
    return first


def instance(path: Path, face: Face) -> TTFont:
    font = TTFont(path, recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, dict(face.at)) if face.at else font


def subset_options() -> Options:
    options = Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = list(KEPT_NAMES)
    options.hinting = False
    options.notdef_outline = True
    return options


def graft(font: TTFont, donor: TTFont, wanted: Iterable[int]) -> None:
    """Copy the wanted characters that the font lacks from another slice of the same design."""
    has, gives = font.getBestCmap(), donor.getBestCmap()
    glyphs = donor.getGlyphSet()
    for code in sorted(set(wanted) & gives.keys() - has.keys()):
        outline = DecomposingRecordingPen(glyphs)  # the parts of a composite stay behind
        glyphs[gives[code]].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(pen)
        add_glyph(font, code, pen, donor["hmtx"][gives[code]][0])


def add_glyph(font: TTFont, code: int, pen: TTGlyphPen, width: int) -> None:
    name = f"added.{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (width, getattr(font["glyf"][name], "xMin", 0))
    map_character(font, code, name)


def map_character(font: TTFont, code: int, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap[code] = glyph


def add_spaces(font: TTFont) -> None:
    """The narrow no-break space of French, and the no-break hyphen: upstream slices lack both."""
    characters = font.getBestCmap()
    if 0x202F not in characters and 0x20 in characters:
        width = font["hmtx"][characters[0x20]][0]
        add_glyph(font, 0x202F, TTGlyphPen(None), round(width * 0.62))
    if 0x2011 not in characters and 0x2D in characters:
        map_character(font, 0x2011, characters[0x2D])


def add_arrows(font: TTFont, stroke: int) -> None:
    """Plain arrows, drawn here because the upstream slices have none. Units are 1/1000 em."""
    for code, turn in ((0x2192, 0), (0x2191, 1), (0x2190, 2)):
        pen = TTGlyphPen(None)
        for contour in arrow(stroke):
            points = [rotate(point, turn) for point in contour]
            pen.moveTo(points[0])
            for point in points[1:]:
                pen.lineTo(point)
            pen.closePath()
        add_glyph(font, code, pen, 800 if turn != 1 else 640)


def arrow(stroke: int) -> Iterator[list[tuple[int, int]]]:
    """Contours of an arrow that points along the x axis, centred on the origin."""
    half = stroke // 2
    yield [(-320, -half), (-320, half), (270, half), (270, -half)]
    slant = round(stroke * 1.42)
    yield [(320, 0), (90, 230), (90, 230 - slant), (320 - slant, 0), (90, slant - 230), (90, -230)]


def rotate(point: tuple[int, int], quarters: int) -> tuple[int, int]:
    x, y = point
    for _ in range(quarters):
        x, y = -y, x
    return (x + (400 if quarters != 1 else 320), y + 320)


def name_by_role(font: TTFont, face: Face) -> None:
    style = "Italic" if face.file.endswith("italic") else "Regular"
    full = f"{face.family} {face.file}"
    words = {1: full, 2: style, 3: f"sitegen {face.file}", 4: full, 5: "Version 1.0"}
    table = font["name"]
    for record in list(table.names):
        if record.nameID not in (0, 13, 14):
            table.removeNames(nameID=record.nameID)
    for number, text in {**words, 6: full.replace(" ", "-")}.items():
        table.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
