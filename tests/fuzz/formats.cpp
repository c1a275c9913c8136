// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/formats.h"

#include "data/array_files.h"
#include "data/array_names.h"
#include "data/idx.h"
#include "data/imaging.h"
#include "data/tables/new_rows.h"
#include "data/tables/table.h"
#include "files/checkpoint_file.h"
#include "files/history_file.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "files/weights_file.h"
#include "formats/json.h"
#include "formats/npy.h"
#include "formats/npz.h"
#include "formats/picture_header.h"
#include "formats/safetensors.h"
#include "network/arrange.h"
#include "support/idx_text.h"
#include "support/png_text.h"
#include "support/zip_text.h"

#include <unistd.h>
#include <fstream>
#include <set>
#include <sstream>

namespace glassnet::testing {

namespace fs = std::filesystem;

namespace {

/// What is true of whatever was read; thrown where it is not.
struct Broken {
    std::string what;
};

void expect(bool holds, const char* what) {
    if (!holds) throw Broken{what};
}

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

// ---- seeds ---------------------------------------------------------------------------------------------

/// The text in UTF-16, small halves first.
std::string wide(const std::string& ascii) {
    std::string text;
    for (const char letter : ascii) text += {letter, '\0'};
    return text;
}

Project some_project() {
    Project project = templates().front().make();
    project.augmentation = {{"RandomFlip", {}}, {"RandomRotation", {{"factor", 0.1}}}};
    project.extra = {{"note", Value::Map{{"by", "hand"}}}};
    return project;
}

StoredTensors some_tensors() {
    StoredTensors stored;
    stored.tensors["a/kernel"] = {{2, 3}, std::vector<float>(6, 1.5F)};
    stored.tensors["b"] = {{2}, std::vector<std::int64_t>{1, 2}};
    stored.tensors["c"] = {{}, std::vector<double>{0.25}};
    stored.tensors["d"] = {{3}, std::vector<std::uint8_t>{1, 2, 3}};
    stored.metadata["step"] = "12";
    return stored;
}

/// A data set: x_train, y_train, x_test, y_test.
StoredTensors some_samples() {
    StoredTensors stored;
    for (const char* part : {"train", "test"}) {
        stored.tensors[std::string("x_") + part] = {{3, 2, 2}, std::vector<float>(12, 0.5F)};
        stored.tensors[std::string("y_") + part] = {{3}, std::vector<std::int64_t>{0, 1, 2}};
    }
    return stored;
}

Checkpoint some_checkpoint() {
    Checkpoint checkpoint;
    checkpoint.step = 12;
    checkpoint.epoch = 1;
    checkpoint.weights["dense_1/kernel"] = {Shape{2, 3}, std::vector<float>(6, 0.5F)};
    checkpoint.optimizer["dense_1/kernel/momentum"] = {Shape{2, 3}, std::vector<float>(6, 0.25F)};
    checkpoint.epochs = {{1, 12, 0.5, 0.75, 0.25, 0.5, 0.001, 3}};
    return checkpoint;
}

std::string npz_seed(const char* name_x, const char* name_y) {
    return zip_text({{name_x, npy_text("<f4", "(2, 3)", std::string(24, 'x')), true},
                     {name_y, npy_text("|u1", "(2,)", "ab")}});
}

/// A data set whose labels are texts, with names for them.
std::string text_labels_seed() {
    return zip_text({{"X.npy", npy_text(">i2", "(2, 1)", "abcd")},
                     {"y.npy", npy_text("|S4", "(2, 1)", std::string("oak\0elm\0", 8))},
                     {"class_names.npy", npy_text("|S3", "(2,)", "elmoak")}});
}

constexpr const char* fortran_header = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 1, 2), }";

std::vector<std::string> picture_seeds() {
    return {
        png_text(4, 4, std::string(16, 'x')),
        png_text(3, 2, std::string(18, 'y'), PngColour::rgb),
        std::string("\xFF\xD8\xFF\xE0\x00\x04JF\xFF\xC0\x00\x0B\x08\x00\x10\x00\x10\x01\x01\x11\x00\xFF\xDA"
                    "\x00\x04zz12\xFF\x00"
                    "34\xFF\xD9",
                    35),
        std::string(
            "II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x05\0\0\0\x01\x01\x03\0\x01\0\0\0\x07\0\0\0\0\0\0\0",
            38),
        std::string(
            "MM\0*\0\0\0\x08\0\x02\x01\0\0\x03\0\0\0\x01\0\x05\0\0\x01\x01\0\x03\0\0\0\x01\0\x07\0\0\0\0\0\0",
            38),
        std::string("RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x03\0\0\x03\0\0", 30),
        "BM" + little_endian(58, 4) + little_endian(0, 4) + little_endian(54, 4) + little_endian(40, 4) +
            little_endian(1, 4) + little_endian(1, 4) + little_endian(1, 2) + little_endian(24, 2) +
            little_endian(0, 4) + little_endian(4, 4) + std::string(16, '\0') + "rgb0"};
}

