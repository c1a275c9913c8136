// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that decodes pictures; the only file that names libwebp.
#include "data/imaging_decoders.h"

#include <webp/demux.h>
#include <memory>

namespace glassnet {

std::string decode_animated_webp(std::span<const std::byte> bytes, Picture& picture) {
    const WebPData file{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    WebPAnimDecoderOptions options;
    WebPAnimInfo info;
    if (WebPAnimDecoderOptionsInit(&options) == 0) return "libwebp is of another version";
    options.color_mode = MODE_RGBA;
    const std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(
        WebPAnimDecoderNew(&file, &options), WebPAnimDecoderDelete);
    std::uint8_t* frame = nullptr;
    int time = 0;
    if (!decoder || WebPAnimDecoderGetInfo(decoder.get(), &info) == 0 ||
        WebPAnimDecoderGetNext(decoder.get(), &frame, &time) == 0)
        return "its first picture makes no sense";
    picture.width = static_cast<int>(info.canvas_width);
    picture.height = static_cast<int>(info.canvas_height);
    picture.channels = 4;
    picture.has_alpha = true;
    picture.values.assign(frame, frame + std::size_t{4} * info.canvas_width * info.canvas_height);
    return {};
}

}  // namespace glassnet
