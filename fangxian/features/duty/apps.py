"""The duty feature as a Django application."""

from django.apps import AppConfig


class DutyConfig(AppConfig):
    """Registers the tables of duty."""

    name = "fangxian.features.duty"
    label = "duty"
