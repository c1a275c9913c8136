# SPDX-License-Identifier: GPL-3.0-or-later
"""How the tests of the benchmarks run and end."""
import sys
import unittest


def run():
    """All tests of the program; the last line tells their number as the other suites do."""
    result = unittest.main(exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"Totals: {result.testsRun - bad} passed, {bad} failed")
    sys.exit(bad > 0)