/// The bytes of pictures that other programs have written.
std::vector<std::string> whole_picture_seeds() {
    std::vector<std::string> seeds;
    for (const char* name :
         {"palette.gif", "animated.gif", "interlaced.gif", "animated.webp", "alpha.webp", "bands-5-8.tif",
          "tiles-planes.tif", "float.tif", "palette.tif", "bits.tif", "lzw.tif", "bigtiff.tif", "inks.jpg",
          "way-6.jpg", "mask-alpha.bmp", "plain.ppm", "packed.pbm", "five.pam"})
        seeds.push_back(content_of_file(fs::path(PICTURES_FOLDER) / name));
    return seeds;
}

// ---- formats -------------------------------------------------------------------------------------------

void parse_json_both_ways(const std::string& text) {
    const Value value = parse_json(text, "x.json");
    expect(parse_json(write_json(value), "") == value, "what was read is written as something else");
    expect(parse_json(write_json_lines(value), "") == value,
           "what was read is written as something else, by lines");
}

/// As far as the designer goes when a file is opened: nothing of it may throw for anything that can be read.
void open_project(const std::string& text) {
    const Project project = project_from_json(text, "x.glassnet");
    expect(project_from_json(to_json(project)) == project, "the project changes when it is saved and read");
    const Checked checked = check(project, nullptr);
    expect(checked.nodes.size() == project.network.nodes.size(), "the check loses nodes");
    for (const Problem& problem : checked.problems)
        expect(!problem.what().empty(), "a problem without a text");
    for (const Node& node : place_missing(project.network).nodes)
        expect(node.at.has_value(), "a node without a place");
}

void parse_safetensors(const std::string& text) {
    const StoredTensors stored = read_safetensors(bytes_of(text), "x.safetensors");
    const std::string again = write_safetensors(stored);  // compared as text: NaN is not equal to itself
    expect(write_safetensors(read_safetensors(bytes_of(again), "")) == again,
           "tensors change when they are written and read");
    expect(content_hash(read_safetensors(bytes_of(again), "")) == content_hash(stored),
           "the hash of the tensors changes");
}

/// Each word is the name of an array. Those that are found are there, each with one role in one part.
void find_named_arrays(const std::string& text) {
    std::istringstream words(text);
    std::set<std::string> names;
    for (std::string word; words >> word;) names.insert(word);
    const ArrayRoles roles = find_arrays({names.begin(), names.end()}, {}, "x.npz");
    for (const ArraysOfParts& arrays : {roles.inputs, roles.targets}) {
        for (const std::string& name : {arrays.training, arrays.validation, arrays.test})
            expect(name.empty() || names.erase(name) == 1, "an array that is not there, or is found twice");
    }
    expect(!roles.inputs.training.empty(), "no inputs and no problem");
}

/// Decodes a picture that claims to be small; time and memory of large ones are not what is asked here.
void decode_small_picture(const std::string& text) {
    const PictureHeader header = read_picture_header(bytes_of(text), "x.png");
    if (header.width * header.height * header.bands > 100'000) return;
    std::vector<Problem> notes;
    const Picture picture = decode_picture(bytes_of(text), "x.png", notes);
    expect(picture.values.size() == static_cast<std::size_t>(picture.height) *
                                        static_cast<std::size_t>(picture.width) *
                                        static_cast<std::size_t>(picture.channels),
           "the picture has another number of values than its size says");
}

void parse_history(const std::string& text) {
    const std::string again = history_text(history_from_text(text, "history.csv"));
    expect(history_text(history_from_text(again, "")) == again,
           "the history changes when it is written and read");
}

/// A checkpoint whose metadata are wrong but well hashed: what another program, or a person, could have
/// written.
std::string sealed(const std::string& history) {
    StoredTensors stored;
    for (const auto& [name, tensor] : some_checkpoint().weights)
        stored.tensors["weights/" + name] = to_stored(tensor);
    std::istringstream lines(history);
    for (std::string line; std::getline(lines, line) && !line.empty();) {
        const auto equals = line.find('=');
        if (equals != std::string::npos) stored.metadata[line.substr(0, equals)] = line.substr(equals + 1);
    }
    stored.metadata["history"] = history_text(some_checkpoint().epochs);
    stored.metadata["sha256"] = content_hash(stored);
    return write_safetensors(stored);
}

/// Rows are the same samples to a training and to a network that is asked about them later.
void read_table_twice(const fs::path& file) {
    const Dataset learned =
        load_table(file, {.missing_values = MissingValues::mean, .text_columns = TextColumns::one_hot});
    const DatasetSummary& summary = learned.summary;
    const auto width = static_cast<std::size_t>(summary.sample_shape.elements());
    expect(summary.input_names.size() == width, "an input without a name");
    const NewRows asked =
        read_new_rows(file, {summary.input_names, summary.input_means, static_cast<std::int64_t>(width)});
    const auto samples = learned.training.inputs.all<float>();
    auto sample = samples.begin();
    for (const NewRow& row : asked.rows)  // a row without a target was no sample
        if (sample != samples.end() &&
            std::ranges::equal(row.inputs, std::span(sample, sample + static_cast<std::ptrdiff_t>(width))))
            sample += static_cast<std::ptrdiff_t>(width);
    expect(sample == samples.end(), "a row is read in two ways");
}

}  // namespace

