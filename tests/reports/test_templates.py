"""Templates: built-in ones, the organisation's own, what they lack, and what is said of one with an error."""

import json
from pathlib import Path

import pytest
from jinja2 import TemplateError

from clipper import resources
from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem, NotFound, WrongUsage
from clipper.model.report import Definition
from clipper.model.template import MOST_FILES
from clipper.reports import templates, trial
from clipper.reports.making import template_of
from clipper.reports.rendering import renderer
from clipper.reports.templates import TemplateProblem, find
from clipper.reports.typst_data import report_charts
from clipper.reports.writers import html, markdown, pdf
from tests.reports.invented import report
from tests.reports.test_pdf import Pages

ABOUT = 'title = { en = "Ours", fr = "Le nôtre" }\nbased-on = "modern"\n'
PAGE = '#import "data.typ": d\n#set document(title: d.name, date: datetime(year: 2026, month: 1, day: 1))\n= {}\n'


def own(**files: str) -> templates.Template:
    """Return a template of the organisation's own; report stands for report.typ, and so on."""
    names = {"report": "report.typ", "look": "look.typ", "about": "template.toml"}
    paths = {names.get(name, name): text.encode() for name, text in files.items()}
    return templates.read("ours", {"template.toml": ABOUT.encode(), **paths})


def problem_of(template: templates.Template) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        pdf.make(report(7), template)
    return caught.value


def test_own_templates_are_listed_after_the_built_in_ones():
    files = {"template.toml": ABOUT.encode()}
    listed = templates.templates({"ours": files, "broken": {"template.toml": b"title = "}})
    assert listed[0].name == "modern"
    assert [one.name for one in listed[-2:]] == ["broken", "ours"]
    assert (listed[-1].title("fr"), listed[-1].title("de"), listed[-1].base) == ("Le nôtre", "Ours", "modern")
    assert templates.find("ours", {"ours": files}).files == files
    assert templates.find("modern").title("en") == "Modern"


def test_a_template_that_is_not_there_is_a_sentence():
    with pytest.raises(NotFound, match="no template “gone”"):
        templates.find("gone", {"ours": {}})


def test_an_own_template_sets_the_pages_and_takes_what_it_lacks_from_the_one_it_is_based_on():
    made = pdf.make(report(7), own(look=_look().replace("#123C5A", "#AA0000")))
    assert made.warnings == ()
    assert made.data != pdf.make(report(7)).data
    assert Pages(made.data).words == Pages(pdf.make(report(7)).data).words
    assert Pages(pdf.make(report(7), own(report=PAGE.format("Only this"))).data).words == "Only this"


def test_an_own_template_may_import_the_built_in_ones_by_name():
    page = '#import "/modern/parts.typ": ui\n' + PAGE.format("Head") + "#ui[by ui]"
    assert Pages(pdf.make(report(7), own(report=page)).data).words == "Head by ui"


def _look() -> str:
    return resources.path("reports", "modern", "look.typ").read_text(encoding="utf-8")


def test_an_error_says_its_file_and_line():
    found = problem_of(own(report=PAGE.format("Head") + "\n#foo\n"))
    assert str(found) == "In report.typ, line 5: unknown variable: foo."
    assert (found.file, found.line) == ("report.typ", 5)
    assert str(problem_of(own(look=_look() + "#let x = (\n"))).startswith("In look.typ, line ")


def test_an_error_in_a_built_in_file_that_is_imported_says_which():
    page = '#import "/modern/parts.typ": ui\n' + PAGE.format("Head") + "#ui(size: 7)[x]"
    assert str(problem_of(own(report=page))).startswith("In modern/parts.typ, line ")


def test_what_is_no_error_is_told_with_the_pages():
    page = PAGE.format("Head") + '#text(font: "Nowhere Sans")[x]\n'
    assert pdf.make(report(7), own(report=page)).warnings == (
        "In report.typ, line 4: unknown font family: nowhere sans.",
    )


def test_links_of_a_preview_are_in_no_export():
    page = PAGE.format("Head") + '#if sys.inputs.preview == "true" { link("clipper:tone")[Tone] } else [Tone]\n'
    template = own(report=page)
    assert Pages(pdf.make(report(7), template, preview=True).data).links()[0] == ["clipper:tone"]
    assert Pages(pdf.make(report(7), template).data).links()[0] == []


def test_a_file_that_is_not_there_is_named():
    said = "In report.typ, line 1: file not found (searched at gone.typ)."
    assert str(problem_of(own(report='#import "gone.typ": x'))) == said


