"""The search index: made when a word changed, kept, and never half; and what is said when it cannot be made."""

import errno
import os
import re
import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from sitegen.base.files import Artifact
from sitegen.base.searching import INDEX, SEARCH_PAGES, SearchPage
from sitegen.disk import indexer as programs
from sitegen.disk import indexing
from sitegen.disk.clearing import forget
from sitegen.disk.glance import INDEXES
from sitegen.disk.indexer import Indexer, IndexFailed, indexer
from sitegen.disk.indexing import FORMER, index_of, stemmed_as, with_index

ROOT = Path(__file__).parents[2]
# Notes its calls. Its only “chunk” has all pages, and it leaves what is not wanted, as Pagefind does.
STAND_IN = """\
import gzip, json, pathlib, sys
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
pages = sorted(pathlib.Path(options["--site"]).rglob("*.html"))
index = pathlib.Path(options["--output-path"])
(index / "fragment").mkdir(parents=True)
for page in pages:
    stated = b"pagefind_dcd" + json.dumps({"url": "/" + page.name, "content": page.read_text()}).encode()
    (index / f"fragment/id_{page.stem[:7]}.pf_fragment").write_bytes(gzip.compress(stated))
(index / "index").mkdir()
(index / "index/all.pf_index").write_text("".join(page.read_text() for page in pages))
(index / "pagefind.js").write_text("// search")
(index / "pagefind-ui.js").write_text("// not wanted")
stated = {"languages": {options["--force-language"]: {"page_count": len(pages)}}}
(index / "pagefind-entry.json").write_text(json.dumps(stated))
with open(pathlib.Path(__file__).with_suffix(".calls"), "a") as calls:
    calls.write(options["--force-language"] + "\\n")
"""


