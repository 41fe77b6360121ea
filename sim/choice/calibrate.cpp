#include "sim/choice/calibrate.h"

#include <algorithm>
#include <cmath>

#include "network/base/input_error.h"
#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr std::array kBounded = {Mode::car_driver, Mode::own_motorcycle};
constexpr double kNeverChosen = -50;  // utility: less than one person in 10^20

std::size_t at(Mode m) { return static_cast<std::size_t>(m); }

class Fit {
 public:
  Fit(const UtilityTable& table, const std::vector<Tour>& tours, const CalibrationInput& input)
      : table_(table), tours_(tours), in_(input), step_(tours.size() / input.most_tours + 1) {
    check();
    leader_.fill(kModeCount);
  }

  CalibrationResult run() {
    out_.constant = in_.parameters.constant;
    out_.constant[at(Mode::walk)] = 0;
    set_targets(mean_shares());
    for (out_.rounds = 0; out_.rounds < in_.rounds; ++out_.rounds) {
      follow();
      out_.modelled = joined(mean_shares());
      out_.worst = worst();
      if (out_.worst <= in_.tolerance) break;
      adjust();
    }
    follow();  // where rounds ran out: the last step moved fitted modes only
    return out_;
  }

 private:
  void check() const {
    double sum = 0;
    bool negative = false;
    for (float s : in_.observed) {
      sum += s;
      negative = negative || s < 0;
    }
    if (in_.observed.size() != kModeCount || sum <= 0 || negative)
      throw InputError({.file = "observed mode shares",
                        .what = "are empty or negative",
                        .what_to_do = "give a share of trips for each mode, at least 0"});
  }

  // Mean probabilities over a regular choice of the tours; fixed chunks keep the bits.
  [[nodiscard]] ModeValues mean_shares() const {
    constexpr std::size_t kChunk = 2048;
    const std::size_t used = (tours_.size() + step_ - 1) / step_;
    const std::size_t chunks = (used + kChunk - 1) / kChunk;
    std::vector<ModeValues> partial(chunks);
#pragma omp parallel for num_threads(in_.threads) schedule(dynamic, 1)
    for (std::size_t c = 0; c < chunks; ++c)
      for (std::size_t i = c * kChunk; i < std::min(used, (c + 1) * kChunk); ++i) {
        const Tour& tour = tours_[i * step_];
        const ModeValues p =
            probabilities(tour_utilities(table_, tour, out_.constant), in_.parameters.nests);
        add_tour(tour, p, weight(i), partial[c]);
        if (tour.sub_trips > 0)
          add_tour(tour.sub_tour(), sub_tour_probabilities(table_, tour, p, parameters()),
                   weight(i), partial[c]);
      }
    ModeValues sum{};
    double trips = 0;
    for (const ModeValues& p : partial)
      for (std::size_t m = 0; m < kModeCount; ++m) {
        sum[m] += p[m];
        trips += p[m];
      }
    for (double& s : sum) s /= std::max(trips, 1e-9);
    return sum;
  }

  // Of the i-th tour that is used.
  [[nodiscard]] double weight(std::size_t i) const {
    return in_.weight.empty() ? 1.0 : static_cast<double>(in_.weight[i * step_]);
  }

  [[nodiscard]] ChoiceParameters parameters() const {
    ChoiceParameters p = in_.parameters;
    p.constant = out_.constant;
    return p;
  }

  void add_tour(const Tour& tour, const ModeValues& p, double weight, ModeValues& sum) const {
    for (std::size_t m = 0; m < kModeCount; ++m)
      if (p[m] > 0) add_trips(tour, static_cast<Mode>(m), weight * p[m], sum);
  }

  // Trips are counted by the mode they are really made by.
  void add_trips(const Tour& tour, Mode mode, double probability, ModeValues& sum) const {
    for (std::uint32_t k = 0; k < tour.trips; ++k)
      if (!tour.in_sub_tour(k))
        sum[at(trip_mode(table_, tour.trip(k), mode, out_.constant))] += probability;
  }

  void set_targets(const ModeValues& shares) {
    const auto used = [&](Mode m) { return shares[at(m)] > 0; };
    const auto observed = [&](Mode m) { return in_.observed[at(m)] > 0; };
    if (used(Mode::bus) && !observed(Mode::bus) && used(Mode::minibus) && observed(Mode::minibus))
      leader_[at(Mode::bus)] = at(Mode::minibus);
    if (used(Mode::minibus) && !observed(Mode::minibus) && used(Mode::bus) && observed(Mode::bus))
      leader_[at(Mode::minibus)] = at(Mode::bus);
    // Figures that hold minibus and bus together in a city that runs only one of them.
    if (observed(Mode::minibus) && !used(Mode::minibus) && used(Mode::bus))
      out_.observed[at(Mode::bus)] += in_.observed[at(Mode::minibus)];
    if (observed(Mode::bus) && !used(Mode::bus) && used(Mode::minibus))
      out_.observed[at(Mode::minibus)] += in_.observed[at(Mode::bus)];
    double total = 0;
    for (std::size_t m = 0; m < kModeCount; ++m) {
      if (shares[m] > 0) out_.observed[m] += in_.observed[m];
      total += out_.observed[m];
    }
    for (double& o : out_.observed) o /= std::max(total, 1e-9);
    out_.target = out_.observed;
    bound_own_vehicles();
    rapid_follows_ = {!observed(Mode::brt), !observed(Mode::lrt)};
    used_ = shares;
  }

