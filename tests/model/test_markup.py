"""The one reader of Markdown: what it keeps, what it makes harmless, and that nothing can break or stall it."""

import re
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clipper.model.markup import count_words, excerpt, paragraphs, safe_link, sentences, to_html, tree

ELEMENTS = {"div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr"} | {
    "em",
    "strong",
    "code",
    "a",
    "br",
}
MARKUP = st.text(st.sampled_from("ab &<>*_[]()#!-\\`\n\"':;/0.1\u00a0"), max_size=80)


def test_the_small_markdown_becomes_elements():
    html = to_html(
        "## Two booths\n\nThe *wait* is **long**.\nSee [this](https://x.example/?a=1&b=2).\n\n- one\n- two\n\n> said"
    )
    assert "<h2>Two booths</h2>" in html
    assert "The <em>wait</em> is <strong>long</strong>.<br>" in html
    assert '<a href="https://x.example/?a=1&amp;b=2"' in html
    assert "<li>one</li>" in html
    assert "<blockquote>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="https://x.example/p.png">',
        "![pixel](https://x.example/p.png)",
        "[click](javascript:alert(1))",
        "[click](file:///etc/passwd)",
        "[click](//x.example/share)",
        "[click](\\\\host\\share)",
        "<javascript:alert(1)>",
        '[click](https://x.example "onclick=1")',
    ],
)
def test_nothing_loads_and_no_link_leaves_the_web(hostile):
    html = to_html(hostile)
    tags = re.findall(r"<([a-z0-9]+)([^>]*)>", html)
    assert {name for name, _ in tags} <= ELEMENTS
    assert not re.search(r"(?:title|src|onclick)=", "".join(attributes for _, attributes in tags))
    assert all(address.startswith("https://x.example") for address in re.findall(r'href="([^"]*)"', html))


def test_html_in_a_text_stays_readable_as_text():
    assert paragraphs("He wrote <b>this</b> & that &amp; more") == ["He wrote <b>this</b> & that & more"]


def test_an_image_is_its_alternative_text():
    assert paragraphs("Look: ![a truck on ice](https://x.example/a.png)") == ["Look: a truck on ice"]


def test_a_hash_without_a_space_is_no_heading():
    assert paragraphs("#1 in the country") == ["#1 in the country"]
    assert "<h1>" not in to_html("#1 in the country")


def test_indented_and_underlined_lines_stay_paragraphs():
    assert "<code>" not in to_html("First.\n\n    Indented as pasted.")
    assert "<h" not in to_html("A line\n---\n").replace("<hr>", "")


def test_an_excerpt_is_whole_sentences():
    body = (
        "OTTAWA — The first is short.\n\n## A heading\n\nThe second has six words too. The third does not fit any more."
    )
    assert excerpt(body, 12) == "OTTAWA — The first is short. The second has six words too."


def test_an_excerpt_does_not_end_inside_a_quotation():
    body = "He spoke at noon. “It can be done. On most routes we had better fly,” he said."
    assert excerpt(body, 10) == "He spoke at noon."


def test_an_excerpt_of_a_long_sentence_ends_with_an_ellipsis():
    assert excerpt("One two three, four five six seven.", 3) == "One two three…"
    assert excerpt("", 10) == ""


def test_an_abbreviation_does_not_end_a_sentence():
    assert sentences("Then Mr. Haldane spoke. “No,” he said. « Oui. » Il part.") == [
        "Then Mr. Haldane spoke.",
        "“No,” he said.",
        "« Oui. »",
        "Il part.",
    ]


def test_paragraphs_leave_headings_out_and_read_lists_item_by_item():
    assert paragraphs("# Title\n\nFirst\nline\n\n- one\n- two") == ["First line", "one", "two"]


@pytest.mark.parametrize("url", ["http://a.example/x", "https://a.example", "mailto:desk@a.example"])
def test_links_to_web_and_mail_are_safe(url):
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "https://",
        "file:///x",
        "//a.example",
        "javascript:x",
        "https://a b",
        "https://" + "a" * 2000,
        "http://[",
    ],
)
def test_other_links_are_refused(url):
    assert safe_link(url) is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "*a " * 30_000,
        ">" * 20_000,
        "- x\n" * 40_000,
        "a\n\n" * 40_000,
        "\\" * 40_000,
        "    " * 40 + "- x",
    ],
    ids=["brackets", "stars", "quotes", "lists", "paragraphs", "backslashes", "indents"],
)
def test_what_would_stall_the_reader_becomes_plain_paragraphs(text):
    root = tree(text)
    assert {child.tag for child in root} == {"p"}
    assert "".join(root.itertext()).replace("\n", "") == text.replace("\n", "")


@given(MARKUP)
def test_any_text_becomes_known_elements_with_safe_links(text):
    root = tree(text)
    assert {element.tag for element in root.iter()} <= ELEMENTS
    assert all(safe_link(link.get("href")) for link in root.iter("a"))
    assert "\x02" not in "".join(root.itertext())
    assert isinstance(root, Element)


@given(MARKUP)
def test_any_html_made_from_text_has_no_foreign_element(text):
    assert set(re.findall(r"<([a-z0-9]+)", to_html(text))) <= ELEMENTS


def test_an_excerpt_is_not_cut_at_a_no_break_space():
    assert excerpt("The fund holds 10\u00a0000 dollars in reserve.", 4) == "The fund holds…"
    assert excerpt("one\u00a0two\u00a0three", 2) == "one\u00a0two…"


@given(st.text(max_size=300), st.integers(1, 40))
@example("0\u00a00", 1)
def test_an_excerpt_never_exceeds_its_words(text, limit):
    assert sum(any(map(str.isalnum, word)) for word in excerpt(text, limit).split()) <= limit


def test_a_list_may_follow_a_line_of_text() -> None:
    root = tree("Three things:\n* ports\n* roads\n\nAnd 1. Not this\n2. nor this")
    assert [element.tag for element in root] == ["p", "ul", "p"]
    assert [item.text for item in root[1]] == ["ports", "roads"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("A bill of $2.1-billion", 4),
        ("## Who pays\n\nl’Institut d’été – or nobody", 6),
        ("- *One* and\n- [two](https://ledger.example/a-b)", 3),
        ("— … § 5%", 1),
    ],
)
def test_words_are_what_spaces_part_and_holds_a_letter_or_a_digit(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(st.sampled_from("ab é1.)-+#>=:|~!\"'&;_\t\n\u00a0\u2003")) | st.text())
@example("a\nb\n\n\nc")
@example("1) a\n12. b")
@example("a  \nb")
@example("\n")
def test_a_text_is_read_the_same_way_whether_or_not_it_has_marks(text: str) -> None:
    """A text has none where nothing could be one: then the reader of marks, which is slow, is not asked."""
    *blocks, last = (tostring(block, encoding="unicode") for block in tree(f"{text}\n\n*a*"))
    assert last.strip() == "<p><em>a</em></p>"
    assert blocks == [tostring(block, encoding="unicode") for block in tree(text)]
