"""What was made and is not needed just now: a few byte strings in memory, more in a file."""

from pathlib import Path

import pytest

from sitegen.disk import spool as module
from sitegen.disk.spool import Spool

CONTENTS = {f"{number}": bytes([number]) * 10 for number in range(12)}


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spool:
    """One that holds three of the contents in memory."""
    monkeypatch.setattr(module, "AT_HAND", 30)
    return Spool(tmp_path)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 12])
@pytest.mark.parametrize("kept", [(), ("0",), ("2", "3"), ("0", "11"), tuple(CONTENTS)])
def test_what_is_kept_is_there_and_nothing_else(spool: Spool, count: int, kept: tuple[str, ...]) -> None:
    added = dict([*CONTENTS.items()][:count])
    for name, content in added.items():
        spool.add(name, content)
    assert {name: spool.get(name) for name in spool} == added
    spool.keep(kept)
    assert {name: spool.get(name) for name in spool} == {name: added[name] for name in kept if name in added}
    for name, content in CONTENTS.items():
        spool.add(name, content)
    assert {name: spool.get(name) for name in spool} == CONTENTS
    spool.clear()
    assert [*spool] == []
    assert spool.get("0") is None


def test_a_few_need_no_file(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "file_without_a_name", None)
    for name in ("0", "1", "2", "2"):
        spool.add(name, CONTENTS[name])
    spool.keep(["1"])
    spool.add("3", CONTENTS["3"])
    assert {name: spool.get(name) for name in spool} == {name: CONTENTS[name] for name in ("1", "3")}


def test_what_finds_no_room_on_the_disk_stays_in_memory(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module, "file_without_a_name", full)
    for name, content in CONTENTS.items():
        spool.add(name, content)
    assert {name: spool.get(name) for name in spool} == CONTENTS
