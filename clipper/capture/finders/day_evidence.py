"""What speaks for and against each date of a page being the day it was published."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from math import log1p

from clipper.capture.evidence import Evidence
from clipper.capture.finders.almanac import labels
from clipper.capture.finders.date import CLOCK
from clipper.capture.finders.day_candidates import Around, Mention
from clipper.capture.finders.when import tells_only_when
from clipper.capture.scan import Scan
from clipper.model.text import fold

_LABEL = 45
_LONGEST_LABEL = 40
_SHORT = 24
_LONG = 60
_BESIDE = 2_000
_FAR = 20
_FARTHEST = 60
_PROSE = 12
_FOOT = 40
_LONGEST_COPYRIGHT = 300
_TIME = re.compile(rf"{CLOCK}|\d{{1,2}} ?(?:h|uhr)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"[|•·/–—]|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_LABELS = {group: labels(group) for group in ("published", "updated", "other")}
# Japanese, Chinese and Korean put no space before such a word, and © is none.
_INNER = {
    group: [stem for stem in stems if not stem[0].isalpha() or stem[0] > "\u1100"] for group, stems in _LABELS.items()
}
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0\d|1[0-2])[/-]?([0-2]\d|3[01])(?:[/.-]|$)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,40}((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?", re.IGNORECASE)


class DayEvidence:
    """What all dates of a page tell about each of them."""

    def __init__(self, scan: Scan, around: Around, mentions: Sequence[Mention]) -> None:
        self._scan, self._around, self._mentions = scan, around, mentions
        self._texts = scan.texts
        self._letters = [self._letters_beside(mention) for mention in mentions]
        self._zone = [around.top - 3 <= mention.index <= around.body + 1 for mention in mentions]
        self._days = Counter(mention.day for mention in mentions)
        dated = [mention.day for mention in mentions if not mention.is_guessed]
        self._newest = max((day for day in dated if day <= scan.lexicon.today), default=None)
        self._zone_days = sorted({one.day for one, near in zip(mentions, self._zone, strict=True) if near})
        self._places = [mention.index for mention in mentions]
        self._alike: dict[str, list[int]] = {}
        self._shapes = [self._shape(mention) for mention in mentions]
        for shape, mention in zip(self._shapes, mentions, strict=True):
            self._alike.setdefault(shape, []).append(mention.index)
        self._prose = [line for line, size in enumerate(scan.sizes) if size >= _PROSE and scan.sentences[line]]
        self._paths = Counter(self._path_dates())
        self.copyright_years = list(self._copyright_years())
        self._timed = [mention for mention in mentions if mention.stated]

    def all(self) -> list[Evidence]:
        """Return the evidence of each date, in their order."""
        return [self._of(place) for place in range(len(self._mentions))]

    def is_short(self, place: int) -> bool:
        """Tell whether the line of a date says hardly anything else."""
        return self._letters[place] <= _SHORT

    def is_set_apart(self, place: int) -> bool:
        """Tell whether a date stands near the headline or behind a word for publishing, in a line of its own."""
        index = self._mentions[place].index
        if tells_only_when(self._scan.lines[index].text, self._scan.lexicon):
            return True
        evidence: Evidence = {}
        self._words(self._mentions[place], evidence)
        return self.is_short(place) and (self._zone[place] or bool(evidence["says_published"]))

    def _of(self, place: int) -> Evidence:
        mention, evidence = self._mentions[place], Evidence()
        self._position(mention.index, evidence)
        self._prose_around(mention.index, evidence)
        self._line(place, mention, evidence)
        self._neighbours(mention.index, evidence)
        self._words(mention, evidence)
        self._html(mention, evidence)
        self._company(mention, evidence)
        self._zone_company(place, mention, evidence)
        self._likes(place, mention, evidence)
        self._together(place, evidence)
        return {name: float(value) for name, value in evidence.items() if value}

    def _position(self, index: int, evidence: Evidence) -> None:
        around, count = self._around, len(self._texts)
        evidence["depth"] = index / count
        evidence["lines"] = log1p(count)
        evidence["from_top"] = min(index, _FARTHEST)
        if around.headline is None:
            evidence["no_headline"] = 1
        else:
            below = index - around.headline
            evidence["below_headline"] = log1p(max(0, below))
            evidence["above_headline"] = log1p(max(0, -below))
            evidence["is_headline"] = below == 0
            evidence["near_headline"] = max(0, 6 - abs(below))
            evidence["between"] = around.headline < index < around.body
        into, is_inside = index - around.body, around.body <= index < around.end
        evidence["before_body"] = log1p(max(0, -into))
        evidence["into_body"] = log1p(into + 1) if is_inside else 0
        evidence["in_body"] = is_inside
        evidence["first_of_body"] = into in {0, 1}
        evidence["no_body"] = around.body >= count
        behind = index - around.end
        evidence["behind_body"] = log1p(max(0, behind + 1))
        evidence["just_behind"] = 0 <= behind < 4
        if around.byline is not None:
            evidence["to_byline"] = min(abs(index - around.byline), _FAR)
            evidence["by_byline"] = max(0, 4 - abs(index - around.byline))
            evidence["in_byline"] = index == around.byline

    def _prose_around(self, index: int, evidence: Evidence) -> None:
        prose, sizes = self._prose, self._scan.sizes
        place = bisect_left(prose, index + 1)
        evidence["to_prose"] = min(prose[place] - index, _FAR) if place < len(prose) else _FAR
        evidence["from_prose"] = min(index - prose[place - 1], _FAR) if place else _FAR
        evidence["prose_next"] = log1p(sum(sizes[line] for line in prose[place : place + 6] if line <= index + 14))
        earlier = prose[max(0, place - 6) : place]
        evidence["prose_before"] = log1p(sum(sizes[line] for line in earlier if line >= index - 14))

    def _letters_beside(self, mention: Mention) -> int:
        text = self._texts[mention.index]
        before, after = _beside(text, mention.found.start, mention.found.end)
        rest = _TIME.sub("", f"{before} {after}")
        return sum(map(len, _WORD.findall(rest)))

    def _line(self, place: int, mention: Mention, evidence: Evidence) -> None:
        index, found, letters = mention.index, mention.found, self._letters[place]
        text, scan = self._texts[index], self._scan
        before, after = _beside(text, found.start, found.end)
        shown = _WORD.findall(text[found.start : found.end])
        evidence["rest"] = log1p(letters)
        evidence["rest_some"] = letters > _SHORT
        evidence["rest_long"] = letters > _LONG
        evidence["alone"] = letters == 0
        evidence["starts"] = not _WORD.search(before)
        evidence["ends"] = not _WORD.search(_TIME.sub("", after))
        evidence["size"] = log1p(scan.sizes[index])
        evidence["sentence"] = scan.sentences[index] and scan.sizes[index] > 8
        evidence["numbers"] = max(0, sum(1 for _ in islice(_NUMBER.finditer(text), 11)) - 5)
        evidence["clock"] = _TIME.search(after[:24]) is not None or _TIME.search(before[-16:]) is not None
        evidence["separated"] = (
            _SEPARATOR.search(before[-4:]) is not None or _SEPARATOR.match(after.lstrip()) is not None
        )
        evidence["bracket"] = before.rstrip()[-1:] == "("
        beside = [one.found.start for one in self._mentions if one.index == index]
        evidence["dates_in_line"] = len(beside) - 1
        evidence["not_first_in_line"] = min(beside) < found.start
        evidence["spelt"] = bool(shown)
        evidence["weekday"] = len(shown) > 1 and text[found.start].isalpha()
        evidence["doubtful"] = found.doubt is not None and not mention.is_guessed
        evidence["hidden"] = mention.hidden
        evidence["caption"] = scan.captions[index]
        evidence["furniture"] = scan.furniture[index]
        evidence["credit"] = scan.bylines[index]
        evidence["repeated"] = log1p(scan.counts[scan.keys[index]] - 1)

    def _neighbours(self, index: int, evidence: Evidence) -> None:
        scan = self._scan
        for name, place in (("above", index - 1), ("below", index + 1)):
            if 0 <= place < len(self._texts):
                evidence[f"person_{name}"] = scan.people[place] or scan.bylines[place]
                evidence[f"prose_{name}"] = scan.sizes[place] >= _PROSE and scan.sentences[place]
                evidence[f"size_{name}"] = log1p(scan.sizes[place])
                evidence[f"furniture_{name}"] = scan.furniture[place]

    def _words(self, mention: Mention, evidence: Evidence) -> None:
        """What the words say that stand before a date, or above it, and behind it."""
        index, found = mention.index, mention.found
        text = self._texts[index]
        before = text[: found.start].rstrip()
        near = fold(before[-_LABEL:])
        if not _WORD.search(before) and index and len(self._texts[index - 1]) < _LONGEST_LABEL:
            evidence["label_above"] = 1
            near = fold(self._texts[index - 1])
        behind = fold(text[found.end : found.end + _LABEL])
        places = {group: last_label(group, near) for group in _LABELS}
        nearest = max(places.values())
        for group, place in places.items():
            evidence[f"says_{group}"] = 0 <= place == nearest
            evidence[f"then_{group}"] = last_label(group, behind) >= 0
        evidence["after_word"] = before[-1:].isalpha() and before.split()[-1].islower()

    def _html(self, mention: Mention, evidence: Evidence) -> None:
        hints, tag = self._scan.lines[mention.index].hints, mention.tag
        evidence["html"] = self._scan.has_html
        if hints.element is None:
            evidence["unmatched"] = self._scan.has_html
            return
        evidence["is_time"] = tag.is_time
        evidence["stated"] = mention.stated is not None
        evidence["stated_otherwise"] = mention.stated not in {None, mention.day}
        evidence["prop_published"] = "publish" in tag.prop or "created" in tag.prop
        evidence["prop_updated"] = "modified" in tag.prop
        evidence.update({f"tag_{name}": 1 for name in tag.names})
        evidence.update({f"in_{name}": 1 for name in hints.element.around})
        evidence["aside"] = hints.aside
        evidence["linked"] = hints.linked
        evidence["heading"] = hints.heading
        evidence["item"] = hints.item
        evidence["alt"] = hints.alt
        evidence["body_vote"] = self._scan.lines[mention.index].vote is True
        evidence["author_hint"] = bool(hints.author)
        evidence.update({f"share_{level}": share for level, share in enumerate(hints.shares)})
        evidence["times"] = log1p(len(self._timed))
        if mention.stated:
            earlier = [one.index for one in self._timed if one.index < mention.index]
            top = self._around.headline
            evidence["first_time"] = not earlier
            evidence["first_time_below"] = top is not None and not any(place > top for place in earlier)

    def _company(self, mention: Mention, evidence: Evidence) -> None:
        """What the other days of the page, its addresses and its copyright say of a day."""
        day, newest = mention.day, self._newest
        evidence["same_day"] = log1p(self._days[day] - 1)
        evidence["share_of_days"] = self._days[day] / len(self._mentions)
        evidence["all_days"] = log1p(len(self._days))
        evidence["only_day"] = len(self._days) == 1
        evidence["newest"] = day == newest
        evidence["before_newest"] = min((newest - day).days, 3650) / 365 if newest and newest > day else 0
        evidence["ahead"] = day > self._scan.lexicon.today
        evidence["long_ago"] = day.year < 2000
        evidence["in_paths"] = log1p(self._paths[day])
        evidence["paths"] = bool(self._paths)
        evidence["other_paths"] = bool(self._paths) and not self._paths[day]
        evidence["stated_elsewhere"] = any(one is not mention and one.stated == day for one in self._timed)
        if self.copyright_years:
            evidence["copyright"] = 1
            evidence["year_of_copyright"] = day.year in self.copyright_years
            evidence["after_copyright"] = day.year > max(self.copyright_years)

    def _zone_company(self, place: int, mention: Mention, evidence: Evidence) -> None:
        """What the dates from above the headline to the first words of the body say of one another."""
        is_near, days = self._zone[place], self._zone_days
        evidence["zone"] = is_near
        evidence["zone_days"] = len(days)
        evidence["zone_oldest"] = is_near and len(days) > 1 and mention.day == days[0]
        evidence["zone_newest"] = is_near and len(days) > 1 and mention.day == days[-1]
        evidence["day_in_zone"] = not is_near and mention.day in days
        evidence["first_of_zone"] = is_near and not any(self._zone[:place])
        evidence["first_of_page"] = place == 0

    def _likes(self, place: int, mention: Mention, evidence: Evidence) -> None:
        """Many dates in similar lines are those of teasers or comments."""
        index, places = mention.index, self._places
        alike = self._alike[self._shapes[place]]
        evidence["like"] = log1p(len(alike) - 1)
        evidence["like_near"] = sum(0 < abs(other - index) <= 12 for other in alike)
        evidence["first_of_like"] = alike[0] == index
        first, last = bisect_left(places, index), bisect_left(places, index + 1)
        evidence["dated_above"] = min(index - places[first - 1], _FAR) if first else _FAR
        evidence["dated_below"] = min(places[last] - index, _FAR) if last < len(places) else _FAR
        evidence["dates_near"] = len({other for other in places if abs(other - index) <= 15})

    def _together(self, place: int, evidence: Evidence) -> None:
        """What counts double together."""
        is_short, is_near = self.is_short(place), self._zone[place]
        others = [
            other.day != self._mentions[place].day
            for at, other in enumerate(self._mentions)
            if at != place and self._zone[at] and self.is_short(at)
        ]
        evidence["zone_alone"] = is_near and evidence["alone"]
        evidence["zone_short"] = is_near and is_short
        evidence["zone_clock"] = is_near and is_short and evidence["clock"]
        evidence["zone_published"] = is_near and is_short and evidence["says_published"]
        evidence["zone_updated"] = is_near and is_short and evidence["says_updated"]
        evidence["zone_time"] = is_near and evidence.get("is_time", 0)
        evidence["between_short"] = is_short and evidence.get("between", 0)
        evidence["behind_published"] = evidence["just_behind"] and evidence["says_published"]
        evidence["only_short_of_zone"] = is_near and is_short and not any(others)
        evidence["short_of_zone_elsewhere"] = not (is_near and is_short) and bool(others)

    def _shape(self, mention: Mention) -> str:
        text = self._texts[mention.index]
        shown = text[mention.found.start : mention.found.end]
        rest = min(3, (len(text) - len(shown)) // 12)
        return f"{_NUMBER.sub('9', _WORD.sub('a', shown))} {rest} {mention.found.start > 0}"

    def _path_dates(self) -> Iterator[date]:
        for line in self._scan.lines:
            addresses = [url for _, url in line.hints.links]
            if "://" in line.text:
                addresses.append(line.text)
            for address in addresses:
                match = _PATH_DATE.search(address)
                if match:
                    yield from _dates_of(match)

    def _copyright_years(self) -> Iterator[int]:
        for text in (*self._texts[:5], *self._texts[-_FOOT:]):
            match = _COPYRIGHT.search(text) if len(text) < _LONGEST_COPYRIGHT else None
            if match:
                yield int(match[2] or match[1])


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a date in its line, as far as it can tell of the date."""
    return text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]


def _dates_of(match: re.Match[str]) -> Iterator[date]:
    try:
        yield date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return


def last_label(group: str, text: str) -> int:
    """Return where the last word of a group begins in a folded text, or -1."""
    stems = _LABELS[group]
    last = max((word.start() for word in _WORD.finditer(text) if word[0].startswith(stems)), default=-1)
    return last if text.isascii() else max([last, *map(text.rfind, _INNER[group])])
