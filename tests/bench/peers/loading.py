# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast other programs make samples of picture files, each as its users do: loading.py FOLDER SIDE WORKERS VARIANT [augment].

Each line read is a number of pictures, answered with their seconds as JSON. All give float pictures of SIDE × SIDE in batches of 32, values from 0 to 1;
`augment` means a flip, shifts of ± 20 % and turns of ± 20°.
"""
import json
import os
import sys
import time
from pathlib import Path

sys.path.pop(0)  # our neighbours bear names of libraries
BATCH = 32
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def from_albumentations(side, augments):
    """OpenCV reads, albumentations does the rest."""
    import albumentations
    import cv2
    cv2.setNumThreads(0)
    steps = [albumentations.Resize(side, side)]
    if augments:
        steps += [albumentations.HorizontalFlip(p=0.5),
                  albumentations.Affine(translate_percent={"x": (-0.2, 0.2), "y": (-0.2, 0.2)}, rotate=(-20, 20), p=1)]
    work = albumentations.Compose([*steps, albumentations.Normalize(mean=0, std=1)])
    return lambda path: work(image=cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB))["image"]


def from_torchvision(side, augments, kind):
    """`kind`: decode_jpeg, pil, or draft (PIL, decoded at 1/2, 1/4 or 1/8 where that is enough)."""
    import torch
    from PIL import Image
    from torchvision.io import decode_jpeg, read_file
    from torchvision.transforms import v2
    steps = [] if kind == "decode_jpeg" else [v2.ToImage()]
    steps = [v2.Resize((side, side), antialias=True)] + ([
        v2.RandomHorizontalFlip(), v2.RandomAffine(20, translate=(0.2, 0.2), interpolation=v2.InterpolationMode.BILINEAR)] if augments else []) + steps
    work = v2.Compose([*steps, v2.ToDtype(torch.float32, scale=True)])

    def with_pil(path):
        picture = Image.open(path)
        if kind == "draft":
            picture.draft("RGB", (side, side))
        return work(picture.convert("RGB"))

    return (lambda path: work(decode_jpeg(read_file(path)))) if kind == "decode_jpeg" else with_pil


def torch_batches(files, workers, make):
    """An endless stream by PyTorch's DataLoader; `make` is called in each worker."""
    import torch

    class Files(torch.utils.data.IterableDataset):
        def __iter__(self):
            torch.set_num_threads(1)
            load, me = make(), torch.utils.data.get_worker_info().id
            while True:
                for path in files[me::workers]:
                    yield load(path)

    return iter(torch.utils.data.DataLoader(Files(), BATCH, num_workers=workers))


def keras_batches(files, side, workers, augments):
    """tf.data reads and resizes, Keras' layers turn whole batches."""
    import keras
    import tensorflow
    tensorflow.config.threading.set_intra_op_parallelism_threads(workers)
    tensorflow.config.threading.set_inter_op_parallelism_threads(workers)

    def read(path):
        picture = tensorflow.io.decode_jpeg(tensorflow.io.read_file(path), channels=3)
        return tensorflow.image.resize(picture, (side, side)) / 255

    data = tensorflow.data.Dataset.from_tensor_slices(files).repeat().map(read, num_parallel_calls=workers).batch(BATCH)
    if augments:
        layers = [keras.layers.RandomFlip("horizontal"), keras.layers.RandomTranslation(0.2, 0.2), keras.layers.RandomRotation(20 / 360)]

        def turn(batch):
            for layer in layers:
                batch = layer(batch, training=True)
            return batch

        data = data.map(turn, num_parallel_calls=workers)
    options = tensorflow.data.Options()
    options.threading.private_threadpool_size = workers
    return iter(data.prefetch(2).with_options(options))


def main():
    folder, side, workers, variant, *more = sys.argv[1:]
    files, side, workers = sorted(map(str, Path(folder).iterdir())), int(side), int(workers)
    makers = {"albumentations": lambda: from_albumentations(side, bool(more)),
              **{f"torchvision-{kind}": lambda kind=kind: from_torchvision(side, bool(more), kind) for kind in ("decode_jpeg", "pil", "draft")}}
    batches = keras_batches(files, side, workers, bool(more)) if variant == "keras" else torch_batches(files, workers, makers[variant])
    answer, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        count = max(1, round(int(line) / BATCH))
        start = time.perf_counter()
        for _ in range(count):
            next(batches)
        seconds = time.perf_counter() - start
        answer.write(json.dumps({"seconds": seconds * int(line) / (count * BATCH)}) + "\n")
        answer.flush()


if __name__ == "__main__":
    main()
