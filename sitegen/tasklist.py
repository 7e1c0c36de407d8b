"""What is to do in translation, as people and machines read it: a table, JSON, Markdown for a pull request."""

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import category

import click
from msgspec import Struct
from rich.cells import cell_len

from sitegen.disk.history import Version
from sitegen.l10n.names import language_name
from sitegen.l10n.speech import Speech
from sitegen.link.differences import Run, Sign, sentence_differences, word_differences
from sitegen.link.revisions import Revision
from sitegen.link.tasks import DRAFTS, Task, Work, counts
from sitegen.link.translations import State
from sitegen.model.writeups import Kind

ENGLISH = Speech("en")
COLUMNS = (State.ORIGINAL.value, State.CURRENT.value, State.STALE.value, State.MISSING.value, DRAFTS)
ABOUT_DRAFTS = "Drafts are not on the site, and are counted in no other column."
COLOURS = {Work.STALE: "yellow", Work.NOT_ACCEPTED: "yellow", Work.DRAFT: "blue", Work.MISSING: "red"}
SIGNS = {Sign.REMOVED: ("[-", "-]", "red"), Sign.ADDED: ("{+", "+}", "green")}
CONTEXT = 6  # words before and behind a change that are shown with it
LONGEST = 60  # words of one change that are shown in the terminal
NARROWEST = 40
MARGIN = 15  # columns before what is said of a task
JOINERS = "\u200c\u200d"  # not seen, but part of how Persian and Arabic words are written
MARKUP, LITERALLY = re.compile(r"([\\`*_\[\]<>|#&])"), r"\\\1"


class TaskList(Struct, frozen=True):
    """Tasks, the versions of their sources that their translators saw, and how to name it all.

    seen    by the path of a translation: the version of its source that it was made from, where git knows it
    root    the way from where the reader stands to the project; "" when that is the same
    """

    tasks: tuple[Task, ...]
    languages: tuple[str, ...]
    seen: Mapping[str, Version]
    root: str = ""

    def to_do(self, language: str) -> list[Task]:
        """The tasks of a language with something to do, the most urgent first."""
        order = list(Work)
        found = [task for task in self.tasks if task.language == language and task.work]
        return sorted(found, key=lambda task: (order.index(task.work or Work.MISSING), task.path))

    def command(self, task: Task) -> str:
        """What to run: at the end of the work, or to begin it."""
        folder = f"{self.root}/" if self.root else ""
        way = f" --root {shlex.quote(self.root)}" if self.root else ""
        if task.work is Work.MISSING and task.source:
            return f"sitegen translate{way} {shlex.quote(folder + task.source.path)} {task.language}"
        if task.work is Work.DRAFT and task.state is State.CURRENT and task.accepted:
            return f"sitegen check{way}"
        return f"sitegen status{way} --accept {shlex.quote(folder + task.path)}"


def named(language: str) -> str:
    """A language by its English name in CLDR."""
    return language_name(language, ENGLISH)


