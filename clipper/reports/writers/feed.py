"""The page for a website as an RSS 2.0 feed, by the specification of the RSS Advisory Board.

A clipping ran on a day, at no hour that is known: noon UTC is on that day nearly everywhere.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from pathlib import Path

from clipper.reports.document import Mentions, Report
from clipper.reports.parts import Mention
from clipper.reports.writers.files import write_bytes
from clipper.reports.writers.package import xml_text

_MOST_ITEMS = 100


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write the feed of a page for a website, whole or not at all; raises EnvironmentProblem."""
    write_bytes(path, render(report).encode("utf-8"))
    return ()


def render(report: Report) -> str:
    """Return the newest hundred lines of a page for a website as a feed."""
    section = report.section("mentions")
    assert isinstance(section, Mentions)
    return "\n".join(_lines(report, section)) + "\n"


def _lines(report: Report, section: Mentions) -> Iterator[str]:
    title = f"{report.organisation}: {section.title}" if report.organisation else section.title
    mentions = [mention for year in section.years for mention in year.mentions][:_MOST_ITEMS]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    yield "<channel>"
    yield f"<title>{_text(title)}</title>"
    # A channel has to lead somewhere, and nobody told where the page will stand: the newest clipping it is.
    yield f"<link>{_text(next((mention.url for mention in mentions if mention.url), 'about:blank'))}</link>"
    yield f"<description>{_text(title)}</description>"
    yield f"<language>{_text(report.language)}</language>"
    yield f"<lastBuildDate>{_moment(report.issued_on)}</lastBuildDate>"
    for mention in mentions:
        yield from _item(mention)
    yield "</channel>"
    yield "</rss>"


def _item(mention: Mention) -> Iterator[str]:
    yield "<item>"
    yield f"<title>{_text(mention.headline)}</title>"
    if mention.url:
        yield f"<link>{_text(mention.url)}</link>"
    yield f"<description>{_text(mention.html)}</description>"
    yield f'<guid isPermaLink="false">urn:uuid:{_text(mention.uuid)}</guid>'
    yield f"<pubDate>{_moment(mention.on)}</pubDate>"
    yield f"<dc:language>{_text(mention.language)}</dc:language>"
    yield "</item>"


def _moment(day: date) -> str:
    return format_datetime(datetime.combine(day, time(12), UTC))


def _text(text: str) -> str:
    return escape(xml_text(text), quote=False)
