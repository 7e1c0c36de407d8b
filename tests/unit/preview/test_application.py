"""What is answered when a file is no longer there, or no longer what it was."""

import threading
from collections.abc import Callable

import pytest
from werkzeug.test import Client

from sitegen.base.files import Artifact
from sitegen.disk.forms import Damaged
from sitegen.disk.tree import SourceChanged
from sitegen.preview.application import Application
from sitegen.preview.changes import Changes
from sitegen.preview.current import Current
from sitegen.preview.states import Report, Site, State

PATH = "files/a.jpg"


def state(fetch: Callable[[], bytes], digest: str, covers: int = 0) -> State:
    return State(Site({PATH: Artifact(PATH, digest=digest, size=1, fetch=fetch)}), Report(), covers)


def failing(error: Exception) -> Callable[[], bytes]:
    def fetch() -> bytes:
        raise error

    return fetch


@pytest.fixture
def application() -> Application:
    return Application(Current(), Changes())


@pytest.mark.parametrize("error", [SourceChanged("a"), FileNotFoundError("a"), Damaged("a")])
def test_a_request_waits_for_the_site_of_the_file_as_it_is_now(application: Application, error: Exception) -> None:
    application.current.publish(state(failing(error), "1"))
    newer = state(lambda: b"new", "2", covers=1)
    threading.Timer(0.05, application.current.publish, (newer,)).start()
    answer = Client(application).get(f"/{PATH}")
    assert (answer.status_code, answer.data) == (200, b"new")
    assert application.current.is_lost == isinstance(error, Damaged), "then all is made anew"
    assert bool(application.changes.noted) == isinstance(error, Damaged)


def test_in_the_end_it_says_that_there_is_none(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.preview.application.AWAITED", 0.01)
    application.current.publish(state(failing(SourceChanged("a")), "1"))
    assert Client(application).get(f"/{PATH}").status_code == 503


def test_a_request_waits_for_changes_that_were_noted_before_it(application: Application) -> None:
    application.current.publish(state(lambda: b"old", "1"))
    application.changes.note(["a"])
    threading.Timer(0.05, application.current.publish, (state(lambda: b"new", "2", covers=1),)).start()
    assert Client(application).get(f"/{PATH}").data == b"new"


def test_it_does_not_wait_for_ever(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.preview.application.PATIENCE", 0.01)
    application.current.publish(state(lambda: b"old", "1"))
    application.changes.note(["a"])
    assert Client(application).get(f"/{PATH}").data == b"old"
