"""Pages of campaigns: the list, one of them, its coverage by area, its doors, giving work, live figures."""
