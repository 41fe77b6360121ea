#include "viz/app/tour.h"

#include "scenarios/files/config.h"

namespace mwendo::viz {

std::vector<TourView> read_tour(const std::filesystem::path& file, Problems& problems) {
  const ConfigTable table = read_config(file, problems);
  ConfigReader in(table, problems);
  std::vector<TourView> views;
  std::vector<std::string> layers;
  for (std::size_t i = 0; i < kLayerCount; ++i)
    layers.emplace_back(info_of(static_cast<Layer>(i)).key);
  for (const ConfigTable* t : in.tables("view")) {
    ConfigReader view(*t, problems);
    TourView v;
    v.seconds = static_cast<float>(view.number("seconds", 10, {.above = 0, .at_most = 3600}));
    v.look_at = view.text("look_at");
    v.across_m = static_cast<float>(view.number("across", 0, {.at_least = 0, .at_most = 1e6}));
    v.speed = static_cast<float>(view.number("speed", 0, {.at_least = 0, .at_most = 1000}));
    v.caption = view.text("caption");
    if (view.has("layer")) v.layer = layer_by_key(view.word("layer", "streets", layers));
    if (view.has("theme"))
      v.theme = view.word("theme", "light", {"light", "dark"}) == "dark" ? ThemeName::dark
                                                                         : ThemeName::light;
    view.finish();
    views.push_back(std::move(v));
  }
  in.finish();
  if (views.empty() && problems.empty()) {
    Problem p;
    p.file = file.string();
    p.what = "the tour has no view";
    p.what_to_do = "add a [[view]] table";
    problems.add(p);
  }
  return views;
}

const TourView* Tour::advance(float seconds) {
  if (views_.empty()) return nullptr;
  left_s_ -= seconds;
  if (begun_ && left_s_ > 0) return nullptr;
  at_ = begun_ ? (at_ + 1) % views_.size() : 0;
  begun_ = true;
  left_s_ = views_[at_].seconds;
  return &views_[at_];
}

}  // namespace mwendo::viz
