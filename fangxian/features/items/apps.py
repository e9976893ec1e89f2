"""The items feature as a Django application."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    """Registers the tables of items."""

    name = "fangxian.features.items"
    label = "items"
