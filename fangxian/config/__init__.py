"""How the parts are put together: settings, root addresses, server entry, reactions."""
