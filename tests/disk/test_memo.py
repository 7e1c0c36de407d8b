"""The memo: the same results as the plain loop, made once; and whatever happens to its file, builds are only slower."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Span
from sitegen.base.digests import Kept
from sitegen.base.remarks import Remark, counted
from sitegen.disk import memo as memos
from sitegen.disk import shelf as shelves
from sitegen.disk.forms import Damaged
from sitegen.disk.memo import Memo, open_memo
from sitegen.load.document import Document

done: list[str] = []


class Parcel(Struct, frozen=True):
    """A result with something kept apart."""

    name: str
    content: Kept[bytes]
    document: Kept[Document]


def shout(item: str, shared: str) -> Checked[str]:
    done.append(item)
    return Checked(f"{item.upper()}{shared}")


def wrap(item: str, shared: str) -> Checked[Parcel]:
    document = Document((item, shared), anchors=frozenset({"b", "a", item}))
    place = Span("content/a.md", 1, 2, 1, 3)
    remark = Remark("the {what} one", what=Remark("other"))
    count = counted("{number} page", "{number} pages", len(item))
    found = problems.ROUTE_CLASH.at(place, address=item), problems.MISSING_KEY.at(place, key=remark, more=count)
    return Checked(Parcel(item, Kept(item.encode()), Kept(document)), found)


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder/memo.sqlite"


def words(item: str) -> tuple[str, ...]:
    return ("key of", item)


def shouted(path: Path | None, *items: str, shared: str = "!") -> list[str]:
    with open_memo(path) as memo:
        results = [checked.value for checked in memo.each(shout, items, shared, words)]
        memo.save()
    return results


def test_what_was_done_is_not_done_again(path: Path) -> None:
    assert shouted(path, "a", "b") == ["A!", "B!"]
    assert shouted(path, "b", "c", "a") == ["B!", "C!", "A!"]
    assert done == ["a", "b", "c"]


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4])
def test_who_is_wanted_puts_all_of_it_by_another_time(path: Path, after: int) -> None:
    """Whether while the results are written, or their parts: of these there are four."""
    with open_memo(path) as memo:
        memo.note("told", b"before")
        memo.each(wrap, ["a", "b"], "s", words)
        asked = iter(range(10))
        memo.save(lambda: next(asked) >= after)
        with sqlite3.connect(path) as base:
            assert base.execute("SELECT count(*) FROM sheets").fetchone() == (0,)
            assert base.execute("SELECT count(*) FROM parts").fetchone() == (0,)
        base.close()
        memo.begin()
        memo.each(wrap, ["a", "b"], "s", words)
        assert not memo.made
        memo.save()
    with open_memo(path) as memo:
        assert memo.noted("told") == b"before"
        assert [one.value.content.value for one in memo.each(wrap, ["a", "b"], "s", words)] == [b"a", b"b"]
        assert not memo.made


def test_without_a_file_nothing_is_remembered() -> None:
    assert shouted(None, "a") == shouted(None, "a") == ["A!"]
    assert done == ["a", "a"]


@pytest.mark.parametrize("kept_open", [True, False], ids=["kept open", "another run"])
@pytest.mark.parametrize("place", [0, 70, 199])
@pytest.mark.parametrize("size", [0, 1, 2], ids=["removed", "changed", "added"])
def test_of_many_only_what_is_new_is_done(path: Path, kept_open: bool, place: int, size: int) -> None:
    """Wherever in the row it is, and though all that follow move to other places."""
    before = [f"item {number}" for number in range(200)]
    after = [*before[:place], *(f"new {number}" for number in range(size)), *before[place + 1 :]]
    with open_memo(path) as memo:
        memo.each(wrap, before, "s", words)
        memo.save()
        if kept_open:
            memo.begin()
            found = memo.each(wrap, after, "s", words)
            assert memo.made.total() == size
            memo.save()
    with open_memo(path) as memo:
        found = memo.each(wrap, after, "s", words)
        assert memo.made.total() == (0 if kept_open else size)
        assert [one.value.content.value for one in found] == [item.encode() for item in after]
        assert [one.diagnostics for one in found] == [wrap(item, "s").diagnostics for item in after]
        memo.save()
    with open_memo(path) as memo:
        memo.each(wrap, before, "s", words)
        assert memo.made.total() == 0, "what was put by before is still there"


def test_the_same_item_twice_is_done_once() -> None:
    assert shouted(None, "a", "b", "a") == ["A!", "B!", "A!"]
    assert done == ["a", "b"]


def test_the_key_decides() -> None:
    with open_memo(None) as memo:
        memo.each(shout, ["a"], "!", words)
        assert memo.each(shout, ["a"], "?", words)[0].value == "A!", "the key did not say that what is shared counts"
        assert memo.each(shout, ["a"], "?", lambda item: (*words(item), "?"))[0].value == "A?"


def test_a_key_of_several_words_is_not_that_of_their_joining() -> None:
    with open_memo(None) as memo:
        memo.each(shout, ["a"], "", lambda _: ("x", "yz"))
        assert memo.each(shout, ["b"], "", lambda _: ("xy", "z"))[0].value == "B"


def test_what_the_last_build_did_not_ask_for_is_forgotten_after_the_next() -> None:
    with open_memo(None) as memo:
        for _ in range(3):
            memo.begin()
            memo.each(shout, ["a"], "!", words)
        assert done == ["a"]
        memo.begin()
        memo.begin()
        memo.each(shout, ["a"], "!", words)
        assert done == ["a", "a"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_parts_and_findings_come_back_as_they_were(path: Path, jobs: int) -> None:
    items = [f"item {number}" for number in range(20)]
    plain = [wrap(item, "s") for item in items]
    for _ in range(2):
        with open_memo(path, jobs, worth=1) as memo:
            found = memo.each(wrap, items, "s", words)
            memo.save()
        with open_memo(path) as memo:
            found = memo.each(wrap, items, "s", words)
            for one, other in zip(found, plain, strict=True):
                assert one.diagnostics == other.diagnostics
                assert [(fact.template, fact.plural) for _, fact in one.diagnostics[1].facts if isinstance(fact, Remark)] == [
                    ("the {what} one", ""), ("{number} page", "{number} pages")
                ]  # fmt: skip
                assert one.value.name == other.value.name
                assert one.value.content.value == other.value.content.value
                assert one.value.document.value == other.value.document.value
            assert memo.made.total() == 0


def test_parts_have_the_same_digest_in_every_process(path: Path) -> None:
    """Sets have another order in each, by Python's random hashes."""
    program = (
        "from tests.disk.test_memo import wrap, words\n"
        "from sitegen.disk.memo import open_memo\n"
        "with open_memo(None) as memo: print(memo.each(wrap, ['some'], 's', words)[0].value.document.digest)"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(digests) == 1


def test_other_code_has_other_results(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shouted(path, "a")
    monkeypatch.setattr(memos, "version", lambda: "another version")
    shouted(path, "a")
    assert done == ["a", "a"]


def damage(path: Path, what: str) -> None:
    if what == "deleted":
        path.unlink()
    elif what == "empty":
        path.write_bytes(b"")
    elif what == "text":
        path.write_text("This is not a database. " * 100)
    elif what == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif what == "zeroed":
        path.write_bytes(path.read_bytes()[:4096] + bytes(len(path.read_bytes()) - 4096))
    elif what == "another format":
        with sqlite3.connect(path) as base:
            base.execute("PRAGMA user_version = 99")
    elif what == "a folder":
        path.unlink()
        path.mkdir()
    elif what == "other tables":
        path.unlink()
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE sheets (a)")


DAMAGES = ["deleted", "empty", "text", "cut", "zeroed", "another format", "a folder", "other tables"]


@pytest.mark.parametrize("what", DAMAGES)
def test_a_file_that_cannot_be_read_is_made_anew(path: Path, what: str) -> None:
    shouted(path, "a", "b")
    damage(path, what)
    assert shouted(path, "a", "b") == ["A!", "B!"]
    assert shouted(path, "a", "b") == ["A!", "B!"]
    if what != "a folder":
        assert done == ["a", "b"] * 2, "the second run after the damage finds what the first has put by"


def test_every_single_byte_may_be_wrong(path: Path) -> None:
    """A flipped byte is noticed, in a result as in its parts: what comes back is right or is made anew."""
    plain = wrap("abc", "s")
    with open_memo(path) as memo:
        memo.each(wrap, ["abc"], "s", words)
        memo.save()
    sound = path.read_bytes()
    places = [at for at, byte in enumerate(sound) if byte]
    for at in places[:: max(1, len(places) // 150)]:
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        with open_memo(path) as memo:
            try:
                found = memo.each(wrap, ["abc"], "s", words)[0]
                content, document = found.value.content.value, found.value.document.value
            except Damaged:
                continue
            assert found.diagnostics == plain.diagnostics
            assert (content, document) == (b"abc", plain.value.document.value)


def test_a_part_that_is_gone_is_told(path: Path) -> None:
    with open_memo(path) as memo:
        memo.each(wrap, ["a"], "s", words)
        memo.save()
    with sqlite3.connect(path) as base:
        base.execute("DELETE FROM parts")
    base.close()
    with open_memo(path) as memo:
        found = memo.each(wrap, ["a"], "s", words)[0]
        with pytest.raises(Damaged):
            _ = found.value.content.value
        memo.forget()
        assert memo.each(wrap, ["a"], "s", words)[0].value.content.value == b"a"


def test_two_at_once(path: Path) -> None:
    with open_memo(path) as one, open_memo(path) as other:
        one.each(shout, ["a"], "!", words)
        other.each(shout, ["a", "b"], "!", words)
        one.save()
        other.save()
    assert shouted(path, "a", "b") == ["A!", "B!"]
    assert done == ["a", "a", "b"]


def test_a_builder_that_holds_the_file_is_not_waited_for_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shouted(path, "a")
    monkeypatch.setattr(shelves, "PATIENCE", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert shouted(path, "b") == ["B!"]
    holder.execute("ROLLBACK")
    holder.close()
    assert path.exists()
    assert shouted(path, "a", "b") == ["A!", "B!"]
    assert done == ["a", "b", "b"], "what was there is there still"


def test_a_killed_builder_leaves_what_was_there(path: Path) -> None:
    shouted(path, "a")
    program = (
        "import os, sqlite3, sys\n"
        "base = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "base.execute('BEGIN IMMEDIATE')\n"
        "base.execute('DELETE FROM sheets')\n"
        "base.executemany('INSERT INTO parts VALUES (?, ?)', ((os.urandom(16), os.urandom(5000)) for _ in range(2000)))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert shouted(path, "a") == ["A!"]
    assert done == ["a"]


def test_what_may_not_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shouted(path, "a")
    monkeypatch.setattr(shelves, "_prepare", lambda base: base.execute("PRAGMA query_only = ON"))
    assert shouted(path, "a", "b") == ["A!", "B!"]
    assert shouted(path, "a", "b") == ["A!", "B!"]
    assert done == ["a", "b", "b"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert shouted(tmp_path / "file/memo.sqlite", "a") == ["A!"]


def test_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shouted(path, "a")

    def full(base: sqlite3.Connection) -> None:
        pages = base.execute("PRAGMA page_count").fetchone()[0]
        base.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(shelves, "_prepare", full)
    with open_memo(path) as memo:
        found = memo.each(wrap, [f"{number}" * 1000 for number in range(50)], "s" * 5000, words)
        memo.save()
        assert found[7].value.content.value == b"7" * 1000
    monkeypatch.undo()
    assert shouted(path, "a") == ["A!"]
    assert done == ["a"]


def builds(path: Path, count: int) -> Iterator[Memo]:
    for number in range(count):
        with open_memo(path) as memo:
            memo.each(wrap, [f"new {number}"], "s", words)
            yield memo
            memo.save()


def test_what_no_build_asks_for_is_thrown_away_in_time(path: Path) -> None:
    with open_memo(path) as memo:
        memo.each(wrap, ["asked for", "forgotten"], "s", words)
        memo.save()
    for memo in builds(path, shelves.BUILDS_KEPT + 2 * shelves.BUILDS_BETWEEN):
        memo.each(wrap, ["asked for"], "s", words)
        assert memo.made["tests.disk.test_memo.wrap"] == 1, "only what is new"
    with sqlite3.connect(path) as base:
        held = {bytes(content) for (content,) in base.execute("SELECT content FROM parts")}
        results = base.execute("SELECT count(*) FROM sheets").fetchone()[0]
    base.close()
    assert b"asked for" in held
    assert b"forgotten" not in held
    assert results < shelves.BUILDS_KEPT + 2 * shelves.BUILDS_BETWEEN


def test_notes_for_the_next_run(path: Path) -> None:
    with open_memo(path) as memo:
        assert memo.noted("glance") == b""
        memo.note("glance", b"seen")
        assert memo.noted("glance") == b"seen"
        memo.save()
    with open_memo(path) as memo:
        assert memo.noted("glance") == b"seen"
