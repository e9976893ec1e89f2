"""Tables of items."""

from fangxian.features.items.models.evidence import Evidence
from fangxian.features.items.models.item import Item, ItemLine, Watcher

__all__ = ["Evidence", "Item", "ItemLine", "Watcher"]
