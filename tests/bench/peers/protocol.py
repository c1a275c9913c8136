# SPDX-License-Identifier: GPL-3.0-or-later
"""How `compare` speaks with a peer: a process that stays alive, reads a number of steps a line and answers with their times as JSON.

    PEER.py NETWORK.glassnet TENSORS.safetensors --work training|inference --threads N --variant NAME
"""
import argparse
import json
import sys
import time

import numpy

from network import Network, read_tensors


class Case:
    """What a peer has to build: network, weights, batch."""

    def __init__(self, arguments):
        self.network = Network(arguments.network)
        self.tensors = read_tensors(arguments.tensors)
        self.training = arguments.work == "training"
        self.threads = arguments.threads
        self.variant = arguments.variant
        self.inputs = self.tensors[self.network.input.name]
        self.targets = self.tensors[self.network.output.name].astype("int64")
        self.batch = len(self.inputs)
        # All work is done, and the weights stay: like `glassnet bench --still`.
        self.learning_rate = 0.0

    def weights(self, node):
        """Of one node, by their short names."""
        begin = node.name + "/"
        return {name[len(begin):]: value for name, value in self.tensors.items() if name.startswith(begin)}

    def only_usual(self, peer):
        """For a peer that cannot build every kind."""
        for what in self.network.unusual():
            raise SystemExit(f"{peer} builds no {what} here")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("network")
    parser.add_argument("tensors")
    parser.add_argument("--work", choices=("training", "inference"), default="training")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--variant", default="")
    return parser.parse_args()


def peak_bytes():
    """Of this process; None where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


def serve(case, step, read=numpy.asarray):
    """`step` does one step to its end and returns the loss (training) or the outputs (inference), of which `read` makes an array."""
    answer = sys.stdout
    sys.stdout = sys.stderr  # whatever else the framework prints

    def say(**fields):
        answer.write(json.dumps(fields) + "\n")
        answer.flush()

    first = step()
    if case.training:
        say(loss=float(first))
    else:
        expected = case.tensors[case.network.output.name + "/output"]
        say(difference=float(numpy.abs(read(first) - expected).max() / numpy.abs(expected).max()))
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = time.perf_counter()
            step()
            times.append((time.perf_counter() - start) * 1e3)
        say(times=times, peak_bytes=peak_bytes())
