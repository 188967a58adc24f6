"""What speaks for and against each line of a paste being the headline of its article."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from math import log1p
from operator import itemgetter
from urllib.parse import urlsplit

from clipper.capture.evidence import Candidate, Evidence
from clipper.capture.finders.furniture import is_spaced_menu
from clipper.capture.outlets import most_frequent
from clipper.capture.scan import Scan
from clipper.model.text import kinds_of_signs, letters_alone, words

_LONGEST = 300
_MOST_LINES = 400
_PROSE_WORDS = 14
_LABEL_WORDS = 4
_SMALL = 3
_MOST_LINKED = 0.4
_NEAR_ABOVE, _NEAR_BELOW = 4, 7
_NEAR_PARTS = 12
_TOP, _FAR_ABOVE = 12, 40
_COMPARED_WORDS = 900
_FEWEST_LETTERS = 5
_DATE_WORDS = 16
_FIRST = itemgetter(0)
_SITE = re.compile(r"\s+(?:[|·•»–—]|-|::)\s+(?=[^|·•»–—:]{2,40}$)")
_KICKER = re.compile(r"^(?:[^:|]{2,24}?)(?:\s+[|•»–—]|\s?:)\s+(?=\S)")
_CRUMBS = re.compile(r"\s[›»>/•|]\s|[›»>]|^(?:home|startseite|accueil|inicio)(?=\b|[A-Z])", re.IGNORECASE)
# Where two pieces of a page meet that its text has no space between: "HomePoliticsThe vote is off".
_JOINT = re.compile(r"[a-zß-ÿ](?=[A-ZÀ-Þ](?:[a-zß-ÿ]|\s))")
_LABELS = re.compile(r"\w[\w&’'-]*(?: [\w&’'-]+){0,3}(?:, \w[\w&’'-]*(?: [\w&’'-]+){0,3}){2,}")
# Looked for in small letters, of which those ahead let most words be passed over at once.
_CREDIT = re.compile(
    r"©|\b(?=[fpibcgsrda])(?:foto|photo|image|bild|credit|getty|shutterstock|istock|reuters|dpa|afp|imago)\b"
)
_CREDIT_OF_TWO = re.compile(r"\b\w+ ?/ ?\w+\b\)?$")
_DASH = re.compile(r"\s[–—-]\s")
_QUOTE = re.compile(r"[\"“”«»„‹›]")
_READING_TIME = re.compile(r"\b\d{1,2}\s?(?:min|minutes?|mins|minuten)\b", re.IGNORECASE)
_TITLE_GROUPS = frozenset({"title"})
_OTHER_GROUPS = [
    (group, f"in_{group}")
    for group in (
        *("teaser", "nav", "share", "comment", "caption", "media", "ad", "byline", "lead", "body", "head", "article"),
    )
]


class Title(Candidate[str], frozen=True):
    """A line, or a part of one, that may be the headline; `index` is the line's."""

    index: int


def headline_candidates(scan: Scan) -> list[Title]:
    """Return the lines that may be the headline, and their beginnings without the name of a site behind them."""
    return list(_Gathering(scan).candidates())


