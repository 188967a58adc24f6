"""How many clippings a library has, as all that counts them counts them."""

from msgspec import Struct


class Counted(Struct, frozen=True):
    """Those that lists show, and beside them the rejected ones and what lies in the wastebasket.

    What was undone is none of them.
    """

    shown: int = 0
    rejected: int = 0
    deleted: int = 0

    @property
    def all(self) -> int:
        """How many there are together."""
        return self.shown + self.rejected + self.deleted

    @property
    def words(self) -> str:
        """Such as "1,204 clippings (beside them 3 rejected, 2 in the wastebasket)"."""
        shown = "1 clipping" if self.shown == 1 else f"{self.shown:,} clippings"
        counts = (self.rejected, "rejected"), (self.deleted, "in the wastebasket")
        beside = ", ".join(f"{count:,} {where}" for count, where in counts if count)
        return f"{shown} (beside them {beside})" if beside else shown
