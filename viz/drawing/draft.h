// An alternative that is being drawn: the present measure and those drawn before it. Builds and
// saves them together.
//
//   Draft draft(base_run, lanes);
//   draft.begin(MeasureKind::brt);
//   draft.tool().click(place, 20); ...
//   draft.build();                                     // in a thread of its own
//   if (auto run = draft.take_built()) show(*run);     // each frame
//
// Errors: take_built() throws what building threw; save() throws RunError.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/drawing/draw_tool.h"
#include "viz/runs/viewed_run.h"

namespace mwendo::viz {

class Draft {
 public:
  // base: what is changed; recorded runs cannot be. Both outlive the draft.
  Draft(const ViewedRun& base, const LaneGeometry& lanes);

  [[nodiscard]] bool possible() const { return static_cast<bool>(base_->alternative); }
  [[nodiscard]] DrawTool& tool() { return *tool_; }
  [[nodiscard]] const DrawTool& tool() const { return *tool_; }
  [[nodiscard]] bool active() const { return tool_->active(); }
  [[nodiscard]] std::size_t kept() const { return kept_.size(); }
  [[nodiscard]] std::vector<Measure> measures() const;

  void begin(MeasureKind kind);
  void another();  // keeps the measure that is complete and begins the next one
  void cancel();

  // The name is edited letter by letter.
  [[nodiscard]] bool naming() const { return naming_; }
  void name_it(bool on) { naming_ = on; }
  void type(char32_t letter);
  void erase();  // a letter, or else the last click

  // Nothing happens where nothing is drawn, or something is being built.
  void build();
  [[nodiscard]] bool building() const { return building_.valid(); }
  // What was built is handed out once; the draft is then empty.
  [[nodiscard]] std::optional<ViewedRun> take_built();
  // Writes a scenario file into the present folder; its name, or none where nothing is drawn.
  [[nodiscard]] std::optional<std::string> save() const;

 private:
  static constexpr std::size_t kLongestName = 40;

  const ViewedRun* base_;
  std::unique_ptr<DrawTool> tool_;
  std::vector<Measure> kept_;  // drawn before the present one
  bool naming_ = false;
  int built_ = 0;
  std::future<ViewedRun> building_;
};

}  // namespace mwendo::viz
