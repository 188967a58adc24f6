"""What is typed into the fields of a dialog and not saved yet: told while it is open, put back where it opens again."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from clipper.library.unfinished import Name
from clipper.ui.widgets.in_place import InPlace

TextField = QLineEdit | QPlainTextEdit | InPlace


class Typing(Struct, frozen=True):
    """The fields of a dialog, by names that stay the same, and its kind and key; `tell` says a sentence in it."""

    kind: str
    key: str
    fields: Mapping[str, TextField]
    tell: Callable[[str], None]

    @property
    def name(self) -> Name:
        """Under what it is unfinished."""
        return Name.of(self.kind, self.key)


class OpenFields(Struct):
    """The fields of one open dialog, and what stood in each when it was first seen."""

    dialog: QWidget
    before: dict[str, str] = field(default_factory=dict)

    def look(self) -> Typing:
        """Learn of fields that are new."""
        typing: Typing = self.dialog.typing()  # type: ignore[attr-defined]  # see Keeper
        for name, one in typing.fields.items():
            self.before.setdefault(name, text_of(one))
        return typing

    def unfinished(self) -> dict[Name, Any]:
        """Return what is typed and not saved, as a keeper writes it."""
        typing = self.look()
        texts = {
            name: {"text": text_of(one), "before": self.before[name]}
            for name, one in typing.fields.items()
            if _is_typed(one, self.before[name])
        }
        return {typing.name: {"key": typing.key, "texts": texts}} if texts else {}

    def put_back(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Put typed texts back where nothing else was saved since, and say so; those of other fields are told."""
        typing = self.look()
        told = [_say("This was typed before Clipper ended, and is not saved yet.")]
        for name, typed in texts.items():
            one = typing.fields.get(name)
            if one is not None and self.before[name] == typed["before"]:
                put(one, typed["text"])
            else:
                told.append(_say("This was typed where something else stands now: “{text}”").format(text=typed["text"]))
        typing.tell(" ".join(told))


def text_of(one: TextField) -> str:
    """Return what stands in a field."""
    return one.toPlainText() if isinstance(one, QPlainTextEdit) else one.text()


def put(one: TextField, text: str) -> None:
    """Put a text into a field as typing does."""
    if isinstance(one, QPlainTextEdit):
        one.setPlainText(text)
    elif isinstance(one, QLineEdit):
        one.setText(text)
    else:
        one.put_back(text)


def _is_typed(one: TextField, before: str) -> bool:
    return one.unfinished() is not None if isinstance(one, InPlace) else text_of(one) != before


def _say(text: str) -> str:
    return QCoreApplication.translate("OpenFields", text)
