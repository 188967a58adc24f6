"""What goes with values: all that Clipper passes around are Structs, which msgspec makes and compares in C.

A dataclass writes its functions and compiles them each time Clipper starts; three hundred of them took a tenth of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The types are checked as those of dataclasses are: each name, and the type of what is given for it.
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["replace"]
