"""The target of a publication, as a producer writes it: opened through fsspec."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import fsspec
from fsspec.asyn import AsyncFileSystem

from passage.delivering.uploading import secrets
from passage.delivering.uploading.storage import Replacing, Storage, Whole
from passage.errors import DeliveryFailed, PassageError


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a target may take, and how often it is asked."""

    seconds: float = 30.0
    """Until it begins to answer, and between any two parts of an answer."""
    attempts: int = 5
    """At most, for what a store calls a passing fault."""


PATIENCE = Patience()

_READ_ONLY = ("http", "https")
_QUIET = ("paramiko", "botocore", "aiobotocore", "s3fs", "fsspec", "asyncio")
"""What these log beside their exceptions may hold what is secret."""

_UNHEARD = logging.NullHandler()
"""Without any handler, Python prints warnings on standard error."""


def opened(target: str, patience: Patience = PATIENCE) -> Storage:
    """Open the place that `target` names: a folder, or an address such as ``s3://bucket/path``.

    Raises PassageError for one that cannot be meant, and DeliveryFailed where nobody answers.
    """
    if not target.strip():
        # A variable that is not set, say. The present folder is written as a dot.
        raise PassageError("the target", "is empty", "name a folder, sftp://… or s3://…")
    secrets.refuse(target)
    for name in _QUIET:
        logging.getLogger(name).addHandler(_UNHEARD)
    parts = urlsplit(target)
    if "://" in target and (parts.query or parts.fragment):
        what = "has a ? or a # in it, which belongs to addresses of pages"
        raise PassageError(secrets.masked(target), what, "name the folder alone")
    # A single letter is a drive of Windows.
    scheme = parts.scheme if len(parts.scheme) > 1 else ""
    try:
        return _WAYS.get(scheme, _other)(target, parts, patience)
    except PassageError:
        raise
    except Exception as error:  # thirty libraries raise what they like
        what = f"cannot be reached: {secrets.masked(str(error) or type(error).__name__)}"
        raise DeliveryFailed(secrets.masked(target), what, _CHECK) from error


_CHECK = "check the address and the network, then run the same command again"


def _folder(target: str, parts: SplitResult, patience: Patience) -> Storage:
    del patience
    path = parts.path if parts.scheme == "file" else target
    files = fsspec.filesystem("file")
    return Replacing(files, Path(path).absolute().as_posix(), target)


def _sftp(target: str, parts: SplitResult, patience: Patience) -> Storage:
    from passage.delivering.uploading.sftp import PORT, KnownHosts  # noqa: PLC0415 - paramiko is slow

    if not parts.hostname or not parts.path.strip("/"):
        what = "names no server or no folder on it"
        raise PassageError(target, what, "write it as sftp://user@host/folder/of/the/show")
    files = KnownHosts(
        parts.hostname,
        port=parts.port or PORT,
        username=parts.username,
        patience=patience.seconds,
    )
    return Replacing(files, parts.path.rstrip("/"), target)


def _s3(target: str, parts: SplitResult, patience: Patience) -> Storage:
    store = _class(parts.scheme, target)
    if not parts.netloc:
        raise PassageError(target, "names no bucket", "write it as s3://bucket/folder")
    files = store(
        endpoint_url=os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL"),
        config_kwargs={
            "connect_timeout": patience.seconds,
            "read_timeout": patience.seconds,
            "retries": {"total_max_attempts": patience.attempts, "mode": "standard"},
        },
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    files.retries = patience.attempts
    root = f"{parts.netloc}{parts.path}".rstrip("/")
    return Whole(files, root, target, headers=_headers)


def _headers(media_type: str, seconds: int) -> Mapping[str, str]:
    """What S3 tells everyone who fetches an object (PutObject, RFC 9111 section 5.2.2)."""
    return {"ContentType": media_type, "CacheControl": f"public, max-age={seconds}"}


def _other(target: str, parts: SplitResult, patience: Patience) -> Storage:
    del patience
    if parts.scheme in _READ_ONLY:
        what = "is an address to read from; nothing can be sent there"
        raise PassageError(target, what, "give a folder, sftp://…, s3://… or another of fsspec's")
    store = _class(parts.scheme, target)
    files, root = fsspec.core.url_to_fs(target, skip_instance_cache=True)
    # Those that speak with object stores are the asynchronous ones.
    whole = issubclass(store, AsyncFileSystem) or parts.scheme == "memory"
    return (Whole if whole else Replacing)(files, root.rstrip("/"), target)


def _class(scheme: str, target: str) -> Any:  # noqa: ANN401 - fsspec has no types
    """Fsspec's class for a scheme. Raises PassageError where there is none, or not here."""
    try:
        return fsspec.get_filesystem_class(scheme)
    except ImportError as error:
        if scheme in _S3:
            hint = "install it: pip install 'passage-podcast[s3]'"
        else:
            hint = f"install what is missing: pip install {error.name or scheme}"
        raise PassageError(target, f"what speaks {scheme} is not installed", hint) from error
    except ValueError as error:
        what = f"fsspec knows no storage that is called {scheme}"
        raise PassageError(
            target, what, "give a folder, sftp://user@host/path or s3://…"
        ) from error


_S3 = ("s3", "s3a")
_WAYS: Mapping[str, Callable[[str, SplitResult, Patience], Storage]] = {
    "": _folder,
    "file": _folder,
    "sftp": _sftp,
    "ssh": _sftp,
    **dict.fromkeys(_S3, _s3),
}
