"""The field feature as a Django application."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Registers the tables of the field."""

    name = "fangxian.features.field"
    label = "field"
