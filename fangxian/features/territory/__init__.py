"""
Territory: areas, households, residents.

Owns the tree of areas (dated), the household register and its sealed personal details. Does not know who
answers for an area (charges) or what is done there (duty, campaigns).
"""
