"""Requests to a service on the net: one at a time, verified, patient, never in a burst.

What is sent is what people said, so no redirection is followed; no answer is taken in part.
"""

from __future__ import annotations

import datetime
import email.utils
import random
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from passage.errors import ServiceRefused

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

_OK, _TOO_MANY, _SERVER_ERROR = 200, 429, 500
"""Status codes (RFC 9110, 15; RFC 6585, 4)."""

_PIECE = 64
"""Bytes read at a time: between two pieces it is seen whether the answer takes too long."""

LATER = "what is kept is not sent again; to go on later, run the same command again"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked; all times in seconds.

    The pauses are those of somebody who asks on and on, not of one who tests how much is allowed.
    """

    pause: float = 0.5
    """Between the end of one request and the beginning of the next."""
    connecting: float = 10
    """How long a connection may take."""
    silence: float = 20
    """How long an answer may send nothing."""
    answering: float = 60
    """How long a whole answer may take."""
    attempts: int = 5
    first_wait: float = 2
    """After the first attempt that failed; it doubles with each that follows."""
    longest_wait: float = 120
    """When the service asks for more than that, it is left alone for today."""
    largest: int = 4_000_000
    """Bytes of an answer: a hundred times what a long one has."""


@dataclass(frozen=True, slots=True)
class _Later:
    """An answer after which it may be tried again."""

    told: str
    asked: float = 0.0
    """Seconds to wait, as far as the service says."""


class Sender:
    """Sends requests one at a time, and gives whole answers or none.

    `verify` is True for the certificates that everybody trusts, or the file with those to trust.
    """

    def __init__(self, manners: Manners, *, verify: bool | str = True) -> None:
        self._manners, self._verify = manners, verify
        self._one_at_a_time = threading.Lock()
        self._free_at = 0.0

    def send(self, request: PreparedRequest) -> bytes:
        """The body of the answer. Raises ServiceRefused, whose problem says what was answered."""
        manners = self._manners
        with self._one_at_a_time:
            told = ""
            for attempt in range(manners.attempts):
                time.sleep(max(0.0, self._free_at - time.monotonic()))
                answer = self._attempt(request)
                self._free_at = time.monotonic() + manners.pause
                if isinstance(answer, bytes):
                    return answer
                told = answer.told
                if answer.asked > manners.longest_wait:
                    what = f"{told}, and asks to wait {answer.asked:.0f} seconds"
                    raise ServiceRefused("", what, LATER)
                # Half of it by chance, so that those who were stopped together do not return so.
                chance = random.uniform(0.5, 1)  # noqa: S311 - for politeness, not for secrets
                wait = max(answer.asked, chance * manners.first_wait * 2**attempt)
                self._free_at = time.monotonic() + min(wait, manners.longest_wait)
        raise ServiceRefused("", f"{told}, {manners.attempts} times", LATER)

    def _attempt(self, request: PreparedRequest) -> bytes | _Later:
        import requests  # noqa: PLC0415 - a tenth of a second that only those pay who send

        manners = self._manners
        try:
            with (
                requests.Session() as session,
                session.send(
                    request,
                    stream=True,
                    timeout=(manners.connecting, manners.silence),
                    verify=self._verify,
                    allow_redirects=False,
                ) as answer,
            ):
                return self._read(answer)
        except requests.exceptions.SSLError as error:
            what = "cannot be told from somebody else: its certificate is not to be trusted"
            hint = "nothing was sent; see whether something on this network opens what is encrypted"
            raise ServiceRefused("", what, hint) from error
        except requests.exceptions.Timeout:
            return _Later("did not answer in time")
        except requests.exceptions.ChunkedEncodingError:
            return _Later("broke off in the middle of its answer")
        except requests.exceptions.ConnectionError:
            return _Later("could not be reached, or did not answer")
        except requests.exceptions.RequestException as error:
            raise ServiceRefused("", f"could not be asked ({type(error).__name__})") from error

    def _read(self, answer: Response) -> bytes | _Later:
        status = answer.status_code
        told = f"answered {status} {answer.reason or ''}".strip()
        if status == _TOO_MANY or status >= _SERVER_ERROR:
            return _Later(told, _seconds(answer.headers.get("Retry-After", "")))
        if status != _OK:
            raise ServiceRefused("", told, LATER)
        late = time.monotonic() + self._manners.answering
        body = bytearray()
        for piece in answer.iter_content(_PIECE):
            body += piece
            if time.monotonic() > late:
                return _Later("did not finish its answer in time")
            if len(body) > self._manners.largest:
                raise ServiceRefused("", "answered more than any sentence needs", LATER)
        return bytes(body)


def _seconds(retry_after: str) -> float:
    """Read ``Retry-After``: seconds, or a date (RFC 9110, 10.2.3); 0 where it says nothing."""
    if retry_after.strip().isascii() and retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - datetime.datetime.now(datetime.UTC)).total_seconds())
