"""A preview from its start to its end: build, publish, tell, and wait for the next change."""

import gc
import sys
import time
import traceback
from collections.abc import Callable
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.preview.changes import Changes
from sitegen.preview.current import Current
from sitegen.preview.states import Report, State, changed, state_of
from sitegen.preview.watching import Watching
from sitegen.session import Outcome

BUILDS_BETWEEN = 10  # two looks for garbage


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

    examine   looks at the project and makes what has to be made
    forget    forgets all that was made before
    tell      is told of every build
    """

    examine: Callable[[], Outcome]
    forget: Callable[[], None]
    tell: Callable[[Built], None]
    changes: Changes = field(default_factory=Changes)
    current: Current = field(default_factory=Current)

    def build(self, before: State | None = None, covers: int = 0, only_news: bool = False) -> State:
        """Build and publish. A build that fails leaves what is shown as it is, and says why.

        With `only_news`, nothing is told of a build that gave the same again.
        """
        began = time.perf_counter()
        try:
            with self.current.quiet():
                state = state_of(self._outcome(), before, covers)
        except Exception:  # noqa: BLE001  # whatever it is, somebody is about to mend it, and needs the preview for that
            state = State(before.site if before else None, Report(fault=_fault()), covers)
        if before is not None and state.report == before.report:
            state = replace(state, report=before.report)  # so that nobody is told twice
        self.current.publish(state)
        seconds = time.perf_counter() - began
        built = Built(before, state, changed(before.site if before else None, state.site), seconds)
        if built.is_news or not only_news:
            self.tell(built)
        return state

    def _outcome(self) -> Outcome:
        if self.current.is_lost:
            self.current.is_lost = False
            self.forget()
        return self.examine()

    def follow(self, watching: Watching, state: State) -> None:
        """Build after every change, for ever. What has changed since `state` was made counts too."""
        state = self.build(state, only_news=True)
        for number in count(1):
            covers = self.changes.settled()
            watching.renew()
            state = self.build(state, covers)
            if number % BUILDS_BETWEEN == 0:
                gc.collect()  # now, when nobody waits; while building, Python hardly ever looks for garbage


def _fault() -> str:
    """The exception that is being handled, as its traceback."""
    return "".join(traceback.format_exception(sys.exception())).rstrip()
