"""The real program, in a process of its own."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

Value = TypeVar("Value")

SITEGEN = Path(sys.executable).with_name("sitegen")


def sitegen(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command said and left with, run in a folder, with more variables in its environment."""
    return subprocess.run(
        [SITEGEN, *words], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120
    )


@dataclass(slots=True)
class Running:
    """The preview of a project: its process, its address without a slash at the end, and what it has said so far."""

    process: subprocess.Popen[str]
    address: str
    said: list[str]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
        """Status, headers and whole body of what it answers."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def page(self, path: str) -> str:
        return self.ask(path)[2].decode()


@contextmanager
def previewing(folder: Path, *words: str) -> Iterator[Running]:
    """`sitegen serve` in a folder, at any port that is free, until the work inside is done."""
    with subprocess.Popen(
        [SITEGEN, "serve", "--port", "0", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        said = [process.stdout.readline()]
        found = re.search(r"(http://\S+)/", said[0])
        assert found, said[0] + process.stdout.read()
        listener = threading.Thread(target=lambda: said.extend(process.stdout or ()))
        listener.start()
        try:
            yield Running(process, found[1], said)
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(60)
            listener.join()


def until(is_so: Callable[[], Value], seconds: float = 60) -> Value:
    """What a question gives as soon as it gives anything true. The time is for machines that have much else to do."""
    end = time.monotonic() + seconds
    while not (answer := is_so()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)
    return answer
