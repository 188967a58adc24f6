"""The fields that only clippings of some media have, edited in place on a line of their own."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from clipper.model.clipping import Clipping
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import MEDIUM_FIELDS, fields_of, read_air_time, read_length, write_length
from clipper.ui.fonts import sans
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.labels import Label


class MediumLine(QWidget):
    """Only what is known stands here: an article has no line at all, and a menu brings the fields of its medium.

    Its fields are made when the first of them is to be seen; `prepare` is called with the name and the field of each.
    """

    def __init__(self, prepare: Callable[[str, InPlace], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._flow = FlowLayout(self, gap=-1, line_gap=0)
        self._parts: dict[str, _Part] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @cached_property
    def fields(self) -> dict[str, InPlace]:
        """The fields, by their names in a clipping."""
        fields = {name: _field(name) for name in MEDIUM_FIELDS}
        for name, field in fields.items():
            self._parts[name] = _Part(_dot(), _with_word(name, field))
            self._flow.add_separator(self._parts[name].dot)
            self._flow.addWidget(self._parts[name].holder)
            self._prepare(name, field)
        return fields

    def made(self) -> dict[str, InPlace]:
        """Return the fields, none where none was to be seen yet."""
        return self.fields if self._parts else {}

    def show_known(self, clipping: Clipping, wanted: str = "") -> None:
        """Show the fields that are known or being edited, and the one that is to be edited."""
        is_first = True
        for name, part in self._parts.items():
            field = self.fields[name]
            is_shown = bool(getattr(clipping, name) or field.is_editing() or field.problem() or name == wanted)
            part.holder.setVisible(is_shown)
            part.dot.setVisible(is_shown and not is_first)
            is_first = is_first and not is_shown
        self.setVisible(not is_first)


def titles_for(clipping: Clipping) -> list[tuple[str, str]]:
    """Return the fields that a clipping of its medium may have, and those that it has, with their titles."""
    offered = {*fields_of(clipping.medium), *(name for name in MEDIUM_FIELDS if getattr(clipping, name))}
    return [(name, _titles()[name]) for name in MEDIUM_FIELDS if name in offered]


class _Part(Struct, frozen=True):
    dot: QWidget
    holder: QWidget


def _field(name: str) -> InPlace:
    read, write = _FORMS.get(name, (lambda text: text or None, lambda value: value or ""))
    return InPlace(_titles()[name], sans(13), 18, ink="ink2", read=read, write=write)


def _with_word(name: str, field: InPlace) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setSpacing(1)
    word = Label(_titles()[name], "ink3")
    word.setContentsMargins(PAD_X, 0, 0, 0)
    row.addWidget(word)
    row.addWidget(field)
    return holder


def _dot() -> Label:
    dot = Label("·", "ink3")
    dot.setContentsMargins(0, 0, 2, 0)
    return dot


def _read_with(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def answer(text: str) -> Any:
        try:
            return read(text) if text else None
        except WrongUsage as error:
            raise WrongUsage(_say("%1 Esc restores it.").replace("%1", str(error))) from error

    return answer


_LENGTH = (_read_with(read_length), lambda seconds: write_length(seconds) if seconds else "")
_FORMS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "aired_at": (_read_with(read_air_time), lambda value: value or ""),
    "duration": _LENGTH,
    "timecode": _LENGTH,
}
"""How fields that are no plain texts are read and written."""


def _titles() -> dict[str, str]:
    return {
        "host": _say("Host"),
        "aired_at": _say("On the air"),
        "duration": _say("Duration"),
        "timecode": _say("Timecode"),
        "edition": _say("Edition"),
        "section": _say("Section"),
        "page": _say("Page"),
        "handle": _say("Handle"),
    }


def _say(text: str) -> str:
    return QCoreApplication.translate("MediumLine", text)
