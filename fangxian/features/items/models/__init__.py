"""Tables of items."""

from fangxian.features.items.models.evidence import Evidence
from fangxian.features.items.models.item import Item, ItemLine, Watcher
from fangxian.features.items.models.tally import Tally

__all__ = ["Evidence", "Item", "ItemLine", "Tally", "Watcher"]
