"""A mention beside the clipping it is like, and the page that clears up all likely duplicates."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.duplicates import likeness_of
from clipper.library.library import Library
from clipper.library.likely_duplicates import likely_duplicates
from clipper.library.merging import compare
from clipper.model.codes import Medium
from clipper.model.draft import Accepted, Answer, Decision, Draft, Guess, Pasted
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.ui.dialogs.duplicate import Brought, DuplicateDialog
from clipper.ui.dialogs.likely_duplicates import Found, LikelyDuplicatesDialog
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import FocusRing
from clipper.ui.widgets.comparison_cells import Choice, Passage
from clipper.ui.widgets.differences import Place, line_pieces, text_difference
from clipper.ui.widgets.pair_list import PairModel
from clipper.ui.widgets.pair_view import PairView
from tests.ui.conftest import window_over
from tests.ui.reviewing import buttons, list_of, press, shown, spoken, told

FERRY = """The last boat of the season now leaves three weeks later than it did, and eleven towns ask who pays for it.

Their mayors wrote to the province on Tuesday and asked for one fund with clear rules and a date by which it opens.

“Every extra week is a week that some budget did not expect,” said Ingrid Halvorsen, who counted the sailings."""


def mention(tags: tuple[str, ...] = (), note: str | None = None, **changed: object) -> Accepted:
    values: dict[str, object] = {
        "headline": "Who patrols the passage? Nobody says",
        "outlet": "Harbour & Coast",
        "reporters": ("Hannah Oyelaran",),
        "published_on": date(2026, 11, 16),
        "url": "https://harbourandcoast.example/2026/11/who-patrols",
        "body": FERRY,
    }
    draft = Draft(**{name: Guess(value, 1.0) for name, value in {**values, **changed}.items()})  # type: ignore[arg-type]
    return Accepted(draft, tags, note)


def again(**changed: object) -> Accepted:
    values: dict[str, object] = {
        "headline": "Who patrols the passage? One answer",
        "published_on": date(2026, 11, 17),
        "body": f"{FERRY}\n\n“Ask who answers the radio,” she said.",
        **changed,
    }
    return mention(("topic/shipping",), **values)


Open = Callable[..., DuplicateDialog]


@pytest.fixture
def open_comparison(library: Library, qtbot: QtBot) -> Open:
    def _open(brought: Accepted | None = None, pasted: str = "First") -> DuplicateDialog:
        library.add([mention(("topic/arctic",), "Check the map.")], Pasted(pasted))
        accepted = brought or again()
        found = likeness_of(library, accepted.draft)
        assert found
        both = Brought.of(accepted, found.clipping, "From this paste", "18 November 2026, 09:52")
        return shown(qtbot, DuplicateDialog(found, both, library))

    return _open


def passages(dialog: QWidget) -> list[str]:
    return [part.plain() for part in dialog.findChildren(Passage)]


def chosen(dialog: QWidget) -> list[str]:
    """Return the fields of which the right value is chosen: it stands right of the dialog's middle."""
    middle = dialog.width() / 2
    found = [one for one in dialog.findChildren(Choice) if one.isChecked()]
    return [one.accessibleName().split(":")[0] for one in found if one.mapTo(dialog, one.rect().center()).x() > middle]


# One pair


def test_both_are_shown_field_by_field_with_what_is_the_same_and_what_differs(open_comparison: Open) -> None:
    dialog = open_comparison()
    assert dialog.windowTitle() == "You may have this already"
    labels = told(dialog)
    assert "Same link, outlet and reporter. The headline, the date and the text differ." in labels
    assert {"In your library", "Kept 18 November 2026", "From this paste"} <= set(labels)
    assert passages(dialog)[1].endswith("“Ask who answers the radio,” she said.")
    assert "Ask who answers" not in passages(dialog)[0]
    sentence = "Merging keeps one clipping with the 3 values chosen, 2 tags and the note."
    assert f"{sentence} The text of 16 November 2026 stays in its history." in labels


