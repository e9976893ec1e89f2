"""The load statement: each bench measures beside a reference in the same run and says a ratio."""
