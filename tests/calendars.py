"""A strict reader of iCalendar (RFC 5545), written from the standard alone, for tests of what others wrote."""

import re
from dataclasses import dataclass, field

OCTETS = 75  # of a line, without its end (section 3.1)
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MEANT = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}
UNESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)[,;]")


@dataclass(frozen=True, slots=True)
class Property:
    """A content line: its value as it is written, and its parameters."""

    name: str
    value: str
    parameters: dict[str, str]

    @property
    def text(self) -> str:
        """The value as text (section 3.3.11). A character that had to be escaped and is not fails."""
        assert not UNESCAPED.search(self.value), self
        return _meant(self.value)

    @property
    def texts(self) -> list[str]:
        """The values of a list of texts."""
        return [_meant(one) for one in re.split(r"(?<!\\),", self.value)]


def _meant(text: str) -> str:
    assert all(one in MEANT for one in ESCAPED.findall(text)), text
    return ESCAPED.sub(lambda match: MEANT[match[1]], text)


@dataclass(slots=True)
class Component:
    """VCALENDAR or VEVENT: its properties in their order, and what is in it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def one(self, name: str) -> Property:
        (found,) = self.all(name)
        return found

    def has(self, name: str) -> bool:
        return bool(self.all(name))


def read(content: bytes) -> Component:
    """The one calendar in a file; anything that the standard forbids fails."""
    lines = content.split(b"\r\n")
    assert lines.pop() == b"", "the last line has an end"
    for line in lines:
        assert b"\n" not in line and b"\r" not in line, "lines end with CRLF"
        assert len(line) <= OCTETS, line
        line.decode()  # a line is cut between whole characters
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).decode().split("\r\n")[:-1]
    root = Component("")
    open_ones = [root]
    for line in unfolded:
        found = _property(line)
        if found.name == "BEGIN":
            open_ones[-1].components.append(Component(found.value))
            open_ones.append(open_ones[-1].components[-1])
        elif found.name == "END":
            assert open_ones.pop().name == found.value
        else:
            open_ones[-1].properties.append(found)
    (calendar,) = root.components
    assert open_ones == [root] and calendar.name == "VCALENDAR" and not root.properties
    _judge(calendar)
    return calendar


def _property(line: str) -> Property:
    assert not CONTROL.search(line), line
    name = NAME.match(line)
    assert name, line
    place, parameters = name.end(), {}
    while match := PARAMETER.match(line, place):
        parameters[match[1].upper()] = match[2].strip('"')
        place = match.end()
    assert line[place] == ":", line
    return Property(name[0].upper(), line[place + 1 :], parameters)


def _judge(calendar: Component) -> None:
    """What has to be there, and once (sections 3.6, 3.6.1)."""
    assert calendar.one("VERSION").value == "2.0"
    assert calendar.one("PRODID").value
    assert calendar.components
    for event in calendar.components:
        assert event.name == "VEVENT" and not event.components
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            event.one(name)
        for name in ("DTEND", "DESCRIPTION", "LOCATION", "GEO", "URL", "TRANSP"):
            assert len(event.all(name)) <= 1
        assert re.fullmatch(r"\d{8}T\d{6}Z", event.one("DTSTAMP").value)
    uids = [event.one("UID").value for event in calendar.components]
    assert len(set(uids)) == len(uids)
