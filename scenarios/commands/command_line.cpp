#include "scenarios/commands/command_line.h"

#include <fmt/format.h>

#include <cstdio>
#include <new>

#include "network/base/input_error.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

int dispatch(Command command, const Options& options) {
  switch (command) {
    case Command::list: return list_command(options);
    case Command::run: return run_command(options);
    case Command::compare: return compare_command(options);
    case Command::check: return check_command(options);
    case Command::import: return import_command(options);
    case Command::calibrate: return calibrate_command(options);
    case Command::export_to: return export_command(options);
  }
  return kWrongUse;
}

int run_words(const std::vector<std::string>& words) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    std::fputs(general_help().c_str(), words.empty() ? stderr : stdout);
    return words.empty() ? kWrongUse : kDone;
  }
  if (words[0] == "--version") {
    fmt::print("mwendo {}\n", MWENDO_VERSION);
    return kDone;
  }
  if (words[0] == "view") return view_command({words.begin() + 1, words.end()});
  const auto command = command_named(words[0]);
  if (!command) {
    const std::string near = nearest_name(words[0], command_names());
    throw InputError({.file = {},
                      .what = fmt::format("unknown command '{}'", words[0]),
                      .what_to_do = near.empty() ? "see mwendo --help"
                                                 : fmt::format("did you mean '{}'?", near)});
  }
  const Options options = parse_options(*command, {words.begin() + 1, words.end()});
  if (options.help) {
    std::fputs(help_of(*command).c_str(), stdout);
    return kDone;
  }
  return dispatch(*command, options);
}

int tell(int code, const std::string& text) {
  fmt::print(stderr, "mwendo: {}\n", text);
  return code;
}

}  // namespace

int command_line(const std::vector<std::string>& words) {
  catch_interrupts();
  try {
    const int code = run_words(words);
    if (std::fflush(stdout) != 0) return tell(kRunFailed, "cannot write to standard output");
    return code;
  } catch (const InputError& error) {
    for (const Problem& p : error.problems()) tell(kWrongUse, p.text());
    return kWrongUse;
  } catch (const Interrupted&) {
    return tell(kInterrupted, "interrupted; nothing was written");
  } catch (const std::bad_alloc&) {
    return tell(kRunFailed, "out of memory; a smaller --sample needs less");
  } catch (const std::exception& error) {
    return tell(kRunFailed, error.what());
  }
}

}  // namespace mwendo
