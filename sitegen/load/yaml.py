"""YAML whose every key and value knows its line and column, read as text without guessing types."""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span
from sitegen.base.remarks import Remark
from sitegen.load.located import Mapping, Node, Scalar, Sequence
from sitegen.load.yaml_advice import KEY_VALUE, NO_COLON, Advice, explain

MAX_DEPTH = 30
MERGE = "<<"  # among broken keys it also stands for keys whose names are not known

# "Workshop #4": what follows is a comment to YAML, but the missing space after # says that it was meant as text.
SWALLOWED = re.compile(r"[ \t]+(?P<words>#[^#\s].*)")


def parse_yaml(text: str, path: str, first_line: int = 1) -> Checked[Node | None]:
    """The nodes of a YAML text, whose first line is line `first_line` of the file.

    None when there is nothing in it, or nothing that can be read. After a syntax error the keys of the first
    level are read one by one, so that one mistake does not hide the others.
    """
    findings = Findings()
    reader = _Reader(path, first_line, text.split("\n"), findings)
    try:
        node = reader.read(text)
    except yaml.MarkedYAMLError as error:
        findings.found.clear()
        node = _read_in_blocks(text, path, first_line, explain(error, text), findings)
    return Checked(node, tuple(findings))


def _read_in_blocks(text: str, path: str, first_line: int, first: Advice, findings: Findings) -> Node | None:
    """Each key of the first level read on its own; `first` is what stopped the reading of the whole."""
    entries: list[tuple[Scalar, Node]] = []
    broken: set[str] = set()
    for line, block in _blocks(text):
        lines = block.split("\n")
        part = Findings()
        try:
            node = _Reader(path, first_line + line, lines, part).read(block)
        except yaml.MarkedYAMLError as error:
            part.found.clear()
            _note(explain(error, block), path, first_line + line, part)
            node = None
        if isinstance(node, Scalar) and node.text:
            part.found.clear()
            _note(_without_colon(node.text), path, node.span.line, part)
        findings.found.extend(part)
        if isinstance(node, Mapping):
            entries.extend(node.entries)
            broken |= node.broken
        else:
            name = block.partition(":")[0].strip("\"' \n")
            broken.add(name if any(character.isalnum() for character in name) else MERGE)
    if not findings.found:
        _note(first, path, first_line, findings)
        return None
    _refuse_duplicates(entries, findings)
    return Mapping(tuple(entries), Span(path, first_line, 1, first_line, 1), frozenset(broken))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins a key of the first level, with the number of lines before."""
    start, block = 0, list[str]()
    for number, line in enumerate(text.split("\n")):
        begins = bool(line) and line[0] not in " \t-#]}" and line.strip() != "..."
        if begins and any(kept.strip() for kept in block):
            yield start, "\n".join(block)
            start, block = number, []
        block.append(line)
    yield start, "\n".join(block)


def _without_colon(text: str) -> Advice:
    key, colon, value = text.partition(":")
    if colon:
        detail = Remark("a space is missing after the colon")
        return Advice(0, 0, detail, Remark("write {text}", text=f"{key}: {value}"))
    return Advice(0, 0, NO_COLON, KEY_VALUE)


def _note(advice: Advice, path: str, first_line: int, findings: Findings) -> None:
    line, column = first_line + advice.line, advice.column + 1
    span = Span(path, line, column, line, column + 1)
    findings.note(problems.YAML_SYNTAX, span, detail=advice.detail, advice=advice.advice)


def _refuse_duplicates(entries: list[tuple[Scalar, Node]], findings: Findings) -> None:
    """Names the second of two equal keys and takes it out of the entries."""
    seen: dict[str, Span] = {}
    kept: list[tuple[Scalar, Node]] = []
    for key, node in entries:
        if key.text in seen:
            first = Related(seen[key.text], Remark("first given here"))
            findings.note(problems.DUPLICATE_KEY, key.span, first, key=key.text)
        else:
            seen[key.text] = key.span
            kept.append((key, node))
    entries[:] = kept


class _Open(Struct):
    """A collection that is being read. `nodes` of a mapping are keys and values in turn."""

    event: yaml.CollectionStartEvent
    nodes: list[Node | None] = field(default_factory=list)


class _Reader(Struct):
    """Turns libyaml's events into nodes, without recursion, so that depth cannot exhaust the stack."""

    path: str
    first_line: int
    lines: list[str]
    findings: Findings
    anchors: dict[str, Span] = field(default_factory=dict)
    referred: set[str] = field(default_factory=set)
    opened: list[_Open] = field(default_factory=list)
    roots: list[Node | None] = field(default_factory=list)

    def read(self, text: str) -> Node | None:
        parser = yaml.CBaseLoader(text)
        while event := parser.get_event():
            if not self._take(event):
                return None
        for name in sorted(self.anchors.keys() - self.referred):
            self.findings.note(problems.YAML_ALIAS, self.anchors[name], feature=Remark("anchors (&)"))
        return self.roots[0] if self.roots else None

    def _take(self, event: yaml.Event) -> bool:
        """Whether reading may go on after this event."""
        if isinstance(event, yaml.ScalarEvent):  # most events are
            if event.anchor is not None or event.tag is not None:
                self._refuse_features(event, event.tag)
            (self.opened[-1].nodes if self.opened else self.roots).append(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_features(event, event.tag)
            self.opened.append(_Open(event))
            return self._shallow(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_features(event, None)
            self._add(None)
        elif isinstance(event, yaml.DocumentStartEvent) and self.roots:
            self.findings.note(problems.YAML_ALIAS, self._span(event), feature=Remark("several documents (---)"))
            return False
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = self._span(event)
        plain = not event.style
        if plain and event.value:
            line = self.lines[span.end_line - self.first_line]
            swallowed = SWALLOWED.match(line, span.end_column - 1) if "#" in line else None
            if swallowed:
                start, end = swallowed.start("words") + 1, swallowed.end() + 1
                place = Span(self.path, span.end_line, start, span.end_line, end)
                self.findings.note(problems.SWALLOWED_TEXT, place, words=swallowed["words"])
        return Scalar(event.value, span, plain)

    def _shallow(self, event: yaml.Event) -> bool:
        if len(self.opened) <= MAX_DEPTH:
            return True
        detail = Remark("lists and mappings lie in each other more than {depth} deep here", depth=MAX_DEPTH)
        self.findings.note(problems.YAML_SYNTAX, self._span(event), detail=detail, advice=Remark("close some brackets"))
        return False

    def _refuse_features(self, event: yaml.NodeEvent, tag: str | None) -> None:
        if event.anchor is None and tag is None:
            return
        span, name = self._span(event), event.anchor or ""
        if isinstance(event, yaml.AliasEvent):
            places = [Related(self.anchors[name], Remark("the anchor"))] if name in self.anchors else []
            self.referred.add(name)
            self.findings.note(problems.YAML_ALIAS, span, *places, feature=Remark("aliases (*)"))
        elif name:
            self.anchors[name] = span
        if tag is not None:
            self.findings.note(problems.YAML_ALIAS, span, feature=Remark("tags (!)"))

    def _add(self, node: Node | None) -> None:
        (self.opened[-1].nodes if self.opened else self.roots).append(node)

    def _close(self, event: yaml.Event) -> None:
        opened = self.opened.pop()
        if isinstance(opened.event, yaml.SequenceStartEvent):
            items = tuple(node for node in opened.nodes if node)
            self._add(Sequence(items, self._collection_span(opened, event)))
        else:
            self._add(self._mapping(opened, self._collection_span(opened, event)))

    def _mapping(self, opened: _Open, span: Span) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        broken: set[str] = set()
        for key, value in zip(opened.nodes[::2], opened.nodes[1::2], strict=True):
            if not isinstance(key, Scalar) or key.text == MERGE:
                broken.add(MERGE)
                self._refuse_key(key)
            elif value is None or not key.text:
                broken.add(key.text)
            else:
                entries.append((key, value))
        _refuse_duplicates(entries, self.findings)
        return Mapping(tuple(entries), span, frozenset(broken))

    def _refuse_key(self, key: Node | None) -> None:
        """A merge key, or brackets as a key; an alias (None) has been named already."""
        if isinstance(key, Scalar):
            self.findings.note(problems.YAML_ALIAS, key.span, feature=Remark("merge keys (<<)"))
        elif key:
            detail = Remark("a list or a group of keys cannot be a key")
            advice = Remark("put texts that contain brackets in quotes")
            self.findings.note(problems.YAML_SYNTAX, key.span, detail=detail, advice=advice)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            raise ValueError(f"libyaml gave no place for {event}")
        last_line, last_column = end.line, end.column
        if last_column == 0 and last_line > start.line:
            last_line -= 1
            while last_line > start.line and not self.lines[last_line].strip():
                last_line -= 1
            last_column = len(self.lines[last_line])
        first = self.first_line
        return Span(self.path, first + start.line, start.column + 1, first + last_line, last_column + 1)

    def _collection_span(self, opened: _Open, event: yaml.Event) -> Span:
        """libyaml ends a block only at the next token; it ends with its last part."""
        start, end = self._span(opened.event), self._span(event)
        parts = [node for node in opened.nodes if node]
        if not opened.event.flow_style and parts:
            end = parts[-1].span
        return Span(self.path, start.line, start.column, end.end_line, end.end_column)
