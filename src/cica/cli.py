"""The command line: ``cica`` and ``python -m cica``."""

from __future__ import annotations

import io
import os
import shutil
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from cica.commands.tongue import spoken
from cica.commands.tree import QUESTIONS, read
from cica.commands.writing import FOUND, NOTHING, USAGE
from cica.errors import visible
from cica.record import load

if TYPE_CHECKING:
    import argparse

    from cica.record import Record

__all__ = ["main"]

NARROWEST = 20  # columns, in which there is room for an identifier and some of a name
STOPPED = 130  # as shells say that somebody pressed Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question on the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the command; by default those it was called with.

    Returns
    -------
    int
        Exit status: 0, 1 if nothing was found, 2 if the question could not be read, 130 if somebody stopped it.

    Examples
    --------
    >>> from cica.cli import main
    >>> main(["members", "--on", "1999-12-31", "--format", "csv"])  # doctest: +ELLIPSIS
    id,name,...
    """
    out: TextIO = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", UserWarning)
        said: set[str] = set()

        def warn(message: Warning | str, *_: object, **__: object) -> None:
            if str(message) not in said:
                said.add(str(message))
                _say(f"warning: {message}")

        warnings.showwarning = warn
        try:
            status = _answer(read(sys.argv[1:] if arguments is None else arguments))
            out.flush()
            return status
        except SystemExit as stop:  # argparse has said what is wrong, or has printed the help
            return stop.code if isinstance(stop.code, int) else USAGE
        except BrokenPipeError:  # the reader of a pipe has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
            return FOUND
        except KeyboardInterrupt:
            return STOPPED
        except LookupError as error:
            _say(str(error))
            return NOTHING
        except (ValueError, OSError, ImportError) as error:
            _say(str(error))
            return USAGE


def _answer(given: argparse.Namespace) -> int:
    given.room = None if given.wide else max(shutil.get_terminal_size((80, 24)).columns, NARROWEST)
    record: Record = load(given.data)
    if given.version:
        print(f"cica {sys.modules['cica'].__version__}, data updated to {record.as_of}")
        return FOUND
    if given.as_known:
        record = record.as_known(given.as_known)
    status: int = given.answer(record, given)
    return status


def _say(message: str) -> None:
    print(f"cica: {visible(spoken(message, QUESTIONS))}", file=sys.stderr)
