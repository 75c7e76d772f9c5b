"""What the rows of the studies panel say beside their title."""

from viewer.ui.desk.entry import Entry
from viewer.ui.studies.rows import SeriesHeading, StudyHeading
from viewer.ui.texts import tr, trn


def count_text(count: int) -> str:
    return trn("{count} radiograph", "{count:,} radiographs", count).format(count=count)


def tool_tip(row: Entry | StudyHeading | SeriesHeading) -> str:
    if isinstance(row, Entry):
        return f"{row.title}\n{row.remark}\n{row.path}"
    if isinstance(row, SeriesHeading):
        return f"{row.title}\n{count_text(row.count)}"
    return "\n".join(line for line in (row.title, row.detail, count_text(row.count)) if line)


def spoken(row: Entry | StudyHeading | SeriesHeading) -> str:
    if isinstance(row, Entry):
        return f"{row.title}, {row.remark}"
    if isinstance(row, SeriesHeading):
        return tr("Series {name}").format(name=f"{row.title}, {count_text(row.count)}")
    words = (row.title, row.detail, count_text(row.count), tr("folded") if row.folded else "")
    return tr("Study {name}").format(name=", ".join(word for word in words if word))
