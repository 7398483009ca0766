"""What CI installs and calls is named by its hash, and only what passed the tests is deployed."""

import re
from pathlib import Path

import pytest
import yaml

from site_builder import environment

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKED = (ROOT / ".ci" / "requirements.txt").read_text().splitlines()
HASHED = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+) --hash=sha256:[0-9a-f]{64}")


def jobs():
    return {
        name: job
        for path in WORKFLOWS
        for name, job in yaml.safe_load(path.read_text())["jobs"].items()
    }


def test_actions_are_named_by_commit_and_release():
    used = [line for path in WORKFLOWS for line in path.read_text().splitlines()]
    used = [line.partition("uses:")[2] for line in used if "uses:" in line]
    assert len(used) > 10
    for action in used:
        assert re.fullmatch(r" actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_one_action_has_one_commit():
    text = "".join(path.read_text() for path in WORKFLOWS)
    found = {}
    for repository, commit in re.findall(r"uses: ([\w-]+/[\w-]+)[\w/-]*@(\w+)", text):
        assert found.setdefault(repository, commit) == commit


def needed(name, found):
    """Return the jobs without which a job does not run."""
    needs = found[name].get("needs", [])
    direct = {needs} if isinstance(needs, str) else set(needs)
    return direct.union(*(needed(other, found) for other in direct))


def test_what_may_write_waits_for_all_tests_of_the_same_commit():
    found = jobs()
    tests = {name for name, job in found.items() if "pytest" in str(job)}
    tests |= {name for name, job in found.items() if ".ci/run" in str(job)}
    assert {"full", "numpy", "versions"} <= tests
    writes = {n for n, job in found.items() if "write" in str(job.get("permissions"))}
    assert writes == {"deploy", "notebooks"}
    for name in writes:
        assert tests <= needed(name, found)


def test_nothing_may_write_by_default():
    for path in WORKFLOWS:
        assert yaml.safe_load(path.read_text())["permissions"] == {"contents": "read"}


def test_every_file_that_ci_installs_has_its_hash():
    assert LOCKED[0].startswith("# Made by .ci/lock")
    assert len(LOCKED) > 100
    for line in LOCKED[1:]:
        assert HASHED.fullmatch(line), line


def test_ci_installs_the_versions_that_are_pinned_for_everybody():
    text = (ROOT / "constraints.txt").read_text()
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", text, re.MULTILINE))
    pinned = {key.lower().replace("_", "-"): value for key, value in pinned.items()}
    for line in LOCKED[1:]:
        match = HASHED.fullmatch(line)
        name = match["name"].lower().replace("_", "-")
        # +cpu: PyTorch without CUDA is the same version, built another way.
        assert match["version"].partition("+")[0] == pinned[name]


def test_no_registry_is_named():
    for name in (".ci/requirements.txt", "constraints.txt", ".ci/lock"):
        assert "://" not in (ROOT / name).read_text()


@pytest.mark.parametrize(
    ("value", "calls"),
    [
        ("", [["-c", "constraints.txt", "-e", ".[torch,docs,tests]"]]),
        (
            "1",
            [
                "--require-hashes --no-deps --only-binary=:all: -r .ci/requirements.txt",
                "--no-deps --no-build-isolation -e .",
            ],
        ),
    ],
)
def test_the_environment_is_made_of_hashes_where_that_is_asked_for(
    monkeypatch, value, calls
):
    monkeypatch.setenv("REQUIRE_HASHES", value)
    wanted = [call.split() if isinstance(call, str) else call for call in calls]
    assert environment.what_pip_installs() == wanted
