"""Tests that belong to no one feature: the cast, the architecture, the sweep, the journeys."""
