"""How every dialog is shown: until it is left, and no longer."""

from PySide6.QtWidgets import QDialog, QHBoxLayout

from clipper.ui.widgets.buttons import PRIMARY, Button


def ask(dialog: QDialog) -> bool:
    """Show a dialog until a person leaves it, then let go of it; True when they accepted."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    # A dialog belongs to its window and would stay, hidden, as long as that.
    dialog.deleteLater()
    return accepted


def closing_foot(dialog: QDialog) -> QHBoxLayout:
    """Return the foot of a dialog that only shows something."""
    close = Button(dialog.tr("Close"), PRIMARY, key=dialog.tr("Esc"), parent=dialog)
    close.clicked.connect(dialog.accept)
    foot = QHBoxLayout()
    foot.setContentsMargins(16, 14, 16, 14)
    foot.addStretch(1)
    foot.addWidget(close)
    return foot
