"""The real program, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

SITEGEN = Path(sys.executable).with_name("sitegen")


def sitegen(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command said and left with, run in a folder, with more variables in its environment."""
    return subprocess.run(
        [SITEGEN, *words], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60
    )
