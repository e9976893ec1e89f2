"""
Duty: sites, posts, shifts, postings, and the plans that lay them out.

Owns sites, plans and what they publish. Does not own charges, units or areas: it asks their services.
"""
