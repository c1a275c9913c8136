#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of test_pictures.cpp by Pillow and tifffile, and expected.json with what they show.

Expected values are those that were put in, or what Pillow reads where a format loses some. Alpha is laid on a
ground by NumPy. Versions: requirements.txt. Call: python3 make_pictures.py (writes into its own folder).
"""
import io
import json
import pathlib
import struct

import numpy as np
import tifffile
from PIL import Image, ImageOps

folder = pathlib.Path(__file__).parent
expected = {}
random = np.random.default_rng(7)
height, width = 4, 5
rgb = random.integers(0, 256, (height, width, 3), np.uint8)
grey = random.integers(0, 256, (height, width), np.uint8)
alpha = np.array([[0, 255, 128, 1, 77]] * height, np.uint8)
rgba = np.dstack([rgb, alpha])


def keep(name, content, values, notes=(), tolerance=0.0, setting="white"):
    """Writes a file and what it shows: height × width (× channels)."""
    if content is not None:
        (folder / name).write_bytes(content)
    values = np.asarray(values, np.float64)
    if values.ndim == 2:
        values = values[..., None]
    rounded = [int(v) if v == int(v) else round(float(v), 6) for v in values.ravel()]
    entry = {"file": name, "alpha": setting, "shape": list(values.shape), "values": rounded, "notes": list(notes)}
    if tolerance:
        entry["tolerance"] = tolerance
    expected[f"{name} {setting}"] = entry


def refuse(name, content, code, what):
    """Writes a file that must be refused with this code, and a part of what is told."""
    (folder / name).write_bytes(content)
    expected[name] = {"file": name, "refused": code, "what": what}


def by_pillow(image, **how):
    stream = io.BytesIO()
    image.save(stream, **how)
    return stream.getvalue()


def by_tifffile(values, **how):
    stream = io.BytesIO()
    tifffile.imwrite(stream, values, metadata=None, software=False, **how)
    return stream.getvalue()


def laid_on(pixels, ground):
    """Colours with alpha (0 … 255) over a ground, rounded."""
    pixels = pixels.astype(np.float64)
    share = pixels[..., -1:] / 255
    return np.rint(pixels[..., :-1] * share + np.asarray(ground) * (1 - share))


def seen(content):
    return np.asarray(Image.open(io.BytesIO(content)))


def numbers(values):
    return ("\n".join(" ".join(str(v) for v in row) for row in values.reshape(height, -1)) + "\n").encode()


def portable_maps():
    bits = grey > 127  # true: black, written as 1
    light = np.where(bits, 0, 255)
    keep("plain.pbm", b"P1\n# bits\n5 4\n" + numbers(bits.astype(int)), light)
    keep("beside.pbm", b"P1\n5 4\n" + b"".join(b"%d" % bit for bit in bits.ravel()), light)
    keep("packed.pbm", b"P4\n5 4\n" + np.packbits(bits, axis=1).tobytes(), light)
    keep("plain.pgm", b"P2 # grey\n5\t4\n# most\n255\n" + numbers(grey), grey)
    keep("packed.pgm", b"P5\n5 4\n255\n" + grey.tobytes(), grey)
    keep("plain.ppm", b"P3\n5 4\n255\n" + numbers(rgb), rgb)
    keep("packed.ppm", b"P6 5 4 255 " + rgb.tobytes(), rgb)
    assert (seen((folder / "packed.ppm").read_bytes()) == rgb).all()
    assert (seen((folder / "beside.pbm").read_bytes()) * 255 == light).all()
    few = grey % 16
    keep("fifteen.pgm", b"P5\n5 4\n15\n" + few.tobytes(), few * 17)
    deep = grey.astype(np.uint16) * 257 - 3 * (grey > 0)
    keep("deep.pgm", b"P5\n5 4\n65535\n" + deep.astype(">u2").tobytes(), deep / 257, tolerance=1e-4)
    keep("deep-plain.ppm", b"P3\n5 4\n1023\n" + numbers(rgb.astype(int) * 4), rgb * (4 * 255 / 1023), tolerance=1e-4)
    head = b"P7\n# of bands\nWIDTH 5\nHEIGHT 4\nDEPTH %d\nMAXVAL 255\n%sENDHDR\n"
    keep("colours.pam", head % (3, b"TUPLTYPE RGB\n") + rgb.tobytes(), rgb)
    keep("alpha.pam", head % (4, b"TUPLTYPE RGB_ALPHA\n") + rgba.tobytes(), laid_on(rgba, 255), ["picture.alpha"])
    five = random.integers(0, 256, (height, width, 5), np.uint8)
    keep("five.pam", head % (5, b"") + five.tobytes(), five)
    refuse("cut.pgm", b"P5\n5 4\n255\n" + grey.tobytes()[:-1], "picture.cut", "at byte 30")
    refuse("cut-plain.pgm", b"P2\n5 4\n255\n1 2 3\n", "picture.cut", "at byte 17")
    refuse("above.pgm", b"P2\n1 1\n100\n101\n", "picture.damaged", "not between 0 and 100")
    refuse("bomb.ppm", b"P6\n20000 20000\n255\n", "picture.large", "20000 × 20000")


def gifs():
    image = Image.fromarray(rgb).quantize(16, dither=Image.Dither.NONE)
    shown = np.asarray(image.convert("RGB"))
    keep("palette.gif", by_pillow(image, format="GIF", interlace=0), shown)
    keep("large-palette.gif", by_pillow(image, format="GIF", optimize=False, interlace=0), shown)
    tall = Image.fromarray(random.integers(0, 256, (19, 3, 3), np.uint8)).quantize(32, dither=Image.Dither.NONE)
    keep("interlaced.gif", by_pillow(tall, format="GIF", interlace=1), np.asarray(tall.convert("RGB")))
    keep("grey.gif", by_pillow(Image.fromarray(grey), format="GIF"), grey)
    keep("grey.gif", None, grey, setting="channel")  # opaque: there is no alpha to keep
    numbers_of = np.asarray(image)
    hidden = numbers_of == numbers_of[0, 0]
    keep("transparent.gif", by_pillow(image, format="GIF", transparency=int(numbers_of[0, 0]), interlace=0),
         np.where(hidden[..., None], 255, shown), ["picture.alpha"])
    frames = [Image.fromarray(np.roll(grey, i)) for i in range(3)]
    keep("animated.gif", by_pillow(frames[0], format="GIF", save_all=True, append_images=frames[1:]), grey,
         ["picture.animated"])
    # A picture of 5 × 4 two pixels from the left, one from the top, on a screen of 8 × 6.
    small = bytearray(by_pillow(image, format="GIF", interlace=0))
    small[6], small[8] = 8, 6
    at = small.index(b"\x2c\0\0\0\0\5\0\4\0")
    small[at + 1], small[at + 3] = 2, 1
    screen = np.full((6, 8, 3), 255)
    screen[1:5, 2:7] = shown
    keep("smaller.gif", bytes(small), screen, ["picture.alpha"])
    good = (folder / "palette.gif").read_bytes()
    refuse("cut.gif", good[:-6], "picture.cut", f"at byte {len(good) - 6}")
    few = bytearray(good)
    few[10] = few[10] & 0xF8  # a palette of two colours; the rest of it is read as parts
    few[19] = 0
    refuse("wrong-palette.gif", bytes(few), "picture.damaged", "unknown kind")


def several():
    frames = [Image.fromarray(np.roll(rgb, i)) for i in range(2)]
    first = {"save_all": True, "append_images": frames[1:]}
    keep("animated.webp", by_pillow(frames[0], format="WEBP", lossless=True, **first), rgb, ["picture.animated"])
    keep("animated.png", by_pillow(frames[0], format="PNG", **first), rgb, ["picture.animated"])
    keep("pages.tif", by_pillow(frames[0], format="TIFF", **first), rgb, ["picture.frames"])


def tiffs():
    for bands in (2, 4, 5, 32):
        for kind in (np.uint8, np.uint16):
            values = random.integers(0, np.iinfo(kind).max + 1, (height, width, bands), kind)
            name = f"bands-{bands}-{8 * values.itemsize}"
            light = values if values.itemsize == 1 else values / 257
            keep(f"{name}.tif", by_tifffile(values, photometric="minisblack", planarconfig="contig"), light,
                 tolerance=1e-4)
            if bands == 5:
                keep(f"{name}-planes.tif",
                     by_tifffile(np.moveaxis(values, 2, 0), photometric="minisblack", planarconfig="separate"),
                     light, tolerance=1e-4)
    large = random.integers(0, 256, (17, 18, 5), np.uint8)
    tiled = {"photometric": "minisblack", "tile": (16, 16), "compression": "zlib"}
    keep("tiles.tif", by_tifffile(large, planarconfig="contig", **tiled), large)
    keep("tiles-planes.tif", by_tifffile(np.moveaxis(large, 2, 0), planarconfig="separate", **tiled), large)
    keep("strips.tif", by_tifffile(large, photometric="minisblack", planarconfig="contig", rowsperstrip=3,
                                   compression="zlib", predictor=True), large)
    keep("big-end.tif", by_tifffile(large[:3].astype(np.uint16) * 257, photometric="minisblack",
                                    planarconfig="contig", byteorder=">"), large[:3])
    keep("bigtiff.tif", by_tifffile(rgb, photometric="rgb", bigtiff=True), rgb)
    keep("lzw.tif", by_pillow(Image.fromarray(rgb), format="TIFF", compression="tiff_lzw"), rgb)
    keep("infrared.tif", by_tifffile(rgba, photometric="rgb", extrasamples=["unspecified"]), rgba)
    keep("alpha.tif", by_tifffile(rgba, photometric="rgb", extrasamples=["unassalpha"]), laid_on(rgba, 255),
         ["picture.alpha"])
    multiplied = np.dstack([rgb // 2, np.full((height, width), 128, np.uint8)])
    colours = np.dstack([multiplied[..., :3] * (255 / 128), multiplied[..., 3]])
    keep("multiplied.tif", by_tifffile(multiplied, photometric="rgb", extrasamples=["assocalpha"]),
         laid_on(colours, 255), ["picture.alpha"])
    keep("white-is-zero.tif", by_tifffile(255 - grey, photometric="miniswhite"), grey)
    keep("bits.tif", by_pillow(Image.fromarray(grey > 127), format="TIFF"), np.where(grey > 127, 255, 0))
    image = Image.fromarray(rgb).quantize(16, dither=Image.Dither.NONE)
    keep("palette.tif", by_pillow(image, format="TIFF"), np.asarray(image.convert("RGB")))
    inks = Image.fromarray(rgb).convert("CMYK")
    keep("inks.tif", by_pillow(inks, format="TIFF"), rgb, ["picture.cmyk"], tolerance=1)
    measured = (random.random((height, width)) * 1e9).astype(np.float32)
    keep("float.tif", by_tifffile(measured, photometric="minisblack"), measured, ["picture.range"])
    keep("double.tif", by_tifffile(measured.astype(np.float64) / 1e9, photometric="minisblack"), measured / 1e9,
         ["picture.range"], tolerance=1e-6)
    signed = random.integers(-1000, 1000, (height, width, 3)).astype(np.int16)
    keep("signed.tif", by_tifffile(signed, photometric="rgb"), signed, ["picture.range"])
    for number, text in ((np.nan, "NaN"), (np.inf, "infinite")):
        spoilt = measured.copy()
        spoilt[2, 3] = number
        refuse(f"{text.lower()}.tif", by_tifffile(spoilt, photometric="minisblack"), "picture.not_finite",
               f"row 2, column 3, band 0 (from 0) is {text}")
    good = (folder / "bands-5-8.tif").read_bytes()
    refuse("cut.tif", good[:-40], "picture.cut", f"at byte {len(good) - 40}")


def transparencies():
    grounds = {"white": (255, 255, 255), "black": (0, 0, 0), "#204060": (32, 64, 96)}
    palette = Image.fromarray(rgb).quantize(16, dither=Image.Dither.NONE)
    shades = bytes(range(0, 256, 17))
    few = Image.fromarray(np.dstack([rgb, np.where(alpha > 100, 255, 0).astype(np.uint8)]))
    files = {
        "alpha.png": by_pillow(Image.fromarray(rgba), format="PNG"),
        "palette-alpha.png": by_pillow(palette, format="PNG", transparency=shades),
        "grey-alpha.png": by_pillow(Image.fromarray(np.dstack([grey, alpha]), "LA"), format="PNG"),
        "colour-key.png": by_pillow(Image.fromarray(rgb), format="PNG", transparency=tuple(int(v) for v in rgb[1, 2])),
        "alpha.webp": by_pillow(Image.fromarray(rgba), format="WEBP", lossless=True, exact=True),
        "mask.bmp": by_pillow(few, format="BMP"),
    }
    for name, content in files.items():
        image = Image.open(io.BytesIO(content))
        if name == "mask.bmp":  # four bytes a pixel, no mask for the fourth: opaque
            keep(name, content, rgb)
            continue
        pixels = np.asarray(image.convert("RGBA"))
        is_grey = name == "grey-alpha.png"
        for setting, ground in grounds.items():
            laid = laid_on(pixels, ground)
            if is_grey and len(set(ground)) == 1:
                laid = laid[..., :1]
            keep(name, content, laid, ["picture.alpha"], setting=setting)
        keep(name, content, pixels[..., 2:] if is_grey else pixels, setting="channel")


def masks():
    """BMP of four bytes a pixel: the fourth is alpha where a mask says so, and nothing otherwise."""
    for name, mask in (("mask-alpha.bmp", 0xFF000000), ("mask-none.bmp", 0)):
        info = struct.pack("<IiiHHIIiiII", 124, width, height, 1, 32, 3, rgba.size, 2835, 2835, 0, 0)
        info += struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, mask) + b"BGRs" + bytes(124 - 60)
        start = 14 + len(info)
        content = b"BM" + struct.pack("<IHHI", start + rgba.size, 0, 0, start) + info
        content += rgba[::-1, :, [2, 1, 0, 3]].tobytes()
        assert (seen(content) == (rgba if mask else rgb)).all()
        keep(name, content, laid_on(rgba, 255) if mask else rgb, ["picture.alpha"] if mask else [])


def without_segment(content, marker):
    """A JPEG without the first segment of this marker."""
    at = content.index(marker)
    return content[:at] + content[at + 2 + int.from_bytes(content[at + 2:at + 4], "big"):]


def inks():
    smooth = np.stack(np.meshgrid(np.arange(16) * 12, np.arange(16) * 9), 2).astype(np.uint8)
    colours = np.dstack([smooth, np.full((16, 16), 90, np.uint8), smooth[..., :1] // 3])
    content = by_pillow(Image.fromarray(colours, "CMYK"), format="JPEG", quality=95)
    shown = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))
    keep("inks.jpg", content, shown, ["picture.cmyk"], tolerance=2)
    # Without Adobe's marker 255 is all of an ink; Pillow reads as if it were there, so that its values are turned.
    plain = without_segment(content, b"\xff\xee")
    full = 255 - np.asarray(Image.open(io.BytesIO(plain)))
    shown = np.asarray(Image.fromarray(full, "CMYK").convert("RGB"))
    keep("inks-plain.jpg", plain, shown, ["picture.cmyk"], tolerance=2)


def orientations():
    small = Image.fromarray(rgb)
    ramp = np.add.outer(np.arange(8) * 20, np.arange(16) * 6).astype(np.uint8)
    photo = Image.fromarray(ramp)
    for way in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = way
        for name, image, how in ((f"way-{way}.jpg", photo, {"format": "JPEG", "quality": 95}),
                                 (f"way-{way}.png", small, {"format": "PNG"}),
                                 (f"way-{way}.webp", small, {"format": "WEBP", "lossless": True})):
            content = by_pillow(image, exif=exif, **how)
            turned = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
            keep(name, content, np.asarray(turned), tolerance=2 if name.endswith("jpg") else 0)
        turned = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(by_pillow(small, format="PNG", exif=exif)))))
        keep(f"way-{way}.tif", by_tifffile(rgb, photometric="rgb", extratags=[(274, 3, 1, way, True)]), turned)
        bits = Image.fromarray(grey > 127)
        shown = np.where(np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(by_pillow(bits, format="PNG", exif=exif))))), 255, 0)
        keep(f"way-{way}-bits.tif", by_pillow(bits, format="TIFF", tiffinfo={274: way}), shown)


for old in folder.iterdir():
    if old.suffix not in (".py", ".txt"):
        old.unlink()
portable_maps()
gifs()
several()
tiffs()
transparencies()
masks()
inks()
orientations()
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in expected.items())
(folder / "expected.json").write_text("{\n" + lines + "\n}\n")
print(len(expected), "expectations")
