"""Reviewing one mention: what is shown, what a person changes, and what is accepted."""

from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCursor, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.library.duplicates import Likeness
from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role, State
from clipper.model.draft import Accepted, Answer, Decision, Doubt, Draft, Guess, Known, Pasted, Reading
from clipper.model.values import replace
from clipper.ui.dialogs.duplicate import DuplicateDialog
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.fonts import sans, scale
from clipper.ui.theme import theme
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.in_place import InPlace
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.paste_view import PasteView, excerpt, lines_around
from clipper.ui.widgets.review_row import DOUBTFUL, LONGEST_LABEL, MISSING, PLAIN, SURE, AlternativeButton
from clipper.ui.widgets.review_texts import CHECKED, choice_text, reason, to_check
from tests.ui.conftest import accepted
from tests.ui.reviewing import ARTICLE, BODY, LINES, article, article_draft, buttons, choosing, press, shown, span, told

Open = Callable[..., ReviewDialog]


@pytest.fixture
def open_review(library: Library, qtbot: QtBot) -> Open:
    def _open(reading: Reading | None = None, pasted: Pasted | None = None) -> ReviewDialog:
        reading = reading or article()
        return shown(qtbot, ReviewDialog(reading, pasted or Pasted(reading.text), library))

    return _open


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_sure_fields_are_ticked_and_doubtful_ones_say_why(open_review: Open) -> None:
    fields = open_review().fields()
    assert fields.row("headline").sign == SURE
    assert fields.row("url").sign == MISSING
    day = fields.row("published_on")
    assert (day.sign, day.reason) == (DOUBTFUL, "Several dates stand in the paste.")
    assert day.alternatives == ["17 Nov 2026", "18 Nov 2026"]


def test_why_a_field_is_doubtful_is_said_until_a_person_has_corrected_it(open_review: Open) -> None:
    dialog = open_review(article(outlet=Guess("Defence Weekly", 0.6, doubt=Doubt.UNSURE)))
    outlet = dialog.fields().row("outlet")
    said = outlet.findChildren(Label)
    assert [label.isVisibleTo(dialog) for label in said if label.text() == outlet.reason] == [True]
    dialog.fields().line("outlet").setFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("Trade and Defence Weekly")
    press(Qt.Key.Key_Tab)
    assert outlet.sign == SURE
    assert [label.isVisibleTo(dialog) for label in said if label.text() == outlet.reason] == [False]


def test_what_is_too_doubtful_to_be_filled_in_is_offered_and_not_called_absent(open_review: Open) -> None:
    text = ARTICLE.replace("The Harbour Gazette   Sign in   Subscribe", "Sections").replace(
        "More from Harbours", "© The Prairie Telegraph"
    )
    dialog = open_review(read(Pasted(text), Known(), date(2026, 11, 18)))
    outlet = dialog.fields().row("outlet")
    heads = [label.text() for label in dialog.findChildren(ElidedLabel)]
    assert "The paste held no link. No outlet was sure enough." in heads
    assert (outlet.sign, outlet.reason) == (MISSING, "Not sure enough to be filled in. Is it this one?")
    assert outlet.alternatives == ["New outlet “The Prairie Telegraph”"]
    assert dialog.fields().line("outlet")._invitation == "Choose below, or write it"
    dialog.fields().line("outlet").setFocus()
    press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert outlet.sign == SURE
    dialog.keep()
    assert dialog.result_ is not None
    kept = dialog.result_.draft.outlet
    assert (kept.value, kept.is_sure, text[slice(*kept.spans[0])]) == (
        "The Prairie Telegraph",
        True,
        "The Prairie Telegraph",
    )


def test_of_days_that_are_too_doubtful_those_worth_a_look_are_offered(open_review: Open) -> None:
    days = tuple(Guess(date(2026, 11, day), sure) for day, sure in ((17, 0.5), (18, 0.3), (19, 0.1)))
    dialog = open_review(article(published_on=Guess(None, alternatives=days)))
    row = dialog.fields().row("published_on")
    assert row.alternatives == ["17 Nov 2026", "18 Nov 2026"]
    assert row.reason == "Not sure enough to be filled in. Is it one of these?"
    dialog.fields().choose("published_on", 1)
    dialog.keep()
    assert dialog.result_ is not None
    assert dialog.result_.draft.published_on.value == date(2026, 11, 18)


