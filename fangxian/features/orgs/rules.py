"""Where a unit may stand: pure decisions on paths and areas."""

from __future__ import annotations

from fangxian.features.orgs.refusals import UnitInItself, UnitOutsideParent
from fangxian.kernel.codes import inside

STEP = "/"


def path_of(code: str, parent_path: str = "") -> str:
    """
    The codes from the root down to a unit, each with a closing `/`.

    >>> path_of("U-UPPER", "U-COUNTY/U-RIVER/")
    'U-COUNTY/U-RIVER/U-UPPER/'
    """
    return f"{parent_path}{code}{STEP}"


def depth(path: str) -> int:
    """How many units stand above, plus the unit itself."""
    return path.count(STEP)


def stand_below(*, unit: str, path: str, area: str, parent_path: str, parent_area: str) -> str:
    """
    The new path of a unit that is to stand below another.

    Raises:
        UnitInItself: the parent is the unit, or stands below it.
        UnitOutsideParent: the unit's area does not lie in the parent's.
    """
    if path and parent_path.startswith(path):
        raise UnitInItself(unit=unit)
    if not inside(area, parent_area):
        raise UnitOutsideParent(area=area, parent_area=parent_area)
    return path_of(unit, parent_path)
