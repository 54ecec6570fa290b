"""The feed: RSS 2.0 with what podcast apps add to it.

Follows PSP-1 (https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification),
Apple's tags (https://podcasters.apple.com/support/823-podcast-requirements) and the podcast
namespace (https://github.com/Podcastindex-org/podcast-namespace).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from passage.errors import PassageError
from passage.model import Episode, Manifest, Show
from passage.publishing import address, characters, notes
from passage.publishing.extension import Element, Extension


def feed(show: Show, episodes: Sequence[Episode], *, artwork: str) -> bytes:
    """The show's feed as UTF-8, newest episode first, whatever the order they come in.

    `artwork` is the name of the cover in ``feed/``. The bytes depend on the arguments alone: no
    clock, locale or time zone of this machine. Raises PassageError for a text that XML cannot
    carry, or one that is required and empty.
    """
    _check(show, episodes)
    newest_first = sorted(episodes, key=_age, reverse=True)
    cover = address.under(show, f"feed/{artwork}")
    generator = FeedGenerator()
    generator.register_extension("passage", Extension, Extension, atom=False)
    _fill_channel(generator, show, cover)
    generator.passage.elements = tuple(_channel(show, newest_first, cover))
    for episode in newest_first:
        item = generator.add_entry(order="append")
        _fill_item(item, show, episode)
        item.passage.elements = tuple(_item(show, episode))
    return bytes(generator.rss_str(pretty=True))


def _check(show: Show, episodes: Sequence[Episode]) -> None:
    characters.check_show(show)
    named = {"title": show.title, "description": show.description, "address": show.address}
    _require(characters.SHOW_FILE, named)
    for episode in episodes:
        manifest = episode.manifest
        characters.check_episode(manifest, episode.chapters, file=episode.file)
        named = {"title": manifest.title, "guid": manifest.guid}
        _require(characters.manifest_file(manifest), named)


def _require(subject: str, texts: dict[str, str]) -> None:
    for field, text in texts.items():
        if not text:
            raise PassageError(subject, f"{field} is empty", f"add a line that begins {field}:")


def _age(episode: Episode) -> tuple[datetime, int, str]:
    manifest = episode.manifest
    return manifest.published, manifest.number, manifest.id


# ---- the channel -------------------------------------------------------------------------


class _Unwritten(datetime):
    """A date that feedgen leaves out.

    Unless it has one it takes the clock's for lastBuildDate, and any that it writes it formats
    by switching the locale of the process. It writes those that are true, and this is not.
    """

    def __bool__(self) -> bool:
        return False


def _fill_channel(generator: FeedGenerator, show: Show, cover: str) -> None:
    generator.title(show.title)
    generator.link(href=address.under(show, address.FEED), rel="self", type="application/rss+xml")
    # Of all links feedgen takes the last for RSS's own <link>.
    generator.link(href=address.plain(show.address), rel="alternate")
    generator.description(show.description)
    generator.language(show.language)
    generator.generator("Passage")
    generator.image(cover)
    generator.lastBuildDate(_Unwritten(1970, 1, 1, tzinfo=UTC))
    terms = f", {show.licence}" if show.licence else ""
    generator.copyright(f"© {show.author}{terms}")


def _channel(show: Show, newest_first: Sequence[Episode], cover: str) -> Iterator[Element]:
    for episode in newest_first[:1]:
        date = format_datetime(episode.manifest.published)
        yield Element("pubDate", date)
        yield Element("lastBuildDate", date)
    yield Element("itunes:author", show.author)
    owner = (Element("itunes:name", show.author), Element("itunes:email", show.email))
    yield Element("itunes:owner", children=owner)
    yield from _category(show.category)
    yield Element("itunes:explicit", _truth(show.explicit))
    yield Element("itunes:image", attributes=(("href", cover),))
    # A journey is told in order: apps then offer the first episode to begin with.
    yield Element("itunes:type", "serial")
    yield Element("podcast:guid", show.guid)
    yield Element("podcast:locked", "yes", (("owner", show.email),))
    yield Element("podcast:medium", "podcast")
    if show.funding:
        where, words = show.funding
        yield Element("podcast:funding", words, (("url", address.plain(where)),))
    if show.licence:
        yield Element("podcast:license", _licence(show.licence))


def _category(category: tuple[str, ...]) -> Iterator[Element]:
    """Apple nests a subcategory in its category."""
    for name in category[:1]:
        inside = tuple(Element("itunes:category", attributes=(("text", s),)) for s in category[1:])
        yield Element("itunes:category", attributes=(("text", name),), children=inside)


def _licence(licence: str) -> str:
    """SPDX identifiers are written in small letters; a licence in words stays as it is.

    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/license.md
    """
    return licence if " " in licence else licence.lower()


def _truth(value: bool) -> str:  # noqa: FBT001 - the value itself, not a choice between ways
    """PSP-1 asks for ``true`` or ``false``; feedgen would only write yes or no."""
    return "true" if value else "false"


# ---- an item -----------------------------------------------------------------------------


def _fill_item(item: FeedEntry, show: Show, episode: Episode) -> None:
    manifest = episode.manifest
    item.title(manifest.title)
    item.guid(manifest.guid, permalink=False)
    item.link(href=f"{address.plain(show.address)}#{manifest.id}", rel="alternate")
    item.description(manifest.summary)
    item.enclosure(address.under(show, f"audio_out/{episode.file}"), episode.size, "audio/mpeg")


def _item(show: Show, episode: Episode) -> Iterator[Element]:
    manifest = episode.manifest
    yield Element("pubDate", format_datetime(manifest.published))
    yield Element("itunes:duration", str((episode.duration + 500) // 1000))
    yield from _numbers(show, manifest)
    yield Element("itunes:episodeType", manifest.kind.value)
    yield Element("itunes:explicit", _truth(show.explicit))
    yield Element("podcast:txt", "true", (("purpose", "ai-content"),))
    shown = notes.html(manifest, episode.chapters)
    if shown:
        yield Element("content:encoded", shown)


def _numbers(show: Show, manifest: Manifest) -> Iterator[Element]:
    """Season and episode, which PSP-1 wants as integers from 1 on."""
    if manifest.number > 0:
        yield Element("itunes:episode", str(manifest.number))
        yield Element("podcast:episode", str(manifest.number))
    for number, stage in enumerate(show.stages, start=1):
        if stage.id == manifest.season:
            yield Element("itunes:season", str(number))
            yield Element("podcast:season", str(number), (("name", stage.name),))
