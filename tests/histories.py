"""Histories of a project: edit after edit, and what is built at each step, to be compared with a clean build.

The project is `histories.txt`: small, in three languages, with everything that one page can take from another, and with
pages that show all of their view, so that nothing in a view can be old without being seen.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from msgspec import Struct

import tests.edits.content
import tests.edits.mistakes
import tests.edits.surroundings  # noqa: F401  # they fill EDITS and MISTAKES
from sitegen.base.diagnostics import Checked
from sitegen.base.digests import digest
from sitegen.base.files import Artifact, SourceFile
from sitegen.base.remarks import Remark
from sitegen.disk.report_words import read_report_words
from sitegen.link.acceptance import accepted
from sitegen.load.theme import load_theme
from sitegen.model.options import Options
from sitegen.pipeline import build, connect
from sitegen.report import render_json, render_text
from tests.edits.kinds import EDITS, MISTAKES, Files, edit
from tests.plain import TEMPLATES, messages
from tests.projects import sections

PROJECT = Path(__file__).with_name("histories.txt")
BORROWED = ("404-root.html", "feed.xml", "languages.html", "robots.txt", "sitemap-index.xml", "sitemap.xml")
FORMS = {"fr": 2, "ar": 6, "de": 2}  # of a message with a number, in the languages that have words
RETURN = "return"  # to the files of an earlier step, as by a checkout of an old commit
KNOWN = 300  # clean builds that are kept: those that several tests want come first
CHANGED_LINES = 12  # of each file, in the story of a history
DIFFERENCES = 3  # of two builds, told in full


# The project


@cache
def project() -> Files:
    """The files with which every history begins; all translations are accepted, and nothing is found."""
    texts = sections(PROJECT.read_text(encoding="utf-8"))
    texts |= {f"templates/{name}": TEMPLATES[name] for name in BORROWED}
    files = {path: text.encode() for path, text in texts.items()}
    files |= {f"locale/{tag}/LC_MESSAGES/site.po": words(files, tag).encode() for tag in FORMS}
    return accept_all_translations(files, Random(0))


def words(files: Files, tag: str) -> str:
    """The interface words of a language: the English ones with the language before them."""
    said = [messages(tag)]
    for wording in load_theme(sources(files)).value.wordings:
        forms = [f'msgstr[{number}] "{tag}:{wording.plural}"' for number in range(FORMS[tag])]
        translated = [f'msgid_plural "{wording.plural}"', *forms] if wording.plural else [f'msgstr "{tag}:{wording.message}"']
        said.append("\n".join([f'msgid "{wording.message}"', *translated, ""]))
    return "\n".join(dict.fromkeys(said))


def sources(files: Files) -> list[SourceFile]:
    return [SourceFile(path, content) for path, content in files.items()]


@edit
def accept_all_translations(files: Files, chance: Random) -> Files:
    """The files with the fingerprints of all originals as they are now."""
    site = connect(sources(files)).value
    new = dict(files)
    for entry in site.entries.values() if site else ():
        for text in entry.texts.values():
            if text.front.value.translation:
                new[text.path] = accepted(files[text.path].decode(), text, entry).encode()
    return new


# What happens to it


@dataclass(frozen=True, slots=True)
class Step:
    """What happens before a build, and what is asked of it.

    edits      names of edits, each with what chance is to do; they stay
    mistakes   the same for mistakes: they are there in this step only
    befalls    what befalls the memory of the builder before it builds
    """

    edits: tuple[tuple[str, int], ...] = ()
    mistakes: tuple[tuple[str, int], ...] = ()
    befalls: str = ""
    drafts: bool = False
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The files of a project at one step, and with which options they are to be built."""

    files: Files
    options: Options
    step: Step

    @property
    def key(self) -> str:
        texts = (part for path, content in sorted(self.files.items()) for part in (path.encode(), content))
        return digest([repr(self.options).encode(), *texts])


def moments(history: Iterable[Step]) -> Iterator[Moment]:
    """The project as it was at the beginning, then after each step."""
    kept = [project()]
    for step in (Step(), *history):
        files = kept[-1]
        for name, seed in step.edits:
            files = kept[seed % len(kept)] if name == RETURN else EDITS[name](dict(files), Random(seed))
        kept.append(files)
        for name, seed in step.mistakes:
            files = MISTAKES[name](dict(files), Random(seed))
        yield Moment(files, Options(step.drafts, step.base_url), step)


