"""Translations and formats."""
