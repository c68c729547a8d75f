"""States and organisations, and who belongs to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import one_of
from cica.record.base import Base
from cica.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from cica.dates import When
    from cica.model.entity import Entity
    from cica.model.memberships import Membership
    from cica.model.names import FormerState, StateName
    from cica.model.organisations import Organisation
    from cica.model.states import State

__all__ = ["Belonging"]


class Belonging(Base):
    """The questions about states, organisations and memberships."""

    def state(self, name: State | str | int, scheme: str | None = None) -> State:
        """The state that a code or a name stands for.

        Parameters
        ----------
        name : str, int or State
            ISO 3166-1 alpha-2, alpha-3 or numeric code (an int, or text with or without leading zeros), or a name in English,
            Russian, Chinese, Arabic or Turkish: short, official or former, as CICA, the United Nations, the World Bank, the
            Correlates of War project or ISO spell it. Case, accents, punctuation, "the" and the order of words around a comma
            do not matter.
        scheme : str, optional
            ``"alpha2"``, ``"alpha3"``, ``"numeric"``, ``"cow"`` (Correlates of War), ``"gw"`` (Gleditsch and Ward) or
            ``"name"``, to read the input as that and nothing else.

        Returns
        -------
        State
            The state.

        Raises
        ------
        NotFoundError
            If no state is called that; similar names are offered, never returned.
        AmbiguousError
            If several states are called that.
        FormerStateError
            If the state no longer exists; the message says what succeeded it.
        OptionError
            If there is no such scheme.

        Examples
        --------
        >>> import cica
        >>> cica.state("South Korea").id, cica.state("Корея, Республика").id, cica.state(732, scheme="cow").id
        ('KOR', 'KOR', 'KOR')
        >>> cica.state("Krea")
        Traceback (most recent call last):
        cica.errors.NotFoundError: no state is called 'Krea'; did you mean KOR (South Korea) or PRK (North Korea)?
        """
        return self._names.state(name, scheme)

    def states(self) -> Table[State]:
        """All states that the record knows: the members of the United Nations, Palestine and the Holy See.

        Returns
        -------
        Table of State
            The states, by identifier.

        Examples
        --------
        >>> import cica
        >>> len(cica.states())
        195
        """
        from cica.model.states import State

        return Table(self._all(State), title="states")

    def state_names(self, state: State | str | int | None = None, language: str | None = None) -> Table[StateName]:
        """The names by which states are found.

        Parameters
        ----------
        state : State, str or int, optional
            Only those of this state.
        language : str, optional
            Only those in this language: ``"en"``, ``"ru"``, ``"zh"``, ``"ar"`` or ``"tr"``.

        Returns
        -------
        Table of StateName
            The names.

        Raises
        ------
        NotFoundError
            If there is no such state.
        OptionError
            If there is no such language.

        Examples
        --------
        >>> import cica
        >>> "中国" in [name.name for name in cica.state_names("CHN", language="zh")]
        True
        """
        from cica.model.names import StateName

        one_of("language", language, ("en", "ru", "zh", "ar", "tr"))
        found = self._names.state(state) if state is not None else None
        names = [
            name for name in self._all(StateName) if (found is None or name.state is found) and language in (None, name.language)
        ]
        return Table(names, title=f"names of {found.name}" if found else "names of states")

    def former_states(self) -> Table[FormerState]:
        """States that no longer exist, with what succeeded them.

        Returns
        -------
        Table of FormerState
            The former states.

        Examples
        --------
        >>> import cica
        >>> "soviet-union" in cica.former_states()
        True
        """
        from cica.model.names import FormerState

        return Table(self._all(FormerState), title="former states")

    def organisation(self, name: Organisation | str) -> Organisation:
        """The organisation that an identifier, an abbreviation or a name stands for.

        Parameters
        ----------
        name : str or Organisation
            Identifier, abbreviation, name or former name; case and punctuation do not matter.

        Returns
        -------
        Organisation
            The organisation.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation; similar names are offered.

        Examples
        --------
        >>> import cica
        >>> cica.organisation("SCO").name
        'Shanghai Cooperation Organisation'
        """
        return self._names.organisation(name)

    def organisations(self, kind: str | None = None) -> Table[Organisation]:
        """The organisations of the record: CICA, its observers and partners, and those around it.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"intergovernmental"``, ``"forum"``, ``"parliamentary"``, ``"bank"``, ``"subsidiary"`` or
            ``"national"``.

        Returns
        -------
        Table of Organisation
            The organisations.

        Raises
        ------
        OptionError
            If there is no such kind.

        Examples
        --------
        >>> import cica
        >>> cica.organisations(kind="bank").ids
        ('aiib',)
        """
        from cica.model.organisations import Organisation, OrganisationKind

        one_of("kind", kind, get_args(OrganisationKind))
        found = [organisation for organisation in self._all(Organisation) if kind in (None, organisation.kind)]
        return Table(found, title="organisations")

    def memberships(
        self,
        member: State | Organisation | str | int | None = None,
        organisation: Organisation | str | None = None,
        *,
        role: str | None = None,
        on: When | None = None,
    ) -> Table[Membership]:
        """The spells of membership, observer status, partnership and early participation.

        Parameters
        ----------
        member : State, Organisation, str or int, optional
            Only those of this state or organisation.
        organisation : Organisation or str, optional
            Only those in this organisation.
        role : str, optional
            Only those in this role: ``"member"``, ``"observer"``, ``"partner"`` or ``"participant"``.
        on : str, datetime.date, int or Date, optional
            Only those in force on this day, or on any day of a coarser date; by default all, whenever they held.

        Returns
        -------
        Table of Membership
            The spells, by first day. Those of which the evidence does not say whether they were in force on the day are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.
        OptionError
            If there is no such role.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.memberships("KOR")
        2 memberships of South Korea
        id                 member       role      start       end
        cica-kor-observer  South Korea  observer  1993        2006-06-17
        cica-kor-member    South Korea  member    2006-06-17
        """
        from cica.model.memberships import Membership, Role

        one_of("role", role, get_args(Role))
        party = self._names.party(member) if member is not None else None
        within = self._names.organisation(organisation) if organisation is not None else None
        spells = [
            spell
            for spell in self._all(Membership)
            if (party is None or spell.member is party)
            and (within is None or spell.organisation is within)
            and role in (None, spell.role)
        ]
        spells.sort(key=lambda spell: (spell.start is None, spell.start.sort_key if spell.start else ()))
        about = f" of {party}" if party else ""
        about += f" in {self._label(within)}" if within else ""
        if on is None:
            return Table(spells, title=f"memberships{about}")
        return self._table(self._in_force(spells, on), f"memberships{about} on {self._asked(on)}")

    def members(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[State]:
        """The member states of CICA, or of another organisation of the record.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of State
            The members, by identifier, shown under the name in use on that day. States of which the evidence does not say whether
            they had joined by that day are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation.
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one up to which the record is complete.

        Notes
        -----
        A state counts as a member from the day on which the members admitted it, where that is known, else from the day on which
        it signed.

        Examples
        --------
        >>> import cica
        >>> len(cica.members()), len(cica.members(on="2015-06-01"))
        (28, 26)
        >>> cica.members(on="2011-03-01").undetermined.ids
        ('BHR', 'KHM')
        """
        from cica.model.states import State

        found, columns, title = self._parties("member", organisation, on)
        states = tuple([party for party in parties if isinstance(party, State)] for parties in found)
        return self._table((states[0], states[1]), title, columns)

    def observers(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[State | Organisation]:
        """The observers at CICA, states first, then organisations.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation at which they observe.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of State and Organisation
            The observers; those of which the evidence does not say whether they were observers on that day are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> [observer.id for observer in cica.observers(on="2015-03-01") if observer.table_name == "states"]
        ['IDN', 'JPN', 'LKA', 'MYS', 'PHL', 'UKR', 'USA']
        """
        found, columns, title = self._parties("observer", organisation, on)
        return self._table(found, title, columns)

    def partners(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[State | Organisation]:
        """The partner organisations of CICA: those whose secretariat signed a memorandum with its own.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation whose partners they are.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of State and Organisation
            The partners; those of which the evidence does not say whether they were partners on that day are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> "sco" in cica.partners(on="2015-01-01")
        True
        """
        found, columns, title = self._parties("partner", organisation, on)
        return self._table(found, title, columns)

    def _parties(
        self, role: str, organisation: Organisation | str, on: When | None
    ) -> tuple[
        tuple[list[State | Organisation], list[State | Organisation]],
        dict[str, Callable[[Entity], object]],
        str,
    ]:
        """Who had a role in an organisation, for certain and perhaps, with the columns that show it."""
        from cica.model.states import State

        within = self._names.organisation(organisation)
        certain, undetermined = self._in_force(self.memberships(organisation=within, role=role), on)
        since = {spell.member.id: spell.start for spell in (*certain, *undetermined)}

        def order(party: State | Organisation) -> tuple[bool, str]:
            return not isinstance(party, State), party.id

        def distinct(spells: list[Membership]) -> list[State | Organisation]:
            return sorted({spell.member.id: spell.member for spell in spells}.values(), key=order)

        def name(party: Entity) -> str:
            return self.name_of(party, on) if on is not None and isinstance(party, State) else str(party)

        sure = {spell.member.id for spell in certain}
        parties = distinct(certain), distinct([spell for spell in undetermined if spell.member.id not in sure])
        columns: dict[str, Callable[[Entity], object]] = {
            "id": lambda party: party.id,
            "name": name,
            "since": lambda party: since[party.id],
        }
        return parties, columns, f"{role}s of {self._label(within)} on {self._asked(on)}"
