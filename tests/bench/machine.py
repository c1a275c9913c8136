# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine, and the virtual environment that the peers live in."""
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

PACKAGES = ["numpy", "torch", "tensorflow-cpu" if platform.machine() == "x86_64" and sys.platform == "linux" else "tensorflow", "jax",
            "onnx", "onnxruntime"]
MODULES = ["numpy", "torch", "tensorflow", "jax", "onnx", "onnxruntime"]


def processor():
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def describe():
    memory = None
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {"processor": processor(), "threads": thread_count(), "memory_bytes": memory, "system": platform.platform()}


def thread_count():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def find_glassnet(root, given):
    """The program that was named, else the newest one that was built."""
    built = [path for path in root.glob("build/*/bin/glassnet") if path.parts[-3] not in ("asan", "tsan", "fuzz")]
    found = [path for path in ([given] if given else built) if path.exists()]
    if found:
        return max(found, key=lambda path: path.stat().st_mtime).resolve()
    sys.exit("There is no glassnet: build it (sh app/run.sh --build) or name it with --glassnet")


def installed(python):
    """Version of each module that this interpreter finds; None where it has none."""
    code = ("import importlib.metadata as m, importlib.util as u, json, sys\n"
            "found = m.packages_distributions()\n"
            "print(json.dumps({n: m.version(found[n][0]) if u.find_spec(n) and n in found else None for n in sys.argv[1:]}))")
    done = subprocess.run([str(python), "-c", code, *MODULES], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def prepare(folder):
    """The interpreter of a virtual environment with all peers that can be had; makes it where it is missing."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"Making a virtual environment in {folder}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    versions = installed(python)
    for package, module in zip(PACKAGES, MODULES):
        if versions[module]:
            continue
        print(f"Installing {package}", flush=True)
        done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package], check=False)
        if done.returncode != 0:
            print(f"{package} cannot be installed here; its comparisons are left out", file=sys.stderr)
    return python
