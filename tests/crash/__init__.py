"""Killing the real library at work, cutting its power and failing under it: is all that was confirmed there?

`python -m tests.crash kills --runs 300 --seed 1` kills a process at work at random moments, `python -m tests.crash cuts
--runs 1000 --seed 1` cuts the power of a simulated disk, `python -m tests.crash faults` lets each operation of the disk
fail in turn. The tests run a few of each.
"""
