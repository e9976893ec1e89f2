"""Directives take 0001 to 0009; inspections and findings begin at 0010 and depend on the last of those."""
