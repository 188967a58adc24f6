"""Fuzzing of what reads other people's text: input that atheris makes out of our own files, held to what always holds.

Each harness reads one kind of input and asserts that nothing but a ClipperError is raised, that spans lie in the text,
that no text is lost untold, and that nobody opens a connection: `harnesses` those of pastes, mails and press databases,
`files` those of files that are packed or drawn, `values` those of searches, exports, templates, house styles, Markdown
and logos. They begin with the files of `tests/data`, those without another use in `tests/data/corpus/<harness>/`. Two
things run them:

- the normal tests, over each seed and each crash that was ever found (`tests/data/fuzz/<harness>/`), without atheris;
- `pip install -e ".[fuzz]"`, then `python -m tests.fuzz html --seconds 300`, which makes new input all that time, keeps
  what it finds, made as small as it gets, and prints how many inputs it tried. A find is moved to `tests/data/fuzz/`
  once it is understood, and is a test from then on. Its cause is mended in the reader, never in the harness.
"""
