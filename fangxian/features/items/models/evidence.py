"""What proves that something was done: a picture or a file, kept with the item."""

from __future__ import annotations

from django.db import models

from fangxian.features.items.models.item import Item
from fangxian.kernel.codes import AreaCodeField


class Evidence(models.Model):
    """A picture or file of an item, at most 5 MB, without what cameras write into it."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="evidence", db_constraint=False)
    area = AreaCodeField()
    made_area = AreaCodeField()
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()
    at = models.DateTimeField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index("item", "at", name="evidence_item")]

    def __str__(self) -> str:
        return self.name
