#include "viz/app/view.h"

#include <algorithm>

#include "viz/app/settings.h"
#include "viz/panels/difference.h"
#include "viz/panels/layer_menu.h"
#include "viz/panels/time_bar.h"
#include "viz/runs/refuse.h"
#include "viz/runs/replay_run.h"

namespace mwendo::viz {
namespace {

constexpr float kDrawingReach = 14, kPickingReach = 11;  // pixels round the mouse

// A view that is so wide about the middle of the box.
Box across(const Box& box, float metres) {
  return {box.centre() - Vec{metres / 2, 1}, box.centre() + Vec{metres / 2, 1}};
}

}  // namespace

View::View(const Options& options, const Fonts& fonts, ViewedRun base,
           std::optional<ViewedRun> alternative)
    : worlds(fonts, std::move(base), std::move(alternative),
             options.swipe ? Arrangement::swipe : Arrangement::beside),
      clock(worlds.base().run().from_s, worlds.base().run().to_s),
      draft(worlds.base().run(), worlds.base().map().lanes()),
      show(options),
      options_(options) {
  if (!options.forget && !options.render) {
    const Settings known = read_settings();
    look.theme = known.theme;
    open.charts = known.charts, open.legend = known.legend;
  }
  if (worlds.two()) open.charts = false;
  if (options.theme) look.theme = *options.theme;
  if (options.layer) look.layer = *options.layer;
  if (options.speed) *options.speed > 0 ? clock.set_speed(*options.speed) : clock.set_fastest(true);
  record();
  make_index();
}

void View::record() {
  if (options_.record.empty()) return;
  const ReplayRecorder recorder = replay_recorder(options_.record, worlds.base().run());
  worlds.base().session().record_by(recorder, [recorder] { recorder.finish(); });
}

void View::make_index() {
  index_ = std::make_unique<SearchIndex>(worlds.last().world(), worlds.last().map().lanes());
}

void View::advance(float wall_s, Vec window) {
  const Session& base = worlds.base().session();
  clock.set_range(base.from(), base.to());
  clock.advance(wall_s, worlds.slowest());
  worlds.follow(clock, is_active(look.layer));
  take_built();
  lay_out(window);
  if (const TourView* next = show.next_view(wall_s)) show_view(*next);
  inspection.keep_up(worlds, clock, messages);
  worlds.camera().advance(wall_s);
  messages.advance(wall_s);
}

void View::lay_out(Vec window) {
  window_ = window;
  look.text_scale = options_.scale > 0
                        ? options_.scale
                        : std::clamp(std::min(window.x / 1280, window.y / 720), 0.8F, 3.2F);
  if (worlds.fill_window(window) && !looked_) look_first();
  looked_ = true;
}

std::optional<Box> View::place_of(const std::string& name) const {
  const auto found = index_->find(name, 1);
  if (found.empty()) return std::nullopt;
  return found.front().box;
}

// What --look-at names, else the whole city.
void View::look_first() {
  Box box = city_box(worlds.last());
  if (const std::string& name = options_.look_at; !name.empty()) {
    const auto place = place_of(name);
    if (!place && options_.render)
      refuse("--look-at \"" + name + "\" is not a street, stop or line here",
             "try a part of the name");
    if (place)
      box = *place;
    else
      messages.tell("Nothing is named \"" + name + "\" here", 6);
  }
  if (options_.across_m > 0) box = across(box, options_.across_m);
  worlds.camera().fit(box, free_part(), true);
}

void View::show_view(const TourView& view) {
  Box box = city_box(worlds.last());
  if (!view.look_at.empty()) box = place_of(view.look_at).value_or(box);
  if (view.across_m > 0) box = across(box, view.across_m);
  fit(box);
  worlds.camera().travel(3);
  if (view.layer) choose_layer(*view.layer);
  if (view.theme) look.theme = *view.theme;
  if (view.speed > 0) clock.set_speed(view.speed);
}

void View::show_found(const Found& found) {
  search.close();
  inspection.let_go();
  fit(found.box);
  const std::size_t last = worlds.size() - 1;
  if (found.kind == FoundKind::stop)
    inspection.select({SelectionKind::stop, found.id}, last, worlds);
  if (found.kind == FoundKind::line)
    inspection.select({SelectionKind::line, found.id}, last, worlds);
}

float View::foot_of_maps() const {
  const float s = look.text_scale;
  const float tiles = worlds.two() ? (kDifferenceHeight + 2 * kMargin) * s : 0;
  return window_.y - (kTimeBarHeight + 2 * kMargin) * s - tiles;
}

Rect View::free_part() const {
  const float s = look.text_scale;
  const Rect v = worlds.camera().viewport();
  const bool charts = worlds.arrangement() != Arrangement::beside && open.charts;
  const float right = charts ? 262 * s : 20 * s;
  return {v.x + 20 * s, v.y + 70 * s, v.w - 20 * s - right, foot_of_maps() - 70 * s - kMargin * s};
}

void View::click(Vec pixel) {
  draft.name_it(false);
  if (draft.active()) {
    const Vec place = worlds.camera_of(0).to_map(pixel);
    draft.tool().click(place, kDrawingReach * look.text_scale / worlds.camera().scale());
    return;
  }
  const std::size_t world = worlds.at(pixel);
  const float reach = kPickingReach * look.text_scale;
  inspection.select(pick(worlds[world], worlds.camera_of(world), pixel, clock.now(), reach), world,
                    worlds);
}

void View::go_to(float time_s) {
  if (worlds.can_seek()) {
    worlds.seek(time_s);
    clock.jump_to(time_s);
  } else if (time_s > clock.now()) {
    clock.hurry_to(time_s);
  } else {
    messages.tell("A live run cannot go back. Start again with --from, or open a recorded run.", 5);
  }
}

void View::choose_layer(Layer layer) {
  if (static_cast<std::size_t>(layer) >= kLayerCount) return;
  if (!offered(layer, worlds.last().run(), worlds.two())) return;
  look.layer = layer;
}

void View::toggle_theme() {
  look.theme = look.theme == ThemeName::light ? ThemeName::dark : ThemeName::light;
}

void View::toggle_vehicle_colour() {
  const bool kind = look.vehicle_colour == VehicleColour::kind;
  look.vehicle_colour = kind ? VehicleColour::speed : VehicleColour::kind;
}

void View::escape() {
  if (open.layers)
    open.layers = false;
  else if (inspection.following())
    inspection.let_go();
  else
    inspection.clear();
}

void View::begin_drawing(MeasureKind kind) {
  if (!draft.possible())
    return messages.tell("A recorded run cannot be changed. Open its scenario instead.", 5);
  inspection.clear();
  draft.begin(kind);
}

void View::save_drawing() {
  try {
    const std::optional<std::string> file = draft.save();
    if (!file) return;
    messages.tell(
        "Saved " + *file + ". Compare with: mwendo compare " + worlds.base().run().id + " " + *file,
        8);
  } catch (const std::exception& e) {
    messages.tell(e.what(), 8);
  }
}

// What was built in the background comes onto the stage.
void View::take_built() {
  try {
    if (auto run = draft.take_built()) show_beside(std::move(*run));
  } catch (const std::exception& e) {
    messages.tell(e.what(), 10);
  }
}

void View::show_beside(ViewedRun run) {
  worlds.show_beside(std::move(run));
  open.charts = false;
  inspection.clear();
  make_index();
  const Vec centre = worlds.camera().centre();
  const float scale = worlds.camera().scale();
  lay_out(window_);
  if (draft.tool().line().size() >= 2) return show_corridor();
  const float share = worlds.arrangement() == Arrangement::beside ? 0.7F : 1.0F;
  worlds.camera().look_at(centre, scale * share, true);
}

// The drawn line, with what lies round it.
void View::show_corridor() {
  Box box;
  for (const Vec p : draft.tool().line()) box.include(p);
  const float side = std::max(box.high.x - box.low.x, box.high.y - box.low.y);
  fit(box.grown(std::max(0.12F * side, 300.0F)));
}

}  // namespace mwendo::viz
