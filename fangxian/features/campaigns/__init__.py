"""
Campaigns: sweeps with a denominator; who must be reached, who has been, and what comes next for each.

Owns campaigns, targets, their state, coverage and pace. Does not own the reports (field) nor the people who
go (duty).
"""
