"""config.yaml -> the site's settings."""

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span, has_errors
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.load.decode import decode
from sitegen.load.foreign_marks import judge_words
from sitegen.load.located import Located, Mapping, Node
from sitegen.load.text import decode_text
from sitegen.load.yaml import parse_yaml
from sitegen.model.configuration import Config, Section
from sitegen.model.languages import parse_language

PATH = "config.yaml"


def load_config(files: Iterable[SourceFile]) -> Checked[Located[Config] | None]:
    """The settings, or None when there are none or they cannot be used."""
    findings = Findings()
    node = findings.take(_read(files))
    config = None if node is None else findings.take(decode(Config, node))
    if config is None or has_errors(findings):
        return Checked(None, tuple(findings))
    _judge_fallbacks(config, findings)
    _judge_sections(config, findings)
    _judge_words(config, findings)
    _judge_features(config, findings)
    return Checked(config, tuple(findings))


def languages_despite_mistakes(files: Iterable[SourceFile]) -> tuple[str, ...]:
    """The languages that config.yaml means to declare, so that its mistakes do not hide those of other files."""
    node = _read(files).value
    entry = node.entry("languages") if isinstance(node, Mapping) else None
    if entry is None or not isinstance(entry[1], Mapping):
        return ()
    keys = (key.text for key, _ in entry[1].entries)
    return tuple(key for key in keys if parse_language(key))


def _read(files: Iterable[SourceFile]) -> Checked[Node | None]:
    file = next((file for file in files if file.path == PATH), None)
    if file is None:
        return Checked(None, (problems.NO_CONFIG.at(Span(PATH)),))
    findings = Findings()
    text = findings.take(decode_text(file))
    node = None if text is None else findings.take(parse_yaml(text, PATH))
    findings.found.extend(judge_words(node, text or ""))
    if node is None and not findings.found:
        findings.note(problems.NOT_A_MAPPING, Span(PATH, 1, 1, 1, 1), example="title: …")
    return Checked(node, tuple(findings))


def _judge_fallbacks(config: Located[Config], findings: Findings) -> None:
    languages = config.value.languages
    for language, settings in languages.items():
        others = [other for other in languages if other != language]
        for number, fallback in enumerate(settings.fallback):
            repeated = fallback in settings.fallback[:number]
            if fallback not in others or repeated:
                span = config.span("languages", language, "fallback", number)
                facts = {"language": language, "value": fallback, "known": ", ".join(others)}
                findings.note(problems.FALLBACK_LANGUAGE, span, **facts)


def _judge_sections(config: Located[Config], findings: Findings) -> None:
    """Two sections with one word; a section that has no word of its own has its English name."""
    for language, settings in config.value.languages.items():
        owners: dict[str, Section] = {}
        stated_last = sorted(config.value.sections, key=lambda section: section in settings.sections)
        for section in stated_last:
            word = settings.section(section)
            first = owners.setdefault(word, section)
            if first is not section:
                label = Remark("the word of {section}", section=first)
                other = Related(config.span("languages", language, "sections", first.value), label)
                span = config.span("languages", language, "sections", section.value)
                facts = {"first": first, "second": section, "word": word, "language": language}
                findings.note(problems.SECTION_CLASH, span, other, **facts)


def _judge_words(config: Located[Config], findings: Findings) -> None:
    for key, words in (("title", config.value.title), ("line", config.value.line), ("lead", config.value.lead)):
        judge_languages(config, (key,), words, tuple(config.value.languages), findings)


def _judge_features(config: Located[Config], findings: Findings) -> None:
    features = config.value.features
    for number, feature in enumerate(features):
        if feature in features[:number]:
            findings.note(problems.REPEATED_VALUE, config.span("features", number), value=feature, key="features")


def judge_languages(
    declared: Located[object],
    keys: tuple[str | int, ...],
    words: ReadOnly[str, object],
    languages: tuple[str, ...],
    findings: Findings,
) -> None:
    """Names each language of words per language that is not one of the site's, at its key."""
    for language in words:
        if language not in languages:
            near = nearest(language, languages)
            place = declared.key_span(*keys, language)
            findings.note(problems.TITLE_LANGUAGE_UNKNOWN, place, language=language, nearest=near)
