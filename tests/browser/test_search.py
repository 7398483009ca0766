"""What the search of the built site finds first, by the words that people type."""

import json
from urllib.parse import quote_plus, urlsplit

import pytest

pytestmark = pytest.mark.browser

FIRST = {
    "softmax": "categorical-cross-entropy",
    "dying relu": "relu-pros-cons",
    "nan loss": "backprop-numerical-stability",
    "vanishing": "vanishing-gradient",
    "exploding gradient": "exploding-gradient",
    "cross entropy logits": "categorical-cross-entropy",
    "sigmoid saturation": "vanishing-gradient",
    "chain rule": "chain-rule-in-backprop",
    "bce": "binary-cross-entropy",
    "log sum exp": "backprop-numerical-stability",
    "gradient check": "backprop-numerical-stability",
    "hinge": "loss-function-selection",
}
A_FUNCTION = "hinge_embedding_loss"  # nobody types that for a question


def found(page, address, words):
    """Return what is found, by page: the addresses that are shown, the page's own first."""
    page.goto(f"{address}?q={quote_plus(words)}")
    page.locator(".md-search-result__item").first.wait_for(state="attached")
    items = page.locator(".md-search-result__item").all()[:3]
    shown = [item.locator(":scope > a").all() for item in items]
    return [[link.get_attribute("href") for link in links] for links in shown]


@pytest.mark.parametrize("words", FIRST)
def test_the_question_comes_first(page, address, words):
    first = found(page, address, words)[0]
    assert urlsplit(first[1]).fragment == FIRST[words]


def test_the_name_of_a_function_finds_the_function(page, address):
    hits = found(page, address, A_FUNCTION)
    assert any(f"/{A_FUNCTION}/" in item[0] for item in hits[:2])


def test_synonyms_are_in_the_index_and_not_on_the_page(page, address, site):
    found(page, address, "dying relu")
    tags = page.locator(".md-search-result .md-tag:visible").all_inner_texts()
    typed = [" ".join(tag.split()) for tag in tags]
    assert "dying relu" in typed
    assert "dead neurons" not in typed
    assert "data-search=" not in (site / "activations/relu/index.html").read_text()


def test_every_question_says_what_people_type(site):
    index = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    tags = {doc["location"]: doc.get("tags") for doc in index}
    asked = json.loads((site / "questions.json").read_text())
    assert [q["url"] for q in asked if not tags[_location(q["url"])]] == []


def _location(url):
    parts = urlsplit(url)
    return f"{parts.path.lstrip('/')}#{parts.fragment}"