def test_enter_merges_with_the_values_that_are_chosen(open_comparison: Open, library: Library) -> None:
    dialog = open_comparison()
    assert chosen(dialog) == ["Headline", "Date", "Text"]
    buttons(dialog)["Date: 16 November 2026"].click()
    press(Qt.Key.Key_Return)
    assert dialog.decision == Decision(Answer.MERGE, 1, frozenset({"headline", "body"}))
    library.add([replace(again(), decision=dialog.decision)], Pasted("Second"))
    merged = library.get(1)
    assert (merged.headline, merged.published_on) == ("Who patrols the passage? One answer", date(2026, 11, 16))
    assert merged.tags == ("topic/arctic", "topic/shipping")
    assert [one.text for one in library.originals(1)] == ["First", "Second"]


def test_what_was_corrected_here_stands_when_the_same_paste_comes_again(
    open_comparison: Open, library: Library
) -> None:
    dialog = open_comparison(pasted=f"As read before\n{again().draft.headline.value}")
    assert chosen(dialog) == ["Text"]


def test_spaces_and_marks_of_the_paste_do_not_hide_that_it_is_the_same(open_comparison: Open) -> None:
    dialog = open_comparison(pasted="As read before\n**Who**  patrols the\u00a0passage? _One_ answer\n")
    assert chosen(dialog) == ["Text"]


def test_a_shorter_text_is_not_chosen_by_itself(open_comparison: Open) -> None:
    dialog = open_comparison(again(body=FERRY[:300]))
    assert chosen(dialog) == ["Headline", "Date"]


def test_a_choice_is_made_with_the_keyboard_alone(open_comparison: Open) -> None:
    dialog = open_comparison()
    buttons(dialog)["Headline: Who patrols the passage? One answer"].setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Left)
    assert buttons(dialog)["Headline: Who patrols the passage? Nobody says"].isChecked()
    assert chosen(dialog) == ["Date", "Text"]
    press(Qt.Key.Key_Return)
    assert dialog.decision == Decision(Answer.MERGE, 1, frozenset({"published_on", "body"}))


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("Open the one I have", Answer.OPEN),
        ("Make it a pick-up", Answer.PICK_UP),
        ("Keep both", Answer.BOTH),
        ("Not a duplicate", Answer.BOTH),
        ("Merge", Answer.MERGE),
    ],
)
def test_each_button_says_what_a_person_means(open_comparison: Open, word: str, answer: Answer) -> None:
    dialog = open_comparison()
    buttons(dialog)[word].click()
    assert dialog.decision is not None
    assert dialog.decision.answer is answer
    assert not dialog.isVisible()


def test_escape_cancels(open_comparison: Open) -> None:
    dialog = open_comparison()
    press(Qt.Key.Key_Escape)
    assert (dialog.decision, dialog.isVisible()) == (None, False)


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"headline": "Who patrols the passage? Nobody says", "url": None}, Answer.MERGE),
        ({"headline": "Towns count the boats", "url": None}, Answer.BOTH),
        ({"headline": "Towns count the boats", "url": None, "published_on": date(2026, 11, 16)}, Answer.MERGE),
        ({"headline": "Towns count the boats", "body": None}, Answer.BOTH),
        ({"headline": "Who patrols the passage? Nobody says | Harbour & Coast", "body": None}, Answer.MERGE),
        ({"headline": None, "body": None, "published_on": None, "medium": Medium.PRINT}, Answer.MERGE),
    ],
    ids=[
        "one headline",
        "the text",
        "the text in one outlet and day",
        "the link",
        "the link and nearly the headline",
        "the link and nothing more",
    ],
)
def test_enter_merges_only_what_is_surely_one_mention(
    open_comparison: Open, changed: dict[str, object], answer: Answer
) -> None:
    dialog = open_comparison(again(**changed))
    assert dialog.windowTitle() == "You may have this already"
    press(Qt.Key.Key_Return)
    assert dialog.decision is not None
    assert dialog.decision.answer is answer


