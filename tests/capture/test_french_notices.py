"""What French sites put into and around articles is none of their text; who signs them, and where they ran, is told."""

from datetime import date

import pytest
from lxml import html

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
TITRE = "Le moulin de Sorville moudra de nouveau au printemps"
BYLINE = "Par Odile Tanneret"
PARAGRAPHS = (
    "Le moulin de Sorville, arrêté depuis la crue de 1998, moudra de nouveau le grain au printemps, a annoncé mardi "
    "l'association qui le répare depuis onze ans avec l'aide de la commune et de quelques retraités.",
    "Les deux meules ont été retaillées sur place par un artisan de la vallée. La roue, elle, a été refaite en chêne, "
    "planche après planche, dans la grange d'un voisin qui prêtait ses outils.",
    "Il reste à curer le bief et à poser une grille contre les branches. Les bénévoles s'y mettront en janvier, si la "
    "rivière le veut bien, et pensent ouvrir les portes aux écoles dès le mois d'avril.",
)


def one(text: str, markup: str | None = None) -> Draft:
    (draft,) = read(Pasted(text, markup), Known(), TODAY).drafts
    return draft


def text_with(*lines: str, at: int = 2) -> str:
    return "\n\n".join([TITRE, BYLINE, "26 novembre 2026", *PARAGRAPHS[:at], *lines, *PARAGRAPHS[at:]]) + "\n"


@pytest.mark.parametrize(
    "notice",
    [
        "Prenez note que cet article publié en 2019 pourrait contenir des informations qui ne sont plus à jour.",
        "Veuillez noter que cet article a été publié il y a plus d’un an et que la situation a pu changer depuis.",
        "La synthèse vocale, basée sur l’intelligence artificielle, lit ce texte à voix haute.",
        "Cet article est lu par une voix de synthèse.",
        "Publicité",
        "Publicité – Continuer la lecture ci-dessous",
        "La suite de l’article après cette publicité",
        "L’article continue après la publicité.",
        "Quelques règles de bonne conduite avant de réagir",
        "Les commentaires sont modérés par la rédaction de 8 h à 18 h.",
        "Votre adresse courriel ne sera pas publiée.",
        "Merci de respecter la charte de modération de notre site.",
        "Ce texte fait partie de notre section Opinion, qui accueille des voix diverses.",
        "Cet article a été initialement publié dans la revue Les Biefs, et repris avec son accord.",
        "Les opinions exprimées dans cette tribune n’engagent que leur auteur.",
        "Vous avez une information à nous transmettre ? Écrivez-nous à scoop@sorville.example ou appelez-nous.",
        "Une erreur à signaler dans cet article ? Dites-le à la rédaction.",
        "Vous avez repéré une faute ? Dites-le nous, nous corrigerons aussitôt.",
        "« Le fil du matin ». Vous voulez rester au top de l’info ? Deux fois par jour, pour ne rien rater.",
        "Toute l’actualité de la vallée dans votre boîte mail",
        "Le résumé de la semaine",
        "Chaque matin, recevez les nouvelles de la vallée avant tout le monde.",
        "Il vous reste 62 % de cet article à lire. La suite est réservée aux abonnés.",
        "Pour poursuivre la lecture de cet article, abonnez-vous dès 1 € par mois.",
        "Recevez notre infolettre chaque vendredi, gratuitement, sans publicité.",
        "Article réservé à nos abonnés Lire aussi : La rivière sort de son lit à Sorville-le-Bas",
        "Toute reproduction interdite sans l’accord écrit de l’éditeur.",
    ],
)
@pytest.mark.parametrize("at", [2, 3])
def test_a_notice_of_the_site_is_no_text(notice: str, at: int) -> None:
    body = one(text_with(notice, at=at)).body.value or ""
    assert notice[:30] not in body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cet article est contraire à la Constitution, a tranché le juge, et la commune devra le réécrire.",
        "Pour joindre les deux bouts, l'association vend de la farine et loue la grange aux mariages.",
        "L'essentiel de la récolte part à l'étranger, où la farine se vend deux fois plus cher.",
        "Chaque matin, une dizaine de bénévoles descendent au bief avec leurs pelles et leurs brouettes.",
        "La publicité a coûté cher, mais elle a fait venir du monde jusque de la ville.",
        "Vous avez des meules en parfait état, leur a dit l'expert venu de la capitale.",
        "Les commentaires n'ont pas tardé : le maire veut sa part de farine, et le curé la sienne.",
        "Pour poursuivre les travaux, elle compte sur les dons et sur un prêt de la banque.",
    ],
)
def test_a_sentence_with_the_same_words_stays(sentence: str) -> None:
    assert sentence in (one(text_with(sentence)).body.value or "")


