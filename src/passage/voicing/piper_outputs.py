"""What a Piper model knows of time, and does not tell unless it is asked.

A model decides how long each phoneme lasts, and rounds that up to whole frames: the one ``Ceil`` of
its graph. Published models do not have the result among their outputs. A model is a protocol
buffer (``ModelProto`` of onnx.proto), where a message that is written twice is merged: a few bytes
after the model add an output to its graph, and the file stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH, _NODE, _OUTPUT, _NAME = 7, 1, 12, 1
"""Numbers of fields: ModelProto.graph, GraphProto.node and .output, ValueInfoProto.name."""

_NODE_OUTPUT, _NODE_TYPE = 2, 4
"""Numbers of fields: NodeProto.output and .op_type."""

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
"""How a field is written (protobuf.dev/programming-guides/encoding)."""

_MORE = 0x80
"""The bit of a number's byte that says that another one follows (the same)."""


def with_durations(model: bytes) -> bytes:
    """Add the phonemes' durations to what a model puts out, where it is clear which these are.

    A model that puts them out already, or that cannot be read, is returned as it is.
    """
    try:
        graph = next(value for field, value in _fields(memoryview(model)) if field == _GRAPH)
        inside = list(_fields(graph))
        found = [name for field, node in inside if field == _NODE for name in _rounded_up(node)]
        outputs = sum(field == _OUTPUT for field, _ in inside)
    except (StopIteration, IndexError, ValueError):
        return model
    if len(found) != 1 or outputs != 1:
        return model
    return model + _written(_GRAPH, _written(_OUTPUT, _written(_NAME, found[0])))


def _rounded_up(node: memoryview) -> Iterator[bytes]:
    fields = list(_fields(node))
    if any(field == _NODE_TYPE and bytes(value) == b"Ceil" for field, value in fields):
        yield from (bytes(value) for field, value in fields if field == _NODE_OUTPUT)


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield number and bytes of each field that has a length; raise ValueError for no message."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == _VARINT:
            _, at = _varint(message, at)
        elif kind in {_EIGHT_BYTES, _FOUR_BYTES}:
            at += 8 if kind == _EIGHT_BYTES else 4
        elif kind == _BYTES:
            length, at = _varint(message, at)
            if at + length > len(message):
                raise ValueError("a field is longer than its message")
            yield tag >> 3, message[at : at + length]
            at += length
        else:
            raise ValueError("no message of protocol buffers")


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < _MORE:
            return value, at
        shift += 7


def _written(field: int, value: bytes) -> bytes:
    return bytes((field << 3 | _BYTES,)) + _length(len(value)) + value


def _length(value: int) -> bytes:
    written = bytearray()
    while value >= _MORE:
        written.append(value & 0x7F | _MORE)
        value >>= 7
    return bytes((*written, value))
