// Parts of every map: title, legend, scale bar, north, data sources.
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "viz/map/camera.h"
#include "viz/paint/map_view.h"
#include "viz/paint/ui.h"

namespace mwendo::viz {

void draw_title(Ui& ui, Vec at, const std::string& city, const std::string& scenario,
                const std::string& state, float most_wide);
// Where the data come from, with licences: "WorldPop (CC BY 4.0)".
[[nodiscard]] std::vector<std::string> attributions(const CityWorld& world);
void draw_scale_and_sources(Ui& ui, Rect map, const Camera& camera, const CityWorld& world);
// Grows upwards from its lower right corner; its height in pixels.
float draw_legend(Ui& ui, Vec lower_right, const MapLook& look, const Camera& camera,
                  const Snapshot& snapshot, bool made_up_streets = false);
}  // namespace mwendo::viz
