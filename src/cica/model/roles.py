"""The roles in which somebody belongs to an organisation."""

from typing import Literal, TypeAlias, get_args

__all__ = ["COW_STATUS", "FULL", "FULLNESS", "PARTNERS", "ROLES", "SUSPENDED", "Role"]

Role: TypeAlias = Literal[
    "member", "participating-state", "associate", "observer", "dialogue-partner", "partner", "participant", "suspended"
]
# What may be made of a full member for the time for which its rights were suspended: a member still, none, as the Correlates of War
# code it, or undetermined.
SUSPENDED = ("member", "out", "undetermined")
# The roles of those who belong fully: as the OSCE and the ASEAN Regional Forum call it, participating states.
FULL: tuple[Role, ...] = ("member", "participating-state")
# The roles that make a partner, whatever the organisation calls it.
PARTNERS: tuple[Role, ...] = ("partner", "dialogue-partner")
# Status codes of the Correlates of War data on intergovernmental organisations; every other role is coded 0.
COW_STATUS: dict[str, int] = {"member": 1, "participating-state": 1, "associate": 2, "observer": 3}
# The place of each role in the order above, which goes from the fullest to the least.
FULLNESS: dict[str, int] = {role: place for place, role in enumerate(get_args(Role))}
# What a role may be, from none up to the fullest: none; not that of a full member, where the record holds only those; a role of the
# record; and last what is no role: undetermined, or that of a state on a day on which it did not exist.
ROLES = ("none", "non-member", *reversed(get_args(Role)), "undetermined", "no-state")
