"""PDFs: their text in reading order, and plain words for those that hold none, are locked or are damaged."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from clipper.capture.formats import ocr, read_file
from clipper.capture.formats.base import File
from clipper.capture.formats.pdf import PDF
from clipper.capture.formats.pdf_child import PdfProcess, pdf_process
from clipper.model.errors import WrongUsage
from tests.capture.formats.making_pdf import Text, pdf, wrapped
from tests.capture.formats.reading import HEADLINE, NOBODY, PARAGRAPHS, TODAY, one, read, sentences, shown

HEAD = [
    Text("Harbour towns ask who pays", 70, 690, 24, bold=True),
    Text("for the longer season", 70, 662, 24, bold=True),
    Text("By Petra Lindqvist", 70, 630),
    Text("Coastal Ledger", 70, 612),
    Text("14 November 2025", 70, 594),
]


def stacked(paragraphs: tuple[str, ...], top: float, x: float = 70, width: float = 470) -> list[Text]:
    """Paragraphs below one another, a line of space between them."""
    lines: list[Text] = []
    for paragraph in paragraphs:
        lines += wrapped(paragraph, x, top, width)
        top = lines[-1].y - 24
    return lines


def edges(number: int) -> list[Text]:
    return [Text("Coastal Ledger, the paper of the coast", 70, 765), Text(f"Page {number} of 2", 280, 20)]


def text_of(*pages: list[Text]) -> str:
    return PDF.open(File("a.pdf", pdf(pages))).pasted.text


def test_an_article_is_read_as_its_reader_reads_it() -> None:
    data = pdf([[*HEAD, *stacked(PARAGRAPHS, 560)]])
    reading = read("ferry.pdf", data)
    draft = one(reading)
    assert reading.format == "pdf"
    assert (draft.headline.value, draft.reporters.value) == (HEADLINE, ("Petra Lindqvist",))
    assert draft.published_on.value == date(2025, 11, 14)
    assert draft.body.value == "\n\n".join(PARAGRAPHS)
    assert shown(reading, "headline") == [HEADLINE]
    assert reading.file == data
    assert sentences(reading) == []


def test_what_all_pages_repeat_is_in_the_text_and_not_in_the_body() -> None:
    first, second, third, fourth = PARAGRAPHS
    reading = read(
        "ferry.pdf",
        pdf([[*edges(1), *HEAD, *stacked((first, second), 560)], [*edges(2), *stacked((third, fourth), 700)]]),
    )
    assert one(reading).body.value == "\n\n".join(PARAGRAPHS)
    assert reading.reading.text.count("Coastal Ledger, the paper of the coast") == 2
    assert "Page 2 of 2" in reading.reading.text


def test_a_head_of_all_pages_with_outlet_and_day_apart_is_no_row_of_a_table_in_the_text() -> None:
    head = [Text("Coastal Ledger", 70, 765), Text("14 November 2025", 440, 765)]
    pages = [[*head, *stacked((paragraph, paragraph[::-1]), 700)] for paragraph in PARAGRAPHS[1:]]
    first = [*head, *HEAD[:3], Text("Coastal Ledger, 14 November 2025", 70, 612), *stacked(PARAGRAPHS[:1], 560)]
    draft = one(read("ferry.pdf", pdf([first, *pages])))
    assert draft.body.value is not None
    assert PARAGRAPHS[-1] in draft.body.value
    assert "Ledger" not in draft.body.value


def test_a_sentence_goes_on_over_pages_and_what_stands_between_them() -> None:
    lines = wrapped(" ".join(PARAGRAPHS), 70, 700)
    half = len(lines) // 2 + 1
    while not lines[half].text[0].islower():
        half += 1
    second = [line._replace(y=line.y + 100) for line in lines[half:]]
    text = text_of([*edges(1), *lines[:half]], [*edges(2), *second])
    assert " ".join(PARAGRAPHS) in text


def test_words_that_were_broken_are_whole_again() -> None:
    lines = [
        "The long-term fund for the har-",
        "bour towns is new, and the long-",
        "term answer of the minis-",
        "try is not. Sixty-one boats with Marie-",
        "Ève Roy, and vingt-",
        "deux more, asked for it.",
    ]
    text = text_of([Text(line, 70, 700 - 12 * number) for number, line in enumerate(lines)])
    assert text == (
        "The long-term fund for the harbour towns is new, and the long-term answer of the ministry is not. "
        "Sixty-one boats with Marie-Ève Roy, and vingt-deux more, asked for it."
    )


def test_columns_are_read_one_after_the_other_however_the_file_goes_through_them() -> None:
    left = wrapped(" ".join(PARAGRAPHS), 60, 600, 220)
    right = wrapped(" ".join(reversed(PARAGRAPHS)), 330, 600, 220)
    across = (
        [line for pair in zip(left, right, strict=False) for line in pair] + left[len(right) :] + right[len(left) :]
    )
    wanted = " ".join([*PARAGRAPHS, *reversed(PARAGRAPHS)])
    assert text_of([*left, *right]).replace("\n", " ") == wanted
    assert text_of(across).replace("\n", " ") == wanted


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    rows = [("Ferry", "May 3", "CBC"), ("Port", "May 4", "CTV"), ("Fund", "May 5", "BBC")] * 3
    cells = [
        Text(cell, 70 + 150 * place, 700 - 14 * row) for row, line in enumerate(rows) for place, cell in enumerate(line)
    ]
    assert text_of(cells) == "\n".join("\t".join(row) for row in rows)


def test_paragraphs_are_told_by_space_by_indents_and_by_short_lines() -> None:
    first, second, *_ = PARAGRAPHS
    spaced = stacked((first, second), 700)
    assert text_of(spaced) == f"{first}\n{second}"
    close = wrapped(first, 70, 700)
    indented = wrapped(second, 70, close[-1].y - 12)
    assert text_of([*close, indented[0]._replace(x=90), *indented[1:]]) == f"{first}\n{second}"
    assert text_of([*close, *indented]) == f"{first}\n{second}"


def test_a_large_initial_belongs_to_its_word() -> None:
    text = text_of(
        [Text("T", 70, 690, 34), Text("he ferry to Port Gansey now runs", 95, 702), Text("until the winter.", 95, 690)]
    )
    assert text == "The ferry to Port Gansey now runs until the winter."


def test_larger_lines_are_headings() -> None:
    lines = [
        *HEAD[:2],
        *stacked(PARAGRAPHS[:1], 600),
        Text("What they want", 70, 540, 14),
        *stacked(PARAGRAPHS[1:], 500),
    ]
    html = PDF.open(File("a.pdf", pdf([lines]))).pasted.html or ""
    assert f"<h1><b>{HEADLINE}</b></h1>" in html
    assert "<h2>What they want</h2>" in html


def test_links_are_kept() -> None:
    html = PDF.open(File("a.pdf", pdf([HEAD], link="https://ledger.example/a"))).pasted.html or ""
    assert '<a href="https://ledger.example/a">Coastal Ledger</a>' in html


def test_what_a_browser_prints_at_the_edge_is_no_part_of_the_text() -> None:
    printed = [Text("11/23/2026, 3:05 PM", 40, 770), Text("https://ledger.example/ferry 1/1", 40, 20)]
    reading = read("ferry.pdf", pdf([[*printed, *HEAD, *stacked(PARAGRAPHS, 560)]]))
    assert one(reading).body.value == "\n\n".join(PARAGRAPHS)
    assert one(reading).published_on.value == date(2025, 11, 14)


# Scans


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that is called as Tesseract is, and reads the same text in every picture."""
    program = tmp_path / "tesseract.py"
    said = "\n\n".join([HEADLINE, "By Petra Lindqvist", "Coastal Ledger", *PARAGRAPHS])
    program.write_text(
        "import sys\n"
        "if sys.argv[1:] == ['--list-langs']:\n"
        "    print('List of available languages (3):\\neng\\nfra\\nosd')\n"
        "else:\n"
        "    assert sys.argv[1:] == ['stdin', 'stdout', '-l', 'eng+fra', '--psm', '1'], sys.argv\n"
        "    picture = sys.stdin.buffer.read()\n"
        "    assert picture.startswith(b'P5 2550 33') and len(picture) > 2550 * 3300\n"
        f"    sys.stdout.buffer.write({said!r}.encode())\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(ocr, "command", lambda: [sys.executable, str(program)])


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "command", lambda: None)


