"""A report, read back by a parser of HTML."""

from html.parser import HTMLParser
from pathlib import Path

ENDLESS = {"meta", "link", "img", "br", "input", "base", "hr", "source"}


class Page(HTMLParser):
    """What a file holds: its elements, that every one of them ends, and what can be read of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.style, self.text = "", ""
        self.feed(path.read_bytes().decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += " " * (tag not in ("bdi", "strong"))
        self.elements.append((tag, dict(attrs)))
        if tag not in ENDLESS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def plain(self) -> str:
        return " ".join(self.text.split())
