# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks that a benchmark writes itself."""
import json
from dataclasses import dataclass
from pathlib import Path

from sides import Case


@dataclass(frozen=True)
class WrittenCase(Case):
    """A case whose network is no file of networks/."""
    path: Path = Path()

    @property
    def file(self):
        return self.path

    @property
    def title(self):
        return self.network


def node(name, kind, **settings):
    return {"id": name, "kind": kind, **settings}


def in_a_row(nodes):
    """Wires from each node to the next."""
    return [[one["id"], other["id"]] for one, other in zip(nodes, nodes[1:])]


def project(nodes, wires, batch, optimizer, **more):
    """The text of a .glassnet file that tells classes apart."""
    training = {"loss": "sparse_categorical_crossentropy", "optimizer": optimizer, "batch_size": batch}
    return json.dumps({"glassnet": 1, "network": {"nodes": nodes, "wires": wires}, "training": training, **more}, indent=1)
