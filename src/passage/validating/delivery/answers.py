"""Answers, judged one by one: whether they are there, whole, and what the feed says they are."""

from __future__ import annotations

from collections.abc import Iterator

from passage.model.answered import Answer, Trouble
from passage.validating.delivery.named import MEDIA, PICTURES, TEXTS, Named
from passage.validating.delivery.table import APPLE, HTTP, RSS, TAGS, Told, declare
from passage.validating.finding import Level

STATUS = declare("answer/status", Level.ERROR, f"{HTTP}#status.200", "what is named is there")
UNREACHABLE = declare(
    "answer/unreachable", Level.ERROR, f"{HTTP}#https.certificate", "a server answers, as itself"
)
SLOW = declare("answer/slow", Level.ERROR, f"{HTTP}#status.408", "a server answers in time")
BROKEN_OFF = declare(
    "answer/broken-off", Level.ERROR, f"{HTTP}#name-content-length", "an answer comes to its end"
)
LARGE = declare(
    "answer/large",
    Level.ERROR,
    f"{HTTP}#name-content-length",
    "an answer is not larger than the feed says, or than its kind can be",
)
REDIRECTED = declare(
    "answer/redirects",
    Level.ERROR,
    f"{HTTP}#name-redirection-3xx",
    "five redirections at most lead to a file, and none in a circle",
)
INSECURE = declare(
    "answer/insecure", Level.ERROR, APPLE, "https does not lead on to what is not encrypted"
)
FOREIGN = declare(
    "address/foreign",
    Level.WARNING,
    f"{HTTP}#origin",
    "files lie on the feed's host, or on one that was named with --also",
)
PRIVATE = declare(
    "address/private",
    Level.ERROR,
    "https://www.rfc-editor.org/rfc/rfc6890",
    "what is public leads to no address of a private network",
)
CREDENTIALS = declare(
    "address/credentials",
    Level.ERROR,
    f"{HTTP}#name-deprecation-of-userinfo-in-",
    "an address holds no name and no password",
)
SPENT = declare(
    "verify/limit",
    Level.WARNING,
    f"{HTTP}#name-safe-methods",
    "everything was looked at before the limits of requests, bytes and time were reached",
)
HEAD = declare(
    "answer/head", Level.ERROR, APPLE, "HEAD is answered as GET is, without the bytes themselves"
)
TYPE = declare(
    "answer/type",
    Level.ERROR,
    RSS,
    "the Content-Type is the type that the feed states, or that its name says",
)
LENGTH = declare("answer/length", Level.ERROR, RSS, "the Content-Length is the stated length")
BYTES = declare("answer/bytes", Level.ERROR, RSS, "as many bytes come as the feed states")
PACKED = declare(
    "answer/packed",
    Level.ERROR,
    f"{HTTP}#name-accept-encoding",
    "sound and pictures are not packed on the way, since lengths are those of the file",
)
SHARED = declare(
    "answer/cors",
    Level.NOTE,
    f"{TAGS}transcript.md",
    "players on other hosts may read transcripts and chapters (Access-Control-Allow-Origin)",
)

_OK = 200

_TROUBLES = {
    Trouble.UNREACHABLE: (UNREACHABLE, "see whether the server runs, and its certificate"),
    Trouble.SLOW: (SLOW, "try again; if it stays so, ask the host why"),
    Trouble.BROKEN_OFF: (BROKEN_OFF, "upload the file anew"),
    Trouble.LARGE: (LARGE, "upload the file anew, or correct the length in the feed"),
    Trouble.REDIRECTED: (REDIRECTED, "correct the redirections of the server"),
    Trouble.INSECURE: (INSECURE, "let the server redirect to https"),
    Trouble.FOREIGN: (FOREIGN, "if it is yours, too, name it: --also HOST"),
    Trouble.PRIVATE: (PRIVATE, "write the public address; nothing was asked there"),
    Trouble.CREDENTIALS: (CREDENTIALS, "take the name and the password out, and change them"),
    Trouble.SPENT: (SPENT, "allow more: --limit and --minutes"),
}

_SAME = (
    frozenset({"application/rss+xml", "application/xml", "text/xml"}),
    frozenset({"application/json+chapters", "application/json"}),
    frozenset({"application/x-subrip", "application/srt", "text/srt"}),
    frozenset({"audio/ogg", "audio/opus", "application/ogg"}),
    frozenset({"audio/mp4", "audio/x-m4a", "audio/m4a"}),
    frozenset({"text/html", "application/xhtml+xml"}),
    frozenset({"text/javascript", "application/javascript", "application/x-javascript"}),
)
"""Types that clients take for each other."""
_LETTERS = frozenset({"", "utf-8", "utf8", "us-ascii"})
_PICTURE_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_NAMED_TYPES = {
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    **_PICTURE_TYPES,
}


def trouble(answer: Answer) -> Iterator[Told]:
    """Why there is no whole answer, if there is none."""
    if answer.trouble:
        rule, hint = _TROUBLES[answer.trouble]
        yield Told(rule, answer.address, answer.told, hint)


def status(answer: Answer) -> Iterator[Told]:
    """Whether something is there at all; the trouble, where there is one."""
    yield from trouble(answer)
    if not answer.trouble and answer.status != _OK:
        told = f"it is answered with {answer.status}"
        yield Told(STATUS, answer.address, told, "put the file there, or correct the feed")


def is_good(answer: Answer) -> bool:
    """Whether the whole was there."""
    return not answer.trouble and answer.status == _OK


