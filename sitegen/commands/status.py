"""sitegen status: which translations are there, which are behind, and accepting one that was brought up to date."""

from collections import Counter
from pathlib import Path, PurePosixPath

import click

from sitegen.base.diagnostics import has_errors
from sitegen.disk.edit import replace_file
from sitegen.disk.tree import read_project
from sitegen.link.acceptance import accepted
from sitegen.link.site import Site
from sitegen.link.translations import State
from sitegen.load.writeups import WriteUp
from sitegen.pipeline import Options, connect
from sitegen.session import FOLDER, Outcome, Session

SHOWN = (State.ORIGINAL, State.CURRENT, State.STALE, State.MISSING)


@click.command
@click.option("--root", type=FOLDER, default=".", metavar="DIR", help="The project's folder. [default: here]")
@click.option(
    "--accept",
    "accept",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="State that this translation is up to date with its original as it is now. May be repeated.",
)
def status(root: Path, accept: tuple[Path, ...]) -> Outcome | None:
    """Show the state of all translations, or accept some as up to date.

    Accepting writes the fingerprint of the original into the translation's front matter; the rest of the file stays
    as it is, to the last byte.

    \b
    sitegen status
    sitegen status --accept content/events/2020-07-response/index.fr.md
    """
    files = read_project(root)
    connected = connect(files.value, Options(drafts=True))
    found = (*files.diagnostics, *connected.diagnostics)
    if connected.value is None or has_errors(found):
        session = Session(root, Options(drafts=True), strict=False, format="text", quiet=False)
        return Outcome(session, files.value, found, None, "Mend these first.")
    site = connected.value
    for path, text in [(path, _translation_at(site, root, path)) for path in accept]:
        click.echo(_accept(site, path, text))
    if not accept:
        click.echo(_table(site), nl=False)
    return None


def _accept(site: Site, path: Path, text: WriteUp) -> str:
    content = path.read_bytes().decode()
    changed = accepted(content, text, site.entries[text.kind, text.id])
    if changed == content:
        return f"{path}: accepted already"
    replace_file(path, changed.encode())
    return f"{path}: accepted"


def _translation_at(site: Site, root: Path, path: Path) -> WriteUp:
    text = _text_at(site, root, path)
    if text.front.value.translation is None:
        raise click.ClickException(f"{path} is an original; only translations are accepted.")
    return text


def _text_at(site: Site, root: Path, path: Path) -> WriteUp:
    try:
        name = PurePosixPath(path.resolve().relative_to(root.resolve())).as_posix()
    except ValueError:
        raise click.ClickException(f"{path} is not in the project {root}.") from None
    for text in site.sources.writeups:
        if text.path == name:
            return text
    raise click.ClickException(f"{path} is not a write-up.")


def _table(site: Site) -> str:
    """Counts by language, then every translation that is behind or missing."""
    width = max(map(len, site.languages))
    lines = ["  ".join([" " * width, *(f"{state.value:>8}" for state in SHOWN)])]
    for language in site.languages:
        counts = Counter(entry.states.get(language, State.MISSING) for entry in site.entries.values())
        lines.append("  ".join([f"{language:<{width}}", *(f"{counts[state]:>8}" for state in SHOWN)]))
    lines += ["", *_todo(site)]
    return "\n".join(lines).rstrip() + "\n"


def _todo(site: Site) -> list[str]:
    found = []
    for entry in site.entries.values():
        for language in site.languages:
            state = entry.states.get(language, State.MISSING)
            if state is State.STALE:
                names = ", ".join(change.name for change in entry.changes[language])
                found.append(f"{state.value:<8} {entry.texts[language].path}: {names}")
            elif state is State.MISSING:
                found.append(f"{state.value:<8} {entry.kind.value} {entry.id} in {language}")
    return sorted(found)
