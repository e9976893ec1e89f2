"""The supervision feature as a Django application."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Registers the tables of directives, inspections and findings."""

    name = "fangxian.features.supervision"
    label = "supervision"
