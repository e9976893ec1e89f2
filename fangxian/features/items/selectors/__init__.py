"""Questions about items: whose they are, what is late, what may be done with them."""
