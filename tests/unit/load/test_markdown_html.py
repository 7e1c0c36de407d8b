"""Markdown: raw HTML, attribute lists, footnotes, tables and lists; code, marks and what must not break."""

import re

import pytest

from tests.unit.load.texts import codes, marked, parsed, shown

CLEAN = [
    ("H<sub>2</sub>O and <kbd>x</kbd>", "<p>H<sub>2</sub>O and <kbd>x</kbd></p>"),
    ("a <span lang=fr>b</span> c", '<p>a <span lang="fr" dir="ltr">b</span> c</p>'),
    ('<time datetime="2020-07-15">15 July</time>', '<p><time datetime="2020-07-15">15 July</time></p>'),
    ("<!-- a remark <script> -->\n\ntext <!-- another --> here", "<p>text here</p>"),
    ("a < b & c > d &amp; &copy; &lt;b&gt;", "<p>a &lt; b &amp; c &gt; d &amp; © &lt;b&gt;</p>"),
    (r"\<b> \*a\* \[b]", "<p>&lt;b&gt; *a* [b]</p>"),
    ("`<script>alert(1)</script>`", "<p><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></p>"),
    ("```\n<script x=1>\n{lang=en} [a](b) 17\n```", "<pre><code>&lt;script x=1&gt;\n{lang=en} [a](b) 17\n</code></pre>"),
    ("``` {.python}\nx = 17\n```", "<pre><code>x = 17\n</code></pre>"),
    ("<b>open\n\nnext", "<p><b>open</b></p>\n<p>next</p>"),
    ("a</b></div> b", "<p>a b</p>"),
    ("{: lang=el } Good Practice 17", "{margin ? 17}<p>{: lang=el } Good Practice\u00a0{citation 17: 17}</p>"),
    ("<details><summary>More</summary>\n\nText.\n\n</details>", "<details><summary>More</summary>\n\nText.\n\n</details>"),
]


@pytest.mark.parametrize(("body", "expected"), CLEAN)
def test_html_that_may_stand(body: str, expected: str) -> None:
    assert shown(body).strip() == expected
    assert codes(body) == []


REMOVED = [
    ("a <script>alert(1)</script> b", "1:3", "<script>", "<p>a b</p>"),
    ('a <b onclick="x()">b</b>', "1:3", "<b onclick>", "<p>a <b>b</b></p>"),
    ("one\n\n<p style='color: red'>b</p>", "3:1", "<p style>", "<p>one</p>\n<p>b</p>"),
    ("<IFRAME src=x></IFRAME>", "1:1", "<iframe>", ""),
    ("a <img src=x onerror=alert(1)> b", "1:3", "<img>", "<p>a b</p>"),
    ('<a href="https://example.org">x</a>', "1:1", "<a>", "<p>x</p>"),
    ('<a href="javascript:alert(1)">x</a>', "1:1", "<a>", "<p>x</p>"),
    ("<style>p {color: red}</style>", "1:1", "<style>", ""),
    ("<form action=x><input name=y></form>", "1:1", "<form>", ""),
    ("a <svg/onload=alert(1)> b", "1:3", "<svg>", "<p>a b</p>"),
    ('a <span class="x">b</span>', "1:3", "<span class>", "<p>a b</p>"),
    ("text\n{: .note lang=fr }", "2:1", "<p class>", '<p lang="fr" dir="ltr">text</p>'),
    ('text\n{: onclick="x()" }', "2:1", "<p onclick>", "<p>text</p>"),
    ("[text]{style='x'}", "1:7", "<span style>", "<p>text</p>"),
]


@pytest.mark.parametrize(("body", "place", "what", "expected"), REMOVED)
def test_html_that_is_removed(body: str, place: str, what: str, expected: str) -> None:
    found = parsed(body).diagnostics
    assert f"{found[0].span.line}:{found[0].span.column}" == place
    assert found[0].code == "markdown/removed-html" and found[0].message == f"{what} was removed"
    assert shown(body).strip() == expected


def test_each_removed_tag_and_attribute_is_named() -> None:
    found = parsed('<p onclick="a>b" style=x>One <font color="red">two</font></p>').diagnostics
    assert [item.message for item in found] == [
        "<p onclick> was removed", "<p style> was removed", "<font> was removed",
    ]


