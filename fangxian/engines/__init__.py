"""Pure calculation: arrays in, frozen dataclasses out; no Django, clock, disk or network."""
