"""Piper voices that a test makes: a real model, of a kilobyte, that hums.

Each phoneme is a tone of its own, longer or shorter; marks and pads are silent. Like a real one it
has noise in it, as much as it is told, and decides itself how many frames a phoneme lasts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

RATE, HOP = 16000, 256

_TONES = "aeiouyæøœɐɑɒɔəɚɛɜɪʊʌʉɨɯbcdfghjklmnpqrstvwxzçðŋɡɹɾʃʒʔθβ"

_NOTHING = numpy_helper.from_array(np.zeros(1, np.int64))


def write(
    folder: Path, name: str, *, language: str = "en_US", base: int = 120, speakers: int = 1
) -> Path:
    """Write NAME.onnx and NAME.onnx.json, and return the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(_model(base, speakers).SerializeToString())
    described = {
        "audio": {"sample_rate": RATE, "quality": "x_low"},
        "espeak": {"voice": language.replace("_", "-").lower()},
        "language": {"code": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": 256,
        "num_speakers": speakers,
        "speaker_id_map": {f"s{number}": number for number in range(speakers)},
        "hop_length": HOP,
    }
    path.with_name(f"{name}.onnx.json").write_text(json.dumps(described), "utf-8")
    return path


def describe(path: Path, **changes: object) -> None:
    """Change what the description of a model says."""
    description = path.with_name(f"{path.name}.json")
    told = json.loads(description.read_text("utf-8")) | changes
    description.write_text(json.dumps(told), "utf-8")


def _model(base: int, speakers: int) -> onnx.ModelProto:
    tones, frames = np.zeros(256, np.float32), np.full(256, 0.6, np.float32)
    for number, phoneme in enumerate(_TONES):
        (of,) = DEFAULT_PHONEME_ID_MAP[phoneme]
        tones[of], frames[of] = base + 11 * number, 1.4 + number % 3
    nodes = [
        _node("Gather", "frames input", "usual", axis=0),
        _node("Gather", "scales one", "slower", axis=0),
        _node("Mul", "usual slower", "wanted"),
        _node("Ceil", "wanted", "w_ceil"),
        _node("Cast", "w_ceil", "counts", to=TensorProto.INT64),
        _node("Mul", "counts hop", "lengths"),
        _node("CumSum", "lengths axis", "ends"),
        _node("ReduceSum", "lengths every", "total", keepdims=0),
        _node("Range", "zero total step", "moments"),
        # A one at each end, summed up: which phoneme a moment belongs to.
        _node("Reshape", "ends flat", "end_list"),
        _node("Unsqueeze", "total every_first", "total_list"),
        _node("Add", "total_list step_list", "room"),
        _node(
            "ConstantOfShape", "room", "empty", value=numpy_helper.from_array(np.zeros(1, np.int64))
        ),
        _node("Mul", "end_list zero", "none"),
        _node("Add", "none step", "ones"),
        _node("ScatterElements", "empty end_list ones", "marks", axis=0, reduction="add"),
        _node("CumSum", "marks axis_first", "numbers_and_one"),
        _node("Slice", "numbers_and_one zero_list total_list", "numbers"),
        _node("Reshape", "input flat", "ids"),
        _node("Gather", "ids numbers", "sounding", axis=0),
        _node("Gather", "tones sounding", "tone", axis=0),
        *_higher(speakers),
        _node("Cast", "moments", "time", to=TensorProto.FLOAT),
        _node("Mul", "time high", "turns"),
        _node("Mul", "turns radians", "angle"),
        _node("Sin", "angle", "sine"),
        _node("Mul", "sine loud", "hum"),
        _node("RandomNormalLike", "hum", "chance"),
        _node("Gather", "scales zero_first", "noisy", axis=0),
        _node("Mul", "chance noisy", "noise"),
        _node("Add", "hum noise", "heard"),
        _node("Reshape", "heard shape", "output"),
    ]
    graph = helper.make_graph(
        nodes,
        "hum",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
            *([helper.make_tensor_value_info("sid", TensorProto.INT64, [1])] * (speakers > 1)),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        [numpy_helper.from_array(value, name) for name, value in _constants(tones, frames).items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def _constants(tones: np.ndarray, frames: np.ndarray) -> dict[str, np.ndarray]:
    whole = {
        "one": 1, "zero": 0, "zero_first": 0, "step": 1, "hop": HOP, "axis": 1, "axis_first": 0,
        "every": [0, 1], "every_first": [0], "zero_list": [0], "step_list": [1], "flat": [-1],
        "shape": [1, 1, 1, -1],
    }  # fmt: skip
    parts = {"radians": 2 * np.pi / RATE, "loud": 0.3}
    return (
        {"tones": tones, "frames": frames}
        | {name: np.array(value, np.int64) for name, value in whole.items()}
        | {name: np.array(value, np.float32) for name, value in parts.items()}
    )


def _higher(speakers: int) -> list[onnx.NodeProto]:
    """Speaker 1 hums an octave above speaker 0."""
    if speakers == 1:
        return [_node("Identity", "tone", "high")]
    return [
        _node("Add", "sid step", "times"),
        _node("Cast", "times", "factor", to=TensorProto.FLOAT),
        _node("Mul", "tone factor", "high"),
    ]


def _node(kind: str, inputs: str, output: str, **settings: Any) -> onnx.NodeProto:
    return helper.make_node(kind, inputs.split(), [output], **settings)
