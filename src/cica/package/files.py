"""Where the files of a data package come from: this library, a folder, or a zip file.

A package from elsewhere is not trusted: only plain files directly in the folder or archive are read, no link is followed out of
it, and no more is read than `MAX_BYTES` a file.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Protocol, cast

from cica.errors import PackageError, Problem, told

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

__all__ = ["MAX_BYTES", "Bundled", "Files", "Kept", "open_files"]

MAX_BYTES = 64 * 1024 * 1024
NAMES = tuple(f"{table}.csv" for table in ("states", "state_names", "former_states", "other_entities", "other_names"))
LONGEST = 1000  # letters of a path in a message


class Files(Protocol):
    """Something that has the files of a data package."""

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None where there is no such file."""
        ...

    def index(self) -> bytes | None:
        """The index of the names in them; None of files that somebody may have changed since one was made."""
        ...


class Loader(Protocol):
    """What Python's import system offers for files that come with a module, in a folder or in a zip file."""

    def get_data(self, path: str) -> bytes:
        """The content of a file."""
        ...


class Bundled:
    """The data package that comes with this library."""

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None where there is no such file."""
        # What pkgutil.get_data does, without what importing pkgutil costs.
        loader = cast("Loader", getattr(__spec__, "loader", None))
        return loader.get_data(os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", name))  # noqa: PTH118, PTH120

    def index(self) -> bytes | None:
        """The index of the names in them."""
        return self.read("names.tsv")


class Folder:
    """A data package in a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    def index(self) -> None:
        """None."""

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None where there is no such file."""
        path = self._path / name
        if not os.path.lexists(path):
            return None
        try:
            if path.resolve().parent != self._path:
                raise PackageError([Problem(name, None, None, "is a link out of the folder")])
            if not stat.S_ISREG(path.stat().st_mode):
                raise PackageError([Problem(name, None, None, "is not a plain file")])
            with path.open("rb") as file:
                return _bounded(name, file.read(MAX_BYTES + 1))
        except (OSError, RuntimeError) as error:  # which a link to itself is
            raise PackageError(
                [Problem(name, None, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")]
            ) from None


class Archive:
    """A data package in a zip file, at its top or in one folder."""

    def __init__(self, path: Path) -> None:
        import zipfile

        self._path = path
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        tops = [name for name in names if name.split("/")[-1] == "datapackage.json"]
        least = min((name.count("/") for name in tops), default=0)
        highest = [name for name in tops if name.count("/") == least]
        if len(highest) > 1 or (len(tops) > 1 and len({*names}) < len(names)):
            raise PackageError([Problem(path.name, None, None, f"holds more than one package: {', '.join(highest)}")])
        self._top = (highest or [""])[0].removesuffix("datapackage.json")

    def index(self) -> None:
        """None."""

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None where there is no such file."""
        import lzma
        import zipfile
        import zlib

        damaged = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError)
        try:
            with zipfile.ZipFile(self._path) as archive:
                member: zipfile.ZipInfo = archive.getinfo(self._top + name)
                with archive.open(member) as file:
                    return _bounded(name, file.read(MAX_BYTES + 1))
        except KeyError:
            return None
        except damaged as error:
            raise PackageError([Problem(name, None, None, f"cannot be read from the zip file: {error}")]) from None


class Kept:
    """The files of a package from elsewhere as they were when they were first read, whatever becomes of them later.

    Parameters
    ----------
    files : Files
        Where they come from.
    """

    def __init__(self, files: Files) -> None:
        self._files: Files | None = files
        self._read: dict[str, bytes | None] = {}

    def index(self) -> bytes | None:
        """The index that comes with this library, if its names are those in them."""
        library = Bundled()
        return library.index() if all(self.read(name) == library.read(name) for name in NAMES) else None

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None where there is no such file."""
        if name not in self._read:
            self._read[name] = None if self._files is None else self._files.read(name)
        return self._read[name]

    def __getstate__(self) -> dict[str, object]:
        return {"_files": None, "_read": self._read}  # all that a record that was checked has ever asked for


def _bounded(name: str, content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise PackageError([Problem(name, None, None, f"is larger than {MAX_BYTES // 1024**2} MiB")])
    return content


def open_files(path: str | os.PathLike[str]) -> Files:
    """The files in a folder or a zip file."""
    from pathlib import Path

    try:
        place = Path(path)
        if not str(path):  # which would be the folder that one is in
            raise TypeError
    except TypeError:
        raise PackageError([Problem(told(path), None, None, "is no path: give that of a folder or a zip file")]) from None
    try:
        if place.is_dir():
            return Folder(place)
        if place.name == "datapackage.json" and place.is_file():  # which other tools are given
            return Folder(place.parent)
        archive = _archive(place)
    except (OSError, ValueError, RuntimeError) as error:
        raise PackageError([Problem(str(path)[:LONGEST], None, None, f"cannot be opened: {error}")]) from None
    if archive is None:
        raise PackageError([Problem(str(path)[:LONGEST], None, None, "neither a folder nor a zip file")])
    return archive


def _archive(place: Path) -> Archive | None:
    """The zip file at a place, if there is one."""
    import zipfile

    try:
        return Archive(place) if place.is_file() and zipfile.is_zipfile(place) else None
    except zipfile.BadZipFile as error:
        raise ValueError(error) from None
