"""The items feature as a Django application."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    """Registers the tables of items."""

    name = "fangxian.features.items"
    label = "items"

    def ready(self) -> None:
        """Answer what the features below ask."""
        from fangxian.features.charges import climbing
        from fangxian.features.items import climbed

        climbing.told_by(climbed.climbs, climbed.silent)
