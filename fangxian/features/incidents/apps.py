"""The incidents feature as a Django application."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Registers the tables of incidents."""

    name = "fangxian.features.incidents"
    label = "incidents"