@pytest.mark.parametrize(
    "import_it",
    ['#import "@preview/cetz:0.3.1": *', '#import ("@" + "preview/cetz:0.3.1"): *', '#include "@local/x:1.0.0"'],
)
def test_packages_are_refused(import_it):
    found = problem_of(own(report=import_it))
    assert (
        str(found)
        == "In report.typ, line 1: templates cannot use packages; put what this one needs into its own folder."
    )


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../../../../../etc/passwd"])
def test_nothing_outside_the_template_can_be_read(path):
    assert "root:" not in str(problem_of(own(report=f'#read("{path}")')))


@pytest.mark.parametrize(
    "path", ["../x.typ", "/x.typ", "a/../../x.typ", "C:\\x.typ", "a\\b.typ", "", "a/./b.typ", "a//b"]
)
def test_a_file_with_a_path_to_elsewhere_is_refused(path):
    with pytest.raises(TemplateProblem, match="outside"):
        templates.read("ours", {path: b""})


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ('title = "x"\nbased-on = ', "In template.toml, line 2: "),
        (
            'based-on = "gone"',
            "In template.toml: It is based on “gone”, which is none of the built-in templates (modern",
        ),
    ],
)
def test_an_error_in_what_a_template_says_of_itself_is_told(about, said):
    with pytest.raises(TemplateProblem) as caught:
        own(about=about)
    assert str(caught.value).startswith(said)


def test_a_page_that_is_not_accessible_is_set_and_the_reason_told_with_its_line():
    page = PAGE.format("Head") + '#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"), format: "svg")\n'
    made = pdf.make(report(7), own(report=page))
    assert made.data.startswith(b"%PDF")
    assert len(made.warnings) == 1
    assert made.warnings[0].startswith("This PDF is not marked as accessible")
    assert "In report.typ, line 4: " in made.warnings[0]


def _spec(name: str) -> dict:
    return json.loads(resources.path("charts", f"{name}.json").read_text(encoding="utf-8"))


def test_own_charts_take_the_place_of_the_shipped_ones():
    made = report(34)
    spec = _spec("counts")
    spec["layer"] = [{"mark": {"type": "text", "text": "ours"}, "encoding": {}}]
    charts = report_charts(made, find("modern"))
    drawn = renderer().draw(charts, "svg", files={"charts/counts.json": json.dumps(spec).encode()})
    assert {name for name, svg in drawn.items() if b">ours<" in svg} == {"medium", "prominence"}
    theme = {"charts/theme.json": b'{"background": "#ABCDEF"}'}
    assert all(b"#ABCDEF" in svg for svg in renderer().draw(charts, "svg", files=theme).values())
    assert pdf.make(made, own(**{"charts/counts.json": json.dumps(spec)})).warnings == ()


def test_an_error_in_a_chart_says_its_file_and_line():
    found = problem_of(own(**{"charts/volume.json": '{\n "mark": "bar",\n "encoding" {}\n}'}))
    assert str(found).startswith("In charts/volume.json, line 3: Expecting ':'")
    assert "In charts/volume.json" in str(problem_of(own(**{"charts/volume.json": "[]"})))
    wrong = problem_of(own(**{"charts/volume.json": '{"mark": "no such mark"}'}))
    assert str(wrong).startswith("In charts/volume.json: the chart cannot be drawn")


def test_fonts_of_a_template_are_its_own():
    font = resources.path("fonts", "Inter-Regular.otf").read_bytes()
    renamed = templates.read(
        "ours",
        {"fonts/Ours.otf": font, "report.typ": PAGE.format("Head").encode(), "template.toml": ABOUT.encode()},
    )
    assert pdf.make(report(7), renamed).warnings == ()


# --- folders


def test_a_designer_starts_from_a_copy_that_sets_the_same_pages(tmp_path):
    templates.export_template(templates.find("modern"), tmp_path / "copy")
    files = templates.read_template(tmp_path / "copy")
    assert {"report.typ", "look.typ", "template.toml", "charts/volume.json"} <= files.keys()
    copy = templates.read("copy", files)
    assert (copy.base, copy.title("en")) == ("modern", "Modern")
    assert pdf.make(report(7), copy).data == pdf.make(report(7)).data


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUsage, match="is there already"):
        templates.export_template(templates.find("modern"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_links_and_hidden_files_of_a_folder_are_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("key", encoding="utf-8")
    folder = tmp_path / "template"
    (folder / "charts").mkdir(parents=True)
    (folder / "report.typ").write_text("= x", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "linked").symlink_to(secret, target_is_directory=True)
    (folder / "charts" / "linked.json").symlink_to(secret / "key.txt")
    assert templates.read_template(folder) == {"report.typ": b"= x"}


def test_a_folder_that_is_empty_or_too_large_is_refused(tmp_path):
    with pytest.raises(WrongUsage, match="no files"):
        templates.read_template(tmp_path)
    for number in range(MOST_FILES + 1):
        Path(tmp_path, f"{number}.typ").write_bytes(b"")
    with pytest.raises(WrongUsage, match="too much"):
        templates.read_template(tmp_path)


# --- Jinja2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("one\n{{ two", "In html/page.j2, line 2: "),
        ("one\n\n{{ gone.away }}", "In html/page.j2, line 3: 'gone' is undefined."),
        ("one\n{% include 'gone.j2' %}", "In html/page.j2, line 2: there is no file “gone.j2”."),
        ("{{ 1 }}\n{{ 1 / 0 }}", "In html/page.j2, line 2: division by zero."),
        ("\n{% include 'part.j2' %}", "In html/part.j2, line 3: 'lost' is undefined."),
    ],
)
def test_an_error_in_a_jinja_template_says_its_file_and_line(source, said):
    files = {"html/page.j2": source.encode(), "html/part.j2": b"\n\n{{ lost }}"}
    environment = templates.jinja_environment("html", templates.Template("ours", {}, files=files))
    with pytest.raises((TemplateError, ZeroDivisionError)) as caught:
        environment.get_template("page.j2").render()
    assert str(templates.jinja_problem(caught.value)).startswith(said)


