// Ways by public transport: rides, transfers on foot, access and egress.
//
//   const TransitRouter router(net, supply, zones, {});           // 1. topology, once
//   const RideGraph rides = router.rides(times, costs);           // 2. per period and iteration
//   TransitRouter::Search search(router);                         // 3. one per thread
//   search.run(rides, router.group_of(home.node), Mode::brt);     //    one origin to all
//   const TransitPath path = search.best(home, work);             //    any number of trips
//   if (path.found()) append_legs(path, rides, population.trip.rides);
//
// Compiled and run in tests/examples/sim/ride_test.cpp.
// Model: waiting is an expected time, not a timetable. A ride is a pair (board, alight) of stops of
// one mode. Its common lines serve both in order, and a rider would not let them pass. Lines are
// taken in order of time on board; a line joins while its time on board is below the wait and time
// on board expected without it (Chriqui and Robillard, "Common bus lines", Transportation Science
// 9, 1975). Expected wait of one line w = h (alpha + r): headway h, alpha from half (even headways)
// to one (random ones), r full vehicles that pass first. h r counts an hour at most: by then a
// rider has given up and gone on otherwise. Common lines: 1 / sum(1 / w); times on board, fare and
// length are the means weighted by 1 / w.
// Search: rounds, one ride each (at most kMaxRides), as in RAPTOR (Delling, Pajor, Werneck,
// Transportation Science 49, 2015), but over rides instead of timetables; between rounds transfers
// on foot. Cost of a way, in seconds on board: crowding x time on board + walk_weight x walk
// + wait_weight x wait + transfer_s for each ride but the first + fare / value of time.
// A search has a main mode and finds the cheapest way that uses it at least once. minibus:
// minibuses only; bus: buses and minibuses; brt: these and BRT; lrt: all. A way with less than
// kLeastMainShare of its length in the main mode is not offered (found() is false): it belongs to
// another mode.
// Origins are groups of street nodes of one grid cell (group_m wide). The walk from the door to the
// first stop is that of the trip's own node. Egress is exact to the node.
// Walking distances: crow-fly times detour, plus the walk between kerb and platform (of a change
// at both ends, but within one station: platforms less than 100 m apart). Door to node in unknown
// direction, hence sqrt(access^2 + walk^2).
// Guarantees: deterministic; const methods may be used by many threads.
// Limits: barriers to walking are not known; no timetable coordination. A rider chooses lines of
// one mode at a stop, so minibus and bus are not common lines of each other.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "sim/population/population.h"
#include "sim/transit/router/transit_times.h"
#include "sim/world/supply.h"
#include "sim/world/zones.h"

namespace mwendo {

inline constexpr std::size_t kMaxRides = 3;
inline constexpr std::size_t kTransitModes = 4;  // minibus, bus, brt, lrt
inline constexpr float kLeastMainShare = 0.4F;
inline constexpr float kNoWay = 3.0e38F;

[[nodiscard]] constexpr std::size_t transit_index(Mode m) {
  return static_cast<std::size_t>(m) - static_cast<std::size_t>(Mode::minibus);
}
[[nodiscard]] constexpr Mode transit_mode(std::size_t i) {
  return static_cast<Mode>(static_cast<std::size_t>(Mode::minibus) + i);
}

struct TransitRouterOptions {
  float detour = 1.3F;
  float transfer_m = 400;       // longest walk between stops
  float access_m = 1200;        // longest walk to or from a stop
  float far_access_m = 3000;    // to the nearest stops where there is none within access_m
  std::size_t most_stops = 60;  // of each mode, considered near a node
  float group_m = 400;          // width of a cell of origins
};

// Weights of a way's parts against time on board. Sources: docs/demand.md.
struct TransitCosts {
  float walk_weight = 1.8F;
  float wait_weight = 1.8F;
  float transfer_s = 300;
  float value_of_time_s = 156.0F / 3600;                               // currency per second
  std::array<float, kTransitModes> alpha = {0.8F, 0.8F, 0.6F, 0.55F};  // wait over headway
};

// All rides with their expected times; by board stop and mode.
struct RideGraph {
  struct Hop {  // what a search reads
    std::uint32_t alight;
    float cost;
  };
  struct Ride {  // what a way is made of
    StopId board;
    LineId preferred;
    float ride_s = 0;
    float felt_s = 0;  // with crowding
    float wait_s = 0;
    float fare = 0;
    float metres = 0;
  };
  TransitCosts costs;
  std::vector<Hop> hops;
  std::vector<Ride> rides;  // parallel to hops
};

struct TransitPath {
  float cost = kNoWay;  // seconds on board
  float walk_s = 0;
  float wait_s = 0;
  float ride_s = 0;
  float felt_s = 0;
  float fare = 0;
  float metres = 0;  // ridden
  float main_metres = 0;
  std::uint8_t ride_count = 0;
  std::array<std::uint32_t, kMaxRides> ride{};  // into RideGraph
  std::array<float, kMaxRides> walk_before_m{};
  float egress_m = 0;
  [[nodiscard]] bool found() const { return cost < kNoWay; }
  [[nodiscard]] float time_s() const { return walk_s + wait_s + ride_s; }
};

void append_legs(const TransitPath& path, const RideGraph& rides, std::vector<RideLeg>& legs);

class TransitRouter {
 public:
  TransitRouter(const Network& net, const TransitSupply& supply, const Zones& zones,
                const TransitRouterOptions& options = {});

