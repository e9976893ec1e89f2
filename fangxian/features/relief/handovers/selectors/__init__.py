"""Questions about hand-overs: what hangs on a charge, who is asked, what became of it."""
