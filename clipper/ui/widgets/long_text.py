"""How a text is shown that is far longer than any that is meant: its beginning, and in lines that Qt can lay out."""

SHOWN = 200_000
"""Characters that are shown at most."""

_LONGEST_LINE = 4000


def shown_text(text: str) -> str:
    """Return the beginning of a text with very long lines broken: Qt takes half a minute for a line of a megabyte."""
    lines = text[:SHOWN].split("\n")
    return "\n".join(
        line[start : start + _LONGEST_LINE] for line in lines for start in range(0, max(1, len(line)), _LONGEST_LINE)
    )
