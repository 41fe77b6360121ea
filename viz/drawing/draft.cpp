#include "viz/drawing/draft.h"

#include <fmt/format.h>

#include <chrono>

#include "viz/runs/save_scenario.h"

namespace mwendo::viz {

Draft::Draft(const ViewedRun& base, const LaneGeometry& lanes)
    : base_(&base), tool_(std::make_unique<DrawTool>(*base.world, lanes)) {}

std::vector<Measure> Draft::measures() const {
  std::vector<Measure> all = kept_;
  if (active() && tool_->complete()) all.push_back(tool_->measure());
  return all;
}

void Draft::begin(MeasureKind kind) {
  if (kept_.empty()) tool_->name = fmt::format("{} {}", name_of(kind), built_ + 1);
  tool_->begin(kind);
}

void Draft::another() {
  if (!tool_->complete()) return;
  kept_.push_back(tool_->measure());
  tool_->begin(tool_->kind());
}

void Draft::cancel() {
  tool_->end();
  kept_.clear();
  naming_ = false;
}

void Draft::type(char32_t letter) {
  if (letter < 32 || letter >= 127 || tool_->name.size() >= kLongestName) return;
  tool_->name += static_cast<char>(letter);
}

void Draft::erase() {
  if (!naming_)
    tool_->undo();
  else if (!tool_->name.empty())
    tool_->name.pop_back();
}

void Draft::build() {
  const auto drawn = measures();
  if (drawn.empty() || building()) return;
  naming_ = false;
  const std::string name = tool_->name.empty() ? "Drawn" : tool_->name;
  building_ = std::async(std::launch::async,
                         [make = base_->alternative, drawn, name] { return make(drawn, name); });
}

std::optional<ViewedRun> Draft::take_built() {
  if (!building()) return std::nullopt;
  if (building_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
  ViewedRun run = building_.get();
  cancel();
  ++built_;
  return run;
}

std::optional<std::string> Draft::save() const {
  const auto drawn = measures();
  if (drawn.empty()) return std::nullopt;
  std::string file = file_stem(tool_->name) + ".toml";
  save_scenario(file, {.extends = base_->id, .title = tool_->name}, drawn);
  return file;
}

}  // namespace mwendo::viz