@pytest.mark.usefixtures("no_tesseract")
def test_a_scan_says_that_it_holds_no_text() -> None:
    with pytest.raises(WrongUsage, match=r"This PDF is a scan: it holds pictures of pages and no text\."):
        read("scan.pdf", pdf([[], []], pictures=True))


@pytest.mark.usefixtures("tesseract")
def test_a_scan_is_read_by_ocr_and_nothing_in_it_is_sure() -> None:
    reading = read("scan.pdf", pdf([[]], pictures=True))
    assert (one(reading).headline.value, one(reading).body.value) == (HEADLINE, "\n\n".join(PARAGRAPHS))
    assert one(reading).headline.confidence <= 0.6
    assert sentences(reading) == ["The text was read from pictures by OCR: please check it. The file is kept."]


@pytest.mark.usefixtures("tesseract")
def test_pages_of_pictures_among_others_are_read_by_ocr() -> None:
    reading = read("part.pdf", pdf([[*HEAD, *stacked(PARAGRAPHS[:2], 560)], []], pictures=True))
    assert PARAGRAPHS[3] in reading.reading.text
    assert sentences(reading)[0].startswith("The text of page 2 was read from pictures by OCR")


@pytest.mark.usefixtures("tesseract")
def test_progress_is_told_from_page_to_page_while_a_scan_is_read() -> None:
    seen: list[tuple[int, int]] = []
    scan = File("scan.pdf", pdf([[], []], pictures=True), lambda done, total: seen.append((done, total)))
    read_file(scan, NOBODY, TODAY)
    assert seen == [(0, 2), (1, 2)]


