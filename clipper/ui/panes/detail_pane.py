"""The right pane: one clipping as a calm page with its fields in place, or what several have in common."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from msgspec.structs import asdict
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clipper.capture.people import not_named
from clipper.library.library import Library
from clipper.library.unfinished import Name
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping, Tag
from clipper.model.draft import Known
from clipper.model.errors import ClipperError
from clipper.model.follow_up import FollowUp
from clipper.model.links import at_place
from clipper.model.query import Query
from clipper.ui.pane_frame import Width
from clipper.ui.panes import detail_header
from clipper.ui.panes.attachments_page import AttachmentsPage
from clipper.ui.panes.coding_strip import CodingStrip
from clipper.ui.panes.detail_bar import DetailBar
from clipper.ui.panes.detail_body import DetailBody
from clipper.ui.panes.detail_follow_up import FollowUpPage
from clipper.ui.panes.detail_header import DetailHeader
from clipper.ui.panes.detail_highlights import DetailHighlights
from clipper.ui.panes.detail_pages import HistoryPage, OriginalPage, StoryPage
from clipper.ui.panes.detail_quotes import DetailQuotes
from clipper.ui.panes.detail_several import NothingPage, SeveralPage
from clipper.ui.panes.detail_tab_bar import BAR
from clipper.ui.panes.detail_tabs import COLUMN, DetailTabs, Page, SideColumn, scrolling
from clipper.ui.panes.detail_unfinished import DetailUnfinished
from clipper.ui.patience import patiently
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.labels import hairline, only_read, surface
from clipper.ui.widgets.note_editor import NoteEditor
from clipper.ui.widgets.page_writer import READING, READING_WIDE
from clipper.ui.widgets.quiet_bars import quieten
from clipper.ui.widgets.scrolled_page import ScrolledPage, lay_out_now

_MEASURE, _MEASURE_WIDE = 544, 600
_MARGIN, _MARGIN_NARROW = 52, 32
_LEAST_MEASURE = 240
_HEIGHTS = {"writing": BAR + 196, "page": BAR + 220, "form": BAR + 262}
_LEAST_NOTE, _MOST_NOTE = 64, 168
_TYPES = {Width.WIDE: (detail_header.WIDE, READING_WIDE), Width.NORMAL: (detail_header.NORMAL, READING)}


class DetailPane(QWidget):
    """previousRequested(), nextRequested(), reportRequested(); fetchRequested(): the text is missing, and is wanted;
    clippingRequested(id): show this one in the list; linkRequested(url): open this in a browser; mergeRequested(): one
    of all that are selected; purgeRequested(): these are to be forgotten; messagesRequested(): the key messages are to
    be edited; codingRequested(): this clipping is to be coded by the codebook. told(str): a hint for a person.

    failed(str): a sentence for a person; what it is about was kept.
    Edits are library verbs with the pane as their origin.
    """

    previousRequested = Signal()  # noqa: N815
    nextRequested = Signal()  # noqa: N815
    reportRequested = Signal()  # noqa: N815
    clippingRequested = Signal(int)  # noqa: N815
    linkRequested = Signal(str)  # noqa: N815
    failed = Signal(str)
    told = Signal(str)
    fetchRequested = Signal()  # noqa: N815
    mergeRequested = Signal()  # noqa: N815
    purgeRequested = Signal()  # noqa: N815
    citationRequested = Signal()  # noqa: N815
    messagesRequested = Signal()  # noqa: N815
    codingRequested = Signal()  # noqa: N815

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "reader")
        self._library = library
        self._clipping: Clipping | None = None
        self._several: tuple[int, ...] = ()
        self._known: Known | None = None
        self._tags: list[Tag] | None = None
        self._width: Width | None = None
        # What a person drags is remembered apart for reading a note, writing one, and the other pages.
        self._heights = dict(_HEIGHTS)
        self._make_parts()
        self._lay_out()
        self._make_highlights()
        self._connect()
        self.header.set_label(library.organisation().spokesperson_label)
        self._arrange()
        self.show_clipping(None)

    # -- building

    def _make_parts(self) -> None:
        self.bar = DetailBar(self._library.today)
        self.header = DetailHeader(self._known_names, self._known_tags)
        self.body = DetailBody(self._save_body)
        self.strip = CodingStrip(self._library.messages, self._library.code_fields)
        self.note = NoteEditor(self._save_note)
        self.story, self.history, self.original = StoryPage(), HistoryPage(), OriginalPage()
        self.quotes = DetailQuotes(self._library, self.body.page, self._known_names, self)
        self.original.failed.connect(self.failed)
        self.follow_up = FollowUpPage(self._keep_follow_up, lambda: self._library.organisation().user_name)
        self.attachments = AttachmentsPage()
        self.unfinished_ = DetailUnfinished(self._library, self)
        self.tabs, self.column = DetailTabs(), SideColumn()
        self._pages: tuple[Page, ...] = (
            Page("note", self.tr("Note"), self.note, scrolls=True),
            Page("quotes", self.tr("Quotes"), self.quotes.list),
            Page("follow_up", self.tr("Follow-up"), self.follow_up),
            Page("attachments", self.tr("Attachments"), self.attachments),
            Page("story", self.tr("Story"), self.story),
            Page("history", self.tr("History"), self.history),
            Page("original", self.tr("Original"), self.original, scrolls=True),
        )

    def _lay_out(self) -> None:
        self._sheet, self._page = QWidget(), QWidget()
        sheet = QVBoxLayout(self._sheet)
        sheet.setSpacing(0)
        sheet.addWidget(self.unfinished_.panel)
        sheet.addWidget(self.header)
        sheet.addSpacing(6)
        sheet.addWidget(self.body)
        sheet.addSpacing(34)
        sheet.addStretch()
        # The sheet has its own width: a scroll bar that comes or goes must not break its lines anew.
        self._margins = QHBoxLayout(self._page)
        self._margins.addWidget(self._sheet)
        self._margins.addStretch()
        self.scroller = scrolling(self._page)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.setAccessibleName(self.tr("Clipping"))
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setSpacing(0)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.body.foot)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(reading)
        self._splitter.addWidget(self.tabs)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._stack = QStackedWidget()
        self._nothing, self._one = NothingPage(), self._make_one_page()
        for page in (self._nothing, self._one):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self._stack, 1)

    def _make_highlights(self) -> None:
        self.highlights = DetailHighlights(self._library, self.body.page, self._page, self.scroller, self)
        page = Page("highlights", self.tr("Highlights"), self.highlights.list)
        self._pages = (self._pages[0], page, *self._pages[1:])
        self.highlights.changed.connect(self.reload)
        self.highlights.told.connect(self.told)
        self.highlights.failed.connect(self.failed)
        self.bar.highlightRequested.connect(self.highlights.mark)

    def _make_one_page(self) -> QWidget:
        page, left = QWidget(), QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._splitter, 1)
        self._strip_holder = QWidget()
        surface(self._strip_holder, "list")
        self._strip_place = QVBoxLayout(self._strip_holder)
        self._strip_place.setSpacing(0)
        self._strip_place.addWidget(hairline())
        left.addWidget(self._strip_holder)
        row = QHBoxLayout(page)
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._column_line = hairline(upright=True)
        row.addWidget(self._column_line)
        row.addWidget(self.column)
        return page

    def _connect(self) -> None:
        bar, header = self.bar, self.header
        bar.previousRequested.connect(self.previousRequested)
        bar.nextRequested.connect(self.nextRequested)
        bar.reportRequested.connect(self.reportRequested)
        bar.tagRequested.connect(self.edit_tags)
        bar.linkRequested.connect(self._request_link)
        bar.citationRequested.connect(self.citationRequested)
        bar.editRequested.connect(self.edit_field)
        bar.starred.connect(lambda on: self._do(self._library.set_starred, on))
        bar.published.connect(lambda on: self._do(self._library.set_publish, on))
        bar.stateChosen.connect(lambda state: self._do(self._library.set_state, state))
        bar.thrown.connect(lambda away: self._do(self._library.delete if away else self._library.restore))
        bar.languageChosen.connect(lambda code: self._edit("language", code))
        bar.rightsChosen.connect(lambda code: self._do(self._library.set_rights, code))
        header.edited.connect(self._edit)
        header.tagAdded.connect(self._tag)
        header.tagRemoved.connect(lambda name: self._do(self._library.untag, name, field="tags"))
        header.restoreRequested.connect(lambda: self._do(self._library.restore))
        bar.purgeRequested.connect(self.purgeRequested)
        header.purgeRequested.connect(self.purgeRequested)
        self.strip.toneChosen.connect(lambda tone: self._do(self._library.set_tone, tone))
        self.strip.prominenceChosen.connect(lambda code: self._do(self._library.set_prominence, code))
        self.strip.relationChosen.connect(lambda code: self._do(self._library.set_relation, code))
        self.strip.messages.carried.connect(lambda message: self._do(self._library.carry_message, message))
        self.strip.messages.dropped.connect(lambda message: self._do(self._library.drop_message, message))
        self.strip.messages.editRequested.connect(self.messagesRequested)
        self.strip.codingRequested.connect(self.codingRequested)
        for part in (header.left, self.body.left, self.quotes.list.left):
            part.connect(self._rest)
        for page in (self.body.page, self.note):
            page.linkRequested.connect(self.linkRequested)
        self.body.moved.connect(self._follow)
        self.body.fetchRequested.connect(self.fetchRequested)
        self.story.clippingRequested.connect(self.clippingRequested)
        self.story.leaveRequested.connect(lambda: self._do(self._library.leave_story))
        self.history.restoreRequested.connect(self._restore_earlier)
        self.quotes.changed.connect(self.reload)
        self.quotes.told.connect(self.told)
        self.quotes.failed.connect(self.failed)
        self.follow_up.formChanged.connect(self._fit_tabs)
        self.follow_up.closed.connect(lambda uuid: self._do_one(self._library.close_follow_up, uuid))
        self.follow_up.reopened.connect(lambda uuid: self._do_one(self._library.reopen_follow_up, uuid))
        self.follow_up.removed.connect(lambda uuid: self._do_one(self._library.remove_follow_up, uuid))
        self.attachments.removed.connect(lambda uuid: self._do_one(self._library.detach, uuid))
        self.tabs.currentChanged.connect(self._show_page)
        self.tabs.folded.connect(self._fit_tabs)
        self.note.editingChanged.connect(self._fit_tabs)
        self.note.grown.connect(self._fit_tabs)
        self._splitter.splitterMoved.connect(self._remember_height)

    @cached_property
    def several(self) -> SeveralPage:
        """The page of several clippings, made when the first ones are selected."""
        page = SeveralPage(self._known_tags, lambda: self._library.known().outlets)
        if self._library.refusal:
            only_read(page)
        page.tagAdded.connect(lambda name: self._do(self._library.tag, name))
        page.tagRemoved.connect(lambda name: self._do(self._library.untag, name))
        page.toneChosen.connect(lambda tone: self._do(self._library.set_tone, tone))
        page.prominenceChosen.connect(lambda code: self._do(self._library.set_prominence, code))
        page.relationChosen.connect(lambda code: self._do(self._library.set_relation, code))
        page.starred.connect(lambda on: self._do(self._library.set_starred, on))
        page.published.connect(lambda on: self._do(self._library.set_publish, on))
        page.outletChosen.connect(lambda name: self._do(self._library.set_outlet, name))
        page.grouped.connect(lambda on: self._do(self._library.group if on else self._library.leave_story))
        page.mergeRequested.connect(self.mergeRequested)
        page.deleteRequested.connect(lambda: self._do(self._library.delete))
        page.restoreRequested.connect(lambda: self._do(self._library.restore))
        page.purgeRequested.connect(self.purgeRequested)
        page.left.connect(self._rest)
        quieten(page)
        return page

    @cached_property
    def _several_area(self) -> ScrolledPage:
        area = ScrolledPage(self.several)
        surface(area, "reader")
        self._stack.addWidget(area)
        return area

    def only_read(self) -> None:
        """Show everything, and let nothing be typed or chosen: the library can only be read."""
        self.bar.only_read()
        self.note.only_read()
        self.highlights.only_read()
        for part in (self.header, self.body.missing, self.strip, self.quotes.list, self.follow_up):
            only_read(part)

    # -- what is shown

    def show_clipping(self, clipping_id: int | None) -> None:
        """Show one clipping, or that none is chosen; what was being typed in another one is kept first."""
        if self._several or clipping_id != (self._clipping.id if self._clipping else None):
            self._leave()
        self._several = ()
        clipping = next(iter(self._library.clippings([clipping_id])), None) if clipping_id is not None else None
        fresh = clipping is None or self._clipping is None or clipping.id != self._clipping.id
        self._show(clipping, fresh=fresh)
        if fresh:
            self.scroller.verticalScrollBar().setValue(0)

    def show_several(self, ids: Sequence[int]) -> None:
        """Show what several clippings have in common; one or none is shown as itself."""
        if len(ids) <= 1:
            self.show_clipping(ids[0] if ids else None)
            return
        fresh = tuple(ids) != self._several
        if fresh:
            self._leave()
            self._show(None, fresh=True)
            self._nothing.tell(len(ids))
            self._several = tuple(ids)
        self._show_several(fresh=fresh)

    def _show_several(self, *, fresh: bool) -> None:
        common = patiently(self._library, partial(self._library.in_common, self._several))
        self.several.show_common(common, fresh=fresh)
        self._stack.setCurrentWidget(self._several_area)
        if fresh:
            self._several_area.verticalScrollBar().setValue(0)

    def _show(self, clipping: Clipping | None, *, fresh: bool) -> None:
        self._clipping = clipping
        self._nothing.tell(0)
        self.bar.show_clipping(clipping)
        self._stack.setCurrentWidget(self._nothing if clipping is None else self._one)
        if fresh:
            # Those of the clipping before would be looked for in the next text.
            self.highlights.show_clipping(None)
        self.quotes.set_clipping(clipping)
        self.note.show_note(clipping.id if clipping else None, clipping.note if clipping else None)
        if clipping is None:
            return
        self.unfinished_.show_clipping(clipping)
        self.header.show_clipping(clipping, fresh=fresh)
        self.header.show_not_named(not_named(clipping, partial(self._library.aliases, "feat")))
        self.body.missing.set_link(clipping.url)
        self.body.set_text(clipping.id, clipping.body)
        self.highlights.show_clipping(clipping)
        self.strip.show_clipping(clipping)
        self._fill_pages()
        lay_out_now(self._page, self.scroller)

    def clipping(self) -> Clipping | None:
        """Return the clipping that is shown."""
        return self._clipping

    def set_position(self, index: int | None, total: int) -> None:
        """Say which one of how many in the list is shown, counted from 0."""
        self.bar.set_position(index, total)

    def set_query(self, query: Query) -> None:
        """Mark the words of a search in the parts of the text where they are looked for."""
        in_body = query.looked_for_in("body")
        self.header.headline.mark(query.looked_for_in("headline"))
        self.header.deck.mark(in_body)
        self.body.mark(in_body)

    def refresh(self, changes: Changes) -> None:
        """Show what moved; what is being typed stays."""
        if changes.everything or changes.tags or changes.people or changes.outlets:
            self._forget_names()
        if changes.everything or changes.organisation:
            self.header.set_label(self._library.organisation().spokesperson_label)
        moved = changes.everything or changes.tags or changes.messages or changes.codebook
        if self._several and (moved or not changes.clippings.isdisjoint(self._several)):
            self._show_several(fresh=False)
        elif self._clipping and (moved or self._clipping.id in changes.clippings):
            self._show(next(iter(self._library.clippings([self._clipping.id])), None), fresh=False)

    def _fill_pages(self) -> None:
        """Look up only what can be seen; the number beside Story is seen always."""
        if self._clipping is None:
            return
        wide = self._width is Width.WIDE
        story = self._library.story_of(self._clipping.id) if self._clipping.story else []
        for counted in (self.tabs, self.column):
            counted.set_count("story", len(story))
            counted.set_count("highlights", len(self._clipping.highlights))
            counted.set_count("quotes", len(self._clipping.quotes))
            counted.set_count("follow_up", sum(one.is_open for one in self._clipping.follow_ups))
            counted.set_count("attachments", len(self._clipping.attachments))
        if wide or self.tabs.current() == "quotes":
            self.quotes.show()
        self.follow_up.show_follow_ups(self._clipping.id, self._clipping.follow_ups, self._library.today())
        self.attachments.show_attachments(self._clipping.id, self._clipping.attachments)
        if wide or self.tabs.current() == "story":
            self.story.show_story(story, self._clipping.id)
        if wide or self.tabs.current() == "history":
            steps = self._library.steps(self._clipping.id)
            values = self._library.step_values(self._clipping.id, steps)
            self.history.show_steps(steps, values, datetime.now())
        if wide or self.tabs.current() == "original":
            self.original.show_originals(self._library.originals(self._clipping.id))

    def _known_names(self) -> Known:
        if self._known is None:
            self._known = self._library.known()
        return self._known

    def _known_tags(self) -> list[Tag]:
        if self._tags is None:
            self._tags = self._library.tags()
        return self._tags

    def _forget_names(self) -> None:
        self._known, self._tags = None, None

    # -- what a person does

    def edit_tags(self) -> None:
        """Begin to type a tag."""
        (self.several if self._several else self.header).tags.start()

    def edit_note(self) -> None:
        """Begin to write the note."""
        if self._clipping is not None:
            if self._width is not Width.WIDE:
                self.tabs.show_page("note")
            self.note.start()

    def add_follow_up(self) -> None:
        """Begin to write down what is to be done about the clipping."""
        if self._clipping is not None:
            if self._width is not Width.WIDE:
                self.tabs.show_page("follow_up")
            self.follow_up.start()

    def show_attachments(self) -> None:
        """Show the files of the clipping."""
        if self._clipping is not None and self._width is not Width.WIDE:
            self.tabs.show_page("attachments")

    def edit_field(self, name: str) -> None:
        """Begin to edit a field, by its name in a clipping."""
        if name == "body":
            self.body.edit()
        else:
            self.scroller.verticalScrollBar().setValue(0)
            self.header.edit(name)

    def focus_first(self) -> None:
        """Take the focus for the keyboard: the page scrolls with its keys, Tab goes on to the fields."""
        self.scroller.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_typing(self) -> None:
        """Keep whatever is being typed, as leaving its field does."""
        # Also while another window is in front of this one, and no field has the focus.
        typed_in = self.window().focusWidget()
        field = typed_in.parentWidget() if typed_in is not None and self.isAncestorOf(typed_in) else None
        if isinstance(field, InPlace):
            field.commit()
        (self.several if self._several else self.header).tags.keep()
        self.body.keep()
        self.follow_up.flush()
        self.note.flush()
        self.highlights.keep()

    def leave_tag(self) -> None:
        """Give up no half-typed tag, and put it on nothing: nobody has left it, the list only goes on by itself.

        It waits at its clipping; what was begun for several has no place to wait.
        """
        if self._several:
            self.several.tags.put_back("")
        else:
            self.unfinished_.leave_tag()

    def _leave(self) -> None:
        """Keep what is being typed, before something else is shown; what cannot be kept waits."""
        self.keep_typing()
        self.unfinished_.leave()

    def unfinished(self) -> dict[Name, Any]:
        """Return what is typed and not kept, by the names of its clippings."""
        return self.unfinished_.unfinished()

    def put_back_follow_up(self, uuid: str, texts: Mapping[str, str]) -> None:
        """Keep the follow-up of a UUID, "" for a new one, as it was being written."""
        assert self._clipping is not None
        same = (one for one in self._clipping.follow_ups if one.uuid == uuid)
        if self._width is not Width.WIDE:
            self.tabs.show_page("follow_up")
        self.follow_up.put_back(next(same, FollowUp("")), texts)

    def unkept(self) -> int | None:
        """Return a clipping of which something was written that could not be kept; None where there is none."""
        parts = (self.body, self.note, self.follow_up, self.highlights, self.unfinished_)
        ids = [clipping_id for part in parts for clipping_id in part.unkept()]
        try:
            # What was written into one that is gone for good holds nobody back.
            return next((one.id for one in self._library.clippings(ids)), None) if ids else None
        except ClipperError:
            return ids[0]

    def show_unkept(self) -> None:
        """Show where something of the clipping waits to be kept."""
        waits = self._clipping is not None and self._clipping.id in self.follow_up.unkept()
        if waits and self._width is not Width.WIDE:
            self.tabs.show_page("follow_up")

    def _rest(self) -> None:
        self.scroller.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, field: str, value: Any) -> None:
        clipping = self._clipping
        if clipping is None:
            return
        try:
            self._library.edit(clipping.id, origin=self, **{field: value})
        except ClipperError as error:
            if self._clipping is None or self._clipping.id != clipping.id:
                # Another one came to be shown while this waited for another program.
                self.failed.emit(str(error))
                return
            self._hold_names(field, value)
            self.header.refuse(field, str(error)) if field != "language" else self.failed.emit(str(error))
            self.reload()
            if field == "spokespeople":
                # No field of text holds the sentence: to show the clipping anew has taken it away.
                self.header.refuse(field, str(error))
        else:
            self.reload()

    def _hold_names(self, field: str, value: Any) -> None:
        """Of people, the library's stand in their fields at once: the names that were typed wait."""
        if field == "spokespeople" and self._clipping is not None:
            known = {one.name for one in self._clipping.spokespeople}
            typed = ", ".join(one.name for one in value if one.name not in known)
            if typed:
                self.unfinished_.hold(self._clipping, "spokespeople/", typed)

    def _do(self, verb: Callable[..., Changes], *values: object, field: str = "") -> bool:
        """Do a verb to what is shown; when it is refused, False, everything shows the library's values again."""
        ids = self._several or ((self._clipping.id,) if self._clipping else ())
        if not ids:
            return True
        had_focus, problem = self._has_focus(), ""
        try:
            patiently(self._library, lambda: verb(ids, *values, origin=self))
        except ClipperError as error:
            problem = str(error)
        self.reload()
        if problem:
            self._tell(field, problem)
        if had_focus and not self._has_focus():
            # What was pressed is gone, and would give the keyboard to anything.
            self._rest()
        return not problem

    def _tag(self, name: str) -> None:
        """A tag that cannot be put on stays where it was typed."""
        if not self._do(self._library.tag, name, field="tags"):
            self.header.tags.put_back(name)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _restore_earlier(self, step_id: int) -> None:
        self._do(lambda ids, **origin: self._library.restore_earlier(ids[0], step_id, **origin))

    def _do_one(self, verb: Callable[..., Changes], uuid: str) -> None:
        """Do a verb to something of the one clipping that is shown."""
        self._do(lambda ids, *values, origin: verb(ids[0], *values, origin=origin), uuid)

    def _keep_follow_up(self, clipping_id: int, follow_up: FollowUp) -> None:
        values = asdict(follow_up)
        if follow_up.uuid:
            del values["uuid"]
            self._library.edit_follow_up(clipping_id, follow_up.uuid, origin=self, **values)
        else:
            self._library.add_follow_up(clipping_id, follow_up, origin=self)
        self.reload()

    def _tell(self, field: str, sentence: str) -> None:
        if self._several:
            self.several.say(sentence)
        elif field:
            self.header.refuse(field, sentence)
        else:
            self.failed.emit(sentence)

    def reload(self) -> None:
        """Show what the library has now; what is being typed stays."""
        self._forget_names()
        ids = self._several or ((self._clipping.id,) if self._clipping else ())
        self.refresh(Changes(clippings=frozenset(ids)))

    def _save_note(self, clipping_id: int, text: str | None) -> None:
        self._library.set_note(clipping_id, text, origin=self)
        self._fill_pages()

    def _save_body(self, clipping_id: int, text: str | None) -> str:
        try:
            self._library.edit(clipping_id, origin=self, body=text)
        except ClipperError as error:
            return str(error)
        self.reload()
        return ""

    def _request_link(self) -> None:
        if self._clipping is not None and self._clipping.url:
            self.linkRequested.emit(at_place(self._clipping.url, self._clipping.timecode))

    def _follow(self, place: QPoint) -> None:
        here = self.body.mapTo(self._page, place)
        self.scroller.ensureVisible(here.x(), here.y(), 0, 24)

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Set the page for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = Width.of(self.window().width())
        width = width if width in _TYPES else Width.NARROW
        if width is not self._width:
            before, self._width = self._width, width
            if before is None or Width.WIDE in (before, width):
                self._place_pages(wide=width is Width.WIDE)
            else:
                self.tabs.show_page(self._pages[0].id)
            # In little room the text comes first; the tabs are one press away.
            self.tabs.set_folded(width is Width.NARROW and not self.note.is_editing())
            header, reading = _TYPES.get(width, (detail_header.NARROW, READING))
            self.header.set_type(header)
            self.body.set_type(reading)
        self._set_margins()

    def _set_margins(self) -> None:
        wide = self._width is Width.WIDE
        # A pane that was never shown has no width yet.
        room = max(self.width() - (COLUMN + 1 if wide else 0), _LEAST_MEASURE + 2 * _MARGIN_NARROW)
        least = _MARGIN_NARROW if room < _MEASURE + 2 * _MARGIN else _MARGIN
        measure = min(_MEASURE_WIDE if wide else _MEASURE, room - 2 * least)
        left = max(least, (room - measure) // 2)
        self._sheet.setFixedWidth(measure + 2 * PAD_X)
        self._margins.setContentsMargins(left - PAD_X, 0, 0, 0)
        self.body.foot.setContentsMargins(left, 0, room - measure - left, 0)
        self.tabs.set_left(left, room - measure - left)
        self.strip.set_left(PAD_X if wide else left)

    def _place_pages(self, *, wide: bool) -> None:
        """The same pages stand in tabs or in the column; so what is being written there survives."""
        self.tabs.release()
        self.column.release()
        self.strip.set_form(wide)
        self.note.set_growing(wide)
        if wide:
            self.column.take(self._pages[0])
            self.column.take(Page("coding", self.tr("Coding"), self.strip))
            for page in self._pages[1:]:
                self.column.take(page, on_demand=page.id == "original")
            self.column.finish()
        else:
            self._strip_place.addWidget(self.strip)
            for page in self._pages:
                self.tabs.take(page)
        for part, shown in ((self.tabs, not wide), (self._strip_holder, not wide), (self.column, wide)):
            part.setVisible(shown)
        self._column_line.setVisible(wide)
        self._fit_tabs()
        self._fill_pages()

    def _show_page(self, _page: str) -> None:
        self._fill_pages()
        self._fit_tabs()

    def _use(self) -> str:
        """What the lower part is used for; each use needs its own height."""
        if self.tabs.current() not in ("", "note"):
            is_form = self.tabs.current() == "follow_up" and self.follow_up.form is not None
            return "form" if is_form else "page"
        return "writing" if self.note.is_editing() else "note"

    def _fit_tabs(self) -> None:
        folded = self.tabs.is_folded()
        self.tabs.setMaximumHeight(BAR + 2 if folded else 16_777_215)
        height = BAR + 2 if folded else self._heights.get(self._use(), self._note_height())
        self._splitter.setSizes([max(1, self._splitter.height() - height), height])

    def _note_height(self) -> int:
        """A note is seen whole where it is not long; a person may drag it to another height."""
        return BAR + min(max(_LEAST_NOTE, self.note.height_at_rest() + 28), _MOST_NOTE)

    def _remember_height(self) -> None:
        if not self.tabs.is_folded():
            self._heights[self._use()] = self._splitter.sizes()[1]