def test_who_the_author_is_stays_out_of_the_text() -> None:
    told = "Odile Tanneret collabore régulièrement aux travaux de la Société des moulins."
    body = one(text_with(told, at=3)).body.value or ""
    assert "collabore" not in body
    assert body.endswith(PARAGRAPHS[-1])


TEASER = "Les truites sont revenues dans le bief de Sorville, et les pêcheurs avec elles, dès le mois de mai."


def page_with(*behind: str) -> tuple[str, str]:
    """Return the text and the HTML of a page with some paragraphs of its own behind a line that ends articles."""
    article = [f"<h1>{TITRE}</h1>", f"<p>{BYLINE}</p>", *(f'<p class="txt">{one}</p>' for one in PARAGRAPHS)]
    texts = [TITRE, BYLINE, *PARAGRAPHS, "Commentaires (2)", *(html.fromstring(one).text_content() for one in behind)]
    return "\n\n".join(texts), "".join(["<article>", *article, "<h3>Commentaires (2)</h3>", *behind, "</article>"])


def test_the_little_behind_the_end_of_a_page_is_no_text() -> None:
    body = one(*page_with(f'<div class="card"><p>{TEASER}</p></div>')).body.value or ""
    assert PARAGRAPHS[-1] in body
    assert TEASER not in body


@pytest.mark.parametrize("many", [1, 4])
def test_a_text_that_goes_on_behind_a_box_is_whole(many: int) -> None:
    paragraph = '<p class="txt">{}</p>' if many == 1 else '<div class="more"><p>{}</p></div>'
    more = [f"{TEASER} Il y en a {count} dans chaque trou, dit le garde, qui les compte." for count in range(many)]
    body = one(*page_with(*map(paragraph.format, more))).body.value or ""
    assert all(text in body for text in more)


def test_a_caption_that_its_html_tells_stays_out_of_the_text() -> None:
    caption = "La grande roue de chêne a été posée jeudi, sous la neige."
    pieces = [f"<h1>{TITRE}</h1>", f"<p>{BYLINE}</p>", f"<p>{PARAGRAPHS[0]}</p>"]
    figure = f'<figure><img src="https://sorville.example/roue.jpg"><figcaption><p>{caption}</p></figcaption></figure>'
    markup = "".join([*pieces, figure, *(f"<p>{text}</p>" for text in PARAGRAPHS[1:])])
    text = "\n\n".join([TITRE, BYLINE, PARAGRAPHS[0], caption, *PARAGRAPHS[1:]])
    body = one(text, markup).body.value or ""
    assert caption not in body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Par Dre Amandine Quesnel", ("Amandine Quesnel",)),
        ("Par Capitaine Martin Lavigne-Dorval", ("Martin Lavigne-Dorval",)),
        ("Par Me Sylvie Prud'homme", ("Sylvie Prud'homme",)),
        ("Par Hugo Sarrazin (envoyé spécial à Riga) et Claire Monnier", ("Hugo Sarrazin", "Claire Monnier")),
        ("Par Hugo Sarrazin (Nantes, correspondant), Claire Monnier", ("Hugo Sarrazin", "Claire Monnier")),
        ("Par Hugo Sarrazin avec AFP", ("Hugo Sarrazin",)),
    ],
)
def test_a_french_byline_is_read_whole(byline: str, names: tuple[str, ...]) -> None:
    text = "\n\n".join([TITRE, byline, "Publié le 26 novembre 2026", *PARAGRAPHS])
    assert one(text).reporters.value == names


@pytest.mark.parametrize(("signature", "names"), [("(ats)", ("ats",)), ("(Belga)", ("Belga",)), ("[AFP]", ("AFP",))])
def test_an_agency_in_parentheses_signs_the_text_above_it(signature: str, names: tuple[str, ...]) -> None:
    draft = one("\n\n".join([TITRE, "26 novembre 2026", *PARAGRAPHS, signature]))
    assert draft.reporters.value == names
    assert draft.outlet.value is None


