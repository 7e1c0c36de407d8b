"""The Markdown of each part of a text, with what it uses of what is defined elsewhere."""

import pytest

from sitegen.load.bodies import Body, parse_body
from sitegen.load.excerpts import excerpts
from tests.unit.load.texts import LANGUAGES, PATH


def cut(text: str, first_line: int = 9, language: str = "en") -> list[str]:
    body = Body(text, PATH, language, first_line)
    return list(excerpts(body, parse_body(body, LANGUAGES).value.parts))


CASES = {
    "nothing": ("", [""]),
    "no heading": ("\nOne.\n\nTwo.\n", ["One.\n\nTwo."]),
    "headings": ("Opening.\n\n## One\n\nA.\n\n### Lower\n\nB.\n\n## Two\nC.\n", ["Opening.", "## One\n\nA.\n\n### Lower\n\nB.", "## Two\nC."]),
    "no opening": ("## One\n\nA.", ["", "## One\n\nA."]),
    "underlined": ("Opening.\n\nOne\n---\n\nA.\n\nTwo\n===\nB.", ["Opening.", "One\n---\n\nA.", "Two\n===\nB."]),
    "html": ("Opening.\n\n<h2>One</h2>\n\nA.", ["Opening.", "<h2>One</h2>\n\nA."]),
    "arabic": ("مقدمة.\n\n## لماذا\n\nنص.\n\n## ١٧\n\nنص", ["مقدمة.", "## لماذا\n\nنص.", "## ١٧\n\nنص"]),
    "number only": ("a\n\n## 2020\n\nb", ["a", "## 2020\n\nb"]),
    "no letter": ("a\n\n## …\n\nb\n\n## !\n\nc", ["a", "## …\n\nb", "## !\n\nc"]),
    "same words": ("Why\n\n## Why\n\nWhy\n\n## Why\n\nWhy", ["Why", "## Why\n\nWhy", "## Why\n\nWhy"]),
    "a link": ("a\n\n## [Why](event:x)\n\nb\n\n## [How][r]\n\nc\n\n[r]: event:y", ["a", "## [Why](event:x)\n\nb", "## [How][r]\n\nc\n\n[r]: event:y"]),
    "with an id": ("a\n\n## Why {#reason}\n\nb", ["a", "## Why {#reason}\n\nb"]),
    "in code": ("a\n\n```\n## No\n[^1]: no\n```\n\n## Yes\n\nb", ["a\n\n```\n## No\n[^1]: no\n```", "## Yes\n\nb"]),
    "in a quotation": ("> ## Not\n\n## Yes\n\nb", ["> ## Not", "## Yes\n\nb"]),
    "a note elsewhere": ("a[^n]\n\n## One\n\nb\n\n[^n]: The note\n    goes on.\n\n    And on.\n\nc", ["a[^n]\n\n[^n]: The note\n    goes on.\n\n    And on.", "## One\n\nb\n\nc"]),
    "a lazy note": ("a[^n][^m]\n\n[^n]: The note\ngoes on.\n[^m]: Another.\n\n## One", ["a[^n][^m]\n\n[^n]: The note\ngoes on.\n[^m]: Another.", "## One"]),
    "an abbreviation": ("IIJs\n\n## One\n\nthe IIJ.\n\n*[IIJ]: Institute", ["IIJs", "## One\n\nthe IIJ.\n\n*[IIJ]: Institute"]),
    "a note with an abbreviation": ("a[^n]\n\n## One\n\n[^n]: IIJ\n*[IIJ]: Institute", ["a[^n]\n\n[^n]: IIJ\n*[IIJ]: Institute", "## One"]),
    "unused": ("a\n\n[^n]: Nobody mentions it.\n\n## One", ["a", "## One"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_each_part_with_what_it_uses(text: str, expected: list[str]) -> None:
    assert cut(text) == expected
    assert cut(text, first_line=1) == expected
