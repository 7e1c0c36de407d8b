"""Photographs: what comes out of a file of any sort, and what must not."""

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from sitegen.base.diagnostics import Checked
from sitegen.base.files import SourceFile
from sitegen.load import darkroom
from sitegen.load.photographs import Photograph, develop, is_photograph, is_picture

PATH = "content/events/a/hall.jpg"
PLACE = "GPS 35.8989 N 14.5146 E"


def noise(width: int, height: int) -> Image.Image:
    """A picture with as many colours as a photograph has, the same every time."""
    ramp = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (ramp, ramp.rotate(180), ramp.transpose(Image.Transpose.FLIP_LEFT_RIGHT).rotate(90)))


def written(image: Image.Image, name: str = "JPEG", **settings: object) -> bytes:
    out = BytesIO()
    image.save(out, name, **settings)
    return out.getvalue()


def developed(content: bytes, path: str = PATH) -> Checked[Photograph | None]:
    return develop(SourceFile(path, content), None)


def prints(content: bytes, path: str = PATH) -> Photograph:
    checked = developed(content, path)
    assert checked.value is not None, checked.diagnostics
    return checked.value


def opened(photograph: Photograph, name: str) -> list[Image.Image]:
    return [Image.open(BytesIO(one.content.value)) for one in photograph.in_format(name)]


def codes(content: bytes) -> list[str]:
    checked = developed(content)
    assert checked.value is None or not any(one.severity.value == "error" for one in checked.diagnostics)
    assert {(one.span.path, one.span.line) for one in checked.diagnostics} <= {(PATH, 0)}
    return [one.code for one in checked.diagnostics]


