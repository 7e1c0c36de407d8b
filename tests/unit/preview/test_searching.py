"""The search index of a preview: made for whoever searches first, and again when a word has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client

from sitegen.base.files import Artifact
from sitegen.disk.indexer import IndexFailed
from sitegen.preview.application import Application
from sitegen.preview.changes import Changes
from sitegen.preview.current import Current
from sitegen.preview.searching import Searching
from sitegen.preview.states import Report, Site, State

FILE = "pagefind/en/pagefind-entry.json"


def state(words: bytes, base: str = "/") -> State:
    page = Artifact("search-pages/en/en/a.page", words)
    return State(Site({"index.html": Artifact("index.html", b"home")}, base, searched=(page,)), Report(), 0)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The words of each index that was made."""
    words: list[bytes] = []

    def index_of(pages: list[Artifact], root: Path) -> tuple[Artifact, ...]:
        words.append(b"".join(page.content for page in pages))
        return (Artifact(FILE, b"index of " + words[-1]),)

    monkeypatch.setattr("sitegen.preview.searching.index_of", index_of)
    return words


@pytest.fixture
def application(tmp_path: Path) -> Application:
    return Application(Current(), Changes(), searching=Searching(tmp_path))


def test_it_is_made_when_somebody_searches(application: Application, made: list[bytes]) -> None:
    application.current.publish(state(b"one"))
    assert Client(application).get("/").data.startswith(b"home")
    assert not made
    for _ in range(2):
        answer = Client(application).get(f"/{FILE}")
        assert (answer.status_code, answer.data) == (200, b"index of one")
        assert answer.headers["Cache-Control"] == "no-cache"
    application.current.publish(state(b"two"))
    assert Client(application).get(f"/{FILE}").data == b"index of two"
    assert made == [b"one", b"two"]


def test_it_lies_below_the_base_of_the_site(application: Application, made: list[bytes]) -> None:
    application.current.publish(state(b"one", "/below/"))
    assert Client(application).get(f"/below/{FILE}").status_code == 200
    assert Client(application).get("/below/pagefind/en/other.json").status_code == 404


def test_why_there_is_none_is_told(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    def index_of(*_: object) -> Callable[[], None]:
        raise IndexFailed("Pagefind is not here.")

    monkeypatch.setattr("sitegen.preview.searching.index_of", index_of)
    application.current.publish(state(b"one"))
    answer = Client(application).get(f"/{FILE}")
    assert (answer.status_code, answer.text) == (503, "Pagefind is not here.\n")
