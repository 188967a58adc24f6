"""Posts copied out of a social network: who wrote it and when stands above its words, what others made of it below.

Nothing says so but these lines: the handle ("@ann"), how old it is ("2d •"), its time ("9:14 AM · Nov 27, 2026"), and
the counts and buttons below it. A post has no headline; its first words stand in for one.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from msgspec import Struct, field

from clipper.capture.finders.date import CLOCK, dates_in
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.finders.names import is_agent, is_person
from clipper.capture.finders.relative import age_in, relative_in
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.pieces import leftovers, parts_of_text
from clipper.capture.guesses import date_guess, guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence, lines_between
from clipper.capture.markdown import body_markdown
from clipper.capture.outlets import host_of
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, Guess, Known
from clipper.model.text import clean

_BEGIN, _LEADING = 1_000, 12_000
_HEAD_LINES = 7
_LONGEST_NAME, _MOST_WORDS = 60, 7
_LONGEST_TITLE = 110
_FEWEST_BELOW = 2

_LATEST = date(9000, 1, 1)
"""Whether there is a day at all does not depend on today."""
_DOT, _DOTS = r"[·•∙]", " ·•∙"
_NUMBER = r"\d[\d., \u00a0]*[km]?"
_ABOVE = re.compile(r"post|publication|conversation|thread|fil|home|accueil|feed post number \d+", re.IGNORECASE)
_HANDLE = re.compile(
    r"(?P<name>[^@\n]{2,60}\s)?[\u202a\u2066]?@(?P<handle>\w[\w-]{0,29}(?:@[\w-]{1,60})?(?:\.[\w-]{2,40}){0,4})[\u202c\u2069]?"
    rf"(?:\s?{_DOT}\s?(?P<when>[^@\n]{{1,30}}))?"
)
_AGO = re.compile(
    rf"{_DOT}?\s?(?:\d{{1,2}} [^\W\d_]{{3,8}} ago|il y a \d{{1,2}} [^\W\d_]{{4,8}}|yesterday|hier)\b.{{0,40}}",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(rf"{CLOCK}\s?{_DOT}\s?[^·•\n]{{4,20}}\d{{4}}(?:\s?{_DOT}.*)?", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"[^·•\n]{{4,24}}?,?\s(?:at |à |um )?{CLOCK}\s?(?:{_DOT}.*)?", re.IGNORECASE)
_DEGREE = re.compile(
    rf"{_DOT}?\s?(?:1st|2nd|3rd\+?|1er|2e|3e\+?|following|suivi|abonné(?:\(e\))?|{_NUMBER} (?:followers|abonnés))",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    rf"{_NUMBER}\s?(?:views?|reposts?|retweets?|quotes?|likes?|bookmarks?|replies|reply|boosts?|favou?rites?|comments?|shares?"
    r"|vues?|republications?|citations?|j[’']aime|signets?|réponses?|partages?|favoris|commentaires?)\b.{0,80}",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:views?|like|comment|repost|send|share|reply|quote|all reactions:?|everybody can reply|post your reply"
    r"|j[’']aime|commenter|republier|envoyer|partager|répondre|toutes les réactions ?:?|vues?)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    rf"{_NUMBER}|{_DOT}|…|\.\.\.|(?:… ?)?(?:see )?more|plus|voir plus|edited|modifié|verified account|compte vérifié"
    r"|follow|suivre|see translation|translate post|voir la traduction|traduire le post|public|visible (?:to|de) .*",
    re.IGNORECASE,
)
"""What stands around the words of a post and tells nothing."""
_OF_LINKEDIN = re.compile(r"repost|send|republier|envoyer", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:(?:x|twitter)\.com/\w{1,40}/status/\d{5,25}|bsky\.app/profile/[\w.:-]{3,80}/post/\w{5,30}"
    r"|linkedin\.com/(?:feed/update|posts)/[\w:%-]{5,200}|[\w.-]{4,60}/@[\w.@-]{2,80}/\d{8,25}"
    r"|facebook\.com/[\w.-]{2,80}/posts/[\w-]{5,120})"
)
_HOSTS = {
    "x.com": "X", "twitter.com": "X", "linkedin.com": "LinkedIn", "facebook.com": "Facebook", "bsky.app": "Bluesky",
}  # fmt: skip
_NETWORKS = {name.lower(): name for name in (*_HOSTS.values(), "Mastodon", "Threads")} | {"twitter": "X"}
"""What a network is called above a post, in small letters."""


class _Post(Struct):
    """The lines of a post: who wrote it, what says when, its words, and what stands around them.

    `named` is the network that is named above it.
    """

    author: Line
    name: str
    handle: str = ""
    is_timed: bool = False
    is_linkedin: bool = False
    named: str = ""
    when: list[Line] = field(default_factory=list)
    words: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)

    @property
    def is_told(self) -> bool:
        """Whether enough around its words says that it is a post, and no article below the name of its author."""
        if not self.words:
            return False
        if self.handle:
            timed = any(_CLOCK_FIRST.fullmatch(line.text) or _is_old(line.text) for line in self.when)
            return self.is_timed or timed or bool(self.below) or (bool(self.when) and "." in self.handle)
        return bool(self.when) and len(self.below) >= _FEWEST_BELOW

    @property
    def network(self) -> str:
        """The name of the network, else of that which its lines look like those of."""
        if self.named:
            return self.named
        if self.handle:
            return "Mastodon" if "@" in self.handle else "Bluesky" if "." in self.handle else "X"
        is_linkedin = self.is_linkedin or any(_OF_LINKEDIN.fullmatch(line.text) for line in self.below)
        return "LinkedIn" if is_linkedin else "Facebook"


def _post_in(lines: Sequence[Line]) -> _Post | None:
    """Return the post that lines begin with, None where they begin with something else."""
    post, first = _head_of(lines)
    if post is None:
        return None
    rest = iter(lines[first:])
    for line in rest:
        is_around = _tells_when(line.text) or _is_below(line.text)
        if is_around and post.words:
            _take_below(post, [line, *rest])
        elif is_around or (not post.words and _is_day(line.text)):
            post.when += [line] * (not _is_below(line.text))
        elif not (_NOTHING.fullmatch(line.text) or _ADDRESS.match(line.text) or line.text == post.name):
            post.words.append(line)
    return post if post.is_told else None


def _head_of(lines: Sequence[Line]) -> tuple[_Post | None, int]:
    """Return a post with its author, and the index of the line below those that tell of them."""
    above = list(takewhile(_stands_above, lines[:2]))
    post, first = _with_handle(lines, len(above)) if len(lines) > len(above) + 1 else (None, 0)
    if post:
        post.named = next((_NETWORKS[name] for line in above if (name := line.text.lower()) in _NETWORKS), "")
    return post, first


def _stands_above(line: Line) -> bool:
    """Tell whether a line above a post says what it is, or in which network."""
    return line.text.lower() in _NETWORKS or _ABOVE.fullmatch(line.text) is not None


def _with_handle(lines: Sequence[Line], above: int) -> tuple[_Post | None, int]:
    """Return a post whose second line, or the first behind the name, is the handle of its author."""
    for index, line in enumerate(lines[above : above + 2], above):
        handle = _HANDLE.fullmatch(line.text)
        if handle is None or not (handle["name"] or index > above):
            continue
        author = line if handle["name"] else lines[index - 1]
        name = (handle["name"] or author.text).strip()
        if _is_name(name):
            is_timed = bool(handle["when"])
            return _Post(author, name, handle["handle"].lower(), is_timed, when=[line] * is_timed), index + 1
    return _without_handle(lines, above)


def _without_handle(lines: Sequence[Line], above: int) -> tuple[_Post | None, int]:
    """Return a post below whose author there are hardly more lines than how old it is."""
    author, head = lines[above], lines[above + 1 : above + _HEAD_LINES]
    last = next((place for place, line in enumerate(head) if _tells_when(line.text)), None)
    if last is None or not _is_name(author.text) or any(ends_sentence(line.text) for line in head[:last]):
        return None, 0
    is_linkedin = any(_DEGREE.fullmatch(line.text) for line in head[:last])
    return _Post(author, author.text, is_linkedin=is_linkedin, when=[head[last]]), above + last + 2


def _take_below(post: _Post, lines: Sequence[Line]) -> None:
    """Take what stands below the words of a post, up to what somebody answered."""
    for line in lines:
        if _tells_when(line.text):
            post.when.append(line)
        elif _is_below(line.text):
            post.below.append(line)
        elif not _NOTHING.fullmatch(line.text):
            break


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and text.count(" ") < _MOST_WORDS and not ends_sentence(text) and is_agent(text)


def _tells_when(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and (
        _is_old(text)
        or _CLOCK_FIRST.fullmatch(text) is not None
        or (_DAY_FIRST.fullmatch(text) is not None and any(dates_in(text, _LATEST)))
    )


def _is_day(text: str) -> bool:
    """Tell whether a line is nothing but a day."""
    found = next(dates_in(text, _LATEST), None) if len(text) <= _LONGEST_NAME else None
    return found is not None and (found.start, found.end) == (0, len(text))


def _is_old(text: str) -> bool:
    age = age_in(text, _LATEST)
    return (age is not None and not text[: age.start].strip(_DOTS)) or _AGO.fullmatch(text) is not None


def _is_below(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and (_COUNTS.fullmatch(text) or _BUTTON.fullmatch(text)) is not None


def _is_around(text: str) -> bool:
    """Tell whether a line outside of a post is none of another's words."""
    return (_NOTHING.fullmatch(text) or _ABOVE.fullmatch(text) or _ADDRESS.match(text)) is not None or _is_below(text)


