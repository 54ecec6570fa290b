"""A page of HTML that can be read with eyes, ears and fingers.

``<cite>``, ``<time>`` and ``<p>`` as the podcast namespace has them:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passage.publishing import direction, notes
from passage.publishing.markup import text
from passage.publishing.transcripts.transcript import Sentence, Transcript

_STYLE = (
    "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.6 sans-serif}"
    "cite{font-style:normal;font-weight:bold}"
)


def write(transcript: Transcript) -> str:
    """A whole page: a heading for each chapter, then who speaks from when, then paragraphs.

    Each sentence is a span with the number of its cue (``c12``); words of another language are
    marked as such, and those of somebody who is quoted are a block quote.
    """
    language = transcript.language
    turned = ' dir="rtl"' if direction.of(language) == "rtl" else ""
    title = text(transcript.title)
    sections = "\n".join(
        f"<section>\n{_section(heading, sentences, language)}\n</section>"
        for heading, sentences in transcript.parts
        if sentences
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{text(language)}"{turned}>\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{sections}\n</main>\n</body>\n</html>\n"
    )


def _section(heading: str, sentences: Sequence[Sentence], language: str) -> str:
    lines = [f"<h2>{text(heading)}</h2>"] if heading else []
    for paragraph in _paragraphs(sentences):
        first = paragraph[0]
        if first.turn:
            lines.append(_who(first))
        words = " ".join(_span(sentence, language) for sentence in paragraph)
        quoted = first.cue.quoted
        lines.append(f"<blockquote><p>{words}</p></blockquote>" if quoted else f"<p>{words}</p>")
    return "\n".join(lines)


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and (sentence.turn or sentence.cue.paragraph):
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    yield paragraph


def _who(sentence: Sentence) -> str:
    start = sentence.cue.start
    time = f'<time datetime="PT{start / 1000:.3f}S">{notes.stamp(start)}</time>'
    name = " ".join(sentence.cue.speaker.split())
    return f"<cite>{text(name)}</cite> {time}" if name else time


def _span(sentence: Sentence, language: str) -> str:
    words = "".join(
        f'<span lang="{text(spoken)}">{text(piece)}</span>'
        if spoken and spoken != language
        else text(piece)
        for piece, spoken in sentence.pieces
    )
    return f'<span id="c{sentence.number}">{words}</span>'
