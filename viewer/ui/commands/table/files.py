"""Commands for files, and for the program as a whole."""

from viewer.ui.commands.command import Command

FILES = (
    Command("file.open", "&Open…", ("O", "Ctrl+O"), "file-plus-outline"),
    Command("file.open_folder", "Open &folder…", ("Ctrl+Shift+O",), "folder-open-outline"),
    Command("file.close_all", "&Close all", ("Ctrl+W",), "close-box-multiple-outline"),
    Command("file.read_folder", "&Read a folder…", ("Ctrl+Shift+B",), "folder-table-outline"),
    Command("file.export_csv", "&Export worklist as CSV…", ("Ctrl+E",), "file-export-outline"),
    Command("file.export_png", "&Save picture…", ("Ctrl+S",), "image-outline", on_radiograph=True),
    Command("file.export_pdf", "Save re&port…", ("Ctrl+P",), "file-pdf-box", on_radiograph=True),
    Command("file.settings", "Se&ttings…", ("Ctrl+,",), "cog-outline"),
    Command("file.quit", "&Quit", ("Ctrl+Q",), "exit-to-app"),
)

EDITING = (
    Command("edit.undo", "&Undo", ("Ctrl+Z",), "undo", repeats=True),
    Command("edit.redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", repeats=True),
    Command("edit.delete", "&Delete", ("Del",), "delete-outline", local=True),
)

PAGES = (
    Command(
        "page.worklist",
        "&Worklist",
        ("Ctrl+B",),
        "table-large",
        "Read a whole folder into a table, and back",
        checkable=True,
    ),
    Command("page.full_screen", "&Full screen", ("F11",), "fullscreen", checkable=True),
    Command("page.next_viewport", "Next &viewport", ("F7",), "page-next-outline"),
)

HELP = (
    Command("help.keys", "&Keys and mouse", ("?", "F1"), "keyboard-outline"),
    Command("help.tags", "&Tags", ("Ctrl+T",), "tag-text-outline", on_radiograph=True),
    Command("help.log", "&Log", (), "text-long"),
    Command("help.trouble", "&Trouble report…", (), "lifebuoy"),
    Command("help.about", "&About Hilum", (), "information-outline"),
)
