"""The podcast namespace 1.0 as a table: each element's parents, value and attributes.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags, one page for each
element. `namespace` makes rules of it, `namespace_sense` has those that a table cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass

from passage.validating import values, vocabulary
from passage.validating.finding import Level, Profile
from passage.validating.table import Book
from passage.validating.values import Form

ADDRESS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/"

NAMESPACE = Book("namespace", frozenset({Profile.NAMESPACE}), ADDRESS)

SHOWN = 60
"""Characters of a wrong value that a message repeats."""

NAME = 128
"""Characters that most values may have before apps shorten them."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an element."""

    name: str
    form: Form
    required: bool = False
    longest: int = 0
    """Characters; 0 for no limit."""
    level: Level = Level.ERROR
    """How grave a wrong form is: a warning where the page says "should"."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the podcast namespace."""

    name: str
    page: str
    parents: tuple[str, ...]
    attributes: tuple[Attribute, ...] = ()
    value: Form | None = None
    """None where it holds elements, or nothing."""
    longest: int = 0
    once: bool = False
    level: Level = Level.ERROR
    """How grave a wrong value is."""


def _must(name: str, form: Form) -> Attribute:
    return Attribute(name, form, required=True)


def _may(name: str, form: Form = values.any_text, longest: int = 0) -> Attribute:
    return Attribute(name, form, longest=longest)


def _should(name: str, form: Form) -> Attribute:
    return Attribute(name, form, level=Level.WARNING)


_CHANNEL, _ITEM = ("channel",), ("item", "podcast:liveItem")
_BOTH = (*_CHANNEL, *_ITEM)
_YES_NO = values.one_of(("yes", "no"))
_MEDIUM = values.one_of(vocabulary.MEDIUMS)
_GROUPS = values.one_of_folded(vocabulary.ROLES)
_ROLES = values.one_of_folded(vocabulary.ALL_ROLES)

