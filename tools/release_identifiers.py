"""Note the identifiers of a release: ``python tools/release_identifiers.py`` adds those of today to ``tests/released.txt``.

Each line there has a table and the identifiers that it ever had in a release; a test asks whether they are there still.
"""

from __future__ import annotations

from pathlib import Path

import cica
from cica.package.rows import KEYS, TABLES

RELEASED = Path(__file__).parent.parent / "tests" / "released.txt"


def main() -> None:
    """Add the identifiers of today."""
    released: dict[str, dict[str, None]] = {table: {} for table in TABLES if table not in KEYS}
    for line in RELEASED.read_text("utf-8").splitlines():
        table, keys = line.split("\t")
        released[table].update(dict.fromkeys(keys.split()))
    for table, keys_now in released.items():
        keys_now.update(dict.fromkeys(cica.load()._package.rows(table)))
    lines = [f"{table}\t{' '.join(keys)}\n" for table, keys in released.items()]
    RELEASED.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
