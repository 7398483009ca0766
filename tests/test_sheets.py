import itertools
import math
import zipfile
from pathlib import Path

import lxml.html
import numpy as np
import pytest

from site_builder.publishing.pages import Page, questions
from site_builder.publishing.sheets import by_heart, sheet_pages, with_sheets
from site_builder.publishing.taken_along import offered, whole_pdf, whole_zip

DOCS = Path(__file__).resolve().parent.parent / "docs"
INDEX = """# Losses

[One](one.md)

## To know by heart

- $L = -\\log p$

## All questions
"""
ASKED = """# One

## Why &amp; how? { #why .question data-level="core" }

**In one breath.** Because it *measures*.
"""


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "docs" / "losses").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("[Losses](losses/index.md)\n")
    (tmp_path / "docs" / "losses" / "index.md").write_text(INDEX)
    (tmp_path / "docs" / "losses" / "one.md").write_text(ASKED)
    return tmp_path / "docs"


def test_a_sheet_has_the_formulas_and_every_spoken_answer(docs):
    ((path, text),) = sheet_pages(docs).items()
    assert path == "losses/sheet.md"
    sheet = with_sheets(text, "losses", docs)
    assert "$L = -\\log p$" in sheet
    assert "All questions" not in sheet
    assert "(one.md#why)" in sheet
    assert "Because it measures." in sheet


def test_a_page_links_to_all_sheets(docs):
    linked = with_sheets("Sheets: <!-- sheets -->", "practice", docs)
    assert linked == "Sheets: [Losses](../losses/sheet.md)"


@pytest.mark.parametrize("index", ["# Losses\n", INDEX.replace("- $L = -\\log p$", "")])
def test_a_topic_without_formulas_is_named(docs, index):
    (docs / "losses" / "index.md").write_text(index)
    with pytest.raises(LookupError, match=r"by heart' in docs/losses/index\.md"):
        with_sheets("<!-- sheet -->", "losses", docs)


@pytest.mark.reads("docs")
def test_sheets_of_the_built_site_have_what_the_pages_say(site):
    for question in questions(DOCS):
        path = site / question.topic / "sheet" / "index.html"
        tree = lxml.html.parse(str(path)).getroot()
        said = [" ".join(p.text_content().split()) for p in tree.iter("p")]
        assert question.spoken in said
        href = f"../{question.url.removeprefix(f'{question.topic}/')}"
        assert tree.xpath("//h3/a[@href=$href]", href=href), href


def _softmax(z):
    return np.exp(z) / np.exp(z).sum()


def _numbers():
    """Yield each topic with the numbers that one knows by heart, computed."""
    small, large = (
        sum((a + 1) * b for a, b in itertools.pairwise(sizes))
        for sizes in ((2, 3, 1), (64, 32, 10))
    )
    yield "neural-networks", f"a 2-3-1 network has {small}, 64-32-10 has {large:,}"
    sigmoid = 1 / (1 + np.exp(-np.array([0.0, 2.0, 10.0])))
    slopes = sigmoid * (1 - sigmoid)
    yield (
        "activations",
        f"{slopes[0]:.2f} at 0, {slopes[1]:.3f} at 2, {slopes[2]:.6f} at 10",
    )
    z = np.linspace(-6, 0, 6001)
    gelu = z * np.array([(1 + math.erf(x / 2**0.5)) / 2 for x in z])
    yield "activations", f"SiLU, from −{-(z / (1 + np.exp(-z))).min():.2f}"
    yield "activations", f"GELU, from −{-gelu.min():.2f}"
    yield "activations", f"4^{{-30}} = 10^{{{math.log10(4.0**-30):.0f}}}"
    yield "activations", f"2^{{-15}} = 10^{{{math.log10(2.0**-15):.1f}}}"
    p = _softmax(np.array([2.0, 1.0, 0.0]))
    row = ", ".join(f"{x:.3f}" for x in p)
    yield "losses", f"p = ({row})"
    yield "losses", f"the loss is {-math.log(p[0]):.3f} nats"
    yield "losses", f"(-{1 - p[0]:.3f}, {p[1]:.3f}, {p[2]:.3f})"
    logs = [math.log(c) for c in (2, 10, 1000)]
    yield (
        "losses",
        "{:.3f} for two classes, {:.2f} for ten, {:.2f} for a thousand".format(*logs),
    )
    yield "backpropagation", f"1.1^{{50}} = {1.1**50:.0f}"
    yield "backpropagation", f"0.8^{{50}} = {0.8**50:.6f}"
    yield "backpropagation", f"4^{{-50}} = 10^{{{math.log10(4.0**-50):.0f}}}"
    step = np.finfo(np.float64).eps ** (1 / 3)
    yield "backpropagation", f"near $10^{{{math.log10(step):.0f}}}$"
    yield "backpropagation", f"ends at {np.finfo(np.float16).max:.0f}"


