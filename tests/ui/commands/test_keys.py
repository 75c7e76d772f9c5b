import pytest
from PySide6.QtGui import QKeySequence

from viewer.ui.commands.keys import changed, conflicts, differences, keys_of, portable
from viewer.ui.commands.menus import MENUS, SUBMENUS
from viewer.ui.commands.profiles import PROFILES, keys_in_use, profile_keys
from viewer.ui.commands.table import BY_ID, TABLE
from viewer.ui.preferences import Preferences


def test_no_two_commands_have_one_id() -> None:
    assert len(BY_ID) == len(TABLE)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_profile_gives_one_key_to_two_commands(profile: str) -> None:
    assert conflicts(profile_keys(profile)) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_every_key_of_a_profile_can_be_pressed(profile: str) -> None:
    pressed = [key for keys in profile_keys(profile).values() for key in keys]
    assert [key for key in pressed if QKeySequence(key).isEmpty() or not portable(key)] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_names_only_commands_that_there_are(profile: str) -> None:
    assert set(PROFILES[profile][1]) <= set(BY_ID)


def test_every_command_stands_in_one_menu() -> None:
    listed = [id for _title, ids in (*MENUS, *SUBMENUS.values()) for id in ids if id in BY_ID]
    assert sorted(listed) == sorted(BY_ID)


def test_a_key_that_a_profile_names_is_taken_from_the_command_that_had_it() -> None:
    keys = keys_of({"measure.length": ("L",)})
    assert keys["measure.length"] == ("L",)
    assert keys["show.overlays"] == ()


def test_a_persons_changes_come_before_the_profile() -> None:
    preferences = Preferences(key_profile="ohif", key_changes={"view.rotate_left": ("Q",)})
    keys = keys_in_use(preferences)
    assert keys["view.rotate_left"] == ("Q",)
    assert keys["window.invert"] == ("I",)


def test_a_key_that_a_person_gave_is_taken_from_what_has_it_by_default() -> None:
    keys = keys_in_use(Preferences(key_changes={"window.invert": ("R",)}))
    assert keys["window.invert"] == ("R",)
    assert keys["view.rotate_right"] == ()


def test_changes_of_commands_that_are_no_more_are_left_out() -> None:
    assert "gone.command" not in keys_in_use(Preferences(key_changes={"gone.command": ("Q",)}))


def test_only_what_differs_from_the_profile_is_kept() -> None:
    base = profile_keys("horos")
    wanted = changed(base, {"view.fit": ("F",), "window.invert": base["window.invert"]})
    assert differences(wanted, base) == {"view.fit": ("F",)}


def test_a_conflict_names_the_key_and_everyone_who_wants_it() -> None:
    (conflict,) = conflicts(changed(profile_keys("hilum"), {"view.fit": ("shift+c",)}))
    assert conflict.key == "Shift+C"
    assert set(conflict.ids) == {"view.fit", "reading.contour"}


@pytest.mark.parametrize(("title", "ids"), [*MENUS, *SUBMENUS.values()])
def test_no_two_commands_of_a_menu_have_one_letter(title: str, ids: tuple[str, ...]) -> None:
    texts = [BY_ID[id].text if id in BY_ID else SUBMENUS.get(id, ("",))[0] for id in ids]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == len(set(letters)), title
