"""Writing whole or not at all: what is made is made beside its place, and put there when it is done."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["placed"]


@contextmanager
def placed(path: str | os.PathLike[str]) -> Generator[Path]:
    """Give a path at which to make a file or a folder; once it is made without an error, it is put where it belongs.

    A file keeps the permissions of one that was there, and what a link leads to is written, not the link. Where there is a folder,
    each file of the one that was made is put into it; what else is in it stays.

    Raises
    ------
    FileNotFoundError
        If the folder for it does not exist.
    """
    place = Path(os.path.realpath(path))
    if not place.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {str(place.parent)!r} to write {place.name!r} in")
    # On the same disk, or it could not be moved at once; under a short name, since some programs write others beside it.
    try:
        beside = tempfile.TemporaryDirectory(prefix=".cica-", dir=place.parent, ignore_cleanup_errors=True)
    except PermissionError as error:
        raise PermissionError(error.errno, error.strerror, str(place.parent)) from None
    with beside as stage:
        made = Path(stage, "made").with_suffix(place.suffix)
        yield made
        moves = [(made, place)]
        if made.is_dir() and place.is_dir():
            moves = [(part, place / part.relative_to(made)) for part in sorted(made.rglob("*"))]
        for part, there in moves:  # before the first is moved
            if there.exists() and there.is_dir() != part.is_dir():
                raise FileExistsError(f"{str(there)!r} is {'a folder' if there.is_dir() else 'a file'}, which is not written over")
        for part, there in moves:
            if part.is_dir() and part != made:
                there.mkdir(exist_ok=True)
            else:
                if there.exists():
                    shutil.copymode(there, part)
                part.replace(there)
