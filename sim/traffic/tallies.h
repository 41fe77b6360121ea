// Tallies of traffic for emissions and indicators: by link, 15 minutes and vehicle class.
//
//   const TallyCell cell = traffic.tallies().over_all(link);
//   cell.total_distance_m();                            // vehicle-metres on the link
//
// All values are expanded: a vehicle that stands for n vehicles adds n.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/base/huge_pages.h"
#include "network/base/ids.h"
#include "sim/modes/classes.h"

namespace mwendo {

// Upper ends of the speed bins in km/h; the last is open. A traversal of a link falls into the bin
// of its mean speed while moving or standing on the link.
inline constexpr std::array<float, 7> kSpeedBinUpperKmh = {5, 10, 20, 30, 50, 80, 1000};
inline constexpr std::size_t kSpeedBins = kSpeedBinUpperKmh.size();
[[nodiscard]] std::size_t speed_bin(float kmh);

struct TallyCell {
  float vehicles = 0;                          // that left the link
  std::array<float, kSpeedBins> distance_m{};  // vehicle-metres
  std::array<float, kSpeedBins> time_s{};      // vehicle-seconds
  float standing_s = 0;                        // vehicle-seconds at a speed below 0.5 m/s
  float stops = 0;                             // times a vehicle came to a stand
  float passengers_m = 0;                      // person-metres incl. drivers

  [[nodiscard]] float total_distance_m() const;
  [[nodiscard]] float total_time_s() const;
  void add(const TallyCell& other);
};

// A column of cells by link for every period and class that occurs; others need no memory.
class Tallies {
 public:
  static constexpr float kPeriodSeconds = 900;
  Tallies() = default;
  // Periods cover [from_s, to_s); times outside go to the nearest period.
  Tallies(std::size_t links, float from_s, float to_s);

  [[nodiscard]] std::size_t links() const { return links_; }
  [[nodiscard]] std::size_t periods() const { return periods_; }
  [[nodiscard]] float from_s() const { return from_s_; }
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t period_at(float time_s) const;
  // Forgets the periods that end at this time or before it; the last one stays.
  void forget_before(float time_s);
  // Opens the column if there is none. Threads may call it together only for open columns.
  [[nodiscard]] TallyCell& at(LinkId l, std::size_t period, VehicleClass c) {
    open(period, c);
    return columns_[column(period, c)][l.value];
  }
  // A cell of zeros where there is no column.
  [[nodiscard]] const TallyCell& at(LinkId l, std::size_t period, VehicleClass c) const {
    const auto& cells = columns_[column(period, c)];
    return cells.empty() ? kNothing : cells[l.value];
  }
  void open(std::size_t period, VehicleClass c) {
    auto& cells = columns_[column(period, c)];
    if (cells.empty()) cells.resize(links_);
  }
  // Sum over the classes of a link and period, over all periods of a link, over all of a class.
  [[nodiscard]] TallyCell over_classes(LinkId l, std::size_t period) const;
  [[nodiscard]] TallyCell over_all(LinkId l) const;
  [[nodiscard]] TallyCell over_links(VehicleClass c) const;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& t) {  // network/base/state_archive.h
    a(t.links_, t.periods_, t.from_s_, t.columns_);
  }

 private:
  static const TallyCell kNothing;
  [[nodiscard]] static std::size_t column(std::size_t period, VehicleClass c) {
    return period * kVehicleClassCount + static_cast<std::size_t>(c);
  }
  std::size_t links_ = 0;
  std::size_t periods_ = 0;
  float from_s_ = 0;
  std::vector<HugeVector<TallyCell>> columns_;
};

}  // namespace mwendo
