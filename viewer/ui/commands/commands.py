"""The commands as actions of a window."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from viewer.ui.commands.command import Command, plain
from viewer.ui.commands.keys import KeyMap, needed_by_controls
from viewer.ui.commands.profiles import keys_in_use
from viewer.ui.commands.table import BY_ID, TABLE
from viewer.ui.icons import icon
from viewer.ui.preferences import Preferences, PreferenceStore
from viewer.ui.texts import tr

_SIGNALS = ("2triggered(bool)", "2toggled(bool)")
_SHOWING = (QMenu, QToolBar)
OWN_WINDOWS = ("window.own_7", "window.own_8", "window.own_9")
_FIRST_TOOL = "tool.window"
_LOCAL = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Commands(QObject):
    """The actions by the id of their command; each subject connects its own.

    A command that nobody has connected can't be chosen, whatever else would allow it.
    The tools of the left button, those that measure included, tell by `toggled`: exactly one
    is checked, and choosing the checked one again returns to the window tool.
    """

    def __init__(self, window: QMainWindow, preferences: PreferenceStore) -> None:
        super().__init__(window)
        self._window = window
        self._radiograph_and_list: tuple[QWidget, ...] = ()
        self._actions: dict[str, QAction] = {}
        self.tools = QActionGroup(self)
        for command in TABLE:
            self._actions[command.id] = _action(command, window)
        for action in self._tool_actions():
            self.tools.addAction(action)
        self._tool = self._actions[_FIRST_TOOL]
        self.tools.triggered.connect(self._take_tool)
        self._keys: KeyMap = {}
        self._chosen: tuple[str, KeyMap] | None = None
        self._take_names(preferences.current)
        self._take_keys(preferences.current)
        preferences.changed.connect(self._take_names)
        preferences.changed.connect(self._take_keys)
        self.show_radiograph(False)

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def connected(self, id: str) -> bool:
        """Whether choosing the command would do something."""
        action = self._actions[id]
        listening = sum(action.receivers(signal) for signal in _SIGNALS)
        return listening > _own_receivers(action)

    def settle(self) -> None:
        """Disable what nobody connected; once, after every subject had its turn."""
        for id, action in self._actions.items():
            if not self.connected(id):
                action.setEnabled(False)

    def enable(self, id: str, enabled: bool) -> None:
        """Let a command be chosen or not; one that nobody connected never."""
        self._actions[id].setEnabled(enabled and self.connected(id))

    def show_radiograph(self, shown: bool) -> None:
        """Let the commands on a radiograph be chosen only while one is shown."""
        for command in TABLE:
            if command.on_radiograph:
                self.enable(command.id, shown)

    def keep_local(self, *widgets: QWidget) -> None:
        """Let the keys that controls need too count in these widgets."""
        self._radiograph_and_list = widgets
        for id, action in self._actions.items():
            self._place(action, self._keys[id])

    def _tool_actions(self) -> list[QAction]:
        tools = [id for id in self._actions if id.startswith("tool.")]
        tools += [
            command.id
            for command in TABLE
            if command.id.startswith("measure.") and command.checkable
        ]
        return [self._actions[id] for id in tools]

    def _take_names(self, preferences: Preferences) -> None:
        """Call the person's own windows as the person does."""
        for id in OWN_WINDOWS:
            name = preferences.own_window_names.get(id[-1], "").replace("&", "&&")
            self._actions[id].setText(name or tr(BY_ID[id].text))

    def _take_keys(self, preferences: Preferences) -> None:
        chosen = (preferences.key_profile, preferences.key_changes)
        if chosen == self._chosen:
            return
        self._chosen = chosen
        keys = keys_in_use(preferences)
        for id, action in self._actions.items():
            if keys[id] != self._keys.get(id):
                action.setShortcuts([QKeySequence(key) for key in keys[id]])
                self._place(action, keys[id])
                action.setToolTip(_tool_tip(BY_ID[id], action))
        self._keys = keys

    def _place(self, action: QAction, keys: tuple[str, ...]) -> None:
        """Let keys count in the whole window, or those that controls need where none is."""
        local = needed_by_controls(keys)
        action.setShortcutContext(_LOCAL if local else Qt.ShortcutContext.WindowShortcut)
        for widget in (self._window, *self._radiograph_and_list):
            if local == (widget is self._window):
                widget.removeAction(action)
            else:
                widget.addAction(action)

    def _take_tool(self, action: QAction) -> None:
        if action is self._tool:
            action = self._actions[_FIRST_TOOL]
            action.setChecked(True)
        self._tool = action


def _action(command: Command, window: QMainWindow) -> QAction:
    action = QAction(tr(command.text), window)
    action.setObjectName(command.id)
    if command.icon:
        action.setIcon(icon(command.icon))
    action.setCheckable(command.checkable)
    action.setChecked(command.checked)
    action.setAutoRepeat(command.repeats)
    return action


def _tool_tip(command: Command, action: QAction) -> str:
    text = tr(command.tip) if command.tip else plain(action.text())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})" if keys else text


def _own_receivers(action: QAction) -> int:
    """How many of Qt's own objects listen to an action: they show it, and do nothing else."""
    showing = [one for one in action.associatedObjects() if isinstance(one, _SHOWING)]
    return len(showing) + (action.actionGroup() is not None)
