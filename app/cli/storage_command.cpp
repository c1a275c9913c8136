// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "data/store/picture_pack.h"
#include "files/storage_file.h"

#include <memory>
#include <optional>

namespace glassnet::cli {

namespace {

struct StorageChoices {
    int memory = -1, disk = -1;
    std::string folder;
    bool clear = false;
};

std::string megabytes(std::int64_t bytes) {
    constexpr std::int64_t megabyte = 1'000'000;
    return std::to_string((bytes + megabyte / 2) / megabyte) + " MB";
}

void change(const StorageChoices& choices, const Command& command) {
    StorageSettings storage = read_storage();
    const bool is_memory = command.has("--memory"), is_disk = command.has("--disk"),
               is_folder = command.has("--folder");
    if (is_memory) storage.sample_memory = choices.memory;
    if (is_disk) storage.picture_cache = choices.disk;
    if (is_folder)
        storage.picture_folder =
            choices.folder.empty() ? "" : std::filesystem::absolute(choices.folder).string();
    if (is_memory || is_disk || is_folder) save_storage(storage);
}

void tell(const Context& context, const StorageChoices& choices) {
    const StorageSettings storage = read_storage();
    const PackFolder packs = pack_folder(storage);
    if (choices.clear && !packs.path.empty()) {
        const std::int64_t freed = remove_packs(packs.path);
        context.report.say("removed: " + megabytes(freed) + " of decoded pictures");
        context.report.result({{"freed", freed}});
    }
    context.report.say("memory for samples: " + megabytes(memory_for_samples(load_options())) +
                       (storage.sample_memory == 0 ? " (a quarter of what is free)" : ""));
    context.report.say(packs.path.empty() ? "decoded pictures are not kept"
                                          : "decoded pictures: at most " + megabytes(packs.most_bytes) +
                                                " in " + packs.path.string());
    Value::List list;
    std::int64_t bytes = 0;
    for (const PackFacts& pack : packs_in(packs.path)) {
        context.report.say("  " + megabytes(pack.bytes) + ", " + std::to_string(pack.pictures) +
                           " pictures of " + (pack.folder.empty() ? "?" : pack.folder));
        list.emplace_back(
            Value::Map{{"folder", pack.folder}, {"pictures", pack.pictures}, {"bytes", pack.bytes}});
        bytes += pack.bytes;
    }
    if (!list.empty()) context.report.say("  " + megabytes(bytes) + " together");
    context.report.result({{"storage", Value::Map{{"sample_memory", memory_for_samples(load_options())},
                                                  {"picture_folder", packs.path.string()},
                                                  {"picture_cache", packs.most_bytes},
                                                  {"packs", list}}}});
}

}  // namespace

void add_storage(Command program, Context& context) {
    Command command = program.add_command(
        "storage",
        "Tells and sets what samples may take of this machine: memory, and disk for decoded pictures, which "
        "are kept so that no folder is decoded twice.\nExample: glassnet storage --memory 2000");
    const auto choices = std::make_shared<StorageChoices>();
    command
        .add_option("--memory", choices->memory,
                    "Megabytes of memory for samples: larger sets are read from the disk while a network "
                    "learns. 0: a quarter of what is free")
        .within(0, StorageRecord::most_megabytes);
    command.add_option("--disk", choices->disk, "Megabytes of disk for decoded pictures. 0: none are kept")
        .within(0, StorageRecord::most_megabytes);
    command.add_option(
        "--folder", choices->folder,
        "Where decoded pictures are kept. \"\": where this system keeps what can be made again");
    command.add_flag("--clear", choices->clear, "Remove all decoded pictures; they can be made again");
    command.callback([&context, choices, command] {
        change(*choices, command);
        tell(context, *choices);
    });
}

}  // namespace glassnet::cli
