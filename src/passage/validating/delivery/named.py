"""Every address that a client of a feed will ask for, and what the feed says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from passage.validating import values
from passage.validating.document import Node

MEDIA = frozenset({"enclosure", "podcast:trailer", "podcast:source"})
"""Elements that name sound; what an address is for is told by the element that names it."""
PICTURES = frozenset({"itunes:image", "podcast:image", "url"})
PAGES = frozenset({"link", "podcast:contentLink"})
TEXTS = frozenset({"podcast:transcript", "podcast:chapters"})

_ATTRIBUTES = {
    "enclosure": "url",
    "itunes:image": "href",
    "podcast:chapters": "url",
    "podcast:contentLink": "href",
    "podcast:image": "href",
    "podcast:source": "uri",
    "podcast:trailer": "url",
    "podcast:transcript": "url",
}


@dataclass(frozen=True, slots=True)
class Named:
    """An address in a feed."""

    address: str
    """Without the fragment."""
    fragment: str
    node: Node
    """The element that names it."""
    media_type: str = ""
    length: int | None = None

    @property
    def role(self) -> str:
        """The name of the element."""
        return self.node.name

    @property
    def title(self) -> str:
        """That of the episode that it belongs to; empty for the show."""
        return self.node.item.say("title") if self.node.item else ""


def named(root: Node) -> tuple[Named, ...]:
    """All addresses of a feed that say where they lie, in the order of its lines."""
    found = sorted(_named(root), key=lambda each: each.node.line)
    return tuple(each for each in found if not values.address(each.address))


def base(address: str) -> str:
    """The folder above the folder of a feed, with a slash at its end."""
    return urljoin(urljoin(address, "."), "..") if address.count("/") > 3 else urljoin(address, "/")  # noqa: PLR2004 - two of them stand before the host


def self_link(root: Node) -> str:
    """Where a feed says that it lies; empty when it does not."""
    return next(iter(_links(root, "self")), "")


def archive(root: Node) -> Sequence[str]:
    """The next older page of a feed (RFC 5005, 3 and 4)."""
    return [*_links(root, "prev-archive"), *_links(root, "next")][:1]


def items(root: Node) -> list[Node]:
    """The episodes of a feed."""
    channel = root.find("channel")
    return channel.all("item") if channel else []


def guid(root: Node) -> str:
    """The show's ``podcast:guid``; empty without one."""
    channel = root.find("channel")
    return channel.say("podcast:guid") if channel else ""


def _links(root: Node, relation: str) -> list[str]:
    channel = root.find("channel")
    links = channel.all("atom:link") if channel else []
    return [
        link.attributes.get("href", "") for link in links if link.attributes.get("rel") == relation
    ]


def _named(root: Node) -> Iterator[Named]:
    for node in root.walk():
        if node.name in _ATTRIBUTES:
            written = node.attributes.get(_ATTRIBUTES[node.name], "")
        elif node.name == "link" or (node.name == "url" and node.parent and _is_image(node.parent)):
            written = node.value
        else:
            continue
        # A Podlove link or <image>'s own <link> says nothing that the channel's does not.
        if written and not (node.name == "link" and node.parent and _is_image(node.parent)):
            address, fragment = urldefrag(written)
            about = node.parent if node.name == "podcast:source" and node.parent else node
            length = about.attributes.get("length", "")
            yield Named(
                address,
                fragment,
                node,
                about.attributes.get("type", ""),
                int(length) if length and not values.whole(length) else None,
            )


def _is_image(node: Node) -> bool:
    return node.name == "image"
