"""The eSpeak NG library, through ctypes (espeak-ng/speak_lib.h, version 1.52).

The library keeps state from one sentence to the next, so that in one process the same
sentence sounds a little different each time. A :class:`Library` is therefore a fresh copy,
unloaded after use: that costs less than 3 ms and makes every sentence the same, always.
"""

from __future__ import annotations

import _ctypes
import ctypes
import functools
import itertools
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import espeakng_loader

_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000
_BUFFER_MS = 1000
_RATE, _PITCH = 1, 3
_CHARS_UTF8, _PHONEMES = 1, 0x100
_WORD_EVENT = 1
"""A list of events ends with one of type 0."""
_OK = 0

_c_library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)

_inside = threading.Lock()
"""Two threads in the library crash the process."""


class _Voice(ctypes.Structure):
    """espeak_VOICE, as far as it is needed."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
    )


def _languages(address: int) -> Iterator[tuple[int, str]]:
    """Read a list of priority (a byte) and language (to a zero byte), ended by priority zero."""
    while priority := ctypes.string_at(address, 1)[0]:
        language = ctypes.string_at(address + 1)
        yield priority, language.decode()
        address += len(language) + 2


class _Event(ctypes.Structure):
    """espeak_EVENT."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Heard:
    """What the library said."""

    samples: bytes = field(repr=False)
    """16-bit mono, without silence after."""
    words: tuple[tuple[int, int], ...]
    """For each word event the place in the text, in characters from 0, and the sample."""


class Library:
    """A fresh copy of the library, for one utterance: ``with Library() as library: …``.

    Raises OSError when it cannot be loaded or does not find its data.
    """

    def __enter__(self) -> Self:
        _inside.acquire()
        try:
            self._c = ctypes.CDLL(espeakng_loader.get_library_path())
            self.rate = self._initialize()
        except BaseException:
            _inside.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._c.espeak_Terminate()
        _unload(self._c)
        del self._c
        _inside.release()

    def voices(self) -> Iterator[tuple[str, str, tuple[tuple[int, str], ...]]]:
        """Yield name, identifier, and (priority, language) of each voice; 1 is the first choice."""
        listed = self._c.espeak_ListVoices
        listed.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        for pointer in itertools.takewhile(bool, listed(None)):
            voice = pointer.contents
            yield voice.name.decode(), voice.identifier.decode(), tuple(_languages(voice.languages))

    def choose(self, voice: str) -> None:
        """Take the voice with this identifier, and perhaps a variant: ``gmw/en-US+m3``.

        Raises OSError when there is none.
        """
        base, plus, variant = voice.partition("+")
        file = _in_lower_case(base)
        if file and self._c.espeak_ng_SetVoiceByFile(f"{file}{plus}{variant}".encode()) == _OK:
            return
        if self._c.espeak_SetVoiceByName(voice.encode()) != _OK:
            raise OSError(f"eSpeak NG has no voice {voice}")

    def synthesize(
        self, text: str, *, words_a_minute: int, pitch: int, phonemes: bool = False
    ) -> Heard:
        """Speak text in the chosen voice, at `rate` samples a second.

        With `phonemes` what stands in double square brackets is in the library's mnemonics.
        Raises OSError when the library refuses.
        """
        heard: list[bytes] = []
        words: list[tuple[int, int]] = []

        def listen(wave: int | None, count: int, events: ctypes._Pointer[_Event]) -> int:
            if wave and count > 0:
                heard.append(ctypes.string_at(wave, count * 2))
            number = 0
            while kind := events[number].type:
                if kind == _WORD_EVENT:
                    words.append((events[number].text_position - 1, events[number].sample))
                number += 1
            return 0

        callback = _Callback(listen)
        self._c.espeak_SetSynthCallback(callback)
        self._c.espeak_SetParameter(_RATE, words_a_minute, 0)
        self._c.espeak_SetParameter(_PITCH, pitch, 0)
        data = text.encode() + b"\0"
        flags = _CHARS_UTF8 | (_PHONEMES if phonemes else 0)
        status = self._c.espeak_Synth(data, len(data), 0, 1, 0, flags, None, None)
        self._c.espeak_Synchronize()
        if status != _OK:
            raise OSError(status, "eSpeak NG refused the text")
        samples = b"".join(heard)
        kept = len(samples.rstrip(b"\0"))
        return Heard(samples[: kept + kept % 2], tuple(words))

    def can_say(self, text: str) -> bool:
        """Whether the chosen voice has phonemes for a text; ask when nothing is left to speak."""
        translate = self._c.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        rest = ctypes.c_char_p(text.encode())
        return bool((translate(ctypes.byref(rest), _CHARS_UTF8, 0) or b"").strip(b" _:"))

    def _initialize(self) -> int:
        data = espeakng_loader.get_data_path().encode()
        rate = self._c.espeak_Initialize(
            _AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MS, data, _INITIALIZE_DONT_EXIT
        )
        if rate <= 0:
            _unload(self._c)
            raise OSError(rate, "eSpeak NG does not find its data")
        # Some variants have breath in them, which is noise. The library has just seeded its own
        # from the clock; that of Klatt's synthesizer comes from the C library, which outlives it.
        self._c.espeak_ng_SetRandSeed(ctypes.c_long(1))
        _c_library.srand(1)
        return int(rate)


@functools.cache
def _in_lower_case(voice: str) -> str | None:
    """A path in lower case to a voice whose own path has capitals, where the system has such.

    The library looks for files in lower case only. Not finding ``gmw/en-US`` it reads all of its
    voices to find that name, which takes three times as long as everything else. The sound is
    the same; the file in memory is closed with the process.
    """
    file = Path(espeakng_loader.get_data_path(), "lang", voice)
    if voice == voice.lower() or not file.is_file() or not hasattr(os, "memfd_create"):
        return None
    handle = os.memfd_create("voice")
    os.write(handle, file.read_bytes())
    return f"/proc/self/fd/{handle}"


def _unload(library: ctypes.CDLL) -> None:
    handle = library._handle  # noqa: SLF001 - ctypes offers no other way to unload a library
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)
