"""Reads Rich Text into paragraphs: one walk over its tokens with a stack of what its groups say."""

import re
from collections.abc import Callable
from copy import copy

from msgspec import Struct, field

from clipper.capture.formats.paragraphs import FIELD_LINK, Paragraph, Run, row_of
from clipper.capture.formats.rtf_tokens import Letters, Token, encoding_of_charset, encoding_of_page, tokens_of

_DEEPEST = 500
"""Groups within groups that are told apart; what lies deeper is read as if it lay here."""

_SKIPPED = frozenset(
    {
        "colortbl", "info", "pict", "nonshppict", "listtext", "pntext", "shprslt", "nonesttables", "xe", "tc", "rxe",
        "filetbl", "revtbl", "ftnsep", "ftnsepc", "aftnsep", "atnid", "atnauthor", "sp", "bkmkstart", "bkmkend",
    }
)  # fmt: skip
_TRANSPARENT = frozenset({"shpinst", "shppict", "annotation"})
"""Groups that may be ignored by those who do not know them, and have text all the same."""
_BESIDE = frozenset({
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation",
})  # fmt: skip
_MARKERS = frozenset({"listtext", "pntext"})
"""What stands before an item of a list."""
_AS_TEXT = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "nestcell": "\t",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_HEADING = re.compile(r"(?:heading|titre|überschrift) ([1-6])", re.IGNORECASE)
_LONGEST_INSTRUCTION = 3_000

_DELETIONS = "The file has deletions that nobody accepted yet. It was read without what they delete; the file is kept."
_HIDDEN = "The file has hidden text. It was read without it; the file is kept."


