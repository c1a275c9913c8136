# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures a second that other programs turn, shift and flip (rotation ±20°, shifts ±20 %, half of them mirrored,
bilinear) from bytes in memory into float values, by two processes or threads each, in turns with bench_augmentation:

    python augmentation.py build/release/bin/bench_augmentation SIDE [ROUNDS] [SECONDS]

The work is what a user of each program writes for it; fill modes and resampling differ a little. Keras' layers get
whole batches in memory."""
import multiprocessing
import os
import statistics
import subprocess
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="", KERAS_BACKEND="tensorflow")


def pictures(side):
    import numpy

    return numpy.random.default_rng(1).integers(0, 256, (256, side, side, 3), dtype=numpy.uint8)


def albumentations(side):
    import albumentations as a
    import cv2
    import numpy

    cv2.setNumThreads(1)
    work = a.Compose([a.HorizontalFlip(p=0.5),
                      a.Affine(rotate=(-20, 20), translate_percent={"x": (-0.2, 0.2), "y": (-0.2, 0.2)},
                               border_mode=cv2.BORDER_REPLICATE, p=1)])
    return lambda picture: work(image=picture)["image"].astype(numpy.float32)


def torchvision_tensor(side):
    import torch
    from torchvision.transforms import v2

    torch.set_num_threads(1)
    work = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomAffine(20, (0.2, 0.2), interpolation=v2.InterpolationMode.BILINEAR),
                       v2.ToDtype(torch.float32)])
    return lambda picture: work(torch.from_numpy(picture).permute(2, 0, 1))


def torchvision_pil(side):
    import torch
    from PIL import Image
    from torchvision.transforms import v2

    torch.set_num_threads(1)
    work = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomAffine(20, (0.2, 0.2), interpolation=v2.InterpolationMode.BILINEAR),
                       v2.PILToTensor(), v2.ToDtype(torch.float32)])
    return lambda picture: work(Image.fromarray(picture))


def image_data_generator(side):
    from tensorflow.keras.preprocessing.image import ImageDataGenerator

    work = ImageDataGenerator(rotation_range=20, width_shift_range=0.2, height_shift_range=0.2, horizontal_flip=True)
    return lambda picture: work.random_transform(picture.astype("float32"))


SINGLE = {each.__name__: each for each in (albumentations, torchvision_tensor, torchvision_pil, image_data_generator)}


def run(name, side, seconds, ready, go, results):
    data, work = pictures(side), SINGLE[name](side)
    for picture in data[:8]:
        work(picture)
    ready.release()
    go.wait()
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        for i in range(8):
            work(data[(count + i) % 256])
        count += 8
    results.put(count / (time.perf_counter() - start))


def two_processes(name, side, seconds):
    context = multiprocessing.get_context("spawn")
    ready, go, results = context.Semaphore(0), context.Event(), context.Queue()
    workers = [context.Process(target=run, args=(name, side, seconds, ready, go, results)) for _ in range(2)]
    for each in workers:
        each.start()
    for _ in workers:
        ready.acquire()
    go.set()
    rate = sum(results.get() for _ in workers)
    for each in workers:
        each.join()
    return rate


def keras_layers(side, seconds):
    import tensorflow
    import keras

    tensorflow.config.threading.set_intra_op_parallelism_threads(2)
    work = keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomRotation(20 / 360, "nearest"),
                             keras.layers.RandomTranslation(0.2, 0.2, "nearest")])
    data = tensorflow.data.Dataset.from_tensor_slices(pictures(side)).repeat().batch(32).map(
        lambda batch: work(tensorflow.cast(batch, tensorflow.float32), training=True), num_parallel_calls=2).prefetch(2)
    batches = iter(data)
    for _ in range(3):
        next(batches)
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        next(batches)
        count += 32
    print("RATE", count / (time.perf_counter() - start))


def rate_of(name, program, side, seconds):
    if name == "glassnet":
        return float(subprocess.run([program, str(side), "2", str(seconds)], capture_output=True, text=True, check=True).stdout)
    if name == "keras_layers":
        told = subprocess.run([sys.executable, __file__, "--keras", str(side), str(seconds)], capture_output=True, text=True)
        return float(told.stdout.split("RATE")[1])
    return two_processes(name, side, seconds)


def main():
    program, side = sys.argv[1], int(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 2
    names = ["glassnet", *SINGLE, "keras_layers"]
    rates = {name: [] for name in names}
    for i in range(rounds):
        for name in names if i % 2 == 0 else reversed(names):
            try:
                rates[name].append(rate_of(name, program, side, seconds))
            except Exception as error:  # what is not installed is left out
                print(name, "left out:", str(error).splitlines()[-1:], file=sys.stderr)
    for name, all_rates in rates.items():
        if all_rates:
            print(f"{side} {name:22} {statistics.median(all_rates):10.0f} [{min(all_rates):.0f}–{max(all_rates):.0f}]")
    best = [max(rates[name][i] for name in names[1:] if len(rates[name]) > i) for i in range(len(rates["glassnet"]))]
    shares = [own / other for own, other in zip(rates["glassnet"], best)]
    print(f"{side} ratio to the fastest other, by round: " + " ".join(f"{share:.1f}" for share in shares))


if __name__ == "__main__":
    if sys.argv[1] == "--keras":
        keras_layers(int(sys.argv[2]), float(sys.argv[3]))
    else:
        main()
