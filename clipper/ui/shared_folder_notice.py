"""What a window says of a library that lies where other programs write, and of copies that these made of it."""

from PySide6.QtCore import QObject

from clipper.library.library import Library
from clipper.library.shared_folder import Shared, recognise
from clipper.ui.settings import Settings, of_library
from clipper.ui.widgets.banner import Banner


class SharedFolderNotice(QObject):
    """Fills a banner where a library is not safe; once dismissed it is silent until there is something else to say."""

    def __init__(self, library: Library, settings: Settings, banner: Banner) -> None:
        super().__init__(banner)
        self._settings, self._banner = settings, banner
        self._name = of_library("shared_folder", library.path)
        banner.dismissed.connect(self._remember)
        self._shared = recognise(library.path)
        if self._shared is not None and settings.text(self._name) != _mark(self._shared):
            banner.say(self._sentence(self._shared))

    def _remember(self) -> None:
        if self._shared is not None:
            self._settings.set(self._name, _mark(self._shared))

    def _sentence(self, shared: Shared) -> str:
        if shared.service:
            what = self.tr(
                "This library lies in a folder that {service} copies. It may be copied while it is being written, and "
                "work on two computers makes two libraries of it."
            ).format(service=shared.service)
        else:
            what = self.tr(
                "This library lies in a network folder ({folder}). What keeps a library whole cannot be relied on over "
                "a network."
            ).format(folder=shared.folder)
        advice = self.tr("Better keep it in a folder of this computer, and put backups or exports there.")
        return " ".join([what, advice, *self._copies(shared)])

    def _copies(self, shared: Shared) -> list[str]:
        if not shared.copies:
            return []
        one = self.tr("Beside it lies {name}, which seems to be a copy that another computer wrote.")
        many = self.tr("Beside it lie {name}, which seem to be copies that other computers wrote.")
        return [(one if len(shared.copies) == 1 else many).format(name=", ".join(shared.copies))]


def _mark(shared: Shared) -> str:
    return "|".join([shared.service or "network", *shared.copies])
