// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/predict_rows.h"

#include "base/atomic_file.h"
#include "cli/ranked_classes.h"
#include "data/tables/new_rows.h"
#include "data/tables/table.h"

#include <array>
#include <cstdio>

namespace glassnet::cli {

namespace {

InputMeaning meaning_of_inputs(const RunStart& start) {
    return {start.input_names, start.input_means, start.sample_shape.elements(), start.decimal_comma};
}

std::string numbers_in_words(const std::vector<float>& values) {
    std::string line;
    for (const float value : values) {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "  %.6g", static_cast<double>(value));
        line += text.data();
    }
    return line;
}

void tell(const Context& context, Training& run, const std::string& name, Value::Map fields,
          const std::vector<float>& inputs) {
    if (run.learner.tells_classes()) {
        const auto list =
            ranked_classes(run.learner.predict_classes(inputs), run.dataset->summary.class_names);
        context.report.say(name + ":" + in_words(list));
        fields.push_back({"classes", list});
    } else {
        const std::vector<float> values = run.learner.predict(inputs);
        context.report.say(name + ":" + numbers_in_words(values));
        Value::List list;
        for (const float value : values) list.emplace_back(static_cast<double>(value));
        fields.push_back({"values", list});
    }
    context.report.result(fields);
}

}  // namespace

bool are_rows(const std::string& argument, const RunStart& run) {
    if (run.sample_shape.rank() != 1) return false;
    std::error_code error;
    if (!std::filesystem::exists(argument, error))
        return run.sample_shape.elements() == 1 || argument.find_first_of(",;") != std::string::npos;
    return std::filesystem::is_regular_file(argument, error) &&
           is_table_file(argument, content_of(first_bytes(argument, 64)));
}

void predict_rows(Context& context, Training& run, const RunStart& start, const std::string& argument) {
    const InputMeaning meaning = meaning_of_inputs(start);
    std::error_code error;
    const bool is_file = std::filesystem::exists(argument, error);
    const NewRows found = is_file ? read_new_rows(argument, meaning) : read_new_row(argument, meaning);
    context.report.problems(found.notes);
    if (!is_file) return tell(context, run, argument, {{"row", argument}}, found.rows.front().inputs);
    std::int64_t number = 0;
    for (const NewRow& row : found.rows) {
        ++number;
        if (row.fault) {
            context.report.problems({*row.fault});
            context.code = ExitCode::bad_input;
            continue;
        }
        tell(context, run, argument + ", row " + std::to_string(number),
             {{"file", argument}, {"row", number}, {"line", row.line}}, row.inputs);
    }
}

}  // namespace glassnet::cli
