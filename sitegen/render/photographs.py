"""Pictures on pages: which file a browser asks for, and the room that it takes before it is there."""

from collections.abc import Iterator

from markupsafe import escape

from sitegen.link.routes import file_address
from sitegen.link.site import Site
from sitegen.load.photographs import Photograph, Rendition
from sitegen.render.memory import remembered
from sitegen.render.pieces import href
from sitegen.render.views.entries import Shot

FALLBACK_WIDTH = 800  # what browsers get that choose nothing themselves
# How wide a photograph is shown: the reading column, or the page without its sides and its margin column.
SIZES = "(min-width: 64rem) 37rem, (min-width: 44rem) min(37rem, 100vw - 14rem), calc(100vw - 2.5rem)"

UPRIGHT_SIZES = "(min-width: 27rem) 24rem, calc(100vw - 2.5rem)"  # one that is higher than wide takes less of it


@remembered
def shot(site: Site, path: str) -> Shot:
    """A picture of the project as it is published; a drawing stays a single file."""
    photograph = site.photographs.get(path)
    if photograph is None:
        drawing = site.drawings.get(path)
        width, height = (drawing.width, drawing.height) if drawing else (0, 0)
        return Shot(href(site, file_address(path)), width, height, _classes(width, height, is_drawn=True))
    last = photograph.largest.format
    plain = photograph.in_format(last)
    chosen = next((one for one in plain if one.width >= FALLBACK_WIDTH), plain[-1])
    width, height = photograph.largest.width, photograph.largest.height
    return Shot(
        address=_address(site, photograph, chosen),
        width=width,
        height=height,
        classes=_classes(width, height, photograph.is_transparent),
        sizes=UPRIGHT_SIZES if height > width else SIZES,
        choices=_choices(site, photograph, plain),
        sources=tuple(
            (f"image/{one}", _choices(site, photograph, photograph.in_format(one)))
            for one in photograph.formats
            if one != last
        ),
    )


def _classes(width: int, height: int, is_drawn: bool) -> str:
    return " ".join(name for name, is_so in (("upright", height > width), ("drawn", is_drawn)) if is_so)


def _address(site: Site, photograph: Photograph, rendition: Rendition) -> str:
    return href(site, file_address(photograph.name(rendition)))


def _choices(site: Site, photograph: Photograph, renditions: tuple[Rendition, ...]) -> str:
    """`srcset`: no choice where there is only one."""
    return ", ".join(f"{_address(site, photograph, one).replace(',', '%2C')} {one.width}w" for one in renditions)


def file_of_text(site: Site, path: str) -> str:
    """Where a file beside a text is published; a photograph in its largest size."""
    photograph = site.photographs.get(path)
    return file_address(photograph.name(photograph.largest) if photograph else path)


def picture_html(site: Site, path: str, attributes: str) -> str:
    """A picture within a text. Nothing moves when it comes, and it comes when it is about to be seen."""
    shown = shot(site, path)
    later = ' loading="lazy" decoding="async"'
    room = f' class="{shown.classes}"' if shown.classes else ""
    if shown.width:
        room += f' width="{shown.width}" height="{shown.height}"'
    chosen = f' src="{escape(shown.address)}"'
    if not shown.choices:
        return f"<img{attributes}{room}{later}{chosen}>"
    chosen = f' srcset="{escape(shown.choices)}" sizes="{shown.sizes}"{chosen}'
    return f"<picture>{''.join(_sources(shown))}<img{attributes}{room}{later}{chosen}></picture>"


def _sources(shown: Shot) -> Iterator[str]:
    for kind, choices in shown.sources:
        yield f'<source type="{kind}" srcset="{escape(choices)}" sizes="{shown.sizes}">'
