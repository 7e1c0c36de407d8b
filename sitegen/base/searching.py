"""Where what concerns search lies among the files of a site, and what a search page is."""

import msgspec

SEARCH_PAGES = "search-pages/"  # the search pages of each language, until they are made into its index
SUFFIX = ".page"
INDEX = "pagefind/"  # the index of each language, as it is published


class SearchPage(msgspec.Struct, frozen=True):
    """What a page is found by and shown as. Stored as JSON.

    words   its words as Pagefind is to index them: letters and digits only, each once, the weightiest first
    facets  the values to narrow by, each after the name of its group
    shown   what is shown of it as a result, as JSON
    """

    words: str
    facets: tuple[tuple[str, str], ...]
    shown: msgspec.Raw
