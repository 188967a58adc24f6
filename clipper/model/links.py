"""Web addresses as their publishers write them: without what mail filters, search engines and campaigns put around."""

import re
import string
from base64 import urlsafe_b64decode
from collections.abc import Callable
from itertools import islice
from unicodedata import normalize
from urllib.parse import SplitResult, quote, quote_plus, unquote, urlsplit

from clipper.model.late_pattern import late_pattern

TOP_LEVEL = (
    "com?|org|net|gov|edu|ac|news|info|eu|tv|fm|io|blog|online|media|press|quebec|world|today|agency|digital|network"
    "|wien|berlin|scot|cat|africa|asia|site|example|[a-z]{2}"
)
"""A pattern of how the hosts of those end who publish news: countries, and what else is common."""

_SIGNS = ("?", "#", "amp", "AMP", "urldefense", "secure-web")
_ADDRESS = late_pattern(r"https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_USUAL = late_pattern(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#][!-~]*)?")
_LONGEST = 10_000
_ESCAPED_OR_TO_BE = late_pattern(r"[^A-Za-z0-9/!$&'()*+,;=:@~._-]")
"""All but what stands in a path as it is. Source: RFC 3986, section 3.3."""
_NEVER_LEFT = late_pattern('[\x00-\x20"#%<>?\\[\\\\\\]^`{|}\x7f\\s\ud800-\udfff]')
"""What is always escaped: the same of ASCII, and spaces; what letters there are differs from one Python to the next."""
_ESCAPED_MARK = late_pattern("(%2[Ff]|%3[Ff]|%23|%25)")
_LONGEST_LABEL = 63
"""So many letters a part of a host has at most (RFC 1035); to read Punycode takes the square of their number."""


def usual_host(url: str) -> str:
    """Return the host of an address that is written as nearly all are; nothing for any other, which may be one too.

    This takes a fifth of the time in which the standard library takes an address apart.
    """
    usual = _USUAL.fullmatch(url)
    return usual[1] if usual else ""


def plain(url: str) -> str:
    """Return an address out of its wrappers, of the page rather than its AMP copy, and without tracking parameters.

    What cannot be read as an address, and a wrapper that holds none, stay as they are. The answer is never longer than
    the address, and plain(plain(url)) == plain(url).
    """
    if len(url) > _LONGEST:
        return url
    # Most of the thousand links of a page have nothing to lose, and should cost nothing.
    while any(sign in url for sign in _SIGNS):
        shorter = _step(url)
        if len(shorter) >= len(url):
            break
        url = shorter
    return url


def url_key(url: str | None) -> str | None:
    """Return a link without what does not matter to whether two are the same; None for a site's front page."""
    site, page = site_and_page(url)
    return f"{site}{page}" if site and page else None


