# SPDX-License-Identifier: GPL-3.0-or-later
"""What `compare` computes itself, and a small run of it that needs no other program: test_compare.py GLASSNET."""
import json
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE / "peers")]
import sides  # noqa: E402
import suite  # noqa: E402
import tables  # noqa: E402
from network import Network  # noqa: E402

GLASSNET = Path(sys.argv.pop(1)).resolve()


def network(letter):
    return Network(HERE / "networks" / f"{letter}.glassnet")


def fake_peer(folder, code):
    """A peer that is this interpreter with this code."""
    script = Path(folder) / "peer.py"
    script.write_text("import json, sys\n" + code, encoding="utf-8")
    return sides.PeerKind("fake", str(script))


class NetworkTest(unittest.TestCase):
    def test_shapes_follow_the_layers(self):
        shapes = [node.shape for node in network("b").nodes]
        self.assertEqual(shapes, [(28, 28, 1), (26, 26, 32), (13, 13, 32), (11, 11, 64), (5, 5, 64), (1600,), (128,), (10,)])

    def test_same_padding_puts_the_odd_row_last(self):
        strided = next(node for node in network("g").nodes if node.kind == "Conv2D")
        self.assertEqual(strided.padding, ((0, 1), (0, 1)))
        self.assertEqual(strided.shape, (32, 32, 32))

    def test_every_node_comes_after_its_inputs(self):
        for letter in "abcdefgh":
            seen = set()
            for node in network(letter).nodes:
                self.assertTrue(seen.issuperset(node.inputs), node.name)
                seen.add(node.name)

    def test_a_residual_network_ends_as_small_as_it_should(self):
        pooled = next(node for node in network("f").nodes if node.kind == "GlobalAveragePooling2D")
        self.assertEqual(pooled.input_shape, (8, 8, 64))


    def test_the_networks_of_compare_hold_nothing_unusual(self):
        for letter in "abcdefgh":
            self.assertEqual(list(network(letter).unusual()), [])


class TablesTest(unittest.TestCase):
    def test_the_best_peer_is_the_one_with_the_smallest_ratio(self):
        def peer(name, ratio):
            return {"name": name, "ratio": {"median": ratio, "min": ratio, "max": ratio}}
        case = {"network": "a", "batch": 1, "work": "inference", "peers": [peer("slow", 3.0), peer("quick", 0.5), peer("glassnet-1-thread", 0.1)]}
        self.assertEqual(list(tables.best_peers([case])), ["A batch 1, inference: loses: 0.50× the speed of quick"])


class PeerTest(unittest.TestCase):
    case = sides.Case("a", 4, "training", 1)

    def test_a_peer_answers_blocks_of_steps(self):
        with tempfile.TemporaryDirectory() as folder:
            kind = fake_peer(folder, "print(json.dumps({'loss': 2.5}), flush=True)\n"
                                     "for line in sys.stdin:\n"
                                     "    print(json.dumps({'times': [1.0, 9.0, 2.0][:int(line)], 'peak_bytes': 7}), flush=True)\n")
            peer = sides.Peer(kind, sys.executable, self.case, "none")
            self.assertEqual(peer.first, {"loss": 2.5})
            self.assertEqual(peer.block(3), 2.0)
            self.assertEqual(peer.peak_bytes, 7)
            peer.end()

    def test_only_the_same_loss_is_timed(self):
        told = {"loss": 2.0}
        self.assertAlmostEqual(sides.agree(self.case, told, {"loss": 2.0001}), 5e-5)
        for loss in (2.001, 1.999, float("nan")):
            with self.assertRaises(sides.Failed):
                sides.agree(self.case, told, {"loss": loss})

    def test_a_peer_that_dies_is_told_with_its_last_words(self):
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(sides.Failed, "no luck"):
                sides.Peer(fake_peer(folder, "sys.exit('no luck')"), sys.executable, self.case, "none")


class GlassnetTest(unittest.TestCase):
    def test_the_saved_file_holds_weights_and_batch(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "first.safetensors"
            sides.Glassnet(GLASSNET, PeerTest.case).save(path)
            data = path.read_bytes()
            (length,) = struct.unpack("<Q", data[:8])
            shapes = {name: entry.get("shape") for name, entry in json.loads(data[8:8 + length]).items()}
        self.assertEqual(shapes["input_1"], [4, 784])
        self.assertEqual(shapes["dense_2"], [4])
        self.assertEqual(shapes["dense_1/kernel"], [784, 128])
        self.assertEqual(shapes["loss"], [])

    def test_a_small_comparison_writes_its_results(self):
        with tempfile.TemporaryDirectory() as folder:
            results, table = Path(folder) / "r.json", Path(folder) / "r.md"
            done = subprocess.run([sys.executable, HERE / "compare", "--glassnet", GLASSNET, "--networks", "a", "--batches", "4",
                                   "--peers", "glassnet-1-thread", "--rounds", "2", "--seconds", "0.01", "--threads", "2",
                                   "--json", results, "--markdown", table], capture_output=True, text=True, timeout=120, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            cases = json.loads(results.read_text(encoding="utf-8"))["cases"]
            self.assertEqual([case["work"] for case in cases], ["training", "inference"])
            for case in cases:
                (peer,) = case["peers"]
                self.assertEqual(len(peer["rounds"]), 2)
                self.assertLessEqual(peer["ratio"]["min"], peer["ratio"]["median"])
                self.assertGreater(peer["glassnet_ms"]["min"], 0)
            self.assertEqual(len(table.read_text(encoding="utf-8").splitlines()), 4)


if __name__ == "__main__":
    suite.run()
