"""The privacy feature as a Django application."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Registers the tables of privacy."""

    name = "fangxian.features.privacy"
    label = "privacy"