def test_whose_surname_it_is_is_asked_and_never_guessed(open_review: Open) -> None:
    known = Known(spokespeople=("Ann Halvorsen", "Ingrid Halvorsen"))
    text = ARTICLE.replace("said Ingrid Halvorsen of the institute", "Ms. Halvorsen said")
    dialog = open_review(read(Pasted(text), known, date(2026, 11, 18)))
    fields = dialog.fields()
    row = fields.row("spokespeople")
    assert (row.sign, fields.people.value()) == (DOUBTFUL, ())
    assert row.reason == "A surname in the text may be that of several people. Choose who is meant."
    assert row.alternatives == ["None of these", "Ann Halvorsen, quoted", "Ingrid Halvorsen, quoted"]
    assert row.isVisible()
    fields.choose("spokespeople", 2)
    assert fields.draft().spokespeople.value == (Spokesperson("Ingrid Halvorsen", Role.QUOTED),)


def test_a_featured_name_that_the_text_lacks_is_to_be_checked(open_review: Open) -> None:
    paragraph = "The last boat of the season now leaves in December, and nobody has said who pays for the crew. " * 3
    text = f"Ferry towns count the cost\nBy Maya Okafor (feat. Sam Whit)\nNov. 17, 2026\n\n{paragraph}\n\n{paragraph}"
    fields = open_review(read(Pasted(text), Known(), date(2026, 11, 18))).fields()
    row = fields.row("spokespeople")
    assert row.sign == DOUBTFUL
    assert row.reason == "The text does not name Sam Whit."
    assert row.alternatives == ["Sam Whit, role unknown", "None of these"]


@pytest.mark.parametrize("width", [1280, 720])
def test_the_frames_of_names_and_roles_stand_apart_while_the_next_name_is_typed(open_review: Open, width: int) -> None:
    dialog = open_review()
    dialog.resize(width, 800)
    people = dialog.fields().people
    people.set_value((Spokesperson("Ada Lenz"), Spokesperson("Marie-Ève Thibodeau-Vandersteen of the Outer Isles")))
    people.start()
    QApplication.processEvents()
    frames = [one.geometry() for one in people.findChildren(InPlace) if one.isVisible()]
    frames += [one.geometry() for one in people.findChildren(InPlaceChoice) if one.isVisible()]
    assert len(frames) == 5
    assert not [(one, other) for one, other in combinations(frames, 2) if one.intersects(other)]


@pytest.mark.parametrize("word", ["Fellow", "Spokesperson", "Porte-parole et experts", "Spokesperson " * 9])
def test_the_organisations_word_for_its_people_has_room_beside_the_fields(
    open_review: Open, library: Library, word: str
) -> None:
    library.set_organisation(replace(library.organisation(), spokesperson_label=word.strip()))
    fields = open_review().fields()
    starts = {row.content.mapTo(fields, QPoint(0, 0)).x() for row in map(fields.row, ("headline", "spokespeople"))}
    start = starts.pop() - fields.contentsMargins().left()
    assert not starts
    needed = 18 + QFontMetrics(sans(13)).horizontalAdvance(word.strip())
    assert needed <= start or start == round(LONGEST_LABEL * scale())


def test_the_text_of_a_very_long_paste_says_that_it_was_cut(open_review: Open) -> None:
    lines = (f"The ferry waited for the tide of day {n}, and nobody minded at all." for n in range(21_000))
    reading = read(Pasted("Ferry waits\n\nBy Maya Okafor\n\n" + "\n".join(lines)), Known(), date(2026, 11, 18))
    body = open_review(reading).fields().row("body")
    assert body.reason == "The paste is longer than what is read of one. The whole of it is kept as the original."


def test_the_focus_starts_in_the_first_doubtful_field(open_review: Open) -> None:
    dialog = open_review()
    assert dialog.fields().field_in_turn() == "published_on"
    assert "Check the date." in told(dialog)


def test_enter_keeps_at_once_where_only_the_text_is_doubtful(open_review: Open) -> None:
    day = Guess(date(2026, 11, 17), 0.97)
    dialog = open_review(article(published_on=day, body=Guess(BODY, 0.7, doubt=Doubt.SHORT_BODY)))
    assert "Check the text." in told(dialog)
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    assert dialog.result_.draft == dialog.reading.drafts[0]