def test_the_ring_waits_for_a_key_that_moves_the_focus(open_comparison: Open) -> None:
    def rings() -> list[QWidget]:
        return [one for one in QApplication.allWidgets() if isinstance(one, FocusRing) and one.isVisible()]

    dialog = open_comparison()
    assert (dialog.isVisible(), rings()) == (True, [])
    press(Qt.Key.Key_Backtab)
    assert [ring.widget().text() for ring in rings()] == ["Keep both"]


def test_enter_held_down_decides_nothing(open_comparison: Open) -> None:
    dialog = open_comparison()
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", autorep=True)
    QApplication.sendEvent(QApplication.focusWidget(), held)
    assert (dialog.decision, dialog.isVisible()) == (None, True)


def test_a_copy_in_another_outlet_is_likely_a_pick_up(open_comparison: Open) -> None:
    dialog = open_comparison(again(outlet="Le Phare", url=None))
    assert dialog.windowTitle() == "Another outlet ran this piece"
    press(Qt.Key.Key_Return)
    assert dialog.decision == Decision(Answer.PICK_UP, 1)


@pytest.mark.parametrize("word", ["Keep both", "Not a duplicate"])
def test_enter_on_another_button_presses_that_button(open_comparison: Open, word: str) -> None:
    dialog = open_comparison()
    buttons(dialog)[word].setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert dialog.decision == Decision(Answer.BOTH, 1)


def test_tab_goes_through_the_choices_and_then_the_buttons_and_everything_has_a_name(open_comparison: Open) -> None:
    dialog = open_comparison()
    buttons(dialog)["Merge"].setFocus(Qt.FocusReason.TabFocusReason)
    visited = []
    for _ in range(9):
        press(Qt.Key.Key_Tab)
        visited.append(QAccessible.queryAccessibleInterface(QApplication.focusWidget()).text(QAccessible.Text.Name))
    assert visited == [
        "Not a duplicate",
        "Headline: Who patrols the passage? One answer",
        "Date: 17 November 2026",
        f"Text: {len(again().draft.body.value.split())} words · one paragraph more at the end",
        *("Cancel", "Open the one I have", "Make it a pick-up", "Keep both", "Merge"),
    ]


def test_nothing_of_a_clipping_is_read_as_html(open_comparison: Open) -> None:
    evil = '<img src="file:///etc/hostname"><b>bold</b>'
    dialog = open_comparison(again(headline=evil, body=f"{FERRY}\n\n{evil}"))
    assert evil in passages(dialog)[1]
    assert all("<img" not in part.text() for part in dialog.findChildren(Passage))


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_two_lines_are_the_lines(first: str, second: str) -> None:
    left, right = line_pieces(first, second)
    assert ("".join(text for text, _ in left), "".join(text for text, _ in right)) == (first, second)
    if first == second:
        assert not any(differs for _, differs in (*left, *right))


@pytest.mark.parametrize(
    ("second", "place", "more"),
    [
        ("one\n\ntwo\n\nthree\n\nfour", Place.END, (0, 1)),
        ("zero\n\none\n\ntwo\n\nthree", Place.BEGINNING, (0, 1)),
        ("one\n\n2\n\nthree", Place.MIDDLE, (1, 1)),
    ],
)
def test_where_two_texts_differ(second: str, place: Place, more: tuple[int, int]) -> None:
    difference = text_difference("one\n\ntwo\n\nthree", second)
    assert difference is not None
    assert ([one.place for one in difference.passages], difference.more) == ([place], more)
    assert text_difference(second, second) is None


def test_every_place_where_two_texts_differ_is_shown(open_comparison: Open) -> None:
    body = FERRY.replace("three weeks later", "a month later").replace("the sailings", "all sailings")
    dialog = open_comparison(again(body=f"{body}\n\nNobody answered."))
    kept, other = passages(dialog)[::2], passages(dialog)[1::2]
    assert ["three weeks later" in kept[0], "a month later" in other[0]] == [True, True]
    assert ["the sailings" in kept[1], "all sailings" in other[1]] == [True, True]
    assert other[1].endswith("Nobody answered.")


