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
        given = Path(path)
        raise FileNotFoundError(f"there is no folder {str(given.parent)!r} to write {given.name!r} in")
    # On the same disk, or it could not be moved at once.
    with tempfile.TemporaryDirectory(prefix=".cica-", dir=place.parent, ignore_cleanup_errors=True) as stage:
        made = Path(stage, Path(path).name)
        yield made
        if made.is_dir():
            _put_folder(made, place)
        else:
            _put_file(made, place)


def _put_file(made: Path, file: Path) -> None:
    if file.exists():
        shutil.copymode(file, made)
    made.replace(file)


def _put_folder(made: Path, folder: Path) -> None:
    if not folder.exists():
        made.rename(folder)
        return
    for part in sorted(made.rglob("*")):
        place = folder / part.relative_to(made)
        if part.is_dir():
            place.mkdir(exist_ok=True)
        else:
            _put_file(part, place)
