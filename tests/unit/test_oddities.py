"""Oddities of real documents, each in a small text: what editors paste, and what readers get of it."""

from pathlib import PurePosixPath

import pytest
from lxml import html

from sitegen.l10n.bidi import strip
from sitegen.l10n.typography import typeset
from sitegen.link.site import Site
from sitegen.model.options import Options
from sitegen.model.writeups import Kind, Project
from sitegen.pipeline import build
from sitegen.render.facts import facts_of
from sitegen.render.views.entries import Fact
from tests.plain import built, linked, said
from tests.projects import CONFIG, files
from tests.unit.load.texts import codes, parsed, shown

N = "\u00a0"  # no-break space
T = "\u202f"  # narrow no-break space

RECORDS = {
    "content/records/organisations.yaml": """\
gctf: {name: {en: Global Forum, fr: Forum mondial, ar: المنتدى العالمي}, aliases: {en: [the Forum]}}
commission: {name: {en: Commission}, acronym: {en: EC, fr: CE}}
foundation: {name: {en: Open Door Foundation}}
""",
    "content/records/people.yaml": "amira: {name: Amira Haddad, role: {en: Programme Manager, fr: Responsable}, organisation: commission}\n",
    "content/records/places.yaml": "lagos: {name: {en: Lagos, fr: Lagos, ar: لاغوس}, country: NG}\nhorn: {kind: region, name: {en: Horn of Africa}}\n",
    "content/records/glossary.yaml": "seminars: {name: {en: seminars on return, fr: séminaires sur le retour}, feminine: [ar]}\n",
}
EVENT = "type: workshop\ndates: [2020-09-03]\nlocation: online\n"


def writeup(facts: str = EVENT, body: str = "Text.\n", title: str = "A workshop") -> str:
    return f"---\ntitle: {title}\n{facts}---\n{body}"


def sound(texts: dict[str, str]) -> Site:
    """The site of a project in which nothing was found."""
    site, found = linked({**RECORDS, **texts})
    assert not found, found
    return site


def event_fact(more: str, name: str, language: str) -> Fact:
    """A fact of an English event, for the readers of a language."""
    entry = sound({"content/events/e.en.md": writeup(EVENT + more)})
    (fact,) = [fact for fact in facts_of(entry, entry.entries[Kind.EVENT, "e"], language) if fact.name == name]
    return fact


def page(site: dict[str, str], path: str) -> html.HtmlElement:
    return html.document_fromstring(site[str(PurePosixPath(path) / "index.html")])


def text(fact: Fact) -> str:
    return str(html.fragment_fromstring(fact.html, create_parent="p").text_content())


# Dates


def test_every_day_of_three_ranges_is_shown_in_every_language() -> None:
    facts = "type: workshop\ndates: [2020-09-03, 2020-09-08/2020-09-09, 2020-09-29/2020-10-01]\nlocation: online\n"
    site = built({"content/events/e.en.md": writeup(facts)})
    lines = {tag: page(site, path).xpath("string(//p[@class='dates'])") for tag, path in PAGES.items()}
    assert lines == {
        "en": "3 and 8–9 September and 29 September – 1 October 2020",
        "fr": "3 et 8–9 septembre et 29 septembre – 1er octobre 2020",
        "ar": "3 و8–9 سبتمبر و29 سبتمبر – 1 أكتوبر 2020",
    }


PAGES = {"en": "en/events/e", "fr": "fr/evenements/e", "ar": "ar/faaliyat/e"}


@pytest.mark.parametrize(
    ("written", "said_of_it"),
    [
        ("2022-03", "mars 2022"),
        ("2022-03/2022-04", "mars–avril 2022"),
        ("2022", "2022"),
        ("2022/2023", "2022–2023"),
        ("2022-21", "fr:spring 2022"),
        ("2022-37", "fr:early 2022"),
    ],
)
def test_no_day_and_no_month_is_invented(written: str, said_of_it: str) -> None:
    site = built({"content/publications/g.fr.md": writeup(f"dates: [{written}]\n", title="Guide")})
    assert page(site, "fr/publications/g").xpath("string(//p[@class='dates'])") == said_of_it


