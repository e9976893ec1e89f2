"""
The hot door `POST /api/field/reports`: raw ASGI beside Django, made for the day when everybody pushes at
once.

Waiting pushes are written together, in one transaction for each group, durable when answered. Before it slows
down for everyone, it sends phones away with the time after which they shall come back.
"""

PATH = "/api/field/reports"
