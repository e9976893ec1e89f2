"""Formats of the languages, where they differ from Django's."""
