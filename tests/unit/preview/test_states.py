"""What follows from one build after another."""

from sitegen.base.files import Artifact
from sitegen.preview.states import Site, _moved, changed


def site(**pages: str) -> Site:
    return Site(files_of(pages))


def files_of(pages: dict[str, str]) -> dict[str, Artifact]:
    paths = {name.replace("__", "/"): f"<title>{title}</title>" for name, title in pages.items()}
    return {f"{path}/index.html": Artifact(f"{path}/index.html", page.encode()) for path, page in paths.items()}


def test_what_has_changed() -> None:
    before, after = site(en__a="A", en__b="B", en__c="C"), site(en__a="A", en__b="BB", en__d="D")
    assert sorted(changed(before, after)) == ["en/b/index.html", "en/c/index.html", "en/d/index.html"]
    assert changed(before, before) == changed(None, None) == ()
    assert len(changed(None, after)) == 3


def test_a_page_with_another_address_has_moved() -> None:
    before = site(en__events__a="A", en__events__b="B")
    assert _moved(before, files_of({"en__events__x": "A", "en__events__b": "B"})) == {
        "en/events/a/index.html": "en/events/x/index.html"
    }


def test_what_may_be_another_page_has_not_moved() -> None:
    before = site(en__events__a="A", en__events__b="B")
    assert not _moved(before, files_of({"en__events__x": "Another", "en__events__b": "B"})), "another title"
    assert not _moved(before, files_of({"en__events__x": "A", "en__events__y": "B"})), "two of them"
    assert not _moved(before, files_of({"en__projects__x": "A", "en__events__b": "B"})), "elsewhere"
    assert not _moved(None, files_of({"en__events__x": "A"}))


def test_a_page_that_moves_twice_is_found_and_one_that_comes_back_has_not_moved() -> None:
    here, there, further = ({f"en__events__{name}": "A"} for name in "abc")
    moved = _moved(Site(files_of(here)), files_of(there))
    again = _moved(Site(files_of(there), moved=moved), files_of(further))
    assert again == dict.fromkeys(["en/events/a/index.html", "en/events/b/index.html"], "en/events/c/index.html")
    assert _moved(Site(files_of(further), moved=again), files_of(here)) == dict.fromkeys(
        ["en/events/b/index.html", "en/events/c/index.html"], "en/events/a/index.html"
    )
