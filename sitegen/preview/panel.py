"""The report of a build as HTML: a panel at the edge of a page, or a page of its own where there is no site yet."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from msgspec import Struct

from sitegen.base.diagnostics import Diagnostic, Severity, Span, has_errors
from sitegen.base.remarks import LANGUAGES, Remark, counted
from sitegen.disk.report_words import read_report_words
from sitegen.load.report_words import ReportWords
from sitegen.model.languages import Language
from sitegen.preview.states import Report
from sitegen.report import HINT, ShownLine, place_of, shown_lines, summary

PARTS = files("sitegen.preview") / "browser"
MOST = 50  # diagnostics that a panel shows
FAULT = Remark("The site could not be made: a fault in sitegen, in a template, or in the system.")


class Told(Struct, frozen=True):
    """A place with what is to be said about it, in the language of the report."""

    place: str
    code: str
    words: str
    lines: tuple[ShownLine, ...]
    hint: str = ""
    related: tuple["Told", ...] = ()


class Notice(Struct, frozen=True):
    """A sentence for an open page, with its language and direction, and what the place is called where it stands."""

    said: str
    language: str
    direction: str
    label: str


class Panel(Struct, frozen=True):
    """A report as it stands at the edge of a page. Its kind is "" when there is nothing to tell."""

    notice: Notice
    kind: str
    html: str


def part(name: str) -> str:
    """A file that the preview sends to browsers."""
    return (PARTS / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FunctionLoader(part), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )


def language_of(tag: str, otherwise: str) -> str:
    """The language of reports for a page in this one, named by its BCP 47 tag; where there is none, another."""
    primary = tag.partition("-")[0].lower()
    return primary if primary in LANGUAGES else otherwise


def notice(said: str, language: str) -> Notice:
    words = read_report_words(language)
    label = words.say(Remark("Report of the preview"))
    return Notice(words.say(said), language, Language(language).direction, label)


def panel(report: Report, language: str) -> Panel:
    words = read_report_words(language)
    kind = _kind(report)
    note = notice(_said(report), language)
    if not kind:
        return Panel(note, kind, "")
    outdated = "" if kind == "warning" else words.say(Remark("Pages are shown as they were before."))
    html = (
        _templates()
        .get_template("panel.html")
        .render(kind=kind, said=note.said, outdated=outdated, **_told(report, words))
    )
    return Panel(note, kind, html)


def report_page(report: Report, language: str) -> bytes:
    """A page with the whole report, for as long as there is no site."""
    words = read_report_words(language)
    page = (
        _templates()
        .get_template("report.html")
        .render(
            language=language,
            direction=Language(language).direction,
            title=words.say(Remark("The site cannot be shown yet")),
            lead=words.say(Remark("It will appear here as soon as what is wrong is mended.")),
            said=words.say(_said(report)),
            **_told(report, words),
        )
    )
    return page.encode()


def _said(report: Report) -> Remark:
    return FAULT if report.fault else summary(report.diagnostics)


def _kind(report: Report) -> str:
    if report.fault:
        return "fault"
    if has_errors(report.diagnostics):
        return "error"
    return "warning" if report.diagnostics else ""


def _told(report: Report, words: ReportWords) -> dict[str, object]:
    """What the templates need for the list of a report."""
    rest = len(report.diagnostics) - MOST
    worst_first = sorted(report.diagnostics, key=lambda found: found.severity is not Severity.ERROR)
    return {
        "found": [_in_words(found, report, words) for found in worst_first[:MOST]],
        "rest": words.say(counted("and {number} more", "and {number} more", rest)) if rest > 0 else "",
        "hint": words.say(HINT),
        "fault": report.fault,
    }


def _in_words(found: Diagnostic, report: Report, words: ReportWords) -> Told:
    related = tuple(
        Told(place_of(other.span), "", words.say(other.label), _lines(other.span, report)) for other in found.related
    )
    code = f"{found.severity}[{found.code}]"
    lines = _lines(found.span, report)
    return Told(place_of(found.span), code, words.say(found.message), lines, words.say(found.hint), related)


def _lines(span: Span, report: Report) -> tuple[ShownLine, ...]:
    return tuple(shown_lines(span, report.sources.get(span.path, "")))