@pytest.mark.parametrize(
    ("places", "sentence"), [(8, None), (9, "one more place."), (11, "3 more places.")], ids=["all", "one", "many"]
)
def test_places_that_are_too_many_to_be_shown_are_told(
    library: Library, qtbot: QtBot, places: int, sentence: str | None
) -> None:
    def text(word: str) -> str:
        return "\n\n".join(f"Line {n} of the ferry stays.\n\nThe {word} of boat {n} is new." for n in range(places))

    library.add([mention(body=text("first"))], Pasted("First"))
    accepted = again(body=text("second"))
    found = likeness_of(library, accepted.draft)
    assert found
    brought = Brought.of(accepted, found.clipping, "From this paste", "18 November 2026, 09:52")
    dialog = shown(qtbot, DuplicateDialog(found, brought, library))
    assert len(passages(dialog)) == 16
    assert [words for words in told(dialog) if words.startswith("The texts differ in")] == (
        [f"The texts differ in {sentence}"] if sentence else []
    )


# The page


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool


@pytest.fixture
def filled(library: Library) -> Library:
    """One article four times, of which two are identical to the first, and a copy of it in another outlet."""
    for number, one in enumerate(
        (mention(), mention(), mention(("board",)), again(), again(outlet="Le Phare", url=None))
    ):
        # In the wastebasket nothing is like it, so that nobody has to say what they are.
        library.delete(library.add([one], Pasted(f"Paste {number}")).ids)
    library.restore(range(1, 6))
    return library


Page = Callable[[], LikelyDuplicatesDialog]


@pytest.fixture
def open_page(filled: Library, executor: ThreadPoolExecutor, qtbot: QtBot) -> Page:
    def _open() -> LikelyDuplicatesDialog:
        found = Found.in_library(filled, lambda _done, _total: None)
        return shown(qtbot, LikelyDuplicatesDialog(found, filled, executor))

    return _open


def pairs(dialog: LikelyDuplicatesDialog) -> list[tuple[int, int]]:
    if not dialog.pair():
        return []
    return [(pair.kept, pair.other) for pair in dialog.findChildren(PairModel)[0].pairs]


def test_the_page_lists_what_joins_a_group_and_shows_the_first_side_by_side(open_page: Page) -> None:
    dialog = open_page()
    assert pairs(dialog) == [(1, 4), (1, 3), (1, 2), (1, 5)]
    said = {"4 pairs", "Same link, outlet and reporter. The headline, the date and the text differ."}
    assert said <= set(told(dialog))
    assert "Merge the 2 identical pairs" in buttons(dialog)
    assert list_of(dialog).hasFocus()
    assert (
        spoken(dialog)[0]
        == "Who patrols the passage? Nobody says, Same link, Harbour & Coast, 16 Nov 2026 · 17 Nov 2026"
    )


def test_one_key_decides_and_the_next_pair_is_in_turn(open_page: Page, filled: Library) -> None:
    dialog = open_page()
    press(Qt.Key.Key_M)
    assert filled.get(4).deleted
    assert filled.get(1).body == again().draft.body.value
    assert pairs(dialog) == [(1, 3), (1, 2), (1, 5)]
    press(Qt.Key.Key_N)
    assert pairs(dialog) == [(1, 2), (1, 5)]
    press(Qt.Key.Key_Return)
    assert filled.get(2).deleted
    assert pairs(dialog) == [(1, 5)]
    press(Qt.Key.Key_Return)
    assert [one.id for one in filled.story_of(1)] == [1, 5]
    assert pairs(dialog) == []
    assert "No clipping looks like another one." in told(dialog)
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_what_is_no_duplicate_of_one_of_a_story_is_none_of_the_others(open_page: Page, filled: Library) -> None:
    filled.delete([2, 3])
    filled.edit(4, outlet="Island Post", url=None)
    filled.make_pick_up(4, 1)
    dialog = open_page()
    assert pairs(dialog) == [(1, 5)]
    press(Qt.Key.Key_N)
    assert pairs(dialog) == []
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pairs(dialog) == [(1, 5)]


