// Drawing a measure on the map: a BRT line, a cycle track, a walkway, a closed street.
//
//   DrawTool tool(world, lanes);
//   tool.begin(MeasureKind::brt);
//   tool.hover(place);
//   tool.click(place, 20);          // snaps to streets, finds the way between clicks
//   if (tool.complete()) run(tool.measure());
//
// The search of a scenario file's waypoints also finds this way, so the line on the map is the line
// that is simulated.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "network/conflate/link_ways.h"
#include "scenarios/measures/measure.h"
#include "viz/map/lane_geometry.h"
#include "viz/paint/painter.h"

namespace mwendo::viz {

enum class MeasureKind : std::uint8_t { none, brt, cycle_track, walkway, closure };

[[nodiscard]] const char* name_of(MeasureKind kind);  // "BRT line"

// What the panel sets for a BRT line.
struct BrtSettings {
  float peak_headway_s = 180;
  double spacing_m = 700;
  LanesFrom lanes_from = LanesFrom::added;
  bool electric = true;
  bool articulated = true;
  Competing competing = Competing::shortened;
};

class DrawTool {
 public:
  DrawTool(const World& world, const LaneGeometry& lanes);

  void begin(MeasureKind kind);
  void end() { kind_ = MeasureKind::none; }
  [[nodiscard]] MeasureKind kind() const { return kind_; }
  [[nodiscard]] bool active() const { return kind_ != MeasureKind::none; }

  void hover(Vec place);
  // Adds a waypoint, or, while stations are placed, a station; a click on a station removes it.
  // reach_m: what a finger covers. Streets are found within 300 m in any case.
  void click(Vec place, float reach_m);
  void undo();
  void place_stations(bool on) { placing_stations_ = on; }
  [[nodiscard]] bool placing_stations() const { return placing_stations_; }

  BrtSettings brt;
  std::string name;

  [[nodiscard]] bool complete() const { return way_.found() && points_.size() >= 2; }
  [[nodiscard]] std::string problem() const { return problem_; }
  [[nodiscard]] double length_m() const { return length_m_; }
  [[nodiscard]] std::vector<Vec> stations() const;
  [[nodiscard]] const std::vector<Vec>& line() const { return line_; }  // of the way, metres
  [[nodiscard]] std::size_t waypoints() const { return points_.size(); }
  [[nodiscard]] const std::vector<LinkId>& links() const { return way_.path; }
  [[nodiscard]] Measure measure() const;

  void draw(Painter& painter, const Camera& camera, const Theme& theme) const;

 private:
  void find_way();
  [[nodiscard]] conflate::LinkMatch connect(const std::vector<Vec>& points) const;
  [[nodiscard]] std::vector<Vec> line_of(const conflate::LinkMatch& way) const;
  [[nodiscard]] std::vector<Vec> stations_in_order() const;
  [[nodiscard]] std::vector<std::string> station_names(const std::vector<Vec>& places,
                                                       const std::string& line) const;
  [[nodiscard]] std::vector<LonLat> degrees(const std::vector<Vec>& places) const;

  const World* world_;
  const LaneGeometry* lanes_;
  std::unique_ptr<conflate::LineMatcher<conflate::LinkWays>> matcher_;
  MeasureKind kind_ = MeasureKind::none;
  std::vector<Vec> points_;  // clicks
  std::vector<Vec> line_;    // of the way
  conflate::LinkMatch way_;
  std::vector<Vec> ahead_;  // line from the last click to the mouse
  Vec mouse_;
  bool mouse_seen_ = false;
  std::vector<Vec> own_stations_;
  bool placing_stations_ = false;
  double length_m_ = 0;
  std::string problem_;
};

}  // namespace mwendo::viz