def test_when_it_was_planned_is_kept_apart_from_when_it_was() -> None:
    assert event_fact('planned: ["2021-21", "2021-07"]\n', "planned", "fr").html == "fr:spring 2021 et juillet 2021"


@pytest.mark.parametrize("written", ["spring 2022", "2022-25", "early 2022", "this week", "03/2022"])
def test_seasons_and_relative_times_in_words_are_not_dates(written: str) -> None:
    found = linked({"content/publications/g.en.md": writeup(f"dates: [{written}]\n")})[1]
    assert len(found) == 1 and " dates/" in found[0]


def test_a_length_needs_no_beginning_and_gets_none() -> None:
    site = sound({"content/projects/p.fr.md": writeup("duration: {months: 18}\n")})
    facts = site.entries[Kind.PROJECT, "p"].facts
    assert isinstance(facts, Project) and facts.duration is not None
    assert (facts.duration.months, facts.dates) == (18, ())
    assert not page(built({"content/projects/p.fr.md": writeup("duration: {months: 18}\n")}), "fr/projects/p").xpath("//p[@class='dates']")


# Languages


def test_an_english_contact_line_in_an_arabic_text_runs_from_left_to_right() -> None:
    body = "انتهت أعمال الحلقة.\n\nQuestions? Write to Amira Haddad, Programme Manager.\n{: lang=en }"
    assert '<p lang="en" dir="ltr">Questions? Write to Amira Haddad, Programme Manager.</p>' in shown(body, "ar")
    assert codes(body, "ar") == []
    assert codes(body.replace("\n{: lang=en }", ""), "ar") == ["3:1 markdown/unmarked-language"]


def test_a_foreign_sentence_at_the_end_of_a_paragraph_has_its_own_direction() -> None:
    marked = "عرض الحاضرون تجاربهم. [Slides will follow by post.]{lang=en}"
    assert shown(marked, "ar") == '<p>عرض الحاضرون تجاربهم. <span lang="en" dir="ltr">Slides will follow by post.</span></p>'
    unmarked = shown("عرض الحاضرون تجاربهم. Slides will follow by post.", "ar")
    assert unmarked == '<p>عرض الحاضرون تجاربهم. <bdi dir="ltr">Slides will follow by post</bdi>.</p>'


def test_languages_of_a_notice_a_publication_its_quotation_and_its_download_are_kept_apart() -> None:
    front = "languages: [de, en]\ndownloads: [{title: La brochure, language: de, file: b.pdf}]\n"
    body = "Ce cahier réunit six conseils.\n\n> Talk early, talk often.\n{: lang=en }\n"
    texts = {"content/publications/c/index.fr.md": writeup(front, body, "Cahier"), "content/publications/c/b.pdf": "x"}
    site = sound(texts)
    entry = site.entries[Kind.PUBLICATION, "c"]
    (languages,) = [fact for fact in facts_of(site, entry, "fr") if fact.name == "languages"]
    assert text(languages) == "allemand et anglais"
    assert entry.original.front.value.downloads[0].language == "de"
    shown_page = page(built({**RECORDS, **texts}), "fr/publications/c")
    assert shown_page.get("lang") == "fr"
    assert shown_page.xpath("//blockquote/@lang") == ["en"]


def test_a_role_without_a_translation_is_marked_as_english() -> None:
    _, role, _ = event_fact("contact: {person: amira}\n", "contact", "ar").links
    assert (role.words.html, role.words.language, role.words.direction) == ("Programme Manager", "en", "ltr")
    assert role.words.tag == "بالإنجليزية"
    translated = event_fact("contact: {person: amira}\n", "contact", "fr").links[1].words
    assert (translated.text, translated.language) == ("Responsable", "")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_name_left_in_english_says_so(language: str) -> None:
    fact = event_fact("partners: [foundation]\n", "partners", language)
    assert 'lang="en" dir="ltr"' in fact.html
    assert text(fact) == "Open Door Foundation"


