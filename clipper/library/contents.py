"""What files hold, once each, by its SHA-256: in the library, or where it is large in a file beside it.

A file beside the library is complete before a row names it, and goes only after no row does; so what is in the way
between the two leaves at worst a file that nobody needs, which the next sweep removes.
"""

import hashlib
import io
import shutil
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from msgspec import Struct, field
from sqlalchemy import Connection, delete, insert, select, update

from clipper.library.safe_file import DAY, is_older, put_in_place, replacing, sync_folder
from clipper.library.store.sqlite import text_set
from clipper.library.store.tables import ContentRow
from clipper.model.attachment import LARGEST, BroughtFile
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.progress import Progress

Telling = Callable[[Iterator[bytes]], Iterator[bytes]]

LARGEST_INSIDE = 10_000_000
"""Bytes of the largest file that is kept in the library's own file."""

MISSING = "What “{name}” holds is not in {folder} any more. Put it back there, or restore a backup."
DAMAGED = "“{name}” is not what was kept: it is damaged. Restore a backup to have it again."
_CANNOT_BE_READ = "“{name}” cannot be read ({why}). Nothing was attached."
_PIECE = 1_000_000
_HASH = late_pattern("[0-9a-f]{64}")
_HALF_WRITTEN = late_pattern(r"\.[0-9a-f]{32,64}(\.[0-9a-f]{8})?")
_WORTH_PACKING = 0.9


class Staged(Struct, frozen=True):
    """A file that is ready to be kept: packed, or where it is large copied beside the library as `file`."""

    name: str
    sha256: str
    size: int
    data: bytes | None = None
    is_compressed: bool = False
    file: Path | None = None


class Beside(Struct, frozen=True):
    """The files of a step that are large: beside its library already, and put in place by their hash when it ends."""

    library: Path
    files: dict[str, Path] = field(default_factory=dict)

    def take(self, one: Staged) -> None:
        """Let a file wait here, unless one that holds the same does."""
        if one.file is not None and self.files.setdefault(one.sha256, one.file) != one.file:
            one.file.unlink(missing_ok=True)

    def place(self) -> None:
        """Give the files their names; raises EnvironmentProblem where one cannot be put in place."""
        for sha256, file in self.files.items():
            _place(file, folder_of(self.library) / sha256)
        if self.files:
            _keep_folder(self.library)

    def clear(self) -> None:
        """Remove what was not put in place."""
        for file in self.files.values():
            file.unlink(missing_ok=True)
        if self.files:
            _remove_if_empty(folder_of(self.library))


@contextmanager
def waiting(library: Path) -> Iterator[Beside]:
    """Give the place where the large files of a step wait; what is still there after the block is removed."""
    beside = Beside(library)
    try:
        yield beside
    finally:
        beside.clear()


def folder_of(library: Path) -> Path:
    """Return the folder beside a library in which its large files lie."""
    # A library that is opened through a link is the same library.
    real = library.resolve()
    return real.with_name(f"{real.name}.files")


@contextmanager
def staged(library: Path, brought: Sequence[BroughtFile], progress: Progress | None = None) -> Iterator[list[Staged]]:
    """Give files ready to be kept, while nobody has to wait for it; what the block does not place is removed.

    `progress` counts bytes. Raises WrongUsage for one that is too large, is a folder or is gone, EnvironmentProblem
    where one cannot be read or copied.
    """
    ready: list[Staged] = []
    total = sum(map(_size_of, brought))
    with waiting(library) as beside:
        for one in brought:
            done = sum(each.size for each in ready)
            with _opened(one) as source:
                ready.append(stage(library, one.name, source, _telling(progress, done, total)))
            beside.take(ready[-1])
        yield ready


def stage(library: Path, name: str, source: IO[bytes], tell: Callable[[int], None]) -> Staged:
    """Make what a file holds ready to be kept, telling how many bytes are read; raises what `staged` raises."""
    try:
        beginning = source.read(LARGEST_INSIDE + 1)
        tell(len(beginning))
        if len(beginning) > LARGEST_INSIDE:
            return _stage_beside(library, name, beginning, source, tell)
    except OSError as error:
        raise EnvironmentProblem(
            f"“{name}” cannot be kept ({error.strerror or error}). Nothing was kept; free some space, or look "
            "whether the file is still there."
        ) from error
    packed = zlib.compress(beginning)
    is_compressed = len(packed) < len(beginning) * _WORTH_PACKING
    sha256 = hashlib.sha256(beginning).hexdigest()
    return Staged(name, sha256, len(beginning), packed if is_compressed else beginning, is_compressed)


