"""Commands for files, and for the program as a whole."""

from viewer.ui.commands.command import Command
from viewer.ui.texts import later

FILES = (
    Command("file.open", later("&Open…"), ("O", "Ctrl+O"), "file-plus-outline"),
    Command("file.open_folder", later("Open &folder…"), ("Ctrl+Shift+O",), "folder-open-outline"),
    Command("file.close_all", later("&Close all"), ("Ctrl+W",), "close-box-multiple-outline"),
    Command(
        "file.export_png", later("&Save picture…"), ("Ctrl+S",), "image-outline", on_radiograph=True
    ),
    Command(
        "file.export_pdf", later("Save re&port…"), ("Ctrl+P",), "file-pdf-box", on_radiograph=True
    ),
    Command("file.settings", later("Se&ttings…"), ("Ctrl+,",), "cog-outline"),
    Command("file.quit", later("&Quit"), ("Ctrl+Q",), "exit-to-app"),
)

EDITING = (
    Command("edit.undo", later("&Undo"), ("Ctrl+Z",), "undo", repeats=True),
    Command("edit.redo", later("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", repeats=True),
    Command("edit.delete", later("&Delete"), ("Del",), "delete-outline"),
)

PAGES = (
    Command(
        "page.worklist",
        later("&Worklist"),
        ("Ctrl+B",),
        "table-large",
        later("Read a whole folder into a table, and back"),
        checkable=True,
    ),
    Command("page.full_screen", later("F&ull screen"), ("F11",), "fullscreen", checkable=True),
    Command("page.next_viewport", later("Next &viewport"), ("F7",), "page-next-outline"),
)

HELP = (
    Command("help.keys", later("&Keys and mouse"), ("?", "F1"), "keyboard-outline"),
    Command("help.tags", later("&Tags"), ("Ctrl+T",), "tag-text-outline", on_radiograph=True),
    Command("help.log", later("&Log"), (), "text-long"),
    Command("help.trouble", later("&Trouble report…"), (), "lifebuoy"),
    Command("help.about", later("&About Hilum"), (), "information-outline"),
)
