"""Cards: what stands on them, in which order and face it is drawn, and when there is none."""

import itertools
from io import BytesIO

import pytest
from lxml import html
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageDraw, features

from sitegen.base.files import SourceFile
from sitegen.l10n.bidi import strip
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.languages import Direction
from sitegen.pipeline import build, connect
from sitegen.render import cards, drawing
from sitegen.render.artifacts import dependence
from sitegen.render.card_words import Card, Line, card_words
from sitegen.render.cards import card_content, card_dependence
from sitegen.render.drawing import case_of, draw, unwritable
from sitegen.render.jobs import jobs
from sitegen.render.lettering import OFFICE, TITLE, Case, Lettering, Unwritable
from tests.plain import said
from tests.projects import CONFIG, theme

FACES = {one.path.removeprefix("static/fonts/").removesuffix(".woff2"): one.content for one in theme() if one.path.endswith(".woff2")}
ROME = "id: rome\ntitle: {en: Rome, fr: Rome, ar: روما}\ntotal: 25\npractices:\n  - {number: 2, title: {en: Two}}\n"
ENGLISH = """\
---
title: "Children and \\"justice\\" - a workshop"
summary: So.
type: workshop
dates: ["2020-07-15", "2020-07-21/2020-07-22"]
location: {city: Valletta, country: MT, online: true}
practices: [PRACTICES]
---
Text.
"""
ARABIC = "---\ntitle: ورشة REMVE عمل\nsummary: ورشة.\ntranslation: {of: en, fingerprint: 00000000}\n---\nنص.\n"
FOLDER = "content/events/a"
A = Target("event", "a")


def project(practices: str = "rome/2-4", features: str = "cards", english: str = ENGLISH, left_out: tuple[str, ...] = ("-",)) -> list[SourceFile]:
    texts = {
        "config.yaml": f"{CONFIG}features: [{features}]\n",
        "content/catalogues/rome.yaml": ROME,
        f"{FOLDER}/index.en.md": english.replace("PRACTICES", practices),
        f"{FOLDER}/index.ar.md": ARABIC,
        "content/pages/b.en.md": "---\ntitle: b\nsummary: b\n---\n",
    }
    kept = [one for one in theme() if not one.path.startswith(left_out)]
    return [*kept, *(SourceFile(path, text.encode()) for path, text in texts.items())]


def connected(files: list[SourceFile]) -> Site:
    site = connect(files).value
    assert site is not None
    return site


def words_of(language: str, practices: str = "rome/2-4") -> Card:
    site = connected(project(practices))
    return card_words(site, A, language)


def test_what_stands_on_a_card() -> None:
    assert words_of("en") == Card(
        language="en",
        name=Line("A site", "en"),
        title=Line("Children and “justice” - a workshop", "en"),
        dates=Line("15 and 21–22 July 2020", "en"),
        place=Line("Valletta, Malta, online", "en"),
        catalogue=Line("Rome", "en"),
        numerals=tuple(Line(number, "en") for number in "234"),
    )
    arabic = words_of("ar")
    assert (arabic.name, arabic.title) == (Line("موقع", "ar"), Line("ورشة REMVE عمل", "ar"))
    assert arabic.place is not None
    assert arabic.place.text.endswith("، مالطا، وعبر الإنترنت") or arabic.place.text.count("،") == 2


def test_many_numerals_become_ranges() -> None:
    shown = words_of("en", "rome/1-4, rome/9, rome/12-13").numerals
    assert [one.text for one in shown] == ["1–4", "9", "12–13"]


def test_a_catalogue_as_a_whole_has_no_numerals() -> None:
    card = words_of("en", "rome")
    assert (card.catalogue, card.numerals) == (Line("Rome", "en"), ())


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    checked = build(project())
    assert checked.value is not None
    assert not [line for line in said(checked.diagnostics) if " card/" in line or "error" in line]
    return {one.path: one.content for one in checked.value}


def test_one_card_for_each_text_practice_and_catalogue_in_its_language_and_one_for_each_home(site: dict[str, bytes]) -> None:
    assert sorted(path for path in site if path.endswith("card.png")) == [
        "ar/card.png", "ar/catalogues/rome/card.png", "ar/faaliyat/a/card.png",
        "en/card.png", "en/catalogues/rome/2/card.png", "en/catalogues/rome/card.png", "en/events/a/card.png",
        "fr/card.png", "fr/catalogues/rome/card.png",
    ]  # fmt: skip
    for path in ("ar/faaliyat/a/card.png", "en/events/a/card.png"):
        image = Image.open(BytesIO(site[path]))
        assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
        assert len(site[path]) < 60_000


