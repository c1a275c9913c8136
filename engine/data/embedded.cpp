// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files of resources/data inside the program: no path to look up, nothing that can be lost. The assembler
// includes them unchanged; resources/data/LICENSES.md tells where they come from.
#include "data/builtin.h"

#include <array>

// How the three kinds of object files (ELF; Mach-O of macOS; PE of Windows) name constant and hidden data.
#if defined(__ELF__)
#define GLASSNET_CONSTANTS ".pushsection .rodata\n"
#define GLASSNET_HIDDEN ".hidden "
#define GLASSNET_END ".popsection\n"
#elif defined(__MACH__)
#define GLASSNET_CONSTANTS ".const_data\n"
#define GLASSNET_HIDDEN ".private_extern "
#define GLASSNET_END ".text\n"
#else
#define GLASSNET_CONSTANTS ".section .rdata,\"dr\"\n"
#define GLASSNET_HIDDEN ".global "
#define GLASSNET_END ".text\n"
#endif

// The assembler needs its text as one literal. asm() names a symbol as it is, where some systems would put an
// underscore before it.
#define GLASSNET_EMBED(symbol, file)                                                                \
    asm(GLASSNET_CONSTANTS ".global glassnet_" #symbol "\n" GLASSNET_HIDDEN "glassnet_" #symbol     \
                           "\n"                                                                     \
                           ".global glassnet_" #symbol "_end\n" GLASSNET_HIDDEN "glassnet_" #symbol \
                           "_end\n"                                                                 \
                           "glassnet_" #symbol                                                      \
                           ":\n"                                                                    \
                           ".incbin \"" GLASSNET_DATA_FOLDER "/" file                               \
                           "\"\n"                                                                   \
                           "glassnet_" #symbol "_end:\n.byte 0\n" GLASSNET_END);                    \
    extern "C" const std::byte glassnet_##symbol[] asm("glassnet_" #symbol);                        \
    extern "C" const std::byte glassnet_##symbol##_end[] asm("glassnet_" #symbol "_end");

GLASSNET_EMBED(fashion_train_images, "fashion-mnist-train-images-idx3-ubyte.gz")
GLASSNET_EMBED(fashion_train_labels, "fashion-mnist-train-labels-idx1-ubyte.gz")
GLASSNET_EMBED(fashion_test_images, "fashion-mnist-test-images-idx3-ubyte.gz")
GLASSNET_EMBED(fashion_test_labels, "fashion-mnist-test-labels-idx1-ubyte.gz")
GLASSNET_EMBED(digits_train_images, "digits-train-images-idx3-ubyte.gz")
GLASSNET_EMBED(digits_train_labels, "digits-train-labels-idx1-ubyte.gz")
GLASSNET_EMBED(digits_test_images, "digits-test-images-idx3-ubyte.gz")
GLASSNET_EMBED(digits_test_labels, "digits-test-labels-idx1-ubyte.gz")

namespace glassnet {

namespace {

struct EmbeddedFile {
    std::string_view name;
    const std::byte* begin;
    const std::byte* end;
};

const std::array files{EmbeddedFile{"fashion-mnist-train-images-idx3-ubyte.gz", glassnet_fashion_train_images,
                                    glassnet_fashion_train_images_end},
                       EmbeddedFile{"fashion-mnist-train-labels-idx1-ubyte.gz", glassnet_fashion_train_labels,
                                    glassnet_fashion_train_labels_end},
                       EmbeddedFile{"fashion-mnist-test-images-idx3-ubyte.gz", glassnet_fashion_test_images,
                                    glassnet_fashion_test_images_end},
                       EmbeddedFile{"fashion-mnist-test-labels-idx1-ubyte.gz", glassnet_fashion_test_labels,
                                    glassnet_fashion_test_labels_end},
                       EmbeddedFile{"digits-train-images-idx3-ubyte.gz", glassnet_digits_train_images,
                                    glassnet_digits_train_images_end},
                       EmbeddedFile{"digits-train-labels-idx1-ubyte.gz", glassnet_digits_train_labels,
                                    glassnet_digits_train_labels_end},
                       EmbeddedFile{"digits-test-images-idx3-ubyte.gz", glassnet_digits_test_images,
                                    glassnet_digits_test_images_end},
                       EmbeddedFile{"digits-test-labels-idx1-ubyte.gz", glassnet_digits_test_labels,
                                    glassnet_digits_test_labels_end}};

}  // namespace

std::span<const std::byte> embedded_file(std::string_view name) {
    for (const EmbeddedFile& file : files) {
        if (file.name == name) return {file.begin, static_cast<std::size_t>(file.end - file.begin)};
    }
    return {};
}

}  // namespace glassnet
