"""The feed: RSS 2.0 with what podcast apps add to it.

Follows PSP-1 (https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification),
Apple's tags (https://podcasters.apple.com/support/823-podcast-requirements) and the podcast
namespace (https://github.com/Podcastindex-org/podcast-namespace).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from passage.errors import PassageError
from passage.licences import LICENCES
from passage.model import EpisodeKind, Show
from passage.publishing import address, characters, extension, items, paging
from passage.publishing.extension import Attributes, Element, Extension, truth
from passage.publishing.paging import Page
from passage.publishing.published import Picture, Published


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the feed."""

    name: str
    """In ``feed/``."""
    content: bytes


def documents(
    show: Show, published: Sequence[Published], *, artwork: Picture
) -> Iterator[Document]:
    """The show's feed as UTF-8, newest episode first, whatever the order they come in.

    ``feed.xml`` comes first, then its archive, if the show has more episodes than one feed is
    to have. The bytes depend on the arguments alone: no clock, locale or time zone of this
    machine. Raises PassageError for a text that XML cannot carry, or one that is required and
    empty.
    """
    _check(show, published)
    newest_first = sorted(published, key=_age, reverse=True)
    trailers = [each for each in newest_first if _is_trailer(each)]
    for page in paging.pages(newest_first, show.feed_length):
        yield Document(page.name, _write(show, page, artwork, trailers))


def _write(show: Show, page: Page, artwork: Picture, trailers: Sequence[Published]) -> bytes:
    """Write some items at a time, and join them: a tree of all would take ten times the memory."""
    channel = tuple(_channel(show, page, artwork, trailers))
    head, tail, told = b"", b"", []
    for first in range(0, max(len(page.episodes), 1), _AT_ONCE):
        some = page.episodes[first : first + _AT_ONCE]
        document = _some(show, page, artwork, channel, some)
        # In a text or an attribute there is no "<" that is not escaped.
        begin = document.find(b"    <item>") if some else document.rfind(b"  </channel>")
        end = document.rfind(b"  </channel>")
        head, tail = document[:begin], document[end:]
        told.append(document[begin:end])
    return b"".join([head, *told, tail])


_AT_ONCE = 25
"""Items in a tree: of 10 to 200 the fastest (measured), since what is soon let go of is cheap."""


def _some(
    show: Show,
    page: Page,
    artwork: Picture,
    channel: tuple[Element, ...],
    episodes: Sequence[Published],
) -> bytes:
    """A whole feed with some of its items."""
    generator = FeedGenerator()
    generator.register_extension("passage", Extension, Extension, atom=False)
    _fill_channel(generator, show, page, artwork)
    for published in episodes:
        _fill_item(generator.add_entry(order="append"), show, published)
    document = bytes(generator.rss_str(pretty=True))
    told = (items.elements(show, published) for published in episodes)
    return extension.fill(document, [channel, *told])


def _check(show: Show, episodes: Sequence[Published]) -> None:
    characters.check_show(show)
    named = {"title": show.title, "description": show.description, "address": show.address}
    _require(characters.SHOW_FILE, named)
    for published in episodes:
        manifest = published.episode.manifest
        characters.check_episode(
            manifest, published.episode.chapters, file=published.episode.file, **_told(published)
        )
        named = {"title": manifest.title, "guid": manifest.guid}
        _require(characters.manifest_file(manifest), named)


def _require(subject: str, texts: dict[str, str]) -> None:
    for field, text in texts.items():
        if not text:
            raise PassageError(subject, f"{field} is empty", f"add a line that begins {field}:")


def _told(published: Published) -> dict[str, str]:
    """What else of an episode the feed tells in words of people."""
    texts = {
        f"{name} of {script.id}": text
        for script in published.scripts
        for name, text in (("narrator", script.narrator), ("place", script.place))
    }
    if published.soundbite:
        texts["soundbite"] = published.soundbite.title
    return texts


def _is_trailer(published: Published) -> bool:
    return published.episode.manifest.kind is EpisodeKind.TRAILER


def _age(published: Published) -> tuple[datetime, int, str]:
    manifest = published.episode.manifest
    return manifest.published, manifest.number, manifest.id


# ---- the channel -------------------------------------------------------------------------


