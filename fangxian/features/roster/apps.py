"""The roster feature as a Django application."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Registers the tables of roster, and tells units how their people are counted."""

    name = "fangxian.features.roster"
    label = "roster"

    def ready(self) -> None:
        from fangxian.features.orgs import headcount
        from fangxian.features.roster import selectors

        headcount.counted_by(selectors.headcount)
