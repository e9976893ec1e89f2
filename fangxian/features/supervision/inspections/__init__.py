"""
Inspections, findings and remedies: somebody looks, what is wrong is put right, somebody else looks again.

A finding is an item of the flow FINDING; it never closes by itself, nor by whoever says it is put right.
"""
