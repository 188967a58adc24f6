"""What is typed into a clipping and not kept: told to who keeps it safe, and shown where it waits to be kept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from clipper.library.library import Library
from clipper.library.unfinished import Name, clipping_of
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.errors import ClipperError, NotFound
from clipper.model.text import clean_line
from clipper.ui.code_questions import questions
from clipper.ui.widgets.name_list_editor import read_names
from clipper.ui.widgets.tag_editor import tag_of
from clipper.ui.widgets.waiting_texts import WaitingText, WaitingTexts

if TYPE_CHECKING:
    from clipper.ui.panes.detail_pane import DetailPane

Texts = dict[str, dict[str, Any]]
"""By field: the `text`, what stood there `before`, and, of a follow-up, `more` fields of its form."""


class DetailUnfinished(QObject):
    """A field is named as in a clipping; of what has several of them by its kind and UUID, as "comment/UUID".

    settled(Name): nothing of a clipping waits any more.
    """

    settled = Signal(object)

    def __init__(self, library: Library, pane: "DetailPane") -> None:
        super().__init__(pane)
        self._library, self._pane = library, pane
        self._waiting: defaultdict[int, Texts] = defaultdict(dict)
        # What could not be kept in this window holds it open; what an earlier one left does not.
        self._held: set[int] = set()
        self._told: dict[Name, Any] = {}
        self.panel = WaitingTexts()
        self.panel.kept.connect(self._keep)
        self.panel.givenUp.connect(self._give_up)
        self.panel.copied.connect(lambda field: QGuiApplication.clipboard().setText(self._here()[field]["text"]))

    # -- what is typed

    def unfinished(self) -> dict[Name, Any]:
        """Return what is typed and not kept, with what waits, by clippings."""
        typed = self._typed()
        ids = [*{*typed, *(one for one, texts in self._waiting.items() if texts)}]
        try:
            found = self._library.clippings(ids) if ids else []
        except ClipperError:
            # A library that cannot be read now keeps nobody from what was typed.
            return self._told
        self._told = {clipping_of(one.uuid): self._value(one, typed.get(one.id, {})) for one in found}
        return self._told

    def _value(self, clipping: Clipping, typed: Mapping[str, Any]) -> dict[str, Any]:
        texts = {field: self._text(clipping, field, text) for field, text in typed.items()}
        return {"key": clipping.uuid, "id": clipping.id, "texts": {**self._waiting.get(clipping.id, {}), **texts}}

    def _text(self, clipping: Clipping, field: str, typed: str | dict[str, str]) -> dict[str, Any]:
        before = self.now_of(clipping, field)
        if isinstance(typed, str):
            return {"text": typed, "before": before}
        return {"text": typed["what"], "before": before, "more": typed}

    def _typed(self) -> dict[int, dict[str, str | dict[str, str]]]:
        typed: defaultdict[int, dict[str, str | dict[str, str]]] = defaultdict(dict)
        pane, clipping = self._pane, self._pane.clipping()
        for field, part in (("note", pane.note), ("body", pane.body)):
            for clipping_id, text in part.unfinished().items():
                typed[clipping_id][field] = text
        for clipping_id, field, comment in pane.highlights.unfinished():
            typed[clipping_id][field] = comment
        for clipping_id, field, form in pane.follow_up.unfinished():
            typed[clipping_id][field] = form
        if clipping is not None:
            typed[clipping.id].update(self._in_place())
        return {clipping_id: texts for clipping_id, texts in typed.items() if texts}

    def _in_place(self) -> dict[str, str]:
        """What stands in fields that are edited in place, of the clipping that is shown."""
        header = self._pane.header
        fields = {**header.fields(), **self._pane.quotes.fields()}
        typed = {name: text for name, field in fields.items() if (text := field.unfinished()) is not None}
        typed |= {f"spokespeople/{name}": text for name, text in header.spokespeople.typed().items()}
        return typed | ({"tags": header.tags.typed()} if tag_of(header.tags.typed()) else {})

    def now_of(self, clipping: Clipping, field: str) -> str:
        """Return what a clipping has where something was typed, as it is typed there."""
        kind, _, rest = field.partition("/")
        if kind in ("note", "body"):
            return getattr(clipping, kind) or ""
        if kind == "comment":
            return next((one.comment or "" for one in clipping.highlights if one.uuid == rest), "")
        if kind == "follow_up":
            return next((one.what for one in clipping.follow_ups if one.uuid == rest), "")
        if kind == "quote":
            uuid, _, name = rest.partition("/")
            return next((getattr(one, name) for one in clipping.quotes if one.uuid == uuid), "")
        if kind == "spokespeople":
            return rest if rest in [one.name for one in clipping.spokespeople] else ""
        if kind == "code":
            return next((str(value) for one in self._questions(rest) for value in one.given(clipping)), "")
        if kind == "tags":
            return ""
        return self._pane.header.field(kind).written(getattr(clipping, kind))

    def _questions(self, id_: str) -> Iterator[Any]:
        return (one for one in questions(self._library) if one.id == id_)

    # -- what waits

    def leave(self) -> None:
        """Let what could not be kept of the clipping that is shown wait there, before another one is shown."""
        clipping = self._pane.clipping()
        if clipping is None:
            return
        for field, text in self._in_place().items():
            self.hold(clipping, field, text)
        self._pane.header.tags.put_back("")

    def hold(self, clipping: Clipping, field: str, text: str) -> None:
        """Let a text wait that could not be kept now."""
        self._wait(clipping, field, text)
        self._held.add(clipping.id)

    def leave_tag(self) -> None:
        """Let a half-typed tag wait at its clipping; it holds no window open."""
        clipping, tags = self._pane.clipping(), self._pane.header.tags
        if clipping is not None and tag_of(tags.typed()):
            self._wait(clipping, "tags", tags.typed())
        tags.put_back("")

    def _wait(self, clipping: Clipping, field: str, text: str) -> None:
        self._waiting[clipping.id][field] = self._text(clipping, field, text)

    def put_back(self, clipping: Clipping, texts: Texts) -> bool:
        """Take what an earlier window left of a clipping; True where anything of it is not kept in it by now."""
        waits = {field: one for field, one in texts.items() if not self._is_kept(clipping, field, one["text"])}
        for field, one in waits.items():
            self._waiting[clipping.id].setdefault(field, one)
        self.show_clipping(self._pane.clipping())
        return bool(waits)

    def _is_kept(self, clipping: Clipping, field: str, text: str) -> bool:
        return clean_line(self.now_of(clipping, field)) == clean_line(text)

    def unkept(self) -> list[int]:
        """Return the clippings of which something waits that could not be kept in this window."""
        return [one for one in self._held if self._waiting.get(one)]

    def give_up(self, clipping_id: int) -> Texts:
        """Forget all that waits of a clipping, and return it."""
        texts = self._waiting.pop(clipping_id, {})
        self.show_clipping(self._pane.clipping())
        return texts

    def show_clipping(self, clipping: Clipping | None) -> None:
        """Show what waits of a clipping, beside what it has."""
        texts = self._waiting.get(clipping.id, {}) if clipping else {}
        self.panel.show_texts(
            [
                WaitingText(
                    field, _title(field), one["text"], bool(clipping) and self._is_outdated(clipping, field, one)
                )
                for field, one in texts.items()
            ]
        )

    def _is_outdated(self, clipping: Clipping | None, field: str, one: Mapping[str, Any]) -> bool:
        return clipping is not None and clean_line(self.now_of(clipping, field)) != clean_line(one["before"])

    def _here(self) -> Texts:
        clipping = self._pane.clipping()
        return self._waiting.get(clipping.id, {}) if clipping else {}

    def _give_up(self, field: str) -> None:
        self._here().pop(field, None)
        self._tell_settled()
        self.show_clipping(self._pane.clipping())

    def _tell_settled(self) -> None:
        clipping = self._pane.clipping()
        if clipping is not None and not self._here():
            self.settled.emit(clipping_of(clipping.uuid))

    def _keep(self, field: str) -> None:
        clipping, one = self._pane.clipping(), self._here().get(field)
        if clipping is None or one is None:
            return
        try:
            self._write(clipping, field, one)
        except ClipperError as error:
            self.panel.say(field, str(error))
            return
        self._waiting[clipping.id].pop(field, None)
        self._tell_settled()
        self._pane.reload()

    def _write(self, clipping: Clipping, field: str, one: Mapping[str, Any]) -> None:
        kind, _, rest = field.partition("/")
        library, id_, text, by = self._library, clipping.id, one["text"], {"origin": self._pane}
        if kind == "note":
            library.set_note(id_, text.strip() or None, **by)
        elif kind == "body":
            library.edit(id_, body=text.strip("\n") or None, **by)
        elif kind == "comment":
            library.edit_highlight(id_, rest, comment=text.strip() or None, **by)
        elif kind == "quote":
            uuid, _, name = rest.partition("/")
            library.edit_quote(id_, uuid, **{name: clean_line(text)}, **by)
        elif kind == "follow_up":
            self._pane.put_back_follow_up(rest, one["more"])
        elif kind == "spokespeople":
            library.edit(id_, spokespeople=_with_names(clipping, rest, text), **by)
        elif kind == "tags":
            library.tag([id_], tag_of(text), **by)
        elif kind == "code":
            self._code(id_, rest, text)
        else:
            library.edit(id_, **{kind: self._pane.header.field(kind).parsed(text)}, **by)

    def _code(self, clipping_id: int, question: str, text: str) -> None:
        for one in self._questions(question):
            one.code(clipping_id, text)
            return
        raise NotFound(_say("The codebook has this field no more. The text waits; copy it where you want it."))


def _with_names(clipping: Clipping, before: str, text: str) -> tuple[Spokesperson, ...]:
    """The people with those that were typed, in the place of one of them or behind all."""
    names = [Spokesperson(name) for name in read_names(text)]
    people = list(clipping.spokespeople)
    place = next((place for place, one in enumerate(people) if one.name == before), None)
    if place is None:
        return (*people, *names)
    return (*people[:place], *names, *people[place + 1 :])


def _title(field: str) -> str:
    """The words for a field that waits."""
    titles = {
        "note": _say("Note"),
        "body": _say("Text"),
        "comment": _say("Comment on a highlight"),
        "quote": _say("Quote"),
        "follow_up": _say("Follow-up"),
        "spokespeople": _say("Spokesperson"),
        "tags": _say("Tag"),
        "code": _say("Code"),
        "published_on": _say("Date"),
        "url": _say("Link"),
        "aired_at": _say("Air time"),
    }
    kind = field.partition("/")[0]
    return titles.get(kind, kind.replace("_", " ").capitalize())


def _say(text: str) -> str:
    return QCoreApplication.translate("DetailUnfinished", text)