class Read(Struct):
    """The paragraphs of a file in order, those beside the text last, and what was left out."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    problems: dict[str, None] = field(default_factory=dict)


class _Style(Struct):
    """A style of the sheet."""

    name: str = ""
    outline: int | None = None


class _Group(Struct):
    """What holds within a group; a group begins with what holds around it."""

    destination: str = "text"
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    replaced: int = 1
    link: str | None = None
    instruction: list[str] | None = None
    style: int = 0
    outline: int | None = None
    item: bool = False
    in_table: bool = False
    breaks_page: bool = False


def read_rtf(data: bytes) -> Read:
    """Return what a Rich Text file holds; any bytes give something, whatever they are."""
    return _Reader().read(data)


class _Reader:
    def __init__(self) -> None:
        self.found = Read()
        self._beside: list[Paragraph] = []
        self._group = _Group()
        self._saved: list[_Group] = []
        self._too_deep = 0
        self._letters = Letters()
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, _Style] = {}
        self._paragraph = Paragraph()
        self._paragraph_beside = Paragraph(aside=True)
        self._cells: list[list[Paragraph]] = []
        self._cell: list[Paragraph] = []
        self._breaks = False
        self._may_be_ignored = False

    def read(self, data: bytes) -> Read:
        for token in tokens_of(data):
            self._take(token)
        self._flush()
        self._group = _Group()
        if self._paragraph.runs:
            self._end_paragraph()
        self._end_row()
        self.found.paragraphs += _distinct([*self._beside, self._paragraph_beside])
        return self.found

    def _take(self, token: Token) -> None:
        if token.kind in {"text", "byte"}:
            self._letters.add_bytes(token.data, self._fonts.get(self._group.font, self._encoding))
        elif token.kind == "word":
            self._word(token)
        elif token.kind == "symbol":
            self._symbol(token.name)
        elif token.kind == "{":
            self._begin_group()
        else:
            self._end_group()
        self._may_be_ignored = self._may_be_ignored and token.kind == "symbol"

    # Groups

    def _begin_group(self) -> None:
        self._flush()
        self._letters.end_skipping()
        if len(self._saved) >= _DEEPEST:
            self._too_deep += 1
            return
        self._saved.append(self._group)
        self._group = copy(self._group)

    def _end_group(self) -> None:
        self._flush()
        self._letters.end_skipping()
        if self._too_deep:
            self._too_deep -= 1
        elif self._saved:
            before, inside = self._saved.pop(), self._group
            if inside.destination == "beside" and before.destination != "beside":
                self._end_paragraph()
            self._group = before

    # Words

    def _word(self, token: Token) -> None:
        name, number = token.name, token.number
        if name == "u" and number is not None:
            self._letters.add_unit(number, self._group.replaced)
            return
        self._letters.end_skipping()
        if name in _AS_TEXT:
            self._letters.add(_AS_TEXT[name])
            return
        self._flush()
        if self._enters(name):
            return
        if action := _ACTIONS.get(name):
            action(self, number)
        elif self._may_be_ignored and name not in _TRANSPARENT:
            self._group.destination = "skip"

    def _enters(self, name: str) -> bool:
        """Enter a destination; tell whether the word is one."""
        if name in _BESIDE:
            self._group.destination = "beside" if self._group.destination == "text" else self._group.destination
        elif name in _SKIPPED:
            self._group.destination = "skip"
            if name in _MARKERS and self._saved:
                self._saved[-1].item = True
        elif name == "fonttbl":
            self._group.destination = "fonts"
        elif name == "stylesheet":
            self._group.destination = "styles"
        elif name == "field":
            self._group.instruction = []
        elif name == "fldinst":
            self._group.destination = "instruction"
        elif name == "fldrslt":
            found = FIELD_LINK.search("".join(self._group.instruction or ())[:_LONGEST_INSTRUCTION])
            self._group.link = found[1] if found else self._group.link
        else:
            return False
        return True

    def _symbol(self, name: str) -> None:
        if name in _SYMBOLS:
            self._letters.add(_SYMBOLS[name])
        elif name == "*":
            self._may_be_ignored = True
        elif name in "\r\n":
            self._flush()
            self._end_paragraph()

    # Text

    def _flush(self) -> None:
        text = self._letters.take()
        if not text:
            return
        group = self._group
        if group.destination == "instruction" and group.instruction is not None:
            group.instruction.append(text)
        elif group.destination == "styles":
            style = self._styles.setdefault(group.style, _Style())
            style.name += text
        elif group.destination in {"text", "beside"}:
            self._add(text, group)

    def _add(self, text: str, group: _Group) -> None:
        if group.hidden or group.deleted:
            self.found.problems[_HIDDEN if group.hidden else _DELETIONS] = None
            return
        if group.destination == "beside":
            self._paragraph_beside.runs.append(Run(text, group.strong, group.emphasis, group.link))
            return
        if not self._paragraph.runs:
            self._paragraph.after_break = self._breaks or group.breaks_page
            self._breaks = False
        self._paragraph.runs.append(Run(text, group.strong, group.emphasis, group.link))

    def _end_paragraph(self) -> None:
        if self._group.destination == "beside":
            self._beside.append(self._paragraph_beside)
            self._paragraph_beside = Paragraph(aside=True)
            return
        if self._group.destination != "text":
            return
        done, self._paragraph = self._paragraph, Paragraph()
        style = self._styles.get(self._group.style, _NO_STYLE)
        done.heading, done.item = _heading(style, self._group.outline), self._group.item
        done.quote = "quote" in style.name.lower()
        if self._group.in_table:
            self._cell.append(done)
            return
        self._end_row()
        self.found.paragraphs.append(done)

    def _end_cell(self) -> None:
        if self._group.destination != "text":
            return
        self._group.in_table = True
        self._end_paragraph()
        self._cells.append(self._cell)
        self._cell = []

    def _end_row(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
        self.found.paragraphs += row_of(self._cells)
        self._cells, self._cell = [], []

    def _break_page(self) -> None:
        if self._group.destination == "text":
            if self._paragraph.runs:
                self._end_paragraph()
            self._breaks = True

    def _stay_on_page(self) -> None:
        """The section that begins here begins where the one before it ends."""
        if not self._paragraph.runs:
            self._breaks = False

    # Properties

    def _reset_paragraph(self) -> None:
        group = self._group
        group.style, group.outline, group.item, group.in_table, group.breaks_page = 0, None, False, False, False

    def _reset_letters(self) -> None:
        group = self._group
        group.strong = group.emphasis = group.hidden = group.deleted = False

    def _set_font(self, number: int) -> None:
        self._group.font = number

    def _set_charset(self, number: int) -> None:
        encoding = encoding_of_charset(number)
        if self._group.destination == "fonts" and encoding:
            self._fonts[self._group.font] = encoding

    def _set_style(self, number: int) -> None:
        self._group.style = number

    def _set_outline(self, number: int) -> None:
        if self._group.destination == "styles":
            self._styles.setdefault(self._group.style, _Style()).outline = number
        else:
            self._group.outline = number

    def _set_encoding(self, encoding: str) -> None:
        self._encoding = encoding

    def _set(self, name: str, value: bool) -> None:
        setattr(self._group, name, value)

    def _set_replaced(self, number: int) -> None:
        self._group.replaced = max(0, min(number, 10))


_NO_STYLE = _Style()
_Action = Callable[[_Reader, int | None], None]


def _switch(name: str) -> _Action:
    return lambda reader, number: reader._set(name, number != 0)


def _fixed(encoding: str) -> _Action:
    return lambda reader, _: reader._set_encoding(encoding)


_ACTIONS: dict[str, _Action] = {
    "par": lambda reader, _: reader._end_paragraph(),
    "nestrow": lambda reader, _: reader._end_paragraph(),
    "cell": lambda reader, _: reader._end_cell(),
    "row": lambda reader, _: reader._end_row(),
    "page": lambda reader, _: reader._break_page(),
    "sect": lambda reader, _: reader._break_page(),
    "sbknone": lambda reader, _: reader._stay_on_page(),
    "pard": lambda reader, _: reader._reset_paragraph(),
    "plain": lambda reader, _: reader._reset_letters(),
    "b": _switch("strong"),
    "i": _switch("emphasis"),
    "v": _switch("hidden"),
    "deleted": _switch("deleted"),
    "intbl": _switch("in_table"),
    "pagebb": _switch("breaks_page"),
    "ls": _switch("item"),
    "f": lambda reader, number: reader._set_font(number or 0),
    "fcharset": lambda reader, number: reader._set_charset(number or 0),
    "s": lambda reader, number: reader._set_style(number or 0),
    "outlinelevel": lambda reader, number: reader._set_outline(number or 0),
    "uc": lambda reader, number: reader._set_replaced(1 if number is None else number),
    "ansicpg": lambda reader, number: reader._set_encoding(encoding_of_page(number)),
    "mac": _fixed("mac_roman"),
    "pc": _fixed("cp437"),
    "pca": _fixed("cp850"),
}


def _heading(style: _Style, outline: int | None) -> int:
    name = style.name.strip(" ;\n").lower()
    if name in {"title", "titre"}:
        return 1
    if match := _HEADING.fullmatch(name):
        return int(match[1])
    level = outline if outline is not None else style.outline
    return level + 1 if level is not None and 0 <= level < 6 else 0


def _distinct(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return those that say something, what several pages repeat once."""
    return list({paragraph.text: paragraph for paragraph in paragraphs if paragraph.text.strip()}.values())
