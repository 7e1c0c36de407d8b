"""What makes a translation stale: a change of words makes exactly its section stale, a change of form nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.link.translations import Entry, State, fingerprint
from sitegen.model.writeups import Kind
from tests.plain import linked

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.lists(st.sampled_from("alpha bravo charlie delta été عمل نص 17 “quoted” l’eau half-way".split()), min_size=3, max_size=12)
SECTIONS = st.lists(WORDS, min_size=1, max_size=5)
LANGUAGES = ("en", "fr", "ar")


def text(sections: list[list[str]], head: str = "title: T\n") -> str:
    """An opening and sections, each beginning with a word of its own."""
    opening, *rest = [f"part{number} " + " ".join(words) for number, words in enumerate(sections)]
    return f"---\n{head}---\n{opening}\n" + "".join(f"\n## Heading {number}\n\n{words}\n" for number, words in enumerate(rest, 1))


def entry(texts: dict[str, str]) -> Entry:
    site, found = linked({f"content/pages/a.{tag}.md": content for tag, content in texts.items()})
    assert (Kind.PAGE, "a") in site.entries, found
    return site.entries[Kind.PAGE, "a"]


@FEW
@given(st.permutations(LANGUAGES), SECTIONS, st.data(), st.booleans())
def test_one_changed_word_makes_one_section_stale(order: list[str], sections: list[list[str]], data: st.DataObject, chained: bool) -> None:
    original, second, third = order
    first = entry({original: text(sections)})
    known = f"title: T\ntranslation: {{of: {original}, fingerprint: {fingerprint(first.original)}}}\n"
    texts = {original: text(sections), second: text(sections, known)}
    if chained:
        made_from = entry(texts).texts[second]
        texts[third] = text(sections, f"title: T\ntranslation: {{of: {second}, fingerprint: {fingerprint(made_from)}}}\n")
    else:
        texts[third] = text(sections, known)
    assert {entry(texts).states[tag] for tag in (second, third)} == {State.CURRENT}

    number = data.draw(st.integers(0, len(sections) - 1))
    word = data.draw(st.integers(0, len(sections[number]) - 1))
    changed = [list(words) for words in sections]
    changed[number][word] = "changed"
    after = entry({**texts, original: text(changed)})
    behind = {second} if chained else {second, third}
    assert {tag for tag, state in after.states.items() if state is State.STALE} == behind
    for tag in behind:
        assert [change.title or change.where.value for change in after.changes[tag]] == [f"Heading {number}" if number else "opening"]


SPACES = st.sampled_from([" ", "  ", "\n"])
STYLE = str.maketrans({"“": '"', "”": '"', "’": "'", "-": "\u2011"})


@FEW
@given(SECTIONS, st.data())
def test_another_form_is_no_change(sections: list[list[str]], data: st.DataObject) -> None:
    formed = [["".join(word + data.draw(SPACES) for word in ["", *words]).strip().translate(STYLE)] for words in sections]
    if any("\n17" in words for [words] in formed):
        return  # a line that begins with a number may be the beginning of a list
    heads = ["title: T\nsummary: Two words\n", 'order: 3\nsummary: "Two  words"\ntitle: >\n  T\n']
    plain, other = (entry({"en": text(given, head)}).original for given, head in zip([sections, formed], heads, strict=True))
    assert fingerprint(other) == fingerprint(plain)
