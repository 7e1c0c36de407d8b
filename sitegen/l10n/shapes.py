"""The shapes of what is isolated in a line: patterns over its shadow, which `bidi` makes.

A shadow has one character per code point: L and R are letters of either direction, 0 a Western digit, 9 a digit native
to a right-to-left script, A and Q the punctuation of such a script, B the end of a paragraph, C a control or something
isolated already, and " " any space in a line. Other marks stand for themselves.
"""

import re

from msgspec import Struct

# The kinds of characters, by Unicode's class for the direction.
SPACES = frozenset(" \t\u00a0\u2007\u2009\u202f")
KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "0", "AN": "9", "B": "B", "S": "B", "": "B"}
SCRIPT_MARKS = {"،": "A", "؛": "A", "؟": "Q", "٪": "Q", "־": "A"}

MONEY = r"$£¤¥\u20a0-\u20cf"


class Words(Struct, frozen=True):
    """How words of one direction are recognised in a text of the other, by their letter in the shadow."""

    letter: str
    core: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


# A comma of the text's own script ends a run: "IIJ، RAN" are two names, "Rabat, Morocco" is one.
LATIN = Words(
    letter="L",
    core=re.compile(r"L(?:[^R9AQBC]*L)?"),
    before=re.compile(rf"(?:(?<!R)[~/\\+]|[@#{MONEY}]|(?:(?<![LR09])[-−])?0[0.,:/–-]*+(?: ?°)?)+$"),
    after=re.compile(  # U.S. has its point
        r"(?:(?<=L\.L)(?<!LL\.L)\.)?"
        rf"(?:[+#*%°®™]+|[{MONEY}](?= ?0)|[ \-–/.,:=~]?0+)*(?:/(?![LR]))?"
    ),
)
ARABIC = Words(
    letter="R",
    core=re.compile(r"R(?:[^L,;BC]*R)?"),
    before=re.compile(r"(?:9+(?:[-–/:.]9+)* ?|[09]+|[#@])$"),
    after=re.compile(r"(?:[ \-–/]?[09]+)*Q*"),
)
# Between two numbers alike a dash with spaces makes a range, elsewhere it may be the dash of the sentence: in
# "30 ديسمبر 2019 – 2 يناير 2020" each date has its own place.
ALIKE = ("0000", "00?[:.]00", "00?/00?/0000", r"00?\.00?\.0000")
NUMBER = re.compile(
    r"0++(?:[.,]0++)*(?: [+×÷=<>≤≥≈] 0++(?:[.,]0++)*)+"  # sums and comparisons
    r"|0+(?: / 0+){2,}"
    rf"|(?<![0.,:/–-])(?:{'|'.join(f'{one} [–—-] {one}' for one in ALIKE)})(?![0:/]|[.,]0)"
    r"|(?<![09])\+ ?[09]+(?:[ ()./-]{0,3}[09]+)*"  # a telephone number with the country's prefix
    r"|\(0{2,3}\) ?0{3,4}[ .-]0{4}(?!0)"  # with the area's in brackets
    r"|(?<![09])9{2,5}-9{6,8}(?![09])"  # and before a hyphen, in digits of the script
    r"|\*0{1,6}(?:\*0{1,6}){0,4}#"  # a code to dial
    r"|0+(?:[ .-]00+){2,}"
    r"|0{1,3}(?: 000)+(?!0)"  # thousands set off by spaces
    rf"|[{MONEY}]9+(?:[.,]9+)*"
    rf"|(?:(?<![R09])[-−])?[+±<>≤≥≈~#{MONEY}]*(?:(?<=[±<>≤≥≈~{MONEY}]) )?0+"
    rf"(?:[%°{MONEY}]?[.,:/×+=–—−‑-]{{1,2}}[{MONEY}]?0+)*[%‰°+{MONEY}]*(?: [%‰{MONEY}](?! ?0))?"
    rf"|[+±<>≤≥≈~#{MONEY}]+(?! ?[09])"  # signs without a number are passed over at once
)
NUMERIC = re.compile(rf"[09+±<>≤≥≈~#(*−{MONEY}-]")  # what a number begins with
STEADY = re.compile(r"[0.,:/]+|[^09]+")  # UAX #9 keeps the order of digits that only these join

# What a Latin word may be short for when a full stop and a number follow: No. 5, pp. 17–19.
NUMBERED = frozenset("add art arts ch corr ed fig figs no nos nr num p para paras pp res rev sec vol".split())
SHORT_WORD = re.compile(r"(?<![^\W_])[A-Za-z]{1,5}\Z")
ENDS_INSIDE = re.compile("[.!?…]+")
LETTERED = re.compile(r"L{1,4}\)")  # the letter of a paragraph: 12(a)
GOES_ON = re.compile(r"[-, ]{1,2}L")
BEFORE_CLOSING = re.compile(r"(?:[ \-–/.,:]{0,2}[09]++)*[.!?…%]*")

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
# Nearly every text that runs one way is told by these at once, without looking at its letters one by one: what
# no script from right to left has, and what needs no isolation in one. There a number is at rest if UAX #9 keeps the
# order of its parts (`STEADY`) and another does not follow after joining marks alone: the two may be a range.
SURELY_LEFT_TO_RIGHT = re.compile("[\0-\u058f\u1e00-\u218f]*")
JOINING = "\\s.,:()–—/"  # marks that may stand between two numbers that are one
NEUTRAL = f"{JOINING};!?\\[\\]«»“”‘’\"'…·\u2190-\u21ff"
CALM = f"[\u0590-\u08ff{NEUTRAL}]*+"
WHOLE_NUMBER = "[0-9]++(?:[.,:/][0-9]++)*+"
ENDS_NUMBER = "[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3،؛؟;!?\\[\\]«»“”‘’\"'…·\u2190-\u21ff]"
SURELY_RIGHT_TO_LEFT = re.compile(f"{CALM}(?:{WHOLE_NUMBER}(?=[{JOINING}]*+(?:{ENDS_NUMBER}|\\Z)){CALM})*+")