DANGEROUS = [
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)//",
    "<svg><p><style><!--</style><img title='--><img src=x onerror=alert(1)>'></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "[x](https://e.org 'x\" onclick=\"alert(1)')",
    "[x](<https://e.org\" onclick=\"alert(1)>)",
    "![x\" onerror=\"alert(1)](a.jpg)",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](\u0001javascript:alert(1))",
    "[a](vbscript:x){.footnote-ref}",
    "[a](#fn:1){.footnote-ref} <a class=footnote-ref href=javascript:x>y</a>",
    "<a _=x href='javascript:alert(1)'>b</a>",
    "*[x]: \" onmouseover=\"alert(1)\n\nx",
    "# a {#x\"onclick=alert(1) onclick=alert(1)}",
    "<b _=&#xFDD0;&#xFDE0;&#xFDD3;>x</b>",
]


@pytest.mark.parametrize("body", DANGEROUS)
def test_nothing_dangerous_comes_through(body: str) -> None:
    html = shown(body)
    tags = "".join(re.findall(r"<[^<>]*>", re.sub(r'"[^"]*"', '""', html)))
    assert not re.search(r"on\w+=|<script|<svg|<iframe|<style|javascript", tags, re.IGNORECASE)
    assert not re.search(r'(?:href|src)="\s*(?:javascript|vbscript|data)', html, re.IGNORECASE)


# Footnotes


def test_footnotes_are_numbered_by_mention_and_lead_back() -> None:
    body = "One[^b], two[^a], one again[^b].\n\n[^a]: Note *a*.\n[^b]: Note b.\n"
    assert shown(body) == (
        '<p>One<sup id="fnref-1" class="footnote-mark"><a class="footnote-ref" href="#fn-1" role="doc-noteref">1</a></sup>, '
        'two<sup id="fnref-2" class="footnote-mark"><a class="footnote-ref" href="#fn-2" role="doc-noteref">2</a></sup>, '
        'one again<sup id="fnref-1-2" class="footnote-mark"><a class="footnote-ref" href="#fn-1" role="doc-noteref">1</a></sup>.</p>\n'
        '<div class="footnotes" role="doc-endnotes"><ol>'
        '<li id="fn-1">\n<p>Note b.\u00a0{link footnote-back #fnref-1: }\u00a0{link footnote-back #fnref-1-2: }</p></li>'
        '<li id="fn-2">\n<p>Note <em>a</em>.\u00a0{link footnote-back #fnref-2: }</p></li>'
        "</ol></div>"
    )
    assert parsed(body).value.anchors == {"fn-1", "fn-2", "fnref-1", "fnref-1-2", "fnref-2"}


def test_footnotes_with_labels_of_any_kind() -> None:
    assert 'id="fn-1"' in shown("نص[^ملاحظة ١]\n\n[^ملاحظة ١]: حاشية\n", "ar")
    assert codes("نص[^ملاحظة ١]\n\n[^ملاحظة ١]: حاشية\n", "ar") == []


BROKEN_NOTES = [
    ("text [1}", "1:6", "[1}"),
    ("text {1]", "1:6", "{1]"),
    ("one\ntwo[^2].", "2:4", "[^2]"),
    ("**two[^2]**", "1:6", "[^2]"),
]


@pytest.mark.parametrize(("body", "place", "mark"), BROKEN_NOTES)
def test_broken_footnotes_stay_and_are_named(body: str, place: str, mark: str) -> None:
    (found,) = parsed(body).diagnostics
    assert (f"{found.span.line}:{found.span.column}", found.code) == (place, "markdown/broken-footnote")
    assert marked(body, found.span) == mark and mark in shown(body)


def test_footnote_marks_in_code_or_escaped_are_not_broken() -> None:
    assert codes("`[^1]` and \\[^1] and `[1}`\n\n    [^2]\n") == []


def test_unused_footnotes() -> None:
    assert codes("a[^1]\n\n[^1]: Used.\n[^2]: Unused.\n") == ["4:1 markdown/unused-footnote"]
    assert codes("a\n\n[^2]: Unused.\n") == ["3:1 markdown/unused-footnote"]
    assert shown("a\n\n[^2]: Unused.\n") == "<p>a</p>"
    assert codes("    [^2]: code\n") == []


