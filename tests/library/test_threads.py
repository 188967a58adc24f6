"""Many threads read while one writes; a search can be given up from outside."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from clipper.library.library import Library
from clipper.library.search import SearchInterrupted
from tests.library.building import PASTE, plain
from tests.library.conftest import Fill


def test_readers_see_whole_steps_while_another_thread_writes(library: Library, fill: Fill) -> None:
    ids = fill(20)

    def starred() -> int:
        return sum(one.starred for one in library.clippings(ids))

    with ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(library.set_starred, ids, number % 2 == 0) for number in range(10)]
        seen = {future.result() for future in [pool.submit(starred) for _ in range(40)]}
        for write in writes:
            write.result()
    assert seen <= {0, 20}


def test_writers_of_several_threads_take_turns(library: Library) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: library.add([plain(number)], PASTE), range(12)))
    assert len(library.clippings(range(1, 20))) == 12
    assert len(library.steps()) == 12


def test_a_running_search_can_be_interrupted(library: Library) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    has_begun = threading.Event()

    def search() -> None:
        with library.searching() as connection:
            has_begun.set()
            connection.exec_driver_sql(endless)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(search)
        has_begun.wait()
        while not running.done():
            library.interrupt_search()
        with pytest.raises(SearchInterrupted):
            running.result()


def test_a_search_interrupted_between_two_statements_gives_no_answer(library: Library) -> None:
    with pytest.raises(SearchInterrupted), library.searching():
        library.interrupt_search()


def test_interrupting_disturbs_neither_readers_nor_writers(library: Library, fill: Fill) -> None:
    stop = threading.Event()

    def interrupt() -> None:
        while not stop.is_set():
            library.interrupt_search()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(interrupt)
        ids = fill(30)
        assert len(library.clippings(ids)) == 30
        stop.set()
        running.result()