# What it says


def _recognises(opened: Opened) -> bool:
    # Most pastes begin with something else, which their first lines tell.
    begins = clean(opened.pasted.text[:_BEGIN])
    if _head_of(lines_between(begins, 0, _BEGIN))[0] is None:
        return False
    text = clean(opened.pasted.text[:_LEADING])
    return _post_in(lines_between(text, 0, _LEADING)) is not None


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    post = _post_in(lines_between(text, 0, len(text)))
    if post is None:
        return Found(())
    draft = _draft(post, text, opened.pasted.html or "", Lexicon.of(known, today))
    # What somebody answered is another's.
    others, _ = leftovers(text, [draft.extent], _is_around)
    return Found((draft,), tuple(others))


POST = Format("post", _recognises, _read)


def _draft(post: _Post, text: str, html: str, lexicon: Lexicon) -> Draft:
    body = body_markdown(parts_of_text(post.words))
    author = lexicon.outlets.find(post.name)
    place = post.author.text.find(post.name)
    spans = [post.author.place(place, place + len(post.name))]
    url = _url(post, text, html)
    network: str | None = _HOSTS.get(host_of(url.value).removeprefix("www.") if url.value else "", post.network)
    sure = 0.92 if is_person(post.name) and post.handle else 0.8
    return Draft(
        headline=_stand_in(post.words[0]),
        reporters=guess((), 0.0) if author else guess((post.name,), sure, spans, _doubt(sure, Doubt.UNSURE_NAME)),
        outlet=guess(author.name, 0.85, spans, Doubt.UNSURE) if author else guess(network, 0.75, (), Doubt.UNSURE),
        medium=guess(Medium.SOCIAL, 0.95),
        published_on=_day(post, lexicon.today),
        url=url,
        language=guess(*language_of(body[:8_000])),
        body=guess(body, 0.9, [line.span for line in post.words]),
        extent=(post.author.start, max(line.end for line in (*post.words, *post.when, *post.below))),
    )