# Blocks


def test_tables_scroll_in_a_box_of_their_own() -> None:
    assert shown("| N° | Thème |\n|--:|:-:|\n| 1 | a |", "fr") == (
        '<div class="table-box" tabindex="0"><table>\n<thead>\n<tr>\n<th class="align-end">N°</th>\n'
        '<th class="align-center">Thème</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-end">1</td>\n'
        '<td class="align-center">a</td>\n</tr>\n</tbody>\n</table></div>'
    )


def test_ordered_lists_keep_the_first_number() -> None:
    assert shown("1. a\n1. b") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
    assert shown("17. a\n18. b") == '<ol start="17">\n<li>a</li>\n<li>b</li>\n</ol>'


def test_a_list_without_an_empty_line_before_it() -> None:
    assert codes("The aims are to:\n- meet;\n- learn.\n") == ["2:3 markdown/list-in-paragraph"]
    assert codes("*The aims* are:\n1. to meet\n2. to learn\n") == ["2:4 markdown/list-in-paragraph"]
    assert codes("The aims are to:\n\n- meet;\n- learn.\n\n17\n- 19 and in\n2018. So") != []
    assert codes("The aims are to:\n\n- meet;\n- learn\n  1. more\n\nIn\n2018. So\n\n`a\n- b`") == []


def test_definition_lists_and_abbreviations() -> None:
    assert shown("Term\n:   Means *this*") == "<dl>\n<dt>Term</dt>\n<dd>Means <em>this</em></dd>\n</dl>"
    assert shown("The IIJ and COVID-19.\n\n*[IIJ]: Institute 17\n*[COVID-19]: disease of 2019\n") == (
        '<p>The <abbr title="Institute 17">IIJ</abbr> and <abbr title="disease of 2019">COVID-19</abbr>.</p>'
    )


def test_an_unclosed_code_fence_is_text() -> None:
    assert shown("```\n[a](event:b)\n") == "<p>```\n{link event b: a}</p>"


# What must not break


def test_no_mark_is_left_in_code_or_attributes() -> None:
    body = (
        "```\n17 [a](b) <b> {: x=y }\n```\n\n`17 {lang=en} <br/>`\n\n![17 halls](a.jpg \"17\")\n\n"
        "*[X]: 17 <b>\n\nX\n\n| 17 |\n|----|\n| `<i>` |\n"
    )
    assert not re.search("[\ufdd0-\ufdef]", shown(body))
    assert "<code>17 {lang=en} &lt;br/&gt;</code>" in shown(body)
    assert "<pre><code>17 [a](b) &lt;b&gt; {: x=y }\n</code></pre>" in shown(body)


def test_control_characters_and_noncharacters_are_replaced() -> None:
    assert shown("a\x00b\x02c\ufdd0d\ufffee") == "<p>a\ufffdb\ufffdc\ufffdd\ufffde</p>"
    assert shown("a&#xFDD0;b&#64977;c") == "<p>a\ufffdb\ufffdc</p>"


def test_line_breaks_of_any_kind() -> None:
    assert codes("one\r\n\r\n[a]()\r\n") == ["3:5 link/empty"]
    assert codes("one\r\r[a]()\r") == ["3:5 link/empty"]


def test_long_lines_are_read_in_reasonable_time() -> None:
    assert len(parsed("word " * 5000 + "[a](event:x) " * 200).value.references) == 200


TOO_DEEP = ["> " * 30 + "x", "text\n\n" + "[" * 200, "<a " * 300, "- " * 400 + "a", "<b>" * 300]


@pytest.mark.parametrize("body", TOO_DEEP)
def test_what_is_nested_too_deeply(body: str) -> None:
    (found,) = [item for item in parsed(body).diagnostics if item.code != "markdown/removed-html"]
    assert found.code == "markdown/too-deep"


def test_what_is_nested_deeply_enough() -> None:
    assert codes("> " * 10 + "x\n\n" + "[" * 20 + "]" * 20 + "\n\n" + "- " * 10 + "a") == []
