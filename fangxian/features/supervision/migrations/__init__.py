"""Directives took 0001 and 0002, inspections 0010 and 0011; what comes later goes on from there."""
