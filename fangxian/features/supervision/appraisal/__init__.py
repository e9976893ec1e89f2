"""Appraisal: what each person did at the front in a period, as lines of fact; never a score or a rank."""
