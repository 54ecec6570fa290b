"""Further single faults, which somebody planted who had not read the program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mutagen import id3

from tests.delivering.verifying import faults, published
from tests.delivering.verifying.faults import FEED, Fault
from tests.delivering.verifying.host import Host, Odd, Reply

# ---- files ---------------------------------------------------------------------------------


def bytes_of(path: str, change: Callable[[bytes], bytes]) -> Fault:
    """A file has other bytes."""

    def plant(host: Host) -> None:
        path_there = faults._path(host, path)
        before = host.read(path_there)
        host.files[path_there] = change(before)
        assert host.files[path_there] != before

    return plant


def matched(path: str, pattern: str, new: str) -> Fault:
    """The first text that matches is another."""
    return bytes_of(path, lambda data: re.sub(pattern, new, data.decode(), count=1).encode())


def told(path: str, change: Callable[[Any], object]) -> Fault:
    """A file of JSON says something else."""

    def changed(data: bytes) -> bytes:
        said = json.loads(data)
        change(said)
        return json.dumps(said).encode()

    return bytes_of(path, changed)


def in_part_one(pattern: str, new: str) -> Fault:
    """The feed says something else of the first episode."""

    def plant(host: Host) -> None:
        item = faults._item(host.read(FEED).decode(), "The First Part")
        changed = re.sub(pattern, new, item, count=1)
        assert changed != item
        host.edit(FEED, item, changed)

    return plant


def of_the_other(path: str, other: str) -> Fault:
    """A file is that of the other episode."""

    def plant(host: Host) -> None:
        host.files[faults._path(host, path)] = host.read(faults._path(host, other))

    return plant


def named_in(path: str, old: str, new: str) -> Fault:
    """A file names something else; both are kinds of files, as in ``PICTURE``."""

    def plant(host: Host) -> None:
        before, after = faults._path(host, old), faults._path(host, new)
        data = host.read(path)
        assert before.encode() in data
        host.files[path] = data.replace(before.encode(), after.encode())

    return plant


def other_words(cues: str) -> str:
    """Two cues of WebVTT have each other's words."""
    blocks = [block.split("\n", 2) for block in cues.rstrip("\n").split("\n\n")]
    blocks[4][2], blocks[5][2] = blocks[5][2], blocks[4][2]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def exchanged(host: Host) -> None:
    """Both episodes have each other's enclosure."""
    text = host.read(FEED).decode()
    first, second = re.findall(r"<enclosure [^>]*>", text)
    text = text.replace(first, "|").replace(second, first).replace("|", second)
    host.files[FEED] = text.encode()


def out_of_order(host: Host) -> None:
    """The oldest episode comes first."""
    text = host.read(FEED).decode()
    newer, older = (faults._item(text, f"The {which} Part") for which in ("Second", "First"))
    host.files[FEED] = text.replace(newer, "|").replace(older, newer).replace("|", older).encode()


def in_a_circle(host: Host) -> None:
    """An archive of two pages, and the last leads back to the one before."""
    _archive(host, back=True)


def of_another_show(host: Host) -> None:
    """The oldest page of the archive is another show's."""
    _archive(host, guid="11111111-3c36-5a8e-9d53-0f6f5a0f9a11")


def _archive(host: Host, *, back: bool = False, guid: str = "") -> None:
    text, after = host.read(FEED).decode(), '" rel="self" type="application/rss+xml"/>'
    newer, older = (faults._item(text, f"The {which} Part") for which in ("Second", "First"))
    show = re.findall(r"<podcast:guid>(.*?)<", text)[0]

    def link(number: int) -> str:
        address = f"{host.address}feed/archive-{number}.xml"
        return f'<atom:link href="{address}" rel="prev-archive"/>'

    def page(number: int, rest: str, more: str) -> str:
        return rest.replace(f"feed.xml{after}", f"archive-{number}.xml{after}{more}", 1)

    host.files[FEED] = text.replace(older, "").replace(after, after + link(2), 1).encode()
    middle = page(2, text.replace(newer, "").replace(older, ""), link(1))
    oldest = page(1, text.replace(newer, ""), link(2) if back else "")
    host.files["feed/archive-2.xml"] = middle.encode()
    host.files["feed/archive-1.xml"] = oldest.replace(show, guid or show).encode()


