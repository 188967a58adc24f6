"""The least that could show a library: Qt, SQLAlchemy's mapping, three panes, the first rows and one text."""

import sys

from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QSplitter, QTextBrowser
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.benchmarks.paint_watch import PaintWatch


class _Base(DeclarativeBase):
    pass


class _Clipping(_Base):
    __tablename__ = "clippings"

    id: Mapped[int] = mapped_column(primary_key=True)
    search_id: Mapped[int]
    headline: Mapped[str | None]
    body: Mapped[str | None]


class _Tag(_Base):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def main(library: str) -> None:
    """Show three panes."""
    application = QApplication(sys.argv[:1])
    newest = select(_Clipping.headline, _Clipping.body).order_by(_Clipping.search_id.desc()).limit(40)
    with Session(create_engine(f"sqlite:///{library}")) as session:
        rows = session.execute(newest).all()
        tags = session.scalars(select(_Tag.name)).all()
    window, panes, names, headlines, text = QMainWindow(), QSplitter(), QListWidget(), QListWidget(), QTextBrowser()
    names.addItems(list(tags))
    headlines.addItems([headline or "" for headline, _ in rows])
    text.setPlainText(rows[0][1] if rows else "")
    for pane in (names, headlines, text):
        panes.addWidget(pane)
    window.setCentralWidget(panes)
    window.resize(1280, 800)
    watch = PaintWatch()
    application.installEventFilter(watch)
    window.show()
    application.exec()


main(sys.argv[1])
