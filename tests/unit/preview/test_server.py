"""The server below the preview, where it is ended before it has begun."""

import threading
from types import SimpleNamespace

import pytest

from sitegen.preview.current import Current
from sitegen.preview.server import listen, serving


def test_a_signal_while_it_starts_leaves_no_thread_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(thread: threading.Thread, start=threading.Thread.start) -> None:
        start(thread)
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with listen("127.0.0.1", 0) as listening, pytest.raises(KeyboardInterrupt), serving(SimpleNamespace(current=Current()), listening):
        pass
    assert "preview" not in [thread.name for thread in threading.enumerate()]
