"""The way from a paste to drafts: clean it, tell a link, a list and an article apart, read that."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from clipper.capture.alignment import with_hints
from clipper.capture.article import read_article
from clipper.capture.as_list import parts_beside
from clipper.capture.bullets import ANY_MARK
from clipper.capture.chat import without_stamps
from clipper.capture.collecting import without_collecting
from clipper.capture.extracted import with_votes
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import link_of
from clipper.capture.forwarded import Mail, sent_on, without_mail
from clipper.capture.guesses import guess
from clipper.capture.in_shape import Shapes
from clipper.capture.inline_marks import with_inline_marks, without_targets
from clipper.capture.item import Item
from clipper.capture.labels import names_reporter, without_label
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_of
from clipper.capture.link_beside import find_items_beside_links
from clipper.capture.link_day import with_link_day
from clipper.capture.links_alone import bare_link, links_alone, named_links
from clipper.capture.list_evidence import names_several_outlets
from clipper.capture.listing import find_items
from clipper.capture.mail_notes import tell_mention
from clipper.capture.mail_sections import Section
from clipper.capture.mention import cut_mention
from clipper.capture.mention_draft import draft_of, named
from clipper.capture.mention_ends import without_bullet
from clipper.capture.note import mentions_of_note
from clipper.capture.outlets import host_of
from clipper.capture.own_names import by_own_names
from clipper.capture.printed import without_print_marks
from clipper.capture.quoted_mail import without_quote_marks
from clipper.capture.related import without_related
from clipper.capture.scan import Scan
from clipper.capture.several import article_heads, article_starts
from clipper.capture.uncut import is_file_name
from clipper.capture.wrapping import with_paragraphs
from clipper.model.draft import Doubt, Draft, Known, Pasted, Reading
from clipper.model.errors import WrongUsage
from clipper.model.text import clean
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.capture.markup import Page

_SAMPLE = 100_000
_SURE_OF_LANGUAGE = 0.7
_LONG_TEXT = 200
_TALLEST_HEAD = 8
_MAYBE_OF_A_LIST = 0.8
_MAYBE_OF_SEVERAL = 0.8
_NO_TEXT = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_BINARY = "This is not text: it may be a picture, a PDF or a program. Copy the text itself, or save it as text or HTML."
_ENUMERATED = re.compile(rf"{ANY_MARK}\s")
_ORDINAL = re.compile(r"(?!1\.)\d+\.\s")
_WITH_ORDINALS = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "tr"}
)
"""Languages that write "the 15th" as "15."; the first of a list is rather a number."""
_LABEL = re.compile(r"[^\n:]{2,40}:")
_HEADER = re.compile(r"^[ ]*\"?[^\W\d_][^\n,;.:]{1,30}(?:[,;][ ]?\"?[^\W\d_][^\n,;.:]{1,30}){2,12}[ ]*\n", re.MULTILINE)
"""A line of a few short cells, as the names of columns are."""
_TOP = 1_000
_NOT_AGAIN = 0.8
"""Of the labels and values of two mentions or more only so many are not there twice."""
_MORE = re.compile(r"\S")
_NOTHING = (
    "There is nothing to read: the paste is empty. Copy an article, a list of mentions or a link, and paste again."
)


@without_collecting()
def read(pasted: Pasted, known: Known, today: date, *, whole: bool = False, is_list: bool = False) -> Reading:
    """Return what a paste holds, as drafts whose spans point into the cleaned text that comes with them.

    `known` are the library's names, which decide doubtful cuts; `today` is what relative dates count from;
    `whole` tells that it is known to be one article, `is_list` that it is a list, each line or block of it a mention.
    Raises WrongUsage when there is nothing to read.
    """
    require_text(pasted.text)
    text, page, is_cut = clean(pasted.text), None, False
    if pasted.html and pasted.html.strip():
        # lxml is slow to import and plain text needs none of it.
        from clipper.capture.markup import read_html, text_of

        page = read_html(pasted.html)
        if not text.strip():
            text, is_cut = clean(text_of(page, pasted.html)), page.is_cut
    lines = with_paragraphs(text, without_quote_marks(lines_of(text)))
    if not lines:
        raise WrongUsage(_NOTHING)
    lines = with_hints(lines, page.blocks) if page else with_inline_marks(without_stamps(without_print_marks(lines)))
    end = lines[-1].end
    lines, section, apart = without_mail(text, lines)
    today = (section and sent_on(section, today)) or today
    drafts = () if whole else _sheet_rows(text, lines, known, today)
    lexicon = Lexicon.of(known, today)
    drafts = drafts or (_listed(lines, lexicon) if is_list else _drafts(lines, pasted.html or "", page, lexicon, whole))
    if section:
        beside = () if whole else [draft for one in apart for draft in _told_apart(text, *one, today, lexicon)]
        drafts = (*_as_its_mail_says(text, section, drafts, today, lexicon), *beside)
        drafts = tuple(sorted(drafts, key=lambda draft: draft.extent))
    drafts = by_own_names((with_link_day(_of_one(draft, text), today) for draft in drafts), known)
    unread = len(text) - end if _MORE.search(text, end) else 0
    return Reading(text, tuple(map(_cut_short, drafts)) if is_cut or unread else drafts, unread)


def _told_apart(text: str, section: Section, lines: list[Line], today: date, lexicon: Lexicon) -> tuple[Draft, ...]:
    """Return the mentions in the few words of one of the mails of a paste, none where they are a note."""
    if not tell_mention(lines, lexicon):
        return ()
    return _as_its_mail_says(text, section, _drafts(lines, "", None, lexicon, whole=False), today, lexicon)


def _as_its_mail_says(
    text: str, section: Section, drafts: tuple[Draft, ...], today: date, lexicon: Lexicon
) -> tuple[Draft, ...]:
    """Return the drafts of a mail, the only one with what the mail's headers tell where its text does not."""
    if len(drafts) != 1:
        return drafts
    return (Mail(text, section, "", sent_on(section, today), lexicon).beside(drafts[0]),)


