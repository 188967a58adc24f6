"""Fits and scores the weights of capture on a corpus of real pastes, which is not part of the project.

`python -m tests.recognition fit FIELD --corpus DIR` writes resources/recognition/FIELD.json; `... score --corpus DIR`
reports the pages that weights were fitted on and those kept aside. Needs what `pip install -e '.[fit]'` installs.
"""
