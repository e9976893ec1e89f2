"""
Files kept to be taken away: sealed, for the person who made them, for a day, five times at most.

Does not write what is in them (`kernel/web/exports.py`), nor keep what is brought in (`kernel/sheets`).
"""
