"""Tests of the embedded database, each with servers of its own."""
