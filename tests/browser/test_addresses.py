"""Addresses that the site has published lead on."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Of the time when a family of the reference was one page.
OLD = [
    "losses/#worked.losses.cross_entropy.with_numpy.cross_entropy",
    "losses/#worked.losses.hinge_loss.with_torch.hinge_loss",
    "activations/#worked.activations.relu.with_numpy.relu_backward",
    "autograd/#worked.autograd.tape.with_numpy.Tensor",
    "optimizers/#worked.optimizers.sgd.with_numpy.sgd",
]


@pytest.mark.parametrize("old", OLD)
def test_an_old_anchor_leads_to_the_concepts_page(page, address, old):
    folder, _, anchor = old.partition("#")
    concept = anchor.split(".")[2]
    page.goto(f"{address}reference/{old}")
    expect(page).to_have_url(f"{address}reference/{folder}{concept}/#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_visible()


def test_an_old_anchor_within_the_page_leads_on_too(page, address):
    page.goto(f"{address}reference/losses/", wait_until="networkidle")
    page.evaluate("anchor => { location.hash = anchor }", OLD[0].partition("#")[2])
    expect(page).to_have_url(re.compile("/losses/cross_entropy/#worked"))


def test_a_familys_own_anchors_stay(page, address):
    page.goto(f"{address}reference/losses/#losses-cross_entropy")
    expect(page.locator("[id='losses-cross_entropy']")).to_be_in_viewport()
