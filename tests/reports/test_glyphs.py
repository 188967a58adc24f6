"""Characters on the pages: many scripts from shipped fonts, others from the machine's, a box for those of no font."""

import struct
from pathlib import Path

import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from clipper import resources
from clipper.reports import glyphs, press
from clipper.reports.rendering import Job, renderer
from clipper.reports.templates import find
from clipper.reports.typst_data import fit, report_charts, report_data
from clipper.reports.writers import pdf
from tests.reports.invented import entry, report
from tests.reports.pdf_checker import problems
from tests.reports.test_pdf import Pages

FONTS = sorted([*resources.path("fonts").glob("*.otf"), *resources.path("fonts").glob("*.ttf")])
CUNEIFORM = "\U00012000"


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_coverage_is_what_the_font_says_it_is(font):
    with TTFont(font) as opened:
        told = set(opened.getBestCmap())
    spans = zip(*glyphs.coverage(str(font)), strict=True)
    assert {code for first, last in spans for code in range(first, last + 1)} == told


def test_a_file_that_is_no_font_covers_nothing(tmp_path):
    (tmp_path / "broken.ttf").write_bytes(struct.pack(">IHHHH", 0x00010000, 9, 0, 0, 0))
    (tmp_path / "empty.ttf").write_bytes(b"")
    for name in ("broken.ttf", "empty.ttf", "nowhere.ttf"):
        assert glyphs.missing("a", [(str(tmp_path / name), 0)]) == {"a"}


SCRIPTS = {
    "el": "Ἀλήθεια και ψεύδος",
    "ru": "Паром уходит в мае, Қазақстан",
    "ar": "من يدفع ثمن الرصيف الجديد؟",
    "he": "מי ישלם על הרציף החדש?",
    "vi": "Ai trả tiền cho bến phà mới?",
    "en": "A fox 🦊, a family 👨‍👩‍👧, a flag 🇨🇦, a key 1️⃣",
}


@pytest.mark.parametrize("code", SCRIPTS)
def test_scripts_are_set_out_of_the_box(code):
    finished = pdf.make(report(entries=[entry(1, headline=SCRIPTS[code], language=code, outlet=SCRIPTS[code])]))
    assert finished.warnings == ()
    shown = Pages(finished.data).text
    assert all(one in shown for one in SCRIPTS[code] if one.isalpha())


def test_characters_of_no_font_are_named_with_their_clippings_and_a_box_stands_for_each():
    texts = {1: "A \ue123 headline", 2: "Another \ue123 and \u0378", 3: "None"}
    made = report(entries=[entry(number, headline=text) for number, text in texts.items()])
    finished = pdf.make(made)
    assert finished.warnings == (
        "No font has U+0378 in clipping 2 and U+E123 in clippings 1 and 2; a box stands in their place.",
    )
    assert "A □ headline" in Pages(finished.data).words
    assert "Another □ and □" in Pages(finished.data).words
    assert problems(finished.data) == []


def test_a_long_list_of_characters_and_clippings_is_cut():
    made = report(
        entries=[entry(number, headline="\ue001\ue002\ue003\ue004\ue005\ue006\ue007") for number in range(1, 8)]
    )
    (warning,) = pdf.make(made).warnings
    assert warning.startswith("No font has U+E001 in clippings 1, 2, 3, 4 and others, U+E002")
    assert warning.endswith("and 1 more; a box stands in their place.")


def test_characters_of_no_font_are_found_in_charts_too():
    made = report(7)
    job = Job("modern", report_data(made), report_charts(made, find("modern")))
    job.charts["volume"].spec["params"][0]["value"][0] = "\ue123"
    assert renderer().make(job).warnings == ("No font has U+E123; a box stands in its place.",)


def test_what_is_joined_to_one_picture_gets_one_box():
    family, flag = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1e6"
    lacking = set(family + flag) - {"\u200d"}
    assert glyphs.marked([f"{family}!", f"{flag}{flag}", "\U0001f468\U0001f469"], lacking) == ["□!", "□□", "□□"]


def test_the_fonts_of_the_machine_set_what_the_shipped_ones_lack(tmp_path, monkeypatch):
    _make_font(tmp_path / "made.ttf", CUNEIFORM)
    shipped = press._fonts()
    theirs = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources.path("fonts")), str(tmp_path)],
    )
    monkeypatch.setattr(press, "_fonts", lambda *, system=False, own=None: theirs if system else shipped)
    made = report(entries=[entry(1, headline=f"Clay {CUNEIFORM} tablets")])
    finished = press.make(
        Job("modern", report_data(made), report_charts(made, find("modern"))), lambda *_: None, tmp_path
    )
    assert finished.warnings == (press.SYSTEM_FONTS,)
    assert f"Clay {CUNEIFORM} tablets" in Pages(finished.data).words
    assert problems(finished.data) == []


def _make_font(path: Path, character: str) -> None:
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "sign"])
    builder.setupCharacterMap({ord(character): "sign"})
    builder.setupGlyf({".notdef": _square(), "sign": _square()})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "sign": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made for a test", "styleName": "Regular", "psName": "Made-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def _square() -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((500, 0), (500, 700), (0, 700)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def test_signs_that_no_font_sets_on_their_letter_are_left_out_and_named():
    finished = pdf.make(report(entries=[entry(1, headline="Ж\u0328\u20e3 stays")]))
    assert problems(finished.data) == []
    assert "Ж" in Pages(finished.data).text
    assert not finished.warnings or "U+20E3" in finished.warnings[0]


def test_text_that_turns_around_keeps_to_its_own_field():
    assert fit("شارع 5") == "\u2068شارع 5\u2069"
    assert fit("Street 5") == "Street 5"
    assert fit("a\u202eb\u2066c\u0007d\ufeff") == "abcd"
    shown = Pages(pdf.make(report(entries=[entry(1, headline="\u202eegdirb ehT", outlet="Post")])).data).text
    assert "egdirb ehT" in shown


def test_signs_piled_on_a_letter_are_cut_to_what_a_line_has_room_for():
    assert fit("Z" + "\u0335" * 50) == "Z" + "\u0335" * 3


def test_every_font_is_free_and_small_and_its_licence_lies_beside_it():
    notices = "".join(path.read_text(encoding="utf-8") for path in resources.path("fonts").glob("LICENSE*"))
    for font in FONTS:
        with TTFont(font) as opened:
            family = str(opened["name"].getDebugName(16) or opened["name"].getDebugName(1))
            assert opened["OS/2"].fsType == 0
        assert font.stat().st_size < 1_000_000
        assert family.split(" ")[0] in notices
