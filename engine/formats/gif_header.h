// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/picture_bytes.h"
#include "formats/picture_header.h"

namespace glassnet {

/// Walks over all parts of a GIF file to its end and counts its pictures. Throws Error (picture.*).
void read_gif_header(const PictureBytes& bytes, PictureHeader& header);

}  // namespace glassnet
