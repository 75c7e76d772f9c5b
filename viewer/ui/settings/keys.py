"""Which keys do what: a profile, and a person's own changes of it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import (
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from viewer.ui.commands.command import plain
from viewer.ui.commands.keys import Conflict, in_words, portable
from viewer.ui.commands.profiles import PROFILES
from viewer.ui.commands.table import BY_ID
from viewer.ui.preferences import Preferences
from viewer.ui.settings.key_draft import KeyDraft
from viewer.ui.settings.key_edits import KeyEdits
from viewer.ui.settings.key_list import KeyList
from viewer.ui.settings.page import Page, choice, remark
from viewer.ui.texts import tr


class KeysPage(Page):
    """One key for one command: a key that two want is told, and the person decides."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Keys"), "keyboard-outline")
        self._draft = KeyDraft(preferences)
        titles = {name: title for name, (title, _keys) in PROFILES.items()}
        self.profile = choice(tr("Keys as in"), titles, preferences.key_profile)
        self.profile.activated.connect(self._choose_profile)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search for a command or a key"))
        self.search.setAccessibleName(tr("Search for a command or a key"))
        self.search.setClearButtonEnabled(True)
        self.list = KeyList()
        self.search.textChanged.connect(self.list.search)
        self.list.currentItemChanged.connect(self._show_chosen)
        self.edits = KeyEdits()
        self.edits.edited.connect(self._edit)
        self.conflict = QLabel()
        self.conflict.setObjectName("problem")
        self.conflict.setWordWrap(True)
        self.take = QPushButton()
        self.take.clicked.connect(self._take)
        self.reset = QPushButton(tr("&Reset this command"))
        self.reset.clicked.connect(self._reset)
        self.reset_all = QPushButton(tr("Reset &all"))
        self.reset_all.clicked.connect(self._reset_all)
        self._lay_out()
        self.list.choose("file.open")
        self._show()

    def choices(self) -> Mapping[str, Any]:
        return {"key_profile": self._draft.profile, "key_changes": self._draft.changes}

    def problem(self) -> str:
        return tr("A key is given to two commands.") if self._draft.conflicts else ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        caption = QLabel(tr("Keys &as in"))
        caption.setBuddy(self.profile)
        for widget in (caption, self.profile):
            head.addWidget(widget)
        head.addWidget(self.search, 1)
        self._box = QGroupBox()
        inside = QVBoxLayout(self._box)
        inside.setSpacing(10)
        inside.addWidget(self.edits)
        hint = remark(tr("Choose a field and press the key."))
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(hint, 1)
        foot.addWidget(self.reset)
        foot.addWidget(self.reset_all)
        inside.addLayout(foot)
        warning = QHBoxLayout()
        warning.setSpacing(10)
        warning.addWidget(self.conflict, 1)
        warning.addWidget(self.take)
        inside.addLayout(warning)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._box)

    def _show(self) -> None:
        draft = self._draft
        self.list.show_keys(draft.keys, draft.changes, draft.conflicts)
        self.reset_all.setEnabled(bool(draft.changes))
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        id = self.list.chosen
        self._box.setEnabled(id is not None)
        keys = () if id is None else self._draft.keys[id]
        self._box.setTitle("" if id is None else plain(tr(BY_ID[id].text)))
        self.edits.show_keys(keys)
        self.reset.setEnabled(id in self._draft.changes)
        conflict = self._conflict_of_chosen()
        self.conflict.setVisible(conflict is not None)
        self.take.setVisible(conflict is not None)
        if conflict is not None and id is not None:
            self.conflict.setText(_conflict_text(conflict))
            self.take.setText(
                tr("Keep it for “{command}”").format(command=plain(tr(BY_ID[id].text)))
            )

    def _conflict_of_chosen(self) -> Conflict | None:
        id = self.list.chosen
        return next((one for one in self._draft.conflicts if id in one.ids), None)

    def _edit(self, keys: tuple[str, ...]) -> None:
        id = self.list.chosen
        if id is not None and tuple(map(portable, self._draft.keys[id])) != keys:
            self._draft.set_keys(id, keys)
            self._show()

    def _take(self) -> None:
        id, conflict = self.list.chosen, self._conflict_of_chosen()
        if id is not None and conflict is not None:
            self._draft.take(conflict.key, id)
            self._show()

    def _reset(self) -> None:
        if self.list.chosen is not None:
            self._draft.reset(self.list.chosen)
            self._show()

    def _reset_all(self) -> None:
        self._draft.reset_all()
        self._show()

    def _choose_profile(self) -> None:
        self._draft.choose_profile(self.profile.currentData())
        self._show()


def _conflict_text(conflict: Conflict) -> str:
    names = [tr("“{command}”").format(command=plain(tr(BY_ID[id].text))) for id in conflict.ids]
    return tr("{key} is the key of {commands}; it can be that of one only.").format(
        key=in_words([conflict.key]),
        commands=tr("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1]),
    )
