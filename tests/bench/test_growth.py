# SPDX-License-Identifier: GPL-3.0-or-later
"""What `growth` computes itself, and a small run of it that needs no other program: test_growth.py GLASSNET."""
import json
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE / "peers")]
import chart  # noqa: E402
import grown  # noqa: E402
import suite  # noqa: E402
from network import Network  # noqa: E402

GLASSNET = Path(sys.argv.pop(1)).resolve()


class BendsTest(unittest.TestCase):
    def test_powers_lie_on_a_line(self):
        self.assertEqual(grown.bends([(x, 3 * x ** 1.7) for x in (1, 2, 4, 10, 100)]), [])

    def test_a_point_off_the_line_is_told_with_its_factor(self):
        ((x, times),) = grown.bends([(1, 1), (2, 2 * 1.5), (4, 4)])
        self.assertEqual(x, 2)
        self.assertAlmostEqual(times, 1.5)
        self.assertEqual(len(grown.bends([(1, 1), (2, 2 / 1.31), (4, 4)])), 1)
        self.assertEqual(grown.bends([(1, 1), (2, 2 * 1.29), (4, 4)]), [])

    def test_ends_have_but_one_neighbour(self):
        self.assertEqual(grown.bends([(1, 1), (2, 100)]), [])


class ChartTest(unittest.TestCase):
    def test_ticks_are_round_and_cover_the_range(self):
        self.assertEqual(chart.ticks(0.3, 7), [0.2, 0.5, 1, 2, 5, 10])
        self.assertEqual(chart.ticks(2, 2), [2])
        self.assertEqual(chart.ticks(0.9, 90_000), [0.1, 1, 10, 100, 1e3, 1e4, 1e5])

    def test_numbers_are_short(self):
        self.assertEqual([chart.number_text(value) for value in (0.002, 1, 512, 1000, 1e6)], ["0.002", "1", "512", "1k", "1M"])

    def test_equal_factors_are_equally_far_apart(self):
        place = chart.scale(1, 100, 0, 200)
        self.assertAlmostEqual(place(10), 100)
        self.assertEqual(chart.scale(5, 5, 0, 200)(5), 100)

    def test_a_drawing_is_xml_with_all_its_points_inside(self):
        lines = [chart.Line("one & only", [(1, 0.5), (512, 80)]), chart.Line("other", [(1, 1.0), (2, 2), (512, 400)])]
        root = xml.fromstring(chart.svg("a < b", "x", "y", lines))
        places = [(float(each.get("cx")), float(each.get("cy"))) for each in root.iter("{http://www.w3.org/2000/svg}circle")]
        self.assertEqual(len(places), 5)
        for x, y in places:
            self.assertTrue(chart.LEFT < x < chart.WIDTH - chart.RIGHT and chart.TOP < y <= chart.HEIGHT - chart.BOTTOM)


class CurvesTest(unittest.TestCase):
    def test_every_point_is_a_network_that_the_peers_know(self):
        with tempfile.TemporaryDirectory() as folder:
            for curve in grown.CURVES:
                for point in curve.points:
                    case = curve.case(point, folder, 2)
                    network = Network(case.file)
                    self.assertEqual(list(network.unusual()), [])
                    self.assertEqual(network.batch, case.batch)
                    self.assertEqual(network.output.shape, (grown.CLASSES,))

    def test_only_what_the_curve_is_about_grows(self):
        with tempfile.TemporaryDirectory() as folder:
            curves = {curve.name: curve for curve in grown.CURVES}
            self.assertEqual([curves["batch"].case(point, folder, 2).batch for point in (1, 512)], [1, 512])
            self.assertEqual([curves["threads"].case(point, folder, 8).threads for point in (1, 2)], [1, 2])
            deep = Network(curves["depth"].case(50, folder, 2).file)
            self.assertEqual(sum(node.kind == "Conv2D" for node in deep.nodes), 50)

    def test_data_are_as_many_bytes_as_told(self):
        with tempfile.TemporaryDirectory() as folder:
            told = grown.write_data(folder, 25)
            pictures = (Path(folder) / "train-images-idx3-ubyte").read_bytes()
            self.assertEqual(len(pictures), 16 + 25 * 64)
            self.assertEqual(told, (25 + grown.VALIDATION) * 68)


class GrowthTest(unittest.TestCase):
    def test_a_small_run_writes_figures_and_drawings(self):
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder) / "g.json"
            done = subprocess.run([sys.executable, HERE / "growth", "--glassnet", GLASSNET, "--no-peers", "--curves", "batch", "data",
                                   "--points", "1", "4", "1000", "--rounds", "1", "--seconds", "0.01", "--json", results,
                                   "--folder", folder], capture_output=True, text=True, timeout=120, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            curves = json.loads(results.read_text(encoding="utf-8"))["curves"]
            self.assertEqual([each["x"] for each in curves["batch"]], [1, 4])
            (data,) = curves["data"]
            for each in [*curves["batch"], data]:
                self.assertGreater(each["glassnet_ms"], 0)
            for name in ("batch", "data"):
                xml.parse(Path(folder) / f"{name}.svg")


if __name__ == "__main__":
    suite.run()
