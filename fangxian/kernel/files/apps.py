"""Kept files as a Django application."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the table of kept files."""

    name = "fangxian.kernel.files"
    label = "files"