class _Unwritten(datetime):
    """A date that feedgen leaves out.

    Unless it has one it takes the clock's for lastBuildDate, and any that it writes it formats
    by switching the locale of the process. It writes those that are true, and this is not.
    """

    def __bool__(self) -> bool:
        return False


def _fill_channel(generator: FeedGenerator, show: Show, page: Page, artwork: Picture) -> None:
    generator.title(show.title)
    where = address.under(show, f"feed/{page.name}")
    generator.link(href=where, rel="self", type="application/rss+xml")
    # Of all links feedgen takes the last for RSS's own <link>.
    generator.link(href=address.under(show, address.HOME), rel="alternate")
    generator.description(show.description)
    generator.language(show.language)
    generator.generator("Passage")
    generator.image(address.under(show, artwork.path))
    generator.lastBuildDate(_Unwritten(1970, 1, 1, tzinfo=UTC))
    generator.copyright(show.author)


def _channel(
    show: Show, page: Page, artwork: Picture, trailers: Sequence[Published]
) -> Iterator[Element]:
    yield from _pages(show, page)
    for published in page.episodes[:1]:
        date = format_datetime(published.episode.manifest.published)
        yield Element("pubDate", date)
        yield Element("lastBuildDate", date)
    yield Element("itunes:author", show.author)
    owner = (Element("itunes:name", show.author), Element("itunes:email", show.email))
    yield Element("itunes:owner", children=owner)
    yield from _category(show.category)
    yield Element("itunes:explicit", truth(show.explicit))
    yield from items.picture(show, artwork)
    # A journey is told in order: apps then offer the first episode to begin with.
    yield Element("itunes:type", "serial")
    if show.complete:
        yield Element("itunes:complete", "yes")
    if show.block:
        yield Element("itunes:block", "yes")
    yield from _podcast(show)
    for trailer in trailers:
        yield _trailer(show, trailer)


def _pages(show: Show, page: Page) -> Iterator[Element]:
    """The links of RFC 5005, and ``fh:archive`` in a page that will not change (section 4)."""
    if page.is_archive:
        yield Element("fh:archive")
    for rel, name in page.links:
        where = address.under(show, f"feed/{name}")
        link = (("href", where), ("rel", rel), ("type", "application/rss+xml"))
        yield Element("atom:link", attributes=link)


def _podcast(show: Show) -> Iterator[Element]:
    """The podcast namespace's own."""
    yield Element("podcast:guid", show.guid)
    yield Element("podcast:locked", "yes", (("owner", show.email),))
    yield Element("podcast:medium", "podcast")
    if show.funding:
        where, words = show.funding
        yield Element("podcast:funding", words, (("url", address.plain(where)),))
    if show.licence.lower() in LICENCES:
        yield Element("podcast:license", show.licence.lower())
    yield from items.regulars(show)
    yield items.SYNTHETIC
    if show.frequency or show.complete:
        rule: Attributes = (("rrule", show.frequency_rule),) if show.frequency_rule else ()
        complete: Attributes = (("complete", "true"),) if show.complete else ()
        yield Element("podcast:updateFrequency", show.frequency, (*complete, *rule))
    if show.block:
        yield Element("podcast:block", "yes")


def _trailer(show: Show, published: Published) -> Element:
    episode = published.episode
    season = items.season(show, episode.manifest)
    numbered: Attributes = (("season", str(season)),) if season else ()
    told: Attributes = (
        ("url", items.enclosure(show, episode)),
        ("pubdate", format_datetime(episode.manifest.published)),
        ("length", str(episode.size)),
        ("type", items.AUDIO),
    )
    return Element("podcast:trailer", episode.manifest.title, (*told, *numbered))


def _category(category: tuple[str, ...]) -> Iterator[Element]:
    """Apple nests a subcategory in its category."""
    for name in category[:1]:
        inside = tuple(Element("itunes:category", attributes=(("text", s),)) for s in category[1:])
        yield Element("itunes:category", attributes=(("text", name),), children=inside)


# ---- an item -----------------------------------------------------------------------------


def _fill_item(item: FeedEntry, show: Show, published: Published) -> None:
    episode = published.episode
    manifest = episode.manifest
    item.title(manifest.title)
    item.guid(manifest.guid, permalink=False)
    item.description(published.summary)
    item.enclosure(items.enclosure(show, episode), episode.size, items.AUDIO)
