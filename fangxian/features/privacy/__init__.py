"""
Privacy: what becomes of the readings of residents' details, week by week.

Owns the weekly reports and the readings frozen in them. Does not own reading itself (territory), nor the
trail, from which the reports are made.
"""
