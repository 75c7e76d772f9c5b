"""Tool tips of what files hold, which is text and never a language of marks."""

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """A tool tip that shows a text as it is, though Qt would take it for HTML."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'
