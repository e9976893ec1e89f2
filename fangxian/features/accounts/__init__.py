"""
Sign-in: accounts, passwords, second factor, language.

Owns accounts. Does not know who answers for what (charges) or who works where (roster).
"""
