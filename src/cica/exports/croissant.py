"""The data package as Croissant 1.0 of MLCommons describes data sets (https://docs.mlcommons.org/croissant/)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cica.exports.described import Described, PackageFile

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.package.description import Json

__all__ = ["described", "write"]

# The context that the specification asks for, word by word.
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "equivalentProperty": "cr:equivalentProperty",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {"integer": "sc:Integer"}  # of everything else, dates in EDTF among them, the cells are text


def write(export: Export, file: Path) -> int:
    """Write the description; gives back how many record sets."""
    whole = described(Described(export.record))
    file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return len(whole["recordSet"])


def described(about: Described) -> Json:
    """The description of a data package, of which the files lie beside it.

    Which column refers to which table, ``datapackage.json`` says: readers of Croissant take a reference for a join, and leave out
    every row in which it is empty.
    """
    files = about.files()
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": about.name,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "description": about.description,
        "citeAs": about.citation,
        "creator": [{"@type": "sc:Organization", "name": name} for name in about.makers],
        "datePublished": about.day,
        "keywords": about.keywords,
        "license": [address for address, _ in about.licences],
        "url": "urn:cica:record",  # a name and no address: see cica.exports.linked.terms
        "version": about.version,
        "distribution": [_file(one) for one in files],
        "recordSet": [_records(one, about) for one in files if one.fields],
    }


def _file(file: PackageFile) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": file.description,
        "contentUrl": file.name,
        "contentSize": f"{len(file.content)} B",
        "encodingFormat": file.media,
        "sha256": file.sha256,
    }


def _records(file: PackageFile, about: Described) -> Json:
    """The rows of a table."""
    table = file.name.removesuffix(".csv")
    keys = [{"@id": f"{table}/{column}"} for column in about.schema(table).get("primaryKey", ())]
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": file.description,
        **({"key": keys} if keys else {}),
        "field": [_field(file, table, field) for field in file.fields],
    }


def _field(file: PackageFile, table: str, field: Json) -> Json:
    """A column of a table."""
    name = field["name"]
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": name,
        "description": str(field.get("description", name)),
        "dataType": TYPES.get(str(field.get("type")), "sc:Text"),
        "source": {"fileObject": {"@id": file.name}, "extract": {"column": name}},
    }
