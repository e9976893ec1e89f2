"""
Planning an area: grids, sites, posts, postings, shifts, organisation.

Pure and seeded: the same problem, pack and seed give the same plan. `plan` runs the stages; each stage can be
called alone. It stores nothing and knows neither users nor the present time.
"""

from fangxian.engines.planning.planner import plan

__all__ = ["plan"]
