"""Words of a person of ours in a clipping, as reports may pull them."""

from msgspec import Struct

from clipper.model.highlight import AROUND
from clipper.model.text import fold


class Quote(Struct, frozen=True):
    """What a person says in a clipping, as a person of ours corrected it, without quotation marks.

    `passage` is what stands in the body from its first word to its last, with who says it in between; it is found
    again as a highlight is, by itself and what stood `before` and `after` it. `uuid` is empty until it is kept.
    """

    text: str
    speaker: str
    passage: str = ""
    before: str = ""
    after: str = ""
    uuid: str = ""

    def is_alike(self, other: "Quote") -> bool:
        """Tell whether another one is the same words of the same person, corrected or not."""
        if fold(self.speaker) != fold(other.speaker):
            return False
        return self.text == other.text or bool(self.passage and self.passage == other.passage)


def quoted(text: str, start: int, end: int, said: str, speaker: str) -> Quote:
    """Return the quote of a range of code points of a text."""
    return Quote(said, speaker, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])