  // What an own vehicle loses goes to the other modes in proportion.
  void bound_own_vehicles() {
    const ModeValues offered = offered_shares();
    double bound = 0;
    double others = 1;
    for (const Mode m : kBounded) {
      double& target = out_.target[at(m)];
      others -= target;
      target = std::min(target, in_.most_use * offered[at(m)]);
      bound += target;
    }
    for (std::size_t m = 0; m < kModeCount; ++m)
      if (std::find(kBounded.begin(), kBounded.end(), static_cast<Mode>(m)) == kBounded.end())
        out_.target[m] *= (1 - bound) / std::max(others, 1e-9);
  }

  // Share of the trips to which a mode is offered. A vehicle is offered to a sub-tour as often as
  // the tour brings it to work at most.
  [[nodiscard]] ModeValues offered_shares() const {
    ModeValues sum{};
    double trips = 0;
    for (std::size_t i = 0; i * step_ < tours_.size(); ++i) {
      const Tour& tour = tours_[i * step_];
      const ModeValues v = tour_utilities(table_, tour, out_.constant);
      const double counts = weight(i) * (tour.own_trips() + in_.most_use * tour.sub_trips);
      for (std::size_t m = 0; m < kModeCount; ++m) sum[m] += available(v[m]) ? counts : 0;
      trips += weight(i) * tour.trips;
    }
    for (double& s : sum) s /= std::max(trips, 1.0);
    return sum;
  }

  [[nodiscard]] ModeValues joined(ModeValues shares) const {
    for (std::size_t m = 0; m < kModeCount; ++m)
      if (leader_[m] < kModeCount) {
        shares[leader_[m]] += shares[m];
        shares[m] = 0;
      }
    return shares;
  }

  [[nodiscard]] double worst() const {
    double worst = 0;
    for (std::size_t m = 0; m < kModeCount; ++m)
      if (out_.target[m] > 0) worst = std::max(worst, std::abs(out_.target[m] - out_.modelled[m]));
    return worst;
  }

  void adjust() {
    for (std::size_t m = 0; m < kModeCount; ++m)
      if (out_.target[m] > 0 && out_.modelled[m] > 0)
        out_.constant[m] += in_.damping * portable_log(out_.target[m] / out_.modelled[m]);
    const double walk = out_.constant[at(Mode::walk)];
    for (double& c : out_.constant) c -= walk;
  }

  // Constants of modes that have no observed share.
  void follow() {
    ModeValues& c = out_.constant;
    for (std::size_t m = 0; m < kModeCount; ++m)
      if (leader_[m] < kModeCount) c[m] = c[leader_[m]];
    double road = kUnavailable;
    for (Mode m : {Mode::minibus, Mode::bus})
      if (used_[at(m)] > 0) road = std::max(road, c[at(m)]);
    if (road > kUnavailable && rapid_follows_[0]) c[at(Mode::brt)] = road;
    if (road > kUnavailable && rapid_follows_[1]) c[at(Mode::lrt)] = road;
    c[at(Mode::shared_bicycle)] = c[at(Mode::bicycle)];
    for (Mode m : {Mode::bicycle, Mode::car_driver, Mode::car_passenger, Mode::own_motorcycle,
                   Mode::motorcycle_taxi, Mode::taxi})
      if (in_.observed[at(m)] <= 0) c[at(m)] = kNeverChosen;
  }

  const UtilityTable& table_;
  const std::vector<Tour>& tours_;
  const CalibrationInput& in_;
  std::size_t step_;
  std::array<std::size_t, kModeCount> leader_{};  // the mode whose constant another takes
  std::array<bool, 2> rapid_follows_{true, true};
  ModeValues used_{};
  CalibrationResult out_;
};

}  // namespace

std::vector<float> weights_of_day(const Population& population, const std::vector<Tour>& tours) {
  const auto activity = [&](const Tour& t) {
    return static_cast<std::size_t>(population.person.activity[population.trip.person[t.first]]);
  };
  std::array<float, kActivityCount> trips{};
  for (const Tour& t : tours) trips[activity(t)] += static_cast<float>(t.trips);
  std::vector<float> weights;
  for (const Tour& t : tours) {
    const float of_day = population.day_trips[activity(t)];
    weights.push_back(of_day > 0 ? of_day / trips[activity(t)] : 1);
  }
  return weights;
}

CalibrationResult fit_constants(const UtilityTable& table, const std::vector<Tour>& tours,
                                const CalibrationInput& input) {
  return Fit(table, tours, input).run();
}

}  // namespace mwendo
