"""Whatever happens to a project, building it again gives what a clean build gives: every byte and every finding.

`make property` plays thousands of histories; a number in the environment variable HISTORIES says how many. A history that
fails is printed as its steps, with what each of them changed: put into LONGER, it is played on every run.
"""

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sitegen.checks.finished import finish
from sitegen.disk.memo import MEMO, Memo, open_memo
from sitegen.model.options import Options
from sitegen.pipeline import build
from sitegen.session import Session
from sitegen.workshop import Workshop
from tests.edits.kinds import EDITS, MISTAKES
from tests.forgetful import FORGETFUL, Forgetful, everything
from tests.histories import (
    RETURN,
    Finished,
    Moment,
    Reference,
    Step,
    clean,
    compare,
    compare_next,
    finished,
    histories,
    moments,
    shortest,
    sources,
)
from tests.remembering import FATES, TICK, Remembering, built_in_turn, remembering, seen, working_in

HISTORIES = int(os.environ.get("HISTORIES", "48"))
FEW = 12  # histories that are the same on every run
PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]


def often(share: float) -> settings:
    """Settings for a share of all histories. Each run plays others; one that fails can be told by what is printed."""
    return settings(max_examples=max(3, int(HISTORIES * share)), deadline=None, derandomize=False, print_blob=True, suppress_health_check=PATIENT)


@pytest.fixture(scope="module")
def reference() -> Iterator[Reference]:
    one = Reference()
    yield one
    one.close()


