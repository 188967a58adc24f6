"""What the detail shows while several clippings are selected, and while none is."""

from collections.abc import Callable, Collection, Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.in_common import InCommon
from clipper.model.clipping import Tag
from clipper.ui.clipping_verbs import MOST_MERGED
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, serif
from clipper.ui.panes.coding_strip import prominence_control, relation_control, tone_control
from clipper.ui.widgets.buttons import Button
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.name_completions import Offer
from clipper.ui.widgets.tag_editor import TagEditor


class SeveralPage(QWidget):
    """tagAdded(name), tagRemoved(name), toneChosen(Tone or None), prominenceChosen(Prominence or None),
    relationChosen(Relation), starred(bool), published(bool), outletChosen(str or None), grouped(bool),
    mergeRequested(), deleteRequested(), restoreRequested(), purgeRequested(): for all that are selected."""

    tagAdded = Signal(str)  # noqa: N815
    tagRemoved = Signal(str)  # noqa: N815
    toneChosen = Signal(object)  # noqa: N815
    prominenceChosen = Signal(object)  # noqa: N815
    relationChosen = Signal(object)  # noqa: N815
    starred = Signal(bool)
    published = Signal(bool)
    outletChosen = Signal(object)  # noqa: N815
    grouped = Signal(bool)
    mergeRequested = Signal()  # noqa: N815
    deleteRequested = Signal()  # noqa: N815
    restoreRequested = Signal()  # noqa: N815
    purgeRequested = Signal()  # noqa: N815
    left = Signal()

    def __init__(
        self, tags: Callable[[], Sequence[Tag]], outlets: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = Label("", "ink", serif(28, 600))
        self._summary = Label("", "ink2")
        self._summary.setWordWrap(True)
        self.tags = TagEditor(tags)
        self.tags.tagAdded.connect(self.tagAdded)
        self.tags.tagRemoved.connect(self.tagRemoved)
        self.tags.left.connect(self.left)
        self.tone = tone_control()
        self.tone.chosen.connect(self.toneChosen)
        self.prominence, self.relation = prominence_control(), relation_control()
        self.prominence.chosen.connect(self.prominenceChosen)
        self.relation.chosen.connect(self.relationChosen)
        self._problem = Label("", "negative", sans(12))
        self._star = Button(self.tr("Star all"), icon="star")
        self._unstar = Button(self.tr("Remove stars"))
        self._star.clicked.connect(lambda: self.starred.emit(True))
        self._unstar.clicked.connect(lambda: self.starred.emit(False))
        self._publish = Button(self.tr("Publish all"), icon="globe")
        self._unpublish = Button(self.tr("Withdraw all"))
        self._publish.clicked.connect(lambda: self.published.emit(True))
        self._unpublish.clicked.connect(lambda: self.published.emit(False))
        self._group = Button(self.tr("Group as a story"), icon="layers")
        self._ungroup = Button(self.tr("Take out of the story"))
        self._group.clicked.connect(lambda: self.grouped.emit(True))
        self._ungroup.clicked.connect(lambda: self.grouped.emit(False))
        self._merge = Button(self.tr("Merge into one"), icon="git-merge")
        self._merge.clicked.connect(self.mergeRequested)
        self._delete = Button(self.tr("Move to the wastebasket"), icon="trash-2")
        self._delete.clicked.connect(self.deleteRequested)
        self._restore = Button(self.tr("Restore all"))
        self._restore.clicked.connect(self.restoreRequested)
        self._purge = Button(self.tr("Delete for good…"), icon="trash-2")
        self._purge.clicked.connect(self.purgeRequested)
        self.outlet = InPlace(self.tr("Outlet of all"), sans(13, 600), 18, invitation=self.tr("Set outlet"))
        self.outlet.set_names(lambda: [Offer(name) for name in outlets()])
        self.outlet.committed.connect(self.outletChosen)
        self.outlet.left.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(52, 24, 52, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._summary)
        column.addSpacing(16)
        column.addWidget(self.tags)
        column.addSpacing(8)
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(8)
        fields.setColumnStretch(2, 1)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        tone = QHBoxLayout()
        # As far in as the box of the field above it.
        tone.setContentsMargins(PAD_X, 0, 0, 0)
        tone.addWidget(self.tone)
        fields.addWidget(Label(self.tr("Outlet"), "ink2"), 0, 0)
        fields.addWidget(self.outlet, 0, 1, left)
        fields.addWidget(Label(self.tr("Tone"), "ink2"), 1, 0)
        fields.addLayout(tone, 1, 1, left)
        fields.addWidget(Label(self.tr("Prominence"), "ink2"), 2, 0)
        fields.addWidget(self.prominence, 2, 1, left)
        fields.addWidget(Label(self.tr("Relation"), "ink2"), 3, 0)
        fields.addWidget(self.relation, 3, 1, left)
        column.addLayout(fields)
        column.addSpacing(8)
        stars, publishing = (self._star, self._unstar), (self._publish, self._unpublish)
        stories, ends = (self._group, self._ungroup), (self._merge, self._delete, self._restore, self._purge)
        for row in (stars, publishing, stories, ends):
            line = QHBoxLayout()
            line.setSpacing(8)
            for part in row:
                line.addWidget(part)
            line.addStretch()
            column.addLayout(line)
        column.addWidget(self._problem)
        column.addStretch()

    def show_common(self, common: InCommon, *, fresh: bool) -> None:
        """Show what several clippings have in common.

        `fresh` when they are others than before, else what is being typed stays.
        """
        self._title.setText(self.tr("%1 clippings").replace("%1", f"{common.count:,}"))
        self._summary.setText(self._summarised(common))
        shared = [tag for tag, number in common.tags.items() if number == common.count]
        others = [tag for tag, number in common.tags.items() if number < common.count]
        share = self.tr("on {n} of {all}")
        shares = {tag: share.format(n=f"{common.tags[tag]:,}", all=f"{common.count:,}") for tag in others}
        self.tags.set_tags(shared, shares)
        various = self.tr("Various")
        self.tone.set_value(_one_of(common.tones, None))
        self.prominence.set_value(_one_of(common.prominences, various))
        self.relation.set_value(_one_of(common.relations, various))
        (self.outlet.reset if fresh else self.outlet.set_value)(_one_of(common.outlets, None))
        are_deleted = common.deleted > 0
        self._merge.setVisible(common.count >= 2 and not are_deleted)
        self._merge.setEnabled(common.count <= MOST_MERGED)
        most = self.tr("At most {n} clippings become one: more than that are hardly one and the same.")
        self._merge.setToolTip("" if self._merge.isEnabled() else most.format(n=MOST_MERGED))
        self._ungroup.setEnabled(common.in_stories > 0)
        for button in (self._group, self._ungroup, self._delete):
            button.setVisible(not are_deleted)
        for button in (self._restore, self._purge):
            button.setVisible(are_deleted)
        self._star.setEnabled(common.starred < common.count)
        self._unstar.setEnabled(common.starred > 0)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say why something could not be done."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _summarised(self, common: InCommon) -> str:
        outlets = len(common.outlets - {None})
        words = [self.tr("%1 outlets").replace("%1", f"{outlets:,}") if outlets != 1 else self.tr("1 outlet")]
        if common.first and common.last:
            first, last = write_date(common.first), write_date(common.last)
            words.append(first if first == last else f"{first} – {last}")
        return " · ".join(words)


def _one_of(values: Collection[Hashable], various: str | None) -> Hashable:
    """Return the one value that there is, or what stands for several."""
    return next(iter(values)) if len(values) == 1 else various


class NothingPage(QWidget):
    """A calm page for when nothing is selected, or what is selected is not looked through yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(2)
        self._title, self._hint = Label("", "ink2", serif(18)), Label("", "ink3")
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self.tell(0)

    def tell(self, count: int) -> None:
        """Say how many clippings are selected: none, or several of which is not known yet what they have in common."""
        if count:
            self._title.setText(self.tr("{count} clippings are selected").format(count=f"{count:,}"))
            self._hint.setText(self.tr("What they have in common is looked up."))
        else:
            self._title.setText(self.tr("Nothing is selected"))
            self._hint.setText(self.tr("Choose a clipping in the list to read it here."))

    def title(self) -> str:
        """Return what is said."""
        return self._title.text()
