"""The fields whose weights are fitted: each a module with SHAPE and examples(page, variant, pasted).

`examples` yields the evidence of every candidate that capture proposes for a paste, and whether it is right.
"""

from types import ModuleType

from tests.recognition import body, body_html, day, headline, outlet_html, outlet_text, reporters

FIELDS: dict[str, ModuleType] = {
    "body": body,
    "body_html": body_html,
    "day": day,
    "headline": headline,
    "reporters": reporters,
    "outlet_html": outlet_html,
    "outlet_text": outlet_text,
}
