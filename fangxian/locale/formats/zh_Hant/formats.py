"""Numbers grouped by thousands, as Chinese statistics print them; the rest is Django's."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