class _Words(dict[int, list[str]]):
    """The folded words of each line, worked out when first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def __missing__(self, index: int) -> list[str]:
        self[index] = words(self._texts[index])
        return self[index]


class _Gathering:
    """What is worked out once for all lines of a paste."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.count = len(scan.lines)
        self.prose = [_is_prose(scan, index) for index in range(self.count)]
        self.before = [0] * (self.count + 1)
        for index, size in enumerate(scan.sizes):
            self.before[index + 1] = self.before[index] + (size if self.prose[index] else 0)
        self.mass = max(1, self.before[-1])
        self.first_prose = next((i for i in range(self.count) if self.prose[i] and self._is_dense(i)), self.count)
        self.next_prose = self._next_prose()
        self.h1 = [i for i, line in enumerate(scan.lines) if line.hints.heading == 1 and not line.hints.alt]
        self.alts = {scan.keys[i] for i, line in enumerate(scan.lines) if line.hints.alt}
        self.timed = ["min" in text[:60].lower() and _READING_TIME.search(text[:60]) is not None for text in scan.texts]
        self.own_words = _Words(scan.texts)
        self._ends: dict[int, int] = {}

    def candidates(self) -> Iterator[Title]:
        """Yield every line that may be a headline with its evidence, longest lines ranked before shorter ones."""
        indexes = self._likely([index for index in range(self.count) if self._may_be(index)])
        ranks = {index: rank for rank, index in enumerate(sorted(indexes, key=lambda i: -len(self.scan.texts[i])))}
        near = [(order, index) for order, index in enumerate(indexes) if self._is_near_prose(index)]
        gathered = [self._evidence(index, order, ranks[index]) for order, index in near]
        _add_places(gathered)
        for (_, index), evidence in zip(near, gathered, strict=True):
            line = self.scan.lines[index]
            yield Title(line.text, (line.span,), evidence, index)
            yield from self._shorter(index, evidence)

    def _likely(self, indexes: list[int]) -> list[int]:
        """Return not too many lines: the menus of a large page are far from any prose, its headline is not.

        The only title of the first rank is looked at wherever it stands.
        """
        if len(indexes) > _MOST_LINES:
            only = self.h1 if len(self.h1) == 1 else []
            indexes = [index for index in indexes if index in only or self.next_prose[index] - index <= _NEAR_PARTS]
        return indexes[:_MOST_LINES]

    def _is_near_prose(self, index: int) -> bool:
        """Tell whether a line is no part of a long menu: prose is near below it, it is a heading or among the first."""
        is_marked = self.scan.lines[index].hints.heading in {1, 2}
        return is_marked or index <= _TOP or self.next_prose[index] - index < _FAR_ABOVE

    def _may_be(self, index: int) -> bool:
        scan = self.scan
        text = scan.texts[index]
        if (
            len(text) > _LONGEST
            or text.startswith(("http://", "https://", "www."))
            or len(scan.keys[index]) < _FEWEST_LETTERS
            or scan.lines[index].hints.alt
            or is_spaced_menu(scan.lines[index].raw)
        ):
            return False
        if self.before[index] > 0.7 * self.mass and index > _TOP:
            return False
        heading = scan.lines[index].hints.heading
        if heading in {1, 2}:
            return True
        if scan.sizes[index] > _LABEL_WORDS:
            return True
        is_other = scan.furniture[index] or scan.labels[index] or scan.bylines[index]
        return not is_other and (
            scan.sizes[index] > 1 or len(text) > 12 or index < 2 or self.next_prose[index] - index <= 2
        )

    def _shorter(self, index: int, evidence: Evidence) -> Iterator[Title]:
        line = self.scan.lines[index]
        site = _SITE.search(line.text)
        if site and site.start() > 12:
            yield self._part(index, 0, site.start(), {**evidence, "without_site": 1.0})
        kicker = _KICKER.match(line.text)
        if kicker and len(line.text) - kicker.end() > 12:
            yield self._part(index, kicker.end(), len(line.text), {**evidence, "without_kicker": 1.0})

        joined = list(_JOINT.finditer(line.text)) if evidence["joined"] else []
        if joined and line.text.count(" ", joined[-1].end()) > 1:
            yield self._part(index, joined[-1].end(), len(line.text), {**evidence, "joints": float(len(joined))})

    def _part(self, index: int, start: int, end: int, evidence: Evidence) -> Title:
        line = self.scan.lines[index]
        text = line.text[start:end]
        key = letters_alone(text).casefold()
        near = self.scan.keys[max(0, index - _NEAR_PARTS) : index + 1 + _NEAR_PARTS]
        evidence["part_alone"] = float(key in near)
        evidence["rest_is_outlet"] = float(
            self.scan.lexicon.outlets.find((line.text[end:] or line.text[:start]).strip(" |·•»–—:-")) is not None
        )
        return Title(text, (line.place(start, end),), evidence, index)

    # Evidence

    def _evidence(self, index: int, order: int, rank: int) -> Evidence:
        return {
            **self._of_place(index, order, rank),
            **self._of_words(index),
            **self._of_repetition(index),
            **self._of_neighbours(index),
            **self._of_text(index),
            **(self._of_html(index) if self.scan.has_html else {}),
            **(self._of_links(index) if self.scan.links else {}),
        }

    def _of_place(self, index: int, order: int, rank: int) -> Evidence:
        after = self.before[-1] - self.before[index + 1]
        here = self.before[index + 1]
        return {
            "index": log1p(index),
            "order": log1p(order),
            "rank": log1p(rank),
            "to_first_prose": float(max(-30, min(60, self.first_prose - index))),
            "to_next_prose": float(min(40, self.next_prose[index] - index)),
            "mass_after": after / self.mass,
            "mass_before": here / self.mass,
            "mass_near": (self.before[min(self.count, index + 12)] - here) / self.mass,
            "mass_close": (self.before[min(self.count, index + 6)] - here) / self.mass,
            "is_prose": float(self.prose[index]),
            "between": float(min(30, self.others_before[self.next_prose[index]] - self.others_before[index + 1])),
            **self.of_paste,
        }

    def _of_words(self, index: int) -> Evidence:
        text, size = self.scan.texts[index], self.scan.sizes[index]
        parts = text.split()
        large = sum(map(str.isupper, map(_FIRST, parts)))
        capitals, letters, digits = kinds_of_signs(text)
        return {
            "words": float(min(size, 40)),
            "letters": float(min(len(text), 200)),
            "stop": float(text[-1] in ".…"),
            "question": float(text[-1] in "?!"),
            "colon": float(text[-1] in ":,;"),
            "inner_colon": float(": " in text),
            "bar": float("|" in text),
            "quote": float(_QUOTE.search(text) is not None),
            "small": float(text[0].islower()),
            "large_share": large / len(parts),
            "capitals": float(capitals > 0.8 * letters and _is_in_capitals(text)),
            "digits": float(digits > 0),
            "digit_share": digits / len(text),
            "word_letters": len(text) / len(parts),
            "small_words": sum(map(_SMALL.__ge__, map(len, parts))) / len(parts),
            "joined": float(len(_JOINT.findall(text))),
            "crumbs": float(len(_CRUMBS.findall(text))),
            "is_list": float(text.count(", ") > 1 and _LABELS.fullmatch(text) is not None),
            "credit": float(_is_credit(text)),
            "dash": float(_DASH.search(text) is not None),
            "undated_rest": self._undated_rest(index),
            "dated": float(bool(self.scan.dates[index])),
            "person": float(self.scan.people[index]),
            "byline": float(self.scan.bylines[index]),
            "caption": float(self.scan.captions[index]),
            "label": float(self.scan.labels[index] or self.scan.furniture[index]),
            "outlet": float(self.scan.lexicon.outlets.find(text) is not None),
        }

    def _undated_rest(self, index: int) -> float:
        """Return the part of a line that is not its date."""
        found = self.scan.dates[index]
        return 1 - sum(date.end - date.start for date in found) / len(self.scan.texts[index])

    def _of_repetition(self, index: int) -> Evidence:
        keys = self.scan.keys
        key, size = keys[index], len(keys[index])
        count = self.scan.counts[key]
        before = keys[:index].count(key) if count > 1 else 0
        near = keys[max(0, index - 12) : index] + keys[index + 1 : index + 13]
        longer = [other for other in near if key in other and len(other) > size] if size > 7 else []
        shorter = [other for other in near if 7 < len(other) < size and other in key] if size > 8 else []
        return {
            "repeated": float(min(count - 1, 4)),
            "repeated_before": float(min(before, 3)),
            "begins_other": float(size > 14 and any(other.startswith(key) for other in longer)),
            "within_other": float(size > 14 and bool(longer)),
            "holds_other": float(any(len(other) > 14 for other in shorter)),
            "ends_other": float(any(other.endswith(key) for other in longer)),
            "ended_by_other": float(any(map(key.endswith, shorter))),
            "is_alt": float(key in self.alts),
        }

    def _of_neighbours(self, index: int) -> Evidence:
        scan = self.scan
        below = slice(index + 1, index + 1 + _NEAR_BELOW)
        above = slice(max(0, index - _NEAR_ABOVE), index)
        return {
            "gap": float(scan.lines[index].gap),
            "gap_below": float(index + 1 < self.count and scan.lines[index + 1].gap),
            "byline_below": _closeness(scan.bylines[below]),
            "person_below": _closeness(scan.people[below]),
            "date_below": _closeness(self.dated[below]),
            "date_above": _closeness(self.dated[above][::-1]),
            "byline_above": _closeness(self.signed[above][::-1]),
            "reading_time_below": float(any(self.timed[below])),
            "label_above": float(index > 0 and (scan.labels[index - 1] or scan.sizes[index - 1] <= 2)),
            "short_below": float(sum(self.short[below])),
            "short_above": float(sum(self.short[above])),
            "title_below": float(sum(self.titles[below])),
            "title_above": float(sum(self.titles[above])),
            "deck_below": float(
                index + 1 < self.count and 9 <= scan.sizes[index + 1] <= 60 and scan.sentences[index + 1]
            ),
            "furniture_above": float(index > 0 and scan.furniture[index - 1]),
            "above_words_2": float(min(scan.sizes[index - 2], 30)) if index > 1 else -1.0,
            "below_words_2": float(min(scan.sizes[index + 2], 60)) if index + 2 < self.count else -1.0,
            "above_words": float(min(scan.sizes[index - 1], 30)) if index else -1.0,
            "below_words": float(min(scan.sizes[index + 1], 60)) if index + 1 < self.count else -1.0,
        }

    def _of_text(self, index: int) -> Evidence:
        """How many of a line's words the prose behind it has: a headline says in short what the article says."""
        own = [word for word in self.own_words[index] if len(word) > 3]
        if not own:
            return {"told_own": float(len(own))}
        start = self.next_prose[index]
        end = self._end_of_compared(start)
        first = self.own_words[start] if start < self.count else ()
        return {
            "told": sum(_stands_within(self.places_of_words.get(word), start, end) for word in own) / len(own),
            "told_stems": sum(_stands_within(self.places_of_stems.get(word[:6]), start, end) for word in own)
            / len(own),
            "told_first": sum(word in first for word in own) / len(own),
            "told_own": float(min(len(own), 15)),
        }

    def _end_of_compared(self, start: int) -> int:
        """Return where the lines end whose prose a line above `start` is compared with."""
        if start not in self._ends:
            end, size = start, 0
            while end < self.count and size <= _COMPARED_WORDS:
                size += self.scan.sizes[end] if self.prose[end] else 0
                end += 1
            self._ends[start] = end
        return self._ends[start]

    @cached_property
    def places_of_words(self) -> dict[str, list[int]]:
        """The lines of prose that each of its words stands in, in order."""
        places: dict[str, list[int]] = {}
        for index in compress(range(self.count), self.prose):
            for word in set(self.own_words[index]):
                places.setdefault(word, []).append(index)
        return places

    @cached_property
    def places_of_stems(self) -> dict[str, list[int]]:
        """The lines of prose that words with each beginning stand in, in order."""
        places: dict[str, list[list[int]]] = {}
        for word, indexes in self.places_of_words.items():
            places.setdefault(word[:6], []).append(indexes)
        return {stem: of[0] if len(of) == 1 else sorted(set().union(*of)) for stem, of in places.items()}

    def _of_html(self, index: int) -> Evidence:
        hints = self.scan.lines[index].hints
        element = hints.element
        own = element.names if element else frozenset()
        around = element.around if element else frozenset()
        runs = frozenset().union(*(run.element.names for run in hints.runs[:4])) if hints.runs else frozenset()
        shares = (*hints.shares, 0.0, 0.0, 0.0)
        found = {
            "html": 1.0,
            "heading": float(hints.heading or 7),
            "only_h1": float(hints.heading == 1 and len(self.h1) == 1),
            "first_h1": float(bool(self.h1) and self.h1[0] == index),
            "h1_of_others": float(hints.heading != 1 and bool(self.h1)),
            "linked": hints.linked,
            "aside": float(hints.aside),
            "item": float(hints.item),
            "title_class": float(bool(_TITLE_GROUPS & (own | runs))),
            "title_around": float(bool(_TITLE_GROUPS & around)),
            "share": shares[0],
            "share_around": shares[1],
            "share_far": shares[2],
            "paragraph": float(element is not None and element.tag == "p"),
            "prop": float(element is not None and element.prop in {"headline", "name"}),
        }
        groups = own | around | runs
        found.update((name, 1.0) for group, name in _OTHER_GROUPS if group in groups)
        return found

    def _of_links(self, index: int) -> Evidence:
        """What the page hands on when it is shared, and whether a line leads to the front page as a logo does."""
        key = self.scan.keys[index]
        fronts = {_is_front_page(target) for _, target in self.scan.lines[index].hints.links}
        own = self.slug.intersection(self.own_words[index])
        return {
            "has_shared": float(bool(self.shared_keys)),
            "shared": max((_part_of(key, other) for other in self.shared_keys), default=0.0),
            "has_slug": float(bool(self.slug)),
            "slug": len(own) / len(self.slug) if self.slug else 0.0,
            "leads_home": float(True in fronts),
            "leads_deeper": float(False in fronts),
            "is_host": float(any(key and (key in host or host in key) for host in self.host_keys)),
        }

    # Once for a paste

    @cached_property
    def of_paste(self) -> Evidence:
        """What tells a drag, which begins with the headline, from a paste that has other things first."""
        count = max(1, self.count)
        return {
            "lines": log1p(self.count),
            "prose_share": sum(self.prose) / count,
            "mass": log1p(self.mass),
            "paste_first_words": float(min(self.scan.sizes[0], 40)) if self.count else 0.0,
            "paste_short": sum(size <= _SMALL for size in self.scan.sizes) / count,
            "paste_gaps": sum(line.gap > 0 for line in self.scan.lines) / count,
            "paste_furniture": float(min(sum(self.scan.furniture), 20)),
        }

    @cached_property
    def others_before(self) -> list[int]:
        """How many lines before each are neither short nor a byline nor a day: of other pieces than the article."""
        found = [0]
        marks = zip(self.scan.sizes, self.dated, self.signed, strict=True)
        for size, dated, signed in marks:
            found.append(found[-1] + (size > _SMALL - 1 and not dated and not signed))
        return found

    @cached_property
    def short(self) -> list[bool]:
        """Whether a line has hardly any words."""
        return [size <= _LABEL_WORDS for size in self.scan.sizes]

    @cached_property
    def titles(self) -> list[bool]:
        """Whether a line has the words of a title, and does not end as a sentence does."""
        lines = zip(self.scan.sizes, self.scan.sentences, strict=True)
        return [5 <= size <= 20 and not is_sentence for size, is_sentence in lines]

    @cached_property
    def shared_keys(self) -> list[str]:
        """The letters and digits of the titles that the page hands on."""
        return [letters_alone(title).casefold() for title in self.scan.shared.titles]

    @cached_property
    def slug(self) -> frozenset[str]:
        """The words of the page's address."""
        address = self.scan.shared.address
        path = urlsplit(address).path if address else ""
        found = {
            word for word in words(path) if len(word) > 2 and not word.isdigit() and word not in {"html", "htm", "php"}
        }
        return frozenset(found) if len(found) > 1 else frozenset()

    @cached_property
    def host_keys(self) -> list[str]:
        """The name in the host that most links lead to, without dots and hyphens."""
        site, _ = most_frequent(self.scan.hosts)
        name = letters_alone(site.split(".")[0]).casefold()
        return [name] if len(name) > 2 else []

    def _is_dense(self, index: int) -> bool:
        """Whether prose goes on near by, as it does in an article and not in a teaser or a cookie notice."""
        return self.before[min(self.count, index + 10)] - self.before[index] >= 40

    def _next_prose(self) -> list[int]:
        found, last = [self.count] * (self.count + 1), self.count
        for index in range(self.count - 1, -1, -1):
            found[index] = last
            if self.prose[index]:
                last = index
        return found

    @cached_property
    def dated(self) -> list[bool]:
        """Whether a line is short and has a date, or the HTML says that it has one."""
        dates = zip(self.scan.lines, self.scan.sizes, self.scan.dates, strict=True)
        return [line.hints.moment is not None or (bool(found) and size <= _DATE_WORDS) for line, size, found in dates]

    @cached_property
    def signed(self) -> list[bool]:
        """Whether a line is a byline or nothing but a name."""
        return [byline or person for byline, person in zip(self.scan.bylines, self.scan.people, strict=True)]


