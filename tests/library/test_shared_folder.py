"""A library that lies in a synchronised or network folder is recognised, and one in an ordinary folder is not."""

import json
from pathlib import Path

import pytest

from clipper.library.shared_folder import Surroundings, conflicting_copies, network_mounts, recognise, warning


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home" / "ann"
    home.mkdir(parents=True)
    return home


def service_at(folder: Path, home: Path, **around: object) -> str | None:
    """The service that is recognised for a library in a folder, made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    surroundings = Surroundings(**{"variables": {}, "home": home, **around})  # type: ignore[arg-type]
    shared = recognise(folder / "library.clipper", surroundings)
    return shared.service if shared else None


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Larchmere Institute/Media", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Larchmere)/Media/2017", "Dropbox"),
        ("Google Drive/My Drive", "Google Drive"),
        ("GoogleDrive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Library/CloudStorage/Dropbox", "Dropbox"),
        ("Library/CloudStorage/Box-Box", "Box"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Media", "iCloud Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Nextcloud/Media", "Nextcloud"),
        ("ownCloud", "ownCloud"),
        ("Box Sync", "Box"),
        ("pCloudDrive", "pCloud"),
        ("MEGAsync", "MEGA"),
        ("Seafile/Media", "Seafile"),
        ("Syncthing", "Syncthing"),
        ("Proton Drive", "Proton Drive"),
    ],
)
def test_services_are_recognised_by_what_they_call_their_folders(home: Path, folder: str, service: str) -> None:
    assert service_at(home / folder, home) == service


@pytest.mark.parametrize(
    "folder",
    ["Clipper", "Documents/Box", "Documents/Mega", "Boxes", "Work/Dropbox notes", "Nextcloud notes", ".config"],
)
def test_an_ordinary_folder_is_none_of_them_whatever_it_is_called(home: Path, folder: str) -> None:
    assert service_at(home / folder, home) is None


def test_a_person_who_is_called_as_a_service_has_an_ordinary_home(tmp_path: Path) -> None:
    assert service_at(tmp_path / "home" / "box" / "Clipper", tmp_path / "home" / "box") is None


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_0123456789ab.db", "Nextcloud"),
        ("._sync_0123456789ab.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.drivedownload", "Google Drive"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".megaignore", "MEGA"),
        (".seafile-data", "Seafile"),
        (".sync/ID", "Resilio Sync"),
    ],
)
def test_services_are_recognised_by_what_they_leave_in_the_folder_or_one_above(
    home: Path, mark: str, service: str
) -> None:
    assert service_at(home / "Office" / "Media", home) is None
    (home / "Office" / mark).parent.mkdir(exist_ok=True)
    (home / "Office" / mark).touch()
    assert service_at(home / "Office" / "Media", home) == service


def test_a_mark_in_the_home_folder_belongs_to_the_settings_of_a_program(home: Path) -> None:
    (home / ".dropbox").mkdir()
    assert service_at(home / "Clipper", home) is None


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_folder_with_the_icon_of_a_service_on_windows_is_its_folder(home: Path, coding: str) -> None:
    folder = home / "Office"
    folder.mkdir()
    icon = "[.ShellClassInfo]\nIconResource={}\\OneDrive.exe,6\n"
    (folder / "desktop.ini").write_text(icon.format("C:\\Program Files\\Microsoft OneDrive"), coding)
    assert service_at(folder, home) == "OneDrive"
    (folder / "desktop.ini").write_text("[.ShellClassInfo]\nIconResource=shell32.dll,3\n", coding)
    assert service_at(folder, home) is None


def test_what_variables_and_settings_name_is_a_folder_of_the_service_whatever_it_is_called(home: Path) -> None:
    folder = home / "Office files"
    assert service_at(folder / "Media", home, variables={"OneDriveCommercial": str(folder)}) == "OneDrive"
    for settings in (home / ".dropbox", home / "AppData" / "Dropbox"):
        settings.mkdir(parents=True)
        (settings / "info.json").write_text(json.dumps({"business": {"path": str(folder), "host": 7}}))
        assert service_at(folder / "Media", home, variables={"APPDATA": str(home / "AppData")}) == "Dropbox"
        for unreadable in ("{", "[]", '{"business": 7}'):
            (settings / "info.json").write_text(unreadable)
            assert service_at(folder / "Media", home) is None


MOUNTS = """\
24 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
60 24 0:44 / /mnt/office\\040files rw,relatime shared:30 - cifs //server/office rw,vers=3.1.1
61 24 0:45 / /home/ann/far rw,nosuid - fuse.sshfs ann@far:/ rw
62 24 0:46 / /mnt/nfs rw - nfs4 server:/export rw
63 24 0:47 / /media/stick rw - vfat /dev/sdb1 rw
64 24 0:48 / /mnt/web rw - fuse.davfs2 https://cloud.example/ rw
65 24 0:49 / /c rw - 9p drvfs rw
66 24 0:50 / /run/user/1000/gvfs rw master:7 - fuse.gvfsd-fuse gvfsd-fuse rw
67 24 0:51 / /home/ann/local rw - fuse.gocryptfs /home/ann/.local.enc rw
a line that is none
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@server._smb._tcp.local/office on /Volumes/office (smbfs, nodev, nosuid, mounted by ann)
server:/export on /Volumes/export files (nfs)
/dev/disk4s2 on /Volumes/Stick (exfat, local, nodev, nosuid)
"""


def test_network_file_systems_are_told_from_those_of_this_computer() -> None:
    linux = ["/mnt/office files", "/home/ann/far", "/mnt/nfs", "/mnt/web", "/c", "/run/user/1000/gvfs"]
    assert [str(place) for place in network_mounts(MOUNTS)] == linux
    assert [str(place) for place in network_mounts(MACOS)] == ["/Volumes/office", "/Volumes/export files"]


def test_a_library_below_a_network_mount_is_in_a_network_folder(home: Path) -> None:
    far = home / "far"
    assert service_at(far / "Media", home, network=(far,)) == ""
    assert service_at(home / "near", home, network=(far,)) is None
    shared = recognise(far / "Media" / "library.clipper", Surroundings({}, home, (far,)))
    assert shared is not None
    assert shared.folder == far


def test_a_name_of_windows_for_another_computer_is_a_network_folder(home: Path) -> None:
    shared = recognise(Path("\\\\server\\office\\library.clipper"), Surroundings({}, home))
    assert shared is not None
    assert shared.service == ""


CONFLICTS = [
    "library (Ann's conflicted copy 2026-11-17).clipper",
    "library (conflicted copy 2026-11-17 091500).clipper",
    "library (Copie en conflit de Ann 2026-11-17).clipper",
    "library_conflict-20261117-091500.clipper",
    "library.sync-conflict-20261117-091500-ABCDEF7.clipper",
    "library (SFConflict ann@example.org 2026-11-17-09-15-00).clipper",
    "library-DESKTOP-7Q2.clipper",
    "library (1).clipper",
    "library 2.clipper",
    "[Conflict] library.clipper",
]
NONE = [
    "library.clipper",
    "library.clipper-wal",
    "library.before-restore-20261117-091500.clipper",
    "library 2026-11-17.clipper",
    "other (conflicted copy 2026-11-17).clipper",
    "library (conflicted copy).txt",
    "library notes.clipper",
]


def test_copies_that_services_make_of_two_computers_work_are_told_from_other_files(tmp_path: Path) -> None:
    for name in (*CONFLICTS, *NONE):
        (tmp_path / name).touch()
    assert list(conflicting_copies(tmp_path / "library.clipper")) == sorted(CONFLICTS)


def test_the_warning_says_where_why_and_what_to_do(home: Path) -> None:
    folder = home / "Dropbox"
    folder.mkdir()
    (folder / "library (1).clipper").touch()
    shared = recognise(folder / "library.clipper", Surroundings({}, home))
    assert shared is not None
    said = warning(shared)
    assert f"a folder that Dropbox copies ({folder})" in said
    assert "Keep it in a folder of this computer" in said
    assert "library (1).clipper" in said


def test_this_machine_is_looked_at_without_a_mistake(tmp_path: Path) -> None:
    assert Surroundings.of_this_machine(tmp_path).home == Path.home()
