"""The Secretariat, the organs, milestones and initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import AmbiguousError, NotFoundError, UndeterminedError, one_of
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.dates.date import When
    from cica.model.institutions import Body, Initiative, Milestone, Officer, Resource, Seat
    from cica.model.states import State

__all__ = ["Institutions"]


class Institutions(Base):
    """The questions about the institutions of CICA."""

    def officers(self, *, title: str | None = None, on: When | None = None) -> Table[Officer]:
        """The heads of the Secretariat and their deputies.

        Parameters
        ----------
        title : str, optional
            Only holders of this office: ``"Executive Director"``, ``"Secretary General"``, ``"Deputy Executive Director"`` or
            ``"Deputy Secretary General"``.
        on : str, datetime.date, int or Date, optional
            Only those in office on this day, or on any day of a coarser date; by default all.

        Returns
        -------
        Table of Officer
            The officers; those of whom the evidence does not say whether they were in office are apart, in ``undetermined``.

        Raises
        ------
        OptionError
            If there is no such office.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> [officer.person for officer in cica.officers(title="Executive Director", on="2019-01-01")]
        ['Habibullo Mirzozoda']
        """
        from cica.model.institutions import Office, Officer

        one_of("title", title, get_args(Office))
        found = [officer for officer in self._all(Officer) if title in (None, officer.title)]
        if on is None:
            return Table(found, title="officers of the Secretariat", coverage=self._covered("officers"))
        asked = f"officers of the Secretariat {self._asked(on)}"
        return self._table(self._in_force(found, on), asked, coverage=self._covered("officers"))

    def seats(self, *, on: When | None = None) -> Table[Seat]:
        """Where the Secretariat has sat.

        Parameters
        ----------
        on : str, datetime.date, int or Date, optional
            Only where it sat on this day, or on any day of a coarser date; by default all.

        Returns
        -------
        Table of Seat
            The seats; those of which the evidence does not say whether it sat there are apart, in ``undetermined``.

        Raises
        ------
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> [seat.city for seat in cica.seats()]
        ['Almaty', 'Astana']
        """
        from cica.model.institutions import Seat

        found = self._all(Seat)
        if on is None:
            return Table(found, title="seats of the Secretariat", coverage=self._covered("seats"))
        return self._table(self._in_force(found, on), f"seats of the Secretariat {self._asked(on)}")

    def seat(self, *, on: When | None = None) -> Seat:
        """Where the Secretariat sat on a day.

        Parameters
        ----------
        on : str, datetime.date, int or Date, optional
            The day; by default the day to which the record is updated.

        Returns
        -------
        Seat
            The seat.

        Raises
        ------
        NotFoundError
            If there was no Secretariat.
        AmbiguousError
            If the date is coarser than a day and the seat moved.
        UndeterminedError
            If the evidence does not decide where it sat.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.seat(on="2012-01-01").city
        'Almaty'
        >>> cica.seat(on="2014-09-15")
        Traceback (most recent call last):
        cica.errors.UndeterminedError: the evidence does not decide where the Secretariat sat on 2014-09-15: Almaty or Astana
        """
        asked = self._asked(on)
        found = self.seats(on=self.as_of if on is None else on)
        if len(found) == 1 and not found.undetermined:
            return found[0]
        if len(found) > 1:
            raise AmbiguousError(f"the Secretariat sat in more than one place {asked}: see seats(on=...)")
        if found.undetermined:
            perhaps = " or ".join(seat.city for seat in (*found, *found.undetermined))
            raise UndeterminedError(f"the evidence does not decide where the Secretariat sat {asked}: {perhaps}")
        raise NotFoundError(f"there was no Secretariat {asked}")

    def bodies(self, kind: str | None = None) -> Table[Body]:
        """The organs of CICA.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"decision-making"``, ``"working"``, ``"executive"``, ``"advisory"`` or ``"network"``.

        Returns
        -------
        Table of Body
            The organs.

        Raises
        ------
        OptionError
            If there is no such kind.

        Examples
        --------
        >>> import cica
        >>> "ministerial-council" in cica.bodies(kind="decision-making")
        True
        """
        from cica.model.institutions import Body, BodyKind

        one_of("kind", kind, get_args(BodyKind))
        found = [body for body in self._all(Body) if kind in (None, body.kind)]
        return Table(found, title="bodies", coverage=self._covered("bodies", kind), find=self._called(Body, "bodies"))

    def resources(self, kind: str | None = None, *, state: State | str | int | None = None) -> Table[Resource]:
        """What sources say of the money, the staff and the premises of the Secretariat, in order.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"contribution"`` (who pays), ``"budget"``, ``"audit"``, ``"secondment"`` (who sends staff),
            ``"staff"`` or ``"premises"``.
        state : State, str or int, optional
            Only those of this state.

        Returns
        -------
        Table of Resource
            What is said, by day.

        Raises
        ------
        OptionError
            If there is no such kind.
        NotFoundError
            If there is no such state.

        Notes
        -----
        CICA has no assessed contributions: members pay what they choose, and pay the staff whom they second. No account has been
        published in a source read, so sums are not recorded.

        Examples
        --------
        >>> import cica
        >>> [str(state) for state in cica.resources("contribution")[0].states]
        ['South Korea']
        """
        from cica.model.institutions import Resource, ResourceKind

        one_of("kind", kind, get_args(ResourceKind), lambda given: self._instead(given, state="state={}"))
        who = None if state is None else self._names.state(state)
        found = [item for item in self._all(Resource) if kind in (None, item.kind) and (who is None or who in item.states)]
        found.sort(key=lambda item: item.date.sort_key)
        title = "statements on the resources of the Secretariat" + (f", {kind}" if kind else "") + (f", of {who}" if who else "")
        return Table(found, title=title, coverage=self._covered("resources", kind))

    def milestones(self) -> Table[Milestone]:
        """Dated institutional steps, in order.

        Returns
        -------
        Table of Milestone
            The milestones.

        Examples
        --------
        >>> import cica
        >>> cica.milestones()[0].title[:8]
        'Proposal'
        """
        from cica.model.institutions import Milestone

        found = sorted(self._all(Milestone), key=lambda step: step.date.sort_key)
        return Table(found, title="milestones", coverage=self._covered("milestones"), find=self._called(Milestone, "milestones"))

    def initiatives(self) -> Table[Initiative]:
        """Concepts and initiatives launched at CICA meetings or connected with them, in order.

        Returns
        -------
        Table of Initiative
            The initiatives.

        Examples
        --------
        >>> import cica
        >>> cica.initiatives()["silk-road-economic-belt"].place
        'Nazarbayev University, Astana'
        """
        from cica.model.institutions import Initiative

        found = sorted(self._all(Initiative), key=lambda item: item.launched.sort_key)
        return Table(
            found, title="initiatives", coverage=self._covered("initiatives"), find=self._called(Initiative, "initiatives")
        )
