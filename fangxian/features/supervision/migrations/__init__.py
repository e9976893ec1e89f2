"""Directives took 0001 and 0002, inspections 0010 and 0011, appraisals 0015 and 0016; then one after another."""
