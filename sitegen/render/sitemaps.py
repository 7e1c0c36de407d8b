"""sitemap.xml: an index, and one file per language with the alternates of each address."""

from collections.abc import Iterator

from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.link.translations import Key
from sitegen.model.writeups import Kind
from sitegen.render.frames import alternates, entry_alternates
from sitegen.render.pieces import absolute
from sitegen.render.views.machines import SitemapEntry, SitemapView

KINDS = frozenset(kind.value for kind in Kind)


def sitemap_path(language: str) -> str:
    return f"sitemap-{language.lower()}.xml"


def sitemap_index(site: Site) -> SitemapView:
    """The index that robots.txt names."""
    return SitemapView(tuple(SitemapEntry(absolute(site, f"/{sitemap_path(tag)}"), ()) for tag in site.languages))


def robots(site: Site) -> SitemapView:
    """What robots.txt says: where the index is."""
    return SitemapView((SitemapEntry(absolute(site, "/sitemap.xml"), ()),))


def sitemap(site: Site, language: str) -> SitemapView:
    """The pages of a language that have their words in it: no fallback page is listed."""
    return SitemapView(tuple(_entries(site, language)))


def _entries(site: Site, language: str) -> Iterator[SitemapEntry]:
    for (target, tag), address in sorted(site.routes.addresses.items(), key=lambda item: item[1]):
        if tag != language:
            continue
        key = _key(target)
        if key is None:
            yield SitemapEntry(absolute(site, address), alternates(site, target))
        elif language in site.entries[key].texts:
            yield SitemapEntry(absolute(site, address), entry_alternates(site, site.entries[key]))


def _key(target: Target) -> Key | None:
    return (Kind(target.kind), target.id) if target.kind in KINDS else None
