"""An incremental build of this repository's site, which offers every feature, is the clean build after edits of every sort.

The histories (test_histories.py) play many more edits on a small project without features.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from PIL import Image, ImageOps

from sitegen.base.diagnostics import Checked, Diagnostic
from sitegen.base.digests import Each, each_in_turn
from sitegen.base.files import SourceFile
from sitegen.disk.memo import open_memo
from sitegen.disk.tree import read_project
from sitegen.load.photographs import Photograph, develop
from sitegen.model.configuration import Feature
from sitegen.pipeline import build
from sitegen.render import drawing
from sitegen.render.card_words import Card
from sitegen.render.drawing import draw
from sitegen.render.lettering import Case

ROOT = Path(__file__).parents[2]
Files = Mapping[str, bytes]
Value = TypeVar("Value")
Built = tuple[dict[str, bytes], tuple[Diagnostic, ...]]

RESPONSE = "content/events/2020-07-response/index.ar.md"
FINAL = "content/events/2020-02-rftf-final"
CATALOGUE = "content/catalogues/rabat-washington.yaml"


# Photographs and cards take a clean build twice as long as all the rest. What they are depends on what they are made of,
# and on nothing else: clean builds make each once, and know it again by all of that.
DRAWN: dict[object, bytes] = {}


def drawn_once(card: Card, case: Case, colours: Mapping[str, str]) -> bytes:
    made_of = (card, tuple(case._contents.items()), tuple(colours.items()))
    if made_of not in DRAWN:
        DRAWN[made_of] = draw(card, case, colours)
    return DRAWN[made_of]


@cache
def developed_once(path: str, content: bytes) -> Checked[Photograph | None]:
    return develop(SourceFile(path, content), None)


def each_anew(work: Callable[..., Value], items: Sequence[SourceFile], shared: object, key: object) -> Sequence[Value]:
    """The plain loop, but for photographs."""
    if work is develop:
        return [developed_once(one.path, one.content) for one in items]
    return each_in_turn(work, items, shared)


def clean(files: Files) -> Built:
    with patch.object(drawing, "draw", drawn_once):
        return built(files, each_anew)


@cache
def beginning() -> Files:
    return {file.path: file.content for file in read_project(ROOT).value}


def built(files: Files, each: Each) -> Built:
    made = build([SourceFile(path, content) for path, content in files.items()], each=each)
    return {one.path: one.content for one in made.value or ()}, made.diagnostics


def replaced(path: str, old: str, new: str) -> Callable[[Files], Files]:
    def edit(files: Files) -> Files:
        assert old.encode() in files[path], (path, old)
        return {**files, path: files[path].replace(old.encode(), new.encode(), 1)}

    return edit


def added(path: str, text: str) -> Callable[[Files], Files]:
    return lambda files: {**files, path: files[path] + text.encode()}


def mirrored(path: str) -> Callable[[Files], Files]:
    def edit(files: Files) -> Files:
        kept = BytesIO()
        ImageOps.mirror(Image.open(BytesIO(files[path]))).save(kept, "JPEG")
        return {**files, path: kept.getvalue()}

    return edit


def removed(*beginnings: str) -> Callable[[Files], Files]:
    return lambda files: {path: content for path, content in files.items() if not path.startswith(beginnings)}


def edits() -> Iterator[tuple[str, Callable[[Files], Files]]]:
    """What happens, one after the other; the first leaves everything as it is."""
    photograph = next(path for path in beginning() if path.startswith(FINAL) and path.endswith(".jpg"))
    yield "nothing", lambda files: files
    yield "a body", added(RESPONSE, "\n\nفقرة جديدة تذكر الشرطة.\n")
    yield "the dates of an event", replaced(RESPONSE, "2020-07-15", "2020-07-14")
    yield "a photograph", mirrored(photograph)
    yield "a practice cited no more", replaced(RESPONSE, "rabat-washington/17-19", "rabat-washington/17-18")
    yield "the title of a practice", replaced(CATALOGUE, "Keep every community free of stigma", "Blame no community")
    yield "where a place is", replaced("content/records/places.yaml", "[35.8989, 14.5146]", "[34.8989, 14.5146]")
    yield "an interface word", replaced("locale/fr/LC_MESSAGES/site.po", 'msgstr "Couverture"', 'msgstr "Étendue"')
    yield "a template", replaced("templates/search.html", 'maxlength="200"', 'maxlength="199"')
    yield "a colour", replaced("static/css/site/10-tokens.css", "--paper: var(--day, #FBFCFB)", "--paper: var(--day, #FFFFFF)")
    yield "a translation gone", removed("content/events/2020-07-response/index.fr.md")
    yield "no cards and no search", lambda files: replaced("config.yaml", "  - search\n", "")(
        replaced("config.yaml", "  - cards\n", "")(files)
    )


def test_the_site_of_this_repository_offers_everything() -> None:
    stated = beginning()["config.yaml"].decode()
    assert all(f"  - {feature}\n" in stated for feature in Feature)


@cache
def moments() -> tuple[tuple[str, Files, Built], ...]:
    """After each edit: its name, the files, and what a clean build makes of them."""
    found, files = [], beginning()
    for name, edit in edits():
        files = edit(files)
        found.append((name, files, clean(files)))
    return tuple(found)


def test_incremental_is_clean(tmp_path: Path) -> None:
    for name, files, (wanted, findings) in moments():
        with open_memo(tmp_path / "memo.sqlite") as memo:
            made, found = built(files, memo.each)
            memo.save()
        assert wanted, (name, findings)
        assert found == findings, name
        assert [path for path in {**wanted, **made} if wanted.get(path) != made.get(path)] == [], name


def test_every_edit_changes_something() -> None:
    """Else nothing would be compared: every edit changes some file, and several kinds of files among them."""
    before: Files = {}
    kinds: set[str] = set()
    for name, _, (made, _) in moments():
        changed = {path for path in {**before, **made} if before.get(path) != made.get(path)}
        assert changed, name
        if before:
            kinds |= {Path(path).suffix for path in changed}
        before = made
    assert {".html", ".ics", ".json", ".csv", ".svg", ".png", ".jpg", ".webp", ".css", ".page", ".xml"} <= kinds
