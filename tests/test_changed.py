"""What ``make test CHANGED=1`` runs: all that a change touches, and nothing is left out unsaid."""

from types import SimpleNamespace

import changed
import pytest
from changed import DOCS, ROOT

from site_builder.execution.store import Store
from worked.checking import find_concept

HINGE = ROOT / "worked" / "losses" / "hinge_loss" / "with_numpy.py"
PAGE = DOCS / "losses" / "what-a-loss-is.md"
OTHER_PAGE = DOCS / "activations" / "relu.md"


def item(file, test, *marks, fixtures=(), **params):
    """Return what is asked of a test when a run selects."""
    return SimpleNamespace(
        path=ROOT / "tests" / file,
        originalname=test,
        callspec=SimpleNamespace(params=params),
        fixturenames=fixtures,
        iter_markers=lambda kind: [SimpleNamespace(args=marks)] if marks else [],
    )


PARITY = item(
    "test_parity.py", "test_values", concept=find_concept("losses/hinge_loss")
)
OTHER_PARITY = item(
    "test_parity.py", "test_values", concept=find_concept("losses/kl_div")
)
GRADED = item(
    "test_practice.py", "test_every_concept_has_hints", name="losses/hinge_loss"
)
OWN = item("losses/test_hinge_loss.py", "test_any")
LINKS = item("test_docs.py", "test_links", fixtures=("site",))
READ = item("test_docs.py", "test_every_block", fixtures=("site",), page=PAGE)
LAYOUT = item("test_layout.py", "test_layout", "docs", "worked")
DECK = item("test_anki.py", "test_fields_and_tags")
ALL = [PARITY, OTHER_PARITY, GRADED, OWN, LINKS, READ, LAYOUT, DECK]


@pytest.fixture(autouse=True)
def known(monkeypatch):
    """Each page's blocks have read one module; a test that is not in its file has no text."""
    read = {"deps": {HINGE.relative_to(ROOT).as_posix(): ""}}
    monkeypatch.setattr(Store, "get", lambda store, key: read)
    of_file = changed.text_of
    monkeypatch.setattr(changed, "text_of", lambda path: _Texts(of_file(path)))
    changed.read_by.cache_clear()
    yield
    changed.read_by.cache_clear()


class _Texts(dict):
    def __missing__(self, name):
        return ""


def runs(monkeypatch, *paths):
    monkeypatch.setattr(changed, "changed_files", lambda: ("base", list(paths)))
    touched, others = changed.selected(ALL)
    assert len(touched) + len(others) == len(ALL)
    return touched


@pytest.mark.reads("docs", "worked")
def test_a_concept_runs_its_tests_and_its_readers(monkeypatch):
    touched = runs(monkeypatch, HINGE)
    assert [one in touched for one in ALL] == [
        True, False, True, True, True, True, True, False
    ]  # fmt: skip


@pytest.mark.reads("docs", "worked")
def test_a_page_runs_its_own_blocks_and_what_looks_at_the_site(monkeypatch):
    assert runs(monkeypatch, PAGE) == [LINKS, READ, LAYOUT]
    assert runs(monkeypatch, OTHER_PAGE) == [LINKS, LAYOUT]


@pytest.mark.reads("docs", "worked")
def test_a_test_runs_itself(monkeypatch):
    assert runs(monkeypatch, OWN.path) == [OWN]
    assert runs(monkeypatch) == []


@pytest.mark.parametrize(
    "name",
    [
        "tests/conftest.py",
        "tests/planting.py",
        "worked/checking/grader.py",
        "site_builder/files.py",
        "mkdocs.yml",
        "docs/stylesheets/run.css",
        "worked/__init__.py",
        "worked/new_family/new/with_numpy.py",
    ],
)
def test_what_nobody_can_attribute_runs_everything(monkeypatch, name):
    assert runs(monkeypatch, HINGE, ROOT / name) == ALL


@pytest.mark.reads("docs", "worked")
def test_a_page_without_a_result_depends_on_everything(monkeypatch, tmp_path):
    monkeypatch.setattr(Store, "get", lambda store, key: None)
    changed.read_by.cache_clear()
    assert changed.concerns(changed.depends(READ), HINGE)
    assert changed.concerns(changed.depends(READ), OTHER_PAGE)


def test_what_is_left_out_is_counted():
    assert changed.left_out([OWN, LINKS, DECK, READ]) == (
        "1 of losses, 1 of test_anki.py, 2 of test_docs.py"
    )


def test_a_read_that_nobody_knows_of_fails(request):
    # Not read by this test: it would have to be declared.
    with (
        pytest.raises(pytest.fail.Exception, match=r"reads docs/activations/relu\.md"),
        changed.watched(request.node),
    ):
        OTHER_PAGE.read_text()
    with changed.watched(LAYOUT):
        OTHER_PAGE.read_text()
