# SPDX-License-Identifier: GPL-3.0-or-later
"""What `layers` computes itself, and a small run of it that needs no other program: test_layers.py GLASSNET."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE / "peers")]
import kinds  # noqa: E402
import sides  # noqa: E402
import suite  # noqa: E402
import tables  # noqa: E402
from network import Network, Node, SHAPES  # noqa: E402

GLASSNET = Path(sys.argv.pop(1)).resolve()


def glassnet(*words):
    done = subprocess.run([GLASSNET, *words, "--json"], capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)


def shape_of(kind, input_shapes, **settings):
    return SHAPES[kind](Node("layer", kind, settings, input_shapes=input_shapes))


class KindsTest(unittest.TestCase):
    def test_every_layer_and_activation_of_the_catalogue_is_measured(self):
        catalogue = glassnet("catalogue")
        measured = {layer.kind for layer in kinds.LAYERS}
        self.assertEqual({each["id"] for each in catalogue["layers"]} - {"Input"}, measured)
        # linear is the network alone.
        self.assertEqual({each["id"] for each in catalogue["activations"]} - {"linear"}, set(kinds.ACTIVATIONS))

    def test_names_are_unique(self):
        names = [layer.name for layer in kinds.LAYERS]
        self.assertEqual(len(names), len(set(names)))

    def test_words_choose_kinds_and_activations(self):
        self.assertEqual({layer.name for layer in kinds.chosen(["gelu", "ELU"])}, {"gelu", "gelu, rows", "ELU"})
        self.assertEqual(len(kinds.chosen(["Activation"])), len(kinds.ACTIVATIONS) + 1)
        self.assertEqual(kinds.chosen(None), kinds.LAYERS)

    def test_shapes_of_every_network_are_those_that_glassnet_tells(self):
        with tempfile.TemporaryDirectory() as folder:
            for layer in kinds.LAYERS:
                for check in (False, True):
                    case = layer.case(folder, 1, check)
                    told = {each["id"]: each["output_shape"] for each in glassnet("summary", case.file)["nodes"]}
                    for node in Network(case.file).nodes:
                        self.assertEqual(list(node.shape), told[node.name], f"{layer.name}: {node.name}")


class ShapesTest(unittest.TestCase):
    """Where the networks above do not lead."""

    def test_transposed_convolutions_are_as_large_as_keras_says(self):
        for settings, side in (({"padding": "same", "strides": [3, 3]}, 15), ({"strides": [2, 2]}, 11), ({"kernel_size": [1, 1], "strides": [2, 2]}, 10)):
            self.assertEqual(shape_of("Conv2DTranspose", [(5, 5, 2)], filters=4, **settings), (side, side, 4))

    def test_borders_are_one_two_or_four_numbers(self):
        for border, shape in (([1], (5, 6, 2)), ([1, 2], (5, 8, 2)), ([1, 0, 2, 3], (4, 9, 2))):
            self.assertEqual(shape_of("ZeroPadding2D", [(3, 4, 2)], padding=border), shape)

    def test_inputs_lie_side_by_side_along_the_axis(self):
        self.assertEqual(shape_of("Concatenate", [(3, 4, 2), (3, 4, 5)]), (3, 4, 7))
        self.assertEqual(shape_of("Concatenate", [(3, 4, 2), (1, 4, 2)], axis=1), (4, 4, 2))


class UnusualTest(unittest.TestCase):
    def test_what_few_peers_build_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            told = {layer.name: list(Network(layer.case(folder, 1).file).unusual()) for layer in kinds.LAYERS}
        self.assertEqual(told["UpSampling2D"], ["UpSampling2D", "SGD"])
        self.assertEqual(told["Conv2D, 4 groups"], ["groups of Conv2D", "SGD"])
        self.assertEqual(told["gelu"], ["Activation", "SGD"])
        self.assertEqual(told["Conv2D"], ["SGD"])


class ChanceTest(unittest.TestCase):
    def test_random_layers_need_only_a_finite_loss(self):
        case = sides.Case("a", 1, "training", 1, drawn=True)
        self.assertIsNone(sides.agree(case, {"loss": 2.0}, {"loss": 3.0}))
        with self.assertRaises(sides.Failed):
            sides.agree(case, {"loss": 2.0}, {"loss": float("nan")})

    def test_their_answers_must_agree(self):
        case = sides.Case("a", 1, "inference", 1, drawn=True)
        with self.assertRaises(sides.Failed):
            sides.agree(case, {}, {"difference": 0.1})


def measured(name, ratio):
    spread = {"median": ratio, "min": ratio, "max": ratio}
    return {"name": name, "error": 1e-7, "ratio": spread, "peer_ms": spread, "glassnet_ms": {"median": 1, "min": 1, "max": 1}}


class TableTest(unittest.TestCase):
    def test_the_lost_are_told_the_worst_first(self):
        cases = [{"network": name, "peers": [measured("one", ratio), measured("other", 5)]} for name, ratio in (("A", 0.9), ("B", 1.1), ("C", 0.5))]
        self.assertEqual(tables.slower(cases), ["C: 0.50× the speed of one", "A: 0.90× the speed of one"])

    def test_a_line_tells_every_peer(self):
        case = {"network": "A", "drawn": False, "peers": [measured("one", 2), {"name": "other", "failed": "no luck"}]}
        case["peers"][0]["layer_ms"] = {"glassnet": 0.25, "peer": 0.5}
        self.assertEqual(list(tables.layer_rows([case], ["one", "other"])),
                         [["A", "1.00", "2.00", "no luck", "2.00", "0.25 / 0.50", "agrees"]])


class LayersTest(unittest.TestCase):
    def test_a_small_run_writes_its_results(self):
        with tempfile.TemporaryDirectory() as folder:
            results, table = Path(folder) / "l.json", Path(folder) / "l.md"
            done = subprocess.run([sys.executable, HERE / "layers", "--glassnet", GLASSNET, "--kinds", "UpSampling2D", "Dropout", "--peers",
                                   "glassnet-1-thread", "--rounds", "1", "--seconds", "0.01", "--threads", "2", "--json", results,
                                   "--markdown", table], capture_output=True, text=True, timeout=120, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            cases = {case["network"]: case for case in json.loads(results.read_text(encoding="utf-8"))["cases"]}
            lines = len(table.read_text(encoding="utf-8").splitlines())
        self.assertEqual(list(cases), ["nothing", "nothing, rows", "UpSampling2D", "UpSampling2D, bilinear", "Dropout", "Dropout, rows"])
        self.assertEqual(lines, 2 + len(cases))
        for case in cases.values():
            self.assertGreater(case["peers"][0]["ratio"]["min"], 0)
        self.assertIn("layer_ms", cases["Dropout"]["peers"][0])
        self.assertNotIn("layer_ms", cases["UpSampling2D"]["peers"][0])  # what lies behind it grows too


if __name__ == "__main__":
    suite.run()