@pytest.mark.parametrize(
    ("page", "card"),
    [
        ("en/events/a", "en/events/a"), ("ar/faaliyat/a", "ar/faaliyat/a"), ("fr/evenements/a", "en/events/a"),
        ("en/b", "en"), ("fr/b", "fr"), ("ar", "ar"), ("fr/evenements", "fr"), ("en/countries/mt", "en"),
        ("fr/catalogues/rome", "fr/catalogues/rome"), ("fr/catalogues/rome/2", "en/catalogues/rome/2"), ("fr/catalogues/rome/3", "fr"),
    ],
)
def test_the_head_names_the_card_of_the_text(site: dict[str, bytes], page: str, card: str) -> None:
    head = html.document_fromstring(site[f"{page}/index.html"].decode()).head
    given = {one.get("property") or one.get("name"): one.get("content") for one in head.findall("meta")}
    assert given["og:image"] == f"https://site.example/{card}/card.png"
    assert f"{card}/card.png" in site
    assert (given["og:image:width"], given["og:image:height"], given["og:image:type"]) == ("1200", "630", "image/png")
    assert given["twitter:card"] == "summary_large_image"
    shared = {"en": "What it is about", "fr": "De quoi il s’agit", "ar": "عمّا يتحدث"}
    own = "Two" if card.endswith("2") else given["og:title"].partition(" – ")[0]
    assert strip(given["og:image:alt"]) == strip(shared.get(card, own))


def test_the_cards_of_practices_and_of_the_site() -> None:
    site = connected(project())
    assert card_words(site, Target("practice", "rome/2"), "en") == Card(
        "en", Line("A site", "en"), Line("Two", "en"), catalogue=Line("Rome", "en"), numerals=(Line("2", "en"),)
    )
    assert card_words(site, Target("home"), "fr") == Card(
        "fr", Line("Un site", "fr"), Line("De quoi il s’agit", "fr"), place=Line("site.example", "en")
    )


def test_a_site_without_a_line_has_its_name_on_the_card() -> None:
    files = [replace_content(one, b"line: {", b"lead: {") if one.path == "config.yaml" else one for one in project()]
    assert card_words(connected(files), Target("home"), "en") == Card("en", Line("site.example", "en"), Line("A site", "en"))


def test_the_picture_of_a_lone_numeral_is_large() -> None:
    site = connected(project())
    card = card_words(site, Target("practice", "rome/2"), "en")
    red = []
    for one in (card, replace(card, dates=Line("2020", "en"))):
        image = Image.open(BytesIO(draw(one, case_of(site), cards.COLOURS))).convert("RGB")
        red.append(sum(count for count, (r, g, b) in image.getcolors(1 << 20) if r > 150 and g < 100 and b < 100))
    assert red[0] > 2.5 * red[1] > 0


def test_without_the_word_there_is_none() -> None:
    checked = build(project(features=""))
    assert checked.value is not None
    assert not any(one.path.endswith("card.png") or b"og:image" in one.content for one in checked.value)


@pytest.mark.parametrize(
    ("files", "detail", "spared"),
    [
        (project(left_out=("static/css/site/20-fonts", "static/fonts/ui-strong.woff2")), "the theme has no static/fonts/ui-strong.woff2", ""),
        (project(english=ENGLISH.replace("Children", "京都")), "the theme has no face for 京", "en/events/"),
        (project(left_out=("static/css/site/20-fonts", "static/fonts/title-arabic.woff2")), "the theme has no face for م", "ar/"),
    ],
)
def test_no_card_rather_than_a_wrong_one(files: list[SourceFile], detail: str, spared: str) -> None:
    checked = build(files)
    assert checked.value is not None
    found = [one.message for one in checked.diagnostics if one.code == "card/not-drawn"]
    assert found == [f"no card is drawn: {detail}"]
    drawn = {one.path for one in checked.value if one.path.endswith("card.png")}
    named = {one.path for one in checked.value if one.path.endswith("index.html") and b"og:image" in one.content}
    assert bool(drawn) == bool(named)
    for path in drawn:
        assert not path.startswith(spared)


