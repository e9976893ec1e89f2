"""Pages of inspections: the board, the round of today, a place, a finding, the chains."""
