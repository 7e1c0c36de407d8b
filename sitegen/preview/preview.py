"""A preview from its start to its end: build, publish, tell, and wait for the next change."""

import gc
import sys
import time
import traceback
from collections.abc import Callable, Collection

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.preview.changes import Changes, Hints
from sitegen.preview.current import Current
from sitegen.preview.states import Report, State, changed, state_of
from sitegen.preview.watching import Watching
from sitegen.session import Outcome

BUILDS_BETWEEN = 10  # two looks for garbage
LULL = 2.0  # seconds without a change after which there is time for what nobody waits for
FIRST = Hints(0, None)


class Built(Struct, frozen=True):
    """One build: the states before and after it, the paths of files that differ, and how long it took, in seconds."""

    before: State | None
    state: State
    changed: tuple[str, ...]
    seconds: float

    @property
    def has_another_report(self) -> bool:
        before, now = self.before.report if self.before else Report(), self.state.report
        return (before.diagnostics, before.fault) != (now.diagnostics, now.fault)

    @property
    def is_news(self) -> bool:
        return bool(self.changed) or self.has_another_report


class Preview(Struct, frozen=True):
    """A project that is built anew whenever it changes.

    examine   looks at the files at these places, or for None at the whole project, and makes what has to be made
    put_by    keeps what was made for the next run, unless it is told meanwhile that we are wanted
    forget    forgets all that was made before
    tell      is told of every build
    """

    examine: Callable[[Collection[str] | None], Outcome]
    put_by: Callable[[Callable[[], bool]], None]
    forget: Callable[[], None]
    tell: Callable[[Built], None]
    changes: Changes = field(default_factory=Changes)
    current: Current = field(default_factory=Current)

    def build(self, before: State | None = None, hints: Hints = FIRST, only_news: bool = False) -> State:
        """Build and publish. A build that fails leaves what is shown as it is, and says why.

        With `only_news`, a build that gave the same again is neither published nor told of.
        """
        began = time.perf_counter()
        try:
            with self.current.quiet():
                state = state_of(self._outcome(hints.places), before, hints.number)
        except Exception:  # noqa: BLE001  # whatever it is, somebody is about to mend it, and needs the preview for that
            state = State(before.site if before else None, Report(fault=_fault()), hints.number)
        if before is not None and state.report == before.report:
            state = replace(state, report=before.report)  # so that nobody is told twice
        seconds = time.perf_counter() - began
        built = Built(before, state, changed(before.site if before else None, state.site), seconds)
        if before is not None and only_news and not built.is_news:
            return before
        self.current.publish(state)
        self.tell(built)
        return state

    def _outcome(self, places: Collection[str] | None) -> Outcome:
        if self.current.is_lost:
            self.current.is_lost = False
            self.forget()
        return self.examine(places)

    def follow(self, watching: Watching, state: State) -> None:
        """Build after every change, for ever. What has changed since `state` was made counts too."""
        state = self.rest(state)
        is_resting, builds = True, 0
        while True:
            hints = self.changes.settled(None if is_resting else LULL)
            is_resting = hints is None
            if hints is not None:
                watching.renew()
                state, builds = self.build(state, hints), builds + 1
                continue
            state = self.rest(state)
            if builds >= BUILDS_BETWEEN:
                gc.collect()  # now, when nobody waits; while building, Python hardly ever looks for garbage
                builds = 0

    def rest(self, state: State) -> State:
        """Use a lull: look at everything, should a change not have been told of, and put by what was made."""
        state = self.build(state, Hints(state.covers, None), only_news=True)
        try:
            with self.current.quiet():
                self.put_by(lambda: self.changes.are_waiting)
        except Exception:  # noqa: BLE001  # what cannot be put by can be made again
            self.current.is_lost = True
        return state


def _fault() -> str:
    """The exception that is being handled, as its traceback."""
    return "".join(traceback.format_exception(sys.exception())).rstrip()
