"""Meshes that are computed: a ring, in the formats of Gradio's Model3D."""

from __future__ import annotations

import base64
import json
import math
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_AROUND, _THROUGH = 48, 20

Point = tuple[float, float, float]
Face = tuple[int, int, int]


def made(name: str) -> bytes:
    """Return the ring in the format that a name ends with."""
    suffix = name[name.rindex(".") :].lower()
    return FORMATS[suffix](*_ring())


def _ring() -> tuple[list[Point], list[Face]]:
    points, faces = [], []
    for i in range(_AROUND):
        for j in range(_THROUGH):
            around, through = math.tau * i / _AROUND, math.tau * j / _THROUGH
            away = 1 + 0.4 * math.cos(through)
            points.append((away * math.cos(around), 0.4 * math.sin(through), away * math.sin(around)))
            here, up = i * _THROUGH + j, i * _THROUGH + (j + 1) % _THROUGH
            next_here, next_up = (here + _THROUGH) % (_AROUND * _THROUGH), (up + _THROUGH) % (_AROUND * _THROUGH)
            faces += [(here, up, next_here), (next_here, up, next_up)]
    return points, faces


def _obj(points: list[Point], faces: list[Face]) -> bytes:
    lines = [f"v {x:.5f} {y:.5f} {z:.5f}" for x, y, z in points]
    lines += [f"f {a + 1} {b + 1} {c + 1}" for a, b, c in faces]
    return "\n".join(lines).encode()


def _stl(points: list[Point], faces: list[Face]) -> bytes:
    # A reader computes the normals from the order of the corners where they are zero.
    triangles = [struct.pack("<12fH", 0, 0, 0, *points[a], *points[b], *points[c], 0) for a, b, c in faces]
    return bytes(80) + struct.pack("<I", len(faces)) + b"".join(triangles)


def _buffer(points: list[Point], faces: list[Face]) -> bytes:
    numbers = [number for point in points for number in point]
    corners = [corner for face in faces for corner in face]
    return struct.pack(f"<{len(numbers)}f{len(corners)}I", *numbers, *corners)


def _description(points: list[Point], faces: list[Face], buffer: dict[str, object]) -> bytes:
    """Return the JSON of glTF 2.0 for a buffer with the points, then the corners of the faces."""
    low, high = ([part(column) for column in zip(*points, strict=True)] for part in (min, max))
    description = {
        "asset": {"version": "2.0", "generator": "nbblocks"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": len(points), "type": "VEC3", "min": low, "max": high},
            {"bufferView": 1, "componentType": 5125, "count": 3 * len(faces), "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteLength": 12 * len(points), "target": 34962},
            {"buffer": 0, "byteOffset": 12 * len(points), "byteLength": 12 * len(faces), "target": 34963},
        ],
        "buffers": [buffer],
    }
    return json.dumps(description).encode()


def _gltf(points: list[Point], faces: list[Face]) -> bytes:
    data = _buffer(points, faces)
    uri = "data:application/octet-stream;base64," + base64.b64encode(data).decode()
    return _description(points, faces, {"byteLength": len(data), "uri": uri})


def _glb(points: list[Point], faces: list[Face]) -> bytes:
    data = _buffer(points, faces)
    text = _description(points, faces, {"byteLength": len(data)})
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(data), b"BIN\0") + data
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


FORMATS: dict[str, Callable[[list[Point], list[Face]], bytes]] = {
    ".glb": _glb,
    ".gltf": _gltf,
    ".obj": _obj,
    ".stl": _stl,
}
