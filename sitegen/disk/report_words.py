"""The catalogues of report words, which lie in the package itself."""

from functools import cache
from importlib.resources import files

from sitegen.base.files import SourceFile
from sitegen.base.remarks import SOURCE_LANGUAGE
from sitegen.load.report_words import ENGLISH, ReportWords, load_report_words

PACKAGE = "sitegen"
PATH = "locale/{}/LC_MESSAGES/sitegen.po"


@cache
def read_report_words(language: str) -> ReportWords:
    """The words of reports in one of LANGUAGES."""
    if language == SOURCE_LANGUAGE:
        return ENGLISH
    path = PATH.format(language)
    content = files(PACKAGE).joinpath(path).read_bytes()
    return load_report_words(SourceFile(f"{PACKAGE}/{path}", content), language)
