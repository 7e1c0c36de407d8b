"""What a preview says on the terminal: one line for every build, and the report when it is another one."""

import click
from msgspec import Struct

from sitegen.base.remarks import Remark, counted
from sitegen.load.report_words import ReportWords
from sitegen.preview.panel import FAULT
from sitegen.preview.preview import Built
from sitegen.preview.states import is_page
from sitegen.report import render_text, summary


class Teller(Struct, frozen=True):
    """Tells in these words. `folder` is put before the paths of a report."""

    words: ReportWords
    folder: str
    colour: bool

    def start(self, address: str, is_open: bool) -> None:
        self._line(Remark("Preview: {address} (Ctrl-C ends it)", address=address))
        if is_open:
            self._line(Remark("Others who reach this computer by network can read it, drafts too."))

    def poll(self) -> None:
        self._line(Remark("The system cannot watch so many folders, so they are looked at once a second."))

    def build(self, built: Built) -> None:
        report = built.state.report
        if built.has_another_report:
            click.echo(f"{report.fault}\n" if report.fault else "", nl=False)
            click.echo(render_text(report.diagnostics, report.sources, self.colour, self.folder, self.words), nl=False)
        found = FAULT if report.fault else summary(report.diagnostics)
        seconds = f"{built.seconds:.2f}"
        self._line(Remark("{changes}, {seconds} s: {found}", changes=_changes(built), seconds=seconds, found=found))

    def _line(self, said: str) -> None:
        click.echo(self.words.line(said))


def _changes(built: Built) -> Remark:
    pages = sum(map(is_page, built.changed))
    if built.state.site is None:
        return Remark("no site yet")
    if built.before is None or built.before.site is None:
        return counted("{number} page", "{number} pages", pages)
    if pages:
        return counted("{number} page changed", "{number} pages changed", pages)
    if built.changed:
        return counted("{number} file changed", "{number} files changed", len(built.changed))
    return Remark("nothing changed")
