"""The roster feature as a Django application."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Registers the tables of roster."""

    name = "fangxian.features.roster"
    label = "roster"
