"""A table of two columns: what is told, and what there is to tell."""

from collections.abc import Iterable, Iterator

from rich.table import Table

from viewer.cli.console import plain


def fact_table(title: str, facts: Iterable[tuple[str, str]]) -> Table:
    """Facts by their names; those with nothing to tell are left out."""
    table = Table("", "", title=plain(title), title_justify="left", show_header=False)
    table.columns[1].overflow = "fold"
    for name, fact in facts:
        if fact:
            table.add_row(name, plain(fact))
    return table


def listed(name: str, facts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Several facts of one name, which stands beside the first of them."""
    for number, fact in enumerate(facts):
        yield ("" if number else name, fact)
