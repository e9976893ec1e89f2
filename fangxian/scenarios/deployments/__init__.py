"""
Deployments that are known, planned from their inputs and held against what was really there.

The inputs and the real figures are `facts/deployments.yaml`; everything else here is computed from them by
the rule pack of their day, and each difference has its explanation (`words`).
"""

from fangxian.scenarios.deployments.comparing import Compared, Line, compared

__all__ = ["Compared", "Line", "compared"]
