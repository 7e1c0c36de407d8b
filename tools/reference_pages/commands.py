"""docs/commands.md: every command and option, as the command line declares them."""

import re
from collections.abc import Iterator
from textwrap import dedent

import click

from reference_pages.markdown import GENERATED, code, fenced, linked, page, table
from sitegen.cli import sitegen

PROGRAM = "sitegen"
VERBATIM = "\b"

INTRODUCTION = """\
Every command and option, as `sitegen --help` and `sitegen COMMAND --help` say them. Commands run in a project’s
folder, the one with `config.yaml`. `python build.py` is short for `sitegen build` and takes the same options."""


def commands_reference() -> str:
    """The page."""
    context = click.Context(sitegen, info_name=PROGRAM, **sitegen.context_settings)
    names = sitegen.list_commands(context)
    commands = {name: found for name in names if (found := sitegen.get_command(context, name))}
    overview = [
        (linked(f"{PROGRAM} {name}", f"{PROGRAM} {name}"), _line(command)) for name, command in commands.items()
    ]
    blocks: list[list[str]] = [
        ["# Commands"],
        [GENERATED],
        [INTRODUCTION],
        table(("Command", "What it does"), overview),
    ]
    blocks += [*_paragraphs(sitegen.epilog or ""), ["## Options of the program itself"], _options(sitegen, context)]
    for name, command in commands.items():
        blocks += _section(name, command, context)
    return page(*blocks)


def _line(command: click.Command) -> str:
    return command.get_short_help_str(limit=200)


def _section(name: str, command: click.Command, parent: click.Context) -> list[list[str]]:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    blocks = [[f"## {PROGRAM} {name}"], fenced(usage, "text"), *_paragraphs(command.help or "")]
    return [*blocks, _options(command, context)]


def _paragraphs(help_text: str) -> Iterator[list[str]]:
    """Help as Markdown: paragraphs that click must not wrap become blocks of code."""
    for paragraph in re.split(r"\n\s*\n", help_text.strip("\n")):
        lines = [line.rstrip() for line in paragraph.strip("\n").split("\n")]
        if lines[0].strip() == VERBATIM:
            yield fenced(dedent("\n".join(lines[1:])), "text")
        elif lines[0]:
            yield [line.strip() for line in lines]


def _options(command: click.Command, context: click.Context) -> list[str]:
    records = [record for option in command.get_params(context) if (record := option.get_help_record(context))]
    arguments = [
        (argument.make_metavar(context), "") for argument in command.params if isinstance(argument, click.Argument)
    ]
    rows = [(code(names), " ".join(said.split())) for names, said in [*arguments, *records] if said]
    return table(("Option", "Meaning"), rows)