UNDOES = {
    "finish_a_draft": "make_a_draft",
    "finish_all_drafts": "make_a_draft",
    "remove_the_added_language": "add_a_language",
    "accept_all_translations": "forget_what_was_translated",
}


@cache
def shortest(name: str) -> tuple[Step, ...]:
    """The shortest history in which an edit or a mistake changes something."""
    begun = (Step(((UNDOES[name], 0),)),) if name in UNDOES else ()
    *_, last = moments(begun)
    for seed in range(50):
        done, step = (EDITS[name], Step(((name, seed),))) if name in EDITS else (MISTAKES[name], Step((), ((name, seed),)))
        if done(dict(last.files), Random(seed)) != last.files:
            return *begun, step
    raise AssertionError(f"{name} does nothing")


SEEDS = st.integers(0, 999)
SOME_EDITS = st.tuples(st.sampled_from([RETURN, *EDITS]), SEEDS)
SOME_MISTAKES = st.tuples(st.sampled_from([*MISTAKES]), SEEDS)


@st.composite
def steps(draw: st.DrawFn, fates: Sequence[str]) -> Step:
    """Mostly one edit and no mistake; sometimes nothing at all, sometimes everything at once."""
    one_edit = draw(st.integers(0, 3)) < 3
    edits = draw(st.lists(SOME_EDITS, min_size=one_edit, max_size=1 if one_edit else 4))
    mistakes = draw(st.lists(SOME_MISTAKES, min_size=1, max_size=2)) if draw(st.integers(0, 4)) == 4 else []
    fate = draw(st.sampled_from(fates)) if draw(st.booleans()) else fates[0]
    otherwise = draw(st.integers(0, 7))
    return Step(tuple(edits), tuple(mistakes), fate, otherwise in {6, 7}, "https://preview.example/x/" if otherwise in {5, 7} else None)


@st.composite
def histories(draw: st.DrawFn, fates: Sequence[str] = ("",), longest: int = 7) -> list[Step]:
    """Mistakes are mended at the next step, or stay while other things are done."""
    history: list[Step] = []
    for step in draw(st.lists(steps(fates), min_size=1, max_size=longest)):
        stays = history and history[-1].mistakes and not step.mistakes and draw(st.booleans())
        history.append(replace(step, mistakes=history[-1].mistakes) if stays else step)
    return history


# What is built of it


@dataclass(frozen=True, slots=True)
class Finished:
    """What a build gave: files in their order, findings with all their facts, and what is said of them."""

    artifacts: tuple[tuple[str, bytes], ...] | None
    findings: tuple[object, ...]
    report: str


Builder = Callable[[Moment], Finished]
NOTHING = Finished(None, (), "")


def finished(files: Files, checked: Checked[tuple[Artifact, ...] | None]) -> Finished:
    made = None if checked.value is None else tuple((one.path, one.content) for one in checked.value)
    texts = {path: content.decode("utf-8", "replace") for path, content in files.items()}
    said = [render_text(checked.diagnostics, texts, words=read_report_words(tag)) for tag in ("en", "fr")]
    report = "".join([*said, render_json(checked.diagnostics)]) if checked.diagnostics else ""
    return Finished(made, tuple(map(plain, checked.diagnostics)), report)


def plain(value: object) -> object:
    """A value with all its fields. A remark is not the same as its English text: others can be told it in their language."""
    if isinstance(value, Remark):
        return "remark", value.template, value.plural, plain(value.facts)
    if isinstance(value, Struct):
        return type(value).__name__, *(plain(getattr(value, name)) for name in value.__struct_fields__)
    return tuple(map(plain, value)) if isinstance(value, tuple) else str(value)


def clean(moment: Moment) -> Finished:
    """Built from nothing, in order."""
    return finished(moment.files, build(sorted(sources(moment.files)), moment.options))


