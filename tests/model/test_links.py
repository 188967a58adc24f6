"""Addresses out of their wrappers, without AMP and without what follows a reader around."""

from time import process_time
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clipper.model.links import at_place, plain, url_key, usual_host

PAGES_WITH_PLACES = (
    "https://youtu.be/a",
    "https://vimeo.com/1",
    "https://youtube.com/embed/",
    "https://pods.example/a.mp3",
)
PAGE = "https://ledger.example/2019/04/ferry-waits?id=7"
WRAPPERS = [
    "https://nam04.safelinks.protection.outlook.com/?url={}&data=05%7C01%7Cname%7C0&sdata=x%3D&reserved=0",
    "https://can01.safelinks.protection.outlook.com/ap/w-59584e83/?url={}&data=05",
    "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={}&locale=en-ca",
    "https://urldefense.proofpoint.com/v1/url?u={}&k=x%3D%3D",
    "https://www.google.com/url?q={}&sa=D&source=editors&ust=1",
    "https://www.google.ca/url?rct=j&sa=t&url={}&ct=ga&cd=CAEY&usg=AOv",
    "https://l.facebook.com/l.php?u={}&h=AT0",
    "http://www.facebook.com/l.php?u={}",
    "https://l.instagram.com/?u={}&e=AT",
    "https://www.linkedin.com/redir/redirect?url={}&urlhash=x",
    "https://www.youtube.com/redirect?event=video_description&q={}",
    "https://linkprotect.cudasvc.com/url?a={}&c=E,1,x",
    "https://secure-web.cisco.com/1aBcD-e/{}",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_wrapper_is_taken_off(wrapper: str):
    assert plain(wrapper.format(quote(PAGE, safe=""))) == PAGE


@pytest.mark.parametrize(
    ("wrapped", "page"),
    [
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__ledger.example_a-2Db-3Fid-3D7&d=DwMF&c=x&r=y",
            "https://ledger.example/a-b?id=7",
        ),
        ("https://urldefense.com/v3/__https://ledger.example/a?id=7__;!!Abc!xyz$", "https://ledger.example/a?id=7"),
        ("https://urldefense.com/v3/__https:/ledger.example/a__;!!Abc!xyz$", "https://ledger.example/a"),
        ("https://urldefense.com/v3/__https://ledger.example/a*b*c__;Iz8!!Abc!xyz$", "https://ledger.example/a#b?c"),
        ("https://urldefense.com/v3/__https://ledger.example/*t*__;w6nDqA!!Abc!xyz$", "https://ledger.example/étè"),
        ("https://urldefense.com/v3/__https://ledger.example/a**Bb__;IyMj!!Abc!xyz$", "https://ledger.example/a###b"),
    ],
)
def test_url_defense_is_decoded_in_each_of_its_versions(wrapped: str, page: str):
    assert plain(wrapped) == page


def test_a_wrapper_in_a_wrapper_is_taken_off_too():
    once = WRAPPERS[0].format(quote(PAGE + "&utm_source=mail", safe=""))
    twice = WRAPPERS[5].format(quote(once, safe=""))
    assert plain(WRAPPERS[3].format(quote(twice, safe=""))) == PAGE


@pytest.mark.parametrize(
    "broken",
    [
        "https://nam04.safelinks.protection.outlook.com/?data=05",
        "https://nam04.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
        "https://www.google.com/url?q=ferry+tide",
        "https://www.google.com/search?q=https://ledger.example/a",
        "https://urldefense.com/v3/__https://ledger.example/a",
        "https://urldefense.com/v3/__https://ledger.example/*__;%C3!!Abc",
        "https://urldefense.proofpoint.com/v2/url?d=x",
        "https://secure-web.cisco.com/1aBcD",
        "http://[broken?utm_source=x",
        "https://ledger.example/" + "a" * 10_000 + "?utm_source=x",
    ],
)
def test_what_holds_no_address_stays_as_it_is(broken: str):
    assert plain(broken) == broken


@pytest.mark.parametrize(
    "tracking",
    [
        "utm_source=x&utm_medium=y", "fbclid=IwAR0", "gclid=1", "mc_cid=1&mc_eid=2", "at_medium=RSS", "xtor=RSS-3",
        "CMP=share_btn_tw", "ref=hp-news", "source=rss", "wt_zmc=sm.int", "_ga=2.1&_gl=1", "guccounter=1", "igsh=abc",
    ],
)  # fmt: skip
def test_what_follows_a_reader_goes(tracking: str):
    assert plain(f"https://ledger.example/a?{tracking}") == "https://ledger.example/a"
    assert plain(f"https://ledger.example/a?id=7&{tracking}&p=2#part") == "https://ledger.example/a?id=7&p=2#part"


