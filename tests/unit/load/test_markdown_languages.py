"""Markdown: passages in other languages, what runs the other way, and typesetting across markup."""

import pytest

from tests.unit.load.texts import codes, marked, parsed, shown

QUOTATION = (
    '<figure class="quotation"><blockquote lang="fr" dir="ltr">\n<p>One</p>\n<p>two</p>\n</blockquote>'
    "<figcaption>{link quotation-language fr: }</figcaption></figure>"
)
PASSAGES = [
    ("Ein Wort: [Verstehen]{lang=de}.", "en", '<p>Ein Wort: <span lang="de" dir="ltr">Verstehen</span>.</p>'),
    ("The word [ورشة]{lang=ar} here", "en", '<p>The word <span lang="ar" dir="rtl">ورشة</span> here</p>'),
    ("Text.\n{: lang=fr }", "en", '<p lang="fr" dir="ltr">Text.</p>'),
    ("- a\n- b\n{: lang=fr }", "en", '<ul lang="fr" dir="ltr">\n<li>a</li>\n<li>b</li>\n</ul>'),
    ("1. a\n2. b\n\n{: lang=fr }", "en", '<ol lang="fr" dir="ltr">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("> One\n>\n> two\n{: lang=fr }", "en", QUOTATION),
    ("Text.\n\n{: lang=fr }", "en", '<p lang="fr" dir="ltr">Text.</p>'),
    ("## Titre\n{: lang=fr }", "en", '<h2 id="titre" lang="fr" dir="ltr">Titre</h2>'),
    ("> One\n> {: lang=fr }", "en", '<blockquote>\n<p lang="fr" dir="ltr">One</p>\n</blockquote>'),
    ("> One\n{: lang=en }", "en", '<blockquote lang="en" dir="ltr">\n<p>One</p>\n</blockquote>'),
    ("> One", "en", "<blockquote>\n<p>One</p>\n</blockquote>"),
    ("## Titre {: lang=fr }", "en", '<h2 id="titre" lang="fr" dir="ltr">Titre</h2>'),
    ("<div lang=ar>نص</div>", "en", '<div lang="ar" dir="rtl">نص</div>'),
    ("<p lang=ar dir=ltr>نص</p>", "en", '<p lang="ar" dir="rtl">نص</p>'),
    ("<p dir=sideways>x</p>", "en", "<p>x</p>"),
    ("[a]{lang=EN}", "fr", '<p><span lang="en" dir="ltr">a</span></p>'),
]


@pytest.mark.parametrize(("body", "language", "expected"), PASSAGES)
def test_passages(body: str, language: str, expected: str) -> None:
    assert shown(body, language) == expected
    assert codes(body, language) == []


def test_a_language_that_is_none() -> None:
    assert codes("One [two]{lang=english} three.\n\n> four\n{: lang=zz }") == [
        "1:10 value/not-a-language", "4:1 value/not-a-language",
    ]
    assert shown("One [two]{lang=english}.") == "<p>One two.</p>"


UNMARKED = [
    ("النص.\n\nFor more information please contact the Programme Manager.", "ar", "3:1", "en"),
    ("النص.\n\nPour en savoir plus, merci de contacter la responsable du programme.", "ar", "3:1", "fr"),
    ("Text.\n\n> مزيد من المعلومات لدى مديرة البرنامج", "en", "3:3", "ar"),
    ("Text.\n\n- مزيد من المعلومات لدى مديرة البرنامج\n\n- two", "en", "3:3", "ar"),
]


@pytest.mark.parametrize(("body", "language", "place", "guess"), UNMARKED)
def test_a_paragraph_in_another_script_without_its_language(body: str, language: str, place: str, guess: str) -> None:
    (found,) = parsed(body, language).diagnostics
    assert (f"{found.span.line}:{found.span.column}", found.code) == (place, "markdown/unmarked-language")
    assert found.hint == f"add {{: lang={guess} }} on the line after it"


MARKED = [
    ("For more information please contact us.\n{: lang=en }", "ar"),
    ("[For more information please contact us.]{lang=en}", "ar"),
    ("> For more information please contact us.\n{: lang=en }", "ar"),
    ("Eurojust, Europol.", "ar"),
    ("`x = y + z + a + b + c`", "ar"),
    ("17–19, 2018", "ar"),
    ("Contact: مديرة البرنامج في المعهد الدولي", "en"),
    ("https://example.org/", "ar"),
]


@pytest.mark.parametrize(("body", "language"), MARKED)
def test_what_needs_no_language(body: str, language: str) -> None:
    assert codes(body, language) == []


ISOLATED = [
    ("اجتماع (IIJ REMVE) الثاني", "ar", '<p>اجتماع (<bdi dir="ltr">IIJ REMVE</bdi>) الثاني</p>'),
    ("اجتماع (IIJ REMVE)\n\n*[IIJ]: المعهد", "ar",
     '<p>اجتماع (<bdi dir="ltr"><abbr title="\u2067المعهد\u2069">IIJ</abbr> REMVE</bdi>)</p>'),
    ("مركز **C-REX** و`C-REX`", "ar",
     '<p>مركز <strong><bdi dir="ltr">C-REX</bdi></strong> و<code dir="ltr">C-REX</code></p>'),
    ("هاتف +216 71 000 000", "ar", '<p>هاتف <bdi dir="ltr">+216 71 000 000</bdi></p>'),
    ("بين 2017–2018", "ar", '<p>بين <bdi dir="ltr">2017–2018</bdi></p>'),
    ("معهد [Europol](organisation:europol)", "ar", '<p>معهد {link organisation europol: <bdi dir="ltr">Europol</bdi>}</p>'),
    ("معهد [Europol](organisation:europol) (EU)", "ar",
     '<p>معهد <bdi dir="ltr">{link organisation europol: Europol} (EU)</bdi></p>'),
    ("معهد [](organisation:a) IIJ", "ar", '<p>معهد {link organisation a: } <bdi dir="ltr">IIJ</bdi></p>'),
    ("the word ورشة here", "en", '<p>the word <bdi dir="rtl">ورشة</bdi> here</p>'),
    ("the *word* ورشة *here*", "en", '<p>the <em>word</em> <bdi dir="rtl">ورشة</bdi> <em>here</em></p>'),
    ("IIJ [word]{lang=en} RAN", "ar",
     '<p><bdi dir="ltr">IIJ</bdi> <span lang="en" dir="ltr">word</span> <bdi dir="ltr">RAN</bdi></p>'),
    ("نص <bdi>IIJ</bdi>", "ar", '<p>نص <bdi dir="ltr">IIJ</bdi></p>'),
        ("برنامج Horizon\n2020 هنا", "ar", '<p>برنامج <bdi dir="ltr">Horizon\n2020</bdi> هنا</p>'),
        ("نص <bdi>IIJ معهد</bdi>", "ar", '<p>نص <bdi dir="ltr">IIJ <bdi dir="rtl">معهد</bdi></bdi></p>'),
        ('نص <span dir="ltr">a معهد</span>', "ar", '<p>نص <span dir="ltr">a <bdi dir="rtl">معهد</bdi></span></p>'),
        ("le mot ورشة 17–19", "fr", '<p>le mot <bdi dir="rtl">ورشة <bdi dir="ltr">17–19</bdi></bdi></p>'),
        ("le code `ورشة`", "fr", '<p>le code <code dir="ltr">ورشة</code></p>'),
        ("le code `a`", "fr", "<p>le code <code>a</code></p>"),
        ('<b title="عن IIJ">نص</b>', "ar", '<p><b title="عن \u2066IIJ\u2069">نص</b></p>'),
]


@pytest.mark.parametrize(("body", "language", "expected"), ISOLATED)
def test_what_runs_the_other_way_is_isolated(body: str, language: str, expected: str) -> None:
    assert shown(body, language) == expected


def test_the_mark_of_a_footnote_stays_outside_an_isolate() -> None:
    assert shown("نص IIJ[^1]\n\n[^1]: حاشية", "ar").startswith('<p>نص <bdi dir="ltr">IIJ</bdi><sup id="fnref-1"')


TYPESET = [
    ("\"One *two* three\" it's", "en", "<p>“One <em>two</em> three” it’s</p>"),
    ("\"*One* two\"", "en", "<p>“<em>One</em> two”</p>"),
    ("*\"One\"* two", "en", "<p><em>“One”</em> two</p>"),
    ("« *Un* » ; l'**autre** !", "fr", "<p>«\u00a0<em>Un</em>\u00a0»\u202f; l’<strong>autre</strong>\u202f!</p>"),
    ("«*Un*»", "fr", "<p>«\u00a0<em>Un</em>\u00a0»</p>"),
    ("\"[Un](event:x)\" : `a : b`", "fr", "<p>«\u00a0{link event x: Un}\u00a0»\u00a0: <code>a : b</code></p>"),
    ("Le mot [it's \"so\"]{lang=en} !", "fr", '<p>Le mot <span lang="en" dir="ltr">it’s “so”</span>\u202f!</p>'),
    ("قال \"نعم\" ثم", "ar", "<p>قال «نعم» ثم</p>"),
    ("a lone \" mark", "en", '<p>a lone " mark</p>'),
    ("[https://example.org/a-b](https://example.org/a-b)", "fr",
     '<p><a href="https://example.org/a-b">https://example.org/a-b</a></p>'),
    ("``it's``", "en", "<p><code>it's</code></p>"),
]


@pytest.mark.parametrize(("body", "language", "expected"), TYPESET)
def test_typesetting_across_markup(body: str, language: str, expected: str) -> None:
    assert shown(body, language) == expected


def test_the_language_of_a_quotation_has_its_place() -> None:
    body = "Texte.\n\n> Quoted words.\n{: lang=en }\n"
    (reference,) = parsed(body, "fr").value.references
    assert marked(body, reference.span) == "{: lang=en }"


def test_several_spans_in_one_paragraph() -> None:
    text = "Of [un]{lang=fr} in 2020, [deux]{lang=fr} since 2021 and _three_ [quatre]{lang=fr}."
    assert "".join(parsed(text).value.pieces) == (
        '<p>Of <span lang="fr" dir="ltr">un</span> in 2020, <span lang="fr" dir="ltr">deux</span> since 2021'
        ' and <em>three</em> <span lang="fr" dir="ltr">quatre</span>.</p>'
    )
