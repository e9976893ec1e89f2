"""
Items: everything that has an owner, a deadline and an end; one mechanism for all kinds of them.

Owns items, their lines and their evidence, the clocks and the climbing of what is late. Does not own what an
item is about: the feature that declares a flow keeps that in tables of its own, under the item's code.
"""
