"""What an item of the feed says of its episode, beyond what every RSS reader knows."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from passage.model import Episode, Manifest, Milliseconds, Show
from passage.publishing import address, chapters, notes, places
from passage.publishing.extension import Attributes, Element, truth
from passage.publishing.published import Picture, Published

AUDIO = "audio/mpeg"
"""Of the main enclosure: PSP-1 allows MP3 and AAC."""


SYNTHETIC = Element("podcast:txt", "true", (("purpose", "ai-content"),))
"""Says that no person's voice is heard."""


def elements(show: Show, published: Published) -> Iterator[Element]:
    """Apple's and the podcast namespace's elements of one item, in a fixed order."""
    manifest = published.episode.manifest
    # feedgen would look at each link for all that Atom allows.
    yield Element("link", _page(show, published))
    yield Element("pubDate", format_datetime(manifest.published))
    yield Element("itunes:duration", str((published.episode.duration + 500) // 1000))
    yield from _numbers(show, manifest)
    yield Element("itunes:episodeType", manifest.kind.value)
    yield Element("itunes:explicit", truth(show.explicit))
    if published.picture:
        yield from picture(show, published.picture)
    yield SYNTHETIC
    yield from _people(show, published)
    yield from _places(show, published)
    yield from _files(show, published)
    yield from _editions(show, published)
    shown = notes.html(manifest, published.episode.chapters)
    if shown:
        yield Element("content:encoded", shown)


def _page(show: Show, published: Published) -> str:
    """Where an episode can be heard and read; without a page, a place on the show's own."""
    if published.page:
        return address.under(show, published.page)
    return f"{address.plain(show.address)}#{published.episode.manifest.id}"


def picture(show: Show, drawn: Picture) -> Iterator[Element]:
    """A picture, for apps that know Apple's element and for those that also tell it in words."""
    where = address.under(show, drawn.path)
    yield Element("itunes:image", attributes=(("href", where),))
    size = str(drawn.size)
    described = (
        ("href", where),
        *((("alt", drawn.alt),) if drawn.alt else ()),
        ("aspect-ratio", "1/1"),
        ("width", size),
        ("height", size),
        ("type", drawn.media_type),
        ("purpose", "artwork"),
    )
    yield Element("podcast:image", attributes=described)


def enclosure(show: Show, episode: Episode) -> str:
    """The address of an episode's audio."""
    return address.under(show, f"audio_out/{episode.file}")


def season(show: Show, manifest: Manifest) -> int:
    """The place of an episode's stage on the journey, from 1 on; 0 for none."""
    ids = [stage.id for stage in show.stages]
    return ids.index(manifest.season) + 1 if manifest.season in ids else 0


def person(name: str, role: str, group: str) -> Element:
    """Somebody who took part, as the Podcast Taxonomy calls it: https://podcasttaxonomy.com/."""
    return Element("podcast:person", name, (("role", role), ("group", group)))


def regulars(show: Show) -> Iterator[Element]:
    """Those who are part of every episode."""
    if show.cast.host_name:
        yield person(show.cast.host_name, "host", "cast")
    if show.author:
        yield person(show.author, "author", "writing")


def _numbers(show: Show, manifest: Manifest) -> Iterator[Element]:
    """Season and episode, which PSP-1 wants as integers from 1 on."""
    if manifest.number > 0:
        number = str(manifest.number)
        display: Attributes = (("display", manifest.display),) if manifest.display else ()
        yield Element("itunes:episode", number)
        yield Element("podcast:episode", number, display)
    place = season(show, manifest)
    if place:
        yield Element("itunes:season", str(place))
        name = show.stages[place - 1].name
        yield Element("podcast:season", str(place), (("name", name),))


def _people(show: Show, published: Published) -> Iterator[Element]:
    """Everyone who is heard: an item's people take the place of the channel's."""
    narrators = dict.fromkeys(script.narrator for script in published.scripts if script.narrator)
    if narrators:
        yield from regulars(show)
    for name in narrators:
        yield person(name, "narrator", "cast")


def _places(show: Show, published: Published) -> Iterator[Element]:
    for place in places.of_scripts(show, published.scripts):
        told = (("rel", "subject"), ("geo", place.geo), ("country", place.country))
        given = tuple((name, value) for name, value in told if value)
        yield Element("podcast:location", place.name, given)


def _files(show: Show, published: Published) -> Iterator[Element]:
    """Transcripts, chapters, and a link to the words for those whose app shows neither."""
    for file in published.transcripts:
        where = address.under(show, file.path)
        told: Attributes = (("url", where), ("type", file.media_type), ("language", show.language))
        rel: Attributes = (("rel", "captions"),) if file.captions else ()
        yield Element("podcast:transcript", attributes=(*told, *rel))
    if published.chapters:
        where = address.under(show, published.chapters)
        json = (("url", where), ("type", "application/json+chapters"))
        yield Element("podcast:chapters", attributes=json)
    podlove = chapters.as_podlove(show, published)
    if podlove:
        yield podlove
    if published.soundbite:
        bite = published.soundbite
        times = (("startTime", _seconds(bite.start)), ("duration", _seconds(bite.duration)))
        yield Element("podcast:soundbite", bite.title, times)
    for path in [published.page] if published.page else _html(published):
        link = (("href", address.under(show, path)),)
        yield Element("podcast:contentLink", published.episode.manifest.title, link)


def _html(published: Published) -> Iterator[str]:
    return (file.path for file in published.transcripts if file.media_type == "text/html")


def _editions(show: Show, published: Published) -> Iterator[Element]:
    for edition in published.editions:
        yield Element(
            "podcast:alternateEnclosure",
            attributes=(
                ("type", edition.media_type),
                ("length", str(edition.size)),
                ("bitrate", str(edition.bitrate)),
                ("lang", show.language),
                ("title", edition.title),
                ("codecs", edition.codecs),
            ),
            children=(
                Element("podcast:source", attributes=(("uri", address.under(show, edition.path)),)),
                Element(
                    "podcast:integrity",
                    attributes=(("type", "sri"), ("value", edition.integrity)),
                ),
            ),
        )


def _seconds(length: Milliseconds) -> str:
    return f"{length / 1000:.3f}"