def require_text(text: str) -> None:
    """Raise WrongUsage, with a sentence that says what to do, for what was decoded and is no text."""
    sample = text[:_SAMPLE]
    strange = len(_NO_TEXT.findall(sample))
    if strange > 8 and strange > 0.04 * len(sample):
        raise WrongUsage(_BINARY)


def _cut_short(draft: Draft) -> Draft:
    """A paste longer than what is looked at may go on behind the body."""
    body = draft.body
    if body.value is None:
        return draft
    return replace(draft, body=guess(body.value, min(body.confidence, 0.5), body.spans, Doubt.CUT_BODY))


def _drafts(lines: list[Line], html: str, page: "Page | None", lexicon: Lexicon, whole: bool) -> tuple[Draft, ...]:
    links = links_alone(lines, lexicon)
    if links:
        return links
    scan = _scan(lines, lexicon, page)
    heads = [] if whole else article_heads(scan)
    starts = article_starts(scan, heads)
    if len(starts) > 1:
        return tuple(_read_part(lines[start:end], lexicon) for start, end in pairwise([*starts, len(lines)]))
    items = [] if whole else mentions_of_note(lines, lexicon) or find_items_beside_links(lines, lexicon)
    article = without_related(items, lines)
    if items and article is None:
        return tuple(_mentions(items, lines, lexicon))
    begins = [lines[head].start for head in heads]
    if article:
        lines, scan = article, _scan(article, lexicon, page)
    if not whole and page is None and (linked := named_links(lines, lexicon)):
        return linked
    draft = _of_several(read_article(scan.with_lines(with_votes(lines, html)) if page else scan), begins)
    may_be_list = not whole and not _has_long_text(draft) and names_several_outlets(lines, lexicon)
    return (_as_of_a_list(draft) if may_be_list else draft,)


def _of_several(draft: Draft, heads: Sequence[int]) -> Draft:
    """Return a draft that asks to be looked at where the head of another article stands within its text."""
    spans = draft.body.spans
    if not spans or not any(spans[0][0] < head <= spans[-1][0] for head in heads):
        return draft
    doubt, sure = Doubt.SEVERAL_ARTICLES, _MAYBE_OF_SEVERAL
    body = replace(draft.body, confidence=min(draft.body.confidence, sure), doubt=doubt)
    headline = replace(draft.headline, confidence=min(draft.headline.confidence, sure), doubt=doubt)
    return replace(draft, headline=headline, body=body)


def _has_long_text(draft: Draft) -> bool:
    """Tell whether a draft has a text of a length that lines of a list taken for one hardly come to."""
    return len((draft.body.value or "").split()) >= _LONG_TEXT


def _mentions(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Draft]:
    language, sure = language_of(" ".join(line.text for line in lines)[:8_000])
    usual = language if sure >= _SURE_OF_LANGUAGE else None
    return [named(draft_of(item, lexicon, usual)) for item in items]


def _listed(lines: Sequence[Line], lexicon: Lexicon) -> tuple[Draft, ...]:
    """Return the mentions of what a person calls a list, in order."""
    items = find_items(lines, lexicon) or find_items(lines, lexicon, is_called=True)
    parts = parts_beside(items, lines, lexicon)
    shapes = Shapes(items, lines, lexicon)
    beside = [draft for part in parts for draft in _listed_part(part, shapes, lexicon)]
    found = [*_mentions(items, lines, lexicon), *beside]
    return tuple(sorted(found, key=lambda draft: draft.extent))


