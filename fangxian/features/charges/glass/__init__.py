"""
The glass: access to a neighbouring area in an emergency, taken by oneself, short, loud, and reviewed.

It gives a charge of its own (`Role.EMERGENCY`), so scope, trail and end follow as for any other charge.
"""
