"""The locks hold what pyproject.toml asks for, pinned and hashed, and name no host."""

import re
import tomllib

import locks
import pytest
from environment import Profile
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.conftest import ROOT

PROFILES = [profile for profile, _ in locks.ORDER]
Pins = dict[str, list[str]]


def pins_of(profile: Profile) -> Pins:
    """Versions by name; two where they differ by Python."""
    pins: Pins = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", profile.lock().read_text(), re.M):
        pins.setdefault(name, []).append(version)
    return pins


def requirements_of(profile: Profile) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    lines = list(project["dependencies"]) + locks.build_requirements()
    for extra in (profile.flavour, *locks.EXTRAS[profile.purpose]):
        lines += extras[extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_every_requirement_of_the_project_is_pinned_to_a_version_it_admits(
    profile: Profile,
) -> None:
    pins = pins_of(profile)

    stale = [
        str(requirement)
        for requirement in requirements_of(profile)
        if not (versions := pins.get(canonicalize_name(requirement.name)))
        or not all(version in requirement.specifier for version in versions)
    ]

    assert not stale, "make lock brings the locks up to date"


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_lock_names_no_host_and_hashes_every_pin(profile: Profile) -> None:
    text = profile.lock().read_text()

    assert "://" not in text
    assert "index" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_running_takes_the_versions_that_are_tested() -> None:
    for flavour in ("cpu", "gpu"):
        tested = pins_of(Profile("test", flavour))
        for name, versions in pins_of(Profile("run", flavour)).items():
            assert tested[name] == versions


def test_nothing_brings_a_second_deep_learning_framework_and_running_brings_none() -> None:
    for profile in PROFILES:
        assert "torch" not in pins_of(profile)
        if profile.purpose == "run":
            assert not {"tensorflow", "keras"} & set(pins_of(profile))
