"""Files that came with a mail: read as files of their own where the mail itself is only the note above them."""

import re
from collections.abc import Callable, Sequence

from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.formats.base import File
from clipper.capture.guesses import guess
from clipper.capture.moved import moved
from clipper.model.draft import Doubt, Draft, FileReading, Pasted, Problem, Reading
from clipper.model.errors import WrongUsage
from clipper.model.text import clean
from clipper.model.values import replace

_ENOUGH_WORDS = 60
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|greetings|bonjour|bonsoir|salut|chère?s?|madame"
    r"|monsieur|guten|sehr geehrte|liebe|hallo|all|team|colleagues|everyone)\b",
    re.IGNORECASE,
)
_MOST = 200
_NOT_READ = (
    "{names} came with the mail and was not read, since the mail itself is a mention. Save it from the mail and import "
    "it, if it is another one."
)
_LEFT = "Only the first {most} files that came with the mail were read. The mail is kept with all of them."

ReadFile = Callable[[File], FileReading]


def with_attached(mail: FileReading, files: Sequence[File], read: ReadFile) -> FileReading:
    """Return what a mail and the files that came with it hold: either the mail's own mentions or those of the files."""
    if not files:
        return mail
    if _is_mention(mail.reading.drafts):
        names = ", ".join(file.name for file in files)
        return replace(mail, problems=(*mail.problems, Problem(_NOT_READ.format(names=names))))
    readings: list[FileReading] = []
    problems = list(mail.problems)
    for file in files[:_MOST]:
        try:
            readings.append(read(file))
        except WrongUsage as error:
            problems.append(_named(file.name, Problem(str(error))))
    if len(files) > _MOST:
        problems.append(Problem(_LEFT.format(most=_MOST)))
    return _joined(replace(mail, problems=tuple(problems)), readings)


def _is_mention(drafts: Sequence[Draft]) -> bool:
    """Tell whether a mail is itself what it is about, not a note above the files that it brings."""
    if len(drafts) != 1:
        return len(drafts) > 1
    body = drafts[0].body.value or ""
    if len(body.split()) < _ENOUGH_WORDS:
        return False
    return not _GREETING.match(body) or drafts[0].outlet.is_sure


def _joined(mail: FileReading, readings: Sequence[FileReading]) -> FileReading:
    """Return a mail with the texts of its files behind its own; their mentions are its mentions, if they have any."""
    raw, text = mail.pasted.text, mail.reading.text
    drafts: list[Draft] = []
    problems, remarks = list(mail.problems), list(mail.remarks)
    for reading in readings:
        name = reading.pasted.source or ""
        before = f"\n\nAttached: {name}\n\n"
        raw += before + reading.pasted.text
        text += clean(before)
        drafts += [moved(draft, len(text)) for draft in reading.reading.drafts]
        text += reading.reading.text
        problems += [_named(name, one) for one in reading.problems]
        remarks += [f"{name}: {remark}" for remark in reading.remarks]
    pasted = Pasted(raw, mail.pasted.html, mail.pasted.source)
    found = tuple(drafts) or mail.reading.drafts
    if len(drafts) == 1:
        found = (_with_link(drafts[0], mail.reading.text),)
    return replace(mail, pasted=pasted, reading=Reading(text, found), problems=tuple(problems), remarks=tuple(remarks))


def _named(name: str, problem: Problem) -> Problem:
    """Return what is said of a file with its name; of mails within mails the innermost one is named."""
    if problem.is_named:
        return problem
    return replace(problem, sentence=f"{name}: {problem.sentence}", is_named=True)


def _with_link(draft: Draft, note: str) -> Draft:
    """Return the one mention with the one link that the note above it has."""
    places = addresses_in(note)
    url = complete(note[slice(*places[0])]) if len(places) == 1 else None
    return draft if draft.url.value or not url else replace(draft, url=guess(url, 0.7, places, Doubt.UNSURE))
