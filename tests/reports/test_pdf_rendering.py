"""The child process that makes PDFs: replaced, stopped, and never left behind."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from clipper.reports.rendering import Job, Renderer, RenderingCancelled, RenderingFailed
from clipper.reports.templates import find
from clipper.reports.typst_data import report_charts, report_data
from tests.reports.invented import report


def job(clippings: int = 0) -> Job:
    made = report(clippings)
    return Job("modern", report_data(made), report_charts(made, find("modern")))


def children() -> set[int]:
    import multiprocessing

    return {process.pid or 0 for process in multiprocessing.active_children()}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_is_replaced_after_its_share_and_gone_after_the_end():
    before = children()
    maker = Renderer(documents=2)
    seen = []
    for _ in range(3):
        assert maker.make(job()).data.startswith(b"%PDF")
        seen.append(children() - before)
    assert seen[0] != seen[2]
    assert all(len(now) == 1 for now in seen)
    maker.close()
    assert children() == before


def test_a_document_can_be_given_up_and_the_next_one_is_made():
    maker = Renderer()
    outcome: list[object] = []

    def make_a_large_one() -> None:
        try:
            outcome.append(maker.make(job(300)))
        except RenderingCancelled as error:
            outcome.append(error)

    thread = threading.Thread(target=make_a_large_one)
    thread.start()
    while thread.is_alive():
        maker.cancel()
        time.sleep(0.02)
    assert isinstance(outcome[0], RenderingCancelled)
    assert maker.make(job()).data.startswith(b"%PDF")
    maker.close()


def test_a_document_that_cannot_be_set_is_a_sentence_and_the_child_lives_on():
    maker = Renderer()
    broken = Job("modern", {"language": "en"}, {})
    with pytest.raises(RenderingFailed, match="could not be set"):
        maker.make(broken)
    assert maker.make(job()).data.startswith(b"%PDF")
    maker.close()


def test_the_child_starts_without_the_database():
    loaded = "import sys, clipper.reports.press; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded]).returncode == 0


def test_giving_up_nothing_is_no_error():
    maker = Renderer()
    maker.cancel()
    maker.close()


_PARENT = """
import multiprocessing, time
from clipper.reports.rendering import Renderer
if __name__ == "__main__":
    maker = Renderer()
    maker.warm()
    print(multiprocessing.active_children()[0].pid, flush=True)
    {ending}
"""


@pytest.mark.parametrize("ending", ["time.sleep(600)", "pass"])
def test_the_child_ends_with_its_parent_however_that_ends(tmp_path, ending):
    script = tmp_path / "parent.py"
    script.write_text(_PARENT.format(ending=ending), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        if "sleep" in ending:
            parent.send_signal(signal.SIGKILL)
        parent.wait()
        deadline = time.monotonic() + 60
        while is_alive(child) and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not is_alive(child)
