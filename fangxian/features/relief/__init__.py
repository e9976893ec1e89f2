"""
Relief: charges that go from one person to the next, and people lent from one area to another for a time.

Owns hand-overs and secondments, each on a flow of its own. A charge changes hands only when its successor
accepts; a secondment runs only when the giving area confirmed it, or the level that ordered it decided.
Charges are written by `charges`, items by `items`, what the roster knows by `roster`; posts are not known
here: duty hears of a secondment that starts or ends, and takes people off posts or puts them back.
"""