def test_the_focus_starts_on_keep_when_all_is_sure(open_review: Open) -> None:
    dialog = open_review(article(published_on=Guess(date(2026, 11, 17), 0.97)))
    assert QApplication.focusWidget() is buttons(dialog)["Keep clipping"]
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    assert dialog.result_.draft == dialog.reading.drafts[0]


def test_enter_keeps_from_a_field_of_one_line(open_review: Open) -> None:
    dialog = open_review()
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    assert dialog.result_.state is State.KEPT
    assert dialog.result_.draft.published_on.value == date(2026, 11, 17)


def test_alt_and_a_number_take_another_reading(open_review: Open) -> None:
    dialog = open_review()
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    fields = dialog.fields()
    assert fields.line("published_on").text() == "18 November 2026"
    assert fields.row("published_on").sign == SURE
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    day = dialog.result_.draft.published_on
    assert (day.value, day.confidence, day.doubt) == (date(2026, 11, 18), 1.0, None)
    assert day.spans == (span(ARTICLE, "Updated: Nov. 18, 2026"),)


@pytest.mark.parametrize(
    "text", ["19 Dec 2017", "December 19, 2017", "le 19 décembre 2017", "2017-12-19", "19/12/2017"]
)
def test_a_date_is_read_in_many_styles(open_review: Open, text: str) -> None:
    dialog = open_review()
    dialog.fields().line("published_on").edit()
    dialog.fields().line("published_on").set_text(text)
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    assert dialog.result_.draft.published_on.value == date(2017, 12, 19)


def test_an_unreadable_date_is_said_and_keeps_the_dialog_open(open_review: Open) -> None:
    dialog = open_review()
    write("17 Novembre 202x")
    press(Qt.Key.Key_Return)
    assert dialog.result_ is None
    assert dialog.isVisible()
    line = dialog.fields().line("published_on")
    assert line.problem().startswith("Write a date")
    assert dialog.fields().field_in_turn() == "published_on"


def test_escape_first_restores_a_field_and_then_cancels(open_review: Open) -> None:
    dialog = open_review()
    write("nonsense")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.fields().line("published_on").text() == "17 November 2026"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result_ is None


def test_every_field_can_be_corrected(open_review: Open) -> None:
    dialog = open_review()
    fields = dialog.fields()
    changes = {
        "headline": "Another headline",
        "reporters": "Maya Okafor; Jo Tan",
        "outlet": "Le Phare",
        "url": "phare.example/2026/ferries",
    }
    for name, text in changes.items():
        fields.line(name).edit()
        fields.line(name).set_text(text)
    fields.people.set_value((Spokesperson("Ingrid Halvorsen", Role.INTERVIEWED),))
    fields.body._edit.set_source(BODY.replace("December", "January"))
    fields.tag_editor.add("topic/ferries")
    fields.note_edit.setPlainText("Ask for the *bill*.")
    dialog.keep()
    accepted = dialog.result_
    assert accepted is not None
    draft = accepted.draft
    assert draft.headline.value == "Another headline"
    assert draft.reporters.value == ("Maya Okafor", "Jo Tan")
    assert draft.spokespeople.value == (Spokesperson("Ingrid Halvorsen", Role.INTERVIEWED),)
    assert (draft.outlet.value, draft.outlet.confidence) == ("Le Phare", 1.0)
    assert draft.url.value == "https://phare.example/2026/ferries"
    assert draft.body.value == BODY.replace("December", "January")
    assert (accepted.tags, accepted.note) == (("topic/ferries",), "Ask for the *bill*.")


def test_a_deck_can_be_added_where_none_was_found(open_review: Open) -> None:
    dialog = open_review()
    fields = dialog.fields()
    assert fields.row("deck").isHidden()
    buttons(dialog)["Add deck"].click()
    dialog.show()
    fields.line("deck").set_text("Nobody has said who pays")
    assert fields.take_typed()
    assert fields.draft().deck.value == "Nobody has said who pays"


def test_a_mention_can_be_put_off(open_review: Open) -> None:
    dialog = open_review()
    defer = buttons(dialog)["Defer"]
    defer.click()
    assert dialog.result_ is not None
    assert dialog.result_.state is State.DEFERRED


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Answer | None]:
    """What a person says in the comparisons that come, in order; None cancels."""
    said: list[Answer | None] = []

    def answer(likeness: Likeness, *_more: object, **_options: object) -> Decision | None:
        word = said.pop(0)
        return None if word is None else Decision(word, likeness.clipping.id)

    monkeypatch.setattr(DuplicateDialog, "ask", answer)
    return said