def test_no_card_without_raqm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: name != "raqm")
    checked = build(project())
    assert checked.value is not None
    assert not any(one.path.endswith("card.png") for one in checked.value)
    (found,) = [one for one in checked.diagnostics if one.code == "card/not-drawn"]
    assert (found.span.path, found.span.line) == ("config.yaml", 8)
    assert "Raqm" in found.message


def test_a_card_depends_on_its_words_alone() -> None:
    """Another body, and another event, leave a card as it is; another title does not."""
    site = connected(project())
    other = connected(project(english=ENGLISH.replace("Text.", "Another text.")))
    title = connected(project(english=ENGLISH.replace("workshop\"", "course\"")))
    fonts = connected(project(left_out=("static/css/site/20-fonts", "static/fonts/ui-more")))
    first, same, changed, refaced = (card_dependence(one, A, "en") for one in (site, other, title, fonts))
    assert first == same
    assert first not in {changed, refaced}
    card = next(job for job in jobs(site) if job.view == "card" and job.subject == ("event", "a"))
    assert dependence(site)(card)[1:] == card_dependence(site, A, card.language)


@pytest.mark.parametrize("written", [b"#102030", b"var(--day, #102030) var(--night, #000000)", b"light-dark(#102030, #000000)"])
def test_the_colours_are_those_of_the_theme(written: bytes) -> None:
    site = connected(project())
    assert cards.colours(site) == cards.COLOURS  # what the theme says, and what is taken where it says nothing
    paper = b"--paper: var(--day, #FBFCFB) var(--night, #0F1519);"
    painted = [
        replace_content(one, paper, b"--paper: %b;" % written) if one.path.endswith("tokens.css") else one for one in project()
    ]
    site = connected(painted)
    image = Image.open(BytesIO(card_content(site, A, "en"))).convert("RGB")
    assert all(abs(one - other) < 6 for one, other in zip(image.getpixel((600, 300)), (0x10, 0x20, 0x30), strict=True))


def replace_content(file: SourceFile, old: bytes, new: bytes) -> SourceFile:
    assert old in file.content
    return SourceFile(file.path, file.content.replace(old, new))


# Lettering


def bits(text: str, language: str) -> list[list[tuple[str, str, Direction]]]:
    letters = Lettering(Case(FACES), TITLE, text, language)
    return [[(bit.text, bit.face, bit.way) for bit in word] for word in letters.words]


def test_each_script_has_its_face() -> None:
    assert bits("Le Žagań عدل", "fr") == [
        [("Le", "title", "ltr")],
        [("Ž", "title-more", "ltr"), ("aga", "title", "ltr"), ("ń", "title-more", "ltr")],
        [("عدل", "title-arabic", "rtl")],
    ]
    assert bits("دليل REMVE (2021) و15–17", "ar") == [
        [("دليل", "title-arabic", "rtl")],
        [("REMVE", "title", "ltr")],
        [("(", "title-arabic", "rtl"), ("2021", "title", "ltr"), (")", "title-arabic", "rtl")],
        [("و", "title-arabic", "rtl"), ("15–17", "title", "ltr")],
    ]


def test_letters_of_two_faces_join() -> None:
    """Persian letters lie in a second face; each takes the form that it has beside a letter of the first."""
    assert bits("کتاب", "fa") == [[("ک\u200d", "title-persian", "rtl"), ("\u200dتاب", "title-arabic", "rtl")]]
    assert bits("اپارات", "fa") == [[("ا", "title-arabic", "rtl"), ("پ\u200d", "title-persian", "rtl"), ("\u200dارات", "title-arabic", "rtl")]]
    assert bits("ژنو", "fa") == [[("ژ", "title-persian", "rtl"), ("نو", "title-arabic", "rtl")]], "ژ touches nothing after it"
    case = Case(FACES)
    joined = Lettering(case, TITLE, "پس", "fa")
    apart = [Lettering(case, TITLE, letter, "fa") for letter in "پس"]
    assert joined.line_width(joined.words) < 0.9 * sum(one.line_width(one.words) for one in apart)


@pytest.mark.parametrize("text", ["کتاب", "رقمًا", "Le Žagań", "京", "پِ", "a\u0301"])
def test_the_short_look_at_letters_agrees_with_the_long_one(text: str) -> None:
    assert not (Case(FACES).surely_writes(text) and unwritable(OnlyLong(FACES), [(text, "fa")]))


class OnlyLong(Case):
    def surely_writes(self, _: str) -> bool:
        return False