def site_and_page(url: str | None) -> tuple[str, str]:
    """Return the host of a link, and what stands behind it, without what does not matter; each "" where it has none.

    Letters stand there as they are, however they were escaped: browsers copy é as é, %C3%A9 or %c3%a9.
    """
    try:
        parts = urlsplit(plain((url or "").strip()))
        site = _in_letters(parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return "", ""
    asked = _asked_in_one_way(parts.query)
    path = _escaped_in_one_way(parts.path.rstrip("/"))
    return site, f"{path}?{asked}" if asked else path


def _asked_in_one_way(query: str) -> str:
    """Return the parameters of a link in one order, with one way to escape them, and without those left empty.

    One without "=" is kept: it is the number of an article, as in "story.php?1234".
    """
    pairs = (pair.partition("=") for pair in query.replace("+", " ").split("&"))
    read = ((_unescaped(name), _unescaped(value)) for name, sign, value in pairs if value or not sign)
    told = sorted(tuple(filter(None, pair)) for pair in read if any(pair))
    # What is no letter, as bytes of another code on a command line, must not fail.
    return "&".join("=".join(quote_plus(one, errors="replace") for one in pair) for pair in told)


def _in_letters(host: str) -> str:
    """Return a host as the address bar shows it, without the dot that may end it. Source: RFC 3492, Punycode."""
    host = host.rstrip(".")
    return ".".join(map(_label_in_letters, host.split("."))) if "xn--" in host else normalize("NFC", host)


def _label_in_letters(label: str) -> str:
    if len(label) > _LONGEST_LABEL:
        return label
    try:
        letters = normalize("NFC", label.removeprefix("xn--").encode("ascii").decode("punycode"))
    except UnicodeError:
        return label
    # No site has any other name.
    is_name = label.startswith("xn--") and letters == letters.lower() and re.fullmatch(r"[\w-]+", letters)
    return letters if is_name else label


def _escaped_in_one_way(path: str) -> str:
    """Return a path with an escape for each sign that cannot stand there, and for no letter. Source: RFC 3986, 6.2.2.

    An escaped slash, question mark, hash or percent sign is not what that sign itself is there, and stays.
    """
    if not _ESCAPED_OR_TO_BE.search(path):
        return path
    pieces = _ESCAPED_MARK.split(path)
    return "".join(piece.upper() if number % 2 else _escaped(_unescaped(piece)) for number, piece in enumerate(pieces))


def _unescaped(text: str) -> str:
    try:
        letters = unquote(text, errors="strict")
    except UnicodeDecodeError:
        # As sites wrote letters before UTF-8.
        letters = unquote(text, "latin-1")
    return normalize("NFC", letters)


def _escaped(text: str) -> str:
    return _NEVER_LEFT.sub(lambda sign: quote(sign[0], errors="replace"), text)


def _step(url: str) -> str:
    """Return what one wrapper holds, else the address without AMP and tracking."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        inner = _inside(parts, host)
    except ValueError:
        return url
    if inner and inner.isprintable() and _ADDRESS.fullmatch(inner):
        return inner
    query = "&".join(pair for pair in parts.query.split("&") if not _is_tracking(pair, host))
    fragment = "" if _TRACKING_FRAGMENT.match(parts.fragment) else parts.fragment
    path = _without_amp(parts.path)
    if (query, fragment, path) == (parts.query, parts.fragment, parts.path):
        return url
    return parts._replace(query=query, fragment=fragment, path=path).geturl()


# Wrappers

_WRAPPERS = [
    # host, path, and the parameters that may hold the address
    (r"\w+\.safelinks\.protection\.(?:outlook\.com|office365\.us)", r"/", "url"),
    (r"statics\.teams\.cdn\.office\.net", r"/.*safelinks", "url"),
    (r"(?:[\w-]+\.)?google(?:\.[a-z]{2,3}){1,2}", r"/url$", "url q"),
    (r"(?:l|lm|m)\.facebook\.com|facebook\.com|l\.messenger\.com", r"/l\.php$", "u"),
    (r"l\.instagram\.com", r"/$", "u"),
    (r"linkedin\.com", r"/(?:redir/redirect|safety/go)/?$", "url"),
    (r"youtube\.com", r"/redirect$", "q"),
    (r"out\.reddit\.com", r"/", "url"),
    (r"slack-redir\.net", r"/link$", "url"),
    (r"duckduckgo\.com", r"/l/$", "uddg"),
    (r"t\.umblr\.com", r"/redirect$", "z"),
    (r"vk\.com", r"/away\.php$", "to"),
    (r"linkprotect\.cudasvc\.com", r"/url$", "a"),
    (r"protect2?\.fireeye\.com", r"/(?:v1/)?url$", "u"),
    (r"clicktime\.symantec\.com", r"/", "u"),
    (r"linklock\.titanhq\.com", r"/analyse$", "url"),
]
_WRAPPER_HOST = late_pattern("|".join(f"(?:{host})" for host, _, _ in _WRAPPERS))


def _inside(parts: SplitResult, host: str) -> str | None:
    """Return the address that a wrapper holds; None where an address is none. Raises ValueError for a broken one."""
    for special, read in _SPECIAL:
        if special.fullmatch(host):
            return read(parts)
    if not _WRAPPER_HOST.fullmatch(host):
        return None
    for pattern, path, names in _WRAPPERS:
        if re.fullmatch(pattern, host) and re.match(path, parts.path or "/"):
            return _held(parts.query, names)
    return _amp_of_google(parts.path) if "google." in host else None


def _held(query: str, names: str) -> str | None:
    values = dict(pair.partition("=")[::2] for pair in reversed(query.split("&")))
    return next((_written(unquote(values[name])) for name in names.split() if name in values), None)


def _written(address: str) -> str:
    return address.strip(" ").replace(" ", "%20")


def _amp_of_google(path: str) -> str | None:
    return _cached(path, r"/amp/(s/)?(.+)")


def _amp_cache(parts: SplitResult) -> str | None:
    """Source: https://developers.google.com/amp/cache/overview#amp-cache-url-format."""
    return _cached(parts.path, r"/[a-z]/(s/)?(.+)")


def _cached(path: str, form: str) -> str | None:
    match = re.fullmatch(form, path)
    return f"{'https' if match[1] else 'http'}://{match[2]}" if match else None


def _cisco(parts: SplitResult) -> str | None:
    """Cisco Secure Email puts the whole address, escaped, behind a token in the path."""
    return _written(unquote(parts.path.rpartition("/")[2]))


# Proofpoint's URL Defense. Source: the decoder it publishes, URLDefenseDecoder.py

_LETTERS = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}-_"
_RUNS = {letter: length for length, letter in enumerate(_LETTERS, 2)}
_VERSION_3 = late_pattern(r"/v3/__(.+?)__;(.*?)!")
_ONE_SLASH = late_pattern(r"([a-z0-9+.-]+:/)(?=[^/])", re.IGNORECASE)
_REPLACED = late_pattern(r"\*(?:\*(.))?")