def _doubt(sure: float, doubt: Doubt) -> Doubt | None:
    return doubt if sure < 0.9 else None


def _stand_in(line: Line) -> Guess[str | None]:
    """Return the first words of a post in place of a headline: its first sentence, or what of that is not too long."""
    end = next((end for end in _sentence_ends(line.text) if end > _LONGEST_TITLE // 4), len(line.text))
    if end <= _LONGEST_TITLE:
        whole: str | None = line.text[:end]
        return guess(whole, 0.75, [line.place(0, end)], Doubt.UNSURE)
    cut = line.text.rfind(" ", 0, _LONGEST_TITLE)
    end = cut if cut > 0 else _LONGEST_TITLE
    short: str | None = f"{line.text[:end].rstrip(' ,;:–—-')}…"
    return guess(short, 0.75, [line.place(0, end)], Doubt.UNSURE)


def _sentence_ends(text: str) -> Iterator[int]:
    return (match.end() for match in re.finditer(r"[.!?…](?=\s)", text[: 2 * _LONGEST_TITLE]))


def _day(post: _Post, today: date) -> Guess[date | None]:
    for line in post.when:
        found = next(dates_in(line.text, today), None) or age_in(line.text, today) or relative_in(line.text, today)
        if found:
            return date_guess(found, [line.place(found.start, found.end)])
    return guess(None, 0.0)


def _url(post: _Post, text: str, html: str) -> Guess[str | None]:
    """Return the address of the post itself: one that its lines show outside its words, or its time leads to."""
    for line in lines_between(text, 0, post.words[0].start) + lines_between(text, post.words[-1].end, len(text)):
        for place in addresses_in(line.text):
            url = complete(line.text[slice(*place)])
            if url and _ADDRESS.match(url):
                return guess(url, 0.9, [line.place(*place)])
    found = (match[0] for match in _ADDRESS.finditer(html) if post.handle.partition("@")[0] in match[0].lower())
    led = next(found, None)
    return guess(complete(led) if led else None, 0.85 if led else 0.0)
