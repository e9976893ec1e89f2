"""Directives: issued, received, acknowledged, acted on, reported back; withdrawn, replaced, issued onward."""
