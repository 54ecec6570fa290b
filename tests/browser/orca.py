"""Orca, a real screen reader, on a screen that nobody sees; what it says is read from its log."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from tests.browser import golden
from tests.clients import programs

PATIENCE = 120.0
"""Seconds that anything may take, on a machine that has much else to do."""

QUIET = 1.0
"""Seconds without a word, after which somebody who was asked to speak has finished."""

SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\[?\{.*|)$", re.MULTILINE)

SETTINGS = {
    "sayAllOnLoad": False,
    "enableKeyEcho": False,
    "enableEchoByCharacter": False,
    "enableEchoByWord": False,
}
"""It tells pages when it is asked to, and not the keys that the tests press."""

CUSTOMISATION = """\
from orca import debug
debug.debugFile.reconfigure(line_buffering=True)
"""
"""Orca runs this when it starts: what it says is in its log at once, not by blocks of 8 KiB."""

SPEECH = 'AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\nAudioOutputMethod "null"\n'
"""For speech-dispatcher: a voice that makes no sound."""

FINGERS = """
import sys
import gi
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk
import pyatspi
for name in sys.stdin:
    value = Gdk.keyval_from_name(name.strip())
    pyatspi.Registry.generateKeyboardEvent(value, None, pyatspi.KEY_SYM)
    print(name, end="", flush=True)
"""
"""Presses the keys that it is told, for Orca hears none that come from inside the browser."""


class Desktop:
    """A screen with a window manager, on which Orca listens and speaks."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home, self._stack = home, stack
        self.log = home / "orca.log"
        self.env = _environment(home)
        self.env["DISPLAY"] = self._screen()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
        self._start("openbox")
        orca = programs.find("orca")
        # Its own Python has what it takes to press keys.
        python = Path(orca).read_text("utf-8").splitlines()[0].removeprefix("#!").split()
        self._start(orca, "--debug-file", str(self.log))
        self.wait(lambda: "Screen reader on." in self.said())
        self._fingers = self._start(*python, "-c", FINGERS, pipes=True)

    def said(self) -> list[str]:
        """All that was spoken so far, in order."""
        if not self.log.exists():
            return []
        found = SPOKEN.findall(self.log.read_text("utf-8", "replace"))
        return [phrase.strip() for phrase in found if phrase.strip()]

    def press(self, key: str) -> None:
        """Press a key by the name that X gives it."""
        assert self._fingers.stdin
        assert self._fingers.stdout
        self._fingers.stdin.write(f"{key}\n".encode())
        self._fingers.stdin.flush()
        assert self._fingers.stdout.readline().decode().strip() == key

    def answer(self, after: int, expected: list[str] | None) -> list[str]:
        """What was said after so many phrases: at once if it is expected, else when it is quiet.

        While what is expected may still come, a slow machine has all the time that it needs.
        """
        heard: list[str] = []
        since = time.monotonic()
        while True:
            new = [golden.steady(phrase) for phrase in self.said()[after:]]
            if new == expected:
                return new
            coming = not new or (expected is not None and new == expected[: len(new)])
            if time.monotonic() - since > (PATIENCE if coming else QUIET):
                return new
            if new != heard:
                heard, since = new, time.monotonic()
            time.sleep(0.05)

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until something holds."""
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit, f"waited {PATIENCE} s; Orca said {self.said()}"
            time.sleep(0.05)

    def _screen(self) -> str:
        """A screen with a number of its own."""
        ours, theirs = os.pipe()
        size = ("-screen", "0", "1280x900x24", "-nolisten", "tcp")
        self._start("Xvfb", "-displayfd", str(theirs), *size, passed=theirs)
        os.close(theirs)
        with os.fdopen(ours) as told:
            return f":{told.readline().strip()}"

    def _bus(self) -> str:
        """A session's bus, on which the one for accessibility is started when Orca asks for it."""
        daemon = self._start(
            "dbus-daemon", "--session", "--nofork", "--print-address=1", pipes=True
        )
        assert daemon.stdout
        return daemon.stdout.readline().decode().strip()

    def _start(
        self, *command: str, passed: int = 0, pipes: bool = False
    ) -> subprocess.Popen[bytes]:
        """Start a program that ends with the desktop."""
        name = Path(command[0]).name
        program = command[0] if "/" in command[0] else programs.find(name)
        complaints: IO[bytes] = self._stack.enter_context((self.home / f"{name}.err").open("ab"))
        end = subprocess.PIPE if pipes else subprocess.DEVNULL
        process = subprocess.Popen(
            [program, *command[1:]],
            env=self.env,
            stdin=end,
            stdout=end,
            stderr=complaints,
            pass_fds=(passed,) if passed else (),
        )
        self._stack.callback(_end, process)
        return process


@contextmanager
def desktop(home: Path) -> Iterator[Desktop]:
    """A desktop whose programs keep all that they write in a folder, and end with it."""
    for needed in ("Xvfb", "dbus-daemon", "openbox", "orca", "speech-dispatcher"):
        programs.find(needed)
    with ExitStack() as stack:
        yield Desktop(home, stack)


def _environment(home: Path) -> dict[str, str]:
    folders = {
        "HOME": home,
        "XDG_CACHE_HOME": home / "cache",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(home / "config/speech-dispatcher/speechd.conf", SPEECH)
    profile = {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}
    settings = {
        "general": SETTINGS,
        "profiles": {"default": profile | SETTINGS},
        "pronunciations": {},
        "keybindings": {},
    }
    _write(home / "data/orca/user-settings.conf", json.dumps(settings))
    _write(home / "data/orca/orca-customizations.py", CUSTOMISATION)
    named = {name: str(folder) for name, folder in folders.items()}
    # The language in which Orca speaks, and no proxy between the browser and this machine.
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "NO_PROXY": "127.0.0.1"} | named


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
