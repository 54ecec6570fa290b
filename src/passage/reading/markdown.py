"""The body of a script: a subset of CommonMark, read as paragraphs that are spoken.

Only what cannot make a word disappear is switched on: paragraphs, quotes, headings with ``#``,
lists, rules, emphasis, escapes, and `passage.reading.attributes`. All else (code, HTML, links,
images, entities, tables) is text, and stays as it is written. The number of an item of an
ordered list is text too: "1986. That winter" begins such a list by the rules of CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from markdown_it import MarkdownIt
from markdown_it.token import Token

from passage.model import Paragraph, Run
from passage.reading import attributes, kinds, report, yaml
from passage.reading.report import Mark, Report, quoted

DEEPEST = 40
"""Levels of quotes and lists; markdown-it leaves out what lies deeper, and so it is a problem."""

_SPAN_KEYS = {"lang": kinds.LANGUAGE, "say": kinds.TEXT}
_LINE_KEYS = {"speaker": kinds.TEXT}
_ELSEWHERE = {
    "lang": attributes.SPAN_HINT,
    "say": attributes.SPAN_HINT,
    "speaker": attributes.LINE_HINT,
}
"""How to write an attribute that is in the wrong place."""


def read(text: str, said: Report, *, first_line: int = 1) -> tuple[Paragraph, ...]:
    """The paragraphs of `text`, whose first line is line `first_line` of its file.

    Lines end in a line feed. Every problem is in the report; without one, no letter or digit
    of the text is lost or moved, except those of attributes.
    """
    return _Reading(text, said, first_line).paragraphs()


def _parser() -> MarkdownIt:
    # From nothing upwards, so that what a later markdown-it may add stays switched off.
    parser = MarkdownIt("zero", {"maxNesting": DEEPEST})
    parser.enable(["blockquote", "heading", "hr", "list", "emphasis", "escape", "newline"])
    attributes.install(parser)
    return parser


_PARSER = _parser()


class _Reading:
    """Goes through the blocks of a text, in order."""

    def __init__(self, text: str, said: Report, first_line: int) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._said = said
        self._first_line = first_line
        self._found: list[Paragraph] = []
        self._speakers: list[str] = []
        """Of the quotes that are open, the outermost first."""
        self._named: tuple[str, Mark] | None = None
        """A speaker whose quote has not begun yet."""
        self._numbers: list[tuple[str, Mark]] = []
        """Of items of ordered lists, none of whose words have been read yet."""
        self._mistaken: Mark | None = None

    def paragraphs(self) -> tuple[Paragraph, ...]:
        for token in _PARSER.parse(self._text):
            if token.type != "blockquote_open":
                self._expect_no_speaker()
            self._take(token)
        self._expect_no_speaker()
        return tuple(self._found)

    def _take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._read_words(token)
            case "blockquote_open":
                self._open_quote(token)
            case "blockquote_close":
                self._speakers.pop()
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                self._tell_numbers()
            case attributes.LINE:
                self._name_speaker(token)
            case attributes.MISTAKE:
                self._report_mistake(token, self._mark(token))

    # ---- quotes, their speakers, and lists -----------------------------------------------

    def _open_quote(self, token: Token) -> None:
        self._check_depth(token)
        self._tell_numbers()
        self._speakers.append(self._named[0] if self._named else "")
        self._named = None

    def _name_speaker(self, token: Token) -> None:
        mark = self._mark(token)
        pairs = attributes.pairs(token.content)
        placed = [(pair, Mark(mark.line, mark.column + pair.at)) for pair in pairs]
        values = _values(placed, _LINE_KEYS, self._said)
        if "speaker" in values:
            self._named = values["speaker"], mark

    def _expect_no_speaker(self) -> None:
        if self._named:
            what = f"the speaker {quoted(self._named[0])} is named, but no quote follows"
            hint = 'begin each line of the quote, directly below, with ">"'
            self._said.add(self._named[1], what, hint)
            self._named = None

    def _open_item(self, token: Token) -> None:
        self._check_depth(token)
        if token.info:
            self._numbers.append((token.info + token.markup, self._mark(token)))

    def _tell_numbers(self) -> None:
        """Numbers that stand alone in their item, or before a quote, are a paragraph."""
        if self._numbers:
            words = " ".join(number for number, _ in self._numbers)
            self._add([Run(words)], self._numbers[0][1])
            self._numbers.clear()

    # ---- words -----------------------------------------------------------------------------

    def _read_words(self, token: Token) -> None:
        self._check_markers(token)
        numbers = [Run(f"{number} ") for number, _ in self._numbers]
        self._numbers.clear()
        self._add([*numbers, *self._runs(token)], self._mark(token))

    def _add(self, runs: Iterable[Run], mark: Mark) -> None:
        speaker = self._speakers[-1] if self._speakers else ""
        paragraph = Paragraph(tuple(_joined(runs)), speaker, bool(self._speakers), mark.line)
        if paragraph.text.strip():
            self._found.append(paragraph)

    def _runs(self, token: Token) -> Iterator[Run]:
        span: Token | None = None
        words: list[str] = []
        for child in token.children or ():
            if child.type == "text":
                words.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                words[-1:] = [*(word.rstrip(" \t") for word in words[-1:]), " "]
            elif child.type == attributes.SPAN_OPEN:
                yield Run("".join(words))
                self._check_alone(child, span, token)
                span, words = child, []
            elif child.type == attributes.SPAN_CLOSE and span:
                yield self._span("".join(words), span, token)
                span, words = None, []
            elif child.type == attributes.MISTAKE:
                self._report_mistake(child, self._mark_in(token, child.meta["at"]))
        yield Run("".join(words))

    def _span(self, words: str, span: Token, token: Token) -> Run:
        at = span.meta["at"]
        pairs = attributes.pairs(span.content)
        placed = [(pair, self._mark_in(token, at + pair.at)) for pair in pairs]
        values = _values(placed, _SPAN_KEYS, self._said)
        if not words.strip():
            what = f"there are no words in the brackets before {quoted(span.content)}"
            hint = "write the words, as they are shown, into the brackets"
            self._said.add(self._mark_in(token, at), what, hint)
        return Run(words, values.get("lang", ""), values.get("say", ""))

    # ---- problems, and where they are --------------------------------------------------------

    def _check_depth(self, token: Token) -> None:
        if token.level + 1 >= DEEPEST:
            what = f"quotes and lists are {DEEPEST} levels deep here"
            self._said.add(self._mark(token), what, "take some of their markers away")

    def _check_markers(self, token: Token) -> None:
        """CommonMark lets a quote go on without its markers; then it is not clear who speaks."""
        first, end = token.map or (0, 0)
        for number in range(first + 1, end if self._speakers else 0):
            margin = re.match(r"[\s>]*", self._lines[number])
            if margin and margin[0].count(">") < len(self._speakers):
                mark = Mark(number + self._first_line, margin.end() + 1)
                what = "it is not clear who says this line, for it continues the quote above it"
                self._said.add(mark, what, 'begin it with ">", or leave an empty line before it')

    def _check_alone(self, span: Token, around: Token | None, token: Token) -> None:
        if around:
            mark = self._mark_in(token, span.meta["at"])
            what = "these brackets stand inside other brackets with attributes"
            self._said.add(mark, what, "give each stretch of words brackets of its own")

    def _report_mistake(self, mistake: Token, mark: Mark) -> None:
        if mark != self._mistaken:  # "[words]{lang = ko}" is met at both of its parts
            what = f"{quoted(mistake.content)} {mistake.info}"
            self._said.add(mark, what, mistake.meta["hint"])
        self._mistaken = mark

    def _mark(self, token: Token) -> Mark:
        """Where a block begins."""
        number = token.map[0] if token.map else 0
        line = self._lines[number]
        return Mark(number + self._first_line, len(line) - len(line.lstrip()) + 1)

    def _mark_in(self, token: Token, offset: int) -> Mark:
        """Where in the file a character of a block's text stands."""
        number = (token.map[0] if token.map else 0) + token.content.count("\n", 0, offset)
        start = token.content.rfind("\n", 0, offset) + 1
        content = token.content[start:].split("\n", 1)[0]
        indent = len(content) - len(content.lstrip())
        # markdown-it has taken off the markers of quotes and lists, so look from the end.
        before = max(self._lines[number].rfind(content.strip()), 0)
        return Mark(number + self._first_line, before + offset - start - indent + 1)


def _values(
    placed: list[tuple[attributes.Pair, Mark]], known: Mapping[str, kinds.One], said: Report
) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair, mark in placed:
        if pair.key not in known:
            elsewhere = _ELSEWHERE.get(pair.key, "")
            hint = elsewhere or report.did_you_mean(pair.key, known)
            expected = f"where {report.either(known)} is expected"
            said.add(mark, f"{quoted(pair.key)} is no attribute here, {expected}", hint)
        elif pair.key in values:
            said.add(mark, f'"{pair.key}" is here twice', "delete one")
        elif not pair.value:
            said.add(mark, f'"{pair.key}" is empty', "write it, or delete it")
        else:
            written = yaml.Scalar(mark, pair.value, plain=False)
            values[pair.key] = known[pair.key].read(written, f'"{pair.key}"', said) or ""
    return values


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The same words in as few runs as can tell them."""
    last = Run("")
    for run in runs:
        if not (last.said or run.said) and run.language == last.language:
            last = Run(last.text + run.text, last.language)
        elif run.text:
            if last.text:
                yield last
            last = run
    if last.text:
        yield last
