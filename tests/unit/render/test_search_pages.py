"""Search pages: what is shown of a result, as the language writes it."""

import json
import re
from html import unescape

from sitegen.pipeline import build
from tests.projects import CONFIG, files

PROJECT = {
    "config.yaml": CONFIG + "features: [search]\n",
    "content/records/places.yaml": "valletta: {name: {en: Valletta, fr: La Valette, ar: فاليتا}, country: MT}\n",
    "content/events/one/index.en.md": "---\ntitle: One\nsummary: s\ntype: workshop\ndates: [2020-07-15]\nlocation: valletta\n---\nText.\n",
    "content/events/one/index.ar.md": "---\ntitle: واحد\nsummary: ص\ntranslation: {of: en, fingerprint: 00000000}\n---\nنص.\n",
}
SHOWN = re.compile(r'data-pagefind-meta="shown\[data-value\]" data-value="([^"]*)"')


def test_a_place_and_its_country_are_parted_as_the_language_does() -> None:
    made = build(files(PROJECT)).value
    assert made is not None
    pages = {one.path: one.content.decode() for one in made if one.path.endswith("events/one.page") or "/faaliyat/one" in one.path}
    where = {}
    for path, page in pages.items():
        found = SHOWN.search(page)
        if found:
            where[path.split("/")[1]] = json.loads(unescape(found[1]))["where"]
    assert where == {"en": "Valletta, Malta", "ar": "فاليتا، مالطا"}
