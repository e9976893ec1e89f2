"""What can be done with territory besides importing it."""

from fangxian.features.territory.services.grids import GridRow, Laid, lay_grids
from fangxian.features.territory.services.reading import Details, look_up_number, read_resident

__all__ = ["Details", "GridRow", "Laid", "lay_grids", "look_up_number", "read_resident"]
