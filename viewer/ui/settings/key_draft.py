"""Keys while they are being edited: nothing holds before the person says so."""

from viewer.ui.commands.keys import Conflict, KeyMap, changed, conflicts, differences, portable
from viewer.ui.commands.profiles import keys_in_use, profile_keys
from viewer.ui.preferences import Preferences


class KeyDraft:
    """A profile, and what the person changed of it."""

    def __init__(self, preferences: Preferences) -> None:
        self.profile = preferences.key_profile
        self._keys = keys_in_use(preferences)

    @property
    def keys(self) -> KeyMap:
        return self._keys

    @property
    def changes(self) -> KeyMap:
        """What differs from the profile, which is all that is kept."""
        return differences(self._keys, profile_keys(self.profile))

    @property
    def conflicts(self) -> list[Conflict]:
        return conflicts(self._keys)

    def choose_profile(self, profile: str) -> None:
        """Take a profile's keys, without the changes made to another."""
        self.profile = profile
        self._keys = profile_keys(profile)

    def set_keys(self, id: str, keys: tuple[str, ...]) -> None:
        unlike = {portable(key): key for key in keys if key}
        self._keys = changed(self._keys, {id: tuple(unlike.values())})

    def take(self, key: str, id: str) -> None:
        """Leave a key to one command, and take it from every other."""
        for other, keys in self._keys.items():
            if other != id:
                left = tuple(own for own in keys if portable(own) != portable(key))
                self._keys = changed(self._keys, {other: left})

    def reset(self, id: str) -> None:
        self.set_keys(id, profile_keys(self.profile)[id])

    def reset_all(self) -> None:
        self.choose_profile(self.profile)
