"""A preview from build to build: what is looked at and when, what is published, and what is put by when nobody waits."""

import time
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Timer

import pytest

from sitegen.base.files import Artifact
from sitegen.model.options import Options
from sitegen.preview import preview as module
from sitegen.preview.preview import Built, Preview
from sitegen.session import Outcome, Session


class Watch:
    """Watches nothing."""

    def renew(self) -> None:
        pass


class Project:
    """A project whose one page says what it said in the last of `pages`; after that somebody presses Ctrl-C."""

    def __init__(self, *pages: bytes) -> None:
        self.pages = list(pages)
        self.done: list[object] = []
        self.told: list[Built] = []
        self.preview = Preview(self.examine, self.put_by, lambda: self.done.append("forget"), self.told.append)

    def examine(self, places: Collection[str] | None) -> Outcome:
        self.done.append(places)
        if not self.pages:
            raise KeyboardInterrupt
        session = Session(Path(), Options(), strict=False, format="text", quiet=True)
        return Outcome(session, (), (), (Artifact("index.html", self.pages.pop(0)),))

    def put_by(self, _is_wanted: Callable[[], bool]) -> None:
        self.done.append("put by")

    def follow(self) -> None:
        """From the first build on, with one hint at once, and another after a while, until there are no pages any more."""
        state = self.preview.build()
        self.hint("a")
        later = Timer(0.3, self.hint, ["b"])
        later.start()
        with pytest.raises(KeyboardInterrupt):
            self.preview.follow(Watch(), state)  # type: ignore[arg-type]
        later.join()

    def hint(self, path: str) -> None:
        self.preview.changes.note([path], is_whole=True, is_of_files=True)

    @property
    def shown(self) -> bytes:
        state = self.preview.current.covering(0, 0)
        assert state
        assert state.site
        return state.site.files["index.html"].content


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LULL", 0.05)


def test_changes_are_looked_at_alone_and_everything_in_a_lull() -> None:
    project = Project(b"one", b"one", b"two", b"two")
    project.follow()
    first, rest, change, lull = [None], [None, "put by"], [{"a"}], [None, "put by"]
    assert project.done == [*first, *rest, *change, *lull, {"b"}]
    assert [built.changed for built in project.told] == [("index.html",), ("index.html",)], "nobody hears of what is the same"
    assert project.shown == b"two"


def test_a_change_that_nobody_told_of_is_shown_in_a_lull() -> None:
    project = Project(b"one", b"one", b"two", b"three")
    project.follow()
    assert project.shown == b"three"


def test_what_cannot_be_put_by_is_made_anew() -> None:
    project = Project(b"one", b"one", b"two")

    def fail(_is_wanted: Callable[[], bool]) -> None:
        raise OSError("the disk has gone")

    project.preview = Preview(project.examine, fail, lambda: project.done.append("forget"), project.told.append)
    project.follow()
    assert project.done == [None, None, "forget", {"a"}, None]
    assert project.shown == b"two"


def test_who_saves_while_all_is_put_by_does_not_wait_for_it() -> None:
    project = Project(b"one", b"one", b"two")

    def for_long(is_wanted: Callable[[], bool]) -> None:
        begun = time.monotonic()
        while not is_wanted() and time.monotonic() < begun + 10:
            time.sleep(0.001)
        project.done.append("stopped" if is_wanted() else "put by")

    project.preview = Preview(project.examine, for_long, lambda: None, project.told.append)
    project.follow()
    assert project.done == [None, None, "stopped", {"a"}, None]
    assert project.shown == b"two"
