"""What can be done with units: the only writers."""

from fangxian.features.orgs.services.temporary import (
    TemporaryBranch,
    dissolve_temporary_branches,
    found_temporary_branches,
)
from fangxian.features.orgs.services.units import close_unit, found_unit, move_unit, rename_unit

__all__ = [
    "TemporaryBranch",
    "close_unit",
    "dissolve_temporary_branches",
    "found_temporary_branches",
    "found_unit",
    "move_unit",
    "rename_unit",
]
