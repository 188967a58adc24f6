"""Links as a search names them: that of one mention, such as "cbc.ca/news/1", or all of a site, such as "cbc.ca"."""

import re

from msgspec import Struct

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.links import TOP_LEVEL, plain, site_and_page, url_key
from clipper.model.sentence import Sentence

_SCHEME = late_pattern(r"https?://", re.IGNORECASE)
# Words have capitals behind a dot, as in "St.John/Halifax"; hosts hardly ever.
_HOST = rf"(?:[\w-]+\.)+(?:{TOP_LEVEL})(?::\d+)?"
_TORN_SCHEME = "(?i:[htps]{0,6}:?//)"
"""What is left of "https://" where a letter was missed in copying."""
_ADDRESS = late_pattern(
    rf"(?i:https?://)[^\s/?#]\S*|(?i:www\.)[^\s/?#.]+\.[^\s.]\S*|{_HOST}/\S*|{_TORN_SCHEME}{_HOST}(?:[/?#]\S*)?"
)
MARKDOWN_LINK = rf"!?\[[^\[\]]*\]\(<?(?:(?i:https?://|www\.)|{_HOST}/)\S*\)"
"""A pattern of a link as Markdown has it: its words in brackets, which may hold spaces, then its address."""
_IS_MARKDOWN = late_pattern(MARKDOWN_LINK)
_IN_MARKDOWN = late_pattern(r".*?\]\((.*)\)")
_LIKE_ADDRESS = late_pattern(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?")
_TORN = late_pattern(rf"^{_TORN_SCHEME}")
_BEHIND = ">.,;:!?…”’»"
"""What stands behind an address, and hardly ever ends it."""
CLOSING = f"){_BEHIND}"
"""The same with the bracket that closes the sentence which an address or word stands in."""
_NO_SITES = ("any", "none")
"""Hosts that a search cannot write without "https://", since these words ask for any link, or none."""
_NO_LINK = "“{text}” is no link. Write that of a clipping, or a site, such as example.com."
_SITE = late_pattern(r"[^\s/?#]*\w[^\s/?#]*")


class SearchedLink(Struct, frozen=True):
    """What a link must be: a host, and what stands behind it, "" where any page of the site will do."""

    site: str
    page: str

    @classmethod
    def parse(cls, text: str) -> "SearchedLink":
        """Read an address, with or without "https://", or a site; raises WrongUsage."""
        site, page = site_and_page(_with_scheme(text))
        if not _SITE.fullmatch(site):
            raise WrongUsage(Sentence(_NO_LINK, text=text[:40]))
        return cls(site, page)

    @property
    def key(self) -> str:
        """What the link of a mention comes to; see url_key."""
        return f"{self.site}{self.page}"

    def is_of(self, url: str | None) -> bool:
        """Tell whether a link is meant."""
        return url_key(url) == self.key if self.page else self.has_site(site_and_page(url)[0])

    def has_site(self, site: str) -> bool:
        """Tell whether a host is the wanted one or below it; of a word without a dot, whether a part of it is.

        Before a star stands what one of its parts begins with, and all before that one.
        """
        if self.site.endswith("*"):
            return f".{self.site[:-1]}" in f".{site}"
        return f".{site}.".endswith(f".{self.site}.") if "." in self.site else f".{self.site}." in f".{site}."


def address_in(word: str) -> str | None:
    """Return the address that a word is, as browsers, mails, Markdown and sentences have it; None for any other word.

    Without "https://" or "www." it needs a slash behind a host, as "cbc.ca/news" has it: "and/or" and "12.5/10" are
    words.
    """
    address = _without_closing(word)
    if _IS_MARKDOWN.fullmatch(address):
        address = _IN_MARKDOWN.sub(r"\1", address)
    address = _without_closing(address.removeprefix("<"))
    return address if _ADDRESS.fullmatch(address) else None


def _without_closing(word: str) -> str:
    """Return a word without what closes the sentence around it: brackets only where it does not open them."""
    end = len(word.rstrip(_BEHIND))
    surplus = word.count(")", 0, end) - word.count("(", 0, end)
    while surplus > 0 and word[end - 1] == ")":
        surplus -= 1
        end -= 1
        while end and word[end - 1] in _BEHIND:
            end -= 1
    return word[:end]


def is_like_address(word: str) -> bool:
    """Tell whether a word that is not read as an address may be meant for one, or for a site."""
    return _LIKE_ADDRESS.fullmatch(word) is not None


def written_link(text: str) -> str:
    """Return a link as a search writes it: without "https://" and what does not matter to which one it is."""
    link = SearchedLink.parse(text)
    is_read_again = site_and_page(_with_scheme(link.key)) == (link.site, link.page)
    return link.key if is_read_again and link.key not in _NO_SITES else plain(_with_scheme(text))


def _with_scheme(text: str) -> str:
    return text if _SCHEME.match(text) else f"https://{_TORN.sub('', text).removeprefix('*.')}"
