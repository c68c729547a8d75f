"""The data package as a research object: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), a folder that says what lies in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cica.exports import croissant
from cica.exports.described import Described, PackageFile

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.package.description import Json

__all__ = ["write"]

METADATA = "ro-crate-metadata.json"
CRATE = "https://w3id.org/ro/crate/1.1"


def write(export: Export, file: Path) -> int:
    """Write the crate, or only what says what is in it; gives back how many files it tells of."""
    about = Described(export.record)
    whole = _json(croissant.described(about))
    files = [*about.files(), PackageFile("croissant.json", "Croissant", "The tables as MLCommons describes data sets.", whole)]
    metadata = _json({"@context": f"{CRATE}/context", "@graph": _graph(about, files)})
    if file.is_dir():
        for part in export.each(files, lambda part: part.name):
            (file / part.name).write_bytes(part.content)
        (file / METADATA).write_bytes(metadata)
    else:
        file.write_bytes(metadata)
    return len(files)


def _json(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _graph(about: Described, files: list[PackageFile]) -> list[Json]:
    """The crate: what describes it, the data set, its files, and what these refer to."""
    makers = [{"@id": f"#maker-{n}", "@type": "Organization", "name": name} for n, name in enumerate(about.makers, 1)]
    licences = [{"@id": address, "@type": "CreativeWork", "name": title} for address, title in about.licences if address]
    root: Json = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": about.description,
        "identifier": "urn:cica:record",
        "version": about.version,
        "datePublished": about.day,
        "keywords": about.keywords,
        "license": [{"@id": one["@id"]} for one in licences],
        "author": [{"@id": one["@id"]} for one in makers],
        "creditText": about.citation,
        "hasPart": [{"@id": file.name} for file in files],
    }
    described: Json = {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": CRATE}, "about": {"@id": "./"}}
    return [described, root, *map(_file, files), *licences, *makers]


def _file(file: PackageFile) -> Json:
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.title,
        "description": file.description,
        "encodingFormat": file.media,
        "contentSize": str(len(file.content)),
    }
