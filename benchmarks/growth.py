"""Guards that what one event costs does not grow with the site: the cost of an event at two sizes, stage by stage.

    python -m benchmarks.growth

Costs are counted in calls of functions, Python's and built-in ones, in one process without a cache: the same number on
every machine, however busy. Processor time is looked at besides, for what a single call may hide; there, the least of
several runs in turn counts. What a site without any event costs is taken off first. Ends with 1 when something grew.
"""

import argparse
import pstats
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_project
from benchmarks.meter import run

ROOT = Path(__file__).parents[1]

LIMIT = 1.25
WORTH_A_LOOK = 0.01  # a stage with a smaller share of all calls may grow unseen
PROFILED = """
import cProfile, sys
from sitegen.cli import run
profile = cProfile.Profile()
code = profile.runcall(run, sys.argv[2:])
profile.dump_stats(sys.argv[1])
sys.exit(code)
"""
BUILD = ("build", "--root", ".", "--output", "out", "--quiet", "--no-cache", "--jobs", "1")
STAGE = re.compile(r"/sitegen/(\w+)[/.]|^(templates)/|/site-packages/(\w+)[/.]")
VARIABLES = {"PYTHONPATH": str(ROOT)}
PROCESSOR = "processor time"


@dataclass(frozen=True, slots=True)
class Growth:
    """What one event costs in a stage at the smaller and at the larger size, in calls or seconds."""

    stage: str
    small: float
    large: float

    @property
    def ratio(self) -> float:
        return self.large / self.small if self.small > 0 else float("inf")


def growths(
    empty: Mapping[str, float], small: Mapping[str, float], large: Mapping[str, float], sizes: tuple[int, int]
) -> list[Growth]:
    """The cost of an event in every stage that is worth a look, the largest first; `empty` is the site without any."""

    def each(costs: Mapping[str, float], stage: str, events: int) -> float:
        return (costs[stage] - empty.get(stage, 0)) / events

    found = [
        Growth(stage, each(small, stage, sizes[0]) if stage in small else 0, each(large, stage, sizes[1]))
        for stage in large
    ]
    all_of_it = sum(one.large for one in found)
    worth = [one for one in found if one.large >= WORTH_A_LOOK * all_of_it]
    return sorted(worth, key=lambda one: -one.large)


def calls(folder: Path) -> Counter[str]:
    """How often functions were called in one build, by the stage that they belong to."""
    stats = folder / "calls.pstats"
    run([sys.executable, "-c", PROFILED, str(stats), *BUILD], folder, variables=VARIABLES)
    counted: Counter[str] = Counter()
    for (path, _, _), (_, number, *_) in pstats.Stats(str(stats)).stats.items():  # type: ignore[attr-defined]
        counted[stage_of(path)] += number
    return counted


def stage_of(path: str) -> str:
    """The stage of ours, or the library, that a file of code belongs to; "Python" for all else."""
    found = STAGE.search(path)
    if not found:
        return "Python"
    own, templates, library = found.groups()
    return f"sitegen {own}" if own else templates or library


def seconds(folders: Sequence[Path], runs: int) -> list[float]:
    """The least processor time of several builds of each project, taken in turn."""
    least = [float("inf")] * len(folders)
    for _ in range(runs):
        for place, folder in enumerate(folders):
            cost = run([sys.executable, "-m", "sitegen", *BUILD], folder, variables=VARIABLES)
            least[place] = min(least[place], cost.cpu)
    return least


def measure(sizes: tuple[int, int], runs: int, folder: Path) -> list[Growth]:
    """All stages in calls, then the whole in seconds."""
    folders = [folder / str(events) for events in (0, *sizes)]
    for events, project in zip((0, *sizes), folders, strict=True):
        write_project(project, events)
    empty, small, large = map(calls, folders)
    found = growths(empty, small, large, sizes)
    if runs:
        timed = [{PROCESSOR: value} for value in seconds(folders, runs)]
        found += growths(timed[0], timed[1], timed[2], sizes)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[100, 600], help="two numbers of events (100 600)")
    parser.add_argument("--runs", type=int, default=3, help="builds for processor time; 0 for none (3)")
    parser.add_argument("--limit", type=float, default=LIMIT, help=f"how much dearer an event may become ({LIMIT})")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        found = measure((chosen.sizes[0], chosen.sizes[1]), chosen.runs, Path(folder))
    for one in found:
        unit = "s" if one.stage == PROCESSOR else "calls"
        print(f"{one.stage:20} {one.small:12,.3f} {one.large:12,.3f} {unit:6} {one.ratio:5.2f}")
    grown = [one.stage for one in found if one.ratio > chosen.limit]
    if grown:
        sys.exit(f"an event costs more on a larger site, by more than {chosen.limit} times, in: {', '.join(grown)}")


if __name__ == "__main__":
    main()
