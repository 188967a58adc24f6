"""`clipper read` and `clipper add`."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_read_answers_with_the_text_and_drafts_as_json(run: Run, mention: Path) -> None:
    answer = json.loads(run("read", mention, "--json").stdout)
    [draft] = answer["drafts"]
    assert draft["headline"] == "Harbour towns ask who pays for the longer season"
    assert draft["reporters"] == ["Petra Lindqvist"]
    assert draft["spokespeople"] == [{"name": "Amadou Kerr", "role": "quoted"}]
    assert (draft["outlet"], draft["published_on"]) == ("Coastal Ledger", "2017-11-14")
    [[start, end]] = draft["spans"]["headline"]
    assert answer["text"][start:end] == draft["headline"]


def test_read_touches_no_library(run: Run, mention: Path, tmp_path: Path) -> None:
    run("read", mention)
    assert not (tmp_path / "library.clipper").exists()


def test_read_answers_each_line_of_jsonl_also_an_empty_one(run: Run) -> None:
    lines = [{"id": "a", "text": "Nothing but words here.", "html": None}, {"id": "b", "text": "", "html": None}]
    done = run("read", "--jsonl", input="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert answers[1]["drafts"] == []


def test_a_line_of_jsonl_that_asks_nothing_costs_no_answer_of_another(run: Run, tmp_path: Path) -> None:
    lines = ['{"id": "a", "text": 5}', "rubbish", "[" * 100_000, "\xff", '{"id": "b", "text": "Words", "html": ""}']
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="latin-1")
    done = run("read", "--jsonl", file)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (2, "Line 1 is not a JSON object with id, text and html.\n")
    assert [answer["id"] for answer in answers] == [None, None, None, None, "b"]
    assert [len(answer["drafts"]) for answer in answers] == [0, 0, 0, 0, 1]


def test_an_added_clipping_is_named_with_its_id_and_found_again(run: Run, mention: Path) -> None:
    assert run("add", mention).stdout == "1  Harbour towns ask who pays for the longer season\n"
    assert run("search", "ferry", "--count").stdout == "1\n"


def test_adding_the_same_mention_twice_names_and_skips_it(run: Run, mention: Path) -> None:
    run("add", mention)
    again = run("add", mention)
    assert (again.returncode, again.stdout) == (0, "")
    assert "already in the library as 1" in again.stderr
    assert run("search", "ferry", "--count").stdout == "1\n"


def test_the_same_piece_in_another_outlet_becomes_a_pick_up(run: Run, mention: Path) -> None:
    run("add", mention)
    other = mention.read_text(encoding="utf-8").replace("Coastal Ledger", "Inland Gazette")
    again = run("add", "-", input=other)
    assert "pick-up" in again.stderr
    stories = [json.loads(run("show", number, "--json").stdout)["story"] for number in (1, 2)]
    assert stories[0] is not None
    assert stories[0] == stories[1]


def test_the_verbatim_paste_can_be_seen_again(run: Run, mention: Path) -> None:
    run("add", mention)
    assert run("show", 1, "--original").stdout == mention.read_text(encoding="utf-8")


def test_an_empty_paste_is_refused_in_one_sentence(run: Run) -> None:
    done = run("add", "-", input="  \n ")
    assert done.returncode == 2
    assert "empty" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_bytes_that_are_no_text_are_refused_or_kept_never_a_traceback(run: Run) -> None:
    done = run("add", "-", input=bytes(range(256)) * 400)
    assert done.returncode in (0, 2)


def test_nothing_is_added_where_one_of_the_files_cannot_be_read(run: Run, mention: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    for other in (tmp_path / "nowhere.txt", tmp_path, empty):
        done = run("add", mention, other)
        assert (done.returncode, done.stdout) == (2, "")
        assert other.name in done.stderr
    assert run("search", "", "--count").stdout == "0\n"


def test_a_clipping_without_a_headline_takes_one_line(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "some.jsonl"
    clipping = {"clipping": {"body": "The ferry runs.\n\nThe towns pay."}}
    export.write_text("\n".join(map(json.dumps, ({"format": "clipper", "version": 1}, clipping))), encoding="utf-8")
    run("import", export)
    assert run("search", "ferry").stdout == "1  The ferry runs. The towns pay.   (undated)\n"


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("add", tmp_path / "nowhere.txt")
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
