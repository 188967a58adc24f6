"""Credits in the line of a mention: "story by A, video by B" names both, "with photos by B" nobody who wrote it."""

import re

_STORY = re.compile(r"(?<=[,;(|–—-]\s)(?:story|text|words|article|reporting|texte)\s(?=(?:by|par)\s)", re.IGNORECASE)
_TEXT_OF = re.compile(r"(?<=[,;(|–—-]\s)(?i:textes?\s(?:de|par)\s)(?=[^\W\d_a-z])")
_PICTURES = r"(?:photos?|photographs?|photography|pictures?|illustrations?|graphics?|videos?|vidéos?|camera|audio)"
_SHOWN = re.compile(
    rf"(?i:[,;]?\s(?P<opens>\()?(?:(?:and|with|et|avec)\s)?{_PICTURES}(?:\s(?:and|et|&)\s{_PICTURES})?\s(?P<by>by|par|de)\s)"
    r"(?=[^\W\d_a-z])(?(opens)(?P<rest>[^()]{2,80}\))?)"
)
_SIGNED = re.compile(r"(?:^|[\s,;–—-])(?i:by|par)\s[^\W\d_a-z][^,;:|()\d]{2,60}$")
_LONGEST_SIGNED = 70
_NO_BY = {"by": "of", "par": "des", "de": "de"}


def plain_credits(text: str) -> str:
    """Return a line as long as this one in which only the credits that name who wrote a piece lead with "by".

    Those of its pictures go on with these, or are a part of the headline.
    """
    if " by " not in text and " par " not in text and "exte" not in text:
        return text
    text = _TEXT_OF.sub(lambda led: "par ".rjust(len(led[0])), text)
    text = _STORY.sub(lambda story: " " * len(story[0]), text)
    return _SHOWN.sub(_joined, text)


def _joined(shown: re.Match[str]) -> str:
    if _SIGNED.search(shown.string, max(0, shown.start() - _LONGEST_SIGNED), shown.start()):
        names = (shown["rest"] or "").rstrip(")")
        return f"{' and'.ljust(len(shown[0]) - len(shown['rest'] or ''))}{names}".ljust(len(shown[0]))
    start, end = (place - shown.start() for place in shown.span("by"))
    return f"{shown[0][:start]}{_NO_BY[shown['by'].lower()]}{shown[0][end:]}"
