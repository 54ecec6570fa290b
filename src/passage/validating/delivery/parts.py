"""Parts of a file, its tag, and who asks: what players need to resume, and to be spared."""

from __future__ import annotations

from collections.abc import Iterator

from passage.model.answered import Answer, Trouble
from passage.validating.delivery.answers import trouble
from passage.validating.delivery.table import APPLE, HTTP, Told, declare
from passage.validating.finding import Level

RANGE = declare(
    "answer/range", Level.ERROR, APPLE, "a part is answered with that part (206, Content-Range)"
)
TAG = declare(
    "answer/etag",
    Level.NOTE,
    f"{HTTP}#name-etag",
    "feed and sound have a strong ETag, and are not sent again to who has them (304)",
)
UNCHANGED = declare(
    "answer/unchanged",
    Level.ERROR,
    f"{HTTP}#name-if-none-match",
    "who has something else is sent what is there, and not told that nothing changed (304)",
)
ALIKE = declare(
    "answer/apps",
    Level.ERROR,
    f"{HTTP}#name-user-agent",
    "feed and sound are answered alike, whatever an app calls itself",
)

_PARTIAL, _UNCHANGED = 206, 304


def part(answer: Answer, whole: Answer, first: int, wanted: int) -> Iterator[Told]:
    """Whether a part from byte `first` on, `wanted` bytes long, was answered with that part."""
    yield from trouble(answer)
    if answer.trouble:
        return
    if answer.status != _PARTIAL:
        told = f"a part of it is answered with {answer.status}, not with 206"
        yield Told(RANGE, answer.address, told, "let the server answer byte ranges")
    elif len(answer.part) != wanted or (whole.length or answer.total) != answer.total:
        told = f"{wanted} bytes from {first} on were asked for, and something else came"
        yield Told(RANGE, answer.address, told, "let the server answer byte ranges as RFC 9110 has")
    elif answer.first != first:
        told = f"bytes from {first} on were asked for, and the answer says: from {answer.first} on"
        yield Told(RANGE, answer.address, told, "let the server answer byte ranges as RFC 9110 has")
    elif not answer.is_stored and answer.media_type != whole.media_type:
        told = f"a part of it is answered as {answer.media_type or 'nothing'}, the whole as"
        told += f" {whole.media_type or 'nothing'}"
        yield Told(RANGE, answer.address, told, "let the server answer byte ranges as RFC 9110 has")
    elif answer.tag != whole.tag:
        told = "a part of it has another ETag than the whole: nobody can go on with a download"
        yield Told(RANGE, answer.address, told, "let the server send one ETag for the same bytes")


def same_part(answer: Answer, first: int, data: bytes) -> Iterator[Told]:
    """Whether a part is that of the whole, whose bytes from `first` on are `data`."""
    if answer.status == _PARTIAL and answer.part != data:
        told = f"the bytes from {first} on are others when only a part is asked for"
        yield Told(RANGE, answer.address, told, "empty the server's cache")


def tag(headed: Answer, again: Answer | None) -> Iterator[Told]:
    """Whether who has a file is spared to fetch it again; `again` was asked for with its tag."""
    if headed.is_stored:
        return
    if not headed.tag or headed.tag.startswith("W/"):
        told = "it has no strong ETag" if headed.tag else "it has no ETag"
        yield Told(TAG, headed.address, told, "let the server send one, made from the bytes")
    elif again and not again.trouble and again.status != _UNCHANGED:
        told = f"who has it already is answered with {again.status}, not with 304"
        yield Told(TAG, headed.address, told, "let the server heed If-None-Match")


def unchanged(headed: Answer, again: Answer) -> Iterator[Told]:
    """Whether who has something else is sent what is there; `again` was asked for with its tag."""
    if not again.trouble and again.status == _UNCHANGED:
        told = "who has something else is answered with 304: nobody hears of a change"
        yield Told(UNCHANGED, headed.address, told, "let the server compare the ETag")


def alike(headed: Answer, of_app: Answer) -> Iterator[Told]:
    """Whether an app is answered as `verify` is."""
    ours = (headed.status, headed.length, headed.media_type)
    theirs = (of_app.status, of_app.length, of_app.media_type)
    if of_app.trouble is Trouble.SPENT or (not of_app.trouble and ours == theirs):
        return
    shown = ", ".join(str(each) for each in theirs if each) if not of_app.trouble else of_app.told
    told = f"an app that calls itself AppleCoreMedia is answered otherwise: {shown}"
    yield Told(ALIKE, headed.address, told, "let the server answer all alike")