def test_a_jinja_template_reaches_nothing_of_python():
    files = {"html/page.j2": b"{{ ().__class__.__mro__[1].__subclasses__() }}"}
    environment = templates.jinja_environment("html", templates.Template("ours", {}, files=files))
    with pytest.raises(TemplateError, match="unsafe"):
        environment.get_template("page.j2").render()


def test_what_a_jinja_template_lacks_is_the_built_in_one():
    environment = templates.jinja_environment("markdown")
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, "report.md.j2")
    assert source == resources.path("reports", "markdown", "report.md.j2").read_text(encoding="utf-8")
    with pytest.raises(TemplateError):
        environment.get_template("../modern/template.toml")


def test_an_own_template_writes_markdown_in_its_own_way():
    ours = templates.Template(
        "ours", {}, files={"markdown/report.md.j2": b"# {{ report.name }}, {{ report.language }}\n"}
    )
    assert markdown.render(report(7), ours) == "# Media report, October 2026, en\n"
    assert markdown.render(report(7), own()) == markdown.render(report(7))


def test_an_error_in_markdown_of_an_own_template_says_its_file_and_line():
    ours = templates.Template("ours", {}, files={"markdown/key.md.j2": b"\n{{ report.nothing }}\n"})
    with pytest.raises(TemplateProblem, match=r"In markdown/key\.md\.j2, line 2: "):
        markdown.render(report(34), ours)


def test_the_files_of_a_template_say_what_it_is_based_on(tmp_path):
    with Library.open(tmp_path / "library.clipper") as library:
        library.save_template("Ours", {"look.typ": b""})
        library.save_template("Theirs", {"template.toml": b'based-on = "board"\n'})
        bases = [template_of(library, Definition(template=name)).base for name in ("Ours", "Theirs")]
    assert bases == ["modern", "board"]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ('title = "x"\nsides = "wide"', "In template.toml, line 2: sides is a number of millimetres"),
        ("rail = true", "In template.toml, line 1: rail is a number"),
        ('\nkind = "poster"', "In template.toml, line 2: kind is one of report, briefing, media-page."),
        ('chart-theme = "none"', "In template.toml, line 1: chart-theme is one of theme, theme-formal."),
        ('chart-colours = "red"', "In template.toml, line 1: chart-colours are pairs"),
    ],
)
def test_a_measure_that_no_page_can_have_is_told_with_its_line(about, said):
    with pytest.raises(TemplateProblem) as caught:
        own(about=about)
    assert str(caught.value).startswith(said)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(EnvironmentProblem, match="is not there"):
        templates.read_template(tmp_path / "gone")


def test_a_copy_holds_the_html_and_markdown_that_a_designer_may_change(tmp_path):
    templates.export_template(templates.find("modern"), tmp_path / "copy")
    files = templates.read_template(tmp_path / "copy")
    assert {"html/report.html.j2", "html/style.css.j2", "markdown/report.md.j2"} <= files.keys()
    copy = templates.read("copy", files)
    assert markdown.render(report(34), copy) == markdown.render(report(34))
    assert html.render(report(34), copy) == html.render(report(34))
    assert trial.try_out(copy) == ()


def test_a_template_is_tried_in_all_its_formats():
    for path, said in {
        "report.typ": "In report.typ, line 1: ",
        "html/clippings.html.j2": "In html/clippings.html.j2, line 1: ",
        "markdown/media-page.md.j2": "In markdown/media-page.md.j2, line 1: ",
    }.items():
        wrong = templates.read("ours", {path: b"#nothing {{ nothing }}"})
        with pytest.raises(TemplateProblem) as caught:
            trial.try_out(wrong)
        assert str(caught.value).startswith(said)
