"""What can go wrong, as a tree by what the reader must do.

::

    PassageError             str() is fit to show; carries its subject, and a hint that is a command
    ├── InputProblems        what people wrote is wrong      -> edit those files
    ├── ConsentRefused       a narrator did not agree        -> a human decision
    ├── EngineUnavailable    this voice cannot speak here    -> what to install or choose
    ├── VoicingFailed        it tried, and could not         -> which sentence, what was said
    │   └── ServiceRefused   whom it asked did not answer    -> wait, and go on where it stopped
    ├── MixingFailed         the encoder did not do its part -> what it said
    ├── FarmUnavailable      no machine may take the work    -> what to start or install
    └── DeliveryFailed       what could not be written, and where
        └── SendingFailed    what was sent, what was not     -> run it again
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passage.model import Place


class PassageError(Exception):
    """Anything that Passage can explain; everything else that is raised is a bug."""

    def __init__(self, subject: str, problem: str, hint: str = "") -> None:
        super().__init__(subject, problem, hint)
        self.subject = subject
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        told = f"{self.subject}: {self.problem}" if self.subject else self.problem
        return f"{told}\n  {self.hint}" if self.hint else told


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file that a person wrote."""

    place: Place
    what: str
    hint: str = ""
    """A correction or a command, such as ``did you mean "stage"?``."""

    def __str__(self) -> str:
        told = f"{self.place}: {self.what}"
        return f"{told}\n  {self.hint}" if self.hint else told


class InputProblems(PassageError):
    """Every problem of a show at once, in order of file, line and column."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_order))
        count = len(self.problems)
        super().__init__("", f"{count} problem{'s' if count != 1 else ''}")

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type[InputProblems], tuple[tuple[Problem, ...]]]:
        return InputProblems, (self.problems,)


class ConsentRefused(PassageError):
    """A narrator did not agree to be heard."""


class EngineUnavailable(PassageError):
    """The voice that a show chose cannot speak on this machine."""


class VoicingFailed(PassageError):
    """An engine tried to speak a sentence and could not."""


class ServiceRefused(VoicingFailed):
    """A service on the net did not do what it was asked: it is not asked again in this build."""


class MixingFailed(PassageError):
    """ffmpeg is missing, broken, or refused the sound that it was given."""


class FarmUnavailable(PassageError):
    """Work was to be given to other machines, and none is there that may take it."""


class DeliveryFailed(PassageError):
    """Something could not be written where it belongs."""


class SendingFailed(DeliveryFailed):
    """A publication stopped on its way; what was sent stays, and the next one goes on there."""

    def __init__(
        self,
        why: DeliveryFailed,
        state: str,
        *,
        done: tuple[str, ...],
        left: tuple[str, ...],
        taken_back: tuple[str, ...],
    ) -> None:
        """Tell `why`, and the `state` that subscribers see.

        `done` and `left` are the paths of the steps that were done and that were not; of these
        `taken_back` are to be removed or replaced.
        """
        count = f"{len(done)} of {len(done) + len(left)} steps were done"
        if taken_back:
            count += f", files to be removed or replaced that are not yet: {len(taken_back)}"
        super().__init__(why.subject, f"{why.problem}; {count}; {state}", why.hint)
        self.done = done
        self.left = left
        self.taken_back = taken_back


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.path, place.line, place.column, problem.what)
