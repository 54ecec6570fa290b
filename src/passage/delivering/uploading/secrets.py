"""What is secret stays so: it is taken from the environment, and never told."""

from __future__ import annotations

import os
import re

from passage.errors import PassageError

PASSWORD = "PASSAGE_SFTP_PASSWORD"  # noqa: S105 - the name of a variable
"""The variable of the environment that holds the password of an SFTP server."""

_SECRET = (PASSWORD, "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")
_SHORTEST = 4
_IN_ADDRESS = re.compile(r"(?<=://)([^/@\s:]*):[^/\s]*@")
_SIGNED = re.compile(r"(?i)\b(signature|credential|token|secret|password|key)=[^&\s'\",)]+")


def masked(text: str) -> str:
    """A message, of ours or of a library, without any secret that is in it."""
    for value in (os.environ.get(name, "") for name in _SECRET):
        # What is shorter is no secret, and would make holes in every message.
        text = text.replace(value, "…") if len(value) >= _SHORTEST else text
    return _SIGNED.sub(r"\1=…", _IN_ADDRESS.sub(r"\1:…@", text))


def refuse(target: str) -> None:
    """Raise PassageError for a target with a password in it: others would read it there."""
    if _IN_ADDRESS.search(target):
        raise PassageError(
            masked(target),
            "a password does not belong into an address, where other programs read it",
            f"leave it out, and set {PASSWORD}, AWS_SECRET_ACCESS_KEY or use a key instead",
        )
