"""The sampling feature as a Django application."""

from django.apps import AppConfig


class SamplingConfig(AppConfig):
    """Registers the tables of sampling."""

    name = "fangxian.features.sampling"
    label = "sampling"

    def ready(self) -> None:
        """Say below who is exempt."""
        from fangxian.features.campaigns import exempt
        from fangxian.features.sampling.services.listing import mark

        exempt.marked_by(mark)
