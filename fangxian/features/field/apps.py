"""The field feature as a Django application."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Registers the tables of the field."""

    name = "fangxian.features.field"
    label = "field"

    def ready(self) -> None:
        """Answer what the features below ask, and write what they report."""
        from fangxian.features.campaigns import history, phones
        from fangxian.features.field import answering, appraising, entering
        from fangxian.features.supervision.appraisal import sources
        from fangxian.features.supervision.inspections import log

        history.told_by(answering.visits)
        phones.told_by(answering.phones)
        log.written_by(entering.enter)
        sources.told_by(appraising.REPORTS)
