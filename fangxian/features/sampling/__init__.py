"""
Sampling: a round from the order to the last result; every swab in one tube, every tube followed, nobody
twice.

Owns rounds with their zones and points, swabs, tubes and boxes. A round is a campaign: who must be sampled,
who has been and at what pace is kept there. Does not own the people who sample (duty) nor what becomes of
somebody found infected (cases): no status of a person is changed here.
"""
