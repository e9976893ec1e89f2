"""Strangers: who is sampled and is no target of the round."""

from __future__ import annotations

from django.db import models

from fangxian.features.territory.models import IdType
from fangxian.kernel.codes import AreaCodeField


class Stranger(models.Model):
    """
    What a table noted of somebody in no list, sealed at the door; `id` is their swab's.

    `id_index` is the blind index of the document, as the register has it: by it somebody is one person in a
    round, at whichever table they come.
    """

    id = models.UUIDField(primary_key=True)
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    name_sealed = models.BinaryField()
    id_type = models.CharField(max_length=16, choices=IdType, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField()
    phone_sealed = models.BinaryField()
    address_sealed = models.BinaryField()

    class Meta:
        indexes = [
            models.Index("area", "round", name="stranger_area"),
            models.Index("id_index", name="stranger_document", condition=~models.Q(id_index=b"")),
        ]

    def __str__(self) -> str:
        return f"stranger {self.id}"
