"""The darkroom: bytes of a picture -> upright, in sRGB, without a word about its making, in several sizes and formats.

Everything that imports Pillow for photographs is here. Pixels of one picture at a time are in memory, at most
`MOST_PIXELS` of them; a JPEG is decoded no larger than its largest size asks for.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageCms, UnidentifiedImageError, features
from PIL.Image import Transpose

from sitegen.base.remarks import Remark

WIDTHS = (480, 800, 1200)
NEAR = 0.85  # a size that is nearly the next one is no size of its own
MOST_PIXELS = 50_000_000
WORTH_A_FORMAT = 0.9  # AVIF is published where it takes less than that of WebP's bytes; of smooth pictures it does not
COLOURS_OF_A_DRAWING = 1024  # what has fewer is no photograph, and loses its clean edges when treated as one
READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")  # and nothing that runs a program, as PostScript
PLAIN = {"JPEG": "jpeg", "MPO": "jpeg", "TIFF": "jpeg", "BMP": "png", "PNG": "png", "GIF": "png"}
SETTINGS: dict[str, dict[str, object]] = {
    "avif": {"quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"quality": 76, "method": 2},
    "jpeg": {"quality": 78, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}
CLEAN_EDGES: dict[str, dict[str, object]] = {"webp": {"lossless": True, "method": 4}, "png": {"optimize": True}}
ORIENTATION = 0x0112  # Exif 2.32
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})
DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    SyntaxError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)  # whatever a decoder makes of a damaged file


class Unreadable(Exception):
    """The bytes are no picture, or not all of one."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Opened(Struct, frozen=True):
    """A picture whose head was read; width and height are upright. `orientation`: how the camera was held (Exif)."""

    image: Image.Image
    width: int
    height: int
    orientation: int
    is_animated: bool


class Print(Struct, frozen=True):
    """A picture in one size and format; what lies below it shows through where it `is_transparent`."""

    width: int
    height: int
    format: str
    content: bytes
    is_transparent: bool


def open_picture(content: bytes) -> Opened | None:
    """The picture in a file, not decoded yet; None when it has more pixels than a photograph has."""
    with _safely(Remark("it is not a picture, or not one in a format that can be read")):
        try:
            image = Image.open(BytesIO(content), formats=READ)
        except Image.DecompressionBombError:
            return None
        width, height = image.size
        if width * height > MOST_PIXELS:
            return None
        orientation = _orientation(image)
        if orientation in SIDEWAYS:
            width, height = height, width
        is_animated = image.format != "MPO" and getattr(image, "n_frames", 1) > 1
        return Opened(image, width, height, orientation, is_animated)


def print_all(opened: Opened) -> tuple[Print, ...]:
    """Every size in every format, the format that all browsers read last, in each the narrowest first."""
    widths = _widths(opened.width)
    with _safely(Remark("a part of it is missing or damaged")):
        largest, is_drawing = _largest(opened, widths[-1])
        sizes = [_scaled(largest, width) for width in widths]
    settings = SETTINGS | CLEAN_EDGES if is_drawing else SETTINGS
    names = _formats(opened.image.format or "", is_drawing, "A" in largest.getbands())
    made = {name: [_print(size, name, settings[name]) for size in sizes] for name in names}
    if "avif" in made and _weight(made["avif"]) > WORTH_A_FORMAT * _weight(made["webp"]):
        del made["avif"]
    return tuple(one for prints in made.values() for one in prints)


def _print(image: Image.Image, name: str, settings: dict[str, object]) -> Print:
    out = BytesIO()
    image.save(out, name.upper(), **settings)
    return Print(*image.size, name, out.getvalue(), "A" in image.getbands())


def _weight(prints: list[Print]) -> int:
    return sum(len(one.content) for one in prints)


@contextmanager
def _safely(detail: str) -> Iterator[None]:
    """Pillow warns of what it makes the best of, and says by many exceptions that it cannot."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except UnidentifiedImageError as error:
            raise Unreadable(detail) from error
        except DAMAGE as error:
            raise Unreadable(Remark("a part of it is missing or damaged")) from error


def _orientation(image: Image.Image) -> int:
    try:
        orientation = image.getexif().get(ORIENTATION, 1)
    except DAMAGE:  # the picture may be sound all the same
        return 1
    return orientation if orientation in TURNS else 1


def _widths(width: int) -> tuple[int, ...]:
    """The widths of a picture: never more than it has, and none that is nearly the largest."""
    last = min(width, WIDTHS[-1])
    return (*(one for one in WIDTHS if one <= last * NEAR), last)


def _formats(source: str, is_drawing: bool, is_transparent: bool) -> tuple[str, ...]:
    """The small modern formats, then the one that the picture came in; WebP is itself read by every browser by now."""
    plain = PLAIN.get(source, "webp")
    if plain == "jpeg" and is_transparent:
        plain = "png"
    modern = ("webp",) if is_drawing or not features.check("avif") else ("avif", "webp")
    return tuple(dict.fromkeys((*modern, plain)))


def _largest(opened: Opened, width: int) -> tuple[Image.Image, bool]:
    """The picture upright, in sRGB, in its largest size; and whether it is a drawing rather than a photograph."""
    image, profile = opened.image, opened.image.info.get("icc_profile")
    height = max(1, round(opened.height * width / opened.width))
    size = (height, width) if opened.orientation in SIDEWAYS else (width, height)
    image.draft(None, size)
    image.load()
    image = _in_eight_bits(image)
    is_drawing = opened.image.format not in {"JPEG", "MPO"} and image.getcolors(COLOURS_OF_A_DRAWING) is not None
    image = _in_srgb(_resized(image, size), profile)
    if opened.orientation in TURNS:
        image = image.transpose(TURNS[opened.orientation])
    image.info = {}  # Pillow would write comments, profiles and the like from here into every file
    return image, is_drawing


def _scaled(image: Image.Image, width: int) -> Image.Image:
    return _resized(image, (width, max(1, round(image.height * width / image.width))))


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey, colours or inks, with or without transparency, eight bits each."""
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point([value // 256 for value in range(65536)], "L")
    if image.mode in {"P", "PA"} or "transparency" in image.info:
        return image.convert("RGBA" if image.mode == "PA" or "transparency" in image.info else "RGB")
    if image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as screens show them (IEC 61966-2-1), by the profile that came with the picture."""
    alpha = image.getchannel("A") if "A" in image.getbands() else None
    bare = image.convert(image.mode.removesuffix("A")) if alpha else image
    coloured = _by_profile(bare, profile) or bare.convert("RGB")
    if alpha:
        coloured.putalpha(alpha)
    return coloured


def _by_profile(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    if not profile:
        return None
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *DAMAGE):  # a profile that is wrong is worth no more than none
        return None
