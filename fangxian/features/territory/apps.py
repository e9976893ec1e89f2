"""The territory feature as a Django application."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Registers the tables of territory."""

    name = "fangxian.features.territory"
    label = "territory"
