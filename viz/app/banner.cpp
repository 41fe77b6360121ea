#include "viz/app/banner.h"

#include <fmt/format.h>

#include "viz/panels/time_bar.h"

namespace mwendo::viz {
namespace {

constexpr float kBehind = 5;  // seconds of the city that an alternative may lag unseen

std::string busy_text(const std::string& phase) {
  if (phase.empty()) return "Reading the city";
  if (phase.find("choices") != std::string::npos)
    return "People choose when, where and how they travel";
  return phase;
}

std::string alternative_text(const View& view) {
  const Session& session = view.worlds.last().session();
  if (session.state() == RunState::failed) return session.failure();
  if (view.worlds.slowest() >= view.clock.now() - kBehind) return {};
  return "The alternative catches up: " + clock_text(session.reached(), false);
}

bool is_moving(const Snapshot& s, float from_s) { return s.day < s.days || s.time_s < from_s; }

std::string rehearsal_text(const Snapshot& s, float from_s) {
  const std::string time = clock_text(s.time_s, false);
  if (s.day == s.days)
    return fmt::format("The streets fill before {}: {}", clock_text(from_s, false), time);
  return fmt::format("Rehearsal: people try out their ways, day {} of {}, {}", s.day, s.days - 1,
                     time);
}

// Before the first moment that is shown.
std::string start_text(const View& view) {
  std::string text;
  const Stage& base = view.worlds.base();
  for (std::size_t i = 0; i < view.worlds.size(); ++i) {
    const Session& session = view.worlds[i].session();
    if (session.state() == RunState::failed)
      text = session.failure();
    else if (base.rehearsing() && is_moving(base.snapshot(), view.clock.from()))
      text = rehearsal_text(base.snapshot(), view.clock.from());
    else if (view.worlds.slowest() <= view.clock.from() && text.empty())
      text = busy_text(session.busy_with());
  }
  return text;
}

}  // namespace

std::string banner_text(const View& view) {
  std::string text = view.messages.present();
  if (text.empty() && view.draft.building()) text = "Building the alternative";
  if (text.empty() && view.worlds.two()) text = alternative_text(view);
  if (text.empty() && view.clock.now() <= view.clock.from()) text = start_text(view);
  return text;
}

std::string state_text(const Stage& stage) {
  const Session& session = stage.session();
  switch (session.state()) {
    case RunState::preparing: return "preparing";
    case RunState::failed: return "stopped";
    case RunState::finished: return session.can_seek() ? "recorded" : "finished";
    case RunState::running:
      if (session.can_seek()) return "recorded";
      return stage.rehearsing() ? "rehearsal" : "live";
  }
  return {};
}

}  // namespace mwendo::viz
