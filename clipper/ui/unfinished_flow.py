"""What was left unfinished when Clipper ended: found when a library opens, offered, gone on with or given up."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from clipper.library.belonging import Note
from clipper.library.library import Library
from clipper.library.originals import Packed, pack
from clipper.library.unfinished import CLIPPING, PASTE, REPORT, REVIEW, SEARCH, Found, Name, Shelf, Unfinished
from clipper.model.clipping import Clipping
from clipper.model.draft import FileReading
from clipper.model.errors import ClipperError
from clipper.model.period import Period
from clipper.model.report import Audience
from clipper.ui.aside import Aside
from clipper.ui.dates import write_date, write_moment
from clipper.ui.keeper import Keeper
from clipper.ui.panes.detail_unfinished import DetailUnfinished
from clipper.ui.widgets.unfinished_bar import Offer, UnfinishedBar

Continue = Callable[[FileReading, Mapping[str, Any], Packed | None], None]
Fill = Callable[[Clipping, FileReading, Mapping[str, Any]], None]


class UnfinishedFlow(QObject):
    """Reads what earlier windows left of a library off the window's thread, and offers it in a bar.

    refused(str): something could not be done, why. told(str): what a person should know. discarded(Offer): it was given
    up, and can be taken back as long as the window is open. clippingRequested(int): show where a text waits.
    """

    refused = Signal(str)
    told = Signal(str)
    discarded = Signal(object)
    clippingRequested = Signal(int)  # noqa: N815
    _found = Signal(object, object)

    def __init__(self, library: Library, shelf: Shelf, bar: UnfinishedBar, aside: Aside, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._shelf, self._bar, self._aside = library, shelf, bar, aside
        self._left: dict[Name, list[Unfinished]] = {}
        self._offers: dict[Name, Offer] = {}
        self._given_up: list[Callable[[], None]] = []
        self.review: Continue | None = None
        self.ways: dict[str, Fill] = {}
        self.openers: dict[str, Callable[[str], None]] = {}
        bar.continued.connect(lambda offer: offer.go_on())
        bar.discarded.connect(self._discard)
        self._found.connect(self._offer_all)

    def begin(self, executor: ThreadPoolExecutor, keeper: Keeper, detail: DetailUnfinished) -> None:
        """Look for what was left."""
        self._keeper, self._detail = keeper, detail
        keeper.took.connect(self._forget)
        detail.settled.connect(self._withdraw)
        future = executor.submit(self._look)
        future.add_done_callback(self._tell_found)

    def _look(self) -> tuple[list[Path], Found]:
        places: list[Path] = []
        # Of what cannot be read of the library others tell.
        with suppress(ClipperError), self._library.store.reading() as connection:
            places = self._shelf.take_along(Note.of(self._library.path, connection))
        return places, self._shelf.found()

    def _tell_found(self, future: "Future[tuple[list[Path], Found]]") -> None:
        if not future.cancelled():
            self._found.emit(*future.result())

    def left(self, name: Name) -> Mapping[str, Mapping[str, str]]:
        """Return the texts that earlier windows left of a dialog, the newest of each field."""
        return _texts(self._left.get(name, []))

    def _withdraw(self, name: Name) -> None:
        if name in self._offers:
            self._bar.withdraw(self._offers.pop(name))

    def _forget(self, name: Name) -> None:
        """This window holds it now, and keeps it."""
        self._withdraw(name)
        self._keeper.take_over(name, [one.window for one in self._left.pop(name, [])])

    # -- offering

    def _offer_all(self, places: Sequence[Path], found: Found) -> None:
        for one in found.left:
            self._left.setdefault(one.name, []).append(one)
        for name, left in list(self._left.items()):
            try:
                offers = {
                    CLIPPING: self._offer_texts,
                    REVIEW: self._offer_review,
                    REPORT: self._offer_report,
                    SEARCH: self._offer_search,
                }
                offers.get(name.kind, self._offer_dialog)(name, left)
            except (ClipperError, KeyError, TypeError, ValueError, AttributeError):
                # A newer or older Clipper may have written other things; what is not understood stays where it is.
                self._left.pop(name)
        if found.set_aside:
            self._tell_set_aside(found.set_aside)
        for place in places:
            self.told.emit(
                self.tr("What was left unfinished when the library was {place} came along.").format(place=place)
            )

    def _tell_set_aside(self, count: int) -> None:
        one = self.tr("A file of unfinished work could not be read. It was set aside in {folder}.")
        many = self.tr("{n} files of unfinished work could not be read. They were set aside in {folder}.")
        self.told.emit((one if count == 1 else many).format(n=f"{count:,}", folder=str(self._shelf.folder)))

    def _offer(self, name: Name, sentence: str, verb: str, go_on: Callable[[], None]) -> None:
        self._add(name, Offer(sentence, verb, go_on, partial(self._remove, name)))

    def _add(self, name: Name, offer: Offer) -> None:
        self._offers[name] = offer
        self._bar.add(offer)

    def _offer_review(self, name: Name, left: list[Unfinished]) -> None:
        newest = left[-1]
        count = max(1, newest.value.get("count", 1))
        one = self.tr("Clipper ended while you were checking 1 mention, {when}.")
        many = self.tr("Clipper ended while you were checking {n} mentions, {when}.")
        sentence = (one if count == 1 else many).format(n=f"{count:,}", when=_when(newest.at))
        into = self._into(newest.value)
        if into is not None:
            told = self.tr("Clipper ended while you were checking what to add to “{title}”, {when}.")
            sentence = told.format(title=into.title, when=_when(newest.at))
        self._offer(name, sentence, self.tr("Continue"), partial(self._go_on_reviewing, name, newest))

    def _into(self, state: Mapping[str, Any]) -> Clipping | None:
        """Return the clipping that something was to be filled into; None where there is none, or only another Clipper
        knows how.
        """
        found = self._library.clippings([state["id"]]) if state.get("way") in self.ways else []
        return next((one for one in found if one.uuid == state["into"]), None)

    def _go_on_reviewing(self, name: Name, left: Unfinished) -> None:
        if self._aside.is_busy:
            self._bar.add(self._offers[name], first=True)
        sentence = self.tr("Reading what you were checking. Nothing is added until you keep it.")
        self._aside.run(
            lambda _report: self._read_paste(name, left.window),
            partial(self._review, name, left.value),
            sentence,
            only_reads=True,
        )

    def _read_paste(self, name: Name, window: str) -> tuple[FileReading | None, Packed | None]:
        """Read what is reviewed, and pack it for the library: a huge paste is not waited for when it is kept."""
        file = self._shelf.read(Name(PASTE, name.digest), window)
        return file, file and pack(file.pasted, file.file)

    def _review(self, name: Name, state: Mapping[str, Any], read: tuple[FileReading | None, Packed | None]) -> None:
        file, packed = read
        if file is None:
            self._offers.pop(name)
            self._remove(name)
            self.refused.emit(self.tr("What was pasted then cannot be read any more. Paste it again."))
            return
        windows = [one.window for one in self._left.pop(name, [])]
        self._offers.pop(name)
        assert self.review is not None
        into = self._into(state)
        if into is not None:
            self.ways[state["way"]](into, file, state)
        else:
            # What cannot be filled in any more may become a clipping of its own.
            self.review(file, {} if "into" in state else state, packed)
        # This window kept it meanwhile, and by now it is added or given up.
        self._erase(name, windows)

    def _offer_texts(self, name: Name, left: list[Unfinished]) -> None:
        newest, texts = left[-1], _texts(left)
        clipping = next(iter(self._library.clippings([newest.value["id"]])), None)
        if clipping is None or clipping.uuid != newest.value["key"]:
            sentence = self.tr("Clipper ended before a text was kept, {when}. Its clipping is not here any more.")
            together = "\n\n".join(one["text"] for one in texts.values())
            copy = partial(self._copy, name, together)
            self._offer(name, sentence.format(when=_when(newest.at)), self.tr("Copy the text"), copy)
        elif self._detail.put_back(clipping, dict(texts)):  # type: ignore[arg-type]
            sentence = self.tr("Clipper ended before what you wrote into “{title}” was kept, {when}.")
            told = sentence.format(title=clipping.title, when=_when(newest.at))
            drop = partial(self._detail.give_up, clipping.id)
            restore = partial(self._detail.put_back, clipping, dict(texts))  # type: ignore[arg-type]
            show = partial(self._show, name, clipping)
            self._add(name, Offer(told, self.tr("Show"), show, partial(self._remove, name), drop, restore))
            self._keeper.take_over(name, [one.window for one in self._left.pop(name)])
        else:
            self._remove(name)

    def _show(self, name: Name, clipping: Clipping) -> None:
        self._offers.pop(name, None)
        self.clippingRequested.emit(clipping.id)

    def _copy(self, name: Name, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        # It stays offered: a clipboard forgets.
        self._bar.add(self._offers[name], first=True)
        self.told.emit(self.tr("Copied. Discard the text here once you have it elsewhere."))

    def _offer_report(self, name: Name, left: list[Unfinished]) -> None:
        newest, texts = left[-1], _texts(left)
        definition, first, last, language, audience = newest.value["of"]
        of = definition, Period(date.fromisoformat(first), date.fromisoformat(last)), language, Audience(audience)
        now = self._library.report_texts(*of)
        waits = {key: one for key, one in texts.items() if now.get(key, "") != one["text"]}
        if not waits:
            self._remove(name)
            return
        sentence = self.tr("Clipper ended before a text of the report for {period} was kept, {when}.")
        told = sentence.format(period=f"{write_date(of[1].first)} – {write_date(of[1].last)}", when=_when(newest.at))
        if all(now.get(key, "") == one["before"] for key, one in waits.items()):
            self._offer(name, told, self.tr("Keep it"), partial(self._keep_report_texts, name, of, waits))
        else:
            copy = partial(self._copy, name, "\n\n".join(one["text"] for one in waits.values()))
            told += " " + self.tr("Something else stands there now.")
            self._offer(name, told, self.tr("Copy the text"), copy)

    def _keep_report_texts(
        self, name: Name, of: tuple[str, Period, str, Audience], texts: Mapping[str, Mapping[str, str]]
    ) -> None:
        definition, period, language, audience = of
        try:
            for key, one in texts.items():
                self._library.write_report_text(definition, period, language, audience, key, one["text"])
        except ClipperError as error:
            self._bar.add(self._offers[name], first=True)
            self.refused.emit(str(error))
            return
        self._offers.pop(name)
        self._remove(name)

    def _offer_dialog(self, name: Name, left: list[Unfinished]) -> None:
        newest = left[-1]
        opener = self.openers[name.kind]
        sentence = self._dialog_sentence(name.kind).format(name=newest.value["key"], when=_when(newest.at))
        self._offer(name, sentence, self.tr("Continue"), partial(opener, newest.value["key"]))

    def _offer_search(self, name: Name, left: list[Unfinished]) -> None:
        newest = left[-1]
        sentence = self.tr("Clipper ended while you were building a search, {when}.").format(when=_when(newest.at))
        self._offer(name, sentence, self.tr("Continue"), partial(self._go_on_building, name, newest.value["key"]))

    def _go_on_building(self, name: Name, text: str) -> None:
        self.openers[SEARCH](text)
        self._offers.pop(name)
        self._remove(name)

    def _dialog_sentence(self, kind: str) -> str:
        told = {
            "organisation": self.tr("Clipper ended before what you wrote about the organisation was saved, {when}."),
            "style": self.tr("Clipper ended before the house style was saved, {when}."),
            "messages": self.tr("Clipper ended before a key message was kept, {when}."),
            "codebook": self.tr("Clipper ended before what you wrote into the codebook was kept, {when}."),
        }
        return told.get(kind) or self.tr("Clipper ended before what you wrote about “{name}” was saved, {when}.")

    # -- giving up

    def _discard(self, offer: Offer) -> None:
        """Erase it only when the window closes: until then it can be taken back."""
        offer.drop()
        self._given_up.append(offer.give_up)
        self.discarded.emit(offer)

    def take_back(self, offer: Offer) -> None:
        """Offer again what was discarded."""
        self._given_up = [give_up for give_up in self._given_up if give_up is not offer.give_up]
        offer.restore()
        self._bar.add(offer, first=True)

    def close(self) -> None:
        """Erase what was given up."""
        for give_up in self._given_up:
            give_up()

    def _remove(self, name: Name) -> None:
        self._erase(name, [one.window for one in self._left.pop(name, [])])

    def _erase(self, name: Name, windows: Iterable[str]) -> None:
        for window in windows:
            self._shelf.remove(name, window)
            self._shelf.remove(Name(PASTE, name.digest), window)


def _texts(left: list[Unfinished]) -> dict[str, Mapping[str, str]]:
    """The texts that several windows left of one matter, the newest of each field."""
    return {field: text for one in left for field, text in one.value["texts"].items()}


def _when(moment: datetime) -> str:
    """At what time something was changed last, as the end of a sentence."""
    now = datetime.now()
    of_today, of_before = _say("at {moment}"), _say("on {moment}")
    return (of_today if moment.date() == now.date() else of_before).format(moment=write_moment(moment, now))


def _say(text: str) -> str:
    return QCoreApplication.translate("UnfinishedFlow", text)
