"""Writes a made-up site as a project: events in three languages, initiatives, practices, records, the sample theme.

    python -m benchmarks.corpus FOLDER --events 1000

The same number gives the same files on every machine, and `sitegen check` finds nothing in them.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.bodies import event_body, short_body
from benchmarks.words import LANGUAGES
from benchmarks.world import (
    ABOUT,
    CATALOGUES,
    INITIATIVES,
    LEAD,
    LINE,
    ORGANISATIONS,
    PLACES,
    SITE,
    Catalogue,
    Event,
    Initiative,
    Texts,
    event,
)

ROOT = Path(__file__).parents[1]
THEME = ("templates", "static", *(f"locale/{language}" for language in LANGUAGES))
EVENTS_PER_PAGE = 50
AT_ONCE = 10_000  # files on one command line
TRANSLATION = re.compile(r"^translation:.*", re.MULTILINE)
ORIGINAL, *TRANSLATIONS = LANGUAGES


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the site: the folder and the beginning of its files' names, its words, the facts of the original."""

    stem: str
    language: str
    words: dict[str, str]
    facts: dict[str, object]
    body: str

    @property
    def path(self) -> str:
        return f"content/{self.stem}.{self.language}.md"


def write_project(folder: Path, events: int) -> None:
    """A whole project in a folder that is empty or not there."""
    _write(folder / "config.yaml", _yaml(_config()))
    for name in THEME:
        shutil.copytree(ROOT / name, folder / name)
    _write(folder / "content/records/places.yaml", _yaml({place.id: _place(place) for place in PLACES}))
    organisations = {
        one.id: {"name": one.name, "acronym": dict.fromkeys(LANGUAGES, one.acronym)} for one in ORGANISATIONS
    }
    _write(folder / "content/records/organisations.yaml", _yaml(organisations))
    for catalogue in CATALOGUES:
        _write(folder / f"content/catalogues/{catalogue.id}.yaml", _yaml(_catalogue(catalogue)))
    for text in texts(events, ORIGINAL):
        _write(folder / text.path, _front(text.words | text.facts) + text.body)
    states = _accepted(folder, list(texts(events, TRANSLATIONS[0])))
    for language in TRANSLATIONS:
        for text in texts(events, language):
            _write(folder / text.path, f"{_front(text.words)[:-5]}{states[text.stem]}\n---\n\n{text.body}")


def texts(events: int, language: str) -> Iterator[Text]:
    """Every text of one language, with links by id."""
    yield Text("pages/about", language, {"title": ABOUT[language]}, {"order": 1}, short_body("about", language))
    for initiative in INITIATIVES:
        yield _initiative(initiative, language)
    for number in range(events):
        yield _event(event(number), language)


def _config() -> dict[str, object]:
    return {
        "title": SITE,
        "url": "https://www.example.org/",
        "line": LINE,
        "lead": LEAD,
        "languages": {one: {"fallback": [other for other in LANGUAGES if other != one]} for one in LANGUAGES},
        "events_per_page": EVENTS_PER_PAGE,
        "output": "public",
    }


def _initiative(initiative: Initiative, language: str) -> Text:
    words = {"title": initiative.title[language], "short_title": initiative.short_title[language]}
    facts: dict[str, object] = {"order": initiative.number, "catalogues": [initiative.catalogue]}
    return Text(f"initiatives/{initiative.id}", language, words, facts, short_body(initiative.id, language))


def _event(one: Event, language: str) -> Text:
    words = {"title": one.title[language], "summary": one.summary[language]}
    facts: dict[str, object] = {
        "type": one.type,
        "dates": [_range(*session) for session in one.sessions],
        "location": one.place.id,
        "initiative": one.initiative.id,
        "practices": [practice.id for practice in one.practices],
        "organisers": [organisation.id for organisation in one.organisers],
    }
    return Text(f"events/{one.id}/index", language, words, facts, event_body(one, language, "{}:{}".format))


def _range(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}/{last}"


def _place(place: object) -> dict[str, object]:
    return {name: getattr(place, name) for name in ("name", "country", "coordinates")}


def _catalogue(catalogue: Catalogue) -> dict[str, object]:
    return {
        "id": catalogue.id,
        "title": catalogue.title,
        "adopted": str(catalogue.adopted),
        "total": len(catalogue.practices),
        "sections": [
            {"id": f"part-{part}", "title": _part_title(part), "practices": f"{group[0].number}-{group[-1].number}"}
            for part, group in enumerate(catalogue.sections, 1)
        ],
        "practices": [{"number": one.number, "title": one.title, "text": one.text} for one in catalogue.practices],
    }


def _part_title(number: int) -> Texts:
    return {"en": f"Part {number}", "fr": f"Partie {number}", "ar": f"القسم {number}"}


def _yaml(values: Mapping[str, object]) -> str:
    """YAML with a line for each key; what a key has is written in flow, as JSON is."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def _front(values: Mapping[str, object]) -> str:
    return f"---\n{_yaml(values)}---\n\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _accepted(folder: Path, translations: Sequence[Text]) -> dict[str, str]:
    """The line `translation: …` of each text, by its stem, as `sitegen status --accept` writes it.

    Translations without a body do for that, and what the originals say now holds for every language.
    """
    for text in translations:
        _write(folder / text.path, f"{_front(text.words | {'translation': {'of': ORIGINAL}})}")
    for first in range(0, len(translations), AT_ONCE):
        asked = [word for text in translations[first : first + AT_ONCE] for word in ("--accept", folder / text.path)]
        command = [sys.executable, "-m", "sitegen", "status", "--root", folder, *asked]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    return {
        text.stem: TRANSLATION.findall((folder / text.path).read_text(encoding="utf-8"))[0] for text in translations
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="where the project goes; must be empty or not there")
    parser.add_argument("--events", type=int, default=1000, help="how many events (default: 1000)")
    chosen = parser.parse_args()
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        sys.exit(f"{chosen.folder} is not empty")
    begin = time.perf_counter()
    write_project(chosen.folder, chosen.events)
    print(f"{chosen.events} events in {time.perf_counter() - begin:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