class Reference:
    """Clean builds in another process, with other hash seeds, while this one builds in its own way."""

    def __init__(self) -> None:
        elsewhere = multiprocessing.get_context("spawn")
        self.here, there = elsewhere.Pipe()
        self.process = elsewhere.Process(target=_build_on_demand, args=(there,), daemon=True)
        self.process.start()
        self.known: dict[str, Finished] = {}
        self.contents: dict[bytes, bytes] = {}  # most files of two builds are the same

    def beside(self, moment: Moment, builder: Builder) -> tuple[Finished, Finished]:
        """What a clean build gives, and what a builder gives meanwhile."""
        if moment.key in self.known:
            return self.known[moment.key], builder(moment)
        self.here.send(moment)
        try:
            other = builder(moment)
        finally:
            answer = self.here.recv()
        if isinstance(answer, Exception):
            raise answer
        return self.keep(moment.key, answer), other

    def clean(self, moment: Moment) -> Finished:
        return self.beside(moment, lambda _: NOTHING)[0]

    def keep(self, key: str, made: Finished) -> Finished:
        if len(self.known) < KNOWN:
            self.known[key] = replace(made, artifacts=made.artifacts and tuple((path, self.contents.setdefault(content, content)) for path, content in made.artifacts))
        return made

    def close(self) -> None:
        self.here.close()
        self.process.join()


def _build_on_demand(there: Connection) -> None:
    while True:
        try:
            moment = there.recv()
        except EOFError:
            return
        try:
            there.send(clean(moment))
        except Exception as error:  # noqa: BLE001  # told to the test, which raises it
            there.send(error)


# How they are compared


def compare(history: Sequence[Step], builder: Builder, reference: Reference) -> None:
    """Whether a builder gives at every step what a clean build gives; if not, the whole story is told."""
    past: list[Moment] = []
    for moment in moments(history):
        past.append(moment)
        want, got = reference.beside(moment, builder)
        if got != want:
            raise AssertionError(f"{story(past)}\n\n{differences(want, got)}")


def compare_next(before: Moment | None, moment: Moment, builder: Builder, reference: Reference) -> None:
    """The same for one moment, whatever the builder built before."""
    want, got = reference.beside(moment, builder)
    if got != want:
        raise AssertionError(f"{story([one for one in (before, moment) if one])}\n\n{differences(want, got)}")


def differences(want: Finished, got: Finished) -> str:
    """The first of what differs between a clean build and another."""
    if (want.artifacts is None) != (got.artifacts is None):
        told = ["there is no site" if got.artifacts is None else "there is a site, and should be none"]
    else:
        first, second = dict(want.artifacts or ()), dict(got.artifacts or ())
        told = [f"without {path}" for path in first if path not in second]
        told += [f"with {path}, which should not be there" for path in second if path not in first]
        told += [difference(path, first[path], second[path]) for path in first if path in second and first[path] != second[path]]
        told = told or (["the same files in another order"] if want.artifacts != got.artifacts else [])
    if want.findings != got.findings or want.report != got.report:
        told.append(difference("the report", want.report.encode(), got.report.encode()) or f"findings: {got.findings} instead of {want.findings}")
    return "\n".join([f"{len(told)} differences between the clean build (-) and this one (+):", *told[:DIFFERENCES]])


def difference(path: str, before: bytes, after: bytes) -> str:
    """The lines that differ; of long ones what stands about the first differing character."""
    texts = [content.decode("utf-8", "replace").splitlines() for content in (before, after)]
    lines = list(unified_diff(*texts, n=0, lineterm=""))[2:]
    cut = _first_difference(*lines[1:3]) if len(lines) > 2 else 0
    shown = [line[:1] + line[max(1, cut - 60) : cut + 160] if len(line) > 200 else line for line in lines]
    return "\n".join([f"{path}:", *(f"  {line}" for line in shown[:CHANGED_LINES])]) if lines else f"{path}: other bytes" if before != after else ""


def _first_difference(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one[1:], other[1:], strict=False), 1) if a != b), 0)


def story(past: Sequence[Moment]) -> str:
    """What was done, step by step, as a person can read and repeat it."""
    told = []
    for number, moment in enumerate(past):
        before = past[number - 1].files if number else moment.files
        told.append(f"{number}. {moment.step}")
        for path in sorted(before.keys() | moment.files.keys()):
            if path not in moment.files:
                told.append(f"   {path} is gone")
            elif before.get(path) != moment.files[path]:
                told.append("   " + difference(path, before.get(path, b""), moment.files[path]).replace("\n", "\n   "))
    return "\n".join(["The story:", *told])
