"""The charges feature as a Django application."""

from django.apps import AppConfig


class ChargesConfig(AppConfig):
    """Registers the tables of charges."""

    name = "fangxian.features.charges"
    label = "charges"
