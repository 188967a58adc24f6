"""A library in which every field holds what means harm."""

from collections.abc import Mapping
from datetime import date

from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Medium, Role
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.quote import Quote
from clipper.model.report import Definition
from clipper.model.saved_search import SavedSearch

DAY = date(2026, 11, 17)


def fill(library: Library, name: str, text: str, files: Mapping[str, bytes]) -> int:
    """Keep a clipping of which each name and line is `name`, each text is `text`, with files attached; return its id.

    So do the names of outlets, people, tags, fields, searches and reports, and what the organisation says of itself.
    """
    draft = Draft(
        **{field: Guess(name) for field in ("headline", "deck", "outlet", "programme")},
        reporters=Guess((name,)),
        spokespeople=Guess((Spokesperson(name, Role.QUOTED),)),
        medium=Guess(Medium.RADIO),
        published_on=Guess(DAY),
        url=Guess(f"https://news.example/{name}"),
        body=Guess(f"## {name}\n\nA passage to mark.\n\n{text}"),
        language=Guess("en"),
    )
    # A tag nests at slashes and has no quotation mark.
    tag = name.replace("/", " ").replace('"', "'")
    accepted = Accepted(draft, tags=(f"topic/{tag}", tag), note=text, even_if_known=True)
    (kept,) = library.add([accepted], Pasted(f"{name}\n{text}", f"<p>{text}</p>", name)).ids
    library.edit(kept, host=name, edition=name, page=name, handle=name)
    library.highlight(kept, Highlight("A passage to mark.", comment=text))
    library.keep_quote(kept, Quote("A passage to mark.", name))
    library.add_follow_up(kept, FollowUp(text))
    library.carry_message([kept], name[:290])
    library.save_code_field(CodeField(tag[:60], FieldKind.TEXT, definition=text))
    library.attach(kept, [BroughtFile(one, data) for one, data in files.items()])
    library.set_publish([kept], True)
    library.set_starred([kept], True)
    library.edit_outlet(name, region=name, reach=10, reach_source=name, rights_notice=text)
    library.edit_person(name, title=name)
    library.save_search(SavedSearch(name[:70], "ferry"))
    library.save_definition(Definition("a" * 32, name[:60]))
    library.set_organisation(
        Organisation(
            name, (name,), spokesperson_label=name, prepared_by=name, user_name=name, definitions=(("x", text),)
        )
    )
    return kept
