"""Programs of other people: found, or the test is skipped; run, and what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LONGEST_S = 300
"""For what takes seconds, on a machine that is busy with other things."""


def run(*command: str | Path, said: bytes = b"", env: dict[str, str] | None = None) -> str:
    """Run a program that has to succeed; what it writes to its output."""
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        input=said,
        capture_output=True,
        env=os.environ | (env or {}),
        timeout=LONGEST_S,
    )
    assert done.returncode == 0, f"{command}: {done.stdout!r} {done.stderr!r}"
    return done.stdout.decode()


def find(name: str) -> str:
    """Where a program is, beside this Python or on the path; without it the test is skipped."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which(name, path=os.pathsep.join([beside, os.environ.get("PATH", "")]))
    if not found:
        pytest.skip(f"{name} is not installed; .ci/run installs it")
    return found


def node(module: str, script: str, said: bytes) -> str:
    """What a script in JavaScript says about a text, with a module in NODE_PATH."""
    program = find("node")
    probe = [program, "-e", f"require.resolve({module!r})"]
    if subprocess.run(probe, check=False, capture_output=True, timeout=LONGEST_S).returncode:
        pytest.skip(f"{module} is not in NODE_PATH; .ci/run puts it there")
    head = (
        f"const module_ = require({module!r}); const text = require('fs').readFileSync(0, 'utf8');"
    )
    return run(program, "-e", head + script, said=said)


def module(name: str) -> Path:
    """The folder of a module in NODE_PATH; without it the test is skipped."""
    for folder in os.environ.get("NODE_PATH", "").split(os.pathsep):
        found = Path(folder) / name
        if folder and found.is_dir():
            return found
    pytest.skip(f"{name} is not in NODE_PATH; .ci/run puts it there")
