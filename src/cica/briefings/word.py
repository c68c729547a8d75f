"""A briefing as a Word document."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cica.briefings.blocks import part

try:
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor
except ImportError:
    raise ImportError("Word documents are written by python-docx: pip install 'cica[docx]'") from None

if TYPE_CHECKING:
    from docx import document as docx
    from docx.text.paragraph import Paragraph

    from cica.briefings.blocks import Block, Kind, Part

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

__all__ = ["Properties", "word"]

_STYLES: dict[Kind, str] = {
    "title": "Title",
    "day": "Subtitle",
    "heading": "Heading1",
    "text": "BodyText",
    "points": "ListBullet",
    "sources": "ListNumber",
    "citation": "BodyText",
}
EARLIEST = datetime.date(1980, 1, 1)  # that a file in an archive can be of
MOST = 255  # letters that a property of a document can hold


class Properties(NamedTuple):
    """What a document says of itself.

    Attributes
    ----------
    title : str
        What it is called.
    as_of : datetime.date
        The day on which it was made and changed: the same briefing is the same file.
    version : str
        The version of the data.
    citation : str
        How to cite the data.
    """

    title: str
    as_of: datetime.date
    version: str
    citation: str


def word(properties: Properties, blocks: Iterable[Block]) -> bytes:
    """A briefing as a Word document: raised numbers lead to the sources, these to the web.

    Parameters
    ----------
    properties : Properties
        What the document says of itself.
    blocks : iterable of Block
        The briefing.

    Returns
    -------
    bytes
        The document; the same for the same briefing.
    """
    document = Document()
    _set_up(document)
    _describe(document, properties)
    for block in blocks:
        _add(document, block)
    return _dated(document, properties.as_of)


def _set_up(document: docx.Document) -> None:
    """The paper, the language, the number at the foot of each page, and the look of lists and links."""
    paper, styles = document.sections[0], cast("Any", document.styles)
    paper.page_width, paper.page_height = Mm(210), Mm(297)
    paper.left_margin = paper.right_margin = paper.top_margin = paper.bottom_margin = Mm(25)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x63, 0xC1), True
    numbers = styles["List Number"].paragraph_format
    numbers.left_indent, numbers.first_line_indent = Mm(10), Mm(-10)  # room for three figures
    foot = paper.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(_element("w:fldSimple", {"w:instr": "PAGE"}, foot.add_run("1")._r))
    # A picture of the template comes with it, which is none of the briefing.
    kept = cast("Any", document.part.package).rels
    for key in [key for key, relation in kept.items() if relation.reltype.endswith("/thumbnail")]:
        del kept[key]


def _describe(document: docx.Document, properties: Properties) -> None:
    about = document.core_properties
    about.title, about.subject = part(properties.title).text[:MOST], f"Briefing as known on {properties.as_of}"
    about.author = about.last_modified_by = "cica"
    about.comments, about.version = part(properties.citation).text[:MOST], part(properties.version).text[:MOST]
    about.language, about.keywords, about.revision = "en-GB", "", 1
    about.created = about.modified = datetime.datetime.combine(properties.as_of, datetime.time())


def _add(document: docx.Document, block: Block) -> None:
    """Add the paragraphs of a block: one for each part of a list, one for all parts of anything else."""
    if block.kind == "sources":
        _paragraph(document, "heading").add_run("Sources")
        for n, source in enumerate(block.parts, 1):
            _add_source(_paragraph(document, "sources"), source, n)
        return
    paragraph = None
    for said in block.parts:
        if paragraph is None or block.kind == "points":
            paragraph = _paragraph(document, block.kind)
        else:
            paragraph.add_run(" ")
        paragraph.add_run(said.text)
        for place, number in enumerate(said.numbers):
            if place:
                paragraph.add_run(",").font.superscript = True
            run = paragraph.add_run(str(number))
            run.font.superscript = True
            paragraph._p.append(_element("w:hyperlink", {"w:anchor": f"source-{number}"}, run._r))


def _add_source(paragraph: Paragraph, source: Part, number: int) -> None:
    """Add a source, with the mark to which its number leads, and a link to the web."""
    paragraph._p.append(_element("w:bookmarkStart", {"w:id": str(number), "w:name": f"source-{number}"}))
    paragraph.add_run(source.text)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))
    if source.address:
        paragraph.add_run(" ")
        run = paragraph.add_run(source.address)
        run._r.style = "Hyperlink"
        key = paragraph.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.HYPERLINK, source.address)
        paragraph._p.append(_element("w:hyperlink", {"r:id": key}, run._r))


def _paragraph(document: docx.Document, kind: Kind) -> Paragraph:
    """A new paragraph, in the style of its kind, which is named by its identifier: by its name it takes long to find."""
    paragraph = document.add_paragraph()
    paragraph._p.style = _STYLES[kind]
    return paragraph


def _element(name: str, attributes: Mapping[str, str], *children: object) -> Any:
    """An element for which python-docx has no words."""
    made = cast("Any", OxmlElement(name, {qn(key): value for key, value in attributes.items()}))
    made.extend(children)
    return made


def _dated(document: docx.Document, day: datetime.date) -> bytes:
    """The document as a file, of which every part is dated at a day, and not now."""
    made, dated = io.BytesIO(), io.BytesIO()
    document.save(made)
    moment = (*max(day, EARLIEST).timetuple()[:3], 0, 0, 0)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 3  # on whatever system it is written
            whole.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
