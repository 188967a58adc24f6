"""What is still to be done about a clipping: a correction that was asked for, or something else to follow up."""

from datetime import date

from msgspec import Struct

from clipper.model.codes import FollowUpKind


class FollowUp(Struct, frozen=True):
    """One matter: `what` is wrong or to be done, whom it was asked of and when, who of us sees to it, until when.

    It is open until `closed_on`; `outcome` says what came of it. `uuid` is empty until the library keeps it.
    """

    what: str
    kind: FollowUpKind = FollowUpKind.CORRECTION
    requested_on: date | None = None
    contact: str | None = None
    outcome: str | None = None
    owner: str | None = None
    due: date | None = None
    closed_on: date | None = None
    uuid: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.closed_on is None

    def is_overdue(self, today: date) -> bool:
        """Tell whether it should have been done before today."""
        return self.is_open and self.due is not None and self.due < today


def is_open(follow_ups: tuple[FollowUp, ...]) -> bool:
    """Tell whether any of a clipping's is open."""
    return any(one.is_open for one in follow_ups)
