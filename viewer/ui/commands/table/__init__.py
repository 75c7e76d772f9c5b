"""Everything a person can do, a line each."""

from viewer.ui.commands.command import Command
from viewer.ui.commands.table.files import EDITING, FILES, HELP, PAGES
from viewer.ui.commands.table.looking import SHOWING, TOOLS, VIEW, WALKING, WINDOWS
from viewer.ui.commands.table.measuring import MEASURING
from viewer.ui.commands.table.reading import BLIND, READING
from viewer.ui.commands.table.viewports import LAYOUTS, LINKS
from viewer.ui.commands.table.worklist import WORKLIST

TABLE: tuple[Command, ...] = (
    *FILES,
    *EDITING,
    *WALKING,
    *TOOLS,
    *MEASURING,
    *WINDOWS,
    *VIEW,
    *SHOWING,
    *LAYOUTS,
    *LINKS,
    *READING,
    *BLIND,
    *WORKLIST,
    *PAGES,
    *HELP,
)

BY_ID = {command.id: command for command in TABLE}
