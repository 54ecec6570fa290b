"""Single faults to plant in a show that is served: in its files, and in what the server does."""

from __future__ import annotations

import gzip
import io
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from mutagen import id3
from PIL import Image

from passage import ffmpeg
from tests.delivering.verifying import published
from tests.delivering.verifying.host import Host, Odd, Reply

FEED = "feed/feed.xml"
Fault = Callable[[Host], None]


# ---- what the server does ------------------------------------------------------------------


def odd(path: str, does: Odd) -> Fault:
    """The server does something else at a path; ``SOUND`` is the first episode's."""

    def plant(host: Host) -> None:
        host.odd[_path(host, path)] = does

    return plant


def answered(status: int, *, only: str = "") -> Odd:
    """Another status, perhaps for one method only."""
    return lambda method, reply: Reply(status, {}, b"") if only in {"", method} else reply


def headed(only: str = "", **heads: str) -> Odd:
    """Other heads; an empty one is left out."""

    def does(method: str, reply: Reply) -> Reply:
        if only not in {"", method}:
            return reply
        changed = reply.heads | {name.replace("_", "-"): value for name, value in heads.items()}
        return replace(reply, heads={name: value for name, value in changed.items() if value})

    return does


def announced(number: int, *, only: str = "") -> Odd:
    """Some bytes more are announced than there are."""

    def does(method: str, reply: Reply) -> Reply:
        if only not in {"", method} or reply.status != 200:
            return reply
        return replace(reply, announced=len(reply.body) + number)

    return does