_RANKED = ("told", "told_stems", "told_first", "mass_near", "mass_close", "shared", "slug", "title_class")


def _add_places(gathered: Sequence[Evidence]) -> None:
    """Say of each line which place it takes among all, and how many have a higher heading."""
    for name in _RANKED:
        values = sorted({evidence.get(name, 0.0) for evidence in gathered}, reverse=True)
        places = {value: place for place, value in enumerate(values)}
        for evidence in gathered:
            evidence[f"place_{name}"] = float(min(places[evidence.get(name, 0.0)], 12))
    headings = [evidence.get("heading", 7.0) for evidence in gathered]
    every, to_come = Counter(headings), Counter(headings)
    for heading, evidence in zip(headings, gathered, strict=True):
        to_come[heading] -= 1
        evidence["higher_headings"] = float(min(6, sum(count for other, count in every.items() if other < heading)))
        evidence["like_headings"] = float(min(8, every[heading]))
        evidence["headings_to_come"] = float(min(6, sum(count for other, count in to_come.items() if other <= heading)))


def _stands_within(places: Sequence[int] | None, start: int, end: int) -> bool:
    """Tell whether one of some places, which rise, is in a range."""
    if places is None or places[-1] < start:
        return False
    return places[bisect_left(places, start)] < end


def _is_prose(scan: Scan, index: int) -> bool:
    line = scan.lines[index]
    if line.hints.linked > _MOST_LINKED or line.hints.alt:
        return False
    return (
        (scan.sizes[index] >= _PROSE_WORDS and scan.sentences[index])
        or scan.sizes[index] >= 3 * _PROSE_WORDS
        or (len(scan.keys[index]) > 60 and scan.sizes[index] < len(scan.keys[index]) / 12 and scan.sentences[index])
    )


def _part_of(key: str, other: str) -> float:
    """Return how much of a longer text a line is, if it is in it at all."""
    return len(key) / len(other) if other and key in other else 0.0


def _is_front_page(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.path.strip("/").count("/") == 0 and len(parts.path) < 5 and not parts.query


def _closeness(marks: Sequence[bool]) -> float:
    """Return how near the nearest marked line is, of lines from the next one on: from 1 for that down to 0 for none."""
    return 1 / (marks.index(True) + 1) if True in marks else 0.0


def _is_credit(text: str) -> bool:
    """Tell whether a line names who took a picture, as agencies and "Ann Lee/Herald" do."""
    return _CREDIT.search(text.lower()) is not None or ("/" in text and _CREDIT_OF_TWO.search(text) is not None)


def _is_in_capitals(text: str) -> bool:
    """Tell whether four in five letters of a text are capitals; signs that are no letters may be capitals, too."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)
