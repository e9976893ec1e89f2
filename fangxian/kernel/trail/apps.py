"""The trail as a Django application."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Registers the trail's table."""

    name = "fangxian.kernel.trail"
    label = "trail"
