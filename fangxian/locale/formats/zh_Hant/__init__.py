"""How numbers are grouped: as in published Chinese statistics, by thousands."""
