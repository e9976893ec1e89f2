"""
Reports: facts from the field, as the features that own their kinds declare them.

A kind says by which form its body is checked, whether what it speaks of is there, and what it changes. The
log and its door are the `field` feature's; which kinds there are stands in `config/reports.py`.
"""

from fangxian.kernel.reports.kinds import Fact, Kind, Statement
from fangxian.kernel.reports.registry import kinds

__all__ = ["Fact", "Kind", "Statement", "kinds"]