def head(named: Named, answer: Answer) -> Iterator[Told]:
    """What the head of an answer says, against what the feed says."""
    yield from media_type(named, answer)
    yield from length(named, answer)
    packed = named.role in MEDIA | PICTURES and answer.encoding
    if packed:
        told = f"it is packed on the way, as {answer.encoding}"
        yield Told(PACKED, named.address, told, "switch that off for sound and pictures")
    if named.role in TEXTS and not answer.is_shared and not answer.is_stored:
        told = "players on other hosts may not read it"
        yield Told(SHARED, answer.address, told, "send: Access-Control-Allow-Origin: *")


def media_type(named: Named, answer: Answer) -> Iterator[Told]:
    """Whether it is of the type that the feed states, or that its name says."""
    wanted = named.media_type.partition(";")[0].strip().lower()
    if named.role in PICTURES:
        wanted = _PICTURE_TYPES.get(_ending(named.address), wanted)
    if named.role in {"link", "podcast:contentLink", "podcast:source", "url"} and not wanted:
        return
    # A storage that keeps no types has none to be wrong.
    unknown = answer.is_stored and not answer.media_type
    if wanted and not unknown and not _alike(wanted, answer.media_type):
        told = f"it is answered as {answer.media_type or 'nothing'}, and should be {wanted}"
        yield Told(TYPE, named.address, told, f"send: Content-Type: {wanted}")
    yield from letters(answer)


def letters(answer: Answer) -> Iterator[Told]:
    """Whether a text is said to be in UTF-8, where something is said of its letters."""
    if answer.charset not in _LETTERS:
        told = f"its letters are said to be {answer.charset}, and are UTF-8"
        yield Told(TYPE, answer.address, told, "send: charset=utf-8")


def named_type(answer: Answer) -> Iterator[Told]:
    """Whether a picture or page, or what it is made of, is of the type that its name says.

    Browsers download a page of another type, and take no style sheet of one (HTML, 4.2.4).
    """
    wanted = _NAMED_TYPES.get(_ending(answer.address), "")
    unknown = answer.is_stored and not answer.media_type
    if wanted and is_good(answer) and not unknown and not _alike(wanted, answer.media_type):
        told = f"it is answered as {answer.media_type or 'nothing'}, and should be {wanted}"
        yield Told(TYPE, answer.address, told, f"send: Content-Type: {wanted}")
    if is_good(answer):
        yield from letters(answer)
    if is_good(answer) and answer.is_saved and _alike("text/html", answer.media_type):
        told = "browsers are told to save this page, and do not show it"
        yield Told(TYPE, answer.address, told, "send no Content-Disposition")


def feed_type(answer: Answer) -> Iterator[Told]:
    """Whether a feed is answered as one."""
    if not answer.is_stored and not _alike("application/rss+xml", answer.media_type):
        told = f"the feed is answered as {answer.media_type or 'nothing'}"
        yield Told(TYPE, answer.address, told, "send: Content-Type: application/rss+xml")


def length(named: Named, answer: Answer) -> Iterator[Told]:
    """Whether it is announced with the length that the feed states."""
    if named.role in MEDIA and answer.length is None and not answer.is_stored:
        told = "it is announced without its length: apps cannot tell how far a download is"
        yield Told(LENGTH, named.address, told, "send: Content-Length")
    if named.length is not None and answer.length is not None and answer.length != named.length:
        told = f"it is announced with {answer.length} bytes, the feed says {named.length}"
        yield Told(LENGTH, named.address, told, "upload the file anew, then the feed")


def whole(named: Named, headed: Answer, answer: Answer) -> Iterator[Told]:
    """What came as a whole, against the feed and against what HEAD said."""
    yield from status(answer)
    if not is_good(answer):
        return
    if named.length is not None and answer.size != named.length:
        told = f"{answer.size} bytes came, the feed says {named.length}"
        yield Told(BYTES, named.address, told, "upload the file anew, then the feed")
    yield from same_head(headed, answer)


def same_head(headed: Answer, answer: Answer) -> Iterator[Told]:
    """Whether HEAD was answered as GET is."""
    if not is_good(headed):
        if headed.status and not headed.trouble:
            told = f"HEAD is answered with {headed.status}, GET with {answer.status}"
            yield Told(HEAD, answer.address, told, "let the server answer HEAD as GET")
        return
    lengths = (headed.length, answer.length)
    if headed.media_type != answer.media_type:
        told = f"HEAD says {headed.media_type or 'no type'}, GET {answer.media_type or 'no type'}"
        yield Told(HEAD, answer.address, told, "let the server answer HEAD as GET")
    elif None not in lengths and lengths[0] != lengths[1]:
        told = f"HEAD says {lengths[0]} bytes, GET {lengths[1]}"
        yield Told(HEAD, answer.address, told, "let the server answer HEAD as GET")
    elif headed.tag != answer.tag and not {headed.encoding, answer.encoding} - {""}:
        told = "HEAD says another ETag than GET"
        yield Told(HEAD, answer.address, told, "let the server send one ETag for the same bytes")
    elif headed.is_shared and not answer.is_shared:
        told = "HEAD says that players on other hosts may read it, and GET does not"
        yield Told(HEAD, answer.address, told, "let the server answer HEAD as GET")


def _alike(wanted: str, found: str) -> bool:
    return wanted == found or any(wanted in same and found in same for same in _SAME)


def _ending(address: str) -> str:
    name = address.partition("?")[0].rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""
