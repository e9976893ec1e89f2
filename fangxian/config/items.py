"""Which kinds of items there are: one line a kind, each a flow of the feature that owns it."""

from fangxian.features.items.flows import Flow
from fangxian.features.items.kinds import TASK
from fangxian.features.sampling.flow import RETEST
from fangxian.features.supervision.directives.flow import DIRECTIVE
from fangxian.features.supervision.inspections.flow import FINDING

FLOWS: dict[str, Flow] = {flow.kind: flow for flow in (TASK, DIRECTIVE, FINDING, RETEST)}
