"""English sentences made by layers that know no language, found again in a catalogue.

A layer below says f"The archive has {entries:,} entries." and the catalogue holds
"The archive has {0} entries."; what stands in the gaps is carried over.
"""

import functools
import re
from collections.abc import Mapping

from viewer.ui import numerals

_GAP = re.compile(r"\{(\d+)\}")
_REMEMBERED = 4096


class Sayings:
    """Translates what was said by exact text first, and else by the template that says most.

    Parameters
    ----------
    catalogue : Mapping
        English sentences and templates with their translation.
    language : str
        How numbers are written that fill a gap.
    """

    def __init__(self, catalogue: Mapping[str, str], language: str) -> None:
        self._language = language
        self._exact = {english: text for english, text in catalogue.items() if text}
        templates = [english for english in self._exact if _GAP.search(english)]
        templates.sort(key=lambda english: len(_GAP.sub("", english)), reverse=True)
        self._patterns = [(_pattern(english), self._exact[english]) for english in templates]
        self._translate = functools.lru_cache(_REMEMBERED)(self._look_up)

    def translate(self, english: str) -> str:
        """The sentence in the catalogue's language, or as it is where that has none."""
        return self._translate(english) if self._exact else english

    def _look_up(self, english: str) -> str:
        if english in self._exact:
            return self._exact[english]
        for pattern, text in self._patterns:
            match = pattern.fullmatch(english)
            if match is not None:
                return text.format(*(self._filling(gap) for gap in match.groups()))
        return english

    def _filling(self, gap: str) -> str:
        """A gap holds a number, a name, or once more something that a layer below says."""
        if "/" in gap or "\\" in gap:  # a path is no one's sentence
            return gap
        return numerals.rewritten(self._look_up(gap), self._language)


def _pattern(template: str) -> re.Pattern[str]:
    literals = _GAP.split(template)[::2]
    return re.compile("(.+?)".join(re.escape(literal) for literal in literals), re.DOTALL)