def test_a_long_line_with_reporter_and_day_is_no_text() -> None:
    line = (
        "Par Odile Tanneret avec AFP Publié le 26 novembre 2026 à 9h12, modifié le 26 novembre 2026 à 11h40 · Temps de "
        "lecture 3 min, pour nos lecteurs de la vallée"
    )
    draft = one("\n\n".join([TITRE, line, *PARAGRAPHS]))
    assert "nos lecteurs de la vallée" not in (draft.body.value or "")
    assert draft.reporters.value == ("Odile Tanneret",)


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (("Par la rédaction de Vallée verte", "26 novembre 2026"), "Vallée verte"),
        (("Odile Tanneret", "La roue, jeudi. (La Gazette du Bief – Odile Tanneret)"), "La Gazette du Bief"),
    ],
)
def test_an_outlet_named_by_the_way_is_found(lines: tuple[str, ...], outlet: str) -> None:
    draft = one("\n\n".join([TITRE, *lines, *PARAGRAPHS]))
    assert draft.outlet.value == outlet
    assert not draft.outlet.is_sure


@pytest.mark.parametrize("has_html", [False, True])
def test_the_wire_of_a_press_release_is_its_outlet(has_html: bool) -> None:
    first = f"SORVILLE, QC, le 26 novembre 2026 /AGENCE DES BIEFS/ - {PARAGRAPHS[0]}"
    texts = [TITRE, first, *PARAGRAPHS[1:]]
    markup = "".join(f"<p>{text}</p>" for text in texts) if has_html else None
    assert one("\n\n".join(texts), markup).outlet.value == "Agence des Biefs"


def test_the_paper_of_other_peoples_pictures_is_no_outlet() -> None:
    credit = "La roue, jeudi. (Le Journal du Bief – Marie Lacombe)"
    assert one("\n\n".join([TITRE, "Odile Tanneret", credit, *PARAGRAPHS])).outlet.value is None


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("Par Odile Tanneret avec Belga", ("Odile Tanneret",)),
        ("Par Hélène Moulinet (envoyée spéciale à Sorville) et Inès Quemener", ("Hélène Moulinet", "Inès Quemener")),
        (
            "Par Hélène Moulinet (envoyée spéciale à Sorville) et Inès Quemener Publié le 26 novembre 2026 à 20h31",
            ("Hélène Moulinet", "Inès Quemener"),
        ),
    ],
)
def test_who_else_a_byline_names_is_told(line: str, reporters: tuple[str, ...]) -> None:
    above = ["Région", TITRE, "© Belga / R. Delhez", "26 novembre 2026 à 09:30 - Temps de lecture 3 min"]
    below = ["Info", "Région", "Partager l’article", "Copié", "La réouverture, prévue en juin, est avancée."]
    assert one("\n\n".join([*above, line, *below, *PARAGRAPHS])).reporters.value == reporters


def test_a_box_of_the_first_reporter_alone_hides_no_second_one() -> None:
    names = 'Par <a href="/auteur/1">Hélène Moulinet</a> et <a href="/auteur/2">Inès Quemener</a>'
    box = '<div class="author"><a class="author" rel="author" href="/auteur/1">Hélène Moulinet</a></div>'
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    markup = f"<article><h1>{TITRE}</h1><p>{names}</p>{paragraphs}{box}</article>"
    text = "\n\n".join([TITRE, "Par Hélène Moulinet et Inès Quemener", *PARAGRAPHS, "Hélène Moulinet"])
    assert one(text, markup).reporters.value == ("Hélène Moulinet", "Inès Quemener")


@pytest.mark.parametrize("credit", ["Photo: Luc Plessis La roue de chêne du moulin", "La roue de chêne du moulin © LP"])
def test_the_words_of_a_picture_are_no_headline(credit: str) -> None:
    draft = one("\n\n".join(["Patrimoine", TITRE, "La roue de chêne du moulin", credit, BYLINE, *PARAGRAPHS]))
    assert draft.headline.value == TITRE


@pytest.mark.parametrize(
    ("credit", "outlet"),
    [
        ("La roue, jeudi. — © Nadège Fournier pour Le Temps", "Le Temps"),
        ("La roue, le 10 avril. ROMAIN FAUCONNIER POUR LA CROIX", "La Croix"),
        ("La roue, le 10 avril. ROMAIN FAUCONNIER POUR SES AMIS", None),
        ("La roue, le 10 avril. © Nadège Fournier pour l'AFP", None),
    ],
)
def test_the_paper_that_ordered_a_picture_is_the_outlet(credit: str, outlet: str | None) -> None:
    draft = one("\n\n".join([TITRE, "Odile Tanneret", credit, *PARAGRAPHS]))
    assert draft.outlet.value == outlet
    assert not draft.outlet.is_sure


def test_what_a_reporter_is_is_no_outlet() -> None:
    draft = one("\n\n".join([TITRE, "Yannis Tanneret", "Journaliste", "Publié le 26 novembre 2026", *PARAGRAPHS]))
    assert draft.reporters.value == ("Yannis Tanneret",)
    assert draft.outlet.value is None
