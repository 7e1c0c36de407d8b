"""Where what concerns search lies among the files of a site."""

SEARCH_PAGES = "search-pages/"  # the search pages of each language, until they are made into its index
SUFFIX = ".page"
INDEX = "pagefind/"  # the index of each language, as it is published
