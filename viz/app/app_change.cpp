// Changing the city from the window: draw, run beside, save.
#include <fmt/format.h>

#include <SFML/Window/Keyboard.hpp>

#include "viz/app/app.h"
#include "viz/runs/save_scenario.h"

namespace mwendo::viz {

void App::begin_drawing(MeasureKind kind) {
  if (!stages_[0]->run().alternative) return tell("A recorded run cannot be changed. Open its scenario instead.", 5);
  selection_ = {};
  following_ = false;
  const char* what = name_of(kind);
  if (kept_.empty()) tool_->name = fmt::format("{} {}", what, drawn_count_ + 1);
  tool_->begin(kind);
}

void App::handle_drawing_key(const sf::Event::KeyEvent& key) {
  using K = sf::Keyboard;
  switch (key.code) {
    case K::Escape:
      if (naming_) naming_ = false;
      else act_on({.cancel = true});
      break;
    case K::BackSpace:
      if (!naming_) tool_->undo();
      else if (!tool_->name.empty()) tool_->name.pop_back();
      break;
    case K::Enter:
      if (naming_) naming_ = false;
      else run_drawn();
      break;
    case K::S:
      if (key.control) save_drawn();
      break;
    case K::Space:
      if (!naming_) clock_.toggle();
      break;
    default: break;
  }
}

void App::act_on(const DrawPanelResult& r) {
  if (r.name_clicked) naming_ = true;
  if (r.run) run_drawn();
  if (r.save) save_drawn();
  if (r.another && tool_->complete()) {
    kept_.push_back(tool_->measure());
    tool_->begin(tool_->kind());
  }
  if (r.cancel) {
    tool_->end();
    kept_.clear();
    naming_ = false;
  }
}

std::vector<Measure> App::drawn_measures() const {
  std::vector<Measure> all = kept_;
  if (tool_->complete()) all.push_back(tool_->measure());
  return all;
}

void App::run_drawn() {
  const auto measures = drawn_measures();
  if (measures.empty() || building_.valid()) return;
  naming_ = false;
  building_ = std::async(std::launch::async, [make = stages_[0]->run().alternative, measures, name = tool_->name] {
    return make(measures, name.empty() ? "Drawn" : name);
  });
}

void App::save_drawn() {
  const auto measures = drawn_measures();
  if (measures.empty()) return;
  const std::string file = file_stem(tool_->name) + ".toml";
  try {
    save_scenario(file, {.extends = stages_[0]->run().id, .title = tool_->name}, measures);
    tell("Saved " + file + ". Compare with: mwendo compare " + stages_[0]->run().id + " " + file, 8);
  } catch (const std::exception& e) {
    tell(e.what(), 8);
  }
}

// What was built in the background comes onto the stage.
void App::take_built() {
  if (!building_.valid() || building_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  try {
    show_beside(building_.get());
    tool_->end();
    kept_.clear();
    ++drawn_count_;
  } catch (const std::exception& e) {
    tell(e.what(), 10);
  }
}

void App::show_beside(ViewedRun run) {
  if (two()) stages_.pop_back();
  stages_.push_back(std::make_unique<Stage>(std::move(run), *fonts_));
  stages_.back()->start();
  if (arrangement_ == Arrangement::one) arrangement_ = Arrangement::beside;
  show_charts_ = false;
  selection_ = {};
  index_ = std::make_unique<SearchIndex>(stages_.back()->world(), stages_.back()->map().lanes());
  const Vec centre = camera_.centre();
  const float scale = camera_.scale();
  resized_ = true;
  lay_out(size_);
  if (tool_->line().size() >= 2) return show_corridor();
  camera_.look_at(centre, scale * (arrangement_ == Arrangement::beside ? 0.7F : 1.0F), true);
}

// The drawn line, with what lies round it.
void App::show_corridor() {
  Box box;
  for (const Vec p : tool_->line()) box.include(p);
  const float side = std::max(box.high.x - box.low.x, box.high.y - box.low.y);
  camera_.fit(box.grown(std::max(0.12F * side, 300.0F)), free_part(), false);
}

// Ways to change the city, under the title.
void App::draw_change_bar(Vec at) {
  struct Choice {
    MeasureKind kind;
    const char* label;
  };
  static constexpr std::array<Choice, 4> kChoices = {{{MeasureKind::brt, "Draw a BRT line"},
                                                      {MeasureKind::cycle_track, "Cycle track"},
                                                      {MeasureKind::walkway, "Walkway"},
                                                      {MeasureKind::closure, "Close a street"}}};
  float w = ui_.px(8);
  for (const Choice& c : kChoices) w += ui_.text_width(c.label, 13, Weight::medium) + ui_.px(24);
  const Rect r{at.x, at.y, w, ui_.px(40)};
  ui_.panel(r, 12);
  float x = r.x + ui_.px(6);
  for (const Choice& c : kChoices) {
    const float own = ui_.text_width(c.label, 13, Weight::medium) + ui_.px(20);
    const Rect b{x, r.y + ui_.px(6), own, ui_.px(28)};
    const bool hot = ui_.hovered(b);
    if (hot) ui_.painter().rounded(b, ui_.px(7), ui_.theme().field);
    ui_.text(b.centre().x, b.centre().y + ui_.px(4.6F), c.label, 13, ui_.theme().accent, Weight::medium, Align::centre);
    if (hot && ui_.input().pressed) begin_drawing(c.kind);
    x += own + ui_.px(4);
  }
}

}  // namespace mwendo::viz
