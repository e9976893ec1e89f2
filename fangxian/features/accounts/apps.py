"""The accounts feature as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the tables of accounts."""

    name = "fangxian.features.accounts"
    label = "accounts"
