"""What a batch is of, how far it has come and how it ended, in words."""

from pathlib import Path

from viewer.batch import Progress
from viewer.ui.texts import number, tr, trn


def progress_text(progress: Progress) -> str:
    """Such as "120 of 624 read, 2 failed, 41 a second, 1 min 20 s left"."""
    if progress.total is None:
        parts = [tr("{done:,} read, still looking for more").format(done=progress.done)]
    else:
        text = tr("{done:,} of {total:,} read")
        parts = [text.format(done=progress.done, total=progress.total)]
    if progress.failed:
        text = trn("{count:,} failed", "{count:,} failed", progress.failed)
        parts.append(text.format(count=progress.failed))
    if progress.kept:
        text = trn("{count:,} known before", "{count:,} known before", progress.kept)
        parts.append(text.format(count=progress.kept))
    if progress.rate is not None:
        rate = number(progress.rate, ",.0f" if progress.rate >= 10 else ".1f")
        parts.append(tr("{rate} a second").format(rate=rate))
    if progress.remaining is not None:
        parts.append(tr("{time} left").format(time=duration_text(progress.remaining)))
    return ", ".join(parts)


def ending_text(progress: Progress | None) -> str:
    """Such as "stopped after 118 of 5,216 files", so that no part passes for the whole."""
    if progress is None:
        return tr("stopped by an error")
    done, total = progress.done, progress.total
    if total is None:
        text = trn(
            "stopped after {count:,} file, before all were found",
            "stopped after {count:,} files, before all were found",
            done,
        )
        return text.format(count=done)
    if done < total:
        return tr("stopped after {done:,} of {total:,} files").format(done=done, total=total)
    text = trn("{count:,} file in {time}", "all {count:,} files in {time}", total)
    return text.format(count=total, time=duration_text(progress.elapsed))


def duration_text(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{seconds} s").format(seconds=whole)
    minutes, seconds = divmod(whole, 60)
    if whole < 3600:
        return tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def title_of(paths: list[Path]) -> str:
    """What a batch is of."""
    if len(paths) == 1:
        return str(paths[0])
    return tr("{count:,} files and folders").format(count=len(paths))
