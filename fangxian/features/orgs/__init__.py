"""
Units: committees, departments, branches, temporary branches, teams, as a tree.

Owns units. Does not own the people in them (roster).
"""
