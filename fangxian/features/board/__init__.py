"""
The board: the live picture from county to grid. Reads all features below it, owns nothing.

Tells who answers for an area, how many seats of its plan are filled, what is missing, who is to see to it.
Does not change anything: charges, plans and rosters are changed on their own pages.
"""
