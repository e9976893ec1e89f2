"""What is asked of campaigns: how far they are, where, at which pace, who is not reached, what is next."""