def _listed_part(lines: Sequence[Line], shapes: Shapes, lexicon: Lexicon) -> list[Draft]:
    """Return the mentions in a line or block of a list: it is one, where nothing in it tells of several.

    What is in the shape of the others is read so, unless it tells more by itself.
    """
    link = bare_link(lines[0], lexicon) if len(lines) == 1 else None
    if link:
        return [link]
    items = find_items(lines, lexicon) or _called_mention(lines, lexicon)
    in_shape = shapes.item_of(lines[0]) if len(lines) == 1 and len(items) < 2 else None
    if in_shape and (not items or in_shape.told >= items[0].told):
        items = [in_shape]
    if items:
        return _mentions(items, lines, lexicon)
    draft = _as_of_a_list(_without_bullet(_read_part(lines, lexicon)), Doubt.UNSURE)
    return [draft if draft.url.value else replace(draft, url=link_of(lines, None))]


def _called_mention(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mention of a line that tells too little to be one unless a person says so."""
    cut = cut_mention(lines[0].text, lexicon) if len(lines) == 1 else None
    return [Item(lines[0], cut.headline, [(lines[0], cut)])] if cut and cut.headline else []


def _without_bullet(draft: Draft) -> Draft:
    value, spans = draft.headline.value, draft.headline.spans
    bullet = without_bullet(value)[0] if value and len(spans) == 1 else 0
    if not value or not bullet:
        return draft
    (start, end) = spans[0]
    return replace(draft, headline=replace(draft.headline, value=value[bullet:], spans=((start + bullet, end),)))


def _as_of_a_list(draft: Draft, doubt: Doubt = Doubt.SEVERAL_HEADLINES) -> Draft:
    """Return a draft whose headline asks to be looked at: its lines may be several mentions, or say more than that."""
    headline = draft.headline
    if not headline.is_sure:
        return draft
    doubt = headline.doubt or doubt
    return replace(draft, headline=replace(headline, confidence=_MAYBE_OF_A_LIST, doubt=doubt))


def _of_one(draft: Draft, text: str) -> Draft:
    """Return a draft whose headline asks to be looked at where it is numbered, led by a label or the name of a file.

    So it does where it stands in several cells of a sheet.
    """
    headline = draft.headline.value or ""
    is_ordinal = draft.language.value in _WITH_ORDINALS and _ORDINAL.match(headline)
    is_one_of_several = _ENUMERATED.match(headline) and not is_ordinal
    is_other = without_label(headline) or is_file_name(headline)
    is_other = is_other or any("\t" in text[start:end] for start, end in draft.headline.spans)
    return _as_of_a_list(draft) if is_one_of_several or is_other else draft


def _scan(lines: Sequence[Line], lexicon: Lexicon, page: "Page | None") -> Scan:
    if page is None:
        return Scan(without_targets(lines), lexicon)
    return Scan(lines, lexicon, page.hosts, page.head, page.links, page.homes, page.pictures)


def _read_part(lines: Sequence[Line], lexicon: Lexicon) -> Draft:
    """Read one of several articles: only its own links tell where it was published."""
    hosts = [host_of(target) for line in lines for _, target in line.hints.links]
    lines = [*map(_without_label, lines[:_TALLEST_HEAD]), *lines[_TALLEST_HEAD:]]
    return read_article(Scan(without_targets(lines), lexicon, [host for host in hosts if host]))


def _without_label(line: Line) -> Line:
    """Return a line of the head of an article without the label that says what it is, as "Date: May 3"."""
    label = without_label(line.text)
    if not label or names_reporter(line.text) or label == len(line.text):
        return line
    return line.behind(label)


def _sheet_rows(text: str, lines: Sequence[Line], known: Known, today: date) -> tuple[Draft, ...]:
    has_cells = "\t" in text or ("--" in text and "|" in text) or _HEADER.search(text, 0, _TOP) is not None
    if not (has_cells or _are_labelled(lines)):
        return ()
    # Pastes are read by what reads files too, which itself reads what it does not know as a paste.
    from clipper.capture.formats.table import read_pasted_rows

    return read_pasted_rows(text, lines, known, today)


def _are_labelled(lines: Sequence[Line]) -> bool:
    """Tell whether a third of the lines begin as labels do, or lines come again as labels above what they tell do."""
    if 3 * sum(_LABEL.match(line.text) is not None for line in lines) >= len(lines):
        return True
    return len({line.text for line in lines}) <= _NOT_AGAIN * len(lines)