def test_persian_digits_are_drawn_as_numerals() -> None:
    site = connected(project())
    card = replace(words_of("en"), language="fa", numerals=(Line("۱۷", "fa"),))
    assert draw(card, case_of(site), cards.COLOURS)


@pytest.mark.parametrize(("text", "language"), [("京都", "en"), ("پِدر", "fa"), ("ⴰⵣⵓⵍ", "fr")])
def test_what_no_face_can_write(text: str, language: str) -> None:
    with pytest.raises(Unwritable):
        bits(text, language)


def order(text: str, language: str, way: Direction) -> list[str]:
    """The stretches of a text as they stand on paper, from left to right."""
    placed: list[tuple[float, str]] = []

    class Paper:
        def text(self, at: tuple[float, float], text: str, *_: object, **__: object) -> None:
            placed.append((at[0], text))

    letters = Lettering(Case(FACES), OFFICE, text, language)
    assert letters.way == way
    letters.draw(Paper(), (0, 0), letters.words, 40, "black")  # type: ignore[arg-type]
    return [text for _, text in sorted(placed)]


def test_the_order_on_paper() -> None:
    assert order("ورشة IIJ REMVE عمل", "ar", "rtl") == ["عمل", "IIJ", "REMVE", "ورشة"]
    assert order("15 و21–22 يوليو 2020", "ar", "rtl") == ["2020", "يوليو", "21–22", "و", "15"]
    assert order("the word سيادة القانون 2020 here", "en", "ltr") == ["the", "word", "2020", "القانون", "سيادة", "here"]


def test_nothing_overlaps() -> None:
    """Where one stretch ends, or after it, the next begins."""
    for text, language in (("ورشة IIJ REMVE عمل، 15–17 يوليو", "ar"), ("a word عدل القانون and more", "en")):
        letters = Lettering(Case(FACES), TITLE, text, language)
        placed: list[tuple[float, float]] = []

        class Paper:
            def text(self, at: tuple[float, float], text: str, _: object, face: object, *__: object, **more: str) -> None:
                placed.append((at[0], at[0] + face.getlength(text, **more)))  # type: ignore[attr-defined]  # noqa: B023

        letters.draw(Paper(), (0, 0), letters.words, 60, "black")  # type: ignore[arg-type]
        places = sorted(placed)
        assert all(end <= start + 0.5 for (_, end), (start, _) in itertools.pairwise(places))
        assert abs(places[-1][1] - places[0][0] - letters.line_width(letters.words) * 60) < 3


def test_letters_are_joined() -> None:
    """In a word each letter has another form than alone."""
    case = Case(FACES)
    joined = Lettering(case, TITLE, "عدالة", "ar")
    apart = sum(Lettering(case, TITLE, letter, "ar").line_width(Lettering(case, TITLE, letter, "ar").words) for letter in "عدالة")
    assert joined.line_width(joined.words) < apart * 0.92


LONG = "On the cooperation of judges, prosecutors, police, probation officers, prison governors and teachers " * 4


@pytest.mark.parametrize("title", ["A", LONG, "Donaudampfschifffahrtsgesellschaftskapitän" * 2, LONG.upper()])
@pytest.mark.parametrize("numerals", [(), ("17", "18", "19"), tuple(f"{n}–{n + 1}" for n in range(10, 40, 3))])
def test_everything_stays_in_its_place(title: str, numerals: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """No title is cut, and none touches what is above and below it."""
    site = connected(project())
    card = replace(words_of("en"), title=Line(title.strip(), "en"), numerals=tuple(Line(one, "en") for one in numerals))
    case, colours = case_of(site), cards.colours(site)
    drawn = Image.open(BytesIO(draw(card, case, colours))).convert("RGB")
    monkeypatch.setattr(drawing, "_title", lambda *_: None)
    without = Image.open(BytesIO(draw(card, case, colours))).convert("RGB")
    box = ImageChops.difference(drawn, without).convert("L").point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert left >= 70
    assert right <= 1200 - 70
    assert top > 120
    words = ImageDraw.Draw(without)
    words.rectangle((0, 0, 1200, 170), "white")  # of what is left only the foot counts
    foot = without.convert("L").point(lambda value: 255 if value < 150 else 0).crop((60, 0, 1140, 600)).getbbox()
    assert foot is not None
    assert bottom <= foot[1] + 2


def test_the_same_bytes_every_time() -> None:
    site = connected(project())
    again = connected(project())
    assert card_content(site, A, "ar") == card_content(again, A, "ar")
