"""What is packed within a file: ZIP and tar archives, and streams of gzip, zlib, bzip2 and xz."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

_LOCAL = b"PK\x03\x04"
_END = b"PK\x05\x06"
_LONGEST_END = 22 + (1 << 16)
"""Bytes in which the end of a ZIP archive begins (APPNOTE, section 4.3.16)."""

_TAR = b"ustar"
_TAR_AT = 257
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_ANY_HEADER = 47
"""zlib's `wbits` for a header of zlib or gzip, whichever stands there."""


def is_archive(data: bytes) -> bool:
    """Whether these are the bytes of a ZIP or tar archive, or end with those of one."""
    return data.startswith(_LOCAL) or _END in data[-_LONGEST_END:] or _is_tar(data)


def members(data: bytes, most: int) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, comment and bytes of each file in an archive; the archive's comment has no name.

    What is larger than `most` bytes is not unpacked. Of an archive that is cut off, what is there.
    """
    try:
        yield from _of_tar(data, most) if _is_tar(data) else _of_zip(data, most)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, EOFError):
        yield from _of_cut_zip(data, most)
    except (RuntimeError, NotImplementedError):
        return  # encrypted, or packed in a way that is unknown


def _of_zip(data: bytes, most: int) -> Iterator[tuple[str, bytes, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "", archive.comment, b""
        for member in archive.infolist():
            inner = archive.read(member) if member.file_size <= most else b""
            yield member.filename, member.comment, inner


def _of_cut_zip(data: bytes, most: int) -> Iterator[tuple[str, bytes, bytes]]:
    """Files by their own headers (APPNOTE, section 4.3.7), without the list at the end."""
    at = data.find(_LOCAL)
    while 0 <= at <= len(data) - 30:
        length, extra = (int.from_bytes(data[at + i : at + i + 2], "little") for i in (26, 28))
        start = at + 30 + length
        name = data[at + 30 : start].decode("utf-8", "replace")
        yield name, b"", _inflated(data[start + extra :], most, -zlib.MAX_WBITS)[0]
        at = data.find(_LOCAL, at + 4)


def _is_tar(data: bytes) -> bool:
    return data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR


def _of_tar(data: bytes, most: int) -> Iterator[tuple[str, bytes, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.size <= most else None
            told = " ".join((member.uname, member.gname, member.linkname)).strip()
            yield member.name, told.encode("utf-8", "replace"), file.read() if file else b""


def is_packed(data: bytes) -> bool:
    """Whether these are the bytes of a stream that is packed."""
    return data.startswith((_GZIP, _BZIP2, _XZ)) or _is_zlib(data)


def unpacked(data: bytes, most: int) -> Iterator[bytes]:
    """Yield what each stream holds, one after the other, and what stands behind them."""
    while data and is_packed(data):
        if data.startswith(_BZIP2):
            inner, data = _streamed(bz2.BZ2Decompressor(), data, most)
        elif data.startswith(_XZ):
            inner, data = _streamed(lzma.LZMADecompressor(), data, most)
        else:
            inner, data = _inflated(data, most, _ANY_HEADER)
        yield inner
    if data:
        yield data


def _inflated(data: bytes, most: int, bits: int) -> tuple[bytes, bytes]:
    """What a stream holds, as far as it goes, and what stands behind it."""
    stream = zlib.decompressobj(bits)
    try:
        return stream.decompress(data, most), stream.unused_data
    except zlib.error:
        return b"", b""


def _streamed(
    stream: bz2.BZ2Decompressor | lzma.LZMADecompressor, data: bytes, most: int
) -> tuple[bytes, bytes]:
    try:
        return stream.decompress(data, most), stream.unused_data if stream.eof else b""
    except (OSError, lzma.LZMAError, EOFError):
        return b"", b""


def _is_zlib(data: bytes) -> bool:
    """RFC 1950, section 2.2: deflate, a window, and a check that 31 divides."""
    return len(data) > 2 and data[0] == 0x78 and int.from_bytes(data[:2], "big") % 31 == 0  # noqa: PLR2004 - of the RFC