def test_a_translation_cannot_move_an_event_to_another_town() -> None:
    original = writeup("type: workshop\ndates: [2020-09-03]\nlocation: lagos\n")
    other = writeup("translation: {of: en}\nlocation: {city: Abuja, country: NG}\n", "Texte.\n")
    found = linked({**RECORDS, "content/events/e.en.md": original, "content/events/e.fr.md": other})[1]
    assert any(" facts/disagree location differs from the original" in line for line in found)


def test_two_halves_of_a_bilingual_file_are_two_texts_of_one_project() -> None:
    english = writeup("duration: {months: 18}\n", "We give small grants.\n", "Small grants")
    french = writeup("translation: {of: en}\n", "Nous aidons de petits projets.\n", "Petits projets")
    site = built({"content/projects/p.en.md": english, "content/projects/p.fr.md": french})
    assert page(site, "en/projects/p").xpath("string(//h1)") == "Small grants"
    assert page(site, "fr/projects/p").xpath("string(//h1)") == "Petits projets"
    assert page(site, "ar/projects/p").xpath("//main/div/@lang") == ["en"]


# Records


LIST = "id: oslo\ntitle: {en: Oslo Notes}\ntotal: 6\npractices:\n  - {number: 2, title: {en: Listen first}}\n  - {number: 5, title: {en: Report back}}\n"


def test_numbers_without_a_text_stay_visible_and_can_be_linked_to() -> None:
    texts = {"content/catalogues/oslo.yaml": LIST, "content/pages/a.en.md": writeup("", "See [three](practice:oslo/3).\n")}
    site = built(texts)
    assert page(site, "en/catalogues/oslo").xpath("//a[@class='gap']/text()") == ["1", "3", "4", "6"]
    assert page(site, "en/catalogues/oslo").xpath("//a[@class='numeral']/text()") == ["2", "5"]
    assert page(site, "en/a").xpath("//main//div//a/@href") == ["/en/catalogues/oslo/3/"]
    assert "gap" in page(site, "en/catalogues/oslo/3").xpath("string(//main/p)")


def test_a_count_keeps_its_qualifier_in_every_language() -> None:
    more = "participants: {count: 60, qualifier: more-than, countries: {about: 12}}\n"
    found = build(files({"content/events/e.en.md": writeup(EVENT + more)}), Options())
    assert found.value is not None, said(found.diagnostics)
    pages = {one.path: one.content.decode() for one in found.value if one.path.endswith(".html")}
    visible = {tag: " ".join(page(pages, path).text_content().split()) for tag, path in PAGES.items()}
    assert "More than 60 people" in visible["en"] and "About 12 countries" in visible["en"]
    assert "Plus de 60" in visible["fr"]
    assert "أكثر من 60" in visible["ar"]


def test_a_count_is_compared_with_a_list_only_where_both_are_exact() -> None:
    exact = "participants: {countries: {exactly: 3, list: [NO, SE]}}\n"
    partial = "participants: {countries: {more_than: 2, list: [NO, SE]}}\n"
    assert [" participants/count-disagrees " in line for line in linked({"content/events/e.en.md": writeup(EVENT + exact)})[1]] == [True]
    fact = event_fact(partial, "countries", "en")
    assert (fact.count, fact.qualifier, len(fact.links)) == (2, "more-than", 2)


def test_the_number_in_a_series_becomes_an_ordinal() -> None:
    ordinals = [event_fact("series: {name: seminars, number: 1}\n", "series", tag).ordinal for tag in ("en", "fr", "ar")]
    assert ordinals == ["first", "premier", "الأولى"]


