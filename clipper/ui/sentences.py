"""Sentences of the floors below in the interface's language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from clipper.model.sentence import Sentence

# The tools of translators read no constants of other modules: to them, this is where the sentences stand.
SAID = (
    QT_TRANSLATE_NOOP("Search", "A bracket is closed that was not opened."),
    QT_TRANSLATE_NOOP("Search", "A bracket is not closed."),
    QT_TRANSLATE_NOOP(
        "Search",
        "A link is compared with those of the clippings: link:{site} finds all of that site, "
        "and in quotation marks it is looked for in the texts.",
    ),
    QT_TRANSLATE_NOOP(
        "Search",
        "A minus that stands alone is left out; write it right before what must not be found, such as -weather.",
    ),
    QT_TRANSLATE_NOOP("Search", "A quotation mark is not closed."),
    QT_TRANSLATE_NOOP("Search", "A search can have {most} words and fields; the rest of this one was left out."),
    QT_TRANSLATE_NOOP("Search", "Brackets can be nested {most} deep at most; these were left out."),
    QT_TRANSLATE_NOOP(
        "Search",
        "In quotation marks words are searched for as they stand, here “{words}”: without them, {begun}* finds all "
        "words that begin so.",
    ),
    QT_TRANSLATE_NOOP("Search", "It lies in the wastebasket: with is:deleted beside it, it is found."),
    QT_TRANSLATE_NOOP(
        "Search", "What was moved to the wastebasket can be restored there, and Undo brings back what was moved last."
    ),
    QT_TRANSLATE_NOOP("Search", "All that was here was rejected, and is still kept."),
    QT_TRANSLATE_NOOP("Search", "It was rejected before: with state:rejected beside it, it is found."),
    QT_TRANSLATE_NOOP("Search", "The link is here: alone, without the words beside it, it is found."),
    QT_TRANSLATE_NOOP("Search", "There is a space behind “{field}:”: write {field}:{value}, without it."),
    QT_TRANSLATE_NOOP("Search", "There is no field “{field}:”, so it was searched for as it stands."),
    QT_TRANSLATE_NOOP("Search", "What stands side by side must all be found; no word has to join it."),
    QT_TRANSLATE_NOOP("Search", "Whole words are looked for: {begun} finds what begins so."),
    QT_TRANSLATE_NOOP("Search", "Write OR in capitals between two words to find either."),
    QT_TRANSLATE_NOOP("Search", "Write a minus before a word that must not be found, such as -weather."),
    QT_TRANSLATE_NOOP("Search", "Write a minus for what must not be found, such as -weather; “NOT” is left out."),
    QT_TRANSLATE_NOOP("Search", "Write the field within the brackets: ({field}:one OR {field}:other)."),
    QT_TRANSLATE_NOOP("Search", "“AND” is not needed: what stands side by side must all be found."),
    QT_TRANSLATE_NOOP("Search", "“OR” stands between two words or fields."),
    QT_TRANSLATE_NOOP("Search", "“story:” needs any, none, or the beginning of a story's id."),
    QT_TRANSLATE_NOOP("Search", "“{text}” was looked for in the texts: {search} finds what was published then."),
    QT_TRANSLATE_NOOP("Search", "“{address}” was looked for in the texts: link:{address} finds it among the links."),
    QT_TRANSLATE_NOOP("Search", "“{field}:” is not a field. Try “{meant}:”."),
    QT_TRANSLATE_NOOP("Search", "“{field}:” needs a value after the colon."),
    QT_TRANSLATE_NOOP("Search", "“{text}” has no letters or digits, and only these are searched."),
    QT_TRANSLATE_NOOP("Search", "“{text}” has no word to look for."),
    QT_TRANSLATE_NOOP("Search", "“{text}” holds no day. Try 1d, which is today alone."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is no link. Write that of a clipping, or a site, such as example.com."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a date. Try overdue, 7d, 2026-11, any or none."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a date. Try today, yesterday, 7d or 2026-11."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a language. Try fr, french or none."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a number of days. Try 30d, 2w, 3m or 1y."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a number. Write >100000, <5000 or 1000..20000."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a quarter. Try 2026-4, this-quarter or last-quarter."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not a {field}. Try {codes}."),
    QT_TRANSLATE_NOOP("Search", "“{text}” is not something that {field}: asks for. Try {codes}."),
    QT_TRANSLATE_NOOP("Search", "“{text}” may be two days: write {one} or {other}."),
    QT_TRANSLATE_NOOP("Search", "“{text}” names no clippings. Write their ids, such as 12,15..20."),
    QT_TRANSLATE_NOOP(
        "Search",
        "“{word}” was searched for as “{words}”: * stands for more letters only at the end of a word, as in {begun}*.",
    ),
    QT_TRANSLATE_NOOP(
        "Search",
        "“{word}” was searched for as “{words}”: ? stands for no letter; {begun}* finds all words that begin so.",
    ),
    QT_TRANSLATE_NOOP(
        "Search", "“{word}” was searched for as “{words}”: write OR with a space on either side to find either."
    ),
    QT_TRANSLATE_NOOP("Search", "“|” was left out: write OR in capitals between two words to find either."),
)
"""All that is said of searches, before values are put in."""


def in_words(sentence: str) -> str:
    """Return a sentence on a search as the window says it; what is put into it stays as it is."""
    if not isinstance(sentence, Sentence):
        return sentence
    return QCoreApplication.translate("Search", sentence.text).format(**sentence.values)
