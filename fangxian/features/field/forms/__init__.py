"""Input of the pages of the field."""
