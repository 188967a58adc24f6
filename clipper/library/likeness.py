"""How alike two mentions are, told from their headlines and texts alone.

A copy shares runs of three words, the prose between quotations too, and the names and numbers: two outlets at one press
conference share quotations only, a weekly report shares its frame but not its numbers.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import combinations, pairwise
from zlib import crc32

from msgspec import Struct

from clipper.model.late_pattern import late_pattern
from clipper.model.text import fold, words

_HIGHEST = (1 << 63) - 1
SAMPLED_BELOW = (_HIGHEST + 1) // 32
"""The hashes below this are sampled in every text; those above it are there only because a text is short."""
_SMALLEST = 8
_MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_LAST = 0xD6E8FEB86659FD93

_SHARED = 0.6
"""The part of the shorter text's runs that a copy shares with the longer one; the rest is cuts, edits and furniture."""
_SURE = 0.9
"""Texts that share so much have the same names and numbers."""
_SHARED_LATER = 0.75
"""The same for one outlet on two days: its notices and columns share their form."""
_SHARED_PROSE = 0.5
"""The same outside quotations."""
_SHARED_FACTS = 0.5
"""The part of the names, and of the numbers, that a copy shares; a text of the same frame has others."""
_FEWEST_FACTS = 3
_LEAST_PART = 0.12
"""A text that is a smaller part of the other one is an item of a digest, not its copy."""
_LARGEST_ITEM = 0.6
"""Up to this part of the other one a text may be an item of a digest."""
_COHERENT = 0.11
"""The part of a text's longer words that come again in the rest of the story it was cut from, not in other stories."""
_LONGEST = 500_000
"""Characters of a text that are compared, so that nothing stands still."""
FEWEST_RUNS = 20
"""Below this a text is too short to tell a copy from a common phrase."""
_CONTRADICTED = 0.2
"""Texts that share less than this are of different pieces, however alike their headlines are."""

# A mark that opens ends the search for one that closes, so that many open ones take no longer.
_QUOTED = late_pattern(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"")
# What stands behind the last word is taken too, once: else each of its characters would begin a search to the end.
_SPACED = late_pattern(r"([\W_]*)([^\W_](?:[\w'’.,-]*\w)?|\Z)")
_SENTENCE_STARTS = frozenset('.!?:…“”„«»"\n')
_CONTENT = 6
"""Letters of words that tell what a text is about."""
_BEGINNING = 24
_LINK_TARGET = late_pattern(r"\]\([^)\s]*\)")

_KICKER = late_pattern(
    r"^\W*(?:updated?(?:\s*\d+)?|breaking(?: news)?|correct(?:ed|ion)|exclusive|watch|video|mise à jour|exclusif|vidéo)"
    r"\s*[:|\]\)–—-]\s*",
    re.IGNORECASE,
)
_SUFFIX = late_pattern(r"\s+[|·•–—-]\s+")
_CUT = late_pattern(r"\s*(?:…|\.\.\.)\s*$")
_SMALL_WORDS = frozenset(
    "a an the of to in on at for and as by with le la les l de d du des un une et à en au aux".split()  # noqa: SIM905
)
_LONGEST_SECTION = 4
_MOST_TYPOS = 16
_FEWEST_BEFORE_CUT = 4


# Headlines


def near_headlines(one: str, other: str, outlet: str | None = None) -> bool:
    """Tell whether two headlines of one outlet and day are the same but for punctuation, kickers, suffixes and typos.

    A changed number, or one word that is another word, makes them differ.
    """
    every, others = words(one), words(other)
    if every == others or set(every).isdisjoint(others):
        return every == others and bool(every)
    first, second = _core(one, outlet), _core(other, outlet)
    if not first or not second:
        return False
    return _are_near(first, second) or _is_cut(one, first, second) or _is_cut(other, second, first)


class HeadlineKeys(Struct, frozen=True):
    """By what a headline is found, and by what it finds others: near headlines of one outlet share such a key.

    Only one that is cut off is near to what begins alike, so that a whole one is `found` so and finds none.
    """

    found: Set[str]
    finds: Set[str]

    @classmethod
    def of(cls, headline: str, outlet: str | None) -> "HeadlineKeys":
        """Return the keys of a headline; an outlet is known by its folded name."""
        core = _core(headline, outlet)
        near = {" ".join(words(headline)), "".join(core), *_parts(core)}
        begins = " ".join(core[: _FEWEST_BEFORE_CUT - 1])
        whole, cut = {f"… {begins}"}, {f"{begins} …"}
        if _CUT.search(headline):
            return cls(near | whole | cut, near | whole)
        return cls(near | whole, near | cut)


