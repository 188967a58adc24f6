"""Tab goes through a window as it is read: line by line and pane by pane, whenever its parts were made."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget

_TAB = Qt.FocusPolicy.TabFocus
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def next_stop(top: QWidget, focus: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return where Tab (or Shift+Tab) leads from the widget with the focus; None where nothing can take the focus."""
    widgets = list(_in_order(top))
    stops = [place for place, widget in enumerate(widgets) if widget is focus or _takes_tab(widget)]
    here = next((index for index, place in enumerate(stops) if widgets[place] is focus), -1 if forward else 0)
    if not stops:
        return None
    return widgets[stops[(here + (1 if forward else -1)) % len(stops)]]


def go_on(stops: Sequence[tuple[QWidget, Callable[[], None]]], focus: QWidget | None, by: int) -> None:
    """Go to the next of some parts that can be seen, or before where `by` is -1, by what takes the keyboard there."""
    seen = [stop for stop in stops if stop[0].isVisible()]
    parts = ((place, part) for place, (part, _) in enumerate(seen))
    here = next((place for place, part in parts if focus and (part is focus or part.isAncestorOf(focus))), -by)
    if seen:
        seen[(here + by) % len(seen)][1]()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & _TAB) and widget.isEnabled() and widget.focusProxy() is None


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    for child in _children(widget):
        if not child.isHidden() and not child.isWindow():
            yield child
            yield from _in_order(child)


def _children(widget: QWidget) -> list[QWidget]:
    """What a widget holds, in the order of its layout; what lies over it, such as the drawer, comes first."""
    held: list[QWidget | None]
    if isinstance(widget, QStackedWidget):
        held = [widget.currentWidget()]
    elif isinstance(widget, QScrollArea):
        held = [widget.widget()]
    elif isinstance(widget, QSplitter):
        held = [widget.widget(index) for index in range(widget.count())]
    else:
        return _direct_children(widget)
    return [child for child in held if child is not None]


def _direct_children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    direct = widget.findChildren(QWidget, options=_DIRECT)
    laid_out = list(_laid_out(layout, direct)) if layout is not None else []
    return [child for child in direct if child not in laid_out] + laid_out


def _laid_out(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield those of the children that a layout and the ones in it hold.

    It is not asked for its items: PySide keeps what it was given of them when Qt deletes them, takes the widget that
    gets their memory next for one of them, and crashes.
    """
    parts: list[QWidget | QLayout] = [*children, *layout.findChildren(QLayout, options=_DIRECT)]
    placed = {layout.indexOf(part): part for part in parts}
    for place in sorted(place for place in placed if place >= 0):
        part = placed[place]
        if isinstance(part, QLayout):
            yield from _laid_out(part, children)
        else:
            yield part
