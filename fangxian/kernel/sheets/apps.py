"""Sheets as a Django application."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """Registers the table of uploads."""

    name = "fangxian.kernel.sheets"
    label = "sheets"
