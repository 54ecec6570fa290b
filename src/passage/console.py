"""What is printed where, and how a command ends.

Results go to standard output, for people as lines or for programs as JSON; progress and errors go
to standard error, the errors last. Exit status: 0 done · 1 some episodes failed, or something could
not be written · 2 wrong input or usage, or nothing can be made here · 3 a bug · 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from passage import __version__

if TYPE_CHECKING:
    from passage.errors import PassageError

FAILED, WRONG, BUG, INTERRUPTED = 1, 2, 3, 130
REPORT = Path("passage-bug-report.txt")


_masks: list[Callable[[str], str]] = []


def protect(mask: Callable[[str], str]) -> None:
    """Let nothing be printed from here on but through `mask`, which hides protected names."""
    _masks[:] = [mask]


def _shown(text: str) -> str:
    for mask in _masks:
        text = mask(text)
    return text


def _shown_json(value: object) -> object:
    """The same for what programs read; keys are ours."""
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, Mapping):
        return {key: _shown_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown_json(each) for each in value]
    return value


def say(told: Mapping[str, object], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the result on standard output, for programs or for people."""
    if as_json:
        told = cast("Mapping[str, object]", _shown_json(told)) if _masks else told
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines:
            click.echo(_shown(line))


def announce(told: Mapping[str, object], line: str, *, as_json: bool) -> None:
    """Print one line, and go on; for programs an object of JSON, which is one line as well."""
    told = cast("Mapping[str, object]", _shown_json(told)) if _masks else told
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _shown(line))


def err(lines: Iterable[str]) -> None:
    """Print progress, or what went wrong, on standard error."""
    for line in lines:
        click.echo(_shown(line), err=True)


def run(command: click.Command) -> NoReturn:
    """Run a command; turn whatever is raised into an exit status, here and nowhere else."""
    from passage.errors import DeliveryFailed, PassageError

    _masks.clear()
    try:
        command.main(prog_name="passage", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        _say_error(wrong.format_message())
        wrong.show()
        sys.exit(WRONG)
    except (KeyboardInterrupt, click.Abort):
        err(["interrupted; what is finished is kept. To go on: run the same command again"])
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has heard enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except PassageError as error:
        _tell_error(error)
        sys.exit(FAILED if isinstance(error, DeliveryFailed) else WRONG)
    except OSError as error:
        _say_error(str(error))
        err([f"{error.filename or 'passage'}: {error.strerror or error}"])
        sys.exit(FAILED)
    except Exception as error:  # noqa: BLE001 - the last resort, so that no one sees a traceback
        _report(error)
        sys.exit(BUG)
    sys.exit(0)


def _say_error(message: str) -> None:
    """Tell programs, who read standard output, that there is no result and why."""
    if "--json" in sys.argv[1:]:
        say({"error": message, "problems": []}, (), as_json=True)


def _tell_error(error: PassageError) -> None:
    from passage.telling import checks as telling

    if "--json" in sys.argv[1:]:
        say(telling.error_json(error), (), as_json=True)
    err(telling.error(error))


def _report(error: Exception) -> None:
    """Write down where a bug struck, and nothing of what was being said there."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    told = [f"passage {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    told += [f"command: {sys.argv[1] if len(sys.argv) > 1 else ''}", type(error).__name__, *where]
    _say_error(f"a bug of Passage ({type(error).__name__})")
    err([f"This is a bug of Passage ({type(error).__name__}), not a mistake of yours."])
    try:
        REPORT.write_text("\n".join(told) + "\n", "utf-8")
        err([f"Please send the file {REPORT}: it holds no word of any testimony."])
    except OSError:
        err(["Please send these lines: they hold no word of any testimony.", *told])
