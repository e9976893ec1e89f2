"""The orgs feature as a Django application."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Registers the tables of orgs."""

    name = "fangxian.features.orgs"
    label = "orgs"
