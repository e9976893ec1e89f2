"""Migrations run as the owner role only; everything else as the app role."""

from typing import Any


class OwnerMigrates:
    """Allows schema changes on the `owner` connection only."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether migrations of any application may run on a connection."""
        return db == "owner"

    def allow_relation(self, left: Any, right: Any, **hints: Any) -> bool:
        """All aliases are one database under different roles."""
        return True
