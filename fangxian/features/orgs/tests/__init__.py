"""Tests of orgs."""