@pytest.fixture(scope="module")
def put_by(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The memo of a process that built the project once."""
    path = tmp_path_factory.mktemp("memo") / "memo.sqlite"
    built_in_turn(path, [])
    return path


@pytest.fixture(scope="module")
def kept_open() -> Iterator[Remembering]:
    with remembering() as one:
        one(next(moments([])))
        yield one


# Each edit by itself


@pytest.mark.parametrize("name", [*EDITS, *MISTAKES])
def test_each_edit(reference: Reference, kept_open: Remembering, name: str) -> None:
    """From one edit to the next the one before is undone, so that each is done and undone."""
    *_, moment = moments(shortest(name))
    compare_next(kept_open.before, moment, kept_open, reference)


@pytest.mark.parametrize("name", ["add_a_sentence", "change_a_letter", "add_a_heading", "remove_a_heading", "remove_the_last_paragraph", "link_to_another", "link_to_a_heading", "add_a_footnote", "add_a_list"])
def test_a_body_makes_only_its_own_pages_anew(kept_open: Remembering, name: str) -> None:
    for moment in moments(shortest(name)):
        kept_open(moment)
    assert 1 <= rendered(kept_open) <= 3, kept_open.memo.made


@pytest.mark.parametrize("name", ["change_a_parent", "change_the_feed_or_map", "add_a_template"])
def test_a_template_makes_only_its_own_pages_anew(kept_open: Remembering, name: str) -> None:
    for moment in moments(shortest(name)):
        made = kept_open(moment)
    assert 1 <= rendered(kept_open) <= len(made.artifacts or ()) / 4, kept_open.memo.made


def test_nothing_makes_nothing_anew(kept_open: Remembering) -> None:
    for moment in moments([Step()]):
        kept_open(moment)
    assert not +kept_open.memo.made


def rendered(builder: Remembering) -> int:
    """How many files of the site were really rendered by the last build."""
    return builder.memo.made[f"{finish.__module__}.{finish.__qualname__}"]


# What takes more than one step


def step(edit: str = "", mistake: str = "", seed: int = 0) -> Step:
    return Step(((edit, seed),) if edit else (), ((mistake, seed),) if mistake else ())


LONGER: dict[str, list[Step]] = {
    "the place of a dead link, when a text above it grows": [step("", "show_it_wrongly", 2), step("add_a_sentence", "show_it_wrongly", 2)],
    "a link of all pages to one, when its anchor goes": [step("", "link_to_one_page_from_all"), step("rename_an_anchor", "link_to_one_page_from_all", 5)],
    "a link of all pages to one, when its address goes": [step("", "link_to_one_page_from_all"), step("change_the_slug", "link_to_one_page_from_all", 2)],
    "what a passage is taken for, when there is another language": [step("", "leave_a_passage_unmarked"), step("add_a_language", "leave_a_passage_unmarked")],
    "drafts that are shown": [step("make_a_draft"), replace(step(), drafts=True), step()],
    "another address for a preview": [replace(step(), base_url="https://preview.example/x/"), step()],
    "a heading that comes back": [step("", "lose_the_headings"), step(), step("", "rename_one_anchor_only"), step()],
    "a translation that is behind and accepted": [step("add_a_sentence", seed=1), step("accept_all_translations"), step(RETURN)],
    "an include that is overlaid": [step("remove_an_include", seed=2), step("add_the_optional_include"), step(RETURN)],
}


@pytest.mark.parametrize("what", LONGER)
def test_longer_histories(reference: Reference, what: str) -> None:
    told = [reference.clean(moment) for moment in moments(LONGER[what])]
    assert all(before != after for before, after in pairwise(told)), "a step of it changes nothing"
    with remembering() as builder:
        compare(LONGER[what], builder, reference)


# Everything at random


def in_any_order(moment: Moment) -> Finished:
    files = sources(moment.files)
    Random(moment.key).shuffle(files)
    return finished(moment.files, build(files, moment.options))


@often(0.05)
@given(history=histories(longest=4))
def test_the_order_of_files_and_the_process_do_not_matter(reference: Reference, history: list[Step]) -> None:
    compare(history, in_any_order, reference)


@often(0.3)
@given(history=histories())
def test_a_memo_kept_open(reference: Reference, history: list[Step]) -> None:
    """As when a site is served while it is written."""
    with remembering() as builder:
        compare(history, builder, reference)


@often(0.3)
@given(history=histories(FATES))
def test_a_memo_on_the_disk(reference: Reference, put_by: Path, history: list[Step]) -> None:
    """Processes come and go, and so does the file in which they remember."""
    with TemporaryDirectory() as folder, remembering(copy(put_by, folder)) as builder:
        compare(history, builder, reference)


@often(0.1)
@given(history=histories(("", "reopened"), longest=5))
def test_a_memo_on_all_processors(reference: Reference, put_by: Path, history: list[Step]) -> None:
    with TemporaryDirectory() as folder, remembering(copy(put_by, folder), jobs=2, worth=1) as builder:
        compare(history, builder, reference)


def test_a_memo_of_two_builders_at_once(reference: Reference, tmp_path: Path) -> None:
    some = [(Step(((name, 1),)), Step(), Step(((RETURN, 0),))) for name in ("change_the_title", "change_the_frame", "add_a_heading", "change_the_pages")]
    works = [[step for steps in order for step in steps] for order in (some, some[::-1])]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        built = list(pool.map(built_in_turn, [tmp_path / "memo.sqlite"] * 2, works))
    for history, made in zip(works, built, strict=True):
        assert made == [reference.clean(moment) for moment in moments(history)]


@often(0.2)
@given(history=histories(FATES, longest=5))
def test_a_folder_and_its_memo(reference: Reference, history: list[Step]) -> None:
    """The way of every command: what looks as it did, and for long enough, is not even read."""
    with TemporaryDirectory() as folder, working_in(Path(folder), clock=len(history) % 3 * 10**11) as builder:
        compare(history, builder, reference)


def test_a_preview_puts_by_what_it_made_since(reference: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several builds one after the other the last is whole; what is asked for of the others is made, and never missed."""

    def fail(_memo: Memo) -> None:
        pytest.fail("something that was put by is missing")

    monkeypatch.setattr(Memo, "forget", fail)
    played = list(moments([step(), *(step("add_a_sentence", seed=seed) for seed in range(4))]))
    for part in (played, played[::-1], played[2:3]):
        with open_memo(tmp_path / MEMO, 1) as memo:
            workshop = Workshop(Session(tmp_path, Options(), False, "text", True), memo)
            for moment in part:
                outcome = workshop.follow(written(moment, tmp_path.resolve()))
                assert seen(moment, outcome) == reference.clean(moment)
                assert workshop.follow(None) is outcome, "a look that finds nothing new costs the memo nothing that it knows"
            workshop.put_by()


def written(moment: Moment, folder: Path) -> list[str]:
    """The places of the files that had to be written for a moment, of which none is ever deleted here."""
    time.sleep(TICK)
    changed = []
    for path, content in moment.files.items():
        place = folder / path
        if not place.exists() or place.read_bytes() != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            changed.append(str(place))
    return changed


# The histories themselves


@cache
def some_histories() -> tuple[tuple[Step, ...], ...]:
    """The same on every run."""
    found: list[tuple[Step, ...]] = []

    @settings(max_examples=FEW, derandomize=True, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=PATIENT)
    @given(histories())
    def keep(history: list[Step]) -> None:
        found.append(tuple(history))

    keep()
    return tuple(found)


def test_nothing_is_wrong_at_the_beginning() -> None:
    begun = clean(next(moments([])))
    assert begun.artifacts
    assert not begun.findings


def test_histories_are_of_sites_and_of_mistakes(reference: Reference) -> None:
    """Most steps give a site, for what is not built cannot be old; and enough do not."""
    made = [reference.clean(moment).artifacts is not None for history in some_histories() for moment in moments(history)]
    assert 0.6 < sum(made) / len(made) < 0.95


@pytest.mark.parametrize("forgets", FORGETFUL)
def test_a_builder_that_forgets_is_found_out(reference: Reference, forgets: str) -> None:
    """A builder that is wrong in one way gives something else than a clean build, for one edit at least."""
    for history in [*map(shortest, [*EDITS, *MISTAKES]), *LONGER.values()]:
        builder = FORGETFUL[forgets]()
        for moment in moments(history):
            made = reference.clean(moment)
            if builder.build(moment, made) != made:
                return
    pytest.fail(f"no edit finds out a builder that forgets {forgets}")


def test_a_builder_that_forgets_nothing_is_right(reference: Reference) -> None:
    """So that what is found out above is the forgetting."""
    for history in map(shortest, [*EDITS, *MISTAKES]):
        one, other = Forgetful(everything), Forgetful(everything, own=True)
        for moment in moments(history):
            made = reference.clean(moment)
            assert one.build(moment, made) == other.build(moment, made) == made
