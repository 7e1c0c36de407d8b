"""What holds for every site: citations agree in both directions, and the same sources give the same bytes."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from sitegen.base.files import Artifact
from sitegen.link.index import cited
from sitegen.model.options import Options
from sitegen.model.writeups import Kind
from sitegen.pipeline import build, connect
from tests.plain import plain, said
from tests.projects import written

ROOT = Path(__file__).parents[2]
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LANGUAGES = ("en", "fr", "ar")
TOTAL = 6
CATALOGUES = {
    "content/catalogues/rome.yaml": f"id: rome\ntitle: {{en: Rome, ar: روما}}\ntotal: {TOTAL}\nsections:\n  - {{id: mid, title: {{en: Mid}}, practices: 3-4}}\n"
    "  - {id: late, title: {en: Late}}\npractices:\n  - {number: 2, title: {en: Two}}\n",
    "content/catalogues/open.yaml": "id: open\ntitle: {en: Open}\npractices:\n  - {number: 3, title: {en: Three}}\n",
    "content/initiatives/home.en.md": "---\ntitle: Home\ncatalogues: [rome]\n---\n",
    "content/initiatives/away.fr.md": "---\ntitle: Loin\n---\n",
}


@st.composite
def references(draw: st.DrawFn) -> list[str]:
    """Practices of a front matter: numbers, ranges, sections, whole catalogues, without repetition."""
    first = draw(st.integers(1, TOTAL))
    last = draw(st.integers(first, TOTAL))
    rome = draw(st.sampled_from([[], [f"rome/{first}"], [f"rome/{first}-{last}"], ["rome/mid"], ["rome/late"], ["rome"]]))
    return [*rome, *draw(st.sampled_from([[], ["open/3"], ["open/1"], ["open"]]))]


@st.composite
def write_ups(draw: st.DrawFn, kind: str, id: str) -> dict[str, str]:
    """The texts of one write-up: an original in any language, and some translations."""
    original, *others = draw(st.permutations(LANGUAGES))
    facts = f"practices: {draw(references())}\n".replace("'", "")
    facts += draw(st.sampled_from(["", "initiative: home\n", "initiative: away\n"]))
    day = f"20{draw(st.integers(15, 17))}-0{draw(st.integers(1, 9))}-11"
    facts += f'type: launch\ndates: ["{day}"]\nlocation: online\n' if kind == "event" else f'dates: ["{day}"]\n'
    draft = draw(st.sampled_from(["", "", "", "draft: true\n"]))
    texts = {original: f"---\ntitle: {id}\n{draft}{facts}---\n## One\n\nx\n"}
    for other in others[: draw(st.integers(0, 2))]:
        texts[other] = f"---\ntitle: {id}\ntranslation: {{of: {original}, fingerprint: 00000000}}\n---\nx\n"
    return {f"content/{kind}s/{id}.{language}.md": text for language, text in texts.items()}


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    together = dict(CATALOGUES)
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["event", "event", "project", "publication"]))
        together |= draw(write_ups(kind, f"{kind[:2]}{number}"))
    return together


def pages(artifacts: tuple[Artifact, ...]) -> dict[str, html.HtmlElement]:
    return {"/" + one.path.removesuffix("index.html"): html.document_fromstring(one.content) for one in artifacts if one.path.endswith("index.html")}


@FEW
@given(projects())
def test_citations_agree_in_both_directions(project: dict[str, str]) -> None:
    """What a write-up's page says that it cites, and what a practice's page says that cites it, are one relation."""
    checked = build(plain(project))
    assert checked.value, said(checked.diagnostics)
    found = pages(checked.value)
    for language in LANGUAGES:
        forth, back = set(), set()
        for address, page in found.items():
            if not address.startswith(f"/{language}/"):
                continue
            forth |= {(address, str(practice)) for practice in page.xpath("//p[@class='practices']/a[@class='numeral']/@href")}
            back |= {(str(citing), address) for citing in page.xpath("//ul[@class='citing']/li/a[1]/@href")}
        assert forth == back


@FEW
@given(projects())
def test_the_index_is_the_facts_turned_round(project: dict[str, str]) -> None:
    site = connect(plain(project)).value
    assert site
    catalogues = {id: loaded.catalogue.value for id, loaded in site.sources.catalogues.items()}
    forth = {(entry.key, pair) for entry in site.entries.values() for pair in cited(entry.facts, catalogues)}
    back = {(key, pair) for pair, keys in site.index.by_practice.items() for key in keys}
    assert forth == back
    assert {key for keys in site.index.by_kind.values() for key in keys} == set(site.entries)
    years = [key for keys in site.index.by_year.values() for key in keys]
    assert sorted(years) == sorted(key for key in site.entries if key[0] is Kind.EVENT)
    for keys in site.index.by_initiative.values():
        assert len(set(keys)) == len(keys)


@FEW
@given(st.data(), projects())
def test_the_order_of_files_does_not_matter(data: st.DataObject, project: dict[str, str]) -> None:
    given_files = plain(project)
    shuffled = data.draw(st.permutations(given_files))
    assert build(shuffled) == build(given_files)


@FEW
@given(projects(), st.booleans())
def test_building_twice_gives_the_same(project: dict[str, str], drafts: bool) -> None:
    assert build(plain(project), Options(drafts)) == build(plain(project), Options(drafts))


@FEW
@given(projects())
def test_drafts_only_add(project: dict[str, str]) -> None:
    with_drafts, without = (build(plain(project), Options(drafts)).value for drafts in (True, False))
    assert with_drafts
    assert without
    events = {one.path for one in without if "/e" in one.path}
    assert {one.path for one in with_drafts} >= {path for path in events if "page-" not in path}
    if not any("draft: true" in text for text in project.values()):
        assert with_drafts == without


# Another process, clock, place and language

DIGEST = """
import hashlib, sys
from pathlib import Path
from sitegen.disk.tree import read_project
from sitegen.pipeline import build
checked = build(read_project(Path(sys.argv[1])).value)
assert checked.value, checked.diagnostics
digest = hashlib.sha256()
for one in checked.value:
    digest.update(one.path.encode() + b"\\0" + one.content + b"\\0")
for found in checked.diagnostics:
    digest.update(repr(found).encode())
print(digest.hexdigest())
"""


def digest_elsewhere(root: Path, surroundings: Mapping[str, str]) -> str:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **surroundings}
    ran = subprocess.run([sys.executable, "-c", DIGEST, str(root)], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_surroundings_do_not_matter(tmp_path: Path) -> None:
    project = {
        **CATALOGUES,
        "content/events/a.en.md": '---\ntitle: A\ntype: launch\ndates: ["2015-01-01"]\nlocation: online\norganisers: [MT, FR, iij]\npractices: [rome/mid, open/3]\ninitiative: hom\n---\nx\n',
        "content/records/organisations.yaml": "iij: {name: {en: I}}\n",
    }
    project["content/events/a.en.md"] = project["content/events/a.en.md"].replace("hom\n", "home\n")
    given_files = plain(project)
    written(tmp_path, given_files)
    checked = build(given_files)
    assert checked.value
    digest = hashlib.sha256()
    for one in checked.value:
        digest.update(one.path.encode() + b"\0" + one.content + b"\0")
    for found in checked.diagnostics:
        digest.update(repr(found).encode())
    for surroundings in (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LANG": "ar_TN.UTF-8", "LANGUAGE": "ar", "SOURCE_DATE_EPOCH": "1"},
    ):
        assert digest_elsewhere(tmp_path, surroundings) == digest.hexdigest(), surroundings
