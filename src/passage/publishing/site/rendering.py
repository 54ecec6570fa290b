"""Pages from templates: what is said is escaped, whatever it looks like, and keeps its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from passage.model import Milliseconds, Show
from passage.publishing import address, direction, notes
from passage.publishing.site import links, tongues
from passage.publishing.site.catalogue import Catalogue
from passage.publishing.site.parts import Line
from passage.publishing.site.tongues import Said

# What HTML has no way to write, not even escaped.
_UNWRITABLE = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes pages of one show."""

    show: Show
    nav: tuple[tuple[str, str], ...] = ()
    """Of every page: where it leads, and its name in the catalogue."""

    def write(self, template: str, path: str, **values: object) -> bytes:
        """A page. What the template names and is not given raises jinja2.UndefinedError."""
        catalogue = _catalogue(self.show.language)
        tools = _Tools(self.show.language, path, catalogue)
        named = {name: getattr(tools, name) for name in _NAMED}
        written = (
            _environment()
            .get_template(template)
            .render(
                show=self.show,
                path=path,
                catalogue=catalogue,
                direction=direction.of(self.show.language),
                feed_address=address.under(self.show, address.FEED),
                nav=self.nav,
                plain=tongues.plain,
                words_in=tongues.said,
                **named,
                **values,
            )
        )
        return written.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("passage.publishing.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_writable,
    )


@cache
def _catalogue(language: str) -> Catalogue:
    return Catalogue(language)


def _writable(value: object) -> object:
    if isinstance(value, str) and _UNWRITABLE.search(value):
        clean = _UNWRITABLE.sub("\ufffd", value)
        return Markup(clean) if isinstance(value, Markup) else clean  # noqa: S704 - as it was
    return value


_NAMED = (
    *("w", "l", "a", "to", "said", "said_in", "own", "own_words", "paragraphs", "sentence"),
    *("tongue", "tongue_of", "tongue_name", "linked", "stamp", "seconds", "day", "unbroken"),
)


class _Tools:
    """What templates call: short names, since pages are made of them."""

    def __init__(self, language: str, path: str, catalogue: Catalogue) -> None:
        self._language, self._path, self._catalogue = language, path, catalogue

    def w(self, key: str, within: str = "", **values: object) -> Markup:
        """A word of the interface, as one element where it is not in the language around it.

        What fills its braces is `Said`, which keeps its own language, or markup, or plain.
        """
        spoken = self._catalogue.spoken(key)
        around = within or self._language
        told = Markup("").join(
            self._filled(values[piece], spoken) if place % 2 else escape(piece)
            for place, piece in enumerate(self._catalogue.pieces(key))
        )
        if spoken == around:
            return told
        return Markup("<span{}>{}</span>").format(_attributes(spoken, around), told)

    def _filled(self, value: object, spoken: str) -> Markup:
        if isinstance(value, tuple):
            return self.said(value, spoken)
        return value if isinstance(value, Markup) else escape(_writable(str(value)))

    def l(self, key: str) -> Markup:  # noqa: E743 - as short as w and a
        """The language of a word of the interface, for an element with that word in an attribute.

        It turns no direction: what stands in the element keeps the page's.
        """
        spoken = self._catalogue.spoken(key)
        return Markup(' lang="{}"').format(spoken) if spoken != self._language else Markup("")

    def a(self, key: str, **values: object) -> str:
        """A word of the interface for an attribute."""
        return self._catalogue.text(key, **values)

    def to(self, path: str) -> str:
        """The address of a made file, from this page."""
        return links.relative(path, self._path)

    def said(self, words: Said, within: str = "") -> Markup:
        """Words, each stretch marked that is not in the language around it."""
        around = within or self._language
        if len(words) == 1:
            return _piece(*words[0], around)
        runs = groupby(words, key=lambda piece: piece[1])
        return Markup("").join(
            _piece("".join(text for text, _ in run), language, around) for language, run in runs
        )

    def said_in(self, words: Said) -> Markup:
        """The same, in an element that has the attributes of `tongue_of` these words."""
        return self.said(words, self.tongue_name(words))

    def unbroken(self, words: Said) -> Said:
        """The same, with every number on the line of what it counts."""
        return tuple((re.sub(r"(\d) ", "\\1\u00a0", text), language) for text, language in words)

    def tongue_name(self, words: Said) -> str:
        """The language of an element with these words: theirs, or the show's if they have many."""
        languages = {language for _, language in words}
        return languages.pop() if len(languages) == 1 else self._language

    def tongue_of(self, words: Said) -> Markup:
        """The attributes of an element with these words."""
        return self.tongue(self.tongue_name(words))

    def own_words(self, text: str) -> Said:
        """What the producer wrote in the show's language, to fill a brace with."""
        return tongues.said(text, self._language)

    def paragraphs(self, text: str) -> list[str]:
        """A text that has blank lines between its paragraphs."""
        return notes.paragraphs(text)

    def sentence(self, line: Line, within: str) -> Markup:
        """A sentence and when it is heard. There are so many that a template would be too slow."""
        words = self.said(line.said, within)
        times = f'id="c{line.number}" data-t="{line.start}" data-e="{line.end}"'
        return Markup(f'<span class="s" {times}>{words}</span>')  # noqa: S704 - numbers, and markup

    def own(self, text: str, within: str = "") -> Markup:
        """What the producer wrote in the show's language."""
        return self.said(((text, self._language),), within)

    def tongue(self, language: str, within: str = "") -> Markup:
        """The attributes of an element in a language; nothing in that around it."""
        return _attributes(language, within or self._language)

    def linked(self, words: Said, within: str = "") -> Markup:
        """The same, with the addresses on the web in it as links."""
        around = within or self._language
        return Markup("").join(
            Markup('<a href="{0}" rel="external">{0}</a>').format(_writable(piece))
            if is_address
            else _piece(piece, language, around)
            for text, language in words
            for piece, is_address in links.parts(text)
        )

    def stamp(self, moment: Milliseconds) -> str:
        """When something is heard."""
        return notes.stamp(moment)

    def seconds(self, moment: Milliseconds) -> str:
        """The same for a media fragment (W3C Media Fragments URI 1.0, section 4.2.1)."""
        return f"{moment / 1000:.3f}".rstrip("0").rstrip(".")

    def day(self, moment: datetime) -> Markup:
        """A day, for people and for programs."""
        told = self.said(self._catalogue.date(moment))
        # Digits and hyphens alone would be turned round where a line goes to the left.
        turned = direction.of(self._language) == "rtl" and "date" not in self._catalogue
        way = Markup(' dir="ltr"') if turned else ""
        return Markup('<time datetime="{}"{}>{}</time>').format(moment.isoformat(), way, told)


def _piece(text: str, language: str, around: str) -> Markup:
    if not language or language == around:
        return escape(_writable(text))
    # Within words that are turned, a space at their end would stand on the wrong side of them.
    within = text.strip()
    before, _, after = text.partition(within) if within else ("", "", text)
    word = Markup("<span{}>{}</span>").format(_attributes(language, around), _writable(within))
    return escape(before) + word + escape(after)


def _attributes(language: str, around: str) -> Markup:
    if not language or language == around:
        return Markup("")
    way = direction.of(language)
    turned = f' dir="{way}"' if way != direction.of(around) else ""
    return Markup(' lang="{}"{}').format(language, Markup(turned))  # noqa: S704 - ltr or rtl
