"""Which blocks of two texts stand beside each other."""

import pytest

from sitegen.render.alignment import aligned, paired
from sitegen.render.blocks import Block, outermost, sections

LONG = "words " * 60
SHORT = "words " * 8


def beside(first: str, second: str) -> list[tuple[str, str]]:
    """The ids of the blocks that were put beside each other; a heading or a paragraph has one in these texts."""
    return [(_named(ours), _named(theirs)) for ours, theirs in aligned(sections(first), sections(second))]


def _named(blocks: tuple[Block, ...]) -> str:
    return "+".join(block.id for block in blocks)


def p(id: str, words: str = LONG) -> str:
    return f'<p id="{id}">{words}</p>\n'


def h(id: str, level: int = 2) -> str:
    return f'<h{level} id="{id}">Heading</h{level}>\n'


def test_the_same_blocks_in_the_same_order_are_pairs() -> None:
    first = p("a") + h("x") + p("b", SHORT) + '<ul id="c"><li>words</li></ul>'
    second = p("1") + h("2") + p("3") + '<ul id="4"><li>words</li></ul>'
    assert beside(first, second) == [("a", "1"), ("x", "2"), ("b", "3"), ("c", "4")]


def test_a_paragraph_in_two_stands_beside_the_whole() -> None:
    first = p("a", SHORT) + p("b", LONG * 2) + p("c", SHORT)
    second = p("1", SHORT) + p("2") + p("3") + p("4", SHORT)
    assert beside(first, second) == [("a", "1"), ("b", "2+3"), ("c", "4")]
    assert beside(second, first) == [("1", "a"), ("2+3", "b"), ("4", "c")]


def test_what_one_text_lacks_leaves_a_gap_and_shifts_nothing() -> None:
    first = p("a") + '<blockquote id="q">words</blockquote>' + p("b", SHORT) + '<div class="table-box" id="t"></div>' + p("c")
    second = p("1") + p("2", SHORT) + p("3")
    assert beside(first, second) == [("a", "1"), ("q", ""), ("b", "2"), ("t", ""), ("c", "3")]


def test_a_section_that_only_one_text_has_stands_alone() -> None:
    first = p("a") + h("x") + p("b") + h("new") + p("n", LONG * 3) + p("m") + h("z") + p("c", SHORT)
    second = p("1") + h("2") + p("3") + h("4") + p("5", SHORT)
    assert beside(first, second) == [
        ("a", "1"), ("x", "2"), ("b", "3"), ("new", ""), ("n", ""), ("m", ""), ("z", "4"), ("c", "5"),
    ]  # fmt: skip


def test_headings_with_the_same_anchor_belong_together_whatever_their_length() -> None:
    first = h("why") + p("a", SHORT) + h("how") + p("b", LONG * 4)
    second = h("how") + p("1", SHORT)
    assert beside(first, second) == [("why", ""), ("a", ""), ("how", "how"), ("b", "1")]


def test_anchors_outweigh_the_order_of_the_same_headings() -> None:
    first = h("why") + p("a") + h("how") + p("b")
    second = h("how") + p("1") + h("then") + p("2")
    found = beside(first, second)
    assert ("how", "how") in found
    assert ("b", "1") in found
    assert ("why", "how") not in found


def test_numbers_tell_paragraphs_of_one_length_apart() -> None:
    first = p("a", f"{LONG} 17") + p("b", f"{LONG} 18") + p("c", f"{LONG} 19")
    second = p("1", f"{LONG} ١٨") + p("2", f"{LONG} ١٩")
    assert beside(first, second) == [("a", ""), ("b", "1"), ("c", "2")]


def test_levels_of_headings_are_kept() -> None:
    first = h("x") + p("a") + h("y", 3) + p("b")
    second = h("1") + p("2") + h("3") + p("4")
    assert not {("y", "3"), ("x", "3")} & set(beside(first, second))


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", p("a")), (p("a") + h("b"), "")])
def test_an_empty_text_has_nothing_beside_it(first: str, second: str) -> None:
    alone = [block for section in sections(first or second) for block in section.blocks]
    assert len(beside(first, second)) == len(alone)


def test_nothing_is_lost_nor_put_in_another_order() -> None:
    first = "".join(p(f"a{i}", "w " * (i * 37 % 90 + 1)) + (h(f"h{i}", 2 + i % 2) if i % 4 == 0 else "") for i in range(60))
    second = "".join(p(f"b{i}", "w " * (i * 53 % 80 + 1)) + (h(f"k{i}") if i % 7 == 0 else "") for i in range(45))
    found = list(aligned(sections(first), sections(second)))
    for side, text in enumerate((first, second)):
        assert [block for pair in found for block in pair[side]] == [b for s in sections(text) for b in s.blocks]


def test_blocks_are_the_outermost_elements() -> None:
    html = (
        '<span class="margin-numeral" aria-hidden="true"><span>17</span></span><p>One <b>two</b><br></p>\n<hr>\n'
        '<div class="table-box"><table><tr><td>1</td></tr></table></div> stray <div><div>x</div></div>'
        '<p><img alt="" src="a.png"></p><div class="footnotes" role="doc-endnotes"><ol><li>n</li></ol></div>'
    )
    found = [block for section in sections(html) for block in section.blocks]
    assert [block.kind for block in found] == ["paragraph", "hr", "table", "paragraph", "div", "image", "notes"]
    assert "".join(outermost(html)).replace(" ", "") == html.replace("\n", "").replace(" ", "")


def test_long_texts_take_time_in_proportion() -> None:
    asked = 0

    class Counted(str):
        """A kind that counts how often it is compared."""

        __slots__ = ()
        __hash__ = str.__hash__

        def __ne__(self, other: object) -> bool:
            nonlocal asked
            asked += 1
            return str.__ne__(self, other)

    def text(amount: int) -> list[Block]:
        return [Block(Counted("paragraph"), "", f"{amount}-{i}", i * 37 % 400, frozenset()) for i in range(amount)]

    paired(text(200), text(190))
    few, asked = asked, 0
    paired(text(400), text(380))
    assert 0 < few < asked < 3 * few
