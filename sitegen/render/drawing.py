"""Drawing a card: paper, the ruler at its edges, the institute's name, a title, dates and place, numerals in red."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageDraw

from sitegen.link.site import Site
from sitegen.model.languages import Language
from sitegen.render.card_words import Card, Line
from sitegen.render.cards import HEIGHT, WIDTH, faces
from sitegen.render.lettering import NUMERAL, OFFICE, STRONG, TITLE, VOICES, Case, Lettering, Style, Unwritable, Words
from sitegen.render.memory import remembered

SIDE = 80
TOP, LOWER_TOP = 164, 186  # of the title's field, alone or below the initiative's name
ABOVE_FOOT = 24  # between the title's field and what stands highest in the foot
FOOT = HEIGHT - 66.0  # the last base line
LINE = 43  # from one base line of the foot to the next
FIGURE = 0.68  # how high numerals are
GAP = 48
HIGHEST, ALONE = 96.0, 184.0  # the size of numerals in a row, and of one that the card is about
BETWEEN_NUMERALS = 0.3  # of their size
EDGE = 18  # the band of ticks
SIZES = range(92, 30, -2)
ARABIC = 1.15  # how much larger Arabic letters are than Latin ones that look as large
LEADING = {"ltr": 1.1, "rtl": 1.36}
RISE, FALL = {"ltr": 0.84, "rtl": 1.02}, {"ltr": 0.3, "rtl": 0.5}  # of letters, above and below the base line
ROOM = WIDTH - 2 * SIDE
TONES = 12  # between ink and paper


class Sheet(Struct, frozen=True):
    """What is drawn on, with the colours of the theme by the names of their tokens."""

    on: ImageDraw.ImageDraw
    case: Case
    colours: Mapping[str, str]
    mirrored: bool

    def x(self, inset: float) -> float:
        """A place so far from the edge at which lines begin."""
        return WIDTH - inset if self.mirrored else inset

    def letters(self, line: Line, style: Style) -> Lettering:
        return Lettering(self.case, style, line.text, line.language)

    def write(self, letters: Lettering, words: Words, inset: float, y: float, look: tuple[float, str]) -> None:
        """Words in one line; `look` is size and colour. Those of the other direction keep to the page's edge too."""
        size, colour = look
        start = self.x(inset)
        if (letters.way == "rtl") != self.mirrored:
            start += letters.line_width(words) * size * (-1 if self.mirrored else 1)
        letters.draw(self.on, (start, y), words, size, self.colours[colour])


@remembered
def case_of(site: Site) -> Case:
    """The faces of a site's theme."""
    return Case({name: site.sources.theme.statics[path] for name, path in faces(site).items()})


def draw(card: Card, case: Case, colours: Mapping[str, str]) -> bytes:
    """The card as PNG, 1200 × 630 pixels, as those who show shared links ask for it (The Open Graph protocol)."""
    image = Image.new("RGB", (WIDTH, HEIGHT), colours["paper"])
    sheet = Sheet(ImageDraw.Draw(image), case, colours, Language(card.language).direction == "rtl")
    _edges(sheet)
    _single(sheet, card.name, TITLE, 92, (32, "ink"))
    sheet.on.line(((SIDE, 118), (WIDTH - SIDE - 1, 118)), colours["ink"], 2)
    if card.label:
        _single(sheet, card.label, STRONG, 162, (25, "ink2"))
    _title(sheet, card.title, LOWER_TOP if card.label else TOP, _foot(sheet, card) - ABOVE_FOOT)
    return _png(image, colours)


def _growth(language: str) -> float:
    return ARABIC if Language(language).direction == "rtl" else 1.0


def unwritable(case: Case, lines: Iterable[tuple[str, str]]) -> str:
    """The first letters, of texts with their languages, that cannot be written; "" when all can."""
    for text, language in lines:
        if case.surely_writes(text):
            continue
        for style in VOICES:
            try:
                Lettering(case, style, text, language)
            except Unwritable as error:
                return error.letters
    return ""


