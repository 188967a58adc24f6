"""A mail as the mention that it brings: the text that was sent on, and its subject where that has no headline."""

from datetime import date

from clipper.capture.formats import details
from clipper.capture.formats.base import Opened
from clipper.capture.forwarded import Mail, sent_on
from clipper.capture.lexicon import Lexicon
from clipper.capture.mail_sections import mention_in
from clipper.capture.moved import moved
from clipper.capture.reading import read
from clipper.model.draft import Known, Pasted, Reading
from clipper.model.text import clean

_OWN = {"from": details.SENDER, "date": details.SENT, "subject": details.SUBJECT}


def read_mail(opened: Opened, known: Known, today: date) -> Reading:
    """Return the drafts of a mail, none where nobody wrote anything in it.

    What is dated from the day of the paste, such as "yesterday", is dated from the day of the mail that brought it.
    """
    text = clean(opened.pasted.text)
    own = {name: opened.details.get(detail, "") for name, detail in _OWN.items()}
    section = mention_in(text, int(opened.details[details.BEGIN]), own)
    start, end = section.place
    if not text[start:end].strip():
        return Reading(text, ())
    sent = sent_on(section, today)
    found = read(Pasted(text[start:end], opened.pasted.html), known, sent or today)
    drafts = tuple(moved(draft, start) for draft in found.drafts)
    if len(drafts) == 1:
        mail = Mail(text, section, own["subject"], sent, Lexicon.of(known, today))
        drafts = (mail.beside(drafts[0]),)
    return Reading(text, drafts, found.unread)
