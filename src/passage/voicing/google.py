"""What Google Translate is asked, built by gTTS, and the speech that is in its answer."""

from __future__ import annotations

import base64
import json
import urllib.parse
from typing import TYPE_CHECKING

from passage.voicing import mp3
from passage.voicing.google_voices import GoogleVoice

if TYPE_CHECKING:
    from requests import PreparedRequest


_BEFORE = 2
"""Of a result, what comes before the sound: a mark and the name of the call."""


class NoSpeech(Exception):
    """The answer is in order, and says that there is no speech for this text."""


def requests(text: str, voice: GoogleVoice, address: str = "") -> list[PreparedRequest]:
    """Build the requests for a text, of at most 100 characters each; none if nothing is to be said.

    `address` stands for ``https://translate.google.…`` where somebody else plays Google.
    """
    # Each takes a tenth of a second to load, which only those pay who send.
    from gtts import gTTS  # noqa: PLC0415
    from gtts.tokenizer import pre_processors  # noqa: PLC0415

    if not text.strip():
        return []
    # Its other two changes of the text would take "M." in any word for "Monsieur".
    harmless = [pre_processors.tone_marks, pre_processors.end_of_line]
    speaker = gTTS(
        text,
        tld=voice.domain,
        lang=voice.language,
        lang_check=False,
        pre_processor_funcs=harmless,
    )
    try:
        # Nothing public builds a request without sending it to whoever answers.
        built: list[PreparedRequest] = speaker._prepare_requests()  # noqa: SLF001
    except AssertionError:  # there are only marks in it
        return []
    for request in built if address else ():
        path = urllib.parse.urlsplit(request.url or "").path
        request.url = address.rstrip("/") + str(path)
    return built


def speech(answer: bytes) -> bytes:
    """The MP3 in an answer, whole frames. Raises NoSpeech, and ValueError for anything else.

    The answer is Google's envelope for remote procedure calls: lines, one of which is a JSON list
    of results, where that of our call holds, as JSON again, the sound in Base64.
    """
    from gtts import gTTS  # noqa: PLC0415 - as above

    for line in answer.decode("utf-8").split("\n"):
        if line.startswith("[") and gTTS.GOOGLE_TTS_RPC in line:
            sound = _sound(line, gTTS.GOOGLE_TTS_RPC)
            mp3.check(sound)
            return sound
    raise ValueError("there is no result in it")


def _sound(line: str, call: str) -> bytes:
    try:
        found = json.loads(line)
        results = [result for result in found if len(result) > _BEFORE and result[1] == call]
        if results and results[0][2] is None:
            raise NoSpeech
        return base64.b64decode(json.loads(results[0][2])[0], validate=True)
    except (TypeError, IndexError, KeyError, RecursionError) as error:
        raise ValueError("it has another form") from error
