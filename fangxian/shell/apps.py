"""The shell as a Django application."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Offers the template tags and static files of the pages."""

    name = "fangxian.shell"
    label = "shell"
