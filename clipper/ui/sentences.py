"""Sentences of the floors below in the interface's language."""

from PySide6.QtCore import QCoreApplication

from clipper.model.sentence import Sentence


def in_words(sentence: str) -> str:
    """Return a sentence on a search as the window says it; what is put into it stays as it is."""
    if not isinstance(sentence, Sentence):
        return sentence
    return QCoreApplication.translate("Search", sentence.text).format(**sentence.values)
