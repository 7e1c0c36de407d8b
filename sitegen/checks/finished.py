"""Finished: a rendered file together with what the rules over the whole site ask of it."""

from msgspec import Struct

from sitegen.base.diagnostics import Checked, Withheld
from sitegen.base.digests import Kept
from sitegen.base.files import Artifact
from sitegen.checks.facts import Facts, facts_of
from sitegen.checks.pages import scan
from sitegen.checks.rules import judge_feed, judge_page
from sitegen.link.site import Site
from sitegen.render.artifacts import render
from sitegen.render.jobs import Job


class Finished(Struct, frozen=True):
    """One file of the finished site.

    size       of the content, in bytes
    facts      of an HTML page: what it offers to others and asks of them
    offered    the digest of what it offers; "" for what is no page
    withheld   what is wrong with the file by itself, told only when all files could be rendered
    """

    path: str
    content: Kept[bytes]
    size: int
    facts: Kept[Facts] | None = None
    offered: str = ""
    withheld: Withheld = Withheld()

    @property
    def artifact(self) -> Artifact:
        content = self.content
        return Artifact(self.path, digest=content.digest, size=self.size, fetch=lambda: content.value)


def finish(job: Job, site: Site) -> Checked[Finished | None]:
    """Render one file and look at it. None when its template fails."""
    rendered = render(job, site)
    if rendered.value is None:
        return Checked(None, rendered.diagnostics)
    return Checked(finished(rendered.value), rendered.diagnostics)


def finish_card(job: Job, site: Site) -> Checked[Finished | None]:
    """The same for a card: work by another name, since it takes as long as ten pages."""
    return finish(job, site)


def finished(artifact: Artifact) -> Finished:
    """A rendered file with what is to be known of it."""
    content = Kept(artifact.content)
    if artifact.path.endswith(".html"):
        page = scan(artifact)
        facts = facts_of(page)
        withheld = Withheld(tuple(judge_page(page)))
        return Finished(artifact.path, content, artifact.size, Kept(facts), facts.offered, withheld)
    found = tuple(judge_feed(artifact)) if artifact.path.endswith(".xml") else ()
    return Finished(artifact.path, content, artifact.size, withheld=Withheld(found))
