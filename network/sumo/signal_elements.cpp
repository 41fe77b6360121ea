#include "network/sumo/signal_elements.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "network/sumo/signal_program.h"

namespace mwendo::sumo {
namespace {

constexpr float kWithoutEnd = 2147483;  // s, SUMO's maxDur where only minDur is given

using Words = std::array<std::string_view, 13>;
constexpr Words kTypes = {"static",       "actuated",      "delay_based",   "NEMA",
                          "rail_signal",  "rail_crossing", "sotl_phase",    "sotl_platoon",
                          "sotl_request", "sotl_wave",     "sotl_marching", "swarm",
                          "deterministic"};

bool is_rail(std::string_view type) { return type == "rail_signal" || type == "rail_crossing"; }

// Whether the engine has no counterpart of the type.
bool has_other_rules(std::string_view type) { return type != "static" && type != "actuated"; }

std::string at_line(const XmlElement& e, std::string_view id) {
  return fmt::format("'{}' in line {}", id, e.place().line());
}

std::vector<std::size_t> read_next(const XmlElement& e) {
  std::vector<std::size_t> next;
  for_each_word(e.text("next", ""), [&](std::string_view word) {
    std::size_t number = 0;
    const char* end = word.data() + word.size();
    const auto got = std::from_chars(word.data(), end, number);
    if (got.ec != std::errc{} || got.ptr != end)
      e.place().problem(fmt::format("'next' of <phase> names '{}'", word),
                        "give the numbers of phases, from 0 on");
    else
      next.push_back(number);
  });
  return next;
}

}  // namespace

void SignalElements::start(const XmlElement& e) {
  const std::string_view id = e.text("id");
  const std::string_view type = e.text("type", "static");
  if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
    e.place().problem(fmt::format("signal '{}' has the unknown type '{}'", id, type),
                      "use static or actuated");
  signal_ = net_.signal_names.add(id);
  if (signal_ >= net_.signals.size()) net_.signals.resize(signal_ + 1);
  place_ = &e.place();
  const std::size_t before = programs_.size();
  if (programs_.add(fmt::format("{} {}", id, e.text("programID", ""))) < before)
    e.place().problem(
        fmt::format("signal '{}' has the program '{}' twice", id, e.text("programID", "")),
        "give each program an id of its own");
  if (!signal().phases.empty())
    net_.report.add("signal programs replaced by a later one", at_line(e, id));
  signal() = {};
  signal().type = type;
  signal().offset = static_cast<float>(e.time("offset", 0));
  if (has_other_rules(type) && !is_rail(type))
    net_.report.add(fmt::format("signal programs of type '{}', run {}", type,
                                type == "delay_based" ? "as actuated" : "with fixed times"),
                    at_line(e, id));
}

void SignalElements::check_state(const XmlElement& e, std::string_view state) const {
  if (const std::size_t bad = state.find_first_not_of(kSignalLetters);
      bad != std::string_view::npos)
    e.place().problem(fmt::format("a phase of signal '{}' has the letter '{}' in its state",
                                  net_.signal_names.name(signal_), state[bad]),
                      fmt::format("use letters of {}", kSignalLetters));
  if (!signal().phases.empty() && state.size() != signal().phases.front().state.size())
    e.place().problem(fmt::format("a phase of signal '{}' has {} letters, its first phase has {}",
                                  net_.signal_names.name(signal_), state.size(),
                                  signal().phases.front().state.size()),
                      "give each phase one letter a connection");
}

RawPhase SignalElements::read_phase(const XmlElement& e) const {
  RawPhase phase;
  phase.duration = static_cast<float>(e.time("duration", 0));
  phase.state = e.text("state");
  phase.next = read_next(e);
  phase.least = static_cast<float>(e.time("minDur", static_cast<double>(phase.duration)));
  phase.most = static_cast<float>(
      e.time("maxDur", static_cast<double>(e.has("minDur") ? kWithoutEnd : phase.duration)));
  return phase;
}

void SignalElements::add_phase(const XmlElement& e) {
  if (signal_ == NameIndex::kNone) return;
  RawPhase phase = read_phase(e);
  if (!(phase.duration > 0)) e.place().problem("a phase without duration", "it must be above 0");
  if (signal().type == "actuated" && !(phase.least >= 0 && phase.least <= phase.most))
    e.place().problem(fmt::format("a phase lasts from {} to {} s", phase.least, phase.most),
                      "minDur must not be above maxDur");
  check_state(e, phase.state);
  if (phase.next.size() > 1)
    net_.report.add("signal phases that several may follow, the first taken",
                    at_line(e, net_.signal_names.name(signal_)));
  signal().phases.push_back(std::move(phase));
}

void SignalElements::end() {
  if (signal_ == NameIndex::kNone) return;
  const RawSignal& s = signal();
  const std::string_view id = net_.signal_names.name(signal_);
  if (s.phases.empty() && !is_rail(s.type))
    place_->problem(fmt::format("signal '{}' has no phases", id), "add a <phase>");
  for (const RawPhase& p : s.phases)
    for (const std::size_t next : p.next)
      if (next >= s.phases.size())
        place_->problem(
            fmt::format("'next' of signal '{}' names phase {} of {}", id, next, s.phases.size()),
            "count phases from 0");
  signal_ = NameIndex::kNone;
}

}  // namespace mwendo::sumo
