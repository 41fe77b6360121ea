// The main figures of a run, minute by minute, for charts that grow with time.
//
//   History history;
//   history.note(snapshot);
//   for (const auto& p : history.points()) draw(p.time_s, p[Figure::mean_speed]);
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "viz/runs/snapshot.h"

namespace mwendo::viz {

enum class Figure : std::uint8_t {
  vehicles,
  mean_speed,
  waiting,
  on_board,
  co2e,
  brt_riders,
  walking,
  cycling
};
inline constexpr std::size_t kFigureCount = 8;

struct FigureInfo {
  const char* name;
  const char* unit;
  int decimals;
  bool more_is_better;
};
[[nodiscard]] const FigureInfo& info_of(Figure f);

struct HistoryPoint {
  float time_s = 0;
  std::array<float, kFigureCount> values{};
  std::array<float, kModeCount> arrived{};
  [[nodiscard]] float operator[](Figure f) const { return values[static_cast<std::size_t>(f)]; }
};

class History {
 public:
  // Keeps one point per kEvery seconds; time going back (a seek) forgets what came after.
  void note(const Snapshot& s);
  [[nodiscard]] const std::vector<HistoryPoint>& points() const { return points_; }
  [[nodiscard]] HistoryPoint latest() const { return latest_; }
  // The point nearest to a time; the latest if nothing is known.
  [[nodiscard]] HistoryPoint at(float time_s) const;
  [[nodiscard]] bool has(Figure f) const { return seen_[static_cast<std::size_t>(f)]; }

  static constexpr float kEvery = 60;

 private:
  std::vector<HistoryPoint> points_;
  HistoryPoint latest_;
  std::array<bool, kFigureCount> seen_{};
};

// The figures minute by minute as comma-separated values: a line per point, time as HH:MM:SS.
[[nodiscard]] std::string history_csv(const History& history);

}  // namespace mwendo::viz
