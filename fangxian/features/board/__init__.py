"""
The board: the live picture from county to grid. Reads all features below it, owns nothing.
"""