def cut(_method: str, reply: Reply) -> Reply:
    """Half of the bytes that are announced."""
    if reply.status != 200:
        return reply
    return replace(reply, body=reply.body[: len(reply.body) // 2], announced=len(reply.body))


def no_parts(_method: str, reply: Reply) -> Reply:
    """Whoever asks for a part is given some whole."""
    return Reply(200, reply.heads, reply.body) if reply.status == 206 else reply


def other_parts(_method: str, reply: Reply) -> Reply:
    """A part is of another file."""
    return replace(reply, body=bytes(len(reply.body))) if reply.status == 206 else reply


def short_parts(_method: str, reply: Reply) -> Reply:
    """A part is shorter than what was asked for."""
    return replace(reply, body=reply.body[:-1]) if reply.status == 206 else reply


def always_sent(_method: str, reply: Reply) -> Reply:
    """Who has it already is sent it again."""
    return replace(reply, status=200) if reply.status == 304 else reply


def packed(method: str, reply: Reply) -> Reply:
    """Packed on the way, though nobody asked for that."""
    heads = reply.heads | {"Content-Encoding": "gzip"}
    return Reply(reply.status, heads, gzip.compress(reply.body) if method == "GET" else b"")


def bomb(_method: str, reply: Reply) -> Reply:
    """A little that unpacks to a hundred million bytes."""
    heads = reply.heads | {"Content-Encoding": "gzip"}
    return Reply(200, heads, gzip.compress(bytes(100_000_000)))


def dripping(method: str, reply: Reply) -> Reply:
    """A byte at a time."""
    return replace(reply, dripping=True) if method == "GET" else reply


def endless(_method: str, reply: Reply) -> Reply:
    """Much more than it says, in pieces, so that nothing is announced."""
    piece = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    heads = reply.heads | {"Transfer-Encoding": "chunked"}
    return Reply(200, heads, piece * 400)


def redirected(to: str) -> Odd:
    """It lies somewhere else."""
    return lambda _method, _reply: Reply(302, {"Location": to}, b"")


def around(host: Host) -> None:
    """Two addresses lead to each other."""
    path = published.sound(host.folder, "one")
    host.odd[path] = redirected(f"{host.address}elsewhere.mp3")
    host.odd["elsewhere.mp3"] = redirected(f"{host.address}{path}")


def far(host: Host) -> None:
    """Six hops."""
    path = published.sound(host.folder, "one")
    host.odd[path] = redirected(f"{host.address}hop1.mp3")
    for number in range(1, 7):
        host.odd[f"hop{number}.mp3"] = redirected(f"{host.address}hop{number + 1}.mp3")


def gone(path: str) -> Fault:
    """A file is not there."""

    def plant(host: Host) -> None:
        host.files[_path(host, path)] = None

    return plant


def there(path: str) -> Fault:
    """A file is there that must not be."""

    def plant(host: Host) -> None:
        host.files[path] = b"What nobody agreed to."

    return plant


# ---- texts ---------------------------------------------------------------------------------


def edited(path: str, old: str, new: str) -> Fault:
    """A file says something else."""

    def plant(host: Host) -> None:
        path_there = _path(host, path)
        host.edit(path_there, _filled(host, old), _filled(host, new))

    return plant


def without_sentence(host: Host) -> None:
    """A segment of the transcript in JSON is missing."""
    _segments(host, lambda segments: segments[:3] + segments[4:])


def reordered(host: Host) -> None:
    """Two sentences have changed places, and their times have not."""

    def swap(segments: list[dict[str, object]]) -> list[dict[str, object]]:
        segments[2]["body"], segments[3]["body"] = segments[3]["body"], segments[2]["body"]
        return segments

    _segments(host, swap)


def late_file(host: Host) -> None:
    """The second chapter of the file begins 5 ms late, and the first ends so."""
    path = "feed/chapters/one.json"
    told = json.loads(host.read(path))
    told["chapters"][1]["startTime"] = round(told["chapters"][1]["startTime"] + 0.005, 3)
    host.files[path] = json.dumps(told).encode()


def late_feed(host: Host) -> None:
    """The second chapter in the feed begins 5 ms late."""
    start = _chapter(host)
    _in_part_one(host, f'start="{start}"', f'start="{start[:-3]}{int(start[-3:]) + 5:03}"')


def late_notes(host: Host) -> None:
    """The second time stamp of the show notes is a second late."""
    start = _chapter(host)
    stamp, late = start[3:8], f"{start[3:6]}{int(start[6:8]) + 1:02}"
    _in_part_one(host, f"&lt;li&gt;{stamp} ", f"&lt;li&gt;{late} ")


def wrong_duration(host: Host) -> None:
    """The feed says two seconds more."""
    item = _item(host.read(FEED).decode(), "The First Part")
    seconds = int(item.partition("<itunes:duration>")[2].partition("<")[0])
    old = f"<itunes:duration>{seconds}<"
    _in_part_one(host, old, f"<itunes:duration>{seconds + 2}<")


def stale(host: Host) -> None:
    """The feed is the one before the second episode."""
    text = host.read(FEED).decode()
    host.files[FEED] = text.replace(_item(text, "The Second Part"), "").encode()


def twice(host: Host) -> None:
    """Both episodes have one guid."""
    host.edit(FEED, "8000-000000000002", "8000-000000000001")


def two_pages(host: Host) -> None:
    """There is an archive, and it has an episode that the feed has."""
    text = host.read(FEED).decode()
    address = f"{host.address}feed/"
    link = f'<atom:link href="{address}archive-1.xml" rel="prev-archive"/>'
    after = '" rel="self" type="application/rss+xml"/>'
    archive = text.replace(_item(text, "The Second Part"), "")
    host.files["feed/archive-1.xml"] = archive.replace(
        f"{FEED}{after}", f"feed/archive-1.xml{after}"
    ).encode()
    host.edit(FEED, after, after + link)


def edited_former(host: Host) -> None:
    """A former address gives other bytes."""
    host.files[next(iter(host.former))] = b"ID3 of something"


def wrong_length(host: Host) -> None:
    """The feed states a length that is one more."""
    size = len(host.read(published.sound(host.folder, "one")))
    host.edit(FEED, f'length="{size}"', f'length="{size + 1}"')


def small_length(host: Host) -> None:
    """The feed states a length that is one less."""
    size = len(host.read(published.sound(host.folder, "one")))
    host.edit(FEED, f'length="{size}"', f'length="{size - 1}"')


def wrong_hash(host: Host) -> None:
    """The feed states the hash of something else."""
    text = host.read(FEED).decode()
    value = text.partition('value="sha384-')[2].partition('"')[0]
    host.edit(FEED, value, value[::-1] if value[-1] != "=" else f"{value[1:]}{value[0]}")


def with_password(host: Host) -> None:
    """The address of sound has a name and a password."""
    path = published.sound(host.folder, "one")
    old = f'enclosure url="{host.address}{path}'
    host.edit(FEED, old, old.replace("http://", "http://somebody:secret@"))


def late_cue(suffix: str) -> Fault:
    """The third sentence begins 5 ms late in one transcript."""

    def plant(host: Host) -> None:
        path = f"feed/transcripts/one.{suffix}"
        segments = json.loads(host.read("feed/transcripts/one.json"))["segments"]
        turns = [
            each for before, each in pairwise(segments) if before["speaker"] != each["speaker"]
        ]
        start = round(turns[0]["startTime"] * 1000)
        late = start + 5
        writers: dict[str, Callable[[int], str]] = {
            "json": lambda ms: f'"startTime": {ms / 1000}',
            "html": lambda ms: f"PT{ms / 1000:.3f}S",
            "srt": lambda ms: f"00:{ms // 60000:02}:{ms // 1000 % 60:02},{ms % 1000:03} -->",
            "vtt": lambda ms: f"00:{ms // 60000:02}:{ms // 1000 % 60:02}.{ms % 1000:03} -->",
        }
        host.edit(path, writers[suffix](start), writers[suffix](late))

    return plant


# ---- pictures ------------------------------------------------------------------------------


def painted(mode: str = "RGB", size: int = 1400, kind: str = "PNG") -> Fault:
    """Another picture under the name of the artwork."""

    def plant(host: Host) -> None:
        file = io.BytesIO()
        Image.new(mode, (size, size)).save(file, kind)
        host.files[published.cover(host.folder)] = file.getvalue()

    return plant


# ---- sound ---------------------------------------------------------------------------------


def sounding(change: Callable[[bytes], bytes]) -> Fault:
    """Other bytes under the name of the first episode's sound, of a length that is stated."""

    def plant(host: Host) -> None:
        path = published.sound(host.folder, "one")
        before = host.read(path)
        after = change(before)
        host.files[path] = after
        if len(after) != len(before):
            host.edit(FEED, f'length="{len(before)}"', f'length="{len(after)}"')

    return plant


def shortened(data: bytes) -> bytes:
    """The last third is missing."""
    return data[: len(data) * 2 // 3]


def scratched(data: bytes) -> bytes:
    """Some bytes in the middle of the sound are others."""
    middle = len(data) * 4 // 5
    return (
        data[:middle]
        + bytes(b ^ 0x5A for b in data[middle : middle + 3000])
        + data[middle + 3000 :]
    )


def quieter(data: bytes) -> bytes:
    """The same, 3 dB quieter."""
    return _amplified(data, "-3dB")


def louder(data: bytes) -> bytes:
    """The same, 3 dB louder."""
    return _amplified(data, "3dB")


def _amplified(data: bytes, by: str) -> bytes:
    source = ("-f", "mp3", "-i", "pipe:0", "-map", "0:a", "-map_metadata", "-1")
    encoded = ("-b:a", "96k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "pipe:1")
    return data[: _tag_size(data)] + ffmpeg.run([*source, "-af", f"volume={by}", *encoded], data)[0]


def untagged(data: bytes) -> bytes:
    """Without its tag."""
    return data[_tag_size(data) :]


def tagged(change: Callable[[id3.ID3], None]) -> Callable[[bytes], bytes]:
    """With another tag."""

    def changed(data: bytes) -> bytes:
        tag = id3.ID3(io.BytesIO(data))  # type: ignore[no-untyped-call]
        change(tag)
        file = io.BytesIO()
        tag.save(file, v1=0, v2_version=3, padding=lambda _: 0)
        return file.getvalue() + untagged(data)

    return changed


def late_tag(tag: id3.ID3) -> None:
    """The second chapter begins 5 ms late."""
    tag.getall("CHAP")[1].start_time += 5  # type: ignore[no-untyped-call]


def no_contents(tag: id3.ID3) -> None:
    """There is no table of contents."""
    tag.delall("CTOC")  # type: ignore[no-untyped-call]


def short_contents(tag: id3.ID3) -> None:
    """The table of contents does not name the last chapter."""
    table = tag.getall("CTOC")[0]  # type: ignore[no-untyped-call]
    table.child_element_ids = table.child_element_ids[:-1]


def no_chapters(tag: id3.ID3) -> None:
    """There are no chapters."""
    tag.delall("CHAP")  # type: ignore[no-untyped-call]
    tag.delall("CTOC")  # type: ignore[no-untyped-call]


def misheard(tag: id3.ID3) -> None:
    """A word of the text is another."""
    for frame in tag.getall("USLT"):  # type: ignore[no-untyped-call]
        assert "Monday" in frame.text
        frame.text = frame.text.replace("Monday", "Tuesday")


def someone_else(tag: id3.ID3) -> None:
    """It is another episode's."""
    for frame in tag.getall("TGID"):  # type: ignore[no-untyped-call]
        frame.text = ["00000000-0000-4000-8000-000000000009"]


def edition(change: Callable[[bytes], bytes]) -> Fault:
    """Other bytes under the name of the edition of the first episode."""

    def plant(host: Host) -> None:
        path = published.edition(host.folder, "one")
        host.files[path] = change(host.read(path))

    return plant


def flipped(data: bytes) -> bytes:
    """One bit is another, in a comment where no sound changes: the encoder's name."""
    place = data.index(b"OpusTags") + 12
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


# ---- books ---------------------------------------------------------------------------------


def book(
    ending: str, old: str | bytes, new: str | bytes, *more: str, path: str = published.BOOK
) -> Fault:
    """A file of a book says something else; `more` are files that are added."""
    was, becomes = (text.encode() if isinstance(text, str) else text for text in (old, new))

    def change(data: bytes) -> bytes:
        assert was in data, (path, ending, old)
        return data.replace(was, becomes, 1)

    def plant(host: Host) -> None:
        changes = {ending: change} if ending else {}
        host.files[path] = published.rebound(host.read(path), changes, *more)

    return plant


def book_with_other_sound(host: Host) -> None:
    """A book has other sound, of the same length."""
    change = {"audio/" + published.sound(host.folder, "one").rpartition("/")[2]: scratched}
    host.files[published.BOOK] = published.rebound(host.read(published.BOOK), change)


def book_out_of_order(host: Host) -> None:
    """Two sentences of a book have changed places."""
    first, second = (f">{text}<".encode() for text in published.said(host.folder, "one")[9:11])

    def change(data: bytes) -> bytes:
        return data.replace(first, b">|<").replace(second, first).replace(b">|<", second)

    path = published.TEXT_BOOK
    host.files[path] = published.rebound(host.read(path), {"told-leaving.xhtml": change})


def cut_short(path: str) -> Fault:
    """Half of a file is there."""

    def plant(host: Host) -> None:
        data = host.read(path)
        host.files[path] = data[: len(data) // 2]

    return plant


# ---- between the lines ---------------------------------------------------------------------


def _path(host: Host, path: str) -> str:
    made = {
        "SOUND": lambda: published.sound(host.folder, "one"),
        "SOUND_TWO": lambda: published.sound(host.folder, "two"),
        "STAGE_TWO": lambda: published.picture(host.folder, "stage-road"),
        "OPUS": lambda: published.edition(host.folder, "one"),
        "COVER": lambda: published.cover(host.folder),
        "PICTURE": lambda: published.picture(host.folder, "one"),
        "STAGE": lambda: published.picture(host.folder, "stage-home"),
        "FORMER": lambda: next(iter(host.former)),
    }
    return made[path]() if path in made else path


def _filled(host: Host, text: str) -> str:
    return text.replace("BASE", host.address).replace("SOUND", _path(host, "SOUND"))


def _segments(
    host: Host, change: Callable[[list[dict[str, object]]], list[dict[str, object]]]
) -> None:
    path = "feed/transcripts/one.json"
    told = json.loads(host.read(path))
    told["segments"] = change(told["segments"])
    host.files[path] = json.dumps(told).encode()


def _item(text: str, title: str) -> str:
    for part in text.split("<item>")[1:]:
        if f"<title>{title}</title>" in part:
            return f"<item>{part.partition('</item>')[0]}</item>"
    raise LookupError(title)


def _in_part_one(host: Host, old: str, new: str) -> None:
    item = _item(host.read(FEED).decode(), "The First Part")
    assert old in item, (old, item)
    host.edit(FEED, item, item.replace(old, new, 1))


def _chapter(host: Host) -> str:
    """When the second chapter of the first episode begins."""
    item = _item(host.read(FEED).decode(), "The First Part")
    return item.split('<psc:chapter start="')[2].partition('"')[0]


def _tag_size(data: bytes) -> int:
    size = 0
    for byte in struct.unpack("4B", data[6:10]):
        size = size << 7 | byte
    return size + 10