def test_the_rows_of_a_group_name_both_sides(open_page: Page, filled: Library) -> None:
    filled.delete([2])
    for clipping_id, outlet, day in ((3, "Island Post", 18), (4, "Island Post", 16)):
        filled.edit(clipping_id, headline="Same", outlet=outlet, url=None, published_on=date(2026, 11, day))
    dialog = open_page()
    model = dialog.findChildren(PairModel)[0]
    assert sorted(model.sides(pair) for pair in model.pairs) == [
        "Harbour & Coast, 16 Nov 2026 · Island Post, 18 Nov 2026",
        "Harbour & Coast, 16 Nov 2026 · Le Phare, 17 Nov 2026",
        "Island Post, 18 Nov 2026 · 16 Nov 2026",
    ]


def test_what_is_kept_both_does_not_come_back(open_page: Page, filled: Library) -> None:
    before = open_page()
    press(Qt.Key.Key_N)
    after = open_page()
    assert [(1, 4) in pairs(page) for page in (before, after)] == [False, False]


def test_enter_keeps_both_of_a_pair_that_is_doubtful(open_page: Page, filled: Library) -> None:
    filled.edit(4, headline="Towns count the boats", url=None, published_on=date(2026, 11, 19))
    dialog = open_page()
    assert (dialog.pair().kept, dialog.pair().other) == (1, 4)
    press(Qt.Key.Key_Return)
    assert not filled.get(4).deleted
    assert (1, 4) not in pairs(dialog)


def test_merging_the_identical_ones_is_offered_of_several_only(open_page: Page, filled: Library) -> None:
    filled.delete([2])
    dialog = open_page()
    assert pairs(dialog) == [(1, 4), (1, 3), (1, 5)]
    assert not [word for word in buttons(dialog) if "identical" in word]
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pairs(dialog)) == 3


def test_undo_takes_back_nothing_that_was_done_elsewhere_since(open_page: Page, filled: Library) -> None:
    dialog = open_page()
    press(Qt.Key.Key_M)
    filled.set_starred([1], True)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert filled.get(1).starred
    assert filled.get(4).deleted
    assert any(words.startswith("Something else was changed since.") for words in told(dialog))


def test_undo_takes_decisions_back_one_by_one_and_shows_their_pairs(open_page: Page, filled: Library) -> None:
    dialog = open_page()
    before = filled.clippings(range(1, 6))
    for key in (Qt.Key.Key_M, Qt.Key.Key_N, Qt.Key.Key_N):
        press(key)
    assert "Undo" in buttons(dialog)
    for _ in range(3):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pairs(dialog) == [(1, 4), (1, 3), (1, 2), (1, 5)]
    assert (dialog.pair().kept, dialog.pair().other) == (1, 4)
    assert filled.clippings(range(1, 6)) == before
    assert "Undo" not in buttons(dialog)


def test_identical_ones_are_merged_at_once_in_one_step(open_page: Page, filled: Library, qtbot: QtBot) -> None:
    dialog = open_page()
    steps = len(filled.steps())
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.aside.is_busy)
    assert pairs(dialog) == [(1, 4), (1, 5)]
    assert len(filled.steps()) == steps + 1
    assert filled.get(1).tags == ("board",)
    assert "Merged 3 clippings" in told(dialog)
    assert not [word for word in buttons(dialog) if "identical" in word]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pairs(dialog)) == 4
    assert not filled.get(2).deleted


def choose(dialog: LikelyDuplicatesDialog, *rows: int) -> None:
    """Click on a row, and on others with Ctrl held."""
    view, held = list_of(dialog), Qt.KeyboardModifier.NoModifier
    for row in rows:
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)
        held = Qt.KeyboardModifier.ControlModifier