def test_a_mention_that_the_library_has_is_named_and_compared_before_it_is_kept(
    open_review: Open, library: Library, answers: list[Answer | None]
) -> None:
    library.add([Accepted(article_draft())], Pasted(ARTICLE))
    dialog = open_review()
    assert "You may have this already: The Harbour Gazette, 17 November 2026" in told(dialog)
    assert "Compare" in buttons(dialog)
    answers += [None, Answer.BOTH]
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    assert dialog.result_.decision == Decision(Answer.BOTH, 1)
    assert len(library.add([dialog.result_], Pasted(ARTICLE)).ids) == 1


def test_what_the_library_has_is_compared_also_before_it_is_put_off(
    open_review: Open, library: Library, answers: list[Answer | None]
) -> None:
    library.add([Accepted(article_draft())], Pasted(ARTICLE))
    dialog = open_review()
    answers += [None, Answer.BOTH]
    buttons(dialog)["Defer"].click()
    assert dialog.isVisible()
    buttons(dialog)["Defer"].click()
    assert dialog.result_ is not None
    assert (dialog.result_.state, dialog.result_.decision) == (State.DEFERRED, Decision(Answer.BOTH, 1))
    (deferred,) = library.add([dialog.result_], Pasted(ARTICLE)).ids
    assert library.get(deferred).state is State.DEFERRED


def test_a_paste_stays_in_the_review_when_the_clipping_beside_it_is_gone(
    qtbot: QtBot, library: Library, answers: list[Answer | None]
) -> None:
    (first,) = library.add([Accepted(article_draft())], Pasted(ARTICLE)).ids
    add: list[int] = []
    dialog = shown(
        qtbot,
        ReviewDialog(
            article(),
            Pasted(ARTICLE),
            library,
            None,
            lambda kept, _progress: add.extend(library.add(kept, Pasted(ARTICLE)).ids),
        ),
    )
    library.delete([first])
    answers.append(Answer.OPEN)
    buttons(dialog)["Compare"].click()
    assert dialog.isVisible()
    assert any("lies in the wastebasket. Nothing was changed" in words for words in told(dialog))
    buttons(dialog)["Keep clipping"].click()
    assert not dialog.isVisible()
    assert [library.get(one).body for one in add] == [BODY]


def test_a_copy_in_another_outlet_becomes_a_pick_up_unless_a_person_compares(
    open_review: Open, library: Library, answers: list[Answer | None]
) -> None:
    long = Guess("\n\n".join(f"Paragraph {number} tells what the harbour did then." for number in range(9)), 0.95)
    library.add([Accepted(article_draft(body=long, outlet=Guess("Le Phare")))], Pasted(ARTICLE))
    dialog = open_review(article(body=long))
    assert "Same piece as in Le Phare, 17 November 2026: it becomes a pick-up" in told(dialog)
    assert "Keep clipping" in buttons(dialog)
    answers.append(Answer.BOTH)
    buttons(dialog)["Compare"].click()
    assert dialog.result_ is not None
    assert dialog.result_.decision == Decision(Answer.BOTH, 1)


def test_a_mention_that_was_rejected_is_told_and_brought_back(open_review: Open, library: Library) -> None:
    library.add([Accepted(article_draft(), state=State.REJECTED)], Pasted(ARTICLE))
    dialog = open_review()
    assert "You rejected this before. Keeping brings it back" in told(dialog)
    assert "Bring back" in buttons(dialog)
    press(Qt.Key.Key_Return)
    assert dialog.result_ is not None
    assert library.add([dialog.result_], Pasted(ARTICLE)).brought_back == ((1, State.KEPT),)


def test_a_corrected_field_is_looked_up_in_the_library_again(open_review: Open, library: Library) -> None:
    library.add([Accepted(article_draft())], Pasted(ARTICLE))
    dialog = open_review(article(body=Guess("Other words.", 0.95)))
    assert "Compare" in buttons(dialog)
    dialog.fields().line("headline").edit()
    dialog.fields().line("headline").set_text("Quite another matter")
    assert dialog.fields().take_typed()
    assert "No duplicate in the library" in told(dialog)
    assert "Keep clipping" in buttons(dialog)


