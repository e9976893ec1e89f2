"""Questions about phones, about what a phone holds, and about the log."""
