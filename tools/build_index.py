"""Build the index of names that comes with the library.

Run ``python tools/build_index.py`` to write ``names.tsv`` into the data package, ``python tools/build_index.py --check`` to exit
with 1 when the one there is not what it would write. `cica.names.index` says what is in it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cica.names.index import indexed, written
from cica.package.files import Folder
from cica.package.objects import Package
from cica.package.rows import Rows

DATA = Path(__file__).parent.parent / "src" / "cica" / "data"


def build() -> str:
    """Return the index as text."""
    return written(indexed(Package(Rows(Folder(DATA)))))


def main() -> None:
    """Write the index, or say whether the one in the data package is up to date."""
    parser = argparse.ArgumentParser(description="Build the index of names.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the index is out of date")
    path = DATA / "names.tsv"
    if not parser.parse_args().check:
        path.write_text(build(), encoding="utf-8", newline="\n")
    elif not path.exists() or path.read_text(encoding="utf-8") != build():
        sys.exit(f"not what tools/build_index.py would write: {path.name}")


if __name__ == "__main__":
    main()
