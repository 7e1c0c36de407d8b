"""Pairs: two texts of one write-up on a page of their own, beside each other."""

from sitegen.link.translations import Entry
from sitegen.model.configuration import Config, Feature


def partners(entry: Entry, language: str, config: Config) -> tuple[str, ...]:
    """The languages whose texts can be read beside the one in `language`, in the order of the site."""
    if not config.offers(Feature.SIDE_BY_SIDE) or language not in entry.texts:
        return ()
    return tuple(tag for tag in config.languages if tag in entry.texts and tag != language)


def pair_address(address: str, other: str) -> str:
    """Where the text at an address stands beside that in another language: /fr/a/ and en -> /fr/a/side-by-side-en/."""
    return f"{address}side-by-side-{other.lower()}/"
