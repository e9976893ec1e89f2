"""Pages of hand-overs: those in sight, asking for one, one of them with its answers."""