def pages(**texts: str) -> list[Artifact]:
    """Search pages: `en_first="…"` is the first in English."""
    return [
        Artifact(
            f"{SEARCH_PAGES}{name[:2]}/{name[:2]}/{name[3:]}.page",
            msgspec.json.encode(SearchPage(text, (("kind", "event"), ("year", text[-1])), msgspec.Raw(b'{"title":"%s"}' % name.encode()))),
        )
        for name, text in texts.items()
    ]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of Pagefind; it notes its calls in a file with the suffix `.calls`."""
    script = tmp_path / "pagefind.py"
    script.write_text(STAND_IN, encoding="utf-8")
    monkeypatch.setattr(indexing, "indexer", lambda _: Indexer((sys.executable, str(script)), "9.9"))
    return script


def calls(script: Path) -> list[str]:
    noted = script.with_suffix(".calls")
    return noted.read_text(encoding="utf-8").split() if noted.exists() else []


def contents(artifacts: tuple[Artifact, ...]) -> dict[str, bytes]:
    return {one.path: one.content for one in artifacts}


def test_a_site_without_search_pages_needs_no_indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "indexer", lambda _: pytest.fail("it was asked for"))
    page = Artifact("index.html", b"x")
    assert with_index([page], tmp_path) == (page,)


def test_the_index_takes_the_place_of_the_search_pages(tmp_path: Path, stand_in: Path) -> None:
    made = contents(with_index([Artifact("index.html", b"x"), *pages(en_a="xa", ar_a="xb")], tmp_path))
    own = ("facets.json", "index/all.pf_index", "pagefind-entry.json", "pagefind.js", "shown/id_*.json")
    assert sorted(re.sub("id_[0-9a-f]{7}", "id_*", path) for path in made) == sorted(
        ["index.html", *(f"{INDEX}{tag}/{name}" for tag in ("ar", "en") for name in own)]
    )
    assert calls(stand_in) == ["und", "en"]


def test_what_is_shown_of_a_page_and_its_facets_lie_beside_the_index(tmp_path: Path, stand_in: Path) -> None:
    made = contents(index_of(pages(en_a="x1", en_b="x2"), tmp_path))
    shown = {path: content for path, content in made.items() if "/shown/" in path}
    assert sorted(shown.values()) == [b'{"title":"en_a"}', b'{"title":"en_b"}']
    facets = msgspec.json.decode(made["pagefind/en/facets.json"])
    values = [["kind", "event"], ["year", "1"], ["year", "2"]]
    assert facets["values"] == values
    for path, content in shown.items():
        title = msgspec.json.decode(content)["title"]
        own = facets["pages"][Path(path).stem]
        assert [values[place] for place in own] == [["kind", "event"], ["year", {"en_a": "1", "en_b": "2"}[title]]]


def test_an_index_is_made_again_only_when_a_word_of_its_language_changed(tmp_path: Path, stand_in: Path) -> None:
    first = contents(index_of(pages(en_a="xa", fr_a="xb"), tmp_path))
    assert contents(index_of(pages(en_a="xa", fr_a="xb"), tmp_path)) == first
    assert calls(stand_in) == ["en", "fr"]
    index_of(pages(en_a="xa", fr_a="xc"), tmp_path)
    assert calls(stand_in) == ["en", "fr", "fr"]
    assert contents(index_of(pages(en_a="xa", fr_a="xb"), tmp_path)) == first
    assert calls(stand_in) == ["en", "fr", "fr"]


def test_without_a_cache_it_is_made_anew_and_nothing_is_kept(tmp_path: Path, stand_in: Path) -> None:
    kept = contents(index_of(pages(en_a="xa"), tmp_path))
    shutil.rmtree(tmp_path / INDEXES)
    assert contents(index_of(pages(en_a="xa"), tmp_path, cache=False)) == kept
    assert calls(stand_in) == ["en", "en"]
    assert not (tmp_path / INDEXES).exists()


def test_a_kept_index_that_is_not_whole_is_made_again(tmp_path: Path, stand_in: Path) -> None:
    first = contents(index_of(pages(en_a="xa"), tmp_path))
    for harm in (lambda file: file.unlink(), lambda file: file.write_bytes(b""), lambda file: (file.parents[1] / "listing").write_bytes(b"?")):
        harm(next((tmp_path / INDEXES).rglob("*.pf_index")))
        assert contents(index_of(pages(en_a="xa"), tmp_path)) == first
    assert calls(stand_in) == ["en"] * 4


def test_old_indexes_go(tmp_path: Path, stand_in: Path) -> None:
    for number in range(FORMER + 3):
        index_of(pages(en_a=f"x{number}"), tmp_path)
        os.utime(next(iter((tmp_path / INDEXES).iterdir())), (number, number))
    assert len(list((tmp_path / INDEXES).iterdir())) <= FORMER


def test_clean_forgets_indexes(tmp_path: Path, stand_in: Path) -> None:
    index_of(pages(en_a="xa"), tmp_path)
    assert forget(tmp_path, dry_run=True).files == 6
    assert (tmp_path / INDEXES).exists()
    assert forget(tmp_path).files == 6
    assert not (tmp_path / ".cache").exists()


def test_a_missing_indexer_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_installed", lambda _: iter([Indexer(("old",), "1.0.3")]))
    with pytest.raises(IndexFailed, match=r"python -m pip install 'pagefind\[bin\]'"):
        indexer(tmp_path)


def test_the_first_indexer_that_is_new_enough_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = [Indexer(("a",), "1.4.9"), Indexer(("b",), "1.5.2"), Indexer(("c",), "1.10.0")]
    monkeypatch.setattr(programs, "_installed", lambda _: iter(known))
    assert indexer(tmp_path).command == ("b",)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('no memory is left')", "ended with code 1: no memory is left"),
        ("import sys; sys.exit(3)", "ended with code 3: it said nothing"),
        ("import os; os.kill(os.getpid(), 9)", "ended with code -9"),
        ("import time; time.sleep(3600)", "did not end within 1 seconds"),
        (STAND_IN.replace("len(pages)", "0"), "took 0 pages of 1 in en"),
        ("", "pagefind-entry.json"),
        (STAND_IN.replace("json.dumps(stated)", "json.dumps(stated)[:9]"), "only a part of pagefind-entry.json was written"),
        (STAND_IN.replace('write_text("// search")', 'write_text("")'), "only a part of pagefind.js was written"),
        (
            STAND_IN.replace('.write_text("".join(page.read_text() for page in pages))', ".write_bytes(gzip.compress(b'x' * 99)[:-9])"),
            "only a part of index/all.pf_index was written",
        ),
        (STAND_IN.replace("gzip.compress(stated)", "gzip.compress(stated)[:-9]"), "only a part of id_"),
    ],
)
def test_an_indexer_that_fails_is_told_and_leaves_nothing(
    tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    stand_in.write_text(program, encoding="utf-8")
    if "within 1 seconds" in said:
        monkeypatch.setattr(programs, "TIME_LIMIT", 1.0)
    with pytest.raises(IndexFailed) as failed:
        index_of(pages(en_a="xa"), tmp_path)
    assert said in str(failed.value)
    assert not any((tmp_path / INDEXES).iterdir())


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_where_nothing_can_be_kept_the_index_is_made_all_the_same(
    tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    found = pages(en_a="xa")
    kept = contents(index_of(found, tmp_path))
    make = Path.mkdir

    def refused(self: Path, *given: object, **more: object) -> None:
        if self == tmp_path / "locked" / INDEXES:
            raise OSError(number, os.strerror(number), str(self))
        make(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refused)
    assert contents(index_of(found, tmp_path / "locked")) == kept
    assert not (tmp_path / "locked").exists()


def test_arabic_script_is_not_stemmed_by_pagefind() -> None:
    assert [stemmed_as(tag) for tag in ("ar", "fa", "fr", "pt-br", "en")] == ["und", "und", "fr", "pt", "en"]


@pytest.mark.parametrize("program", list(programs.installed(ROOT)), ids=lambda one: one.version)
def test_a_real_indexer_makes_the_same_bytes_again(program: Indexer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "indexer", lambda _: program)
    found = pages(**{f"en_{number}": f"xcommon xword x{number}" for number in range(40)}, ar_a="xتعليم xوقايه")
    first, *others = (contents(index_of(found, ROOT, cache=False)) for _ in range(3))
    assert all(first == other for other in others)
    assert sum("/shown/" in path for path in first) == 41