def test_values_are_coloured_where_they_were_found(open_review: Open) -> None:
    view = open_review().findChild(PasteView)
    cursor = QTextCursor(view.document())
    # The emoji in the headline is two units to Qt and one to us: what follows it must not be coloured one off.
    place = view.toPlainText().index("Maya Okafor")
    for offset, token in ((0, "violet"), (1, "violet"), (12, "violet")):
        cursor.setPosition(len(view.toPlainText()[:place].encode("utf-16-le")) // 2 + offset)
        filled = cursor.charFormat().background().color() == theme().hue(token).fill
        assert filled == (offset == 1)


def test_unused_text_is_quiet_and_never_hidden(open_review: Open) -> None:
    view = open_review().findChild(PasteView)
    assert view.toPlainText() == ARTICLE
    cursor = view.document().find("Subscribe")
    assert cursor.charFormat().foreground().color() == theme().color("ink3")


def test_a_real_paste_is_read_reviewed_and_kept(open_review: Open, library: Library) -> None:
    text = ARTICLE.replace("Posted: Nov. 17, 2026 | Updated: Nov. 18, 2026", "November 17, 2026")
    pasted = Pasted(text)
    dialog = open_review(read(pasted, Known(), date(2026, 11, 18)), pasted)
    dialog.keep()
    assert dialog.result_ is not None
    (clipping_id,) = library.add([dialog.result_], pasted).ids
    assert library.get(clipping_id).published_on == date(2026, 11, 17)


@pytest.mark.parametrize("text", ["x" * 20_000_000, "word " * 4_000_000, "line of words\n" * 1_500_000])
def test_a_huge_paste_is_shown_in_part_and_kept_whole(open_review: Open, text: str) -> None:
    draft = Draft(
        headline=Guess(text[:60], 0.5, ((0, 60),)), body=Guess(text, 0.5, ((0, len(text)),)), extent=(0, len(text))
    )
    dialog = open_review(Reading(text, (draft,)))
    assert len(dialog.findChild(PasteView).toPlainText()) <= 30_000
    assert any("characters are shown" in words for words in told(dialog))
    assert dialog.fields().draft().body.value == text


def test_nothing_in_a_paste_is_loaded(qtbot: QtBot) -> None:
    view = PasteView()
    qtbot.addWidget(view)
    text = '<img src="file:///etc/hostname"><b>bold</b>'
    view.show_draft(excerpt(text, (0, 5)), Draft())
    assert view.toPlainText() == text


@given(st.text(alphabet="ab\n 😀", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_lines_around_a_mention_hold_it(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    part = lines_around(text, (start, end))
    assert text[part.start : part.start + len(part.text)] == part.text
    assert text[start:end] in part.text


def test_lines_that_no_value_came_from_are_counted() -> None:
    assert unused_in(Reading(ARTICLE, (article_draft(),))) == ["More from Harbours"]
    assert unused_in(Reading(LINES, ())) == [line for line in LINES.split("\n") if line]


@pytest.mark.parametrize("doubt", [*Doubt, None])
def test_every_doubt_has_a_sentence(doubt: Doubt | None) -> None:
    for name in CHECKED:
        said = reason(name, Guess("Le Phare", 0.5, ((0, 8),), doubt=doubt))
        assert said.endswith(".")
        assert "{" not in said


def test_a_doubt_of_which_nothing_is_known_says_what_may_be_wrong() -> None:
    spans = {"spans": ((0, 8),)}
    said = {reason(name, Guess("Le Phare", 0.5, **spans)) for name in ("headline", "outlet", "published_on")}
    assert len(said) == 3
    assert reason("outlet", Guess("Le Phare", 0.5)) == "No line says this; it is concluded from what else is known."


def test_choices_and_checks_read_as_sentences() -> None:
    assert choice_text("outlet", Guess(None)) == "Part of the headline"
    assert choice_text("outlet", Guess("Le Phare", doubt=Doubt.UNKNOWN_OUTLET)) == "New outlet “Le Phare”"
    assert to_check(["published_on", "outlet", "body"]) == "Check the date, the outlet and the text."


def test_tab_goes_through_the_readings_of_a_doubtful_field_and_on(open_review: Open) -> None:
    dialog = open_review()
    visited = []
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        visited.append(focus.text() if isinstance(focus, AlternativeButton) else dialog.fields().field_in_turn())
    assert visited == ["17 Nov 2026", "18 Nov 2026", "url", "body"]


@pytest.mark.parametrize("kept", ["1:08:00", ""])
def test_the_time_of_a_broadcast_is_seen_before_it_is_kept_and_can_be_left_out(
    open_review: Open, library: Library, kept: str
) -> None:
    text = "Ferry waits for the tide, Power & Politics, CBC News Network, April 11, 2019 (1:08:00)"
    dialog = open_review(read(Pasted(text), library.known(), date(2020, 1, 10)))
    assert dialog._fields.note_edit.toPlainText() == "1:08:00"
    dialog._fields.note_edit.setPlainText(kept)
    dialog.keep()
    accepted = dialog.result_
    assert accepted is not None
    (id_,) = library.add([accepted], Pasted(text)).ids
    clipping = library.get(id_)
    assert (clipping.timecode, clipping.note) == (4080 if kept else None, None)


def test_who_empties_the_note_of_a_row_of_a_sheet_leaves_its_air_time(open_review: Open, library: Library) -> None:
    rows = "Date\tHeadline\tStation\tMedia Type\tAir Time\tNotes\n"
    rows += "2026-11-03\tWho pays\tHarbour TV\tTV\t7:40 ET\tAsk for the tape\n"
    reading = read(Pasted(rows + rows.split("\n")[1].replace("Who", "Nobody")), library.known(), date(2026, 11, 18))
    dialog = open_review(replace(reading, drafts=reading.drafts[:1]))
    dialog.fields().note_edit.setPlainText("")
    dialog.keep()
    assert dialog.result_ is not None
    (id_,) = library.add([dialog.result_], Pasted(rows)).ids
    assert (library.get(id_).aired_at, library.get(id_).note) == ("07:40 America/Toronto", None)


# Taking pieces of the paste by hand


def use(dialog: ReviewDialog, piece: str, words: str) -> None:
    """Select a piece of the paste and choose from its menu what it is used for."""
    paste = dialog.findChild(PasteView)
    assert paste is not None
    assert paste.find(piece) or (paste.moveCursor(QTextCursor.MoveOperation.Start), paste.find(piece))[1]
    [action] = [action for action in paste.use_menu().actions() if action.text() == words]
    action.trigger()


MISSED = (
    "The ferry waits\n\nBy Maya Okafor\nThe ferry did not leave on Monday.\n\nSign up for our letter\n\n"
    "It left on Tuesday, half empty.\n\nNobody *minded*, said the captain.\n"
)


def missed() -> Reading:
    """An article of which the middle of the text and the real headline were missed."""

    def found(text: str, value: str | None = None) -> Guess[str | None]:
        start = MISSED.index(text)
        return Guess(value or text, 0.9, ((start, start + len(text)),))

    first, last = "The ferry did not leave on Monday.", "Nobody *minded*, said the captain."
    places = tuple((MISSED.index(text), MISSED.index(text) + len(text)) for text in (first, last))
    body: Guess[str | None] = Guess(f"{first}\n\nNobody \\*minded\\*, said the captain.", 0.9, places)
    draft = Draft(headline=found("Sign up for our letter"), body=body, extent=(0, len(MISSED)))
    return Reading(MISSED, (draft,))


def test_a_line_of_the_paste_becomes_a_paragraph_where_it_stood(open_review: Open) -> None:
    dialog = open_review(missed())
    use(dialog, "It left on Tuesday, half empty.", "Add to the text")
    assert dialog.fields().draft().body.value == (
        "The ferry did not leave on Monday.\n\nIt left on Tuesday, half empty.\n\n"
        "Nobody \\*minded\\*, said the captain."
    )
    use(dialog, "The ferry waits", "Add to the text")
    assert (dialog.fields().draft().body.value or "").startswith("The ferry waits\n\nThe ferry did not leave")


def test_the_marks_of_the_text_are_quiet_and_what_they_mark_is_seen(open_review: Open) -> None:
    reading = missed()
    text = "😀 **BOB:** why *not* 2 * 3 \\#salt"
    dialog = open_review(replace(reading, drafts=(replace(reading.drafts[0], body=Guess(text, 0.9)),)))
    block = dialog.fields().body._edit.document().firstBlock()
    looks = [""] * len(text)
    for piece in block.layout().formats():
        form = piece.format
        is_quiet = form.foreground().color() == theme().color("ink3")
        words = (
            "q" if is_quiet else "b" if form.fontWeight() > QFont.Weight.Normal else "i" if form.fontItalic() else ""
        )
        # The face at the beginning is two of Qt's letters.
        looks[piece.start - 1 : piece.start - 1 + piece.length] = [words] * piece.length
    shown = {kind: "".join(letter for letter, look in zip(text, looks, strict=True) if look == kind) for kind in "qbi"}
    assert shown == {"q": "******\\", "b": "BOB:", "i": "not"}


def fill_of(dialog: ReviewDialog, piece: str) -> QColor | None:
    """Return the colour behind a piece of the paste."""
    paste = dialog.findChild(PasteView)
    assert paste is not None
    cursor = paste.document().find(piece)
    form = cursor.charFormat()
    return form.background().color() if form.hasProperty(QTextFormat.Property.BackgroundBrush) else None


def test_the_colours_in_the_paste_follow_what_a_person_uses_for_a_field(open_review: Open) -> None:
    dialog = open_review(missed())
    blue, violet = theme().hue("blue").fill, theme().hue("violet").fill
    pieces = "Sign up for our letter", "The ferry waits", "Maya Okafor"
    assert [fill_of(dialog, piece) for piece in pieces] == [blue, None, None]
    assert "3 lines of the paste are not used" in told(dialog)
    use(dialog, "The ferry waits", "Use as headline")
    use(dialog, "By Maya Okafor", "Use as reporter")
    assert [fill_of(dialog, piece) for piece in pieces] == [None, blue, violet]
    # What was the headline is not used any more.
    assert "2 lines of the paste are not used" in told(dialog)
    use(dialog, "Sign up for our letter", "Use as deck")
    use(dialog, "Sign up for our letter", "Use as headline")
    assert [fill_of(dialog, piece) for piece in pieces] == [blue, None, violet]


def test_the_headline_that_was_given_up_for_another_reading_is_a_line_that_is_not_used(
    open_review: Open, qtbot: QtBot
) -> None:
    reading = missed()
    draft = reading.drafts[0]
    start = MISSED.index("The ferry waits")
    other: Guess[str | None] = Guess("The ferry waits", 0.5, ((start, start + len("The ferry waits")),))
    headline = replace(draft.headline, confidence=0.6, doubt=Doubt.SEVERAL_HEADLINES, alternatives=(other,))
    dialog = open_review(replace(reading, drafts=(replace(draft, headline=headline),)))
    first = choosing(qtbot, dialog, verb="Close")
    assert first == ["The ferry waits", "By Maya Okafor", "It left on Tuesday, half empty."]
    dialog.fields().choose("headline", 1)
    assert choosing(qtbot, dialog, verb="Close") == ["By Maya Okafor", "Sign up for our letter", first[2]]
    use(dialog, "By Maya Okafor", "Use as reporter")
    assert "2 lines of the paste are not used" in told(dialog)
    assert any(words.endswith("2 lines left out") for words in told(dialog))


def test_lines_that_are_not_used_are_added_to_the_text_where_they_stand(open_review: Open, qtbot: QtBot) -> None:
    dialog = open_review(missed())
    assert "12 words" in told(dialog)
    choosing(qtbot, dialog, 1, 2, verb="Add to the text")
    body = dialog.fields().draft().body.value or ""
    assert body.split("\n\n")[:2] == ["By Maya Okafor", "The ferry did not leave on Monday."]
    assert body.split("\n\n")[2] == "It left on Tuesday, half empty."
    # The first was not chosen.
    assert {"21 words", "1 line of the paste is not used"} <= {*told(dialog)}


def test_a_field_that_cannot_be_read_is_named_and_not_ticked(open_review: Open) -> None:
    dialog = open_review(missed())
    line = dialog.fields().line("url")
    for text, sign in (("https://example.org/ferry", SURE), ("no link", PLAIN), ("https://example.org/boat", SURE)):
        line.edit()
        line.set_text(text)
        line.commit()
        assert dialog.fields().row("url").sign == sign
        assert ("Check the link." in told(dialog)) == (sign == PLAIN)


def test_a_piece_of_the_paste_becomes_one_of_the_organisations_people_or_the_programme(
    open_review: Open, library: Library
) -> None:
    library.set_organisation(replace(library.organisation(), spokesperson_label="Fellow"))
    dialog = open_review(missed())
    use(dialog, "Maya Okafor", "Use as fellow")
    use(dialog, "The ferry waits", "Use as programme")
    draft = dialog.fields().draft()
    assert draft.spokespeople.value == (Spokesperson("Maya Okafor"),)
    assert draft.programme.value == "The ferry waits"
    assert MISSED[slice(*draft.spokespeople.spans[0])] == "Maya Okafor"
    assert fill_of(dialog, "Maya Okafor") == theme().hue("teal").fill


def test_the_colour_of_a_value_stays_while_its_slip_is_corrected_and_goes_with_it(open_review: Open) -> None:
    dialog = open_review(missed())
    line = dialog.fields().line("headline")
    for text, colour in (("Sign up for this letter", theme().hue("blue").fill), ("", None)):
        line.edit()
        line.set_text(text)
        line.commit()
        assert fill_of(dialog, "Sign up for our letter") == colour


def test_a_piece_of_the_paste_becomes_a_field(open_review: Open) -> None:
    dialog = open_review(missed())
    use(dialog, "The ferry waits", "Use as headline")
    use(dialog, "Maya Okafor", "Use as reporter")
    draft = dialog.fields().draft()
    assert (draft.headline.value, draft.reporters.value) == ("The ferry waits", ("Maya Okafor",))
    assert draft.headline.is_sure
    assert "Add deck" in buttons(dialog)
    use(dialog, "Sign up for our letter", "Use as deck")
    assert dialog.fields().row("deck").isVisibleTo(dialog)
    assert "Add deck" not in buttons(dialog)
    use(dialog, "half empty", "Use as date")
    assert dialog.fields().row("published_on").findChildren(Label)
    assert dialog.fields().draft().published_on.value is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Maya O'Hara-Roy and Jean-Luc d'Aubigny", ("Maya O'Hara-Roy", "Jean-Luc d'Aubigny")),
        ("Par Maya Roy, Sam Whit et Ada Berg", ("Maya Roy", "Sam Whit", "Ada Berg")),
        ("By Maya Roy & Sam Whit", ("Maya Roy", "Sam Whit")),
        ("Ada and Sam Berg", ("Ada and Sam Berg",)),
        ("Fish & Ships", ("Fish & Ships",)),
    ],
)
def test_a_byline_of_several_becomes_several_reporters(
    open_review: Open, library: Library, byline: str, names: tuple[str, ...]
) -> None:
    library.add([accepted("Tides", reporters=("Ada and Sam Berg",))], Pasted("Tides"))
    text = f"{byline}\n{missed().text}"
    dialog = open_review(Reading(text, (Draft(extent=(0, len(text))),)))
    use(dialog, byline, "Use as reporter")
    assert dialog.fields().draft().reporters.value == names


def test_outlets_of_the_list_are_offered_after_those_of_the_library(
    open_review: Open, library: Library, qtbot: QtBot
) -> None:
    library.add([accepted("Tides", outlet="The Northern CBC Notes")], Pasted("Tides"))
    line = open_review(missed()).fields().line("outlet")
    line.edit()
    write("cbc n")
    offered = line.completions
    press(Qt.Key.Key_Down)
    assert offered.current() == "The Northern CBC Notes"
    press(Qt.Key.Key_Down)
    assert offered.current() == "CBC News"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    assert line.value() == "CBC News"


def test_the_keyboard_alone_takes_a_line_of_the_paste(open_review: Open, qtbot: QtBot) -> None:
    dialog = open_review(missed())
    paste = dialog.findChild(PasteView)
    assert paste is not None
    for _ in range(40):
        if paste.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert paste.hasFocus()
    paste.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(paste, Qt.Key.Key_Down)
    qtbot.keyClick(paste, Qt.Key.Key_Down)

    def choose() -> None:
        [menu] = paste.findChildren(QMenu)
        [action] = [action for action in menu.actions() if action.text() == "Use as reporter"]
        action.trigger()
        menu.close()

    QTimer.singleShot(0, choose)
    qtbot.keyClick(paste, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.fields().draft().reporters.value == ("Maya Okafor",)


def test_nothing_selected_can_be_used_for_nothing(open_review: Open) -> None:
    paste = open_review(missed()).findChild(PasteView)
    assert paste is not None
    assert [action.text() for action in paste.use_menu().actions()] == ["Copy", "Select all"]


def test_a_piece_behind_a_character_of_two_units_is_found_in_its_place(open_review: Open) -> None:
    dialog = open_review(article(reporters=Guess((), 0.0)))
    use(dialog, "Maya Okafor", "Use as reporter")
    assert dialog.fields().draft().reporters.value == ("Maya Okafor",)
