"""How every dialog is shown: until it is left, and no longer."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, hairline


def ask(dialog: QDialog) -> bool:
    """Show a dialog until a person leaves it, then let go of it; True when they accepted."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    # A dialog belongs to its window and would stay, hidden, as long as that.
    dialog.deleteLater()
    return accepted


def stack(dialog: QDialog, head: QLayout, body: QWidget, foot: QLayout) -> None:
    """Lay a dialog out as most are: what it is, a hairline, what it shows, a hairline, its buttons."""
    column = QVBoxLayout(dialog)
    column.setSpacing(0)
    column.addLayout(head)
    column.addWidget(hairline(dialog))
    column.addWidget(body, 1)
    column.addWidget(hairline(dialog))
    column.addLayout(foot)


def keep_nothing(_value: object) -> None:
    """Save nothing: who asked does."""


def refusal_label() -> Label:
    """Return the label at a dialog's foot that says why something could not be saved; what was typed stays."""
    label = Label("", "negative", sans(12))
    label.setWordWrap(True)
    return label


def saving_foot(dialog: QDialog, save: Button) -> QHBoxLayout:
    """Return the foot of a dialog whose fields are saved, or left as they were."""
    foot = QHBoxLayout()
    foot.setContentsMargins(16, 14, 16, 14)
    foot.setSpacing(8)
    foot.addStretch(1)
    cancel = Button(dialog.tr("Cancel"), PLAIN)
    cancel.clicked.connect(dialog.reject)
    foot.addWidget(cancel)
    foot.addWidget(save)
    return foot


def closing_foot(dialog: QDialog) -> QHBoxLayout:
    """Return the foot of a dialog that only shows something."""
    close = Button(dialog.tr("Close"), PRIMARY, key=dialog.tr("Esc"), parent=dialog)
    close.clicked.connect(dialog.accept)
    foot = QHBoxLayout()
    foot.setContentsMargins(16, 14, 16, 14)
    foot.addStretch(1)
    foot.addWidget(close)
    return foot
