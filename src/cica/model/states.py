"""States."""

from typing import ClassVar

import attrs

from cica.model.entity import Entity

__all__ = ["State"]


@attrs.frozen(eq=False, repr=False)
class State(Entity):
    """A state: a member of the United Nations, Palestine or the Holy See.

    Attributes
    ----------
    id : str
        ISO 3166-1 alpha-3 code, such as ``KOR``.
    name : str
        Short English name in use at the end of the record.
    official_name : str
        Official English name.
    alpha2 : str
        ISO 3166-1 alpha-2 code.
    numeric : int
        ISO 3166-1 numeric code, which is also the UN M49 code.
    cow, gw : int or None
        Country code of the Correlates of War project and of Gleditsch and Ward; None where the project codes no such state.
    region, subregion : str
        UN M49 region and sub-region.

    Examples
    --------
    >>> import cica
    >>> state = cica.state("Viet Nam")
    >>> state.id, state.name, state.cow, state.subregion
    ('VNM', 'Vietnam', 816, 'South-eastern Asia')
    """

    table_name: ClassVar[str] = "states"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "subregion")

    id: str
    name: str
    alpha2: str
    numeric: int
    official_name: str = ""
    cow: int | None = None
    gw: int | None = None
    region: str = ""
    subregion: str = ""

    def __str__(self) -> str:
        return self.name