def test_a_lost_download_is_named_and_leads_nowhere() -> None:
    front = EVENT + "downloads: [{title: Project synopsis, language: fr, available: false}]\n"
    found = page(built({"content/events/e.en.md": writeup(front)}), "en/events/e").xpath("//p[@class='download']")
    assert len(found) == 1 and not found[0].xpath(".//a")


COUNTRIES = "participants: {countries: [US, NO, ES, EE, DE, GB]}\n"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Estonia, Germany, Norway, Spain, United Kingdom and United States"),
        ("fr", "Allemagne, Espagne, Estonie, États-Unis, Norvège et Royaume-Uni"),
        ("ar", "إسبانيا وإستونيا وألمانيا والمملكة المتحدة والنرويج والولايات المتحدة"),
    ],
)
def test_countries_are_sorted_and_joined_as_each_language_does(language: str, line: str) -> None:
    assert text(event_fact(COUNTRIES, "countries", language)) == line


def test_an_acronym_has_other_letters_in_another_language() -> None:
    english, french = (event_fact("contact: {person: amira}\n", "contact", tag).links[2].words.text for tag in ("en", "fr"))
    assert (english, french) == ("EC", "CE")


def test_one_acronym_may_stand_for_other_words_in_each_language() -> None:
    assert shown("The CTAC course.\n\n*[CTAC]: Counter-terrorism course\n") == (
        '<p>The <abbr title="Counter-terrorism course">CTAC</abbr> course.</p>'
    )
    assert 'title="Cours de lutte"' in shown("Le cours CTAC.\n\n*[CTAC]: Cours de lutte\n", "fr")
    assert '<abbr title="منهج دراسي"><bdi dir="ltr">CTAC</bdi></abbr>' in shown("منهج CTAC الجديد.\n\n*[CTAC]: منهج دراسي\n", "ar")


# Direction


@pytest.mark.parametrize("run", ["IIJ REMVE", "C-REX", "P/CVE", "RAN"])
@pytest.mark.parametrize("space", [" ", ""])
def test_latin_runs_in_brackets_are_isolated_and_their_brackets_stay_arabic(run: str, space: str) -> None:
    assert shown(f"عرض المركز{space}({run}) نتائجه.", "ar") == f'<p>عرض المركز{space}(<bdi dir="ltr">{run}</bdi>) نتائجه.</p>'


def test_ranges_of_numbers_do_not_flip() -> None:
    assert shown("بين 2017-2018، في 17-19 مايو و21-22 منه.", "ar") == (
        '<p>بين <bdi dir="ltr">2017–2018</bdi>، في <bdi dir="ltr">17–19</bdi> مايو و<bdi dir="ltr">21–22</bdi> منه.</p>'
    )


def test_a_range_of_arabic_digits_runs_with_its_script() -> None:
    assert shown("في ١٧-١٩ مايو.", "ar") == "<p>في ١٧–١٩ مايو.</p>"


def test_digits_of_generated_dates_follow_the_setting_and_those_of_the_text_stay() -> None:
    config = CONFIG.replace("ar: {", "ar: {digits: arab, ")
    site = page(built({"content/events/e.ar.md": writeup(body="حضر 40 قاضيا.\n", title="حلقة")}, config), PAGES["ar"])
    assert site.xpath("string(//p[@class='dates'])") == "٣ سبتمبر ٢٠٢٠"
    assert "حضر 40 قاضيا." in site.text_content()


@pytest.mark.parametrize("written", ["متى، وأين؛ ولماذا؟ هكذا!", "متى ، وأين ؛ ولماذا ؟", "قضاة و مدعون (مالطا ) .", "أُنشئَ في نوشاتيل"])
def test_arabic_punctuation_spaces_and_vowel_signs_stay_as_written(written: str) -> None:
    assert shown(written, "ar") == f"<p>{written}</p>"


