"""The questions that an appraisal asks, as SQL over whole sets of people."""

from fangxian.features.supervision.appraisal.sources import Source, handed
from fangxian.features.supervision.appraisal.statements import duty, findings, tasks


def sources() -> list[Source]:
    """Everything lines come from, in the order in which it is counted."""
    return [*duty.SOURCES, *tasks.SOURCES, *findings.SOURCES, *handed()]
