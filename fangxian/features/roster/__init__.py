"""
The roster: responders, their skills, where they live and work.

Owns responders. Does not know what they answer for (charges) or where they stand today (duty).
"""
