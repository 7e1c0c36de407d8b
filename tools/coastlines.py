"""Make the coastlines of the map: `make coastlines`, or `python tools/coastlines.py [--cache FOLDER]`; needs npm.

The land of Natural Earth at 1:110 million (version 4.1.0, public domain, https://www.naturalearthdata.com/), from the
npm package `world-atlas`, pinned below, becomes `sitegen/render/land.py`. That file is committed, so a build never runs
this; the same package gives the same bytes.

Only the line between land and water is taken: no borders, no names. The package has joined again what was cut at the
180th meridian, and here every line goes on beyond it: a ring's longitudes never jump. Coordinates are whole tenths of
a degree, which is finer than the drawing.
"""

import argparse
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "sitegen" / "render" / "land.py"
PACKAGE = "world-atlas@2.0.2"
FILE = "package/land-110m.json"
TENTHS = 10
HALF, WHOLE = 180 * TENTHS, 360 * TENTHS
WIDTH = 112

HEAD = '''\
"""The land of the earth as outlines: made by tools/coastlines.py from Natural Earth 1:110m land 4.1.0, public domain.

One ring a sentence, each ended by a full stop: the first point's longitude and latitude (WGS 84), then the step from
each point to the next, all in tenths of a degree; a sign begins a new number as a space does. Longitudes go on beyond
180 where land does. A ring that does not come back to the longitude where it began goes around the South Pole.
"""

LAND = (
'''

Point = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, help="folder for the upstream package")
    chosen = parser.parse_args().cache
    with tempfile.TemporaryDirectory() as temporary:
        rings = [ring for ring in mended(outlines(fetch(chosen or Path(temporary)))) if len(set(ring)) > 2]
    text = "".join(f"{written(ring)}." for ring in sorted(rings, key=lambda ring: (-len(ring), ring)))
    lines = [f'    "{text[start : start + WIDTH]}"\n' for start in range(0, len(text), WIDTH)]
    TARGET.write_text(HEAD + "".join(lines) + ")\n", encoding="utf-8")
    print(f"{len(rings)} rings, {sum(map(len, rings))} points, {len(text) / 1000:.1f} KB  {TARGET.relative_to(ROOT)}")


def fetch(folder: Path) -> dict[str, Any]:
    """The upstream file, which is TopoJSON."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", "--silent", PACKAGE]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / packed.stdout.strip()) as archive:
        member = archive.extractfile(FILE)
        assert member is not None, f"{PACKAGE} has no {FILE}"
        found: dict[str, Any] = json.load(member)
    return found


def outlines(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Every ring of land, and of water inside it, in tenths of a degree."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (x * scale[0] + shift[0], y * scale[1] + shift[1])
            for x, y in accumulate(map(tuple, arc), lambda one, step: (one[0] + step[0], one[1] + step[1]))
        ]
        for arc in topology["arcs"]
    ]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = [point for number in ring for point in (arcs[~number][::-1] if number < 0 else arcs[number])]
                yield thinned(settled(unrolled((round(x * TENTHS), round(y * TENTHS)) for x, y in points)))


def mended(rings: Iterable[list[Point]]) -> Iterator[list[Point]]:
    """The rings, and of islands that are still cut at the 180th meridian both halves as one."""
    western: dict[tuple[int, ...], list[Point]] = {}
    for ring in rings:
        at = [place for place in range(len(ring) - 1) if abs(ring[place][0]) == HALF == abs(ring[place + 1][0])]
        if not at:
            yield ring
            continue
        opened = ring[at[0] + 1 : -1] + ring[: at[0] + 1]  # from one end of the cut around to the other
        turn = WHOLE if opened[0][0] < 0 else 0
        half = [(x + turn, y) for x, y in opened]
        cut = tuple(sorted(y for _, y in (half[0], half[-1])))
        other = western.pop(cut, None)
        if other is None:
            western[cut] = half
        else:
            yield thinned([*other, *half[1:-1], other[0]])
    yield from western.values()


def unrolled(points: Iterable[Point]) -> Iterator[Point]:
    """The same line with longitudes that never jump from one side of the 180th meridian to the other."""
    turns, before = 0, None
    for x, y in points:
        if before is not None and abs(x - before) > HALF:
            turns += WHOLE if x < before else -WHOLE
        before = x
        yield x + turns, y


def settled(points: Iterable[Point]) -> list[Point]:
    """The same line with its middle where longitudes are counted: from -180 to 180."""
    line = list(points)
    middle = (min(line)[0] + max(line)[0]) // 2
    turn = (middle + HALF) // WHOLE * WHOLE
    return [(x - turn, y) for x, y in line]


def thinned(points: Iterable[Point]) -> list[Point]:
    """Without what cannot be seen: the same point twice, and points on the straight way between their neighbours."""
    line = [point for point, before in pairwise_from(list(points)) if point != before]
    kept = line[:1]
    for (x, y), (after_x, after_y) in pairwise(line[1:]):
        ahead, back = (after_x - x, after_y - y), (x - kept[-1][0], y - kept[-1][1])
        if ahead[0] * back[1] != ahead[1] * back[0]:
            kept.append((x, y))
    return kept + line[-1:]


def pairwise_from(line: list[Point]) -> Iterator[tuple[Point, Point | None]]:
    """Each point with the one before it, the first with none."""
    return zip(line, [None, *line], strict=False)


def written(ring: list[Point]) -> str:
    steps = [ring[0], *((x - before[0], y - before[1]) for before, (x, y) in pairwise(ring))]
    return "".join(f"{number:+d}".replace("+", " ") for step in steps for number in step).removeprefix(" ")


if __name__ == "__main__":
    main()