def keep(connection: Connection, beside: Beside, one: Staged) -> None:
    """Keep in a step what a file holds, unless the library has it; what was missing or damaged there is whole again."""
    beside.take(one)
    values = {"size": one.size, "is_compressed": one.is_compressed, "data": one.data}
    if size_of(connection, one.sha256) is None:
        connection.execute(insert(ContentRow).values(sha256=one.sha256, **values))
    elif one.data is not None and is_unsound(connection, beside.library, one.sha256):
        connection.execute(update(ContentRow).where(ContentRow.sha256 == one.sha256).values(values))


def keep_missing(connection: Connection, sha256: str, size: int) -> None:
    """Keep that there is something of a size, of which nobody has what it holds; see `keep`, which brings it."""
    values = {"sha256": sha256, "size": size, "is_compressed": False, "data": None}
    connection.execute(insert(ContentRow).values(values))


def pieces(connection: Connection, library: Path, sha256: str, name: str) -> Iterator[bytes]:
    """Yield what a file holds; raises EnvironmentProblem with a plain sentence where it is missing, or at its end
    where it is not what was kept.
    """
    digest = hashlib.sha256()
    for piece in _raw_pieces(connection, library, sha256, name):
        digest.update(piece)
        yield piece
    if digest.hexdigest() != sha256:
        raise EnvironmentProblem(DAMAGED.format(name=name))


def size_of(connection: Connection, sha256: str) -> int | None:
    """Return how many bytes a file holds, None where the library does not have it."""
    return connection.scalar(select(ContentRow.size).where(ContentRow.sha256 == sha256))


def is_hash(text: str) -> bool:
    """Tell whether a text can be the SHA-256 of what a file holds."""
    return bool(_HASH.fullmatch(text))


def forget_all_but(connection: Connection, needed: Iterable[str]) -> None:
    """Forget what nobody needs; the files beside the library are left to the sweep after the commit."""
    connection.execute(delete(ContentRow).where(ContentRow.sha256.not_in(text_set(needed))))


def sizes_beside(connection: Connection) -> dict[str, int]:
    """Return the SHA-256 of what lies in files beside the library, with its sizes."""
    rows = connection.execute(select(ContentRow.sha256, ContentRow.size).where(ContentRow.data.is_(None)))
    return dict(rows.all())


def hashes_beside(library: Path) -> set[str]:
    """Return by SHA-256 what lies beside a library, whether or not a row names it."""
    folder = folder_of(library)
    return {file.name for file in folder.iterdir() if is_hash(file.name)} if folder.is_dir() else set()


def copy_beside(source: Path, library: Path, needed: Iterable[str]) -> list[str]:
    """Copy large files from beside one library to beside another one, and return which are missing or damaged.

    What is there already stays, once it was found to be sound. Raises EnvironmentProblem where one cannot be written.
    """
    lost = [sha256 for sha256 in sorted(needed) if not (_is_sound(library, sha256) or _copied(source, library, sha256))]
    _remove_if_empty(folder_of(library))
    if folder_of(library).is_dir():
        _keep_folder(library)
    return lost


def unsound(connection: Connection, library: Path) -> list[str]:
    """Return the SHA-256 of what is missing or damaged."""
    every = connection.scalars(select(ContentRow.sha256).order_by(ContentRow.sha256)).all()
    return [sha256 for sha256 in every if is_unsound(connection, library, sha256)]


def is_missing(connection: Connection, library: Path, sha256: str) -> bool:
    """Tell whether nothing is there of what has a SHA-256; what is there may be damaged."""
    lies_beside = connection.scalar(select(ContentRow.data.is_(None)).where(ContentRow.sha256 == sha256))
    return bool(lies_beside) and not (folder_of(library) / sha256).exists()


def is_unsound(connection: Connection, library: Path, sha256: str, telling: Telling = iter) -> bool:
    """Tell whether what has a SHA-256 is missing or damaged; its pieces go through `telling`, which may raise."""
    try:
        for _ in telling(pieces(connection, library, sha256, sha256)):
            pass
    except EnvironmentProblem:
        return True
    return False


