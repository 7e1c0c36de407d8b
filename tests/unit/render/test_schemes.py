"""Light and dark: what a page says of them before anything is painted, and what a site without the choice has."""

import re
from functools import cache

from sitegen.base.diagnostics import has_errors
from sitegen.pipeline import build
from tests.projects import files, sections

CONFIG = """\
=== config.yaml
title: {{en: Site, ar: موقع}}
url: https://site.example/below/
languages: {{en: {{}}, ar: {{}}}}
features: [{features}]
"""
SCRIPT = re.compile(r'<script src="(/below/static/js/scheme\.[0-9a-f]{8}\.js)"></script>')
CHOICE = '<fieldset class="scheme">'
WITHOUT_FRAME = ("index.html", "404.html")


@cache
def site(features: str) -> dict[str, str]:
    made = build(files(sections(CONFIG.format(features=features))))
    assert not has_errors(made.diagnostics)
    return {one.path: one.content.decode() for one in made.value or () if one.path.endswith(".html")}


def test_the_script_stands_above_the_style_sheet_which_it_would_wait_for() -> None:
    for path, page in site("colour-scheme").items():
        assert len(SCRIPT.findall(page)) == 1, path
        assert page.index('name="theme-color"') < page.index("<script") < page.index('rel="stylesheet"'), path


def test_every_page_with_a_foot_offers_the_choice() -> None:
    for path, page in site("colour-scheme").items():
        assert page.count(CHOICE) == (path not in WITHOUT_FRAME), path
    assert "المظهر" in site("colour-scheme")["ar/index.html"]


def test_a_site_that_lets_nobody_choose_has_no_trace_of_it() -> None:
    for path, page in site("").items():
        assert "<script" not in page, path
        assert CHOICE not in page, path
        assert page.count('name="color-scheme" content="light dark"') == 1, path
