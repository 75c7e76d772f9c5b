"""The double-click program in dist/hilum: building it, and knowing whether it is up to date."""

import hashlib
from pathlib import Path

from console import ROOT, check_call, heading, say
from environment import Profile, flavour, program

BUNDLE = ROOT / "dist" / "hilum"
STAMP = ROOT / "dist" / "hilum-stamp"


def content_hash(profile: Profile, root: Path = ROOT) -> str:
    """SHA-256 over the names and bytes of all that goes into the bundle."""
    sources = [
        profile.lock(root),
        *(root / "packaging").glob("hilum*"),
        *(root / "viewer").rglob("*.py"),
        *(path for path in (root / "resources").rglob("*") if path.is_file()),
    ]
    whole = hashlib.sha256()
    for path in sorted(sources):
        if path.suffix == ".pyc":
            continue
        whole.update(str(path.relative_to(root)).encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def build() -> None:
    """Build the bundle with PyInstaller, unless what is there was built from the same content."""
    content = content_hash(Profile("test", flavour()))
    if STAMP.is_file() and STAMP.read_text() == content:
        say(f"The bundle is up to date: {BUNDLE}")
        return
    heading("Building the bundle with PyInstaller")
    STAMP.unlink(missing_ok=True)
    check_call(
        [
            *(program("python"), "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"),
            *("--workpath", ROOT / "build" / "pyinstaller", "--distpath", ROOT / "dist"),
            ROOT / "packaging" / "hilum.spec",
        ]
    )
    _add_desktop_entry()
    STAMP.write_text(content)
    say(f"The program is {BUNDLE / 'hilum'}")


def _add_desktop_entry() -> None:
    """Lay the desktop entry and the icon beside the program, with the paths that hold here.

    The entry in packaging/ is that of an installed program, which is found by its name.
    """
    icon = BUNDLE / "hilum.svg"
    icon.write_bytes((ROOT / "resources" / "hilum.svg").read_bytes())
    entry = (ROOT / "packaging" / "hilum.desktop").read_text(encoding="utf-8")
    entry = entry.replace("Exec=hilum ", f'Exec="{BUNDLE / "hilum"}" ')
    entry = entry.replace("Icon=hilum\n", f"Icon={icon}\n")
    (BUNDLE / "hilum.desktop").write_text(entry, encoding="utf-8")