@pytest.mark.parametrize(
    "query", ["id=7", "p=123", "story=ferry", "a=1&b=2&a=3", "s=ferry", "ref=20171219", "source=3", "article=x&", "x"]
)
def test_what_may_choose_the_article_stays(query: str):
    assert plain(f"https://ledger.example/a?{query}") == f"https://ledger.example/a?{query}"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.google.com/amp/s/ledger.example/ferry-waits", "https://ledger.example/ferry-waits"),
        ("https://www.google.com/amp/ledger.example/ferry", "http://ledger.example/ferry"),
        ("https://ledger-example.cdn.ampproject.org/c/s/ledger.example/ferry?amp_js_v=0.1", "https://ledger.example/ferry"),
        ("https://ledger.example/2019/ferry-waits/amp/", "https://ledger.example/2019/ferry-waits/"),
        ("https://ledger.example/2019/ferry-waits/amp", "https://ledger.example/2019/ferry-waits"),
        ("https://ledger.example/amp/news/ferry-waits.html", "https://ledger.example/news/ferry-waits.html"),
        ("https://ledger.example/ferry?outputType=amp&id=2", "https://ledger.example/ferry?id=2"),
        ("https://ledger.example/ferry?amp=1", "https://ledger.example/ferry"),
        ("https://ledger.example/gear/amp", "https://ledger.example/gear/amp"),
        ("https://ledger.example/amp", "https://ledger.example/amp"),
    ],
)  # fmt: skip
def test_the_page_is_meant_not_its_amp_copy(url: str, page: str):
    assert plain(url) == page


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://x.com/ledger/status/1?s=20&t=ab", "https://x.com/ledger/status/1"),
        ("https://youtu.be/abc?si=x&t=90", "https://youtu.be/abc?t=90"),
        ("https://www.nytimes.com/a.html?smid=tw-share", "https://www.nytimes.com/a.html"),
        ("https://ledger.example/a#Echobox=1555", "https://ledger.example/a"),
        ("https://ledger.example/a#:~:text=ferry", "https://ledger.example/a"),
        ("https://ledger.example/#!/a", "https://ledger.example/#!/a"),
    ],
)
def test_some_sites_and_services_have_their_own_ways(url: str, page: str):
    assert plain(url) == page


PIECES = st.sampled_from(
    [
        "https://", "http://", "ledger.example", "/", "/amp/", "?", "&", "#", "=", "%", "%3A%2F%2F", " ", "a-b", "id=7",
        "utm_source=x", "url=", "u=", "q=", "www.google.com/url?", "www.google.com/amp/s/", "secure-web.cisco.com/1/",
        "urldefense.com/v3/__", "__;", "!!", "*", "**A", "Iz8", "nam04.safelinks.protection.outlook.com/?",
        "x.cdn.ampproject.org/c/s/",
    ]
)  # fmt: skip


_OF_ADDRESSES = st.sampled_from([*":/?#@[].-_ \t\n%", "https://", "http://", "a.example", "é", "A", "8", "www."])


@given(st.lists(_OF_ADDRESSES, max_size=8).map("".join).map("https://ledger".__add__))
@example("https://ledger.example?a=[1]")
@example("https://ledger.example")
def test_a_host_that_is_read_at_once_is_the_one_that_the_standard_library_reads(url: str):
    if host := usual_host(url):
        assert host == urlsplit(url).hostname


@given(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text()))
@example("https://urldefense.com/v3/__https://urldefense.com/v3/__https://ledger.example__;__;!!")
def test_any_text_gives_one_that_is_plain_and_no_longer(text: str):
    found = plain(text)
    assert len(found) <= len(text)
    assert plain(found) == found


@given(st.lists(st.sampled_from(WRAPPERS[:-1]), max_size=5), st.text("abcz0189-_~.", min_size=1, max_size=20))
def test_an_address_comes_out_of_any_wrappers_unchanged(wrappers: list[str], name: str):
    page = f"https://ledger.example/x{name}x?id=7"
    address = page
    for wrapper in wrappers:
        address = wrapper.format(quote(address, safe=""))
    assert plain(address) == page


def test_a_thousand_wrappers_take_no_time_to_speak_of():
    address = "https://ledger.example/a"
    while len(address) < 9_000:
        address = f"https://www.google.com/url?q={address}"
    assert plain(address) == "https://ledger.example/a"


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=192"),
        ("https://www.youtube.com/watch?t=5s&v=abc", "https://www.youtube.com/watch?v=abc&t=192"),
        ("https://m.youtube.com/watch?v=abc#t=1m2s", "https://m.youtube.com/watch?v=abc&t=192"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=192"),
        ("https://www.youtube.com/embed/abc?rel=0", "https://www.youtube.com/embed/abc?rel=0&start=192"),
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871#t=192s"),
        ("https://player.vimeo.com/video/1?h=2#t=4s", "https://player.vimeo.com/video/1?h=2#t=192s"),
        ("https://open.spotify.com/episode/x1", "https://open.spotify.com/episode/x1?t=192"),
        (
            "https://podcasts.apple.com/ca/podcast/show/id1?i=2",
            "https://podcasts.apple.com/ca/podcast/show/id1?i=2&t=192",
        ),
        ("https://pods.example/north/7.mp3", "https://pods.example/north/7.mp3#t=192"),
        ("https://radio.example/listen?id=7", "https://radio.example/listen?id=7#t=192"),
        ("https://radio.example/listen?id=7#t=9", "https://radio.example/listen?id=7#t=192"),
    ],
)
def test_a_recording_opens_at_its_place(url: str, opened: str) -> None:
    assert at_place(url, 192) == opened


