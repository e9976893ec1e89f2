"""Pages of territory."""
