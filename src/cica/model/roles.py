"""The roles in which somebody belongs to an organisation."""

from typing import Literal, TypeAlias

__all__ = ["COW_STATUS", "FULL", "PARTNERS", "Role"]

Role: TypeAlias = Literal[
    "member", "participating-state", "associate", "observer", "dialogue-partner", "partner", "participant", "suspended"
]
# The roles of those who belong fully: as the OSCE and the ASEAN Regional Forum call it, participating states.
FULL: tuple[Role, ...] = ("member", "participating-state")
# The roles that make a partner, whatever the organisation calls it.
PARTNERS: tuple[Role, ...] = ("partner", "dialogue-partner")
# Status codes of the Correlates of War data on intergovernmental organisations; every other role is coded 0.
COW_STATUS: dict[str, int] = {"member": 1, "participating-state": 1, "associate": 2, "observer": 3}