  [[nodiscard]] RideGraph rides(const TransitTimes& times, const TransitCosts& costs,
                                int threads = 1) const;
  [[nodiscard]] bool has_mode(Mode m) const { return has_mode_[transit_index(m)]; }
  [[nodiscard]] const Network& network() const { return *net_; }
  [[nodiscard]] std::size_t groups() const { return group_centre_.size(); }
  // Group of a node of a zone; other nodes have none (kNoGroup).
  static constexpr std::uint32_t kNoGroup = 0xFFFFFFFFU;
  [[nodiscard]] std::uint32_t group_of(NodeId n) const { return group_of_[n]; }
  [[nodiscard]] std::size_t ride_count() const { return hop_alight_.size(); }

  struct NearStop {
    StopId stop;
    float walk_m;
    std::uint8_t modes;  // bit for each mode that this is one of the nearest stops of
  };
  // From a point to the platform of a stop, and from platform to platform.
  [[nodiscard]] float walk_to(Point p, StopId stop) const;
  [[nodiscard]] float walk_between(StopId from, StopId to) const;
  // Stops within walking distance of a point with the walk to their platforms.
  [[nodiscard]] std::vector<NearStop> stops_from(Point p) const;
  // The same with the walk on the streets only, nearest first: for each mode the nearest most_stops
  // within access_m, or the nearest three within far_access_m. A search uses only stops near for a
  // mode that it may ride. So a new line changes no way of other modes.
  [[nodiscard]] std::vector<NearStop> stops_near(Point p) const;

  class Search;

 private:
  struct Candidate {      // one line on one ride
    std::uint32_t first;  // line stop where it is boarded
    std::uint32_t last;   // line stop where it is left
    LineId line;
  };
  void find_rides();
  void find_transfers();
  void find_groups(const Zones& zones);
  void index_stops();
  struct LineOnRide {
    float ride_s, felt_s, wait_s, fare, metres;
    LineId line;
  };
  [[nodiscard]] LineOnRide line_on_ride(const Candidate& c, std::span<const double> run,
                                        std::span<const double> felt,
                                        std::span<const double> metres, const TransitTimes& times,
                                        const TransitCosts& costs) const;
  std::uint8_t mark_nearest(std::vector<NearStop>& stops, std::size_t most,
                            std::uint8_t wanted) const;
  [[nodiscard]] static RideGraph::Ride join_common(std::vector<LineOnRide>& lines);

  const Network* net_;
  const TransitSupply* supply_;
  TransitRouterOptions options_;
  std::array<bool, kTransitModes> has_mode_{};
  // Rides in order of (board stop, mode, alight stop).
  std::vector<std::uint32_t> hop_alight_;
  std::vector<StopId> hop_board_;
  std::vector<std::uint32_t> first_hop_;        // by stop * kTransitModes + mode
  std::vector<std::uint32_t> first_candidate_;  // by hop
  std::vector<Candidate> candidates_;
  std::vector<std::uint8_t> arrives_;  // by stop * kTransitModes + mode: a line stops there
  Csr<StopId, NearStop> transfers_;
  // Cells of stops, for stops_near.
  double cell_m_ = 1200;
  Point corner_;
  std::size_t columns_ = 0, rows_ = 0;
  std::vector<std::uint32_t> first_in_cell_;
  std::vector<StopId> in_cell_;
  // Origins.
  Column<NodeId, std::uint32_t> group_of_;
  std::vector<Point> group_centre_;
  std::vector<std::vector<NearStop>> group_stops_;
  Column<NodeId, std::uint32_t> near_of_;  // row of near_ for nodes of zones
  Csr<NodeId, NearStop> near_;             // keyed by near_of_
};

// One origin, one main mode at a time. Keeps its memory between runs.
class TransitRouter::Search {
 public:
  explicit Search(const TransitRouter& router);
  void run(const RideGraph& rides, std::uint32_t group, Mode main);
  void run_from(const RideGraph& rides, Point origin, Mode main);
  // The cheapest way for a trip; `from` lies in the group of the last run.
  [[nodiscard]] TransitPath best(const Place& from, const Place& to) const;

 private:
  static constexpr std::size_t kLayers = 2;  // without and with a ride in the main mode
  struct Label {
    float cost = kNoWay;
    std::uint32_t parent = 0;  // arrival: hop * 2 + layer before; ready: stop walked from
  };
  void search(const RideGraph& rides, std::span<const NearStop> access, Mode main);
  void ride_round(std::size_t round);
  void ride_from(std::uint32_t stop, std::size_t layer, std::size_t round);
  void walk_round(std::size_t round);
  [[nodiscard]] const Label& arrival(std::size_t round, std::size_t layer,
                                     std::uint32_t stop) const {
    return arrival_[(round * kLayers + layer) * stops_ + stop];
  }
  [[nodiscard]] bool useful(const NearStop& n) const { return (n.modes & allowed_) != 0; }
  [[nodiscard]] TransitPath cheapest(const Place& from, const Place& to,
                                     std::span<const NearStop> near) const;
  [[nodiscard]] TransitPath trace(const Place& from, std::uint32_t stop, float egress_m) const;

  const TransitRouter* router_;
  const RideGraph* rides_ = nullptr;
  Mode main_ = Mode::minibus;
  std::uint8_t allowed_ = 0;  // bit for each mode that may be ridden
  std::size_t stops_;
  std::vector<Label> arrival_;  // by round (0: access), layer, stop: off the vehicle
  std::vector<Label> ready_;    // by round, layer, stop: after walking, ready to board
  std::vector<float> best_;     // by layer, stop: cheapest arrival so far
  std::vector<float> best_ready_;
  std::vector<std::uint8_t> best_round_;
  std::array<std::vector<std::uint32_t>, kLayers> changed_;  // stops ready for the next round
  std::array<std::vector<std::uint32_t>, kLayers> arrived_;
};

}  // namespace mwendo
