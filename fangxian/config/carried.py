"""What can hang on a charge: one line a kind, each told by the feature that owns it."""

from fangxian.features.campaigns.carried import TARGETS
from fangxian.features.charges.carried import Carried
from fangxian.features.field.carried import PHONES, REFUSED
from fangxian.features.items.carried import TASKS, VACANCIES
from fangxian.features.relief.carried import HANDOVERS, SECONDMENTS
from fangxian.features.supervision.carried import DIRECTIVES, FINDINGS, RECEIPTS

CARRIED: tuple[Carried, ...] = (
    VACANCIES,
    HANDOVERS,
    SECONDMENTS,
    TASKS,
    RECEIPTS,
    DIRECTIVES,
    FINDINGS,
    TARGETS,
    REFUSED,
    PHONES,
)
