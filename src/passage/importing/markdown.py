"""Plain words as the Markdown that scripts are written in, so that reading gives the words back.

Active in a script are emphasis, backslash escapes, spans, headings, lists, rules, block quotes and
lines of attributes (CommonMark 0.31.2, sections 2.4, 4.1, 4.2, 5.1, 5.2, 6.2; for spans and
attributes, djot). A character is escaped only where it would be active, to keep scripts readable.
"""

from __future__ import annotations

import re
import string

from passage.model import Paragraph

_PUNCTUATION = re.escape(string.punctuation)
_LETTER = r"[^\W_]"
_ACTIVE = re.compile(
    # A backslash escapes only ASCII punctuation.
    rf"\\(?=[{_PUNCTUATION}])"
    # A star between blanks neither opens nor closes emphasis …
    r"|(?<![ \t])\*|\*(?![ \t])"
    # … nor does an underscore, and one inside a word does not either.
    rf"|(?!(?<={_LETTER})_(?={_LETTER})|(?<=[ \t])_(?=[ \t]))_"
    # An attribute stands right behind the bracket of a span; elsewhere it would be a mistake.
    r"|(?<=\])\{|\{(?=\s*[\w:-]+\s*=)"
)
_BLOCK = re.compile(
    r"(?P<heading>#)(?=#{0,5}(?:[ \t]|$))|(?P<quote>>)|(?P<attributes>\{)(?=.*\}$)"
    r"|(?P<item>[-+])(?=[ \t]|$)|(?P<rule>-)(?=[ \t]*(?:-[ \t]*){2,}$)"
    r"|[0-9]{1,9}(?P<number>[.)])(?=[ \t]|$)"
)


def text(paragraphs: tuple[Paragraph, ...]) -> str:
    """The body of a script: each paragraph on a line of its own, those of others quoted."""
    return "".join(f"{_written(paragraph)}\n\n" for paragraph in paragraphs).rstrip("\n") + "\n"


def escaped(words: str) -> str:
    """One paragraph's words, on one line, as Markdown that says just these words."""
    inline = _ACTIVE.sub(r"\\\g<0>", words)
    block = _BLOCK.match(inline)
    if block is None:
        return inline
    at = block.start(block.lastgroup or 0)
    return f"{inline[:at]}\\{inline[at:]}"


def _written(paragraph: Paragraph) -> str:
    words = escaped(paragraph.text)
    if not paragraph.quoted:
        return words
    speaker = re.sub(r'["\\]', r"\\\g<0>", paragraph.speaker)
    return f'{{speaker="{speaker}"}}\n> {words}' if speaker else f"> {words}"
