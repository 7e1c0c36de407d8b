"""What a project remembers of the site that it wrote: quicker builds, and never another site."""

import os
import shutil
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.base.digests import digest
from sitegen.base.files import MANIFEST, STAGING, Artifact
from sitegen.disk.glance import entry, signature
from sitegen.disk.manifest import OutputRefused
from sitegen.disk.output import Published, publish
from sitegen.disk.published import glance_path, recall
from tests.projects import snapshot

Site = dict[str, bytes]
SITE = {"index.html": b"home", "en/a/index.html": b"aaaa", "en/b/index.html": b"bbbb", "static/x.css": b"cccc"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project/content").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def out(root: Path) -> Path:
    return root / "public"


def artifacts(site: Site) -> list[Artifact]:
    return [Artifact(path, content) for path, content in site.items()]


def unread(site: Site) -> list[Artifact]:
    """The same, but nobody may ask for what is in them."""

    def refuse() -> bytes:
        raise AssertionError("the bytes were asked for")

    return [Artifact(path, digest=digest([content]), size=len(content), fetch=refuse) for path, content in site.items()]


def digests(site: Site) -> dict[str, str]:
    return {path: digest([content]) for path, content in site.items()}


def is_published(target: Path, root: Path, digests: Mapping[str, str]) -> bool:
    """Whether the project knows, by its glance alone, that a folder holds exactly these files (digests by path)."""
    folder = os.path.realpath(target)
    files = recall(root, folder).files
    if len(files) != len(digests) + 1:
        return False
    try:
        if not files[MANIFEST].startswith(signature(os.lstat(f"{folder}/{MANIFEST}"))):
            return False
        same = all(files[path] == entry(os.lstat(f"{folder}/{path}"), name) for path, name in digests.items())
    except (OSError, KeyError):
        return False
    return same and not os.path.lexists(f"{folder}/{STAGING}")


def held(folder: Path) -> Site:
    return {path: content for path, content in snapshot(folder).items() if not path.startswith(".sitegen.")}


def test_what_is_there_already_is_neither_fetched_nor_read(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(artifacts(SITE), out, root)

    def refuse(path: Path) -> bytes:
        raise AssertionError(path)

    honest = Path.read_bytes
    own = (".sitegen", "published-")
    monkeypatch.setattr(Path, "read_bytes", lambda path: honest(path) if path.name.startswith(own) else refuse(path))
    assert publish(unread(SITE), out, root) == Published(unchanged=tuple(sorted(SITE)))
    changed = SITE | {"en/a/index.html": b"AAAA"}
    fetched = [*unread({path: SITE[path] for path in SITE if "/a/" not in path}), Artifact("en/a/index.html", b"AAAA")]
    assert publish(fetched, out, root).written == ("en/a/index.html",)
    assert publish(unread(changed), out, root).written == ()
    monkeypatch.undo()
    assert held(out) == changed


def changed_by_hand(place: Path) -> None:
    status = place.stat()
    place.write_bytes(place.read_bytes().upper())
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(place: Path) -> None:
    place.with_name("new").write_bytes(b"XXXX")
    shutil.copystat(place, place.with_name("new"))
    place.with_name("new").replace(place)


def linked(place: Path) -> None:
    place.rename(place.with_name("other"))
    place.symlink_to("other")


@pytest.mark.parametrize("harm", [Path.unlink, changed_by_hand, replaced, linked, lambda place: shutil.rmtree(place.parent)])
def test_what_somebody_changed_by_hand_is_written_again(root: Path, out: Path, harm: Callable[[Path], None]) -> None:
    publish(artifacts(SITE), out, root)
    harm(out / "en/b/index.html")
    assert not is_published(out, root, digests(SITE))
    assert publish(artifacts(SITE), out, root).written == ("en/b/index.html",)
    assert (out / "en/b/index.html").read_bytes() == b"bbbb"
    assert not (out / "en/b/index.html").is_symlink()


def test_what_only_looks_different_is_compared_by_its_digest(root: Path, out: Path) -> None:
    publish(artifacts(SITE), out, root)
    shutil.copytree(out, out.with_name("copy"))
    shutil.rmtree(out)
    out.with_name("copy").rename(out)
    assert not is_published(out, root, digests(SITE))
    assert publish(unread(SITE), out, root).written == ()
    assert is_published(out, root, digests(SITE)), "and is known from then on"


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


@pytest.mark.parametrize("harm", [Path.unlink, damage, lambda path: path.write_bytes(b""), lambda path: (path.unlink(), path.mkdir())])
def test_without_its_memory_it_is_only_slower(root: Path, out: Path, harm: Callable[[Path], object]) -> None:
    publish(artifacts(SITE), out, root)
    harm(Path(glance_path(root, str(out.resolve()))))
    assert not is_published(out, root, digests(SITE))
    assert publish(unread(SITE), out, root) == Published(unchanged=tuple(sorted(SITE)))


def test_nothing_is_remembered_where_that_is_not_wanted_or_not_possible(root: Path, out: Path) -> None:
    publish(artifacts(SITE), out, root, cache=False)
    assert sorted(path.name for path in root.iterdir()) == ["content", "public"]
    (root / ".cache").write_text("a file")
    assert publish(artifacts(SITE), out, root).written == ()
    assert not is_published(out, root, digests(SITE))


def test_each_output_folder_and_each_project_has_its_own_memory(root: Path, out: Path, tmp_path: Path) -> None:
    other = {"index.html": b"HOME"}
    publish(artifacts(SITE), out, root)
    publish(artifacts(other), tmp_path / "elsewhere", root)
    assert is_published(out, root, digests(SITE))
    assert is_published(tmp_path / "elsewhere", root, digests(other))
    (tmp_path / "second/content").mkdir(parents=True)
    publish(artifacts(other), out, tmp_path / "second")
    assert not is_published(out, root, digests(SITE))
    publish(artifacts(SITE), out, root)
    assert held(out) == SITE


def test_whether_a_site_is_published(root: Path, out: Path) -> None:
    assert not is_published(out, root, {})
    publish(artifacts(SITE), out, root)
    wanted = digests(SITE)
    assert is_published(out, root, wanted)
    assert not is_published(out, root, wanted | {"more": digest([b""])})
    assert not is_published(out, root, wanted | {"index.html": digest([b""])})
    assert not is_published(out, root, {path: wanted[path] for path in list(wanted)[1:]})
    (out / "notes.txt").write_text("mine")
    assert is_published(out, root, wanted), "what others put there is not our business"
    (out / ".sitegen.tmp").mkdir()
    assert not is_published(out, root, wanted), "left by a build that was killed"
    publish(artifacts(SITE), out, root)
    manifest = (out / ".sitegen.json").read_bytes()
    (out / ".sitegen.json").write_bytes(manifest.replace(b"index", b"other"))
    assert not is_published(out, root, wanted)


def test_a_file_is_not_remembered_before_the_clock_has_moved_on(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock of the file system stands still, a change right after writing would not show."""
    monkeypatch.setattr("sitegen.disk.output._now", lambda _: 10**18)
    publish(artifacts(SITE), out, root)
    assert not is_published(out, root, digests(SITE))
    assert publish(unread(SITE), out, root).written == ()


# Killed at any moment

CALLS = ("mkdir", "open", "write", "close", "replace", "unlink", "rmdir")


def killed(step: int, work: Callable[[], object]) -> bool:
    """Do a piece of work in another process, which ends at once at a step; whether it came so far."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if not process:
        count = 0

        def counting(honest: Callable[..., object]) -> Callable[..., object]:
            def call(*given: object, **named: object) -> object:
                nonlocal count
                count += 1
                if count > step:
                    os._exit(9)
                return honest(*given, **named)

            return call

        for name in CALLS:
            setattr(os, name, counting(getattr(os, name)))
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


def test_killed_at_any_moment_files_are_whole_and_the_next_build_mends_it(root: Path, out: Path) -> None:
    before = {"a": b"old", "b/c.html": b"old", "b/d.html": b"same", "e/f": b"old", "g": b"old"}
    after = {"a": b"new", "b/c.html": b"new", "b/d.html": b"same", "a2/b/c": b"new", "e": b"new", "g/h.html": b"new"}
    steps = 0
    while True:
        shutil.rmtree(out, ignore_errors=True)
        publish(artifacts(before), out, root)
        (out / "b/mine").write_bytes(b"mine")
        if not killed(steps, lambda: publish(artifacts(after), out, root)):
            break
        for path, content in held(out).items():
            assert content in {before.get(path), after.get(path), b"mine"}, (steps, path)
        assert not is_published(out, root, digests(after)) or held(out) == after | {"b/mine": b"mine"}, steps
        publish(artifacts(after), out, root)
        assert held(out) == after | {"b/mine": b"mine"}, steps
        steps += 1
    assert steps > 40


# Any state of the folder

PATHS = st.sampled_from(["a", "a/b", "a/b/c.html", "a/d.html", "e", "e/f.html", "g.html"])
CONTENTS = st.sampled_from([b"1", b"2", b"33"])
SITES = st.dictionaries(PATHS, CONTENTS).filter(lambda site: not any(f"{path}/" in other for path in site for other in site))
HARMS = st.lists(st.tuples(st.sampled_from(["write", "utime", "delete", "link", "folder", "kill", "forget"]), PATHS, CONTENTS), max_size=4)


def harmed(root: Path, out: Path, harm: str, path: str, content: bytes) -> None:
    """Somebody does something to a file that is there; times of modification are kept."""
    place = out / path
    if harm == "kill":
        (out / ".sitegen.tmp/a").mkdir(parents=True, exist_ok=True)
    elif harm == "forget":
        shutil.rmtree(root / ".cache", ignore_errors=True)
    elif place.is_file() and not place.is_symlink():
        status = place.stat()
        if harm in {"delete", "link", "folder"}:
            place.unlink()
        if harm == "link":
            place.symlink_to(root / "precious")
        elif harm == "folder":
            place.mkdir()
        elif harm == "write":
            place.write_bytes(content)
        if harm in {"write", "utime"}:
            os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns - (harm == "utime")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(SITES, HARMS), min_size=1, max_size=4))
def test_whatever_the_folder_holds_it_ends_with_what_is_wanted(tmp_path: Path, history: list[tuple[Site, list[tuple[str, str, bytes]]]]) -> None:
    root = tmp_path / "project"
    shutil.rmtree(root, ignore_errors=True)
    (root / "content").mkdir(parents=True)
    (root / "precious").write_bytes(b"1")
    out = root / "public"
    for site, harms in history:
        known = held(out) if out.exists() else {}
        published = publish(artifacts(site), out, root)
        assert held(out) == site
        assert {path: known.get(path) for path in published.unchanged} == {path: site[path] for path in published.unchanged}
        assert sorted((*published.written, *published.unchanged)) == sorted(site)
        assert is_published(out, root, digests(site))
        for harm in harms:
            harmed(root, out, *harm)
        time.sleep(0.01)  # what was touched just now is compared, and not remembered
        wanted = {path: (out / path).read_bytes() for path in site if os.path.lexists(out / path) and (out / path).is_file()}
        links = any((out / path).is_symlink() for path in site)
        assert is_published(out, root, digests(site)) <= (wanted == site and not links)
    assert (root / "precious").read_bytes() == b"1"


def test_a_linked_folder_is_never_written_through(root: Path, out: Path, tmp_path: Path) -> None:
    publish(artifacts(SITE), out, root)
    (out / "en").rename(tmp_path / "en")
    (out / "en").symlink_to(tmp_path / "en")
    before = snapshot(tmp_path / "en")
    with pytest.raises(OutputRefused, match=r"in the way of en/a/index\.html"):
        publish(artifacts(SITE | {"en/a/index.html": b"AAAA"}), out, root)
    publish(artifacts({"index.html": b"home"}), out, root)
    assert snapshot(tmp_path / "en") == before
