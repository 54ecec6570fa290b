"""What is wrong with a text that is not YAML, in words that need no knowledge of YAML.

The table tells ruamel's scanner and parser errors by their wording; what it does not know
is told in general words, at the right place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from passage.reading import source
from passage.reading.report import quoted

QUOTES = "put the text in double quotes"
OTHER_QUOTES = "put quotes of the other kind around all of it"
INDENT = "begin the keys of one group in the same column, with spaces"

UNKNOWN = ("this cannot be read as YAML", "look for a quote, a colon or an indentation that is off")
NO_KEY = ("a key is expected here, and a key is one text", 'write it as in "key: value"')
MERGE_KEY = ('"<<" (a merge key) is not used here', "write the keys out")
SECOND_DOCUMENT = ('a second document begins at this "---"', "take the line away")

Told = tuple[str, str]
"""What is wrong, and a hint."""


def explain(error: MarkedYAMLError, text: str) -> tuple[StreamMark | None, str, str]:
    """Where the mistake is (ruamel's mark, or None), what it is, and a hint."""
    found = f"{error.context or ''}: {error.problem or ''}"
    for pattern, told in _KNOWN:
        match = re.search(pattern, found, re.DOTALL)
        if match:
            at_opening, what, hint = told(error, match, text)
            mark = error.context_mark if at_opening else error.problem_mark
            return mark or error.problem_mark or error.context_mark, what, hint
    return error.problem_mark or error.context_mark, *UNKNOWN


def twice(key: str, first: str) -> Told:
    """A key that stands in its group a second time."""
    return f"{quoted(key)} is here twice; the first is {first}", "keep one of the two"


def tag(name: str) -> Told:
    """A text that begins with an exclamation mark."""
    shown = name.replace("tag:yaml.org,2002:", "!!")
    return f"{quoted(shown)} would be a YAML tag, which is not used here", QUOTES


def loop(name: str) -> Told:
    """An alias inside what it stands for."""
    return f'"*{name}" stands inside "&{name}" and would never end', "write the value out"


def too_deep(levels: int) -> Told:
    """Lists and keys inside each other without end."""
    return f"lists and keys are more than {levels} levels deep here", "close a bracket"


def escape(character: str) -> Told:
    r"""A character that only an escape such as ``\u0007`` can make."""
    what = f"an escape makes {source.name_of(character)}, which can be neither spoken nor shown"
    return what, "write the character itself, as it is shown"


_At = tuple[bool, str, str]
"""Whether the mistake is where the construct opens, what is wrong, and a hint."""

_Teller = Callable[[MarkedYAMLError, "re.Match[str]", str], _At]


def _always(what: str, hint: str, *, at_opening: bool = False) -> _Teller:
    return lambda _error, _match, _text: (at_opening, what, hint)


def _second_colon(error: MarkedYAMLError, _match: re.Match[str], text: str) -> _At:
    line = _line(text, error.problem_mark)
    if ":" in line[: error.problem_mark.column]:
        return (
            False,
            'there is a second ": " in this line',
            "put the text after the first in quotes",
        )
    return (
        False,
        "this line does not fit the line above it",
        INDENT + '; and leave a space after ":"',
    )


def _start(_error: MarkedYAMLError, match: re.Match[str], _text: str) -> _At:
    if match[1] == "\\t":
        return False, "there is a tab where spaces are expected", "indent with spaces"
    return False, f'a text cannot begin with "{match[1]}"', QUOTES


def _block_end(error: MarkedYAMLError, _match: re.Match[str], text: str) -> _At:
    before = _line(text, error.problem_mark)[: error.problem_mark.column].rstrip()
    if before:
        hint = OTHER_QUOTES if before[-1] in "\"'" else QUOTES + ", all of it"
        return False, "this stands behind a text that has ended already", hint
    return False, "this line does not fit the indentation of the lines above", INDENT


def _flow(error: MarkedYAMLError, match: re.Match[str], _text: str) -> _At:
    opening = "[" if match[1] == "]" else "{"
    if error.problem_mark.line > error.context_mark.line:
        return True, f'the "{opening}" here is not closed', f'add a "{match[1]}"'
    return False, f'a "," or "{match[1]}" is missing before this', QUOTES + " if it is one text"


def _line(text: str, mark: StreamMark) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark.line < len(lines) else ""


_KNOWN: tuple[tuple[str, _Teller], ...] = (
    (r"mapping values are not allowed", _second_colon),
    (r"found character '(.+)' that cannot start", _start),
    (
        r"unexpected end of stream",
        _always(
            "the quote that opens here is not closed", "add the closing quote", at_opening=True
        ),
    ),
    (
        r"unexpected document separator",
        _always(
            "the quote that opens here is not closed", "add the closing quote", at_opening=True
        ),
    ),
    (
        r"could not find expected ':'",
        _always('this line has no ":"', 'write it as in "key: value"', at_opening=True),
    ),
    (r"expected <block end>, but found", _block_end),
    (r"expected ',' or '(.)', but got", _flow),
    (r"expected the node content, but found '(.)'", _start),
    (
        r"flow node: expected the node content",
        _always("a bracket is still open where the text ends", "close the bracket"),
    ),
    (
        r"scanning an (?:anchor|alias)",
        _always('a text cannot begin with "&" or "*"', QUOTES, at_opening=True),
    ),
    (
        r"(?:scanning|parsing) an? tag|undefined tag handle",
        _always('a text cannot begin with "!"', QUOTES, at_opening=True),
    ),
    (
        r"unknown escape character|expected escape sequence",
        _always(
            r'after "\" in double quotes only certain letters are allowed', r'write "\\" for "\"'
        ),
    ),
    (
        r"scanning a block scalar",
        _always(
            'after "|" or ">" the text begins on the next line',
            QUOTES + " if it is one line",
            at_opening=True,
        ),
    ),
    (
        r"sequence entries are not allowed",
        _always('a text cannot begin with "- "', QUOTES + ", or begin the list on the next line"),
    ),
    (r"<document start>|directive", _always('a line cannot begin with "%" here', QUOTES)),
)
