"""The relief feature as a Django application."""

from django.apps import AppConfig


class ReliefConfig(AppConfig):
    """Registers the tables of hand-overs and secondments."""

    name = "fangxian.features.relief"
    label = "relief"
