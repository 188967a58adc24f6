"""A clipping about which everything is known that can be known, each value with a word of its own in it."""

from datetime import date

from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import FollowUpKind, Marker, Medium, Prominence, Role, Tone
from clipper.model.draft import Draft, Guess, Pasted
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.quote import Quote
from clipper.model.report import SUMMARY_TEXT, Audience, Definition, why
from clipper.model.saved_search import SavedSearch
from clipper.model.sheet import Column, Preset, Use
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, LOGO, accepted, plain

REPORT = Definition("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a01", "Media report")
MONTH = Period.month(2017, 11)

_FIELDS = (
    *("headline", "deck", "body", "reporter", "speaker", "outlet", "programme", "host", "edition", "section", "page"),
    *("handle", "url", "note", "pasted", "markup", "further", "file", "earlier", "comment", "quoted", "matter"),
    *("contact", "outcome", "owner", "code", "attached", "attachment", "large", "renamed", "merged", "fetched", "why"),
    *("report", "alias", "twin", "issued", "undone"),
)
WORDS = {field: f"{field}zanzibarquartz" for field in _FIELDS}
"""By field, a word that stands nowhere else."""


def fill(library: Library) -> tuple[int, ...]:
    """Fill a library with clippings, and return the ids of the one that has all words, and of its copies."""
    w = WORDS
    library.set_organisation(Organisation("Tide Institute", ("Tide",), logo=LOGO, user_name="Ann Ice"))
    library.add([plain(1, body=LIGHTHOUSE), plain(2)], Pasted("Two plain mentions"))
    library.save_preset(Preset("Weekly sheet", (Column("Title", Use.HEADLINE),)))
    library.save_search(SavedSearch("Ports", "ports tag:topic/ice"))
    library.save_definition(replace(REPORT, name="Monthly"))
    library.save_template("Winter", {"template.toml": b'title = "Winter"'})
    library.save_code_field(CodeField("Angle", FieldKind.TEXT))
    body = f"{FERRY}\n\nThe {w['body']} went on, and “it was {w['quoted']}”, they said, for long."
    rich = accepted(
        headline=f"Ports {w['headline']} close",
        deck=f"A deck {w['deck']}",
        reporters=(f"Rita {w['reporter'].title()}",),
        spokespeople=(Spokesperson(f"Sam {w['speaker'].title()}", Role.QUOTED),),
        outlet=f"The {w['outlet']} Post",
        programme=f"Noon {w['programme']}",
        medium=Medium.RADIO,
        published_on=date(2017, 11, 14),
        url=f"https://{w['url']}.example/a",
        language="en",
        body=body,
    )
    (one,) = library.add(
        [rich], Pasted(f"Pasted {w['pasted']}", f"<p>{w['markup']}</p>", "a.pdf"), file=f"%PDF {w['file']}".encode()
    ).ids
    library.edit(one, headline=f"Earlier {w['earlier']}")
    of_medium = {name: w[name] for name in ("host", "edition", "section", "page")}
    library.edit(one, headline=f"Ports {w['headline']} close", handle=f"@{w['handle']}", **of_medium)
    library.set_note(one, f"A note {w['note']}")
    library.tag([1, one], "topic/ice", "board")
    library.set_tone([1, 2, one], Tone.POSITIVE)
    library.set_prominence([one], Prominence.MAIN)
    library.carry_message([1, one], "Ports need crews")
    library.code([one], "Angle", w["code"])
    library.highlight(one, Highlight(w["body"], "The ", " went", Marker.PINK, f"Why {w['comment']}"))
    library.keep_quote(one, Quote(f"It was {w['quoted']}", f"Sam {w['speaker'].title()}", w["quoted"]))
    library.add_follow_up(
        one,
        FollowUp(
            f"Wrong {w['matter']}",
            FollowUpKind.CORRECTION,
            contact=w["contact"],
            owner=w["owner"],
            due=date(2018, 1, 2),
        ),
    )
    library.close_follow_up(one, library.get(one).follow_ups[0].uuid, f"They said {w['outcome']}")
    large = w["large"].encode() * 700_000
    library.attach(
        one, [BroughtFile(f"{w['attachment']}.pdf", f"%PDF {w['attached']}".encode()), BroughtFile("b.mp3", large)]
    )
    library.rename_attachment(one, library.get(one).attachments[1].uuid, f"{w['renamed']}.mp3")
    draft = Draft(language=Guess("fr"), headline=Guess(f"Fetched {w['fetched']}"))
    library.fill(one, draft, Pasted(f"Further {w['further']}"), ("headline",))
    library.undo()
    other = accepted(headline=f"Ports {w['headline']} {w['merged']}", outlet="Island Post", body=body)
    twin = accepted(headline=f"Twin {w['twin']}", outlet="Island Post", body=f"{LIGHTHOUSE} {w['twin']}")
    (merged,) = library.add([other], Pasted(f"Merged {w['merged']}")).ids
    (apart,) = library.add([twin], Pasted(f"Twin {w['twin']}")).ids
    library.merge(one, merged, ("headline",))
    library.tell_apart(one, apart)
    library.make_pick_up(apart, one)
    library.group([1, one])
    library.edit_person(f"Rita {w['reporter'].title()}", aliases=(f"R. {w['alias']}",))
    _report(library, one)
    return one, merged, apart


def _report(library: Library, clipping_id: int) -> None:
    clipping = library.get(clipping_id)
    key = why(clipping.uuid)
    for text_key, text in ((key, f"It matters {WORDS['why']}"), (SUMMARY_TEXT, "We were heard.")):
        library.write_report_text(REPORT.uuid, MONTH, "en", Audience.INTERNAL, text_key, text)
    listed = {clipping.uuid: {"headline": clipping.headline, "note": WORDS["issued"]}}
    snapshot = {"clippings": listed, "figures": {}, "texts": {}}
    report = IssuedReport(
        REPORT, MONTH, "Media report", date(2017, 12, 3), texts={key: WORDS["why"]}, snapshot=snapshot
    )
    library.issue_report(report, {".pdf": f"%PDF {WORDS['report']}".encode(), ".md": WORDS["issued"].encode()})
    library.set_note(clipping_id, f"Undone {WORDS['undone']}")
    library.undo()
