// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/foreign_pictures.h"

namespace glassnet {

namespace {

constexpr ProblemKind foreign_svg{
    "picture.svg", Severity::error, "the file is an SVG drawing, which has no pixels",
    "Draw it at the size you need, for example by `rsvg-convert -w 256 FILE -o picture.png`."};
constexpr ProblemKind foreign_heic{"picture.heic", Severity::error,
                                   "the file is a HEIC picture, which is not read",
                                   "Convert it, for example by `heif-convert FILE picture.png`."};
constexpr ProblemKind foreign_avif{"picture.avif", Severity::error,
                                   "the file is an AVIF picture, which is not read",
                                   "Convert it, for example by `avifdec FILE picture.png`."};
constexpr ProblemKind foreign_jpeg2000{"picture.jpeg2000", Severity::error,
                                       "the file is a JPEG 2000 picture, which is not read",
                                       "Convert it, for example by `opj_decompress -i FILE -o picture.png`."};
constexpr ProblemKind foreign_jpeg_xl{"picture.jpeg_xl", Severity::error,
                                      "the file is a JPEG XL picture, which is not read",
                                      "Convert it, for example by `djxl FILE picture.png`."};
constexpr ProblemKind foreign_photoshop{"picture.photoshop", Severity::error,
                                        "the file is a Photoshop document, which is not read",
                                        "Export it as PNG or TIFF, for example in GIMP."};
constexpr ProblemKind foreign_raw{"picture.raw", Severity::error,
                                  "the file is a raw photo of a camera, which is not read",
                                  "Develop it in darktable or RawTherapee and export it as TIFF or PNG."};
constexpr ProblemKind foreign_pdf{"picture.pdf", Severity::error,
                                  "the file is a PDF document, which is not read",
                                  "Turn its pages into pictures, for example by `pdftoppm -png FILE page`."};
constexpr ProblemKind foreign_icon{"picture.icon", Severity::error, "the file is an icon, which is not read",
                                   "Take its pictures out, for example by `icotool -x FILE`."};
constexpr ProblemKind foreign_dicom{
    "picture.dicom", Severity::error, "the file is a DICOM picture, which is not read",
    "Read it by pydicom and save its pixel_array in an .npz file, or as PNG of 16 bits."};
constexpr ProblemKind foreign_nifti{"picture.nifti", Severity::error,
                                    "the file is a NIfTI volume, which is not read",
                                    "Read it by nibabel and save its get_fdata() in an .npz file."};
constexpr ProblemKind foreign_video{
    "picture.video", Severity::error, "the file is a film, not a picture",
    "Take pictures out of it, for example by `ffmpeg -i FILE -vf fps=1 picture-%05d.png`."};

}  // namespace

const ProblemKind* foreign_picture(Content content) {
    switch (content) {
        case Content::svg:
            return &foreign_svg;
        case Content::heic:
            return &foreign_heic;
        case Content::avif:
            return &foreign_avif;
        case Content::jpeg2000:
            return &foreign_jpeg2000;
        case Content::jpeg_xl:
            return &foreign_jpeg_xl;
        case Content::photoshop:
            return &foreign_photoshop;
        case Content::raw_photo:
            return &foreign_raw;
        case Content::pdf:
            return &foreign_pdf;
        case Content::icon:
            return &foreign_icon;
        case Content::dicom:
            return &foreign_dicom;
        case Content::nifti:
            return &foreign_nifti;
        case Content::video:
            return &foreign_video;
        default:
            return nullptr;
    }
}

}  // namespace glassnet
