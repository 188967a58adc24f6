"""One table of every action: menus, shortcuts, buttons and the shortcut page are made from it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu

from clipper.ui.clipping_verbs import MOST_MERGED
from clipper.ui.icons import icon


class Situation(Struct, frozen=True):
    """What decides which actions are possible now.

    `only_reads` tells that nothing can be written into the library, `has_thrown` that the wastebasket is shown, and not
    empty. `text_missing_at` is the host from which the text of the one selected clipping could be fetched, where it has
    none; `tag_keys` names the tags that have a key of their own.
    """

    selected: int = 0
    in_wastebasket: bool = False
    has_thrown: bool = False
    in_rejected: bool = False
    has_clippings: bool = False
    has_link: bool = False
    text_missing_at: str = ""
    undo: str = ""
    redo: str = ""
    searching: bool = False
    is_in_story: bool = False
    only_reads: bool = False
    tag_keys: Mapping[int, str] = field(default_factory=dict)


def always(_: Situation) -> bool:
    """The action is always possible."""
    return True


def selection(situation: Situation) -> bool:
    """Clippings are selected."""
    return situation.selected > 0


def one(situation: Situation) -> bool:
    """One clipping is selected."""
    return situation.selected == 1


def kept_one(situation: Situation) -> bool:
    """One clipping outside the wastebasket is selected."""
    return situation.selected == 1 and not situation.in_wastebasket


def kept_selection(situation: Situation) -> bool:
    """Clippings outside the wastebasket are selected."""
    return situation.selected > 0 and not situation.in_wastebasket


def thrown_selection(situation: Situation) -> bool:
    """Clippings in the wastebasket are selected."""
    return situation.selected > 0 and situation.in_wastebasket


def thrown(situation: Situation) -> bool:
    """The wastebasket is shown, and holds something."""
    return situation.has_thrown


def link(situation: Situation) -> bool:
    """The one selected clipping has a link."""
    return situation.selected == 1 and situation.has_link


def text_missing(situation: Situation) -> bool:
    """The one selected clipping has a link and no text."""
    return situation.selected == 1 and bool(situation.text_missing_at)


def mergeable(situation: Situation) -> bool:
    """Several clippings outside the wastebasket are selected, as many as become one on purpose."""
    return 1 < situation.selected <= MOST_MERGED and not situation.in_wastebasket


def several(situation: Situation) -> bool:
    """Several clippings outside the wastebasket are selected."""
    return situation.selected > 1 and not situation.in_wastebasket


def in_story(situation: Situation) -> bool:
    """Several clippings are selected, or one that belongs to a story."""
    return situation.selected > 1 or situation.is_in_story


def has_key(digit: int, situation: Situation) -> bool:
    """Clippings are selected, and a tag has this key."""
    return situation.selected > 0 and digit in situation.tag_keys


def searching(situation: Situation) -> bool:
    """Something is searched for."""
    return situation.searching


def clippings(situation: Situation) -> bool:
    """The library is not empty."""
    return situation.has_clippings


MOST_BY_KEY = 100
"""A letter that was meant for the search box and met the list must not change more clippings than these."""


class ActionSpec(Struct, frozen=True):
    """One action. `menu` is the path of its menu; `group` names those of which one is on; `gap` draws a line before."""

    id: str
    title: str
    shortcut: str = ""
    menu: str = ""
    icon: str = ""
    enabled: Callable[[Situation], bool] = always
    checkable: bool = False
    group: str = ""
    gap: bool = False

    @property
    def writes(self) -> bool:
        """Whether it is there to write into the library: not one that shows what may be edited too."""
        return self.id in _WRITES or self.id.partition(".")[0] in _WRITE

    @property
    def is_by_one_key(self) -> bool:
        """Whether one key, without another to hold, changes all that are selected."""
        return self.id in _BY_ONE_KEY or self.id.startswith("tags.")


_WRITE = {"tags", "highlight", "tone", "prominence", "relation", "state"}
_WRITES = {
    *("file.import", "file.import_names", "file.organisation", "file.house_style", "file.messages", "file.codebook"),
    "file.duplicates",
    *("edit.undo", "edit.redo", "edit.save_search", "clipping.paste", "clipping.fill", "clipping.star", "clipping.tag"),
    *("clipping.note", "clipping.follow_up", "clipping.attach", "clipping.code", "clipping.highlight"),
    *("clipping.quote", "clipping.publish", "clipping.fetch", "clipping.group"),
    *("clipping.leave_story", "clipping.merge", "clipping.delete", "clipping.restore", "clipping.purge"),
    "clipping.empty_wastebasket",
}
_BY_ONE_KEY = {
    *("clipping.star", "clipping.publish", "clipping.group", "clipping.delete"),
    *("state.kept", "state.rejected", "state.deferred"),
}

_ = ActionSpec
ACTIONS: tuple[ActionSpec, ...] = (
    _("file.open", "Open library…", "Ctrl+O", "File"),
    _("file.sample", "Open the sample library", "", "File"),
    _("file.import", "Import…", "Ctrl+I", "File", "file-down", gap=True),
    _("file.import_names", "Import outlets or people…", "", "File"),
    _("file.export", "Export…", "Ctrl+E", "File", "download"),
    _("file.backup", "Back up to a file…", "", "File"),
    _("file.backups", "Backups…", "", "File"),
    _("file.check", "Check the library…", "", "File"),
    _("file.duplicates", "Likely duplicates…", "Ctrl+Shift+D", "File", "git-merge", clippings),
    _("file.organisation", "Organisation…", "", "File", "settings", gap=True),
    _("file.house_style", "House style…", "", "File"),
    _("file.messages", "Key messages…", "", "File"),
    _("file.codebook", "Codebook…", "", "File"),
    _("file.registers", "Outlets and people…", "", "File"),
    _("file.fetching", "May fetch pages that I ask for", "", "File", checkable=True),
    _("file.quit", "Quit", "Ctrl+Q", "File", gap=True),
    _("edit.undo", "Undo", "Ctrl+Z", "Edit", "undo-2", lambda now: bool(now.undo)),
    _("edit.redo", "Redo", "Ctrl+Shift+Z", "Edit", "redo-2", lambda now: bool(now.redo)),
    _("edit.find", "Find", "Ctrl+F", "Edit", "search", gap=True),
    _("edit.filter", "Filter tags and names", "Ctrl+Shift+F", "Edit", "funnel"),
    _("edit.build_search", "Build a search…", "Ctrl+B", "Edit"),
    _("edit.save_search", "Save this search…", "Ctrl+Shift+S", "Edit", "bookmark", searching),
    _("clipping.paste", "Paste clipping", "Ctrl+V", "Clipping", "clipboard-paste"),
    _("clipping.fill", "Paste into this clipping", "Ctrl+Shift+V", "Clipping", "clipboard-paste", kept_one),
    _("clipping.star", "Key coverage", "S", "Clipping", "star", selection, checkable=True, gap=True),
    _("clipping.tag", "Add tag…", "T", "Clipping", "tag", selection),
    *(
        _(f"tags.{digit}", f"{digit}", f"{digit}", "Clipping/Tags by key", "", partial(has_key, digit))
        for digit in range(1, 10)
    ),
    _("clipping.note", "Edit note", "N", "Clipping", "pencil", one),
    _("clipping.follow_up", "Add a correction or follow-up", "F", "Clipping", "flag", one),
    _("clipping.attach", "Attach files…", "Ctrl+Shift+A", "Clipping", "paperclip", one),
    _("clipping.quote", "Keep as a quote", "Q", "Clipping/Quote and highlight", "message-square-text", one),
    _("clipping.highlight", "Highlight", "H", "Clipping/Quote and highlight", "highlighter", one, gap=True),
    _("highlight.yellow", "In yellow", "", "Clipping/Quote and highlight", "", one),
    _("highlight.green", "In green", "", "Clipping/Quote and highlight", "", one),
    _("highlight.pink", "In pink", "", "Clipping/Quote and highlight", "", one),
    _("highlight.blue", "In blue", "", "Clipping/Quote and highlight", "", one),
    _("clipping.publish", "Publish", "P", "Clipping", "globe", selection, checkable=True),
    _("clipping.preview", "What the public sees…", "Shift+P", "Clipping", "", one),
    _("clipping.code", "Code by keyboard…", "Ctrl+K", "Clipping/Coding", "", clippings, gap=True),
    _("tone.positive", "Positive", "", "Clipping/Coding/Tone", "", selection, gap=True),
    _("tone.neutral", "Neutral", "", "Clipping/Coding/Tone", "", selection),
    _("tone.negative", "Negative", "", "Clipping/Coding/Tone", "", selection),
    _("tone.mixed", "Mixed", "", "Clipping/Coding/Tone", "", selection),
    _("tone.none", "Not coded", "", "Clipping/Coding/Tone", "", selection),
    _("prominence.headline", "Headline", "", "Clipping/Coding/Prominence", "", selection),
    _("prominence.main", "Main subject", "", "Clipping/Coding/Prominence", "", selection),
    _("prominence.part", "Part of it", "", "Clipping/Coding/Prominence", "", selection),
    _("prominence.passing", "Passing mention", "", "Clipping/Coding/Prominence", "", selection),
    _("prominence.none", "Not coded", "", "Clipping/Coding/Prominence", "", selection),
    _("relation.about_us", "About us", "", "Clipping/Coding/Relation", "", selection),
    _("relation.issue", "Issue", "", "Clipping/Coding/Relation", "", selection),
    _("relation.peer", "Peer", "", "Clipping/Coding/Relation", "", selection),
    _("state.kept", "Keep", "K", "Clipping", "check", kept_selection, gap=True),
    _("state.rejected", "Reject", "R", "Clipping", "ban", kept_selection),
    _("state.deferred", "Defer", "D", "Clipping", "clock", kept_selection),
    _("state.new", "Mark as new", "", "Clipping", "inbox", kept_selection),
    _("clipping.link", "Open link", "O", "Clipping", "external-link", link, gap=True),
    _("clipping.cite", "Copy citation", "Ctrl+Shift+C", "Clipping", "", selection),
    _("clipping.fetch", "Fetch the text…", "", "Clipping", "download", text_missing),
    _("clipping.names", "About its outlet and people…", "A", "Clipping", "", one),
    _("clipping.group", "Group as a story", "G", "Clipping/Story", "layers", several, gap=True),
    _("clipping.leave_story", "Take out of the story", "", "Clipping/Story", "", in_story),
    _("clipping.merge", "Merge into one", "", "Clipping/Story", "git-merge", mergeable, gap=True),
    _("clipping.delete", "Move to the wastebasket", "Del", "Clipping", "trash-2", kept_selection, gap=True),
    _("clipping.restore", "Restore from the wastebasket", "Shift+Del", "Clipping/Wastebasket", "", thrown_selection),
    _("clipping.purge", "Delete for good…", "Del", "Clipping/Wastebasket", "", thrown_selection),
    _("clipping.empty_wastebasket", "Empty the wastebasket…", "", "Clipping/Wastebasket", "", thrown, gap=True),
    _("view.tags", "Tag pane", "F9", "View", "panel-left", checkable=True),
    _("view.used_once", "Only tags that are used once", "", "View", checkable=True),
    _("view.menu_bar", "Menu bar", "Ctrl+M", "View", checkable=True),
    _("view.table", "Show as a table", "Ctrl+T", "View", checkable=True, gap=True),
    _("view.columns", "Columns…", "Ctrl+Shift+T", "View", "", clippings),
    _("view.dashboard", "Dashboard", "Ctrl+Shift+B", "View", "chart-column", clippings, checkable=True),
    _("view.next_pane", "Next pane", "F6", "View", gap=True),
    _("view.previous_pane", "Previous pane", "Shift+F6", "View"),
    _("view.next", "Next clipping", "Alt+Down", "View", "", clippings, gap=True),
    _("view.previous", "Previous clipping", "Alt+Up", "View", "", clippings),
    _("colours.system", "Follow the system", "", "View/Colours", checkable=True, group="colours", gap=True),
    _("colours.light", "Light", "", "View/Colours", checkable=True, group="colours"),
    _("colours.dark", "Dark", "", "View/Colours", checkable=True, group="colours"),
    _("report.new", "Media report…", "Ctrl+R", "Report", "file-text", clippings),
    _("report.templates", "Report templates…", "", "Report"),
    _("help.start", "Your first clipping", "F1", "Help"),
    _("help.import", "Import and triage", "", "Help"),
    _("help.search", "Search help", "", "Help"),
    _("help.coding", "Code and annotate", "", "Help"),
    _("help.reports", "About reports", "", "Help"),
    _("help.registers", "Outlets and people", "", "Help"),
    _("help.safety", "What keeps your work safe", "", "Help"),
    _("help.shortcuts", "Keyboard shortcuts", "Ctrl+/", "Help", gap=True),
    _("help.diagnostics", "Diagnostics…", "", "Help", gap=True),
    _("help.about", "About Clipper", "", "Help"),
)
del _


def keys_of(*action_ids: str) -> dict[str, str]:
    """Return the keys of some actions, as they are written on this system."""
    native = QKeySequence.SequenceFormat.NativeText
    return {spec.id: QKeySequence(spec.shortcut).toString(native) for spec in ACTIONS if spec.id in action_ids}


def title_of(spec: ActionSpec) -> str:
    """Return an action's title in the interface's language."""
    return QCoreApplication.translate("Actions", spec.title)


class _Action(QAction):
    """An action whose key may be held back: `is_held()` is asked at each press of it.

    held(): it was.
    """

    held = Signal()

    def __init__(self, title: str, parent: QObject, is_held: Callable[[], bool]) -> None:
        super().__init__(title, parent)
        self._is_held = is_held

    def event(self, event: QEvent) -> bool:
        """Take the key and do nothing where it is held back; menus and buttons come another way."""
        if event.type() is QEvent.Type.Shortcut and self._is_held():
            self.held.emit()
            return True
        return super().event(event)


class Actions(QObject):
    """The table as QActions of a window; each calls the handler of its id, with on or off if it can be checked.

    `is_held` tells at each press of a key whether it would do more than a key alone should. refused(): the key was
    pressed of what would be possible if the library could be written. held(QAction): a key was held back.
    """

    refused = Signal()
    held = Signal(QAction)

    def __init__(
        self, window: QMainWindow, handlers: dict[str, Callable[..., None]], is_held: Callable[[ActionSpec], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._is_held = window, is_held
        self._actions: dict[str, QAction] = {}
        self._refusing: dict[str, QShortcut] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            self._add(window, spec, handlers[spec.id])

    def _add(self, window: QMainWindow, spec: ActionSpec, handler: Callable[..., None]) -> None:
        action = _Action(title_of(spec), self, lambda: self._is_held(spec))
        action.held.connect(lambda: self.held.emit(action))
        action.setObjectName(spec.id)
        action.setShortcut(QKeySequence(spec.shortcut))
        action.setCheckable(spec.checkable)
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.icon:
            action.setIcon(icon(spec.icon))
            action.setIconVisibleInMenu(False)
        action.triggered.connect((lambda on: handler(on)) if spec.checkable else (lambda _on: handler()))
        if spec.group:
            self._groups.setdefault(spec.group, QActionGroup(self)).addAction(action)
        # The window owns the shortcut too: it works while the menu bar is hidden.
        window.addAction(action)
        self._actions[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in ACTIONS)

    def update(self, situation: Situation) -> None:
        """Enable what is possible, and say what keeping means here and which steps undo and redo would take."""
        for spec, action in self:
            is_possible, is_refused = spec.enabled(situation), situation.only_reads and spec.writes
            action.setEnabled(is_possible and not is_refused)
            if is_refused and spec.shortcut:
                self._refusing_key(spec).setEnabled(is_possible)
        keep = "Bring back" if situation.in_rejected else "Keep"
        self._actions["state.kept"].setText(QCoreApplication.translate("Actions", keep))
        fetch = QCoreApplication.translate("Actions", "Fetch the text")
        place = situation.text_missing_at
        told = QCoreApplication.translate("Actions", "Fetch the text from {host}…").format(host=place)
        self._actions["clipping.fetch"].setText(told if place else f"{fetch}…")
        for digit in range(1, 10):
            named = situation.tag_keys.get(digit, QCoreApplication.translate("Actions", "No tag has this key"))
            self._actions[f"tags.{digit}"].setText(named.replace("&", "&&"))
        for action_id, step in (("edit.undo", situation.undo), ("edit.redo", situation.redo)):
            title = QCoreApplication.translate("Actions", "Undo" if action_id == "edit.undo" else "Redo")
            self._actions[action_id].setText(f"{title}: {step}" if step else title)

    def _refusing_key(self, spec: ActionSpec) -> QShortcut:
        """Return what takes the key of an action in its place: that of a disabled one does nothing, without a word."""
        if spec.id not in self._refusing:
            key = self._refusing[spec.id] = QShortcut(QKeySequence(spec.shortcut), self._window)
            key.activated.connect(self.refused)
        return self._refusing[spec.id]

    def fill_menu_bar(self, window: QMainWindow) -> dict[str, QMenu]:
        """Build the menus, and return them by the path of their names."""
        menus: dict[str, QMenu] = {}
        for spec, action in self:
            menu = self._menu(window, spec.menu, menus, gap=spec.gap)
            if spec.gap and menu.actions():
                menu.addSeparator()
            menu.addAction(action)
        return menus

    def _menu(self, window: QMainWindow, path: str, menus: dict[str, QMenu], *, gap: bool) -> QMenu:
        if path in menus:
            return menus[path]
        above, _, name = path.rpartition("/")
        if above:
            parent = self._menu(window, above, menus, gap=False)
            if gap:
                parent.addSeparator()
            menus[path] = parent.addMenu(QCoreApplication.translate("Menus", name))
        else:
            menus[path] = window.menuBar().addMenu(QCoreApplication.translate("Menus", f"&{name}"))
        return menus[path]


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}