def test_several_pairs_are_told_apart_at_once_and_taken_back_as_one_step(
    open_page: Page, filled: Library, qtbot: QtBot
) -> None:
    dialog, steps = open_page(), len(filled.steps())
    choose(dialog, 0, 3)
    assert {"2 are no duplicates", "Make 2 pick-ups", "Merge 2 pairs"} <= set(buttons(dialog))
    press(Qt.Key.Key_Return)
    assert len(filled.steps()) == steps
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not {(1, 4), (1, 5)}.intersection(pairs(dialog)))
    assert {(1, 3), (1, 2)} <= set(pairs(dialog))
    assert len(filled.steps()) == steps + 1
    assert {"Not a duplicate", "Merge"} <= set(buttons(dialog))
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pairs(dialog)) == 4


def test_several_pairs_are_merged_at_once_with_the_longer_text(open_page: Page, filled: Library, qtbot: QtBot) -> None:
    dialog, steps = open_page(), len(filled.steps())
    choose(dialog, 0, 2)
    press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: pairs(dialog) == [(1, 3), (1, 5)])
    assert len(filled.steps()) == steps + 1
    assert [filled.get(one).deleted for one in (2, 4)] == [True, True]
    kept = filled.get(1)
    assert (kept.headline, kept.body) == (mention().draft.headline.value, again().draft.body.value)


def test_several_pairs_become_pick_ups_at_once(open_page: Page, filled: Library, qtbot: QtBot) -> None:
    dialog, steps = open_page(), len(filled.steps())
    choose(dialog, 0, 3)
    press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: (1, 5) not in pairs(dialog))
    assert {one.id for one in filled.story_of(1)} == {1, 4, 5}
    assert len(filled.steps()) == steps + 1


def test_why_a_pair_is_taken_for_one_is_said_also_where_that_is_only_nearly_the_same(
    open_page: Page, filled: Library
) -> None:
    filled.delete([2, 3, 5])
    filled.edit(4, url=None, reporters=("Sam Whit",), body=f"{mention().draft.body.value} More.")
    dialog = open_page()
    said = "Same outlet and nearly the same text. The reporter, the headline and the date differ."
    assert said in told(dialog)


def test_a_pair_can_be_opened_in_the_list(open_page: Page) -> None:
    dialog = open_page()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_O)
    assert dialog.chosen == 1
    assert not dialog.isVisible()


def test_what_somebody_else_deleted_is_told_and_taken_out(open_page: Page, filled: Library) -> None:
    dialog = open_page()
    filled.purge([4])
    press(Qt.Key.Key_M)
    assert any("There is no clipping 4" in words for words in told(dialog))
    assert 4 not in [id_ for pair in pairs(dialog) for id_ in pair]


def test_keys_act_on_the_pair_that_is_shown_also_where_the_next_one_is_gone(open_page: Page, filled: Library) -> None:
    dialog = open_page()
    (_, gone), *_rest = pairs(dialog)[1:]
    filled.delete([gone])
    press(Qt.Key.Key_Down)
    pair = dialog.pair()
    assert pair is not None
    assert gone not in [id_ for one in pairs(dialog) for id_ in one]
    view = dialog.findChild(PairView)
    assert view is not None
    assert view.compared == compare(filled.get(pair.kept), filled.get(pair.other))
    press(Qt.Key.Key_M)
    assert filled.get(pair.other).deleted


def test_an_empty_page_says_so(library: Library, executor: ThreadPoolExecutor, qtbot: QtBot) -> None:
    found = Found.in_library(library, lambda _done, _total: None)
    dialog = shown(qtbot, LikelyDuplicatesDialog(found, library, executor))
    assert "No clipping looks like another one." in told(dialog)
    assert "Merge" not in buttons(dialog)
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_page_fits_into_a_narrow_window_and_all_of_it_has_names(open_page: Page, qtbot: QtBot) -> None:
    dialog = open_page()
    dialog.resize(900, 600)
    qtbot.waitUntil(lambda: list_of(dialog).width() < 300)
    assert dialog.width() == 900
    for button in buttons(dialog).values():
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    assert QAccessible.queryAccessibleInterface(list_of(dialog)).text(QAccessible.Text.Name) == "Likely duplicates"