Workplace::Workplace() {
    std::string name = (fs::temp_directory_path() / "glassnet-fuzz-XXXXXX").string();
    if (!::mkdtemp(name.data()))
        throw std::system_error(errno, std::generic_category(), "no temporary folder");
    folder_ = name;
}

Workplace::~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

fs::path Workplace::write(const char* name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
}

std::string content_of_file(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<Format> formats(const Workplace& place) {
    const std::vector<std::string_view> json_words{
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "1e999", "[[[[[[[[", "\xEF\xBB\xBF"};
    std::vector<std::string_view> project_words = json_words;
    for (const char* word : {"\"kind\": \"Dense\"", "\"at\": [1, 2], ", "\"shape\": [1, 1], ",
                             "\"wires\": [], ", "\"id\": \"conv2d_1\", ", "[\"input_1\", \"dense_1\"], ",
                             "\"extra\": {}, ", "\"seed\": \"18446744073709551615\", "})
        project_words.emplace_back(word);
    std::vector<std::string_view> tensor_words = json_words;
    for (const char* word :
         {"F16", "BF16", "BOOL", "[0]", "\"data_offsets\": [0,0], ", "\"__metadata__\": {}, "})
        tensor_words.emplace_back(word);
    std::vector<std::string_view> data_words = tensor_words;
    for (const char* word : {"I8", "U16", "U64", "y_box_train", "class_names", "images", "X_"})
        data_words.emplace_back(word);
    const std::vector<std::string_view> zip_words{
        "PK\1\2",         "PK\3\4", "PK\5\6", "PK\6\6", ".npy",  "'|O'",  "(1,",         "True",
        "[('a', '<f4')]", "'>f2'",  "'<u8'",  "'<U2'",  "'>U1'", "'|S3'", "(2, 2, 1, 2)"};
    const std::vector<std::string_view> picture_words{"IHDR",     "IDAT",     "IEND", "acTL", "\xFF\xD8",
                                                      "\xFF\xD9", "\xFF\xC0", "VP8 ", "VP8L", "ANIM"};

    const std::string idx = idx_text({2, 2, 2}, "abcdefgh");
    const std::string labels = idx_text({2}, "ab");
    const fs::path saved = place.folder() / "seed.safetensors";
    save_checkpoint(some_checkpoint(), saved);
    const std::string checkpoint = content_of_file(saved);
    const std::string metadata =
        "glassnet_checkpoint=1\nstep=12\nepoch=1\nbatch_in_epoch=0\nepoch_loss_sum=0.5\nepoch_correct_sum="
        "3\nstop_reason=\n";
    const StepKernels kernels{.node = "dense_1",
                              .fused = {"re_lu_1"},
                              .forward = "product by columns",
                              .backward = "product by rows"};
    const RunFolder run = RunFolder::create(
        place.folder() / "runs", some_project(),
        {.data_fingerprint = "f", .threads = 2, .time = {}, .instructions = "AVX2", .kernels = {kernels}});
    const std::string description = content_of_file(run.path() / "run.json");
    const auto at = [&](const char* name, const std::string& text) { return place.write(name, text); };

    std::vector<Format> all;
    all.push_back({"json",
                   {R"({"a": [1, -2.5e3, true, null, "é\u00e9"], "b": {"c": {}}})",
                    R"([[], [0.1, 1e-300, 9223372036854775807]])"},
                   json_words,
                   parse_json_both_ways});
    all.push_back(
        {"project", {to_json(some_project()), to_json(example_project())}, project_words, open_project});
    all.push_back({"safetensors",
                   {write_safetensors(some_tensors()), write_safetensors(some_samples())},
                   tensor_words,
                   parse_safetensors});
    all.push_back(
        {"weights", {write_safetensors(some_tensors())}, tensor_words, [at](const std::string& text) {
             (void)load_weights(at("x.safetensors", text));
         }});
    all.push_back({"arrays", {write_safetensors(some_samples())}, data_words, [at](const std::string& text) {
                       (void)load_safetensors_dataset(at("x.safetensors", text));
                   }});
    all.push_back({"npz",
                   {npz_seed("a.npy", "b.npy"), npz_seed("x_train.npy", "y_train.npy"), text_labels_seed()},
                   zip_words,
                   [at](const std::string& text) {
                       (void)read_npz(bytes_of(text), "x.npz");
                       (void)load_npz_dataset(at("x.npz", text));
                   }});
    all.push_back(
        {"table",
         {"a,b,y\n1,2.5,u\n-3,4e1,v\n", "sep=;\na;colour;y\n1,5;red;0\n1.234,5;blue;1\n",
          "\xFF\xFE" + wide("a\tb\n1\t?\n"), "a,y\n\"1,234\",\"x, \"\"y\"\"\"\n0.5,caf\xE9\n"},
         {",", ";", "\t", "|", "\"", "\r\n", "\n", "=", "a=red", "NA", "1.234,5", "\xE9", "\xC3\xA9"},
         [at](const std::string& text) { read_table_twice(at("x.csv", text)); }});
    all.push_back({"npy",
                   {npy_text("<f4", "(1, 2)", "12345678"), npy_text("|b1", "()", "1"),
                    npy_text(fortran_header, "12345678"), npy_text("|S3", "(2,)", "abcdef")},
                   zip_words,
                   [](const std::string& text) { (void)read_npy(bytes_of(text), "x", "x.npz"); }});
    all.push_back(
        {"npy-header",
         {fortran_header, "{'descr': '<U1', 'fortran_order': False, 'shape': (2,), }",
          "{'descr': [('a', '<f4', (2,)), ('b', [('c', '|O')])], 'fortran_order': False, 'shape': (), }"},
         zip_words,
         [](const std::string& text) {
             (void)read_npy(bytes_of(npy_text(text, "12345678")), "x", "x.npz");
         }});
    all.push_back(
        {"array-names",
         {"x_train y_train x_test y_test y_box_train", "trainX trainY valX", "data images target_names"},
         {"_", "train", "Test", "y_", "set", "sample_weight", "class_names", "\xFF"},
         find_named_arrays});
    all.push_back({"idx",
                   {idx, labels, idx_text({2, 2}, std::string(16, 'f'), 0x0D)},
                   {},
                   [labels](const std::string& text) {
                       IdxArray array = parse_idx(bytes_of(text), "x-idx3-ubyte");
                       (void)sample_shape_of(array);
                       (void)part_from_idx(std::move(array), parse_idx(bytes_of(labels), ""), "x-idx1-ubyte");
                   }});
    all.push_back(
        {"packed-idx", {gzip_text(idx), gzip_text(std::string(4000, 'a'))}, {}, [](const std::string& text) {
             (void)parse_idx(bytes_of(text), "x-idx3-ubyte.gz");
         }});
    all.push_back({"checkpoint", {checkpoint}, tensor_words, [at](const std::string& text) {
                       (void)load_checkpoint(at("x.safetensors", text));
                   }});
    all.push_back(
        {"sealed-checkpoint",
         {metadata},
         {"step=", "epoch=", "-", "inf", "nan"},
         [at](const std::string& text) { (void)load_checkpoint(at("x.safetensors", sealed(text))); }});
    all.push_back({"run", {description}, project_words, [at, &place](const std::string& text) {
                       (void)at("run.json", text);
                       (void)RunFolder::open(place.folder());
                   }});
    all.push_back({"picture", picture_seeds(), picture_words,
                   [](const std::string& text) { (void)read_picture_header(bytes_of(text), "x.png"); }});
    all.push_back({"whole-picture", whole_picture_seeds(), picture_words, decode_small_picture, 64'000'000});
    all.push_back(
        {"history",
         {history_text(some_checkpoint().epochs), history_text({{1, 2, 0.5, -1, {}, {}, 0.001, 3}})},
         {",", "\n", "inf", "nan"},
         parse_history});
    return all;
}

Answer answer_to(const Format& format, const std::string& text) {
    Answer answer;
    try {
        format.parse(text);
    } catch (const Error& error) {
        answer.refused = true;
        if (error.problems().empty()) answer.fault = "an Error without problems";
        for (const Problem& problem : error.problems()) {
            if (problem.what().empty() || problem.hint().empty())
                answer.fault = "a problem without a text or a hint: " + std::string(problem.code());
        }
    } catch (const Broken& broken) {
        answer.fault = broken.what;
    } catch (const std::exception& other) {
        answer.fault = std::string("another exception: ") + other.what();
    }
    return answer;
}

}  // namespace glassnet::testing
