"""What speaks for and against a line being text of the article: its words, the lines around it, its HTML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import log1p

from clipper.capture import vocabulary
from clipper.capture.elements import Element
from clipper.capture.evidence import Evidence
from clipper.capture.finders.language import language_of
from clipper.capture.scan import Scan

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(r"[.!?…][\"'”’»)]* +[\"'“‘«„(¿¡]?[^\W\d_a-zà-ÿ]|[。！？]")
_COMMAS, _QUOTES = ",;:、，", '"“”„«»'
# Led by its signs, which are looked for three times as fast as the letters before them.
_ADDRESS = re.compile(
    r"\.(?:(?<=www\.)|(?:com|de|org|net)\b)|@(?<=[\w.]@)[\w.]+\.\w|:(?:(?<=http:)|(?<=https:))//", re.IGNORECASE
)
_BULLET = re.compile(r"[-*•‣◦▪·–]\s|\d{1,2}[.)]\s")
_DIVIDER = re.compile(r" [|›»>·•/] |[|›»]")
_INVITATION = re.compile(vocabulary.furniture("invitation").pattern, re.IGNORECASE)
_DISCUSSION = re.compile(vocabulary.furniture("discussion").pattern, re.IGNORECASE)
_LANGUAGES = vocabulary.languages()

# To look for this in small letters takes a third of the time that it takes to look for both kinds.
_SERVICE = vocabulary.furniture("service")
_PERSONAL = frozenset(vocabulary.words("personal"))
_AFTER_TITLE, _LEVELS = 40, 10
_LONG_PROSE, _SHORT_PROSE = 20, 10
_MOST_WEIGHT = 60
_COMPARED = 400
_REACH = 16
_FAR = 40
_WINDOWS = (1, 3, 8, 20)
_TAGS = {"p": "p", "li": "li", "div": "div", "section": "div", "article": "div", "body": "div", "td": "td", "th": "td"}
_TAG_NAMES = {tag: f"tag_{name}" for tag, name in _TAGS.items()}
_SHARED = ("size", "sentence", "furniture", "ending", "caption", "byline", "date", "common", "linked", "alt", "head")
# Made once: there are dozens of names for each of hundreds of lines.
_NEIGHBOURS = [
    (step, f"{name}_none", {kind: f"{name}_{kind}" for kind in _SHARED})
    for name, step in (("a2", -2), ("a1", -1), ("b1", 1), ("b2", 2))
]
_WINDOW_NAMES = [(window, f"above_{window}", f"below_{window}") for window in _WINDOWS]


class Prose:
    """How much running text each line of a paste is, by itself, and where the most of it stands together.

    `weights` are its words where it looks like prose, else 0; `start` and `end` the densest stretch.
    """

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.weights = [self._weight(index) for index in range(len(scan.lines))]
        self.sums = [0, *accumulate(self.weights)]
        self.total = self.sums[-1] or 1
        self.start, self.end, self.gain = self._stretch()
        self.above = _distances(self.weights)
        self.below = _distances(self.weights[::-1])[::-1]
        long = sorted(filter(None, self.weights), reverse=True)
        self.usual = long[len(long) // 3] if long else _LONG_PROSE
        language, _ = language_of(" ".join(text for text in scan.texts if len(text) > 60)[:2_500])
        self.common = _LANGUAGES.get(language or "", frozenset())
        self.around = [_around(line.hints.element) for line in scan.lines]
        self.container = self._container()
        self.title = self._title()
        dated = [bool(dates) and size < 12 for dates, size in zip(scan.dates, scan.sizes, strict=True)]
        marks = {
            "dates": dated,
            "furniture": scan.furniture,
            "endings": scan.endings,
            "people": scan.people,
            "titles": [line.hints.heading in {1, 2} for line in scan.lines],
            "discussed": [_DISCUSSION.match(text) is not None for text in scan.texts],
        }
        self.columns: list[tuple[str, Sequence[float]]] = [*self._counted(marks), *self._windows()]

    def _counted(self, marks: Mapping[str, Sequence[bool]]) -> Iterator[tuple[str, list[int]]]:
        """Yield for each kind of mark how many lines have it from the start of the densest stretch to each line.

        Then how many there are between the stretch and each line outside it. Both have their names in the evidence.
        """
        start, end, count = self.start, self.end, len(self.weights)
        for name, found in marks.items():
            counts = [0, *accumulate(map(int, found))]
            yield f"{name}_until", [0] * start + [min(many - counts[start], 12) for many in counts[start:count]]
            above = [min(counts[start] - many, 12) for many in counts[:start]]
            below = [min(many - counts[end], 12) for many in counts[end:count]]
            yield f"{name}_between", [*above, *([0] * (end - start)), *below]

    def _windows(self) -> Iterator[tuple[str, list[float]]]:
        """Yield how much prose is in so many lines above each line, and below it."""
        sums, count = self.sums, len(self.weights)
        for window, above, below in _WINDOW_NAMES:
            yield above, [(sums[index] - sums[max(0, index - window)]) / window for index in range(count)]
            yield below, [(sums[min(count, index + window)] - sums[index]) / window for index in range(1, count + 1)]

    def _weight(self, index: int) -> int:
        scan = self.scan
        hints, size = scan.lines[index].hints, scan.sizes[index]
        if size < _SHORT_PROSE or scan.furniture[index] or hints.linked > 0.6 or hints.alt:
            return 0
        return min(size, _MOST_WEIGHT) if size >= _LONG_PROSE or scan.sentences[index] else 0

    def _stretch(self) -> tuple[int, int, float]:
        best, most, start, gain = (0, 0), 0.0, 0, 0.0
        for index in range(len(self.weights)):
            gain += self._gain(index)
            if gain <= 0:
                start, gain = index + 1, 0.0
            elif gain > most:
                best, most = (start, index + 1), gain
        return *best, most

    def _gain(self, index: int) -> float:
        scan = self.scan
        if self.weights[index]:
            return self.weights[index]
        if scan.endings[index]:
            return -60.0
        if scan.furniture[index]:
            return -12.0
        if scan.sentences[index] and scan.sizes[index] >= 3:
            return min(scan.sizes[index], 8)
        return -4.0 if scan.captions[index] or scan.lines[index].hints.alt else -5.0

    def _container(self) -> Element | None:
        """Return the element that holds the most prose directly."""
        masses: dict[Element, int] = {}
        for around, weight in zip(self.around, self.weights, strict=True):
            if weight and around is not None:
                masses[around] = masses.get(around, 0) + weight
        return max(masses, key=lambda element: masses[element]) if masses else None

    def _title(self) -> dict[int, int]:
        """Return the elements around the title of the first rank that most prose follows, with how far out each is."""
        titles = [index for index, line in enumerate(self.scan.lines) if line.hints.heading == 1]
        if not titles:
            return {}
        best = max(titles, key=lambda index: self.sums[min(len(self.weights), index + _AFTER_TITLE)] - self.sums[index])
        element = self.scan.lines[best].hints.element
        levels = element.containers(_LEVELS) if element else ()
        return {id(container): level for level, container in enumerate(levels)}

    def is_near(self, index: int) -> bool:
        """Tell whether a line has prose in reach; what has none is part of a menu."""
        return min(self.above[index], self.below[index]) <= _REACH


def _distances(weights: Sequence[int]) -> list[int]:
    """Return for each line how many lines it is to the last one with weight, itself included; at most _FAR."""
    found, last = [], -_FAR
    for index, weight in enumerate(weights):
        last = index if weight else last
        found.append(min(index - last, _FAR))
    return found


def _around(element: Element | None) -> Element | None:
    """Return the inmost element around a piece of text that may hold several pieces."""
    return next(element.containers(1), element) if element else None


def evidence_of(scan: Scan, prose: Prose) -> list[Evidence | None]:
    """Return the evidence of each line; None for lines that have no prose in reach."""
    found: list[Evidence | None] = []
    for index in range(len(scan.lines)):
        if not prose.is_near(index):
            found.append(None)
            continue
        evidence = {**_words(scan.texts[index], prose), **_kind(scan, index), **_place(prose, index)}
        if scan.has_html:
            evidence.update(_markup(scan, prose, index))
        found.append(evidence)
    shared = [_shared(own) if own is not None else None for own in found]
    for index, own in enumerate(found):
        if own is not None:
            _add_neighbours(shared, index, own)
    return found


def _words(text: str, prose: Prose) -> Evidence:
    """What the words of a line look like."""
    sample = text[:_COMPARED]
    words = _WORD.findall(sample)
    lowered = [word.lower() for word in words]
    count = len(words) or 1
    small = sum(map(str.islower, words))
    large = sum(map(str.isupper, words)) if small < len(words) else 0
    large = len([word for word in words if word.isupper() and len(word) > 1]) if large else 0
    return {
        "length": log1p(len(text)),
        "sentences": min(len(_SENTENCES.findall(text[:1_500])), 6),
        "commas": min(sum(map(sample.count, _COMMAS)) / count, 0.5),
        "small": small / count,
        "capitals": large / count,
        "common": sum(map(prose.common.__contains__, lowered)) / count if prose.common else 0.2,
        "digits": 1 - (sum(map(len, words)) + sample.count(" ")) / len(sample),
        "quotes": min(sum(map(sample.count, _QUOTES)), 4),
        "begins_small": text[0].islower(),
        "begins_quoted": text[0] in "\"“„«‘'",
        "bullet": _BULLET.match(text) is not None,
        "colon": text[-1] == ":",
        "open_end": text.endswith(("…", "...")),
        "asks": text[-1] in "?!",
        "divider": _DIVIDER.search(sample) is not None,
        "address": _ADDRESS.search(sample) is not None,
        "copyright": "©" in sample,
        "service": min(len(_SERVICE.findall(text[:1_500].lower())), 4),
        "personal": sum(map(_PERSONAL.__contains__, lowered)) / count,
        "invitation": _INVITATION.match(text) is not None,
    }


def _kind(scan: Scan, index: int) -> Evidence:
    """What a line is taken for, and whether the page says it more than once."""
    key, size = scan.keys[index], scan.sizes[index]
    near = scan.keys[max(0, index - 2) : index] + scan.keys[index + 1 : index + 3]
    dated = bool(scan.dates[index])
    return {
        "size": log1p(size),
        "sentence": scan.sentences[index],
        "furniture": scan.furniture[index],
        "ending": scan.endings[index],
        "caption": scan.captions[index],
        "label": scan.labels[index],
        "person": scan.people[index],
        "byline": scan.bylines[index],
        "date": dated,
        "date_only": dated and size < 10,
        "gap": scan.lines[index].gap,
        "gap_below": index + 1 == len(scan.lines) or scan.lines[index + 1].gap,
        "repeated": min(scan.counts[key], 4) - 1 if key else 0,
        "within_other": len(key) > 12 and any(key in other for other in near),
        "holds_other": len(key) > 12 and any(len(other) > 12 and other in key for other in near),
    }


def _place(prose: Prose, index: int) -> Evidence:
    """Where a line stands in the page and in its prose."""
    count, sums = len(prose.weights), prose.sums
    evidence: Evidence = {
        "position": index / count,
        "from_top": min(index, 60),
        "from_bottom": min(count - 1 - index, 60),
        "lines": log1p(count),
        "prose": log1p(prose.total),
        "relative": min(prose.scan.sizes[index] / prose.usual, 2.0),
        "before": sums[index] / prose.total,
        "after": (prose.total - sums[index + 1]) / prose.total,
        "above": prose.above[index - 1] if index else _FAR,
        "below": prose.below[index + 1] if index + 1 < count else _FAR,
        "inside": prose.start <= index < prose.end,
        "from_start": max(-30, min(30, index - prose.start)),
        "from_end": max(-30, min(30, prose.end - index)),
        "density": prose.gain / prose.total,
    }
    for name, values in prose.columns:
        evidence[name] = values[index]
    return evidence


def _markup(scan: Scan, prose: Prose, index: int) -> Evidence:
    """What the HTML says of a line, and how much of the page's prose stands with it."""
    hints = scan.lines[index].hints
    element = hints.element
    if element is None:
        return {"html": 1.0, "unmatched": 1.0, **_vote(scan, index)}
    around = prose.around[index]
    evidence: Evidence = {
        "html": 1.0,
        _TAG_NAMES.get(element.tag, "tag_h" if element.heading else "tag_other"): 1.0,
        "head": element.heading,
        "item": hints.item,
        "quoted": hints.quote,
        "aside": hints.aside,
        "alt": hints.alt,
        "linked": hints.linked,
        "author": len(hints.author) > 0,
        "moment": hints.moment is not None,
        "with_most": around is prose.container,
        "as_above": index > 0 and prose.around[index - 1] is around,
        "as_below": index + 1 < len(scan.lines) and prose.around[index + 1] is around,
        **_vote(scan, index),
    }
    evidence.update((f"share_{level}", share) for level, share in enumerate(hints.shares))
    for level, container in enumerate(element.containers(len(hints.shares))):
        evidence[f"pure_{level}"] = min(7 * hints.shares[level] * prose.total / (container.size + 100), 1.5)
    if prose.title:
        levels = (prose.title.get(id(container)) for container in element.containers(_LEVELS))
        evidence["titled"] = 1.0
        evidence["from_title"] = next((level for level in levels if level is not None), _LEVELS)
    evidence.update(
        (f"own_{name}", 1.0) for name in element.names | (element.parent.names if element.parent else frozenset())
    )
    evidence.update((f"around_{name}", 1.0) for name in element.around)
    marked = [run.element for run in hints.runs if not run.text.isspace()]
    evidence["strong"] = bool(marked) and all(one.strong for one in marked)
    evidence["emphasis"] = bool(marked) and all(one.emphasis for one in marked)
    return evidence


def _vote(scan: Scan, index: int) -> Evidence:
    """The second opinion on a line and on those around it, where there is one."""
    own = scan.lines[index].vote
    if own is None:
        return {}
    near = [line.vote for line in scan.lines[max(0, index - 5) : index + 6]]
    before = scan.lines[index - 1].vote if index else False
    after = scan.lines[index + 1].vote if index + 1 < len(scan.lines) else False
    return {
        "voted": 1.0,
        "vote": own,
        "vote_above": bool(before),
        "vote_below": bool(after),
        "votes": sum(map(bool, near)) / len(near),
    }


def _shared(evidence: Evidence) -> list[tuple[str, float]]:
    """Return what of a line's evidence is evidence of the lines around it, too."""
    return [(kind, value) for kind in _SHARED if (value := evidence.get(kind))]


def _add_neighbours(shared: Sequence[list[tuple[str, float]] | None], index: int, evidence: Evidence) -> None:
    """Add to the evidence of a line what is known of the two above it and the two below it."""
    for step, none, names in _NEIGHBOURS:
        neighbour = shared[index + step] if 0 <= index + step < len(shared) else None
        if neighbour is None:
            evidence[none] = 1.0
            continue
        for kind, value in neighbour:
            evidence[names[kind]] = value
