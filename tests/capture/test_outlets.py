"""The list of outlets that Clipper ships, and what is found in it by name, programme and address."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator

import pytest

from clipper import resources
from clipper.capture.outlets import Outlets, cells, key, listed
from clipper.model.codes import Medium
from clipper.model.draft import Known

_COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB
    GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
    KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB
    SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US
    UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"""
_LANGUAGES = """
    af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fo fr ga gl gu ha he hi hr hu hy id is it ja ka kk km kn
    ko ku ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn no oc pa pl ps pt rm ro ru sk sl so sq sr sv sw ta te tg
    th ti tk tl tr uk ur uz vi xh yo zh zu"""
LISTED = tomllib.loads(resources.path("outlets.toml").read_text("utf-8"))


def entries() -> Iterator[tuple[str, str, str, str, list[str], list[str]]]:
    """Yield country, language, medium, name, domains and all names of each outlet."""
    for country, languages in LISTED["outlets"].items():
        for language, media in languages.items():
            for medium, table in media.items():
                for name, domains, others in cells(table, 3):
                    yield country, language, medium, name, domains.split(), [name, *listed(others)]


def twice(values: Iterator[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_every_group_has_a_country_a_language_and_a_medium_that_exist():
    for country, language, medium, name, *_ in entries():
        assert country in _COUNTRIES.split(), name
        assert language in _LANGUAGES.split(), name
        assert Medium(medium), name
    assert all(Medium(medium) for medium in LISTED["programmes"])


def test_a_name_or_other_name_means_one_outlet():
    names = ({key(name) for name in names} for *_, names in entries())
    assert twice(one for each in names for one in each) == []


def test_a_domain_is_a_plain_host_or_a_part_of_one_and_means_one_outlet():
    domains = [domain for *_, domains, _ in entries() for domain in domains]
    assert twice(iter(domains)) == []
    form = re.compile(r"(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[A-Za-z0-9_-]+){0,2}")
    assert [domain for domain in domains if not form.fullmatch(domain)] == []


def test_no_outlet_is_a_platform():
    platforms = {site for sites in LISTED["platforms"].values() for site in sites}
    assert not platforms & {domain for *_, domains, _ in entries() for domain in domains}


def test_no_name_is_empty_or_as_long_as_a_sentence():
    names = [name for *_, names in entries() for name in names]
    assert [name for name in names if not key(name) or name != name.strip() or len(name) > 60] == []


def test_every_programme_has_its_own_name_and_a_listed_outlet():
    outlets = {names[0] for *_, names in entries()}
    tables = LISTED["programmes"].values()
    shows = [(outlet, show) for table in tables for outlet, names in cells(table, 2) for show in listed(names)]
    assert twice(key(show) for _, show in shows) == []
    assert {outlet for outlet, _ in shows} <= outlets
    assert not {key(show) for _, show in shows} & set(map(key, outlets))


def test_every_word_is_the_name_of_an_outlet():
    names = {key(name) for *_, names in entries() for name in names}
    assert [word for word in LISTED["words"] if key(word) not in names] == []


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("cbc.ca", "CBC News"),
        ("the hill times", "The Hill Times"),
        ("Société Radio-Canada", "Radio-Canada"),
        ("LE JOURNAL DE MONTREAL", "Le Journal de Montréal"),
        ("The Wren Bay Herald", None),
        ("A" * 61, None),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(name: str, outlet: str | None):
    found = Outlets(Known()).find(name)
    assert (found.name if found else None) == outlet


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.cbc.ca/news/politics/ferry-1.5", "CBC News"),
        ("https://ici.radio-canada.ca/nouvelle/1/traversier", "Radio-Canada"),
        ("http://WWW.LeDevoir.com", "Le Devoir"),
        ("https://wrenbayherald.example/a", None),
        ("https://ca/a", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_the_outlet_of_an_address_is_that_of_its_site(url: str, outlet: str | None):
    found = Outlets(Known()).publisher(url)
    assert (found.name if found else None) == outlet


def test_the_library_s_spelling_goes_before_the_shipped_one():
    outlets = Outlets(Known(outlets=("The Globe & Mail", "Le devoir", "Wren Bay FM")))
    assert [outlet.name for outlet in map(outlets.find, ("LE DEVOIR", "Wren Bay FM")) if outlet] == [
        "Le devoir",
        "Wren Bay FM",
    ]
    found = outlets.publisher("https://ledevoir.com/a")
    assert found is not None
    assert (found.name, found.country, found.language) == ("Le devoir", "CA", "fr")


@pytest.mark.parametrize(
    ("own", "written", "name"),
    [
        ((), "the toronto star", "Toronto Star"),
        ((), "NYT", "The New York Times"),
        ((), "The Wren Bay Herald", "The Wren Bay Herald"),
        (("NYT",), "The New York Times", "NYT"),
        (("The New York Times",), "nytimes.com", "The New York Times"),
        (("NYT", "New York Times"), "the New York Times", "New York Times"),
        (("NYT", "New York Times"), "nyt", "NYT"),
        (("The Toronto Star",), "thestar.com", "The Toronto Star"),
    ],
)
def test_an_outlet_has_one_spelling_the_library_s_or_else_that_of_the_list(own, written: str, name: str):
    outlets = Outlets(Known(outlets=own))
    assert outlets.spelling(written) == name
    found = outlets.find(written)
    assert (found.name if found else written) == name


def test_the_outlet_of_a_programme_has_the_library_s_name_too():
    programme = Outlets(Known(outlets=("NYT",))).programme("The Daily")
    assert programme is not None
    assert programme.outlet == "NYT"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The Fifth Estate, CBC Television", True),
        ("CBC Television – the fifth estate", True),
        ("CBC Radio One on As It Happens", True),
        ("As It Happens", True),
        ("A ferry waits as it happens to storm", False),
        ("Wren Bay FM, Dock Talk", True),
        ("Dock Talks, Wren Bay FM", False),
        ("", False),
    ],
)
def test_a_programme_is_told_where_a_text_begins_or_ends_with_one(text: str, is_told: bool):
    known = Known(outlets=("Wren Bay FM",), outlet_programmes=(("Dock Talk", "Wren Bay FM", Medium.RADIO),))
    assert Outlets(known).may_hold_programme(text) is is_told


def test_a_name_that_is_a_word_too_says_so_unless_the_library_has_it():
    shipped, own = Outlets(Known()).find("The Hub"), Outlets(Known(outlets=("The Hub",))).find("the hub")
    assert shipped is not None
    assert own is not None
    assert (shipped.is_word, own.is_word) == (True, False)


def test_a_platform_names_no_outlet():
    outlets = Outlets(Known())
    assert outlets.is_social("m.facebook.com")
    assert outlets.is_platform("m.facebook.com")
    assert outlets.is_platform("youtube.com")
    assert not outlets.is_social("youtube.com")
    assert not outlets.is_platform("cbc.ca")
    assert not outlets.is_platform("")


@pytest.mark.parametrize(
    "name", ["Newsletter", "world", "WORLD", "Information", "Links", "the", "capital", "20 minutes"]
)
def test_a_word_of_a_menu_is_no_outlet(name: str):
    assert Outlets(Known()).find(name) is None


@pytest.mark.parametrize("name", ["News Letter", "The World", "the Nation", "THE NATION", "Guardian"])
def test_an_outlet_named_with_a_word_is_found_in_its_own_spelling(name: str):
    assert Outlets(Known()).find(name) is not None


def test_an_outlet_of_the_library_is_known_at_the_site_of_its_name():
    outlets = Outlets(Known(outlets=("The Wren Bay Herald", "Fog")))
    found = [outlets.publisher(f"https://www.{host}/a") for host in ("wrenbayherald.example", "thewrenbayherald.co.uk")]
    assert [outlet.name for outlet in found if outlet] == ["The Wren Bay Herald"] * 2
    assert outlets.publisher("https://fog.example/a") is None
    assert outlets.publisher("https://wrenbay.example/herald") is None


@pytest.mark.parametrize("name", ["The Record", "Survival", "ABC", "Insider", "Global"])
def test_a_name_that_is_a_word_too_stays_as_it_is_and_takes_over_no_other_outlet(name: str):
    assert Outlets(Known()).spelling(name) == name
    listed = Outlets(Known()).find(name)
    assert listed is not None
    own = Outlets(Known(outlets=(name,)))
    assert own.spelling(name) == name
    if listed.name != name:
        assert own.spelling(listed.name) == listed.name
        assert listed.domain is None or own.at(listed.domain) == Outlets(Known()).at(listed.domain)


def test_the_list_names_outlets_that_begin_so_and_that_the_library_lacks():
    assert Outlets(Known()).beginning_with("hill ti") == ["The Hill Times"]
    assert Outlets(Known(outlets=("Hill Times",))).beginning_with("the hill ti") == []
    assert Outlets(Known()).beginning_with(" ") == []
