"""The bodies of the made-up events: 300 to 700 words of Markdown, of the same make in every language."""

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.words import sentence, topic
from benchmarks.world import Event, Practice, event_id, first_day, title, type_of

Address = Callable[[str, str], str]
"""Where a link leads: from a kind ("event", "practice") and an id to what stands between the parentheses."""

PHRASES = {
    "follows": {
        "en": "It took up what the [{title}]({address}) had left open.",
        "fr": "Il s’agissait de reprendre ce que la rencontre [{title}]({address}) avait laissé ouvert.",
        "ar": "وجاء ذلك استكمالًا لما تركه اللقاء [{title}]({address}) مفتوحًا.",
    },
    "practice": {
        "en": "[Good practice {number}]({address}) asks for this: {title}.",
        "fr": "La [bonne pratique {number}]({address}) le demande : {title}.",
        "ar": "وهذا ما تطلبه [الممارسة الجيدة رقم {number}]({address}): {title}.",
    },
    "report": {
        "en": "The [report](https://www.example.org/reports/{number}/) is on the site of the hosts.",
        "fr": "Le [rapport](https://www.example.org/reports/{number}/) se trouve sur le site des hôtes.",
        "ar": "ويوجد [التقرير](https://www.example.org/reports/{number}/) على موقع الجهة المضيفة.",
    },
    "quoted": {
        "en": 'One of them said: "That is not yet enough."',
        "fr": "L’un d’eux a dit : « Ce n’est pas encore assez. »",
        "ar": "وقال أحدهم: «هذا لا يكفي بعد».",
    },
}
COLUMNS = {
    "en": ("Day", "Subject", "Groups"),
    "fr": ("Jour", "Sujet", "Groupes"),
    "ar": ("اليوم", "الموضوع", "المجموعات"),
}
TERMS = {
    "en": ("First question", "Second question"),
    "fr": ("Première question", "Seconde question"),
    "ar": ("السؤال الأول", "السؤال الثاني"),
}
HEADINGS = {
    "en": ("Where things stand", "What was discussed", "What remains open", "From one meeting to the next"),
    "fr": ("Où en sont les choses", "Ce qui a été discuté", "Ce qui reste ouvert", "D’une réunion à l’autre"),
    "ar": ("الوضع الراهن", "ما جرت مناقشته", "ما بقي مفتوحًا", "من اجتماع إلى آخر"),
}
PRACTICES = {"en": "The practices", "fr": "Les pratiques", "ar": "الممارسات"}


class _Text:
    """A body in the making. `plan` is the same in all languages, `voice` differs."""

    def __init__(self, number: int, language: str, address: Address) -> None:
        self.plan = Random(f"plan {number}")  # noqa: S311
        self.voice = Random(f"voice {number} {language}")  # noqa: S311
        self.number, self.language, self.address = number, language, address

    def sentences(self, count: int) -> str:
        return " ".join(sentence(self.language, self.voice) for _ in range(count))

    def phrase(self, name: str, **values: object) -> str:
        return PHRASES[name][self.language].format(**values)

    def heading(self, level: int, words: str) -> str:
        return f"{'#' * level} {words}"

    def practice(self, practice: Practice) -> str:
        address = self.address("practice", practice.id)
        name = practice.title[self.language]
        return self.phrase("practice", number=practice.number, address=address, title=name)

    def earlier(self) -> str:
        """A link to one of the forty events before; nothing from the first of all."""
        other = self.number - self.plan.randint(1, 40)
        if other < 0:
            return ""
        name = title(other, type_of(other))[self.language]
        return " " + self.phrase(
            "follows", title=name, address=self.address("event", event_id(other, first_day(other)))
        )

    def items(self, mark: str) -> str:
        count = self.plan.randint(3, 5)
        marks = [f"{number}." for number in range(1, count + 1)] if mark == "1." else ["-"] * count
        return "\n".join(f"{one} {sentence(self.language, self.voice)}" for one in marks)

    def table(self) -> str:
        head = COLUMNS[self.language]
        rows = [(day, topic(self.language, self.plan.randint(0, 99)), self.plan.randint(2, 6)) for day in range(1, 4)]
        return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (head, ("---",) * 3, *rows))

    def terms(self) -> str:
        return "\n\n".join(f"{term}\n:   {sentence(self.language, self.voice)}" for term in TERMS[self.language])

    def special(self) -> str:
        """What is not a paragraph: lists mostly, sometimes something rarer."""
        drawn = self.plan.random()
        if drawn < 0.45:
            return self.items("-")
        if drawn < 0.65:
            return self.items("1.")
        if drawn < 0.82:
            return f"> {self.sentences(2)}"
        return self.table() if drawn < 0.92 else self.terms()


def event_body(event: Event, language: str, address: Address) -> str:
    """The body of an event in one language, its links as `address` writes them."""
    return "\n\n".join(_blocks(event, _Text(event.number, language, address))) + "\n"


def _blocks(event: Event, text: _Text) -> Iterator[str]:
    plan = text.plan
    left = plan.randint(7, 21)
    note = plan.random() < 0.15
    yield f"{text.sentences(2)}{text.earlier()} {text.sentences(1)}"
    yield text.sentences(plan.randint(2, 4)) + ("[^1]" if note else "")
    yield text.heading(2, PRACTICES[text.language])
    yield "\n".join(f"- {text.practice(one)}" for one in event.practices)
    sections = plan.sample(range(4), 3)
    while left > 0 and sections:
        yield text.heading(2, HEADINGS[text.language][sections.pop()])
        for block, count in _section(text, left):
            left -= count
            yield block
    if note:
        yield f"[^1]: {text.sentences(1)}"


def _section(text: _Text, left: int) -> Iterator[tuple[str, int]]:
    """The blocks of one section, each with its length in sentences."""
    plan = text.plan
    count = plan.randint(3, 5)
    yield text.sentences(count) + (text.earlier() if plan.random() < 0.4 else ""), count
    if plan.random() < 0.65:
        yield text.special(), 4
    if left > 6 and plan.random() < 0.3:
        yield text.heading(3, topic(text.language, plan.randint(0, 99)).capitalize()), 0
        extra = plan.randint(2, 4)
        yield f"{text.sentences(extra)} {text.phrase('quoted')}", extra
    if plan.random() < 0.4:
        yield f"{text.sentences(2)} {text.phrase('report', number=text.number)}", 2


def short_body(name: str, language: str) -> str:
    """The body of an initiative or a page: two paragraphs and a section."""
    voice = Random(f"{name} {language}")  # noqa: S311
    paragraphs = [" ".join(sentence(language, voice) for _ in range(4)) for _ in range(3)]
    return f"{paragraphs[0]}\n\n{paragraphs[1]}\n\n## {HEADINGS[language][0]}\n\n{paragraphs[2]}\n"
