"""The child process that makes PDFs: replaced, stopped, and never left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

import pytest

from clipper.model.values import replace
from clipper.reports.rendering import Job, Renderer, RenderingCancelled, RenderingFailed, Stage
from clipper.reports.templates import Template, TemplateProblem, find
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


def test_a_child_that_grew_is_replaced_while_nobody_waits():
    before = children()
    maker = Renderer(idle_megabytes=1)
    maker.make(job())
    first = children() - before
    maker.make(job())
    assert first.isdisjoint(children() - before)
    assert len(children() - before) == 1
    maker.close()


def test_a_document_tells_how_far_it_is():
    told: list[tuple[Stage, int, int]] = []
    maker = Renderer()
    maker.make(job(34), lambda *step: told.append(step))
    maker.close()
    assert told == [
        (Stage.CHECKING, 0, 0),
        *((Stage.CHARTS, done, 6) for done in range(6)),
        (Stage.PAGES, 0, 0),
    ]


def test_whoever_is_told_can_give_up_and_the_next_document_is_made():
    class Enough(Exception):
        pass

    def give_up(stage: Stage, done: int, of: int) -> None:
        if stage is Stage.PAGES:
            raise Enough

    maker = Renderer()
    whole = maker.make(job(34)).data
    with pytest.raises(Enough):
        maker.make(job(34), give_up)
    assert maker.make(job(34)).data == whole
    maker.close()


def test_a_document_is_the_same_after_others_and_in_another_process():
    maker = Renderer()
    first = maker.make(job(34)).data
    maker.make(job(7))
    assert maker.make(job(34)).data == first
    maker.close()
    assert maker.make(job(34)).data == first
    maker.close()


def test_nothing_is_left_of_an_own_template_however_the_child_ends(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    own = Template("ours", {}, files={"look.typ": b"#let x = ("})
    maker = Renderer()
    with pytest.raises(TemplateProblem):
        maker.make(replace(job(), template=own))
    assert list(tmp_path.rglob("look.typ"))
    maker.close()
    assert not list(tmp_path.rglob("look.typ"))


def test_a_document_can_be_given_up_and_the_next_one_is_made():
    maker = Renderer()
    small = maker.make(job()).data
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
    assert maker.make(job()).data == small
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
