"""What the key messages show."""

from clipper.reports.coverage import Coverage
from clipper.reports.findings.phrases import large_change, part
from clipper.reports.language import Language, capital
from clipper.reports.parts import Finding


def messages_finding(words: Language, coverage: Coverage) -> Finding:
    """Return which message was carried most, else that none was."""
    now, caption = coverage.now, words.label("messages_caption")
    if not now.with_message:
        return Finding(words.say("messages_none"), caption=caption)
    carried = len(now.with_message)
    heading = words.say("message_carried", carried, part=capital(part(words, carried, len(now)))).rstrip(".")
    counts = {message: len(now.carrying(message)) for message in coverage.messages}
    most = max(counts.values())
    leading = [message for message in coverage.messages if counts[message] == most]
    said = [words.say("message_led", most, message=words.quoted(leading[0]))] if len(leading) == 1 else []
    change = large_change(words, coverage, lambda figures: len(figures.with_message))
    return Finding(heading, " ".join(filter(None, [*said, change])), caption)
