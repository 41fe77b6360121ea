// Where people go: a zone by gravity, a street node by weight, a door by the spread of the zone.
//
//   const DestinationModel model(net, zones, distances, figures, pattern.tours_per_person(),
//                                DestinationOptions{});
//   const ZonedPlace work = model.draw(seed, {.number = n, .trip = 0, .purpose = Purpose::work,
//                                             .from = home});
//
// Each purpose is a mixture of two gravity models. Trips in the neighbourhood have a steep friction
// and are constrained by row; they lead to near places: a school, a shop, a stall. Trips into the
// city are doubly constrained to the jobs, school places and other attractions that neighbourhood
// trips leave. One exponential friction cannot give both the many short walks and the long rides
// that surveys of these cities report.
// Generalised time of a distance d: the quicker of walking (1.25 m/s) and riding (8 min to reach
// and wait for a vehicle, then the city's peak speed).
// Inside a zone the node is drawn by weight times friction from the node where the trip starts.
// Guarantees: a pure function of seed, person number and trip number; expected arrivals by zone
// are the attractions of the purpose.
// Attractions: work: jobs; school: school places; other: half jobs, half inhabitants (assumption).
// Shares and lengths of neighbourhood trips are assumptions (DestinationOptions). They are scaled
// so that all purposes together have the city's mean trip length.
#pragma once

#include <array>
#include <vector>

#include "sim/population/gravity.h"
#include "sim/population/zone_distances.h"

namespace mwendo {

struct DestinationOptions {
  // Order work, school, other.
  std::array<double, 3> local_share_weight = {0.5, 1.4, 1.1};  // times walking + cycling share
  double default_local_share = 0.4;  // where the city gives no mode shares
  std::array<double, 3> local_mean_km = {1.6, 1.3, 1.3};
  std::array<double, 3> length_weight = {1.6, 0.6, 0.87};  // mean length against the city's mean
  double jobs_in_other = 0.5;
  double ride_access_min = 8;
};

struct DestinationKey {
  std::uint32_t number = 0;  // of the person
  std::uint32_t trip = 0;    // of the day
  Purpose purpose = Purpose::other;
  ZonedPlace from;
};

// What the fit reached, for reports and tests. By purpose work, school, other.
struct DestinationFit {
  std::array<double, 3> wanted_km{}, fitted_km{}, local_share{}, beta_local{}, beta_city{},
      worst_column{};
};

class DestinationModel {
 public:
  DestinationModel(const Network& net, const Zones& zones, const ZoneDistances& distances,
                   const CityFigures& figures, const std::array<double, 3>& tours_per_person,
                   const DestinationOptions& options, int threads = 1);
  [[nodiscard]] ZonedPlace draw(std::uint64_t seed, const DestinationKey& key) const;
  // A place in another zone than drawn, by the same draws.
  [[nodiscard]] Place place(std::uint64_t seed, const DestinationKey& key, ZoneId zone) const;
  // Of the trips of this purpose from a zone, those to the other.
  [[nodiscard]] double share(Purpose purpose, ZoneId from, ZoneId to) const;
  // A home in the zone; `household` keys the draws.
  [[nodiscard]] Place draw_home(std::uint64_t seed, std::uint32_t household, ZoneId zone) const;
  [[nodiscard]] const DestinationFit& fit() const { return fit_; }
  // Expected tours by destination zone for each purpose (column sums of the fitted tables).
  [[nodiscard]] std::array<std::vector<double>, 3> expected_arrivals() const;

 private:
  enum Weight : std::size_t { kHome, kJob, kBoth };
  void fit_purpose(std::size_t k, const Matrix<ZoneId, float>& minutes, const CityFigures& figures);
  void make_node_tables();
  void make_local_tables(int threads);
  [[nodiscard]] Place place_in(std::uint64_t seed, std::uint32_t subject, std::uint32_t base,
                               ZoneId zone, std::size_t node) const;
  [[nodiscard]] std::size_t local_node(const Zones& zones, const ZonedPlace& from, Weight w,
                                       double u) const;
  [[nodiscard]] double minutes_of(double metres) const;

  const Network* net_;
  const Zones* zones_;
  const ZoneDistances* distances_;
  DestinationOptions options_;
  double ride_mps_ = 4;
  std::array<std::vector<double>, 3> productions_;  // tours by home zone
  std::array<std::vector<double>, 3> attractions_;
  std::array<GravityResult, 3> local_, city_;
  DestinationFit fit_;
  // Cumulative weights of the nodes of each zone (zones_->nodes order), by Weight.
  std::array<std::vector<float>, 3> node_table_;
  // For each node of a zone as origin, cumulative over the zone's nodes, by Weight.
  std::vector<std::size_t> first_local_;  // by zone
  std::array<std::vector<float>, 3> local_table_;
};

}  // namespace mwendo
