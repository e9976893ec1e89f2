"""Tables of territory."""

from fangxian.features.territory.models.areas import Area, AreaVersion, Level
from fangxian.features.territory.models.register import NEEDS, Headcount, Household, IdType, Resident

__all__ = ["NEEDS", "Area", "AreaVersion", "Headcount", "Household", "IdType", "Level", "Resident"]