@pytest.mark.reads("docs")
@pytest.mark.parametrize(("topic", "number"), [*_numbers()])
def test_numbers_to_know_by_heart_are_right(topic, number):
    assert number in by_heart(Page(DOCS / topic / "index.md", DOCS))


PAGE = """<html><head><link rel="canonical" href="https://x.org/w/{address}">
<link rel="stylesheet" href="{up}a.css"></head><body><article class="md-typeset">
<h1 id="top">{title}<a class="headerlink" href="#top">¶</a></h1>{body}</article></body></html>"""


@pytest.fixture
def small(docs, tmp_path):
    """A site of a topic, a page and a sheet, and the page of practice."""
    bodies = {
        "losses/": '<a href="one/">One</a> <a href="one/#why">Why</a> <a href="..">Home</a>',
        "losses/one/": '<pre><span class="k">if</span></pre><p id="why">Why</p><details></details>'
        '<a href="#why">Here</a> <a href="one.py">File</a> <a href="https://y.org/">Out</a>',
        "losses/sheet/": '<a href="../one/#why">Why</a> <a href="../">Up</a>',
        "practice/": '<p class="worked-whole"></p> <a href="./">Here</a>',
    }
    site = tmp_path / "site"
    for address, body in bodies.items():
        (site / address).mkdir(parents=True, exist_ok=True)
        up = "../" * address.count("/")
        html = PAGE.format(address=address, up=up, title=address, body=body)
        (site / address / "index.html").write_text(html)
    (site / "a.css").write_text("p {}")
    return site


def test_in_one_document_links_lead_on_inside_it(docs, small):
    html = whole_pdf.document(docs, small)
    tree = lxml.html.fromstring(html)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = {link[1:] for link in tree.xpath("//@href") if link.startswith("#")}
    assert {"losses", "losses--one--why", "losses--sheet"} <= inside <= set(ids)
    outside = {link for link in tree.xpath("//body//@href") if not link.startswith("#")}
    here = "https://x.org/w/"
    assert outside == {here, f"{here}losses/one/one.py", "https://y.org/"}
    assert tree.xpath("//head/link/@href") == ["a.css"]
    assert "<span" not in html
    assert "<details open" in html


def test_in_the_zip_links_name_files_and_it_says_how_to_run(small):
    with zipfile.ZipFile(whole_zip.write(small)) as packed:
        assert "http.server" in packed.read("worked/README.txt").decode()
        names = packed.namelist()
        for name in ("losses", "losses/one", "losses/sheet", "practice"):
            html = packed.read(f"worked/{name}/index.html").decode()
            assert "http.server" in html
            for link in lxml.html.fromstring(html).xpath("//body//@href"):
                path, _, _ = link.partition("#")
                assert not path or path.endswith((".html", ".py", "y.org/")), link
        page = packed.read("worked/losses/sheet/index.html").decode()
    assert 'href="../one/index.html#why"' in page
    assert 'href="../index.html"' in page
    assert names == sorted(names)


def test_the_zip_is_the_same_whenever_it_is_made_and_has_no_copy_of_itself(small):
    first = whole_zip.write(small).read_bytes()
    (small / "worked.pdf").write_text("a pdf")
    offered.offer(small)
    for path in small.rglob("*.html"):
        path.touch()
    assert whole_zip.write(small).read_bytes() == first
    with zipfile.ZipFile(small / "worked.zip") as packed:
        assert {info.date_time[0] for info in packed.infolist()} == {1980}


def test_the_site_links_to_what_is_there(small):
    page = small / "practice" / "index.html"
    offered.offer(small)
    assert "worked.pdf" not in page.read_text()
    (small / "worked.pdf").write_text("a pdf")
    offered.offer(small)
    offered.offer(small)
    assert page.read_text().count('href="../worked.pdf"') == 1
    assert "worked.zip" not in page.read_text()
