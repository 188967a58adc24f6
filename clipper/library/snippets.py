"""Snippets: the passage of a clipping around the words that were looked for, as plain text."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection

from clipper.library.store.sqlite import NAME_BREAK
from clipper.library.store.sqlite_search import MATCH_END, MATCH_START, Indexed, passage_parameters, passages
from clipper.model.term import Term
from clipper.model.text import line_of_markdown

Snippet = tuple[tuple[str, bool], ...]
"""Pieces of a passage, each with whether it is what was looked for."""

_BEFORE = 40
_MATCH = re.compile(f"{MATCH_START}([^{MATCH_START}{MATCH_END}]*){MATCH_END}")
_CUT_LINK = re.compile(r"^…\S*[/.]\S*\)")


def snippets(connection: Connection, search_ids: Sequence[int], terms: Sequence[Term]) -> dict[int, Snippet]:
    """Return a snippet for each search_id that holds one of the terms.

    The body says most; where it holds none of the words, the deck, the note, the names or a comment may. A word in
    the headline needs no snippet, so the body's beginning stands there.
    """
    if not search_ids:
        return {}
    of_body = _passages(connection, (Indexed.BODY,), terms, search_ids)
    found = {search_id: texts[0] for search_id, texts in of_body.items()}
    elsewhere = [search_id for search_id, text in found.items() if MATCH_START not in text]
    if elsewhere:
        for search_id, texts in _passages(
            connection, (Indexed.DECK, Indexed.NOTE, Indexed.NAMES, Indexed.COMMENTS), terms, elsewhere
        ).items():
            found[search_id] = next((text for text in texts if MATCH_START in text), found[search_id])
    return {search_id: pieces(text) for search_id, text in found.items()}


def pieces(passage: str) -> Snippet:
    """Return a marked passage of Markdown as pieces of plain text."""
    parts = _MATCH.split(line_of_markdown(_CUT_LINK.sub("…", passage).replace(NAME_BREAK, ", ")))
    shown = [(part.replace(MATCH_START, "").replace(MATCH_END, ""), index % 2 == 1) for index, part in enumerate(parts)]
    if len(shown) > 1:
        shown[0] = (_shortened(shown[0][0]), False)
    return tuple((part, is_match) for part, is_match in shown if part)


def _shortened(before: str) -> str:
    """Cut what stands before the first found word, so that a narrow row shows the word too."""
    if len(before) <= _BEFORE:
        return before
    return "…" + before[-_BEFORE:].partition(" ")[2]


def _passages(
    connection: Connection, parts: tuple[Indexed, ...], terms: Sequence[Term], search_ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    rows = connection.execute(passages(parts), passage_parameters(terms, search_ids)).all()
    return {search_id: tuple(text or "" for text in texts) for search_id, *texts in rows}
