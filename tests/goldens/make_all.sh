#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes every expected value in this folder anew and says how far they lie from the committed ones:
#   sh tests/goldens/make_all.sh                          in an environment made for it in build/goldens, with the versions of requirements.txt
#   PYTHON=/path/to/python sh tests/goldens/make_all.sh   with an interpreter that has them
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$here/../..
if [ -z "${PYTHON:-}" ]; then
  PYTHON=$root/build/goldens/bin/python
  [ -x "$PYTHON" ] || python3 -m venv "$root/build/goldens"
  "$PYTHON" -m pip install --quiet --requirement "$here/requirements.txt"
fi
# One thread: sums in one order.
export KERAS_BACKEND=torch CUDA_VISIBLE_DEVICES= OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
for script in "$here"/make_*goldens.py; do
  echo "$(basename "$script")"
  "$PYTHON" "$script"
done
# OpenCV in the version that the program is built with, which needs an older NumPy.
opencv=$root/build/goldens-opencv/bin/python
[ -x "$opencv" ] || python3 -m venv "$root/build/goldens-opencv"
"$opencv" -m pip install --quiet --requirement "$here/opencv/requirements.txt"
for script in "$here"/opencv/make_*goldens.py; do
  "$opencv" "$script"
done
"$PYTHON" "$here/compare.py"
