// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "project/project.h"

namespace glassnet::cli {

void add_templates(Command program, Context& context) {
    Command command =
        program.add_command("templates", "Lists the ready projects.\nExample: glassnet templates");
    command.callback([&context] {
        Value::List list;
        for (const Template& each : templates()) {
            const std::string id(each.id);
            context.report.say(id + std::string(id.size() < 20 ? 20 - id.size() : 1, ' ') +
                               std::string(each.summary));
            list.emplace_back(Value::Map{{"id", each.id}, {"title", each.title}, {"summary", each.summary}});
        }
        context.report.result({{"templates", list}});
    });
}

}  // namespace glassnet::cli
