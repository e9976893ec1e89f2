"""The field feature as a Django application."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Registers the tables of the field."""

    name = "fangxian.features.field"
    label = "field"

    def ready(self) -> None:
        """Answer what the campaigns below ask."""
        from fangxian.features.campaigns import history, phones
        from fangxian.features.field import answering

        history.told_by(answering.visits)
        phones.told_by(answering.phones)
