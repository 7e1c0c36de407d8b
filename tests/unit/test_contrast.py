"""The colour tokens keep the contrast the design promises (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = ROOT / "static" / "css" / "site" / "10-tokens.css"
SCHEME = ROOT / "templates" / "parts" / "scheme.html"
COLOUR = re.compile(r"--([a-z]+\d?): var\(--day, (#[0-9A-F]{6})\) var\(--night, (#[0-9A-F]{6})\);")

BODY, TEXT, BORDER = 7.0, 4.5, 3.0

# Foreground, background, least ratio, and the ratio the design gives in light and in dark.
PAIRS = [
    ("ink", "paper", BODY, 17.24, 15.43),
    ("ink", "sheet", BODY, 15.88, 13.70),
    ("ink2", "paper", BODY, 8.43, 10.23),
    ("ink2", "sheet", BODY, 7.77, 9.08),
    ("ink3", "paper", TEXT, 5.41, 6.69),
    ("ink3", "sheet", TEXT, 4.98, 5.94),
    ("sea", "paper", TEXT, 8.87, 10.12),
    ("sea", "sheet", TEXT, 8.17, 8.98),
    ("rubric", "paper", TEXT, 6.50, 8.15),
    ("rubric", "sheet", TEXT, 5.98, 7.24),
    ("edge", "paper", BORDER, 3.64, 4.04),
    ("edge", "sheet", BORDER, 3.36, 3.58),
    ("paper", "ink", TEXT, 17.24, 15.43),
    ("paper", "sea", TEXT, 8.87, 10.12),
    ("t1", "c1", TEXT, 14.55, 12.03),
    ("t2", "c2", TEXT, 10.71, 9.58),
    ("t3", "c3", TEXT, 6.91, 6.28),
    ("t4", "c4", TEXT, 7.13, 8.04),
    ("t5", "c5", TEXT, 12.00, 13.43),
]
CASES = [
    (scheme, foreground, background, least, ratio)
    for foreground, background, least, *ratios in PAIRS
    for scheme, ratio in zip(("light", "dark"), ratios, strict=True)
]


def palettes() -> dict[str, dict[str, str]]:
    """Token names to `#RRGGBB`, per colour scheme, read from the style sheet itself."""
    found = COLOUR.findall(TOKENS.read_text(encoding="utf-8"))
    return {"light": {name: light for name, light, _ in found}, "dark": {name: dark for name, _, dark in found}}


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "foreground", "background", "least", "ratio"), CASES)
def test_contrast(scheme: str, foreground: str, background: str, least: float, ratio: float) -> None:
    tokens = palettes()[scheme]
    found = contrast(tokens[foreground], tokens[background])
    assert found >= least
    assert found == pytest.approx(ratio, abs=0.01)


def test_every_colour_is_written_once_for_both_schemes() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    assert len(palettes()["light"]) == len(COLOUR.findall(css)) == css.count("#") / 2


def test_browsers_are_told_the_colours_of_the_page() -> None:
    """Their own bars take these before the style sheet has come."""
    page = SCHEME.read_text(encoding="utf-8")
    for scheme, colours in palettes().items():
        assert f'media="(prefers-color-scheme: {scheme})" content="{colours["paper"]}"' in page


def test_black_on_white_is_the_largest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