# From the window


@pytest.fixture
def window(qtbot: QtBot, filled: Library, settings: Settings) -> Iterator[MainWindow]:
    with window_over(qtbot, filled, settings) as window:
        yield window


def dialog_of(kind: type[QWidget]) -> QWidget | None:
    dialog = QApplication.activeModalWidget()
    return dialog if isinstance(dialog, kind) else None


def in_dialog(kind: type[QWidget], do: Callable[[Any], None], done: list[bool]) -> None:
    """Do something in the dialog of a kind as soon as it is there."""

    def look() -> None:
        dialog = dialog_of(kind)
        if dialog is None:
            QTimer.singleShot(20, look)
        else:
            do(dialog)
            done.append(True)

    QTimer.singleShot(20, look)


def test_the_menu_finds_duplicates_aside_and_shows_the_chosen_one(qtbot: QtBot, window: MainWindow) -> None:
    done: list[bool] = []
    in_dialog(LikelyDuplicatesDialog, lambda dialog: dialog.open_first(), done)
    assert window.actions_["file.duplicates"] in window.menus["File"].actions()
    assert window.actions_["file.duplicates"].shortcut().toString() == "Ctrl+Shift+D"
    window.actions_["file.duplicates"].trigger()
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: window.list_pane.current_id() == 1)


def test_finding_duplicates_can_be_cancelled(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown_: list[object] = []
    monkeypatch.setattr(LikelyDuplicatesDialog, "ask", lambda *_: shown_.append(True))
    window.actions_["file.duplicates"].trigger()
    window.aside.cancel()
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert shown_ == []


def test_a_paste_of_what_is_there_is_merged_in_the_window_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    text = "\n".join(
        (
            "Who patrols the passage? Nobody says",
            "By Hannah Oyelaran",
            "Harbour & Coast",
            "November 16, 2026",
            "",
            FERRY,
        )
    )
    before, count = window.library.get(1), len(window.library.search(Query()))
    QGuiApplication.clipboard().setText(text)
    done: list[bool] = []
    in_dialog(DuplicateDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return), done)

    in_dialog(ReviewDialog, lambda dialog: dialog.keep(), done)
    window.actions_["clipping.paste"].trigger()
    qtbot.waitUntil(lambda: len(done) == 2)
    qtbot.waitUntil(lambda: window.library.steps()[0].verb == "merge")
    assert len(window.library.search(Query())) == count
    qtbot.waitUntil(lambda: window.toast.text == "Merged 2 clippings")
    window.undoing.undo()
    assert window.library.get(1) == before


def test_what_is_said_to_be_no_duplicate_in_the_window_is_kept_beside_it_and_undone(
    qtbot: QtBot, window: MainWindow
) -> None:
    count = len(window.library.search(Query()))
    QGuiApplication.clipboard().setText(
        f"Who patrols the passage? Nobody says\nBy Hannah Oyelaran\nHarbour & Coast\nNovember 16, 2026\n\n{FERRY}"
    )
    done: list[bool] = []
    in_dialog(DuplicateDialog, lambda dialog: buttons(dialog)["Not a duplicate"].click(), done)
    in_dialog(ReviewDialog, lambda dialog: dialog.keep(), done)
    window.actions_["clipping.paste"].trigger()
    qtbot.waitUntil(lambda: len(done) == 2)
    qtbot.waitUntil(lambda: len(window.library.search(Query())) == count + 1)
    second = max(window.library.search(Query()).ids)
    assert not any({one.kept, one.other} == {1, second} for one in likely_duplicates(window.library))
    window.undoing.undo()
    assert len(window.library.search(Query())) == count
