"""What an open page is told: how the site has changed for it, and what the last build found. Server-sent events."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import asdict

from sitegen.base.remarks import Remark
from sitegen.preview.answers import Reported, answer, moved_to
from sitegen.preview.contents import OutOfDate
from sitegen.preview.current import Current
from sitegen.preview.pages import Look
from sitegen.preview.panel import notice, panel
from sitegen.preview.states import Report, State

TICK = 1.0  # seconds between two looks whether anybody is still there
BEAT = 10  # ticks between two signs of life


class Follower(Struct):
    """One open page: the path that it was asked for, how it looks, the language of its report, what it was told."""

    path: str
    status: int
    shape: str
    dress: str
    language: str
    reported: Reported
    _is_in_step: bool = False
    _report: Report | None = None

    def news(self, state: State) -> Iterator[bytes]:
        """What this page has to be told of a state."""
        seen = answer(state, self.path, self.reported).seen
        yield from self._of_site(state, seen)
        if state.site is not None and state.report is not self._report:
            self._report = state.report
            told = panel(state.report, self.language)
            yield _event("report", {**asdict(told), "notice": asdict(told.notice)})

    def _of_site(self, state: State, seen: Look | None) -> Iterator[bytes]:
        if seen is not None and (seen.status, seen.shape) == (self.status, self.shape):
            pieces = [(piece.name, piece.address, piece.digest) for piece in seen.dress]
            if seen.dress_digest != self.dress:
                self.dress = seen.dress_digest
                yield _event("dress", {"dress": self.dress, "pieces": pieces})
            elif not self._is_in_step:
                yield _event("same", {"pieces": pieces})
            self._is_in_step = True
            return
        self._is_in_step = False
        is_gone = seen is not None and seen.status == 404 and self.status == 200
        yield self._gone(state) if is_gone else _event("reload", {})

    def _gone(self, state: State) -> bytes:
        to = moved_to(state, self.path)
        said = Remark("This page has moved here.") if to else Remark("This page is no longer part of the site.")
        return _event("gone", {"address": to, **asdict(notice(said, self.language))})


def follow(
    follower: Follower, current: Current, hints: int, is_there: Callable[[], bool], patience: float
) -> Iterator[bytes]:
    """The news for one page, for as long as it is open; `is_there` says whether it still is."""
    state = current.covering(hints, patience)
    yield from _told(follower, current, state)
    beat = 0
    while not current.has_ended and is_there():
        newer = current.after(state, TICK)
        if newer is not None and newer is not state:
            yield from _told(follower, current, newer)
        elif (beat := beat + 1) % BEAT == 0:
            yield b": still here\n\n"
        state = newer


def _told(follower: Follower, current: Current, state: State | None) -> Sequence[bytes]:
    if state is None:
        return ()
    with current.quiet(TICK), suppress(OutOfDate):  # then another state is on its way
        return tuple(follower.news(state))
    return ()


def _event(name: str, news: Mapping[str, object]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(news, ensure_ascii=False)}\n\n".encode()
