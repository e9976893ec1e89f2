"""
Charges: who answers for which area, in which role, since when.

Owns charges and the acting charge of each request. Does not own posts and shifts (duty).
"""
