"""Voices for Piper as they are published: fetched by name, checked, and kept whole or not at all.

The catalogue is ``voices.json`` of the repository rhasspy/piper-voices. It tells for each voice its
files, with their size and MD5. That finds damage; that nobody exchanged both is TLS's to hold.
"""

from __future__ import annotations

import difflib
import hashlib
import http.client
import ssl
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from passage.errors import DeliveryFailed, EngineUnavailable
from passage.keeping import files

ADDRESS = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
"""Where the makers of Piper publish voices."""

TIMEOUT = 30
"""Seconds to wait for an answer, and for each piece of a file."""

_LARGEST_CATALOGUE = 16 << 20
_PIECE = 1 << 18
_AGAIN = "nothing was kept; run the same command again"


class _File(msgspec.Struct):
    size_bytes: int
    md5_digest: str


class _Voice(msgspec.Struct):
    files: dict[str, _File]


class Catalogue:
    """What is published at an address that begins with ``http:`` or ``https:``."""

    def __init__(self, address: str = ADDRESS, timeout: float = TIMEOUT) -> None:
        self._address = address.rstrip("/") + "/"
        self._timeout = timeout

    def fetch(self, name: str, folder: Path) -> tuple[Path, ...]:
        """Put the files of a voice into a folder: model, description, and what its maker says.

        Raises EngineUnavailable for a voice that is not published, and DeliveryFailed when it
        cannot be fetched, is not what the catalogue says, or cannot be written. The folder is
        then as it was.
        """
        wanted = self._files(name)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=files.TEMPORARY, dir=folder) as place:
                for target, (path, file) in wanted.items():
                    self._download(path, file, Path(place, target))
                # The model comes last: a voice without it is none.
                kept = sorted(wanted, key=lambda target: target.endswith(".onnx"))
                return tuple(Path(place, each).replace(folder / each) for each in kept)
        except OSError as error:
            what = f"could not be written: {error.strerror or error}"
            raise DeliveryFailed(str(folder), what, _AGAIN) from error

    def _files(self, name: str) -> Mapping[str, tuple[str, _File]]:
        """What to fetch, by the name that it is to have here."""
        voices = self._voices()
        if name not in voices:
            near = difflib.get_close_matches(name, voices, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {len(voices)}"
            raise EngineUnavailable(name, "no such Piper voice is published", hint)
        targets = {
            f"{name}.onnx": f"{name}.onnx",
            f"{name}.onnx.json": f"{name}.onnx.json",
            "MODEL_CARD": f"{name}.MODEL_CARD.txt",
        }
        published = {path.rpartition("/")[2]: path for path in voices[name].files}
        found = {
            target: (published[file], voices[name].files[published[file]])
            for file, target in targets.items()
            if file in published
        }
        if not {f"{name}.onnx", f"{name}.onnx.json"} <= found.keys():
            raise DeliveryFailed(name, "the catalogue does not tell its files", _AGAIN)
        return found

    def _voices(self) -> Mapping[str, _Voice]:
        data = b"".join(self._pieces("voices.json", _LARGEST_CATALOGUE))
        try:
            return msgspec.json.decode(data, type=dict[str, _Voice])
        except (msgspec.MsgspecError, UnicodeError) as error:
            where = f"{self._address}voices.json"
            raise DeliveryFailed(where, f"this is no catalogue of voices: {error}") from error

    def _download(self, path: str, file: _File, target: Path) -> None:
        # A checksum against damage, as the catalogue has it; it keeps no secret.
        digest = hashlib.md5(usedforsecurity=False)
        with target.open("wb") as written:
            for piece in self._pieces(path, file.size_bytes):
                digest.update(piece)
                written.write(piece)
        size = target.stat().st_size
        if size != file.size_bytes:
            what = f"{size} bytes came, of {file.size_bytes}"
            raise DeliveryFailed(self._address + path, what, _AGAIN)
        if digest.hexdigest() != file.md5_digest.lower():
            what = "its checksum is not the one in the catalogue"
            raise DeliveryFailed(self._address + path, what, _AGAIN)

    def _pieces(self, path: str, most: int) -> Iterator[bytes]:
        """Read what lies at a path, and at most one byte more than there should be."""
        address = self._address + urllib.parse.quote(path)
        left = most + 1
        try:
            # The command line takes addresses of the web only.
            with urllib.request.urlopen(address, timeout=self._timeout) as answer:  # noqa: S310
                while left and (piece := answer.read(min(_PIECE, left))):
                    left -= len(piece)
                    yield piece
        except urllib.error.HTTPError as error:
            error.close()
            raise DeliveryFailed(address, f"could not be fetched: {error}", _AGAIN) from error
        except (OSError, ssl.SSLError, http.client.HTTPException, ValueError) as error:
            raise DeliveryFailed(address, f"could not be fetched: {error}", _AGAIN) from error
