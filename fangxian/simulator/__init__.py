"""
Simulated phones: N grid workers at their doors, over HTTP, against a running server.

They do what the field API's contract asks of a phone, and what people and lines do to it: think times, lunch,
spells without a line, answers that get lost, pushes sent twice. It knows HTTP and `contracts/` only, no table
and no feature; whoever runs it brings the codes with which its phones enrol. It is no test of the phone's own
program, and makes no load faster than the server answers.
"""