def test_items_may_end_with_a_semicolon_and_a_hanging_conjunction() -> None:
    body = "يهدف المشروع إلى:\n\n- تقييم الحاجات؛\n- دعم المبادرات؛ و\n- نشر النتائج.\n"
    items = ["تقييم الحاجات؛", "دعم المبادرات؛ و", "نشر النتائج."]
    assert html.fragment_fromstring(shown(body, "ar"), create_parent="div").xpath("//li/text()") == items
    assert codes(body, "ar") == []


# Quotes, spaces, dashes


@pytest.mark.parametrize("written", ["« Agir »", "«Agir»", "« Agir»", "«Agir »", f"«{N}Agir{T}»"])
def test_guillemets_get_both_inner_spaces(written: str) -> None:
    assert shown(f"Le thème {written} plaît.", "fr") == f"<p>Le thème «{N}Agir{N}» plaît.</p>"


@pytest.mark.parametrize("space", ["", " ", N, T])
def test_french_high_marks_get_their_space_whatever_was_there(space: str) -> None:
    assert typeset(f"Qui{space}? Tous{space}! Un{space}; deux{space}: trois", "fr") == f"Qui{T}? Tous{T}! Un{T}; deux{N}: trois"


def test_a_no_break_space_after_a_sentence_means_nothing() -> None:
    assert typeset(f"The meeting closed.{N}Judges left.", "en") == "The meeting closed. Judges left."
    assert typeset(f"Les travaux continuent.{N}Ils durent.", "fr") == "Les travaux continuent. Ils durent."
    assert typeset(f"Prof.{N}Haddad spoke on 3{N}May.", "en") == f"Prof.{N}Haddad spoke on 3{N}May."


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("L ‘école et l ‘État", "L’école et l’État"),
        ("l‘école", "l’école"),
        ("ce qu ‘il faut", "ce qu’il faut"),
        ("le point c ‘urgent’ reste", "le point c ‘urgent’ reste"),
        ("un mot ‘urgent", "un mot ‘urgent"),
    ],
)
def test_an_opening_mark_after_an_elided_article_is_an_apostrophe(written: str, printed: str) -> None:
    assert typeset(written, "fr") == printed


def test_straight_quotes_in_arabic_pair_up_and_a_lone_one_stays() -> None:
    assert shown('سميت "الخطة" ثم "المسودة بلا ختام.', "ar") == '<p>سميت «الخطة» ثم "المسودة بلا ختام.</p>'
    assert shown('قرأ "الخطة" و"المسودة".', "ar") == "<p>قرأ «الخطة» و«المسودة».</p>"


@pytest.mark.parametrize(
    ("written", "language", "printed"),
    [
        ("The “Oslo Notes“ were read.", "en", "The “Oslo Notes” were read."),
        ("قرأ “المسودة“، ثم ذهب", "ar", "قرأ “المسودة”، ثم ذهب"),
        ("“one” and “two”", "en", "“one” and “two”"),
        ("„Wort“ und „Tat“", "de", "„Wort“ und „Tat“"),
    ],
)
def test_an_opening_mark_that_closes_is_turned(written: str, language: str, printed: str) -> None:
    assert typeset(written, language) == printed


def test_a_title_inside_a_quotation_keeps_its_inner_marks() -> None:
    assert typeset('« Lisez "Agir tôt" ce soir »', "fr") == f"«{N}Lisez “Agir tôt” ce soir{N}»"
    assert typeset('“Read "Acting early" tonight”', "en") == "“Read ‘Acting early’ tonight”"
    assert shown("Il cite « Agir » puis [“Acting early”]{lang=en}.", "fr") == (
        f'<p>Il cite «{N}Agir{N}» puis <span lang="en" dir="ltr">“Acting early”</span>.</p>'
    )


