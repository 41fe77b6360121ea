#include "scenarios/emission_factors.h"
#include "sim/active/active_level_of_service.h"
#include "sim/choice/calibrate.h"
#include "sim/choice/replanning.h"
#include "sim/day/simulate.h"
#include "sim/population/zone_distances.h"
#include "tests/golden/town.h"

namespace mwendo::testing {
namespace {

constexpr float kExpansion = 5;
constexpr float kFromS = 7 * 3600;
constexpr float kToS = 8 * 3600;
constexpr float kMomentEveryS = 600;
constexpr int kDays = 3;
constexpr std::uint64_t kSeed = 7;

// What everybody knows and how they choose.
class Townspeople {
 public:
  Townspeople(const Town& town, const World& world)
      : town_(town),
        world_(world),
        people(people_of(town.base, kExpansion, town.rows, town.nodes)),
        distances_(zone_distances(town.base.network, town.base.zones, 1.3F)),
        active_(active_levels(world.network, people)),
        level_({&world.network, &world.transit, &world.zones, &world.figures, &distances_, &people,
                &active_},
               choice_parameters(world.figures), kFromS, kToS),
        times_(
            expected_times(world.network, world.transit, {.time_of_day_s = (kFromS + kToS) / 2})),
        links(first_link_times(world.network, world.figures, kFromS, kToS)) {}

  [[nodiscard]] ModeValues fitted_constants() const {
    return fit_constants(
               evaluate(people, level_), find_tours(people),
               {.observed = world_.figures.observed_mode_share, .parameters = level_.parameters()})
        .constant;
  }
  void set_constants(const ModeValues& constants) { level_.set_constants(constants); }

  IterationRecord choose(int day) {
    const IterationRecord record = choose_modes(people, level_, {.iteration = day, .seed = kSeed});
    for (const TripId t : people.trips()) {
      const DemandRow& row = town_.rows[row_of(people, t)];
      if (row.free) continue;
      people.trip.mode[t] = row.mode;
      people.trip.ride_count[t] = 0;
      people.trip.egress_m[t] = 0;
    }
    return record;
  }

  void learn_from(int day, const DayOutcome& outcome) {
    const float weight = 1.0F / static_cast<float>(day + 1);
    learn(times_, world_.transit,
          {.lines = outcome.lines, .from_s = kFromS, .to_s = kToS, .weight = weight});
    level_.believe(links, times_);
    level_.learn_trips(outcome.trips, weight);
  }

 private:
  const Town& town_;
  const World& world_;

 public:
  Population people;

 private:
  ZoneDistances distances_;
  ActiveLevels active_;
  LevelOfService level_;
  TransitTimes times_;

 public:
  LinkTimes links;
};

void look_at(const DaySimulation& day, std::vector<TrafficMoment>& moments) {
  if (static_cast<int>(day.now()) % static_cast<int>(kMomentEveryS) != 0) return;
  moments.push_back({day.now(), day.traffic().state_hash(), day.traffic().counts().in_network});
}

RunSummary summary_of(const World& world, const Population& people, const RunResults& results) {
  std::vector<Assumption> assumed;
  const FactorSet factors =
      load_factors(std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors",
                   world.figures, GwpSet::ar6, assumed);
  const Corridor corridor = brt_corridor_of(world);
  return summarise(world, people, results, factors, &corridor);
}

}  // namespace

TownRun run_town(const Town& town, int threads) {
  TownRun run;
  const World& world = town.world;
  Townspeople all(town, world);
  all.set_constants(Townspeople(town, town.base).fitted_constants());
  CrossingFlows walkers;
  run.results =
      simulate({&world.network, &world.transit, &world.zones, &world.figures}, all.people,
               all.links, walkers,
               {.from_s = kFromS,
                .to_s = kToS,
                .seed = kSeed,
                .sample = 1 / static_cast<double>(kExpansion),
                .iterations = kDays,
                .threads = threads},
               {.choose = [&](int day) { return all.choose(day); },
                .learn = [&](int day, const DayOutcome& outcome) { all.learn_from(day, outcome); },
                .watch =
                    [&](int day, const DaySimulation& now) {
                      if (day + 1 == kDays) look_at(now, run.moments);
                      return true;
                    },
                .progress = {}});
  run.people = std::move(all.people);
  run.summary = summary_of(world, run.people, run.results);
  return run;
}

}  // namespace mwendo::testing