def _proofpoint(parts: SplitResult) -> str | None:
    if parts.path.startswith("/v1/"):
        return _held(parts.query, "u")
    if parts.path.startswith("/v2/"):
        values = dict(pair.partition("=")[::2] for pair in reversed(parts.query.split("&")))
        return _written(unquote(values.get("u", "").translate({ord("-"): "%", ord("_"): "/"})))
    match = _VERSION_3.match(parts._replace(scheme="", netloc="").geturl())
    return _version_3(match[1], match[2]) if match else None


def _version_3(address: str, encoded: str) -> str | None:
    """Each "*" stands for one character of the encoded ones, "**" and a letter for a run of them."""
    replaced = iter(urlsafe_b64decode(encoded + "==").decode("utf-8"))

    def characters(match: re.Match[str]) -> str:
        count = _RUNS.get(match[1], 1)
        taken = "".join(islice(replaced, count))
        if len(taken) < count:
            raise ValueError(address)
        return taken

    return _written(_REPLACED.sub(characters, unquote(_ONE_SLASH.sub(r"\1/", address, count=1))))


_SPECIAL: list[tuple[re.Pattern[str], Callable[[SplitResult], str | None]]] = [
    (late_pattern(r"urldefense(?:\.proofpoint)?\.(?:com|us)"), _proofpoint),
    (late_pattern(r"(?:[\w-]+\.)?cdn\.ampproject\.org"), _amp_cache),
    (late_pattern(r"secure-web\.cisco\.com"), _cisco),
]


# AMP and tracking


def _without_amp(path: str) -> str:
    """Return the path of the page whose AMP copy stands at ".../some-headline/amp" or "/amp/.../some-headline"."""
    pieces = path.split("/")
    named = [index for index, piece in enumerate(pieces) if piece]
    if len(named) < 2:
        return path
    for index, beside in ((named[-1], pieces[named[-2]]), (named[0], pieces[named[-1]])):
        # A word alone, as in "/gear/amp", may be a section about amplifiers.
        if pieces[index].lower() == "amp" and re.search(r"[-\d]", beside):
            return "/".join(pieces[:index] + pieces[index + 1 :])
    return path


