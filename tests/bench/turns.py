# SPDX-License-Identifier: GPL-3.0-or-later
"""Glassnet and its peers in turns on one case: a ratio is that of neighbouring blocks. Above 1, Glassnet is faster."""
import datetime
import statistics
import tempfile
from pathlib import Path

import machine
import tables
from sides import ONE_THREAD, PEERS, Failed, Glassnet, OneThread, Peer, agree, steps_for

ROOT = Path(__file__).resolve().parents[2]


def add_options(parser, rounds, seconds, results):
    """What every benchmark may be told; `results` names the file of its figures."""
    parser.add_argument("--rounds", type=int, default=rounds, help="blocks of each side, in turns")
    parser.add_argument("--seconds", type=float, default=seconds, help="length of a block of steps")
    parser.add_argument("--glassnet", type=Path, help="the program; the newest build if left out")
    parser.add_argument("--python", type=Path, help="an interpreter that has the peers, instead of an environment of our own")
    parser.add_argument("--environment", type=Path, default=ROOT / "build" / "peers", help="where our own is")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / results, help="file of all results")


def summary(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


class Turns:
    """Both sides of every case of a benchmark, with the same options."""

    def __init__(self, names, options):
        """`names`: all peers that will be met. Where Glassnet is alone, nothing else need be there."""
        self.options = options
        self.program = machine.find_glassnet(ROOT, options.glassnet)
        self.python, self.versions = None, {}
        if any(name != ONE_THREAD for name in names):
            self.python = options.python or machine.prepare(options.environment)
            self.versions = machine.installed(self.python)

    def about(self):
        """What the results of a benchmark begin with."""
        return {"date": datetime.date.today().isoformat(), "machine": machine.describe(), "versions": self.versions,
                "rounds": self.options.rounds, "seconds": self.options.seconds}

    def save(self, case, folder):
        """Glassnet on a case, what it tells of its first steps, and the file of weights and batch that its peers begin with."""
        glassnet, tensors = Glassnet(self.program, case), Path(folder) / "first.safetensors"
        return glassnet, glassnet.save(tensors), tensors

    def run(self, case, names):
        """All figures of a case."""
        with tempfile.TemporaryDirectory() as folder:
            glassnet, told, tensors = self.save(case, folder)
            peers = []
            for name in names:
                peers.append(self.against(name, glassnet, told, tensors))
                print(f"{case}: {name}: {tables.told(peers[-1])}", flush=True)
        return {"network": case.network, "batch": case.batch, "work": case.work, "threads": case.threads, "loss": told["loss"],
                "nonzero_share": told["nonzero_share"], "instructions": told["instructions"], "peers": peers}

    def against(self, name, glassnet, told, tensors):
        """All figures of one peer, or why there are none. Without rounds: only whether it computes the same."""
        result = {"name": name}
        try:
            peer = self.peer(name, glassnet.case, tensors)
            try:
                if name != ONE_THREAD:
                    result["error"] = agree(glassnet.case, told, peer.first)
                if self.options.rounds:
                    result.update(self.measure(glassnet, peer, told))
            finally:
                peer.end()
        except Failed as failure:
            result["failed"] = str(failure)
        return result

    def peer(self, name, case, tensors):
        if name == ONE_THREAD:
            return OneThread(self.program, case)
        kind = next(each for each in PEERS if each.name == name)
        if case.work not in kind.works:
            raise Failed(f"does no {case.work} here")
        missing = [package for package in kind.packages if not self.versions.get(package)]
        if missing:
            raise Failed("missing: " + ", ".join(missing))
        return Peer(kind, self.python, case, tensors)

    def measure(self, glassnet, peer, told):
        """Rounds of one block each, in turns."""
        block = steps_for(self.options.seconds, told["median_ms"])
        probe = peer.block(3)
        peer.block(5)
        peer_block = steps_for(self.options.seconds, probe)
        ours, theirs = [], []
        for _ in range(self.options.rounds):
            ours.append(glassnet.block(block))
            theirs.append(peer.block(peer_block))
        return {"glassnet_ms": summary(ours), "peer_ms": summary(theirs),
                "ratio": summary([other / own for own, other in zip(ours, theirs)]),
                "rounds": [{"glassnet_ms": own, "peer_ms": other} for own, other in zip(ours, theirs)],
                "glassnet_peak_bytes": glassnet.peak_bytes, "peer_peak_bytes": peer.peak_bytes,
                "glassnet_start_s": glassnet.start_seconds(), "peer_start_s": peer.start}


def failed(cases):
    """Peers that are there and could not be measured."""
    return [peer for case in cases for peer in case["peers"] if "failed" in peer and "missing" not in peer["failed"]]
