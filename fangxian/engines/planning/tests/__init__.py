"""Tests of the planner: properties, exact small cases, and figures with their source."""
