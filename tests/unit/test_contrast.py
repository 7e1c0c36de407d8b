"""The colour tokens keep the contrast the design promises (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "site" / "10-tokens.css"
DARK = "@media (prefers-color-scheme: dark)"

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
    css = TOKENS.read_text(encoding="utf-8")
    light, dark = css.split(DARK, maxsplit=1)
    dark = dark.split("@media", maxsplit=1)[0]
    return {"light": colours(light), "dark": colours(dark)}


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+\d?): (#[0-9A-Fa-f]{6});", css))


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


def test_both_schemes_have_the_same_colours() -> None:
    tokens = palettes()
    assert tokens["light"].keys() == tokens["dark"].keys()


def test_black_on_white_is_the_largest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
