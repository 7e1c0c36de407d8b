"""Cold builds of the sample site and of made-up larger ones, each in a process of its own."""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = ("config.yaml", "content", "templates", "static", "locale")
FIRST_DAY = date(2015, 1, 5)
CATALOGUES = (("rome", 25), ("rabat-washington", 19), ("neuchatel", 13))
PARAGRAPHS = 3
BODIES = {
    "en": ("Meeting {n}", "The group read good practice {p} against cases of its own and compared what was done."),
    "fr": ("Réunion {n}", "Le groupe a relu la bonne pratique {p} à la lumière de ses propres dossiers."),
    "ar": ("الاجتماع {n}", "قرأ المشاركون الممارسة الجيدة رقم {p} في ضوء ملفاتهم وقارنوا بين ما فعلوه."),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds of wall and CPU time, peak memory in megabytes, pages written."""

    wall: float
    cpu: float
    memory: float
    pages: int


def copy_project(target: Path) -> None:
    """The sample site, in a folder of its own."""
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy2(source, target / name)


def add_events(project: Path, count: int) -> None:
    """`count` events in three languages; every run makes the same files."""
    for number in range(count):
        folder = project / "content/events" / f"meeting-{number:05}"
        folder.mkdir(parents=True)
        for language in BODIES:
            (folder / f"index.{language}.md").write_text(event(number, language), encoding="utf-8")


def event(number: int, language: str) -> str:
    """The text of one event: the English is the original and states the facts."""
    catalogue, total = CATALOGUES[number % len(CATALOGUES)]
    practice = number % total + 1
    title, sentence = BODIES[language]
    day = FIRST_DAY + timedelta(days=3 * number % 3650)
    facts = (
        f'type: workshop\ndates: ["{day}/{day + timedelta(days=1)}"]\nlocation: valletta\ninitiative: homegrown\n'
        f"practices: [{catalogue}/{practice}]\norganisers: [iij]\n"
    )
    words = f"title: {title.format(n=number)}\nsummary: {sentence.format(p=practice)}\n"
    head = words + (facts if language == "en" else "translation: {of: en}\n")
    paragraph = " ".join([sentence.format(p=practice)] * 4)
    body = "\n\n".join([paragraph] * PARAGRAPHS)
    return f"---\n{head}---\n\n{body}\n\n## {title.format(n=number)}\n\n{body}\n"


def build(project: Path) -> Run:
    """One cold build, timed by the system's own account of the finished process."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "sitegen", "build", "--root", str(project), "--output", output, "--quiet"]
        begin = time.perf_counter()
        process = os.posix_spawn(command[0], command, {**os.environ, "PYTHONPATH": str(ROOT)}, file_actions=QUIET)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - begin
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"the build of {project} failed; run it by hand to see why")
        pages = sum(1 for _ in Path(output).rglob("*.html"))
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, pages)


QUIET = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]


def lines(sizes: list[int], runs: int) -> Iterator[str]:
    """The table, a line a site, as it becomes known."""
    yield "| events added | pages | wall s | CPU s | peak MB | CPU ms a page |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder)
            copy_project(project)
            add_events(project, size)
            done = [build(project) for _ in range(runs)]
        wall, cpu, memory = (
            statistics.median(getattr(run, name) for run in done) for name in ("wall", "cpu", "memory")
        )
        pages = done[0].pages
        yield f"| {size} | {pages} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {1000 * cpu / pages:.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--events", type=int, nargs="*", default=[], help="how many events to add, one or several sizes"
    )
    parser.add_argument("--runs", type=int, default=5, help="builds of each size; the median counts")
    chosen = parser.parse_args()
    for line in lines([0, *chosen.events], chosen.runs):
        print(line, flush=True)


if __name__ == "__main__":
    main()