def _parts(core: Sequence[str]) -> Iterator[str]:
    """Cut a headline in two parts more than it may have typos, and yield pairs of them: near ones share a pair.

    One part would do, but many headlines of one outlet begin with the same name. All numbers are shared too.
    """
    count = _most_typos(core) + 2
    numbers = " ".join(word for word in core if any(map(str.isdigit, word)))
    bounds = [number * len(core) // count for number in range(count + 1)]
    parts = [f"{start} {' '.join(core[start:end])}" for start, end in pairwise(bounds) if start < end]
    for pair in combinations(parts, max(1, min(2, len(parts) - _most_typos(core)))):
        yield f"{len(core)} {' '.join(pair)} {numbers}"


def _most_typos(core: Sequence[str]) -> int:
    # Bounded, since the parts that a headline is found by grow with the square of it.
    return max(1, min(_MOST_TYPOS, len(core) // 4))


@lru_cache(maxsize=4096)
def _core(headline: str, outlet: str | None) -> list[str]:
    """The words of a headline that matter, without kicker and the outlet's name behind it.

    Where many are compared, each is one of many pairs.
    """
    bare = _KICKER.sub("", _CUT.sub("", headline))
    parts = _SUFFIX.split(bare)
    separators = _SUFFIX.findall(bare)
    while len(parts) > 1 and _is_furniture(parts[-1], separators[-1], outlet):
        parts.pop()
        separators.pop()
    found = [word for part in parts for word in words(part.replace("’", "").replace("'", ""))]
    return [word for word in found if word not in _SMALL_WORDS] or found


def _is_furniture(part: str, separator: str, outlet: str | None) -> bool:
    """Whether the last part of a headline is the outlet or, behind a bar, a section of its site."""
    found, name = set(words(part)) - {"the"}, set(words(outlet or "")) - {"the"}
    is_outlet = bool(found and name) and (found <= name or name <= found)
    return is_outlet or ("|" in separator and len(found) <= _LONGEST_SECTION)


def _are_near(first: Sequence[str], second: Sequence[str]) -> bool:
    if "".join(first) == "".join(second):
        return True
    if len(first) != len(second):
        return False
    typos = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(typos) <= _most_typos(first) and len(first) > len(typos) and all(_is_typo(a, b) for a, b in typos)


def _is_cut(headline: str, first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first is the beginning of the second, and says so with dots."""
    if not _CUT.search(headline) or not _FEWEST_BEFORE_CUT <= len(first) < len(second):
        return False
    # The last word may be cut too.
    return list(first[:-1]) == list(second[: len(first) - 1]) and second[len(first) - 1].startswith(first[-1])


def _is_typo(one: str, other: str) -> bool:
    """Whether two words of five letters or more are one slip apart: a letter more, less, other, or two turned round."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4 or len(longer) < 5 or len(longer) - len(shorter) > 1 or any(map(str.isdigit, one + other)):
        return False
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    turned = longer[start + 1 : start + 2] + longer[start : start + 1]
    return shorter[start + 1 :] == longer[start + 1 :] or (
        shorter[start : start + 2] == turned and shorter[start + 2 :] == longer[start + 2 :]
    )


# Texts


class Text:
    """A text as it is compared; what is asked of it is worked out once. Of a huge one the beginning is compared."""

    def __init__(self, text: str) -> None:
        beginning = text[:_LONGEST]
        self.text = _LINK_TARGET.sub("] ", beginning) if "](" in beginning else beginning

    @cached_property
    def words(self) -> list[str]:
        """Its folded words; where a link leads is not read."""
        return words(self.text)

    @cached_property
    def runs(self) -> Set[int]:
        """The hashes of its runs of three words, from 0 to 2**63."""
        return _runs_in(self.text)

    @cached_property
    def prose(self) -> Set[int]:
        """The runs of what stands outside quotations."""
        prose, quotations = _QUOTED.subn(" ", self.text)
        return hashes_of(words(prose)) if quotations else self.runs

    @cached_property
    def names(self) -> Set[str]:
        """Its words with a capital inside a sentence."""
        return {
            fold(word)
            for gap, word in self._spaced[1:]
            if word[:1].isupper() and (gap == " " or _SENTENCE_STARTS.isdisjoint(gap))
        }

    @cached_property
    def numbers(self) -> Set[str]:
        """Its words with a digit."""
        return {word for _, word in self._spaced if not word.isalpha() and any(map(str.isdigit, word))}

    @cached_property
    def _spaced(self) -> list[tuple[str, str]]:
        """Its words as they are written, each with what stands before it; the last ones are empty."""
        return _SPACED.findall(self.text)

    def outside(self, other: "Text") -> Set[str]:
        """Its longer words that stand in no run which the other text has too."""
        own = self.words
        shared = [run in other.runs for run in runs_of(own)]
        return {
            word
            for place, word in enumerate(own)
            if len(word) >= _CONTENT and not any(shared[max(0, place - 2) : place + 1])
        }


def is_same_piece(one: Text, other: Text) -> bool:
    """Tell whether two texts are one piece: cut, with another lead or furniture, reworded here and there."""
    shared = _share(one.runs, other.runs)
    if shared < _SHARED:
        return one.words == other.words and bool(one.words) and len(one.runs) >= FEWEST_RUNS // 2
    shorter, longer = sorted((one, other), key=lambda text: len(text.runs))
    is_part = len(shorter.runs) >= len(longer.runs) * _LEAST_PART
    return is_part and (shared >= _SURE or _agree_in_facts(one, other)) and not _is_item_of(shorter, longer)


def _agree_in_facts(one: Text, other: Text) -> bool:
    return (
        _agree(one.prose, other.prose, FEWEST_RUNS, _SHARED_PROSE)
        and _agree(one.names, other.names, _FEWEST_FACTS, _SHARED_FACTS)
        and _agree(one.numbers, other.numbers, _FEWEST_FACTS, _SHARED_FACTS)
    )


def is_brought_up_to_date(one: Text, other: Text) -> bool:
    """Tell whether two texts that are one piece share as much as an article and its next version do."""
    return _share(one.runs, other.runs) >= _SHARED_LATER or one.words == other.words


def _is_item_of(shorter: Text, longer: Text) -> bool:
    """Whether the longer text is a digest: it begins otherwise, and what else it holds is about other things."""
    if len(shorter.runs) > len(longer.runs) * _LARGEST_ITEM or _begin_alike(shorter, longer):
        return False
    own = {word for word in shorter.words if len(word) >= _CONTENT}
    return len(own & longer.outside(shorter)) < len(own) * _COHERENT


def _begin_alike(shorter: Text, longer: Text) -> bool:
    """Whether a text begins as another one does: it was cut from its end, as most are."""
    return not set(runs_of(shorter.words[:_BEGINNING])).isdisjoint(runs_of(longer.words[:_BEGINNING]))


def contradict(one: str | None, other: str | None) -> bool:
    """Tell whether two texts are surely of different pieces: they share little, or a frame without its numbers."""
    first, second = Text(one or ""), Text(other or "")
    if min(len(first.runs), len(second.runs)) < FEWEST_RUNS:
        return False
    shared = _share(first.runs, second.runs)
    is_frame = shared < _SHARED and not _agree(first.numbers, second.numbers, _FEWEST_FACTS, _SHARED_FACTS)
    return shared < _CONTRADICTED or is_frame


def _share(some: Set[int], others: Set[int]) -> float:
    """Return which part (0 to 1) of the smaller set the other holds; 0 for very small ones."""
    shorter = min(len(some), len(others))
    return len(some & others) / shorter if shorter >= FEWEST_RUNS else 0.0


def _agree(some: Set[int] | Set[str], others: Set[int] | Set[str], fewest: int, least: float) -> bool:
    """Whether two sets share enough of the smaller one; too few elements tell nothing."""
    smaller = min(len(some), len(others))
    return smaller < fewest or len(some & others) >= least * smaller


@lru_cache(maxsize=4)
def _runs_in(text: str) -> frozenset[int]:
    # What is added was compared with what is there before, and a text of megabytes takes a tenth of a second each time.
    return frozenset(runs_of(words(text)))


def sampled(text: str) -> set[int]:
    """Return the hashes by which copies of a text are found, from 0 to 2**63."""
    return sample_of(Text(text).runs)


def sample_of(hashes: Set[int]) -> set[int]:
    """Return those of the hashes of a text by which its copies are found."""
    low = {value for value in hashes if value < SAMPLED_BELOW}
    return low if len(low) >= _SMALLEST else low | set(nsmallest(_SMALLEST, hashes))


def hashes_of(found: Sequence[str]) -> set[int]:
    """Return the hashes of runs of three words."""
    return set(runs_of(found))


def runs_of(found: Sequence[str]) -> list[int]:
    """Hash runs of three words in order: each word once, then three numbers mixed: a fifth of the time of digests."""
    by_word = {word: crc32(word.encode()) for word in set(found)}
    numbers = [by_word[word] for word in found]
    one, two, three = (number * _LAST & _HIGHEST for number in _MIX)
    return [
        a * one + b * two + c * three & _HIGHEST for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)
    ]
