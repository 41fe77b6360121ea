#include "viz/runs/scenario_run.h"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/files/results_folder.h"
#include "scenarios/measures/measure.h"
#include "scenarios/results/write_results.h"
#include "sim/emissions/emissions.h"
#include "sim/learning/simulate.h"
#include "viz/map/lane_geometry.h"
#include "viz/runs/observe.h"
#include "viz/runs/replay_run.h"
#include "viz/runs/save_scenario.h"

namespace mwendo::viz {
namespace {

const char* purpose_text(Purpose p) {
  switch (p) {
    case Purpose::home: return "home";
    case Purpose::work: return "to work";
    case Purpose::school: return "to school";
    default: return "other";
  }
}

// Follows one run from its own thread.
class ScenarioRun final : public Run {
 public:
  ScenarioRun(std::shared_ptr<const PreparedScenario> prepared,
              std::shared_ptr<const PreparedScenario> base, ScenarioOptions options,
              std::shared_ptr<SharedExperience> known, TellProgress tell)
      : prepared_(std::move(prepared)),
        base_(std::move(base)),
        options_(std::move(options)),
        known_(std::move(known)),
        tell_(std::move(tell)),
        lanes_(prepared_->world.network),
        now_(static_cast<float>(prepared_->scenario.from_s)) {
    for (const LineId l : world().transit.lines())
      if (world().transit.line.mode[l] == Mode::brt) brt_lines_.push_back(l);
    last_.run_in = prepared_->scenario.run_in_s() > 0;
  }

  void play(Pace& pace) override {
    try {
      RunRequest request;
      request.seed = prepared_->scenario.seed;
      request.threads = options_.threads;
      request.stop_when_settled = false;  // the last day is shown
      request.progress = [&](double share, const std::string& phase) {
        return tell_(static_cast<float>(share), phase);
      };
      request.watch = [&](int day, int days, const DaySimulation& simulation) {
        day_ = &simulation, day_index_ = day, days_ = days;
        now_ = simulation.now();
        pace.after_second();
        return pace.before_second();
      };
      if (base_ == nullptr) {
        request.settled = [&](const Experience& e) { known_->give(e); };
      } else {
        tell_(0, "waits for the experience of the base");
        request.start_from = known_->wait_for();
        if (request.start_from == nullptr) return;
      }
      FinishedRun finished =
          run_scenario(*prepared_, base_ != nullptr ? *base_ : *prepared_, request);
      day_ = nullptr;
      keep(finished);
    } catch (const Interrupted&) {
      day_ = nullptr;
    }
    if (base_ == nullptr) known_->give_up();
  }

  void observe(Snapshot& out) override { observe(out, true); }

  // People are counted when the recorder keeps them; those of the last picture may be a minute old.
  void observe_recorded(Snapshot& out) override { observe(out, keeps_people(now_)); }

  bool describe(const VehicleSample& v, Story& story) const override {
    if (day_ == nullptr) return true;
    const auto route = day_->traffic().route_of(VehicleId{v.vehicle});
    story.route.assign(route.begin(), route.end());
    const TripId trip = day_->trip_of(v.owner);
    if (trip.valid())
      describe_trip(trip, story);
    else if ((v.flags & kTransit) == 0)
      story.facts.push_back({"Carries", "goods"});
    return true;
  }

  bool describe_person(std::uint32_t agent, Story& story) const override {
    if (day_ == nullptr) return true;
    if (const TripId trip = day_->trip_of({OwnerKind::traveller, agent}); trip.valid()) {
      story.facts.push_back({"Travels by", name_of(day_->population().trip.mode[trip])});
      describe_trip(trip, story);
    }
    return true;
  }

  [[nodiscard]] float now() const override { return now_; }
  [[nodiscard]] float from_s() const override {
    return static_cast<float>(prepared_->scenario.from_s);
  }
  [[nodiscard]] float to_s() const override { return static_cast<float>(prepared_->scenario.to_s); }
  [[nodiscard]] bool rehearsing() const override {
    return day_ != nullptr && (day_index_ + 1 < days_ || in_run_in());
  }

