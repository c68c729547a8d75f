"""What is asked of each row of a frame: columns of organisations, and counts of organisations, each with the name it gets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from cica.errors import OptionError, either, one_of, some, told, warn
from cica.frames.standing import COLUMNS, COUNTS, DEFAULT, LESSER, SHARES, SUBJECT, Rule
from cica.model.entity import Entity
from cica.model.roles import FULL
from cica.names.arguments import several

if TYPE_CHECKING:
    import datetime

    from cica.model.organisations import Organisation
    from cica.names.spellings import Turns
    from cica.questions import Questions

__all__ = ["MANY", "Asked", "asked", "check_names", "column_name", "members_held", "pool", "warn_of_gaps"]

MANY = "organisations"  # stands for an organisation in the names of counts


@attrs.frozen
class Asked:
    """The columns asked for.

    Attributes
    ----------
    own : list of tuple
        Each organisation of which columns are asked, with what each of them is called.
    pool : sequence of Organisation
        The organisations that are counted.
    counts : dict
        What each of the counts is called.
    all_counted : bool
        Whether the organisations that are counted are all that there are, and not those that were named.
    """

    own: list[tuple[Organisation, dict[str, str]]]
    pool: Sequence[Organisation]
    counts: dict[str, str]
    all_counted: bool = False

    @property
    def within(self) -> list[Organisation]:
        """All organisations that matter, each once."""
        found = {organisation.id: organisation for organisation in (*(one for one, _ in self.own), *self.pool)}
        return list(found.values())

    @property
    def titles(self) -> list[str]:
        """What the columns are called."""
        return [*(title for _, titles in self.own for title in titles.values()), *self.counts.values()]


def asked(
    record: Questions,
    organisations: Organisation | str | Iterable[Organisation | str] | None,
    columns: str | Sequence[str] | None,
    exclude: Organisation | str | Iterable[Organisation | str] | None,
    rule: Rule,
    names: str | Mapping[str, str],
    same: Callable[[str], str],
) -> Asked:
    """The columns asked for, each with the name it gets, which must be its alone in the form that ``same`` makes of it."""
    accepted = (*(SHARES if rule == "share" else COLUMNS), *COUNTS)
    default_columns = SHARES if rule == "share" else DEFAULT
    wanted = default_columns if columns is None else several("columns", columns, (str,), "'role' or ['role', 'full']", least=0)
    for column in wanted:
        one_of("columns", column, accepted, required=True)
    check_names(names)
    counts = {column: column_name(names, MANY, column) for column in wanted if column in COUNTS}
    singly = [column for column in wanted if column not in COUNTS]
    own: list[tuple[Organisation, dict[str, str]]] = []
    for organisation in record._names.organisations(SUBJECT if organisations is None else organisations) if singly else ():
        theirs = [column for column in singly if column != "chair" or organisation.id == SUBJECT]
        own.append((organisation, {column: column_name(names, organisation.id, column) for column in theirs}))
    found = Asked(own, pool(record, organisations, exclude, counts), counts, organisations is None)
    if wanted and not found.titles:
        raise OptionError(f"columns={told(columns)} is asked of {SUBJECT} only: it is none of organisations=")
    forms = list(map(same, found.titles))
    twice = sorted({name for name, form in zip(found.titles, forms, strict=True) if forms.count(form) > 1})
    if twice:
        raise OptionError(f"names={told(names)} calls several columns {some(map(told, twice))}")
    default = {f"{organisation.id}_{column}" for organisation, titles in own for column in titles} | {f"{MANY}_{c}" for c in counts}
    if not isinstance(names, str) and (strange := [name for name in names if name not in default]):
        raise OptionError(f"names: no column is called {told(strange[0])}; there are {some(map(told, sorted(default)))}")
    return found


def pool(
    record: Questions,
    given: Organisation | str | Iterable[Organisation | str] | None,
    exclude: Organisation | str | Iterable[Organisation | str] | None,
    counts: Collection[str],
) -> list[Organisation]:
    """The organisations among which is counted, if anything is; by default all of which the record holds full members."""
    given_out = [] if exclude is None else several("exclude", exclude, (str, Entity), "'cica' or ['cica', 'aiib']", least=0)
    if given_out and not counts:
        raise OptionError(f"exclude={told(exclude)}: nothing is counted of which to leave it out; columns= takes {either(COUNTS)}")
    if not counts:
        return []
    left_out = record._names.organisations(given_out) if given_out else []
    found = [one for one in members_held(record, given) if one not in left_out]
    if not found:
        raise OptionError(f"exclude={told(exclude)} leaves no organisation to count")
    return found


def members_held(record: Questions, given: Organisation | str | Iterable[Organisation | str] | None) -> list[Organisation]:
    """The organisations that are named; by default all of which the record holds full members."""
    if given is None:
        return [one for one in record.organisations() if record._rosters.find(organisation=one.id, roles=FULL)]
    return record._names.organisations(given)


def warn_of_gaps(
    record: Questions,
    pool: Sequence[Organisation],
    counts: Iterable[str],
    courses: Iterable[Turns],
    days: tuple[datetime.date, datetime.date],
) -> None:
    """Warn of organisations that leave a count open for some states on some days, since the record does not hold all members.

    Of the least and the greatest number nothing has to be said.
    """
    known = record._package.rows("states")
    asked = {key for turns in courses for _, _, keys in turns for key in keys if key in known}
    for count, ways in (("full", (FULL,)), ("any", (FULL, LESSER))):
        left_open = {
            one.id: asked - (record._rosters.covered(one, roles) or frozenset())
            for one in (pool if count in counts else ())
            for roles in ways
            if record._rosters.beyond(one, roles, *days)
        }
        open_to = {state for them in left_open.values() for state in them}
        if open_to:
            found = [name for name, them in left_open.items() if them]
            warn(
                f"{MANY}_{count} may be empty for {len(open_to)} of {len(asked)} states, of which the record does not say whether "
                f"they are in {', '.join(found)}: exclude={found!r} leaves these out, and {count}_least and {count}_most bound the "
                "number",
                UserWarning,
            )


def check_names(names: str | Mapping[str, str]) -> None:
    """Refuse what is neither a pattern for the names of columns nor a mapping to them."""
    whole: object = names  # whatever a caller may give for them
    texts = [*names.values()] if isinstance(names, Mapping) else [whole]
    if not all(isinstance(name, str) for name in texts):
        raise OptionError(f"names={told(whole)}: accepted are a text such as '{{organisation}}_{{column}}', and a mapping to texts")


def column_name(names: str | Mapping[str, str], organisation: str, column: str) -> str:
    """What a column is called."""
    default = f"{organisation}_{column}"
    if not isinstance(names, str):
        return names.get(default, default)
    return names.replace("{organisation}", organisation).replace("{column}", column)
