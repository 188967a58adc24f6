"""What is said to a person below the window, in English, so that the window can say it in the interface's language."""


class Sentence(str):
    """A sentence in English; `text` is it before `values` were put in at their names, and is what is translated."""

    __slots__ = ("text", "values")

    text: str
    values: dict[str, str]

    def __new__(cls, text: str, /, **values: str) -> "Sentence":
        """Put values in at their names."""
        sentence = super().__new__(cls, text.format(**values))
        sentence.text, sentence.values = text, values
        return sentence
