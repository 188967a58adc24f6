"""Lines that every page has and no article: menus, sharing, comments, captions, credits, addresses."""

import re

from clipper.model.text import fold

# Folded whole lines, or beginnings of short ones; the apostrophe is a straight one.
_WHOLE = re.compile(
    r"(?:share|share this.*|share on .*|tweet|print|email|e-mail|copy link|copy url|save|comments?|\d+ comments?|leave a comment|reply|like"
    r"|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|instagram|youtube|bluesky|threads|messenger|telegram"
    r"|menu|search|home|news|sections?|subscribe.*|log ?in.*|sign ?in.*|sign ?up.*|register|my account|advertisement|advertising|ad|sponsored.*"
    r"|story continues below.*|article continues below.*|continue reading.*|loading.*|listen.*\d.*|listen|watch|gallery|photos?|videos?"
    r"|skip to .*|back to .*|read more.*|more from .*|more on .*|see more.*|show more.*|related.*|recommended.*|trending.*|most (?:read|popular).*|popular.*"
    r"|you (?:may|might) (?:also )?(?:like|be interested).*|up next|next story|previous.*|next|top stories.*|latest.*|editor's picks?|newsletters?.*"
    r"|\d+ (?:min|minute)s? (?:read|listen|de lecture).*|(?:reading|read) time.*|temps de lecture.*|follow (?:us|on).*|download.*|contact(?: us)?|about(?: us)?"
    r"|terms.*|privacy.*|cookie.*|accessibility.*|help|faqs?|careers|jobs|sitemap|rss|all rights reserved.*|close|play|pause|expand|collapse|topics?:?.*|tags:.*|filed under.*"
    r"|partager.*|imprimer|courriel|commentaires?|\d+ commentaires?|s'abonner.*|abonnez.*|abonnement|se connecter|connexion|inscription.*|publicite|passer la publicite"
    r"|copier le lien|lien copie|lire aussi.*|a lire aussi.*|lire la suite.*|a decouvrir|accueil|rechercher|recherche|suivez.*|voir plus.*|afficher plus|a voir.*|infolettres?.*"
    r"|teilen|drucken|merken|kommentare?.*|\d+ kommentare?|anzeige|werbung|anmelden|abo|abonnieren|newsletter|startseite|mehr.*zum thema.*|mehr zu.*|zur startseite|lesen sie auch.*)"
)
_END = re.compile(
    r"be the first to (?:comment|post)|leave a (?:comment|reply)|(?:join|start) the (?:conversation|discussion)|(?:\d+ )?comments?(?: \(\d+\))?$|post a comment|add a comment"
    r"|soyez le premier a (?:commenter|reagir)|laisser un commentaire|(?:\d+ )?commentaires?(?: \(\d+\))?$|(?:\d+ )?kommentare?(?: \(\d+\))?$"
    r"|related (?:stories|articles|news|content|topics|posts)|more (?:stories|from|on this)|most (?:read|popular|viewed)|you (?:may|might) also|recommended for you|read next|up next|trending"
    r"|a lire aussi|sur le meme sujet|dans la meme rubrique|articles? (?:relies|connexes|similaires)|les plus (?:lus|populaires)|recommandes? pour vous"
    r"|(?:©|\(c\)|copyright )|all rights reserved|tous droits reserves|please check your e-?mail|sign (?:in|up) (?:with|to|for)|subscribe to|terms of (?:use|service)|privacy policy"
    r"|about the authors?$|a propos de l'auteur|editor's picks|latest (?:news|stories|videos)|corrections?:? (?:and|&) clarifications|to (?:submit|report) (?:a|an) "
    r"|mehr zum thema|das konnte sie auch interessieren|meistgelesen|auch interessant"
)
_CAPTION = re.compile(
    r"\([^()]{2,60}/[^()]{2,60}\)$|\((?:the canadian press|reuters|ap|afp|associated press|getty images?|submitted|file|photo)[^()]*\)\.?$"
    r"|(?:getty(?: images)?|shutterstock|istock|afp|reuters|imago|dpa|picture alliance|la presse canadienne|the canadian press|ap photo)\s*(?:\([^()]+\))?$"
    r"|^(?:photo|image|picture|foto|bild|credit|crédit|source|quelle|photograph|illustration)s? ?(?::|by |par |©)|^(?:file photo|handout)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:phone|tel|téléphone|fax|e-?mail|courriel)\.?:|\(\d{3}\) ?\d{3}-\d{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\[email.protected\]"
    r"|(?:suite|bureau) \d+|^\d+ [\w. ]{2,30}(?:street|st\.|avenue|ave\.|road|rue)\b|charitable registration|registration no",
    re.IGNORECASE,
)
_SHORT = 110


def _folded(text: str) -> str:
    return fold(text[:200]).replace("’", "'").strip(" :.!>»|")


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page, not to the article."""
    if len(text) > _SHORT and not _CONTACT.search(text[:_SHORT]):
        return False
    return bool(
        _WHOLE.fullmatch(_folded(text))
        or ends_article(text)
        or _CONTACT.search(text)
        or (" | " in text
        and len(text) < 60)
    )


def ends_article(text: str) -> bool:
    """Tell whether a line is what pages put after the last word of an article."""
    return len(text) <= _SHORT and _END.match(_folded(text)) is not None


def is_caption(text: str) -> bool:
    """Tell whether a line is a picture's caption or credit."""
    return len(text) < 600 and _CAPTION.search(text) is not None
