"""Links and images: by id, to a heading, to a file beside the text, or to the outside."""

import re
from urllib.parse import unquote

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Span
from sitegen.base.nearest import nearest
from sitegen.load.document import Hole, Reference
from sitegen.load.nodes import Element, Node, Text, plain, walk
from sitegen.load.places import ATTRIBUTE, Mark, strip
from sitegen.load.setting import Setting
from sitegen.model.catalogue import parse_reference

KINDS = ("practice", "catalogue", "event", "project", "publication", "initiative", "page", "organisation")
OUTSIDE = ("https", "http", "mailto", "tel")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
FOOTNOTE_REF = "footnote-ref"
NUMBERED = re.compile(r"#fn-\d+")


class _Target(Struct, frozen=True):
    """The target of a link as written, and where it stands."""

    address: str
    span: Span


def resolve_links(root: Element, setting: Setting) -> None:
    """Turn every link and image into what it is: a hole, a link to the outside, or bare words with a diagnostic."""
    links: list[Element] = []
    for element, parent in walk(root):
        if element.tag == "a":
            _link(element, parent, setting)
            links.append(element)
        elif element.tag == "img":
            _image(element, parent, setting)
    for element in links:
        if element.hole and element.hole.hole is Hole.LINK:
            _finish(element, setting)


def set_figures(root: Element) -> None:
    """A picture that stands alone is a figure, and what Markdown calls its title is the caption below it."""
    for element, _ in walk(root):
        if element.tag != "p" or len(element.children) != 1:
            continue
        image = element.children[0]
        if isinstance(image, Element) and image.hole and image.hole.hole is Hole.IMAGE:
            element.tag = "figure"
            element.attributes["class"] = "photo"
            caption = image.attributes.pop("title", "")
            if strip(caption).strip():
                element.children.append(Element("figcaption", {}, [Text(caption)]))


def _link(link: Element, parent: Element, setting: Setting) -> None:
    if link.attributes.get("class") == FOOTNOTE_REF and NUMBERED.fullmatch(link.attributes.get("href", "")):
        return
    if setting.span(link.attributes.pop(ATTRIBUTE, ""), Mark.TAG):
        parent.substitute(link, link.children)
        return
    target = _target(link, "href", setting)
    reference = _reference(target, setting)
    outside = _scheme(target.address) in OUTSIDE
    if outside and not strip(plain(link.children)).strip():
        setting.findings.note(problems.OUTSIDE_WITHOUT_TEXT, target.span)
    if outside:
        link.attributes["href"] = target.address
    elif reference is None:
        parent.substitute(link, link.children)
    else:
        link.hole = reference
        del link.attributes["href"]
        if reference.hole is Hole.FILE and not strip(plain(link.children)).strip():
            link.children = [Text(reference.target)]


def _target(element: Element, attribute: str, setting: Setting) -> _Target:
    written = element.attributes.setdefault(attribute, "")
    return _Target(strip(written).strip(), setting.span(written, Mark.LINK) or setting.span_of(element))


def _scheme(address: str) -> str:
    match = SCHEME.match(address)
    return match[1].lower() if match else ""


def _reference(target: _Target, setting: Setting) -> Reference | None:
    """What the target refers to on this site; None when it is outside or wrong."""
    address, span = target.address, target.span
    scheme = _scheme(address)
    path, _, anchor = address.partition("#")
    if scheme in OUTSIDE:
        return None
    if scheme in KINDS:
        return _by_id(scheme, path.partition(":")[2], anchor, span, setting)
    if scheme:
        known = nearest(scheme, KINDS + OUTSIDE)
        setting.findings.note(problems.UNKNOWN_SCHEME, span, scheme=scheme, nearest=known)
    elif address.startswith(("/", "\\")):
        setting.findings.note(problems.SITE_ADDRESS, span, address=address)
    elif not path and not anchor:
        setting.findings.note(problems.EMPTY_LINK, span)
    elif not path:
        return Reference(Hole.LINK, anchor=unquote(anchor), span=span)
    else:
        return Reference(Hole.FILE, target=_file(path), anchor=anchor, span=span)
    return None


def _by_id(kind: str, target: str, anchor: str, span: Span, setting: Setting) -> Reference | None:
    target = unquote(target).strip()
    if not target:
        setting.findings.note(problems.EMPTY_LINK, span)
        return None
    if kind == "practice":
        practice = parse_reference(target)
        if practice is None:
            setting.findings.note(problems.BAD_PRACTICE, span, value=target)
            return None
        target = str(practice)
    return Reference(Hole.LINK, kind, target, unquote(anchor), span=span)


def _file(path: str) -> str:
    return unquote(path).removeprefix("./")


def _image(image: Element, parent: Element, setting: Setting) -> None:
    written_by_hand = setting.span(image.attributes.pop(ATTRIBUTE, ""), Mark.TAG)
    target = _target(image, "src", setting)
    alternative = " ".join(strip(image.attributes.get("alt", "")).split())
    image.attributes = {**image.attributes, "alt": alternative}
    del image.attributes["src"]
    reference = None if written_by_hand else _image_file(target, setting)
    if reference is None:
        parent.substitute(image, [Text(alternative)])
        return
    if not alternative:
        setting.findings.note(problems.UNTITLED_IMAGE, target.span)
    image.hole = reference


def _image_file(target: _Target, setting: Setting) -> Reference | None:
    if not target.address:
        setting.findings.note(problems.EMPTY_LINK, target.span)
    elif _scheme(target.address):
        setting.findings.note(problems.OUTSIDE_IMAGE, target.span, address=target.address)
    elif target.address.startswith(("/", "\\", "#")):
        setting.findings.note(problems.SITE_ADDRESS, target.span, address=target.address)
    else:
        return Reference(Hole.IMAGE, target=_file(target.address), span=target.span)
    return None


def _finish(link: Element, setting: Setting) -> None:
    """A link by id is replaced as a whole: what its words carry must be inside, and no second gap."""
    for child, parent in walk(link):
        if child.tag == "img":
            setting.findings.note(problems.IMAGE_IN_LINK, child.hole.span if child.hole else setting.span_of(link))
            parent.substitute(child, [Text(child.attributes.get("alt", ""))])
    kept: dict[str, str] = {name: value for name, value in link.attributes.items() if name in {"lang", "id", "dir"}}
    if kept and link.children:
        inner: list[Node] = link.children
        link.children = [Element("span", kept, inner)]
    link.attributes = {}
