"""Fangxian (防线): the operations system of a local outbreak response."""