_TRACKING = late_pattern(
    r"(?:utm|at|mc|hsa|mtm|matomo|piwik|wt|fb)_.+|pk_(?:campaign|kwd|source|medium|content)|elq\w*|_?_hs\w+|__cft__.*"
    r"|(?:f|g|d|y|ym|tw|tt|ms|msclk)?clid|fbclid|gclsrc|[gw]braid|msclkid|li_fat_id|li_source|igsh(?:id)?|mibextid|__tn__|epik"
    r"|_ga|_gl|mkt_tok|vero_(?:id|conv)|oly_(?:enc|anon)_id|wickedid|s_(?:cid|kwcid)|ef_id|cmp|cmpid|int_?cmp|intcid"
    r"|ocid|xtor|xtref|xts|ref_(?:src|url)|referringsource|guc(?:counter|e_referrer\w*)|sfnsn"
    r"|trk(?:campaign|info)?|trackingid|wtz?mc|wt\.mc_id|ns_(?:mchannel|source|campaign|linkname|fee)|dm_[it]|et_[cr]id"
    r"|sc_(?:lid|llid|uid|eh)|emci|emdi|email_(?:referrer|subject)|__twitter_impression|traffic_source"
    r"|tblci|dicbo|hootpostid|reflink|amp_(?:js_v|gsa)|usqp|echobox",
    re.IGNORECASE,
)
_MAY_TRACK = late_pattern(
    r"(?:ref|source|src|via|referrer|share)=[^\d&]*|amp(?:=(?:1|true|yes)?)?|outputtype=amp(?:-\w+)?", re.IGNORECASE
)
"""Parameters that may choose an article too: a number or an id behind them does, a word does not."""
_OF_SITES = {
    "x.com": "s t",
    "twitter.com": "s t",
    "youtube.com": "si feature pp",
    "youtu.be": "si feature",
    "open.spotify.com": "si",
    "forbes.com": "sh ss",
    "nytimes.com": "smid smtyp emc partner rss",
    "dailymail.co.uk": "ito",
    "metro.co.uk": "ito",
    "wsj.com": "mod",
    "marketwatch.com": "mod",
    "barrons.com": "mod",
    "bloomberg.com": "srnd sref leadsource",
    "reuters.com": "taid feedtype feedname",
    "linkedin.com": "lipi rcm",
    "facebook.com": "rdid share_url",
    "tiktok.com": "_r _t is_from_webapp sender_device",
}
_TRACKING_FRAGMENT = late_pattern(
    r"(?:echobox|xtor|utm_\w+|at_\w+|amp_tf|amp_ct|aoh|referrer|fbclid|ns_\w+)=|:~:text=|\.[\w-]{8,}\.\w+$",
    re.IGNORECASE,
)


def _is_tracking(pair: str, host: str) -> bool:
    """Tell whether a parameter says where a reader came from, not what is read; an unknown one is kept."""
    name = unquote(pair.partition("=")[0])
    if _TRACKING.fullmatch(name) or _MAY_TRACK.fullmatch(pair):
        return True
    site = next((site for site in _OF_SITES if host == site or host.endswith(f".{site}")), None)
    return site is not None and name.lower() in _OF_SITES[site].split()


# Places in recordings

_RECORDINGS: list[tuple[str, str, str]] = [
    # host, path, and how it is told where to begin
    (r"(?:[\w-]+\.)?youtube(?:-nocookie)?\.com", r"/embed/", "?start={}"),
    (r"(?:[\w-]+\.)?youtube\.com|youtu\.be", r"/", "?t={}"),
    (r"open\.spotify\.com|podcasts\.apple\.com|pca\.st|pocketcasts\.com", r"/", "?t={}"),
    (r"(?:[\w-]+\.)?dailymotion\.com|dai\.ly", r"/", "?start={}"),
    (r"(?:[\w-]+\.)?twitch\.tv", r"/", "?t={}s"),
    (r"(?:[\w-]+\.)?vimeo\.com", r"/", "#t={}s"),
]
_FRAGMENT = "#t={}"
"""How all others are told. Source: Media Fragments URI 1.0, section 4.2.1."""
_PLACE = late_pattern(r"(?:t|start|time_continue)=[^&]*", re.IGNORECASE)


def at_place(url: str, seconds: int | None) -> str:
    """Return the address that opens a recording at a place; the address itself where there is none.

    A place that the address already names gives way. An address stays as it is where it is broken, or where what
    stands behind its "#" means something else.
    """
    if not seconds:
        return url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    form = next((form for site, path, form in _RECORDINGS if _is_of(parts, host, site, path)), _FRAGMENT)
    return _told(parts, form[0], form[1:].format(seconds)) or url


def _is_of(parts: SplitResult, host: str, site: str, path: str) -> bool:
    return re.fullmatch(site, host) is not None and (parts.path or "/").startswith(path)


def _told(parts: SplitResult, where: str, place: str) -> str | None:
    is_place = _PLACE.fullmatch(parts.fragment) is not None
    if where == "#":
        return parts._replace(fragment=place).geturl() if is_place or not parts.fragment else None
    fragment = "" if is_place else parts.fragment
    kept = [pair for pair in parts.query.split("&") if pair and not _PLACE.fullmatch(pair)]
    return parts._replace(query="&".join([*kept, place]), fragment=fragment).geturl()