 private:
  void observe(Snapshot& out, bool people) {
    if (day_ == nullptr) {
      // Before the first and after the last second: the last moment stays as it is.
      out = last_;
      out.time_s = now_;
      return;
    }
    observer_.observe(day_->traffic(), &day_->transit(), &world().transit, out);
    out.day = day_index_ + 1, out.days = days_, out.run_in = in_run_in();
    if (people) observe_people(out);
    const auto& arrived = day_->arrived_by_mode();
    for (std::size_t m = 0; m < kModeCount; ++m)
      out.arrived_by_mode[m] = static_cast<float>(arrived[m]);
    out.brt_boardings = 0;
    for (const LineId l : brt_lines_) out.brt_boardings += day_->transit().boardings_of(l);
    if (is_last_second()) last_ = out;
  }

  [[nodiscard]] bool in_run_in() const { return now_ < from_s(); }
  [[nodiscard]] bool is_last_second() const { return now_ >= to_s() - 1; }
  [[nodiscard]] const World& world() const { return prepared_->world; }

  void observe_people(Snapshot& out) {
    day_->view_walkers(walkers_);
    const Network& net = world().network;
    out.people.resize(walkers_.size());
    const float expansion = day_->population().expansion;
    float walking = 0, cycling = 0;
    for (std::size_t i = 0; i < walkers_.size(); ++i) {
      const WalkerView& w = walkers_[i];
      const Vec a = lanes_.origin_offset(net.node.position[w.from]);
      const Vec b = lanes_.origin_offset(net.node.position[w.to]);
      const Vec p = a + (b - a) * w.share;
      out.people[i] = {w.agent, w.from, w.to, w.share, w.share_per_s, p.x, p.y, w.mode};
      (w.mode == Mode::walk ? walking : cycling) += expansion;
    }
    out.totals.walking = walking;
    out.totals.cycling = cycling;
  }

  void describe_trip(TripId trip, Story& story) const {
    const Population& people = day_->population();
    const TripColumns& t = people.trip;
    const PersonId person = t.person[trip];
    const auto& p = people.person;
    const char* sex = p.female[person] != 0 ? "woman" : "man";
    const char* age = p.age[person] == AgeGroup::child    ? "child"
                      : p.age[person] == AgeGroup::senior ? "senior"
                                                          : "adult";
    const char* work = p.activity[person] == Activity::worker    ? "works"
                       : p.activity[person] == Activity::student ? "studies"
                                                                 : "other activity";
    story.facts.push_back({"Traveller", fmt::format("{}, {}, {}", sex, age, work)});
    story.facts.push_back({"Way", purpose_text(t.purpose[trip])});
    story.facts.push_back({"From", world().zones.name[t.from_zone[trip]]});
    story.facts.push_back({"To", world().zones.name[t.to_zone[trip]]});
    const int minute = static_cast<int>(t.departure_s[trip]) / 60;
    story.facts.push_back({"Left at", fmt::format("{:02}:{:02}", minute / 60, minute % 60)});
  }

  void keep(const FinishedRun& finished) const {
    if (options_.out.empty()) return;
    ResultsFolder folder(options_.out, false);
    write_results(folder.path(), world(), finished.summary);
    folder.commit();
  }

