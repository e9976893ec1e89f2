"""Questions about appraisals. None of them takes an order: people are listed by name, units by name."""