def render_json(given: TaskList) -> str:
    """Everything that was asked for, as one JSON object; its keys stay what they are."""
    whole = {
        "counts": [
            {"language": language, "kind": kind.value, **{name: counter[name] for name in COLUMNS}}
            for (language, kind), counter in counts(given.tasks).items()
        ],
        "texts": [_as_plain(task, given.seen.get(task.path)) for task in given.tasks],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _as_plain(task: Task, seen: Version | None) -> dict[str, object]:
    return {
        "id": task.id,
        "kind": task.kind.value,
        "language": task.language,
        "state": task.state.value,
        "path": task.path,
        "of": task.source.language if task.source else None,
        "source": task.source.path if task.source else None,
        "accepted": task.accepted,
        "draft": task.draft,
        "commit": seen.commit if seen else None,
        "changes": [_change_as_plain(revision) for revision in task.changes],
    }


def _change_as_plain(revision: Revision) -> dict[str, object]:
    change = revision.change
    words = {"before": revision.before, "after": revision.after}
    return {"where": change.where.value, "id": change.id, "title": change.title, **words}


def render_markdown(given: TaskList) -> str:
    """A summary table and a list of tasks, for a pull request or an issue."""
    lines = ["## Translations", "", f"| Language | Kind | {' | '.join(COLUMNS)} |"]
    lines.append(f"| --- | --- |{' ---: |' * len(COLUMNS)}")
    for (language, kind), counter in counts(given.tasks).items():
        numbers = " | ".join(str(counter[name]) for name in COLUMNS)
        lines.append(f"| {named(language)} ({language}) | {kind.folder} | {numbers} |")
    lines += ["", ABOUT_DRAFTS] if _any_drafts(given.tasks) else []
    for language in given.languages:
        found = given.to_do(language)
        lines += ["", f"### {named(language)} ({language})", ""] if found else []
        for task in found:
            lines += _markdown_task(task, given)
    return "\n".join(lines) + "\n"


def _markdown_task(task: Task, given: TaskList) -> Iterator[str]:
    made = f", made from `{task.source.path}`{_seen(task, given)}" if task.source else ""
    yield f"- [ ] **{task.work}** `{task.path}`{made}: `{given.command(task)}`"
    for revision in task.changes:
        yield f"  - {_heading(revision, MARKUP.sub(LITERALLY, _tame(revision.change.name)))}"
        yield from _diff(revision) if revision.known else ()


def _diff(revision: Revision) -> Iterator[str]:
    groups = sentence_differences(revision.before or "", revision.after or "")
    lines = [f"{run.sign.value} {_tame(run.text)}" for group in groups for run in group]
    fence = "`" * max([3, *(len(ticks) + 1 for line in lines for ticks in re.findall("`+", line))])
    yield from ("", f"    {fence}diff", *(f"    {line}" for line in lines), f"    {fence}", "")


def render_table(given: TaskList, width: int, colour: bool = False) -> str:
    """The same for the terminal, `width` columns wide."""
    lines = [*_counts_table(given), ""]
    lines += [ABOUT_DRAFTS, ""] if _any_drafts(given.tasks) else []
    for language in given.languages:
        found = given.to_do(language)
        totals = Counter(task.work for task in found)
        said = ", ".join(f"{totals[work]} {work}" for work in Work if totals[work]) or "nothing to do"
        lines += [_styled(f"{language}  {named(language)}: {said}", None, colour), ""]
        for task in found:
            lines += [*_table_task(task, given, max(width, NARROWEST), colour), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _counts_table(given: TaskList) -> Iterator[str]:
    found = counts(given.tasks)
    rows: list[tuple[str, Counter[str]]] = []
    for language in given.languages:
        own = {kind: counter for (tag, kind), counter in found.items() if tag == language}
        rows.append((f"{language}  {named(language)}", sum(own.values(), Counter())))
        rows += [(f"    {kind.folder}", own[kind]) for kind in Kind if kind in own]
    margin = max(cell_len(name) for name, _ in rows)
    yield " " * margin + "".join(f"{name:>10}" for name in COLUMNS)
    for name, counter in rows:
        yield name + " " * (margin - cell_len(name)) + "".join(f"{counter[column]:>10}" for column in COLUMNS)


def _table_task(task: Task, given: TaskList, width: int, colour: bool) -> Iterator[str]:
    folder = f"{given.root}/" if given.root else ""
    yield f"  {_styled(task.work or '', COLOURS.get(task.work or Work.MISSING), colour)}  {folder}{task.path}"
    if task.state is State.MISSING:
        yield f"    title      {_tame(task.title)}"
        yield f"    begin by   {given.command(task)}"
        return
    if task.source:
        yield f"    made from  {folder}{task.source.path}{_seen(task, given)}"
    for revision in task.changes:
        yield f"    changed    {_heading(revision, _tame(revision.change.name))}"
        yield from _changed_words(revision, width - MARGIN, colour)
    if task.work is Work.DRAFT:
        yield "    to do      finish it, then delete the line draft: true"
    yield f"    then run   {given.command(task)}"


def _changed_words(revision: Revision, width: int, colour: bool) -> Iterator[str]:
    """The changed words of a piece with some around them, wrapped and indented."""
    runs = word_differences(revision.before or "", revision.after or "") if revision.known else ()
    line, filled = "", 0
    for word in _marked_words(runs, colour):
        size = cell_len(click.unstyle(word))
        if line and filled + 1 + size > width:
            yield " " * MARGIN + line
            line, filled = "", 0
        line, filled = (f"{line} {word}", filled + 1 + size) if line else (word, size)
    if line:
        yield " " * MARGIN + line


def _marked_words(runs: Sequence[Run], colour: bool) -> list[str]:
    """Words one by one, what was taken out in [- -], what came in {+ +}; of the others those beside a change."""
    marked: list[str] = []
    for place, run in enumerate(runs):
        words = _tame(run.text).split()
        if run.sign is Sign.SAME:
            words = _around(words, place > 0, place < len(runs) - 1)
        elif words:
            opening, closing, tint = SIGNS[run.sign]
            words = [*words[: LONGEST // 2], "…", *words[-LONGEST // 2 :]] if len(words) > LONGEST else words
            words[0] = opening + words[0]
            words[-1] += closing
            words = [click.style(word, fg=tint) for word in words] if colour else words
        if marked and words and not run.text[0].isspace():
            marked[-1] += words.pop(0)
        marked += words
    return marked


def _around(words: list[str], behind: bool, before: bool) -> list[str]:
    """Of words that did not change: the first when they stand behind a change, the last when before one."""
    if len(words) <= CONTEXT * (behind + before):
        return words
    return [*(words[:CONTEXT] if behind else []), "…", *(words[-CONTEXT:] if before else [])]


def _heading(revision: Revision, title: str) -> str:
    if revision.known and revision.before is None:
        return f"{title} (new)"
    return f"{title} (taken out)" if revision.known and revision.after is None else title


def _seen(task: Task, given: TaskList) -> str:
    version = given.seen.get(task.path)
    return f" as of {version.day} ({version.commit[:7]})" if version else ""


def _any_drafts(found: Iterable[Task]) -> bool:
    return any(task.draft for task in found)


def _styled(text: str, colour: str | None, coloured: bool) -> str:
    return click.style(text, fg=colour, bold=True) if coloured else text


def _tame(text: str) -> str:
    """Words in one line, with nothing in them that could steer a terminal or turn the line round."""
    spaced = "".join(" " if category(character) in {"Cc", "Cs"} else character for character in text)
    return " ".join("".join(one for one in spaced if category(one) != "Cf" or one in JOINERS).split())