@pytest.mark.parametrize(
    "url", ["https://radio.example/#/listen/7", "mailto:press@example.org", "https://[broken/", "ftp://x.example/a.mp3"]
)
def test_an_address_that_cannot_tell_a_place_stays_as_it_is(url: str) -> None:
    assert at_place(url, 192) == url


@pytest.mark.parametrize("seconds", [None, 0])
def test_without_a_place_an_address_stays_as_it_is(seconds: int | None) -> None:
    assert at_place("https://youtu.be/abc?t=9", seconds) == "https://youtu.be/abc?t=9"


@given(st.sampled_from([*PAGES_WITH_PLACES, "https://"]).flatmap(lambda url: st.text(max_size=20).map(url.__add__)))
def test_the_last_place_counts(url: str) -> None:
    assert at_place(at_place(url, 60), 192) == at_place(url, 192)


@pytest.mark.parametrize(
    "same",
    [
        ("https://a.example/économie/1", "https://www.a.example/%C3%A9conomie/1/", "http://a.example/%c3%a9conomie/1"),
        ("https://a.example/économie", "https://a.example/e\u0301conomie", "https://a.example/%E9conomie"),
        ("https://a.example/новости", "https://a.example/%d0%bd%D0%BEвости"),
        (
            "https://zeitung-münchen.example/1",
            "https://xn--zeitung-mnchen-osb.example/1",
            "http://Zeitung-MÜNCHEN.example/1",
        ),
        ("https://a.example/article,1.html", "https://a.example./article%2C1.html"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://a.example/~ann", "https://a.example/%7Eann"),
    ],
)
def test_a_link_is_the_same_however_its_letters_are_written(same: tuple[str, ...]) -> None:
    assert len({url_key(url) for url in same}) == 1


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("story.php?1234", "story.php?5678", False),
        ("story.php?1234&lang=", "story.php?1234", True),
        ("s?titre=%E9t%E9", "s?titre=%C3%A9t%c3%a9", True),
        ("s?titre=%E9t%E9", "s?titre=%E8t%E8", False),
        ("s?b=2&a=x+y", "s?a=x%20y&b=2", True),
        ("s?a=b%26c", "s?a=b&c", False),
    ],
)
def test_what_a_link_asks_for_is_read_in_one_way(one: str, other: str, is_same: bool) -> None:
    keys = {url_key(f"https://a.example/{page}") for page in (one, other)}
    assert len(keys) == (1 if is_same else 2)


@pytest.mark.parametrize("sign", "/?#")
def test_an_escaped_sign_that_would_end_a_name_is_not_that_sign(sign: str) -> None:
    escaped = f"https://a.example/a{quote(sign, safe='')}b"
    assert url_key(escaped) != url_key(f"https://a.example/a{sign}b")
    assert url_key(escaped) == url_key(escaped.lower())


_PATHS = st.lists(
    st.sampled_from(
        [
            "%",
            "25",
            "%C3",
            "%c3%a9",
            "é",
            "e\u0301",
            "%2F",
            "%2f",
            "a",
            "/",
            " ",
            "%ff",
            "\u2028",
            "?",
            "&",
            "=",
            "+",
            "%E9",
        ]
    )
)


@given(st.one_of(_PATHS.map("".join), st.text()))
@example("%2%35")
@example("100%")
@example("?=25&%")
def test_what_is_left_of_a_link_is_left_of_itself(path: str) -> None:
    key = url_key(f"https://a.example/{path}")
    assert key is None or url_key(f"https://{key}") == key


@pytest.mark.parametrize("sign", ["\U0001f389", "\U0001fae8", "\U000e0fff", "\u200d"])
def test_a_link_is_the_same_in_a_python_that_does_not_know_its_signs_yet(sign: str) -> None:
    assert url_key(f"https://a.example/{quote(sign)}") == url_key(f"https://a.example/{sign}") == f"a.example/{sign}"


def test_a_host_in_punycode_without_end_takes_no_time_to_speak_of():
    started = process_time()
    assert url_key(f"https://xn--{'b9' * 100_000}.example/1") == f"xn--{'b9' * 100_000}.example/1"
    assert process_time() - started < 0.5


@given(st.text("abcxn-éü1.", max_size=12))
@example("xn--zeitung-mnchen-osb")
@example("xn--a")
@example("xn--\u00e9")
def test_any_host_is_written_in_one_way(host: str) -> None:
    key = url_key(f"https://{host}.example/1")
    assert key is None or url_key(f"https://{key}") == key