# ---- tags ----------------------------------------------------------------------------------


def tag_says(name: str, new: str) -> Callable[[bytes], bytes]:
    """A text of the tag is another."""

    def change(tag: id3.ID3) -> None:
        for frame in tag.getall(name):  # type: ignore[no-untyped-call]
            frame.text = [new]

    return faults.tagged(change)


def tag_without(name: str) -> Callable[[bytes], bytes]:
    """Something is not in the tag."""

    def change(tag: id3.ID3) -> None:
        tag.delall(name)  # type: ignore[no-untyped-call]

    return faults.tagged(change)


def ends_late(tag: id3.ID3) -> None:
    """The second chapter ends half a second late."""
    tag.getall("CHAP")[1].end_time += 500  # type: ignore[no-untyped-call]


def no_whole_picture(tag: id3.ID3) -> None:
    """The picture is cut."""
    for frame in tag.getall("APIC"):  # type: ignore[no-untyped-call]
        frame.data = frame.data[:5000]


# ---- books ---------------------------------------------------------------------------------


def book_with(ending: str, pattern: str, new: str, path: str = published.BOOK) -> Fault:
    """The first text that matches in a file of a book is another."""

    def change(data: bytes) -> bytes:
        return re.sub(pattern.encode(), new.encode(), data, count=1)

    def plant(host: Host) -> None:
        host.files[path] = published.rebound(host.read(path), {ending: change})

    return plant


# ---- what the server does ------------------------------------------------------------------


def spanned(said: str) -> Odd:
    """A part says of itself that it is another; ``FIRST``, ``LAST`` and ``ALL`` are what it is."""

    def does(_method: str, reply: Reply) -> Reply:
        if reply.status != 206:
            return reply
        first, last, total = re.findall(r"\d+", reply.heads["Content-Range"])
        span = said.replace("FIRST", first).replace("LAST", last).replace("ALL", total)
        return replace(reply, heads=reply.heads | {"Content-Range": span})

    return does


def parts_with(**heads: str) -> Odd:
    """A part has other heads."""

    def does(method: str, reply: Reply) -> Reply:
        return faults.headed(**heads)(method, reply) if reply.status == 206 else reply

    return does


def refused_parts(_method: str, reply: Reply) -> Reply:
    """Whoever asks for a part is told that there is none."""
    return Reply(416, {}, b"") if reply.status == 206 else reply


def never_changed(_method: str, reply: Reply) -> Reply:
    """Whoever has anything is told that it is the newest."""
    return Reply(304, reply.heads, b"") if "If-None-Match" in reply.asked else reply


def changing_tags() -> Odd:
    """Each answer has another ETag."""
    count = iter(range(10_000))
    return lambda _method, reply: replace(reply, heads=reply.heads | {"ETag": f'"{next(count)}"'})


def refusing_apps(_method: str, reply: Reply) -> Reply:
    """Who calls itself as a player does is refused."""
    is_app = "Passage" not in reply.asked.get("User-Agent", "")
    return Reply(403, {}, b"") if is_app else reply


def unannounced(method: str, reply: Reply) -> Reply:
    """It ends when the connection does."""
    if reply.status != 200:
        return reply
    heads = "".join(f"{name}: {value}\r\n" for name, value in reply.heads.items())
    body = reply.body if method == "GET" else b""
    return replace(reply, raw=f"HTTP/1.1 200 OK\r\n{heads}\r\n".encode() + body)


def raw(data: bytes) -> Odd:
    """Something that may be no answer at all."""
    return lambda _method, reply: replace(reply, raw=data)