def test_what_is_a_photograph() -> None:
    assert is_photograph("a/HALL.JPG")
    assert is_photograph("a.heic")  # which cannot be read, and must not be published either
    assert not is_photograph("a.svg")
    assert is_picture("a.svg")
    assert not is_picture("a.pdf")


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (4000, [480, 800, 1200]), (1200, [480, 800, 1200]), (1000, [480, 800, 1000]), (820, [480, 820]),
        (480, [480]), (500, [500]), (600, [480, 600]), (1, [1]),
    ],
)  # fmt: skip
def test_sizes_never_grow(width: int, expected: list[int]) -> None:
    photograph = prints(written(noise(width, max(1, width // 2))))
    assert [one.width for one in photograph.in_format("jpeg")] == expected
    assert [one.height for one in photograph.in_format("jpeg")] == [max(1, round(one * max(1, width // 2) / width)) for one in expected]
    assert photograph.largest.width == expected[-1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("TIFF", "jpeg"), ("BMP", "png"), ("WEBP", "webp"), ("AVIF", "webp")],
)
def test_the_original_format_comes_last(name: str, expected: str) -> None:
    photograph = prints(written(noise(600, 400), name))
    assert photograph.formats[-1] == photograph.largest.format == expected
    assert "webp" in photograph.formats
    for one in photograph.renditions:
        image = Image.open(BytesIO(one.content.value))
        assert (image.format or "").lower() == one.format
        assert image.size == (one.width, one.height)
        assert one.size == len(one.content.value)


def test_avif_only_where_it_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    content = written(noise(600, 400))
    monkeypatch.setattr(darkroom, "WORTH_A_FORMAT", 0.0)
    assert prints(content).formats == ("webp", "jpeg")
    monkeypatch.setattr(darkroom, "WORTH_A_FORMAT", 9.0)
    assert prints(content).formats == ("avif", "webp", "jpeg")


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_but_the_picture_is_left(name: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = PLACE  # ImageDescription
    if name != "TIFF":
        exif[0x8825] = {1: "N", 2: (35.0, 53.0, 56.0), 29: "2021:07:14"}  # GPSInfo
    settings: dict[str, object] = {"exif": exif, "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    if name == "JPEG":
        settings["comment"] = PLACE.encode()
    content = written(noise(600, 400), name, **settings)
    assert PLACE.encode() in content
    for one in prints(content).renditions:
        image = Image.open(BytesIO(one.content.value))
        assert PLACE.encode() not in one.content.value
        assert not dict(image.getexif())
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(orientation: int) -> None:
    upright = Image.new("RGB", (300, 200), "white")
    upright.paste("red", (0, 0, 60, 60))  # the corner from which one begins to read
    back = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    stored = upright.transpose(back) if back is not None else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    for image in opened(prints(written(stored, exif=exif, quality=95)), "jpeg"):
        assert image.size == (300, 200)
        red, green, blue = image.convert("RGB").getpixel((20, 20))
        assert (red > 200, max(green, blue) < 90) == (True, True), orientation
        assert min(image.convert("RGB").getpixel((280, 180))) > 240


def test_colours_are_brought_to_srgb() -> None:
    """A wide profile says another colour by the same numbers; what no screen's profile is told must be converted."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    cmyk = Image.new("CMYK", (400, 300), (255, 0, 0, 0))
    shown = opened(prints(written(cmyk)), "jpeg")[0]
    assert shown.mode == "RGB"
    red, green, blue = shown.getpixel((10, 10))
    assert (red < 60, min(green, blue) > 120) == (True, True)
    wrong = opened(prints(written(noise(300, 200), icc_profile=lab.tobytes())), "jpeg")[0]
    assert wrong.size == (300, 200)  # a profile of another sort of picture is passed over
    broken = opened(prints(written(noise(300, 200), icc_profile=b"no profile")), "jpeg")[0]
    assert broken.size == (300, 200)


def test_a_profile_counts() -> None:
    """Red and green change places by a profile that says so: the matrix columns of sRGB, exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = profile[green + 4 : green + 12], profile[red + 4 : red + 12]
    image = Image.new("RGB", (300, 200), (250, 10, 10))
    shown = opened(prints(written(image, "PNG", icc_profile=bytes(profile))), "png")[0].convert("RGB").getpixel((9, 9))
    assert (shown[1] > 200, shown[0] < 60) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png(mode: str) -> None:
    source = noise(300, 200)
    if mode == "I;16":
        doubled = b"".join(bytes((value, value)) for value in source.convert("L").tobytes())
        image = Image.frombytes("I;16", (300, 200), doubled)
    else:
        image = source.convert(mode)
    shown = opened(prints(written(image, "PNG")), "png")[0].convert("L")
    before = source.convert("L")
    assert abs(sum(shown.tobytes()) - sum(before.tobytes())) / len(before.tobytes()) < 16  # as light as it was


def test_transparency_stays() -> None:
    image = noise(300, 200).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((300, 200)))
    for name in ("webp", "png"):
        assert opened(prints(written(image, "PNG")), name)[0].convert("RGBA").getpixel((9, 0))[3] < 20
    assert prints(written(image, "PNG")).is_transparent
    assert not prints(written(noise(300, 200), "PNG")).is_transparent


def test_a_drawing_keeps_its_edges() -> None:
    image = Image.new("RGB", (400, 300), "white")
    image.paste((10, 20, 30), (100, 100, 200, 200))
    photograph = prints(written(image, "PNG"))
    assert photograph.formats == ("webp", "png")
    assert opened(photograph, "webp")[0].convert("RGB").getcolors() == image.getcolors()


def test_one_pixel() -> None:
    assert codes(written(Image.new("RGB", (1, 1)))) == []


def test_a_long_strip() -> None:
    assert [(one.width, one.height) for one in prints(written(noise(5000, 2))).in_format("jpeg")][-1] == (1200, 1)


def test_what_moves_stands_still() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    content = written(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert codes(content) == ["image/animated"]
    assert all(not getattr(Image.open(BytesIO(one.content.value)), "is_animated", False) for one in prints(content).renditions)


@pytest.mark.parametrize("content", [b"", b"A text", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"GIF89a", b"\x89PNG\r\n\x1a\n"])  # fmt: skip
def test_what_is_no_picture(content: bytes) -> None:
    assert codes(content) == ["image/unreadable"]


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP"])
def test_a_part_of_a_picture(name: str) -> None:
    content = written(noise(300, 200), name)
    for end in (len(content) // 9, len(content) // 2, len(content) * 9 // 10):
        assert codes(content[:end]) == ["image/unreadable"], (name, end)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_any_damage_is_told_or_made_the_best_of(name: str) -> None:
    content = written(noise(120, 80), name, exif=Image.Exif()) if name != "GIF" else written(noise(120, 80), name)
    for at in range(0, len(content), max(1, len(content) // 40)):
        damaged = content[:at] + bytes((content[at] ^ 0xFF,)) + content[at + 1 :]
        assert set(codes(damaged)) <= {"image/unreadable", "image/too-large", "image/animated"}, at


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    header = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    bomb = header + zlib.crc32(header[12:]).to_bytes(4, "big") + b"\0\0\0\x04IDATxxxx" + zlib.crc32(b"IDATxxxx").to_bytes(4, "big")
    assert codes(bomb) == ["image/too-large"]
    monkeypatch.setattr(darkroom, "MOST_PIXELS", 100)
    assert codes(written(noise(11, 10))) == ["image/too-large"]


def test_the_same_bytes_every_time() -> None:
    content = written(noise(900, 600))
    assert [one.content.value for one in prints(content).renditions] == [one.content.value for one in prints(content).renditions]


def test_names_tell_width_and_content() -> None:
    photograph = prints(written(noise(600, 400)))
    names = [photograph.name(one) for one in photograph.renditions]
    assert len(set(names)) == len(names)
    assert f"content/events/a/hall-480.{photograph.digest[:8]}.jpg" in names
