"""
The worked examples: folders of spreadsheets such as a county would bring, made from public facts and a seed.

A scenario writes files and nothing else: it knows no database, no clock and no network. What it writes goes
in through the same import as anybody's spreadsheets. One page (`telling`, `views`) and one document say what
is real and what is made.
"""