def test_the_dash_of_a_name_stays_and_a_hyphen_is_not_made_one() -> None:
    assert typeset("Oslo – Geneva Notes", "en") == f"Oslo{N}– Geneva Notes"
    assert typeset("Oslo-Geneva, Oslo–Geneva, Oslo - Geneva", "en") == "Oslo-Geneva, Oslo–Geneva, Oslo - Geneva"
    assert typeset("un mot- un autre -encore", "fr") == "un mot- un autre -encore"


def test_accents_on_capitals_are_neither_added_nor_lost() -> None:
    assert typeset("À Évian, l'État ; A Evian, l'Etat", "fr") == f"À Évian, l’État{T}; A Evian, l’Etat"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_double_spaces_are_one(language: str) -> None:
    assert typeset("Oslo  Notes   2020", language) == "Oslo Notes 2020"
    assert shown("`a  b`", "en") == "<p><code>a  b</code></p>"


# Blocks


def test_a_quotation_holds_paragraphs_and_an_ordered_list() -> None:
    body = "> We learned two things.\n>\n> 1. Start early.\n> 2. Stay in touch.\n>\n> The rest is patience.\n{: lang=en }\n"
    (quotation,) = html.fragment_fromstring(shown(body, "fr"), create_parent="div").xpath("//blockquote")
    assert [child.tag for child in quotation] == ["p", "ol", "p"]
    assert (quotation.get("lang"), quotation.xpath(".//li/text()")) == ("en", ["Start early.", "Stay in touch."])


def test_lists_are_counted_by_position_and_given_numbers_are_kept() -> None:
    assert shown("1. Évaluer\n1. Agir\n", "fr") == "<ol>\n<li>Évaluer</li>\n<li>Agir</li>\n</ol>"
    assert shown("6. Former\n7. Relire\n", "fr") == '<ol start="6">\n<li>Former</li>\n<li>Relire</li>\n</ol>'


def test_a_list_may_be_part_of_a_sentence() -> None:
    body = "The project helps them to:\n\n- meet; and\n- write.\n"
    assert shown(body) == "<p>The project helps them to:</p>\n<ul>\n<li>meet; and</li>\n<li>write.</li>\n</ul>"
    assert codes(body.replace("\n\n", "\n")) == ["2:3 markdown/list-in-paragraph"]


@pytest.mark.parametrize("rule", ["___", "________________", "_ _ _"])
def test_a_rule_of_underscores_separates(rule: str) -> None:
    assert shown(f"Avant.\n\n{rule}\n\nAprès.", "fr") == "<p>Avant.</p>\n<hr>\n<p>Après.</p>"


def test_asterisks_in_a_title_are_asterisks() -> None:
    site = built({"content/events/e.en.md": writeup(title='"Citizens* first *and* last"')})
    assert page(site, "en/events/e").xpath("string(//h1)") == "Citizens* first *and* last"
    assert not page(site, "en/events/e").xpath("//h1//em")


def test_a_broken_footnote_mark_is_named_and_stays() -> None:
    assert shown("شبكة التوعية[1} حاضرة.", "ar") == "<p>شبكة التوعية[1} حاضرة.</p>"
    assert codes("شبكة التوعية[1} حاضرة.", "ar") == ["1:13 markdown/broken-footnote"]


@pytest.mark.parametrize("line", ["**Background**", "Background", "BACKGROUND"])
def test_a_line_without_a_mark_is_no_heading(line: str) -> None:
    assert shown(f"{line}\n\nText.").count("<p>") == 2
    assert not parsed(f"{line}\n\nText.").value.headings


def test_a_description_says_what_the_first_words_say() -> None:
    body = "See [](page:b) and *good practice* IIJ.[^1]\n\n[^1]: A note.\n"
    texts = {"content/pages/a.ar.md": writeup("", body, "أ"), "content/pages/b.ar.md": writeup("", "نص.\n", "الصفحة الثانية")}
    described = page(built(texts), "ar/a").xpath("string(//meta[@name='description']/@content)")
    assert strip(described) == "See الصفحة الثانية and good practice IIJ."
