"""A column of PostgreSQL's `int8multirange`: which numbers of a sequence have arrived."""

from __future__ import annotations

from typing import Any

from django.db import models


class SequenceField(models.Field):  # type: ignore[type-arg]
    """A set of whole numbers as ranges; adding what is there already changes nothing, in any order."""

    def db_type(self, connection: Any) -> str:
        """The column's type."""
        return "int8multirange"