@pytest.mark.usefixtures("no_tesseract")
def test_pages_of_pictures_are_told() -> None:
    reading = read("part.pdf", pdf([[], [*HEAD, *stacked(PARAGRAPHS, 560)], []], pictures=True))
    assert sentences(reading) == ["There is no text on pages 1, 3, only pictures. The file is kept."]


def test_a_program_that_fails_is_none(tmp_path: Path) -> None:
    for program in ([sys.executable, "-c", "raise SystemExit(1)"], [str(tmp_path / "nowhere")]):
        assert ocr.paragraphs_in(program, b"P5 1 1 255\n0", ["eng"]) is None
        assert ocr.languages(program) == []


# Files that cannot be read


def test_a_locked_file_is_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="protected by a password"):
        read("a.pdf", pdf([HEAD], locked=True))


def test_a_damaged_file_is_a_sentence() -> None:
    data = pdf([[*HEAD, *stacked(PARAGRAPHS, 560)]])
    for broken in (b"%PDF-1.7", b"%PDF-1.7\n" + bytes(2_000), data[:300]):
        with pytest.raises(WrongUsage, match="This PDF is damaged"):
            read("a.pdf", broken)


def test_a_process_that_ends_is_replaced() -> None:
    process = PdfProcess()
    data = pdf([HEAD])
    try:
        before = process.pages(data)
        process._process.kill()
        process._process.join()
        assert process.pages(data) == before
    finally:
        process.close()


def test_several_threads_may_read_at_once() -> None:
    data = pdf([[*HEAD, *stacked(PARAGRAPHS, 560)]])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: pdf_process().pages(data), range(12)))
    assert all(pages == found[0] for pages in found)


def test_a_file_of_many_pages_is_read_as_far_as_is_meant() -> None:
    reading = read("long.pdf", pdf([[Text("Harbour towns ask who pays", 70, 700)]] * 1_003))
    assert sentences(reading) == ["Only the first 1,000 of 1,003 pages were read. The file is kept with all of them."]
