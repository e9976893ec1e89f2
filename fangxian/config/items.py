"""Which kinds of items there are: one line a kind, each a flow of the feature that owns it."""

from fangxian.features.items.flows import Flow
from fangxian.features.items.kinds import TASK
from fangxian.features.items.registry import Mover
from fangxian.features.items.vacancies import VACANCY
from fangxian.features.relief.handovers.flow import HANDOVER
from fangxian.features.relief.secondments.flow import SECONDMENT
from fangxian.features.sampling.alarms import TUBE
from fangxian.features.sampling.flow import RETEST
from fangxian.features.supervision.directives.flow import DIRECTIVE
from fangxian.features.supervision.directives.services import phoning
from fangxian.features.supervision.inspections.flow import FINDING

FLOWS: dict[str, Flow] = {
    flow.kind: flow for flow in (TASK, VACANCY, HANDOVER, SECONDMENT, DIRECTIVE, FINDING, RETEST, TUBE)
}

# What a phone's move goes through where the flow does not say all.
MOVERS: dict[str, Mover] = {DIRECTIVE.kind: phoning.take_move}