ELEMENTS = (
    Element("guid", "guid.md", _CHANNEL, value=values.guid, once=True),
    Element("locked", "locked.md", _CHANNEL, (_may("owner", values.email),), _YES_NO, once=True),
    Element("medium", "medium.md", _CHANNEL, value=_MEDIUM, once=True),
    Element("funding", "funding.md", _BOTH, (_must("url", values.address),), values.any_text, NAME),
    Element(
        "block",
        "block.md",
        _CHANNEL,
        (_should("id", values.one_of(vocabulary.SERVICES)),),
        _YES_NO,
    ),
    Element(
        "license",
        "license.md",
        _BOTH,
        (_may("url", values.address),),
        values.filled,
        NAME,
        once=True,
    ),
    Element(
        "person",
        "person.md",
        _BOTH,
        (
            _should("role", _ROLES),
            _should("group", _GROUPS),
            _may("img", values.address),
            _may("href", values.address),
        ),
        values.filled,
        NAME,
    ),
    Element(
        "location",
        "location.md",
        _BOTH,
        (
            _may("rel", values.one_of(("subject", "creator"))),
            _may("geo", values.geo),
            _may("osm", values.osm),
            _may("country", values.country),
        ),
        values.filled,
        NAME,
    ),
    Element("season", "season.md", _ITEM, (_may("name", longest=NAME),), values.count, once=True),
    Element(
        "episode", "episode.md", _ITEM, (_may("display", longest=32),), values.decimal, once=True
    ),
    Element(
        "transcript",
        "transcript.md",
        _ITEM,
        (
            _must("url", values.address),
            _must("type", values.one_of(vocabulary.TRANSCRIPTS)),
            _may("language", values.language),
            _should("rel", values.one_of(("captions",))),
        ),
    ),
    Element(
        "chapters",
        "chapters.md",
        _ITEM,
        (
            _must("url", values.address),
            _must("type", values.one_of(("application/json+chapters", "application/json"))),
        ),
        once=True,
    ),
    Element(
        "soundbite",
        "soundbite.md",
        _ITEM,
        (_must("startTime", values.seconds), _must("duration", values.seconds)),
        values.any_text,
        NAME,
    ),
    Element(
        "alternateEnclosure",
        "alternate-enclosure.md",
        _ITEM,
        (
            _must("type", values.mime),
            _may("length", values.whole),
            _may("bitrate", values.decimal),
            _may("height", values.whole),
            _may("lang", values.language),
            _may("title", longest=32),
            _may("rel", longest=32),
            _may("codecs", values.filled),
            _may("default", values.truth),
        ),
    ),
    Element(
        "source",
        "source.md",
        ("podcast:alternateEnclosure",),
        (_must("uri", values.any_uri), _may("contentType", values.mime)),
    ),
    Element(
        "integrity",
        "integrity.md",
        ("podcast:alternateEnclosure",),
        (_must("type", values.one_of(("sri", "pgp-signature"))), _must("value", values.filled)),
        once=True,
    ),
    Element(
        "trailer",
        "trailer.md",
        _CHANNEL,
        (
            _must("url", values.address),
            _must("pubdate", values.date),
            _may("length", values.whole),
            _may("type", values.mime),
            _may("season", values.count),
        ),
        values.filled,
        NAME,
    ),
    Element(
        "updateFrequency",
        "update-frequency.md",
        _CHANNEL,
        (
            _may("complete", values.truth),
            _may("dtstart", values.iso_date),
            _may("rrule", values.recurrence),
        ),
        values.any_text,
        NAME,
        once=True,
    ),
    Element(
        "image",
        "image.md",
        _BOTH,
        (
            _must("href", values.address),
            _may("alt"),
            _may("aspect-ratio", values.ratio),
            _may("width", values.whole),
            _may("height", values.whole),
            _may("type", values.mime),
            _may("purpose", longest=NAME),
        ),
    ),
    Element("images", "images.md", _BOTH, (_must("srcset", values.filled),), once=True),
    Element("txt", "txt.md", _BOTH, (_may("purpose", longest=NAME),), values.filled, 4000),
    Element(
        "contentLink", "content-link.md", _ITEM, (_must("href", values.any_uri),), values.any_text
    ),
    Element(
        "socialInteract",
        "social-interact.md",
        _BOTH,
        (
            _must("protocol", values.filled),
            _may("uri", values.any_uri),
            _may("accountId"),
            _may("accountUrl", values.address),
            _may("priority", values.count),
        ),
    ),
    Element(
        "chat",
        "chat.md",
        _BOTH,
        (
            _must("server", values.filled),
            _must("protocol", values.filled),
            _may("accountId"),
            _may("space"),
        ),
        once=True,
    ),
    Element("podroll", "podroll.md", _CHANNEL, once=True),
    Element("publisher", "publisher.md", _CHANNEL, once=True),
    Element(
        "remoteItem",
        "remote-item.md",
        ("channel", "podcast:podroll", "podcast:publisher", "podcast:valueTimeSplit"),
        (
            _must("feedGuid", values.guid),
            _may("feedUrl", values.address),
            _may("itemGuid"),
            _may("medium", _MEDIUM),
            _may("title"),
        ),
    ),
    Element(
        "liveItem",
        "live-item.md",
        _CHANNEL,
        (
            _must("status", values.one_of(("pending", "live", "ended"))),
            _must("start", values.iso_date),
            _may("end", values.iso_date),
        ),
    ),
    Element("podping", "podping.md", _CHANNEL, (_may("usesPodping", values.truth),), once=True),
    # Payments are not looked into: these are known, and where they stand.
    Element("value", "value.md", _BOTH),
    Element("valueRecipient", "value-recipient.md", ("podcast:value", "podcast:valueTimeSplit")),
    Element("valueTimeSplit", "value-time-split.md", ("podcast:value",)),
)

UNCHECKED = frozenset({"value", "valueRecipient", "valueTimeSplit"})
"""Their attributes may be any."""
