"""Edits of a project: each takes the files and chance, and gives the files as they are then. Others write them with these words.

`EDITS` leave a project without errors as a rule. `MISTAKES` are errors, most of them; a history makes them for one step
or several, and mends them by leaving them out.
"""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from random import Random

Files = dict[str, bytes]
Edit = Callable[[Files, Random], Files]
Change = Callable[[str, Random], str]

WORDS = "alpha bravo delta été l’eau half-way 17 “quoted” mesure".split()
WRITE_UPS = "content/*/*.md"
ORIGINALS = "content/*/*.md without translation"
EVENTS = "content/events/*.md without translation"
TEMPLATES = "templates/*.html"
CONFIG = "config.yaml"
ROME, OSLO = "content/catalogues/rome.yaml", "content/catalogues/oslo.yaml"
RECORDS = "content/records/"
FRENCH = "locale/fr/LC_MESSAGES/site.po"
TRANSLATION = re.compile(r"^translation:", re.MULTILINE)
LINK = re.compile(r"\[([^\]\n]*)\]\((\w+):([a-z0-9-]+)(#[^)\s]*)?\)")
ANCHOR = re.compile(r"\{#(\S+)\}")
ENTRY = re.compile(r"content/(?P<kind>event|project|publication|initiative|page)s/(?P<id>[^./]+)[./].*")

EDITS: dict[str, Edit] = {}
MISTAKES: dict[str, Edit] = {}


def edit(work: Edit) -> Edit:
    EDITS[work.__name__] = work
    return work


def mistake(work: Edit) -> Edit:
    MISTAKES[work.__name__] = work
    return work


def chosen(files: Files, pattern: str, chance: Random) -> str:
    """One of the files that a pattern means; "" where there is none."""
    shape, originals, _ = pattern.partition(" without ")
    paths = [path for path in sorted(files) if fnmatchcase(path, shape) and not (originals and TRANSLATION.search(read(files, path)))]
    return chance.choice(paths) if paths else ""


def read(files: Files, path: str) -> str:
    return files.get(path, b"").decode("utf-8", "replace")


def change(pattern: str, kept_in: dict[str, Edit] = EDITS) -> Callable[[Change], Change]:
    """An edit of the text of one of some files."""

    def keep(work: Change) -> Change:
        def changed(files: Files, chance: Random) -> Files:
            path = chosen(files, pattern, chance)
            return files | {path: work(read(files, path), chance).encode()} if path else files

        kept_in[work.__name__] = changed
        return work

    return keep


def wrong(pattern: str) -> Callable[[Change], Change]:
    """A mistake in the text of one of some files."""
    return change(pattern, MISTAKES)


def put(text: str, key: str, value: str) -> str:
    """A write-up, a file of records or the configuration with another value of a key that stands in a line of its own."""
    line = f"{key}: {value}"
    new, done = re.subn(rf"^{key}:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    return new if done else re.sub(r"\A---\n|\A", lambda head: f"{head[0]}{line}\n", text, count=1)


def without(text: str, key: str) -> str:
    return re.sub(rf"^{key}:.*\n", "", text, flags=re.MULTILINE)


def entries(files: Files) -> list[tuple[str, str]]:
    """Kind and id of every entry."""
    return sorted({entry_of(path) for path in files if path.endswith(".md")} - {("", "")})


def entry_of(path: str) -> tuple[str, str]:
    match = ENTRY.fullmatch(path)
    return (match["kind"], match["id"]) if match else ("", "")


def of_entry(files: Files, kind: str, id: str) -> list[str]:
    return [path for path in sorted(files) if entry_of(path) == (kind, id)]


def everywhere(files: Files, pattern: str, work: Callable[[str], str]) -> Files:
    """The files with all texts of a pattern changed."""
    return files | {path: work(read(files, path)).encode() for path in files if fnmatchcase(path, pattern)}


def word(chance: Random) -> str:
    return chance.choice(WORDS)


def showing(template: str, what: str) -> str:
    """A template that shows something more."""
    if "{% block main %}" in template:
        return template.replace("{% block main %}", f"{{% block main %}}{what}", 1)
    return template + (f"{{% block main %}}{{{{ super() }}}}{what}{{% endblock %}}\n" if "{% extends" in template else what)
