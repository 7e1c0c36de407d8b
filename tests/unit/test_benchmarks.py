"""The made-up sites that benchmarks measure, and the arithmetic of the guard of growth."""

import re
from pathlib import Path

import pytest

from benchmarks.bodies import event_body
from benchmarks.corpus import write_project
from benchmarks.growth import Growth, growths, stage_of
from benchmarks.outcome import normal
from benchmarks.peers import writings
from benchmarks.words import LANGUAGES
from benchmarks.world import event, event_id, first_day
from tests.program import sitegen
from tests.projects import snapshot

EVENTS = 6


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_project(folder, EVENTS)
    return folder


def test_editors_would_find_nothing_to_mend(project: Path) -> None:
    checked = sitegen(project, "check", "--strict")
    assert (checked.stdout + checked.stderr).strip() == "no errors, no warnings"
    assert len(list(project.glob("content/events/*/index.*.md"))) == EVENTS * len(LANGUAGES)


def test_every_run_makes_the_same_events_and_a_larger_site_begins_like_a_smaller_one(
    project: Path, tmp_path: Path
) -> None:
    write_project(tmp_path, EVENTS - 2)
    smaller = snapshot(tmp_path / "content/events")
    assert smaller
    assert smaller.items() <= snapshot(project / "content/events").items()


def test_bodies_are_of_one_make_and_one_length() -> None:
    words = []
    for number in range(100):
        bodies = {language: event_body(event(number), language, "{}:{}".format) for language in LANGUAGES}
        words.append(len(bodies["en"].split()))
        for mark in (r"^#{2,3} ", r"^- ", r"^\|", r"^> ", r"\[\^1\]", r"\((?:event|practice):.+?\)"):
            assert len({tuple(sorted(re.findall(mark, body, re.MULTILINE))) for body in bodies.values()}) == 1
    assert 450 < sum(words) / len(words) < 560
    assert 200 < min(words) < 350
    assert 650 < max(words) < 850


def test_no_paragraph_comes_twice() -> None:
    paragraphs = [
        paragraph
        for number in range(200)
        for language in LANGUAGES
        for paragraph in event_body(event(number), language, "{}:{}".format).split("\n\n")
        if paragraph.count(" ") > 30 and not paragraph.startswith("- ")
    ]
    assert len(set(paragraphs)) == len(paragraphs)


def test_ids_are_unique_and_known_without_the_event() -> None:
    ids = [event(number).id for number in range(500)]
    assert len(set(ids)) == len(ids)
    assert ids == [event_id(number, first_day(number)) for number in range(500)]


def test_other_generators_get_the_same_words(project: Path) -> None:
    for text in writings(EVENTS, "fr"):
        if text.kind == "event":
            ours = (project / f"content/events/{text.id}/index.fr.md").read_text(encoding="utf-8").split("---\n\n", 1)
            assert re.sub(r"\(/fr/\S+?\)", "()", text.body) == re.sub(r"\((?:event|practice):\S+?\)", "()", ours[1])
            assert str(text.front["title"]) in ours[0]


def test_an_event_that_costs_more_on_a_larger_site_is_seen() -> None:
    empty = {"sitegen load": 50.0, "sitegen link": 10.0}
    small = {"sitegen load": 1_050.0, "sitegen link": 210.0}
    large = {"sitegen load": 10_050.0, "sitegen link": 4_010.0, "sitegen tiny": 10.0}
    assert growths(empty, small, large, (100, 1000)) == [
        Growth("sitegen load", 10.0, 10.0),
        Growth("sitegen link", 2.0, 4.0),
    ]
    assert [one.ratio for one in growths(empty, small, large, (100, 1000))] == [1.0, 2.0]


def test_a_stage_that_only_a_larger_site_has_has_grown() -> None:
    (found,) = growths({}, {}, {"sitegen link": 100.0}, (1, 10))
    assert found.ratio == float("inf")


@pytest.mark.parametrize(
    ("path", "stage"),
    [
        ("/project/sitegen/link/index.py", "sitegen link"),
        ("/project/sitegen/pipeline.py", "sitegen pipeline"),
        ("/env/lib/python3.11/site-packages/jinja2/runtime.py", "jinja2"),
        ("templates/event.html", "templates"),
        ("/usr/lib/python3.11/re/__init__.py", "Python"),
        ("~", "Python"),
    ],
)
def test_code_belongs_to_a_stage(path: str, stage: str) -> None:
    assert stage_of(path) == stage


def test_words_are_compared_without_typography() -> None:
    assert normal("L’un\u00a0d’eux\u2068 : «\u202fassez\u202f»\u2069.") == normal("L'un d'eux: \"assez\".")
