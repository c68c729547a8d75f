"""What it is for: aims, measures, principles and initiatives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.briefings.briefing import Sentence
from cica.briefings.phrases import lower, since
from cica.display.words import count, listed, when

if TYPE_CHECKING:
    from cica.briefings.writing import Writer

__all__ = ["aims", "commitments", "dimensions", "initiatives", "launched", "principles"]


def aims(writer: Writer) -> Iterator[Sentence]:
    """What it is for, and how its measures are ordered."""
    aim = [principle for principle in writer.record.principles() if principle.id == "objective-multilateral"]
    for principle in aim:
        yield writer.say(f"The {principle.document} sets its main objective: {lower(principle.summary)}", (principle, "name"))
    catalogues = [document for document in writer.record.documents("catalogue") if document.adopted]
    if catalogues:
        first, *later = catalogues
        text = f"Its confidence-building measures stand in a catalogue adopted {when(first.adopted)}"
        text += f" and revised {listed([when(document.adopted) for document in later])}." if later else "."
        yield writer.say(text, *[(document, "adopted") for document in catalogues])
        areas, measures = writer.record.measures(level="area"), writer.record.measures()
        found = [count(len(items), noun) for items, noun in ((areas, "priority area"), (measures, "measure")) if items]
        if found:
            yield writer.say(
                f"Sources show {listed(found)} of it; no version has been seen whole.", *[(m, "catalogues") for m in areas]
            )
    elif not aim:
        yield Sentence("No aim and no measure has been adopted.")


def dimensions(writer: Writer) -> Iterator[Sentence]:
    """The dimensions of the measures, with the areas of each."""
    areas = writer.record.measures(level="area")
    for dimension in writer.record.measures(level="dimension"):
        named = [lower(area.name) for area in areas if area.dimension is dimension]
        text = dimension.name + (f": {listed(named)}." if named else ".")
        yield writer.say(text, (dimension, "catalogues"), *[(area, "catalogues") for area in areas if area.dimension is dimension])


def principles(writer: Writer) -> Iterator[Sentence]:
    """The principles of the founding declaration, and the one on non-interference."""
    found = [principle for principle in writer.record.principles() if principle.document.id == "declaration-principles"]
    numbered = [principle for principle in found if principle.locator.startswith("principle")]
    if not numbered:
        yield Sentence("No principles have been adopted.")
        return
    document = numbered[0].document
    names = listed([lower(principle.name) for principle in numbered])
    text = f"The {document.title} of {since(document.adopted)} sets out {count(len(numbered), 'principle')}: {names}."
    yield writer.say(text, (document, "adopted"), *[(principle, "name") for principle in numbered])
    for principle in numbered:
        if principle.id == "non-interference":
            yield writer.say(f"On non-interference: {lower(principle.summary)}", (principle, "name"))
            near = [f"principle {listed(principle.helsinki)} of the Helsinki Final Act"] * bool(principle.helsinki)
            near += [f"article {listed(principle.un_charter)} of the Charter of the United Nations"] * bool(principle.un_charter)
            if near:
                yield Sentence(f"It is close to {listed(near)}, by our own reading.")
            if principle.reaffirmed_in:
                again = sorted(principle.reaffirmed_in, key=lambda text: text.adopted.sort_key if text.adopted else ())
                titles = [f"the {text.title} ({since(text.adopted)})" for text in again]
                yield writer.say(f"It was reaffirmed in {listed(titles)}.", (principle, "reaffirmed_in"))


def commitments(writer: Writer) -> Iterator[Sentence]:
    """What later texts add."""
    texts: dict[str, list[str]] = {}
    found = [p for p in writer.record.principles() if p.document.id != "declaration-principles"]
    for principle in found:
        texts.setdefault(principle.document.id, []).append(lower(principle.name))
    for key, names in texts.items():
        document = writer.record.document(key)
        facts = [(principle, "name") for principle in found if principle.document is document]
        yield writer.say(f"{document.title} ({since(document.adopted)}): {listed(names)}.", *facts)


def launched(writer: Writer) -> Iterator[Sentence]:
    """That there are none, where there are none."""
    if not writer.record.initiatives():
        yield Sentence("None is recorded.")


def initiatives(writer: Writer) -> Iterator[Sentence]:
    """The initiatives, one by one."""
    for initiative in writer.record.initiatives():
        where = f", {initiative.place}" if initiative.place else ""
        at = "" if initiative.meeting else ", not at one of its meetings"
        text = f"{initiative.name} ({since(initiative.launched)}{where}{at}): {lower(initiative.summary)}"
        yield writer.say(text, (initiative, "launched"))