def _single(sheet: Sheet, line: Line, style: Style, y: float, look: tuple[float, str]) -> None:
    """A line by itself, smaller where the page is too narrow for it."""
    letters = sheet.letters(line, style)
    size, colour = look
    room = ROOM / max(letters.line_width(letters.words), 1e-6)
    sheet.write(letters, letters.words, SIDE, y, (min(size * _growth(line.language), room), colour))


def _edges(sheet: Sheet) -> None:
    """The page is a ruler: a tick each 20 pixels, and a long one each 100, from the middle to both sides."""
    for x in range(WIDTH // 2 % 20, WIDTH, 20):
        long = (x - WIDTH // 2) % 100 == 0
        length, colour = (EDGE, "ink") if long else (EDGE // 2, "edge")
        for top in (0, HEIGHT - length):
            sheet.on.rectangle((x, top, x + 1, top + length - 1), sheet.colours[colour])


def _title(sheet: Sheet, title: Line, top: float, bottom: float) -> None:
    """The title, as large as its field allows."""
    letters = sheet.letters(title, TITLE)
    rise, fall, leading = RISE[letters.way], FALL[letters.way], LEADING[letters.way]

    def height(lines: int) -> float:
        return rise + fall + leading * (lines - 1)

    size, lines = 0.0, letters.lines(letters.widest)
    for step in SIZES:
        size = min(step * _growth(title.language), ROOM / letters.widest)
        lines = letters.lines(ROOM / size)
        if height(len(lines)) * size <= bottom - top:
            break
    size = min(size, (bottom - top) / height(len(lines)))  # all of it, whatever it takes
    y = top + rise * size
    for line in lines:
        sheet.write(letters, line, SIDE, y, (size, "ink"))
        y += size * leading


def _foot(sheet: Sheet, card: Card) -> float:
    """Dates and place where lines begin, the practices where they end. Gives the height at which the foot begins."""
    used, top = _practices(sheet, card)
    room = ROOM - used
    given = [(card.place, OFFICE, "ink2"), (card.dates, STRONG, "sea")]
    y = FOOT
    for line, style, colour in given:
        if line is None:
            continue
        letters = sheet.letters(line, style)
        size = min(29 * _growth(line.language), room / letters.widest)
        for words in reversed(letters.lines(room / size)):
            sheet.write(letters, words, SIDE, y, (size, colour))
            y -= LINE
    return min(top, y + LINE - 26)


def _practices(sheet: Sheet, card: Card) -> tuple[float, float]:
    """The numerals at the end of the foot, over the catalogue's name; the room that it takes, and where it begins."""
    widest, top = 0.0, FOOT
    if card.catalogue:
        letters = sheet.letters(card.catalogue, OFFICE)
        width = letters.line_width(letters.words)
        size = min(24 * _growth(card.catalogue.language), ROOM * 0.55 / width)
        sheet.write(letters, letters.words, WIDTH - SIDE - width * size, FOOT, (size, "ink2"))
        widest = width * size
    if card.numerals:
        is_subject = len(card.numerals) == 1 and not (card.dates or card.place)
        width, top = _numerals(sheet, card.numerals, ALONE if is_subject else HIGHEST)
        widest = max(widest, width)
    return (widest + GAP if widest else 0.0), top


def _numerals(sheet: Sheet, numerals: Sequence[Line], highest: float) -> tuple[float, float]:
    """Numerals in a row that ends where lines end; how wide it is, and where it begins."""
    written = [sheet.letters(one, NUMERAL) for one in numerals]
    widths = [letters.line_width(letters.words) for letters in written]
    total = sum(widths) + BETWEEN_NUMERALS * (len(widths) - 1)
    size = min(highest, ROOM * 0.55 / total)
    inset = WIDTH - SIDE - total * size
    for letters, width in zip(written, widths, strict=True):
        sheet.write(letters, letters.words, inset, FOOT - LINE, (size, "rubric"))
        inset += (width + BETWEEN_NUMERALS) * size
    return total * size, FOOT - LINE - size * FIGURE


def _png(image: Image.Image, colours: Mapping[str, str]) -> bytes:
    """Only the colours that occur, and those between them and the paper: a third of the bytes."""
    out = BytesIO()
    few = image.quantize(TONES * len(colours), Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()
