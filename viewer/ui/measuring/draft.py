"""A measurement that is being drawn."""

from dataclasses import dataclass, replace

from viewer.measuring import Kind, Level, Measurement, Point, levelled


@dataclass(frozen=True, slots=True)
class Draft:
    """Some points are fixed, and the next one follows the cursor.

    Attributes
    ----------
    level : Level
        What lies level on the screen.
    free : bool
        Whether the person lets a width slope.
    calibrates : bool
        Whether it is a line to calibrate by.
    """

    kind: Kind
    level: Level
    fixed: tuple[Point, ...] = ()
    following: Point | None = None
    free: bool = False
    calibrates: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        return self.fixed if self.following is None else (*self.fixed, self.following)

    @property
    def complete(self) -> bool:
        return len(self.fixed) == self.kind.points

    @property
    def begins_line(self) -> bool:
        """Whether the next point begins a line of its own, which may be dragged from there."""
        pairs = self.kind in (Kind.COBB, Kind.RATIO)
        return not self.fixed or (pairs and len(self.fixed) == 2)

    @property
    def measured_level(self) -> Level:
        return Level.NONE if self.free and self.kind is Kind.RATIO else self.level

    def follow(self, place: Point, *, free: bool) -> "Draft":
        """Let the next point be there, or where it would be fixed."""
        draft = replace(self, free=self.free or free) if self.fixed else self
        return replace(draft, following=draft._fitting(place, free=free))

    def fix(self, place: Point, *, free: bool) -> "Draft":
        """Fix the next point."""
        followed = self.follow(place, free=free)
        assert followed.following is not None
        return replace(followed, fixed=(*self.fixed, followed.following), following=None)

    def measurement(self) -> Measurement | None:
        """What it would be if the next point were fixed; None while points are missing."""
        if len(self.points) != self.kind.points:
            return None
        return Measurement(self.kind, self.points, self.measured_level, id=DRAWN)

    def finished(self) -> Measurement:
        return Measurement(self.kind, self.fixed, self.measured_level)

    def _fitting(self, place: Point, *, free: bool) -> Point:
        thorax_ends = self.kind is Kind.RATIO and len(self.fixed) == 3
        if thorax_ends and not (free or self.free):
            return levelled(place, self.fixed[2], self.level)
        return place


DRAWN = "drawn"
"""The identity of what is not there yet."""
