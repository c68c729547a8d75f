"""Who is tied to which organisation, and who to whom by what they share."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, overload

from cica.dates.scalars import flag
from cica.errors import OptionError, one_of, told
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from cica.dates.date import When
    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.tables.crossings import SharedTie, Tie

__all__ = ["PROJECTIONS", "Tied", "Ties"]

PROJECTIONS = ("states", "organisations")


class Tied(NamedTuple):
    """Both sides of a network, each in its order, and the ties between them.

    Whoever was asked for by name and existed then is there, and is named; else who has a tie, or may have one.
    """

    members: dict[str, State | OtherEntity]
    organisations: dict[str, Organisation]
    named: frozenset[str]
    certain: list[Tie]
    perhaps: list[Tie]

    def projected(self, projection: str) -> tuple[list[SharedTie], list[SharedTie]]:
        """The ties within one side: those that are certain, and those that may be, which share nothing for certain."""
        from cica.tables.crossings import SharedTie

        sides: dict[str, State | OtherEntity | Organisation]
        sides = {**(self.members if projection == "states" else self.organisations)}
        sure: dict[str, set[str]] = {key: set() for key in sides}
        most: dict[str, set[str]] = {key: set() for key in sides}
        for ties, kept in ((self.certain, (sure, most)), (self.perhaps, (most,))):
            for tie in ties:
                ends = tie.member.id, tie.organisation.id
                one, other = ends if projection == "states" else ends[::-1]
                for shared in kept:
                    shared[one].add(other)
        found: tuple[list[SharedTie], list[SharedTie]] = ([], [])
        for one, other in combinations(sides, 2):
            if at_most := len(most[one] & most[other]):
                weight = len(sure[one] & sure[other])
                found[not weight].append(SharedTie(sides[one], sides[other], weight, at_most))
        return found


class Ties(Base):
    """The questions about the network of states and organisations."""

    @overload
    def ties(
        self,
        organisations: Organisation | str | Iterable[Organisation | str] | None = ...,
        states: Iterable[State | OtherEntity | str | int] | None = ...,
        *,
        projection: None = ...,
        universal: bool = ...,
        role: str | None = ...,
        on: When | None = ...,
        suspended: str = ...,
    ) -> Table[Tie]: ...
    @overload
    def ties(
        self,
        organisations: Organisation | str | Iterable[Organisation | str] | None = ...,
        states: Iterable[State | OtherEntity | str | int] | None = ...,
        *,
        projection: Literal["states", "organisations"],
        universal: bool = ...,
        role: str | None = ...,
        on: When | None = ...,
        suspended: str = ...,
    ) -> Table[SharedTie]: ...
    def ties(
        self,
        organisations: Organisation | str | Iterable[Organisation | str] | None = None,
        states: Iterable[State | OtherEntity | str | int] | None = None,
        *,
        projection: str | None = None,
        universal: bool = True,
        role: str | None = None,
        on: When | None = None,
        suspended: str = "member",
    ) -> Table[Any]:
        """The ties of states and organisations, as a list of edges: who belongs to what, or who shares how much with whom.

        Parameters
        ----------
        organisations : str, Organisation or iterable, optional
            The organisations; by default all of which the record holds who belongs to them.
        states : iterable of State, OtherEntity, str or int, optional
            The states, such as ``cica.members()`` or ``["KAZ", "KOR"]``, former ones too, and what is no state, such as Hong Kong;
            by default whoever belongs to one of the organisations.
        projection : str, optional
            Instead of ties between the two, those of ``"states"`` by the organisations that they share, or of ``"organisations"``
            by the members that they share.
        universal : bool, default True
            Whether organisations of universal scope are there, such as the United Nations, which tie almost every pair of states.
        role : str, optional
            The role that makes a tie; by default that of a full member.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        Table of Tie or SharedTie
            The ties, organisation by organisation, or pair by pair. Those of which the evidence, or the coverage of the record,
            leaves it open whether they are there stand apart, in ``undetermined``: of a pair, where it shares nothing for certain.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation, or if the record does not hold who belongs to one that is named.
        OptionError
            If an argument is none of those accepted.
        DateError
            If ``on`` is not a date, or is open on a side.

        Notes
        -----
        Each tie answers as `members` and `shared_organisations` do. Of many organisations the record holds the full members only:
        asked for another role, all other states of today that existed then have an undetermined tie to them, without a role. Where
        a state had several roles in one organisation on the days in question, the fullest counts. An organisation that belongs to
        another, as the European Union to the ASEAN Regional Forum, is on the other side of the network and tied to nobody as a
        member.

        Of a coarser date two states share an organisation to which both belonged on some day of it, not on the same one.

        Examples
        --------
        >>> import cica
        >>> ties = cica.ties(["cica", "sco", "csto"], on="2015-03-01")
        >>> len(ties), [tie.member.id for tie in ties if tie.organisation.id == "csto"]
        (38, ['ARM', 'BLR', 'KAZ', 'KGZ', 'RUS', 'TJK'])
        >>> cica.ties(states=["KAZ", "KGZ", "UZB"], projection="states", universal=False, on="2015-03-01")
        3 ties of states by the organisations that they share on 2015-03-01
        first       second      weight  weight_at_most
        Kazakhstan  Kyrgyzstan  12      12
        Kazakhstan  Uzbekistan  9       9
        Kyrgyzstan  Uzbekistan  9       9
        Coverage: not complete.
        """
        one_of("projection", projection, PROJECTIONS)
        tied = self._tied(organisations, states, universal, role, self._days(on), suspended)
        covered = self._covered("memberships")

        def title() -> str:
            shared = {"states": "states by the organisations", "organisations": "organisations by the members"}
            words = f"{shared[projection]} that they share" if projection else "states and organisations"
            return f"ties of {words} {self._asked(on)}"

        if projection is None:
            return Table(tied.certain, undetermined=tied.perhaps, title=title, coverage=covered)
        certain, perhaps = tied.projected(projection)
        return Table(certain, undetermined=perhaps, title=title, coverage=covered)

    def _tied(
        self,
        organisations: Organisation | str | Iterable[Organisation | str] | None,
        states: Iterable[State | OtherEntity | str | int] | None,
        universal: bool,
        role: str | None,
        days: tuple[datetime.date, datetime.date],
        suspended: str,
    ) -> Tied:
        """The network of some states and some organisations on some days."""
        from cica.model.roles import FULLNESS, Role
        from cica.tables.crossings import Tie

        one_of("role", role, get_args(Role))
        roles = self._rosters.FULL if role is None else (role,)
        within = self._tying(organisations, flag("universal", universal), roles, suspended)
        parties = self._may_belong() if states is None else self._found(self._names.members, states, date="on={}")

        def fullest(spells: Iterable[Membership]) -> dict[str, Membership]:
            best: dict[str, Membership] = {}
            for spell in sorted(spells, key=lambda spell: FULLNESS[spell.role]):
                best.setdefault(spell.organisation.id, spell)
            return best

        members: dict[str, State | OtherEntity] = {}
        certain: list[Tie] = []
        perhaps: list[Tie] = []
        for party in parties:
            held = self._rosters.on(self._rosters.organisations_of(party, roles, suspended), *days)
            if not (held.certain or held.perhaps or self._existence.on(party.id, *days)):
                if states is not None:
                    self._warn_of_no_state(party, *days)
                continue
            sure, open_ = fullest(held.spells), fullest(held.open_spells)
            found = [Tie(within[key], party, spell.role, spell.start) for key, spell in sure.items() if key in within]
            for key in held.open_organisations & within.keys():
                spell = open_.get(key)  # none where the record does not cover the state
                perhaps.append(Tie(within[key], party, spell.role, spell.start) if spell else Tie(within[key], party))
                members[party.id] = party
            certain += found
            if found or states is not None:
                members[party.id] = party
        order = {key: place for place, key in enumerate(within)}
        for ties in (certain, perhaps):
            ties.sort(key=lambda tie: order[tie.organisation.id])
        tied = {tie.organisation.id for tie in (*certain, *perhaps)}
        if organisations is not None:
            tied |= {key for key, one in within.items() if self._rosters.existing([one], *days)}
        there = {key: one for key, one in within.items() if key in tied}
        named = frozenset((*(members if states is not None else ()), *(there if organisations is not None else ())))
        return Tied(members, there, named, certain, perhaps)

    def _tying(
        self,
        organisations: Organisation | str | Iterable[Organisation | str] | None,
        universal: bool,
        roles: tuple[str, ...],
        suspended: str,
    ) -> dict[str, Organisation]:
        """The organisations asked for, in the order of the record."""
        from cica.model.organisations import Organisation

        every = self._all(Organisation)
        if organisations is None:
            chosen: Sequence[Organisation] = [one for one in every if self._rosters.holds(one)]
        else:
            chosen = self._found(self._names.organisations, organisations, date="on={}")
            for one in chosen:
                self._rosters.members_of(one, roles, suspended)  # which refuses one of which the record holds nothing
        within = {one.id: one for one in every if one in chosen and (universal or one.scope != "universal")}
        if not within:
            raise OptionError(f"universal={universal} leaves none of organisations={told(organisations)}")
        return within

    def _may_belong(self) -> list[State | OtherEntity]:
        """Whoever may belong to an organisation, and is none: states, and what else ever did; by identifier."""
        bodies = self._package.rows("organisations")
        rows = (row for _, row in self._package.rows("memberships").values())
        keys = {*self._package.rows("states"), *(row["member"] for row in rows if row["member"] not in bodies)}
        return [self._names.entity(key) for key in sorted(keys)]
