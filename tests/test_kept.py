"""What is kept between builds: never something that a build which keeps nothing would not make."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.kept import Kept, digest

ROOT = Path(__file__).parent.parent
PAGES = ("index.md", "losses/index.md", "losses/cross-entropy.md")


class TestKept:
    def test_a_thing_is_made_once_for_the_same_content(self, tmp_path):
        made = []

        def make():
            made.append(1)
            return {"number": len(made)}

        kept = Kept(tmp_path)
        assert kept.made(make, "kind", "content") == {"number": 1}
        assert Kept(tmp_path).made(make, "kind", "content") == {"number": 1}
        assert kept.made(make, "kind", "other content") == {"number": 2}
        assert kept.made(make, "other kind", "content") == {"number": 3}

    def test_what_is_installed_and_the_code_count(self, tmp_path, monkeypatch):
        Kept(tmp_path).put("old", "kind")
        monkeypatch.setattr("site_builder.kept.installed_versions", lambda path: "new")
        assert Kept(tmp_path).get("kind") is None
        Kept(tmp_path).put("old", "kind")
        monkeypatch.setattr("site_builder.kept._code", lambda: "new")
        assert Kept(tmp_path).get("kind") is None
        Kept(tmp_path).put("old", "kind")
        (tmp_path / "package-lock.json").write_text("another KaTeX")
        assert Kept(tmp_path).get("kind") is None

    @pytest.mark.parametrize("name", ["", "mkdocs.plugins.griffe"])
    def test_what_was_warned_of_is_made_again(self, tmp_path, name):
        warned = []

        def make():
            logging.getLogger(name).warning("a docstring without types")
            warned.append(1)
            return []

        kept = Kept(tmp_path)
        assert kept.made(make, "kind") == kept.made(make, "kind") == []
        assert len(warned) == 2

    def test_a_digest_follows_from_names_and_contents(self, tmp_path):
        one, two = tmp_path / "one", tmp_path / "two"
        one.write_text("text")
        two.write_text("text")
        assert len({digest(one), digest(two), digest(one, two), digest()}) == 4
        assert digest(one, two) == digest(two, one)
        before = digest(one)
        one.write_text("other")
        assert digest(one) != before


def built(project: Path, name: str, environment: dict[str, str]) -> dict[str, bytes]:
    """Build the site of a project, and return its files."""
    folder = project / name
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--no-strict", "-d", str(folder)],
        cwd=project,
        env={**environment, "SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-5000:]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.torch
def test_a_site_is_the_same_whether_anything_was_kept_or_not(
    tmp_path, build_environment
):
    """On three pages and the whole reference: it is about the builder, not about the pages."""
    for path in ROOT.iterdir():
        if not path.name.startswith((".", "docs", "site", "mkdocs")):
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "site_builder").symlink_to(ROOT / "site_builder")
    (tmp_path / "docs" / "losses").mkdir(parents=True)
    for name in ("assets", "javascripts", "stylesheets", *PAGES):
        (tmp_path / "docs" / name).symlink_to(ROOT / "docs" / name)
    config, _, _ = (ROOT / "mkdocs.yml").read_text().partition("\nnav:\n")
    (tmp_path / "mkdocs.yml").write_text(f"{config}\nnav: [{', '.join(PAGES)}]\n")
    (tmp_path / ".cache").mkdir()
    for name in ("blocks", "wheels"):  # not what is under test, and slow to have again
        if (ROOT / ".cache" / name).exists():
            (tmp_path / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    nothing_kept = built(tmp_path, "first", build_environment)
    entries = list((tmp_path / ".cache" / "made").rglob("*.json"))
    assert len(entries) > len([name for name in nothing_kept if name.endswith(".html")])
    all_kept = built(tmp_path, "second", build_environment)
    assert len(list((tmp_path / ".cache" / "made").rglob("*.json"))) == len(entries)
    assert all_kept.keys() == nothing_kept.keys()
    differ = [name for name, data in all_kept.items() if data != nothing_kept[name]]
    assert differ == []
