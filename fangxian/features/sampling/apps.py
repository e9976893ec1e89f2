"""The sampling feature as a Django application."""

from django.apps import AppConfig


class SamplingConfig(AppConfig):
    """Registers the tables of sampling."""

    name = "fangxian.features.sampling"
    label = "sampling"
