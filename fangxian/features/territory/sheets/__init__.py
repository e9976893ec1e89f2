"""The sheets of territory: areas, their outlines, households, residents."""

from fangxian.features.territory.sheets.areas import AREAS
from fangxian.features.territory.sheets.households import HOUSEHOLDS
from fangxian.features.territory.sheets.outlines import OUTLINES
from fangxian.features.territory.sheets.residents import RESIDENTS

__all__ = ["AREAS", "HOUSEHOLDS", "OUTLINES", "RESIDENTS"]
