"""Seconding people: ordered, confirmed or decided, begun, and over."""
