"""Pages of items: one's own, one of them, a new one, moves of many."""
