"""Which beat holds a point, and how near the next one is: a bucketed index, no library."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.places.grid import METRES_PER_DEGREE

NEAR_METRES = 40.0

Ring = Sequence[Sequence[float]]  # [lon, lat], as in GeoJSON
Edge = tuple[float, float, float, float]  # lon, lat, lon, lat


@dataclass(frozen=True, slots=True)
class Beat:
    """Beat "0111" of district "001" and sector "011"; without a number, a district alone."""

    number: str | None
    district: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class BeatFix:
    """Where a point lies. `boundary_m` is the distance to the nearest boundary when it is within
    NEAR_METRES, and `neighbour` the beat on its other side. `inside` is false for a point just
    outside every beat, which is given the nearest one."""

    beat: Beat
    boundary_m: float | None = None
    neighbour: Beat | None = None
    inside: bool = True

    @property
    def near_boundary(self) -> bool:
        return self.boundary_m is not None


class BeatIndex:
    """Beats by point. Polygons are cut into cells of about 220 m."""

    CELL = 0.002

    def __init__(self, polygons: Iterable[tuple[Beat, Sequence[Ring]]]) -> None:
        self.beats: list[Beat] = []
        self._edges: list[list[Edge]] = []
        self._rows: list[dict[int, list[Edge]]] = []
        for beat, rings in polygons:
            self.beats.append(beat)
            edges = [edge for ring in rings for edge in _edges(ring)]
            self._edges.append(edges)
            self._rows.append(self._by_row(edges))
        self._settled: dict[tuple[int, int], int | None] = {}
        self._lon_metres = METRES_PER_DEGREE * math.cos(math.radians(self._middle()))
        self._near = self._near_edges()
        self._columns = self._by_cell()

    def at(self, lat: float, lon: float) -> BeatFix | None:
        """The beat at a point, or nothing outside all of them (and for what is no point)."""
        if not (math.isfinite(lat) and math.isfinite(lon)):
            return None
        key = (math.floor(lat / self.CELL), math.floor(lon / self.CELL))
        holder = self._holder(key, lat, lon)
        edge = self._nearest(key, lat, lon, holder)
        if holder is None:
            return BeatFix(self.beats[edge[1]], edge[0], None, inside=False) if edge else None
        beat = self.beats[holder]
        if edge is None:
            return BeatFix(beat)
        return BeatFix(beat, edge[0], self.beats[edge[1]] if edge[1] >= 0 else None)

    def _holder(self, key: tuple[int, int], lat: float, lon: float) -> int | None:
        candidates = self._columns.get(key)
        if candidates is None:
            return self._settle(key)
        for polygon in candidates:
            if _inside(self._rows[polygon].get(key[0], ()), lat, lon):
                return polygon
        return None

    def _settle(self, key: tuple[int, int]) -> int | None:
        """A cell that no edge crosses lies in one polygon, or in none: decided once."""
        if key not in self._settled:
            if len(self._settled) > 100_000:
                self._settled.clear()
            lat, lon = (key[0] + 0.5) * self.CELL, (key[1] + 0.5) * self.CELL
            holders = (
                polygon
                for polygon, rows in enumerate(self._rows)
                if _inside(rows.get(key[0], ()), lat, lon)
            )
            self._settled[key] = next(holders, None)
        return self._settled[key]

    def _nearest(
        self, key: tuple[int, int], lat: float, lon: float, holder: int | None
    ) -> tuple[float, int] | None:
        """(metres, the polygon across the nearest edge, -1 for none) within NEAR_METRES."""
        best: tuple[float, int] | None = None
        own: float = math.inf
        for polygon, edge in self._near.get(key, ()):
            metres = self._distance(edge, lat, lon)
            if metres > NEAR_METRES:
                continue
            if polygon == holder:
                own = min(own, metres)
            elif best is None or metres < best[0]:
                best = (metres, polygon)
        if best is None and own < math.inf:
            return own, -1
        return best

    def _distance(self, edge: Edge, lat: float, lon: float) -> float:
        ax, ay = (edge[0] - lon) * self._lon_metres, (edge[1] - lat) * METRES_PER_DEGREE
        bx, by = (edge[2] - lon) * self._lon_metres, (edge[3] - lat) * METRES_PER_DEGREE
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        share = 0.0 if not length else min(1.0, max(0.0, -(ax * dx + ay * dy) / length))
        return math.hypot(ax + share * dx, ay + share * dy)

    def _by_row(self, edges: Iterable[Edge]) -> dict[int, list[Edge]]:
        rows: dict[int, list[Edge]] = defaultdict(list)
        for edge in edges:
            low, high = sorted((edge[1], edge[3]))
            for row in range(math.floor(low / self.CELL), math.floor(high / self.CELL) + 1):
                rows[row].append(edge)
        return dict(rows)

    def _near_edges(self) -> dict[tuple[int, int], list[tuple[int, Edge]]]:
        margin = NEAR_METRES / self._lon_metres
        near: dict[tuple[int, int], list[tuple[int, Edge]]] = defaultdict(list)
        for polygon, edges in enumerate(self._edges):
            for edge in edges:
                for key in self._touched(edge, margin):
                    near[key].append((polygon, edge))
        return dict(near)

    def _by_cell(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """For each cell that an edge touches, the polygons to be asked."""
        touched: dict[tuple[int, int], set[int]] = defaultdict(set)
        for polygon, edges in enumerate(self._edges):
            for edge in edges:
                for key in self._touched(edge, 0.0):
                    touched[key].add(polygon)
        return {key: tuple(sorted(polygons)) for key, polygons in touched.items()}

    def _touched(self, edge: Edge, margin: float) -> Iterable[tuple[int, int]]:
        """The cells of an edge's bounding box; edges are short, so few are idle."""
        south, north = sorted((edge[1], edge[3]))
        west, east = sorted((edge[0], edge[2]))
        for row in range(
            math.floor((south - margin) / self.CELL), math.floor((north + margin) / self.CELL) + 1
        ):
            for column in range(
                math.floor((west - margin) / self.CELL), math.floor((east + margin) / self.CELL) + 1
            ):
                yield row, column

    def _middle(self) -> float:
        lats = [edge[1] for edges in self._edges for edge in edges]
        return (min(lats) + max(lats)) / 2 if lats else 41.8


def _edges(ring: Ring) -> Iterable[Edge]:
    for a, b in pairwise(ring):
        if a[0] != b[0] or a[1] != b[1]:
            yield (a[0], a[1], b[0], b[1])


def _inside(edges: Iterable[Edge], lat: float, lon: float) -> bool:
    """Even-odd, half-open: a point on a boundary that two polygons share is in one of them."""
    inside = False
    for x0, y0, x1, y1 in edges:
        if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside
