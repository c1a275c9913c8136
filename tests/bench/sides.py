# SPDX-License-Identifier: GPL-3.0-or-later
"""The two sides of a comparison: Glassnet, one process a block of steps, and a peer, one process that stays alive."""
import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOLERANCE = 1e-4  # of losses and answers, relative
PATIENCE = 600  # seconds until a process that does not answer is ended

# Without these PyTorch and TensorFlow give memory back after each step and spend up to half their time on getting it again.
TUNED = {"MALLOC_TRIM_THRESHOLD_": "2000000000", "MALLOC_MMAP_THRESHOLD_": "2000000000", "MALLOC_TOP_PAD_": "100000000",
         "GOMP_SPINCOUNT": "2000"}


class Failed(Exception):
    """A side that cannot be measured, and why."""


@dataclass(frozen=True)
class Case:
    """What both sides do."""
    network: str  # a letter
    batch: int
    work: str  # "training" or "inference"
    threads: int
    raise_biases: float = 0
    drawn: bool = False  # its layers draw random numbers, so that no two sides can agree

    @property
    def file(self):
        return HERE / "networks" / f"{self.network}.glassnet"

    @property
    def title(self):
        return self.network.upper()

    def __str__(self):
        return f"{self.title} b{self.batch} {self.work}, {self.threads} thread{'s' if self.threads > 1 else ''}"


@dataclass(frozen=True)
class PeerKind:
    """A program to compare with, as it is started."""
    name: str
    script: str
    variant: str = ""
    environment: tuple = tuple(TUNED.items())
    packages: tuple = ()
    works: tuple = ("training", "inference")


PEERS = [
    PeerKind("pytorch", "pytorch.py", environment=(), packages=("torch",)),
    PeerKind("pytorch-tuned", "pytorch.py", "fused", packages=("torch",)),
    PeerKind("pytorch-channels-last", "pytorch.py", "channels-last", packages=("torch",)),
    PeerKind("pytorch-compiled", "pytorch.py", "compiled", packages=("torch",)),
    PeerKind("tensorflow", "tf_function.py", packages=("tensorflow",)),
    PeerKind("tensorflow-xla", "tf_function.py", "xla", packages=("tensorflow",)),
    PeerKind("jax", "jax_jit.py", packages=("jax",)),
    PeerKind("onnxruntime", "onnx_session.py", packages=("onnx", "onnxruntime"), works=("inference",)),
]
ONE_THREAD = "glassnet-1-thread"  # Glassnet against itself


def agree(case, told, first):
    """How far a peer's first result lies from Glassnet's; Failed where they have not computed the same. None where chance rules."""
    if case.work == "training" and case.drawn:
        if not (isfinite(first["loss"]) and isfinite(told["loss"])):
            raise Failed("its loss is not finite")
        return None
    error = first["difference"] if case.work == "inference" else abs(first["loss"] - told["loss"]) / abs(told["loss"])
    if not error <= TOLERANCE:  # not a number does not agree either
        raise Failed(f"computes something else: {error:.2g} apart")
    return error


def steps_for(seconds, milliseconds):
    """How many steps make a block of this length."""
    return max(3, min(20_000, int(seconds * 1000 / max(milliseconds, 1e-6))))


class Glassnet:
    """`glassnet bench` on one case."""

    def __init__(self, program, case):
        self.program, self.case = program, case
        self.peak_bytes = 0

    def bench(self, *more):
        case = self.case
        words = [str(self.program), "bench", str(case.file), "--batch", str(case.batch), "--threads", str(case.threads), "--json"]
        words += ["--inference"] if case.work == "inference" else ["--still"]
        words += ["--raise-biases", str(case.raise_biases), *map(str, more)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode != 0:
            raise Failed(done.stderr.strip() or f"glassnet ended with {done.returncode}")
        return json.loads(done.stdout)

    def save(self, path):
        """Writes weights, batch and what came out of the first step; returns what bench tells."""
        return self.bench("--steps", 3, "--warm-up", 1, "--save", path)

    def start_seconds(self):
        """From nothing to the end of a process that has done one step."""
        start = time.perf_counter()
        self.bench("--steps", 1, "--warm-up", 0)
        return time.perf_counter() - start

    def block(self, steps):
        """Median milliseconds of a block."""
        told = self.bench("--steps", steps)
        self.peak_bytes = max(self.peak_bytes, told["peak_bytes"] or 0)
        return told["median_ms"]


class OneThread(Glassnet):
    """Glassnet on one thread in the place of a peer: the ratio is what the others bring."""

    def __init__(self, program, case):
        super().__init__(program, replace(case, threads=1))
        self.first = {}
        self.start = self.start_seconds()

    def end(self):
        pass


class Peer:
    """A program of peers/ at work on a case; it has done its first step when this is made."""

    def __init__(self, kind, python, case, tensors):
        self.peak_bytes = 0
        self.errors = tempfile.TemporaryFile("w+")
        words = [str(python), str(HERE / "peers" / kind.script), str(case.file), str(tensors), "--work", case.work, "--threads",
                 str(case.threads), "--variant", kind.variant]
        environment = {**os.environ, **dict(kind.environment), "OMP_NUM_THREADS": str(case.threads), "PYTHONDONTWRITEBYTECODE": "1"}
        start = time.perf_counter()
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True,
                                        env=environment)
        try:
            self.first = self.answer()
        except Failed:
            self.end()
            raise
        self.start = time.perf_counter() - start

    def answer(self):
        timer = threading.Timer(PATIENCE, self.process.kill)
        timer.start()
        line = self.process.stdout.readline()
        timer.cancel()
        if line:
            return json.loads(line)
        self.process.wait()
        self.errors.seek(0)
        lines = self.errors.read().strip().splitlines()
        raise Failed(lines[-1] if lines else f"ended with {self.process.returncode}")

    def block(self, steps):
        try:
            self.process.stdin.write(f"{steps}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # answer tells why it has ended
        told = self.answer()
        self.peak_bytes = told["peak_bytes"] or 0
        return statistics.median(told["times"])

    def end(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.errors.close()
