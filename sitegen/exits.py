"""What the exit code of a command means."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes; docs/commands.md tells them to people."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    COULD_NOT_RUN = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it
