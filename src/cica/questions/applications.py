"""Who applied to CICA."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import one_of
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.model.applications import Application
    from cica.model.organisations import Organisation
    from cica.model.states import State

__all__ = ["Applications"]


class Applications(Base):
    """The question who applied to CICA, and with what outcome."""

    def applications(
        self, party: State | Organisation | str | int | None = None, *, outcome: str | None = None
    ) -> Table[Application]:
        """States and organisations that applied to CICA for membership or observer status, as far as sources name them.

        Parameters
        ----------
        party : State, Organisation, str or int, optional
            Only those of this state or organisation.
        outcome : str, optional
            ``"granted"``, or ``"pending"`` for those of which no source says how they were decided.

        Returns
        -------
        Table of Application
            The applications, by the first day on which a source shows them.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.
        OptionError
            If there is no such outcome.

        Notes
        -----
        That a state is missing does not show that it never applied: most members joined without a report of an application.

        Examples
        --------
        >>> import cica
        >>> application = cica.applications("Morocco")[0]
        >>> application.role, application.outcome
        ('observer', 'pending')
        """
        from cica.model.applications import Application, Outcome

        one_of("outcome", outcome, get_args(Outcome))
        who = self._names.party(party) if party is not None else None
        found = [
            application
            for application in self._all(Application)
            if who in (None, application.party) and outcome in (None, application.outcome)
        ]
        found.sort(key=lambda application: application.first_attested.sort_key)
        title = (f"{outcome} " if outcome else "") + "applications" + (f" of {who}" if who else "")
        return Table(found, title=title, coverage=self._covered("applications"), find=self._party, strict=True)
