"""Pages of charges: who answers, appointing, one's own charges, whose account is whose."""
