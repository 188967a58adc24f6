"""Two libraries that were worked on apart become one; what is open is collected, so that a person decides all of it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, field

from clipper.library import merged
from clipper.library.exchange_file import LIBRARY, ZIPPED, ExportFile
from clipper.library.uniting_names import Names
from clipper.library.uniting_past import FOLLOWED, MET, VERB, Done, Past, Unknown, brought_past, own_past
from clipper.library.uniting_values import Told, Verdict, verdict
from clipper.library.work import Work
from clipper.model.uniting import Choice, Choose, Difference, Side, Undecided


class Uniting(Struct):
    """What both sides did that the other one does not know, while an export is taken into a library."""

    work: Work
    choose: Choose
    ours: Unknown
    theirs: Unknown
    told: Told
    names: Names
    settled: list[tuple[Difference, Choice]] = field(default_factory=list)
    # What was left as it is, once each, in the order in which it came up.
    left: dict[str, None] = field(default_factory=dict)
    tell: Callable[[str], None] | None = None
    changed: set[str] = field(default_factory=set)
    undecided: dict[str, Difference] = field(default_factory=dict)
    chosen: dict[str, Choice] = field(default_factory=dict)

    @classmethod
    def of(cls, work: Work, file: ExportFile, choose: Choose) -> "Uniting":
        """Read both pasts, and follow what was renamed and deleted there; raises WrongUsage for a past that is none."""
        own, brought = own_past(work.connection), brought_past(file)
        ours, theirs = Unknown(own, brought), Unknown(brought, own)
        names = Names(work, ours, theirs, lambda one: made.decide(one) is Choice.THEIRS)
        made = cls(work, choose, ours, theirs, _told(own, brought), names)
        before = len(work.deltas)
        names.follow_theirs()
        if len(work.deltas) > before:
            made.changed.add("names")
            # What was done here is told by the names that stand now.
            own = own_past(work.connection, work.detail.get(merged.PART, ""))
            made.ours, made.theirs = Unknown(own, brought), Unknown(brought, own)
        return made

    def verdict(self, ours: Sequence[Any], theirs: Sequence[Any]) -> Verdict:
        """Return whose value counts, as the pasts tell it."""
        return verdict(ours, theirs, self.told)

    def decide(self, difference: Difference) -> Choice:
        """Return what a person chose of what is open; what they did not choose yet ends the step when all are known."""
        if difference.key not in self.chosen:
            choice = self.choose(difference)
            if choice is None:
                self.undecided[difference.key] = difference
            self.chosen[difference.key] = choice = choice or Choice.OURS
            self._settle(difference, choice)
        return self.chosen[difference.key]

    def tell_left(self, tell: Callable[[str], None]) -> None:
        """Tell of what was left as it is, once each, and from now on at once."""
        self.tell = tell
        for called in self.left:
            tell(called)

    def _settle(self, difference: Difference, choice: Choice) -> None:
        self.settled.append((difference, choice))
        if choice is Choice.OURS and difference.called not in self.left:
            self.left[difference.called] = None
            if self.tell:
                self.tell(difference.called)

    def side(self, unknown: Unknown, subject: str, target: str, text: str) -> Side:
        """Return a side of a difference, with who changed it last."""
        step: Done | None = unknown.last(subject, target)
        return Side(text, step.who, step.at) if step else Side(text)

    def finish(self, name: str) -> None:
        """Name the step after what was united; raises Undecided where a person has to choose first."""
        if self.undecided:
            raise Undecided([*self.undecided.values()])
        count = len(self.changed) + sum(choice is Choice.OURS for _, choice in self.settled)
        if count:
            self.work.verb, self.work.is_decision = VERB, True
            mark = self.theirs.own.last_mark()
            self.work.detail.setdefault("name", name.replace(f"{LIBRARY}{ZIPPED}", LIBRARY))
            self.work.detail.update({"changes": "1 change" if count == 1 else f"{count:,} changes"})
            self.work.detail.update({MET: mark} if mark else {})
            followed = self.names.followed
            self.work.detail.update({FOLLOWED: json.dumps(followed, ensure_ascii=False)} if followed else {})


def _told(own: Past, brought: Past) -> Told:
    if not brought.is_told:
        return Told.NO_PAST
    they_knew, we_knew = brought.has_met(own), own.has_met(brought)
    if they_knew is we_knew:
        return Told.NOTHING
    return Told.THEY_KNEW if they_knew else Told.WE_KNEW
