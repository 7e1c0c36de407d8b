"""The site's settings."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.config import languages_despite_mistakes, load_config

Shown = Callable[[Iterable[Diagnostic]], list[str]]

HEAD = "title: {en: A site}\nurl: https://site.example\n"


def config(text: str) -> list[SourceFile]:
    return [SourceFile("config.yaml", text.encode())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "languages: {en: {fallback: [fr]}, fr: {fallback: [en]}}", []),
        (HEAD + "languages: {en: {fallback: [en, de, fr, fr]}, fr: {}}", ["3:29 config/fallback-language: en cannot fall back to en (use other languages of this site: fr)", "3:33 config/fallback-language: en cannot fall back to de (use other languages of this site: fr)", "3:41 config/fallback-language: en cannot fall back to fr (use other languages of this site: fr)"]),
        (HEAD + "languages: {en: {sections: {events: x, projects: x}}}", ["3:50 config/section-clash: events and projects have the same word 'x' in the addresses of en"]),
        (HEAD + "languages: {en: {sections: {events: projects}}}", ["3:37 config/section-clash: projects and events have the same word 'projects' in the addresses of en"]),
        (HEAD + "languages: {en: {}, fr: {}}\nline: {fr: a, de: b}\nlead: {frr: a}", ["4:15 words/unknown-language: 'de' is not a language of this site", "5:8 words/unknown-language: 'frr' is not a language of this site (did you mean fr?)"]),
        ("title: {en: A}\nurl: site.example\nlanguages: {}", ["2:6 value/not-a-path: 'site.example' is not the site's address, like https://www.example.org/", "3:12 value/empty: languages is empty (write a value or delete the line)"]),
        (HEAD + "languages: {en: {}}\nfeatures: map", []),
        (HEAD + "languages: {en: {}}\nfeatures:", []),
        (HEAD + "languages: {en: {}}\nfeatures: [map, data, map]", ["4:23 value/repeated: map is listed twice in features (delete one of the two)"]),
        (HEAD + "languages: {en: {}}\nfeatures: maps", ["4:11 value/not-one-of: 'maps' is not one of calendars, cards, colour-scheme, coverage, data, filters, map, search, side-by-side, structured-data (did you mean map?)"]),
        ("", ["1:1 yaml/not-a-mapping: this must be keys and values, like title: …"]),
        ("- a", ["1:1 yaml/not-a-mapping: this must be keys and values, like title: …"]),
    ],
)  # fmt: skip
def test_config(text: str, expected: list[str], shown: Shown) -> None:
    assert shown(load_config(config(text)).diagnostics) == expected


def test_no_config(shown: Shown) -> None:
    checked = load_config([SourceFile("config.yml", b"")])
    assert checked.value is None
    assert shown(checked.diagnostics) == [
        "0:0 config/missing: there is no config.yaml here (run in the project's folder, or name it with --root)"
    ]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (HEAD + "languages: {en: {}, fr: x, english: {}}", ("en", "fr")),
        ("title: a: b\nlanguages: {en: , fr: }", ("en", "fr")),
        ("languages: [en]", ()),
        ("languages", ()),
        ("", ()),
    ],
)
def test_languages_of_a_broken_config(text: str, languages: tuple[str, ...]) -> None:
    assert languages_despite_mistakes(config(text)) == languages
