"""sitegen clean: delete what builds made, and nothing else."""

from pathlib import Path

import click

from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark, counted
from sitegen.disk.clearing import Cleared, forget, withdraw
from sitegen.disk.glance import REMEMBERED
from sitegen.disk.report_words import read_report_words
from sitegen.disk.tree import CONFIG
from sitegen.l10n.numbers import format_size
from sitegen.l10n.speech import Speech
from sitegen.load.config import load_config
from sitegen.session import LANG, ROOT

CONFIGURED = ""


@click.command
@ROOT
@click.option(
    "--output",
    "-d",
    is_flag=False,
    flag_value=CONFIGURED,
    metavar="[DIR]",
    help="Delete the site in this folder too. [without DIR: `output` in config.yaml]",
)
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be deleted, and delete nothing.")
@LANG
def clean(root: Path, output: str | None, dry_run: bool, language: str) -> None:
    """Delete what builds remember, so that the next one makes everything anew.

    Builds remember in .cache/sitegen/ what they made, and so the next one has less to do. It is never needed: without
    it a build only takes longer, and comes to the same site. With --output the site itself goes as well: those files
    that an earlier build wrote into its folder, and the folder if that leaves it empty. What others put there stays.

    \b
    sitegen clean                        what builds remember
    sitegen clean --output               and the site, in the folder that config.yaml names
    sitegen clean --output /tmp/look     and a site somewhere else
    sitegen clean --output --dry-run     only say how much that would be
    """
    cleared = {}
    if output is not None:  # first, for it may be refused
        target = Path(output) if output else root / _configured(root)
        cleared[target] = withdraw(target, root, dry_run)
    cleared[root / REMEMBERED] = forget(root, dry_run)
    words = read_report_words(language)
    for folder, one in cleared.items():
        click.echo(words.line(_said(folder, one, dry_run, language)))


def _configured(root: Path) -> str:
    path = root / CONFIG
    config = load_config([SourceFile(CONFIG, path.read_bytes())] if path.is_file() else []).value
    if config is None:
        raise click.UsageError(f"{path} does not say which folder the site is in. Name it: --output DIR")
    return config.value.output


def _said(folder: Path, cleared: Cleared, dry_run: bool, language: str) -> Remark:
    if not cleared.files:
        return Remark("{folder}: nothing to delete", folder=folder)
    files = counted("{number} file", "{number} files", cleared.files)
    size = format_size(cleared.size, Speech(language))
    if dry_run:
        return Remark("{folder}: {files} would be deleted ({size})", folder=folder, files=files, size=size)
    return Remark("{folder}: {files} deleted ({size})", folder=folder, files=files, size=size)