def _is_sound(library: Path, sha256: str) -> bool:
    try:
        with (folder_of(library) / sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _copied(source: Path, library: Path, sha256: str) -> bool:
    if not _is_sound(source, sha256):
        return False
    target = folder_of(library) / sha256
    target.parent.mkdir(exist_ok=True)
    with replacing(target) as beside:
        shutil.copyfile(folder_of(source) / sha256, beside)
    return _is_sound(library, sha256)


def sweep(library: Path, needed: Iterable[str]) -> None:
    """Remove files beside a library of which no row tells, while nobody writes there.

    Raises EnvironmentProblem where one cannot be removed.
    """
    folder, kept = folder_of(library), set(needed)
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name not in kept and (_HASH.fullmatch(file.name) or _was_left_behind(file)):
            _remove(file)
    _remove_if_empty(folder)


def clear_left_behind(library: Path) -> None:
    """Remove what was being copied beside a library when a crash ended that; whole files stay, whoever needs them."""
    folder = folder_of(library)
    # What cannot be removed is in nobody's way.
    with suppress(OSError):
        for file in folder.iterdir() if folder.is_dir() else ():
            if _was_left_behind(file):
                file.unlink(missing_ok=True)
    _remove_if_empty(folder)


def _size_of(one: BroughtFile) -> int:
    if isinstance(one.content, bytes):
        return len(one.content)
    try:
        found = one.content.stat()
    except FileNotFoundError:
        raise WrongUsage(f"There is no file “{one.name}” any more. Nothing was attached.") from None
    except OSError as error:
        raise EnvironmentProblem(_CANNOT_BE_READ.format(name=one.name, why=error.strerror)) from error
    # A pipe or a device has no end, maybe.
    if not stat.S_ISREG(found.st_mode):
        raise WrongUsage(f"“{one.name}” is a folder, or no ordinary file. Attach the files in it.")
    size = found.st_size
    if size > LARGEST:
        raise WrongUsage(_too_large(one.name))
    return size


def _too_large(name: str) -> str:
    return (
        f"“{name}” is larger than {LARGEST / 1e9:,.0f} GB, the most that is kept with a clipping. Nothing was "
        "attached; keep it in a folder, and its place in the note."
    )


def _opened(one: BroughtFile) -> IO[bytes]:
    if isinstance(one.content, bytes):
        return io.BytesIO(one.content)
    try:
        return one.content.open("rb")
    except OSError as error:
        raise EnvironmentProblem(_CANNOT_BE_READ.format(name=one.name, why=error.strerror)) from error


def _telling(progress: Progress | None, before: int, total: int) -> Callable[[int], None]:
    return (lambda done: progress(before + done, total)) if progress else lambda _done: None


def _stage_beside(library: Path, name: str, beginning: bytes, source: IO[bytes], tell: Callable[[int], None]) -> Staged:
    folder = folder_of(library)
    file = folder / f".{uuid4().hex}"
    digest, size = hashlib.sha256(), 0
    try:
        folder.mkdir(exist_ok=True)
        with file.open("wb") as target:
            piece = beginning
            while piece:
                digest.update(piece)
                target.write(piece)
                size += len(piece)
                if size > LARGEST:
                    raise WrongUsage(_too_large(name))
                tell(size)
                piece = source.read(_PIECE)
    except BaseException:
        file.unlink(missing_ok=True)
        _remove_if_empty(folder)
        raise
    return Staged(name, digest.hexdigest(), size, file=file)


def _place(file: Path, target: Path) -> None:
    try:
        # One that is there is as good, and another program may be reading it.
        if not target.is_file() or target.stat().st_size != file.stat().st_size:
            put_in_place(file, target)
    except OSError as error:
        raise EnvironmentProblem(f"{target} cannot be written ({error.strerror}). Nothing was kept.") from error


def _keep_folder(library: Path) -> None:
    """See to it that a power cut does not take the whole folder, which may just have been made."""
    folder = folder_of(library).parent
    try:
        sync_folder(folder)
    except OSError as error:
        raise EnvironmentProblem(f"{folder} cannot be written ({error.strerror}). Nothing was kept.") from error


def _raw_pieces(connection: Connection, library: Path, sha256: str, name: str) -> Iterator[bytes]:
    kept = connection.execute(
        select(ContentRow.data, ContentRow.is_compressed).where(ContentRow.sha256 == sha256)
    ).first()
    if kept is None:
        raise EnvironmentProblem(MISSING.format(name=name, folder=library))
    if kept.data is None:
        yield from _pieces_of_file(folder_of(library) / sha256, name)
        return
    try:
        yield zlib.decompress(kept.data) if kept.is_compressed else kept.data
    except zlib.error as error:
        raise EnvironmentProblem(DAMAGED.format(name=name)) from error


def _pieces_of_file(file: Path, name: str) -> Iterator[bytes]:
    try:
        with file.open("rb") as source:
            while piece := source.read(_PIECE):
                yield piece
    except FileNotFoundError:
        raise EnvironmentProblem(MISSING.format(name=name, folder=file.parent)) from None
    except OSError as error:
        raise EnvironmentProblem(f"What “{name}” holds cannot be read ({error.strerror}).") from error


def _was_left_behind(file: Path) -> bool:
    """Whether it was being copied when a crash ended that; another process may be copying what is newer."""
    return bool(_HALF_WRITTEN.fullmatch(file.name)) and is_older(file, DAY)


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        raise EnvironmentProblem(
            f"{file} could not be erased ({error.strerror}). Close what uses it, then erase that file yourself."
        ) from error


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
