"""What of relief hangs on a charge: what its holder is asked to take over, and orders to confirm."""

from __future__ import annotations

from fangxian.features.items.carried import of_flow
from fangxian.features.relief.handovers.flow import HANDOVER
from fangxian.features.relief.secondments.flow import SECONDMENT

HANDOVERS = of_flow(HANDOVER, icon="switch-horizontal")
SECONDMENTS = of_flow(SECONDMENT, icon="users")
