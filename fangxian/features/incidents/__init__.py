"""
Incidents: one outbreak response each; everything belongs to one.

Owns the incident and its data key. Does not own territory or people.
"""
