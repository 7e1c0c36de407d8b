"""The command line: words in, exit code out."""

import codecs
import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from sitegen.exits import Exit

COMMANDS = (
    "build",
    "check",
    "clean",
    "explain",
    "messages",
    "serve",
    "status",
    "translate",
)  # each in the module of its name in sitegen/commands/

PLAINLY = "sitegen.plainly"
PLAIN = {
    **dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", ""),
    **dict.fromkeys("\u00a0\u202f", " "),
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "…": "...",
    "×": "x",
}

EPILOG = """\b
Exit codes:
  0  clean; there may be warnings
  1  mistakes in the content; with --strict, warnings too
  2  mistakes on the command line or in config.yaml
  3  could not run: a file could not be written, or sitegen itself failed
"""


class Commands(click.Group):
    """COMMANDS, each imported when it is asked for: all of them with their libraries would take half a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(getattr(importlib.import_module(f"sitegen.commands.{cmd_name}"), cmd_name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EPILOG
)
@click.version_option(package_name="sitegen")
def sitegen() -> None:
    """Text files in, a finished multilingual website out, with every mistake named at its line.

    Run it in a project's folder, the one with config.yaml. "sitegen COMMAND --help" says more.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line (by default the process's own) and leave with its exit code."""
    codecs.register_error(PLAINLY, _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Arabic shall not stop a report
            stream.reconfigure(errors=PLAINLY)
    gc.disable()  # start-up: what is imported and made is kept until the end, so looking for garbage finds none
    _leave(run(arguments))


def _leave(code: int) -> NoReturn:
    """End the process at once: taking apart what a build has made, piece by piece, would take a tenth of its time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # who read it has gone, or it was never there
            stream.flush()
    os._exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and turn whatever comes of it into an exit code."""
    try:
        return int(sitegen.main(arguments, prog_name="sitegen", standalone_mode=False) or Exit.CLEAN)
    except click.Abort:
        return Exit.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except Exception as error:  # noqa: BLE001 - the last resort: exit code 1 is taken by mistakes in the content
        from sitegen.conclusion import failed  # start-up: as below

        return failed(error)


@sitegen.result_callback()
def conclude(outcome: Any) -> int:
    """Tell what was found, and judge it."""
    if outcome is None:
        return Exit.CLEAN
    from sitegen.conclusion import concluded  # start-up: 0.3 s for what the command has imported already

    return concluded(outcome)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What a code page has no characters for: isolates fall away, marks become plain ones, letters numbers."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    said = (PLAIN.get(mark) for mark in lost)
    numbers = (mark.encode("ascii", "backslashreplace").decode() for mark in lost)
    return "".join(number if plain is None else plain for plain, number in zip(said, numbers, strict=True)), error.end