  std::shared_ptr<const PreparedScenario> prepared_, base_;
  ScenarioOptions options_;
  std::shared_ptr<SharedExperience> known_;
  TellProgress tell_;
  LaneGeometry lanes_;
  std::vector<LineId> brt_lines_;
  TrafficObserver observer_;
  std::vector<WalkerView> walkers_;
  const DaySimulation* day_ = nullptr;
  int day_index_ = 0, days_ = 1;
  float now_ = 0;
  Snapshot last_;
};

float grams_per_second(const FleetFactors& fleet, VehicleClass c, float mps, bool particles) {
  TallyCell cell;
  if (mps < 0.3F) {
    cell.standing_s = 1;
  } else {
    const std::size_t bin = speed_bin(mps * 3.6F);
    cell.distance_m[bin] = mps;
    cell.time_s[bin] = 1;
  }
  const EmissionValues v = cell_emissions(cell, c, 0, fleet);
  return static_cast<float>(particles ? v[Emission::pm25_exhaust] + v[Emission::pm25_wear]
                                      : v[Emission::co2e]);
}

void fill_rates(EmissionRates& rates, std::size_t kind, VehicleClass c, const FleetFactors& fleet) {
  for (std::size_t i = 0; i < EmissionRates::kSpeeds; ++i) {
    const float mps = i == 0 ? 0 : static_cast<float>(i) + 0.5F;
    rates.co2e_g_s[kind][i] = grams_per_second(fleet, c, mps, false);
    rates.pm25_mg_s[kind][i] = 1000 * grams_per_second(fleet, c, mps, true);
  }
}

}  // namespace

void SharedExperience::give(const Experience& e) {
  if (!given_.exchange(true)) promise_.set_value(std::make_shared<const Experience>(e));
}

void SharedExperience::give_up() {
  if (!given_.exchange(true)) promise_.set_value(nullptr);
}

EmissionRates emission_rates(const FactorSet& factors, const TransitSupply& transit) {
  EmissionRates rates;
  rates.known = true;
  const FleetFactors fleet = make_fleet_factors(factors);
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    fill_rates(rates, c, static_cast<VehicleClass>(c), fleet);
  // BRT buses have a fleet of their own: electric if their line says so.
  VehicleClass brt = VehicleClass::articulated_bus;
  bool electric = false;
  for (const LineId l : transit.lines()) {
    if (transit.line.mode[l] != Mode::brt) continue;
    brt = transit.line.vehicle[l];
    electric =
        transit.line.powertrain[l] == static_cast<std::uint8_t>(Powertrain::battery_electric);
  }
  FactorSet own = factors;
  own.classes[static_cast<std::size_t>(brt)].electric_share = electric ? 1 : 0;
  fill_rates(rates, kBrtKind, brt, make_fleet_factors(own));
  return rates;
}

Scenario find_scenario(const std::string& name_or_path, const ScenarioOptions& options) {
  Problems problems;
  Scenario s = load_scenario(name_or_path, problems);
  problems.throw_if_any();
  if (options.from_s) s.from_s = *options.from_s;
  if (options.to_s) s.to_s = *options.to_s;
  if (options.warm_up_s) s.warm_up_s = *options.warm_up_s;
  if (options.seed) s.seed = *options.seed;
  if (options.sample) s.sample = *options.sample;
  s.iterations = std::max(options.iterations, 1);
  check_options(s, name_or_path, problems);
  problems.throw_if_any();
  return s;
}

std::shared_ptr<const PreparedScenario> prepare_drawn(const Scenario& base,
                                                      const std::string& title,
                                                      const std::vector<Measure>& measures,
                                                      int threads) {
  Scenario drawn = base;
  drawn.id = file_stem(title);
  drawn.title = title;
  drawn.description = "Drawn in the window, on " + base.id + ".";
  Problems problems;
  auto prepared =
      std::make_shared<PreparedScenario>(prepare(drawn, GwpSet::ar6, problems, threads, measures));
  problems.throw_if_any();
  return prepared;
}

namespace {

ViewedRun viewed(const std::shared_ptr<const PreparedScenario>& prepared,
                 const std::shared_ptr<const PreparedScenario>& base,
                 const ScenarioOptions& options, const std::shared_ptr<SharedExperience>& known) {
  const Scenario& scenario = prepared->scenario;
  ViewedRun run;
  run.world = std::shared_ptr<const CityWorld>(prepared, &prepared->world);
  run.city = prepared->world.figures.title;
  run.scenario = scenario.title.empty() ? scenario.id : scenario.title;
  run.id = scenario.id.find('/') != std::string::npos || scenario.files.empty()
               ? scenario.id
               : scenario.files.front().string();
  run.seed = scenario.seed, run.sample = scenario.sample;
  run.from_s = static_cast<float>(scenario.from_s);
  run.to_s = static_cast<float>(scenario.to_s);
  run.has_people = true;
  run.out = options.out;
  run.rates = emission_rates(prepared->factors, prepared->world.transit);
  run.make = [prepared, base, options, known](const TellProgress& tell) {
    return std::make_unique<ScenarioRun>(prepared, base, options, known, tell);
  };
  const auto first = base != nullptr ? base : prepared;
  run.alternative = [first, options, known](const std::vector<Measure>& measures,
                                            const std::string& title) {
    ScenarioOptions own = options;
    if (!own.out.empty()) own.out += "-" + file_stem(title);
    return viewed(prepare_drawn(first->scenario, title, measures, options.threads), first, own,
                  known);
  };
  return run;
}

}  // namespace

OpenedScenario open_scenario(const Scenario& scenario, const ScenarioOptions& options,
                             const std::shared_ptr<const PreparedScenario>& base,
                             const std::shared_ptr<SharedExperience>& known) {
  Problems problems;
  auto prepared =
      std::make_shared<PreparedScenario>(prepare(scenario, GwpSet::ar6, problems, options.threads));
  problems.throw_if_any();
  return {viewed(prepared, base, options, known), prepared};
}

}  // namespace mwendo::viz
