"""The board feature as a Django application."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """Registers the tables of board."""

    name = "fangxian.features.board"
    label = "board"
