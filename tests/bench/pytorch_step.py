# SPDX-License-Identifier: GPL-3.0-or-later
"""Stock PyTorch on network B (conv 32, pool, conv 64, pool, dense 128, dense 10; 28 × 28 × 1): pytorch_step.py BATCH THREADS STEPS, prints the median in ms."""
import statistics
import sys
import time

import torch
from torch import nn

batch, threads, steps = map(int, sys.argv[1:4])
torch.set_num_threads(threads)
torch.manual_seed(1)
model = nn.Sequential(nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loss = nn.CrossEntropyLoss()
x, y = torch.rand(batch, 1, 28, 28), torch.arange(batch) % 10
times = []
for step in range(steps + 5):
    start = time.perf_counter()
    optimizer.zero_grad()
    loss(model(x), y).backward()
    optimizer.step()
    if step >= 5:
        times.append((time.perf_counter() - start) * 1e3)
print(f"{statistics.median(times):.3f}")
