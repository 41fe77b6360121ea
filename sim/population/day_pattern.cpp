#include "sim/population/day_pattern.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/base/input_error.h"
#include "network/base/random.h"
#include "sim/population/gravity.h"

namespace mwendo {
namespace {

constexpr std::uint64_t kFittingSeed = 0x4D77656E646F;  // the crowd is not a sample of any run
constexpr float kHourS = 3600;
constexpr float kLeastAtWorkS = 3600;  // from home to a sub-tour
constexpr std::size_t kOtherSlots = 3;
constexpr std::uint32_t kAttempts = 6;

// Bell curves of departure from home and of time until the way back, in hours, plus a flat share.
struct Shape {
  double out_mean, out_sd, out_flat, stay_mean, stay_sd;
};
constexpr std::array<Shape, 4> kShapes = {{
    {7.0, 1.3, 0.010, 9.8, 1.8},   // work
    {6.8, 0.7, 0.003, 8.3, 1.5},   // school
    {12.5, 4.5, 0.020, 2.5, 2.2},  // other
    {6.0, 1.5, 0.010, 12.0, 2.0},  // home and back to a night shift
}};

double bell(double x, double mean, double sd) {
  const double z = (x - mean) / sd;
  return portable_exp(-0.5 * z * z);
}

constexpr std::array kPurposes = {Purpose::work, Purpose::school, Purpose::other, Purpose::work};

double number_for(std::uint64_t seed, std::uint32_t person, std::uint32_t index, Draw purpose) {
  return uniform({.seed = seed, .purpose = purpose, .subject = person, .index = index});
}

std::array<double, 24> shares_of(std::array<double, 24> counts) {
  const double sum = std::accumulate(counts.begin(), counts.end(), 1e-3);
  for (double& c : counts) c = std::max(c, 1e-3) / sum;
  return counts;
}

// One step towards the wanted shares.
void move(std::array<double, 24>& factor, const std::vector<float>& wanted,
          const std::array<double, 24>& counts) {
  const std::array<double, 24> has = shares_of(counts);
  for (std::size_t h = 0; h < factor.size(); ++h)
    factor[h] *= std::clamp(double{wanted[h]} / has[h], 0.4, 2.5);
}

}  // namespace

DayPattern::DayPattern(const CityFigures& figures, const ActivityShares& shares,
                       const PatternOptions& options)
    : options_(options) {
  if (figures.departure_profile.size() != kHours)
    throw InputError({.file = figures.name,
                      .what = "the departure profile does not hold 24 shares",
                      .what_to_do = "give one share of daily trips for each hour"});
  for (Hours& f : factor_) f.fill(1);
  make_slopes(figures.departure_profile);
  make_priors();
  const double at_work = 2 * (1 - options.night_shift) * options.sub_tour;
  const double fixed =
      shares.worker * options.worker_travels * (2 + options.stop_on_way_home[0] + at_work) +
      shares.student * options.student_travels * (2 + options.stop_on_way_home[1]);
  const double most = (1 - options.least_other_share) * figures.trips_per_person_day;
  mandatory_scale_ = fixed > most ? most / fixed : 1;
  for (int k = 0; k < options.rounds; ++k) {
    make_tables();
    adjust(draw_crowd(shares), figures);
  }
  make_tables();
  const Crowd last = draw_crowd(shares);
  for (std::size_t k = 0; k < 3; ++k) tours_[k] = last.tours[k] / options.crowd;
  fitted_rate_ = last.trips / options.crowd;
  fitted_profile_ = shares_of(last.counted);
  fitted_to_work_ = shares_of(last.work[to_work]);
}

void DayPattern::make_priors() {
  for (std::size_t k = 0; k < kShapes.size(); ++k) {
    const Shape& s = kShapes[k];
    prior_[k].assign(kHours * kHours, 0.0);
    for (std::size_t out = 0; out < kHours; ++out)
      for (std::size_t back = out + 1; back < kHours; ++back) {
        const auto o = static_cast<double>(out) + 0.5;
        const auto stay = static_cast<double>(back - out);
        prior_[k][out * kHours + back] = (bell(o, s.out_mean, s.out_sd) + s.out_flat) *
                                         (bell(stay, s.stay_mean, s.stay_sd) + 0.002);
      }
  }
}

// A night shift begins with the way home. Without profiles of their own, ways to work have the
// factors of all.
const DayPattern::Hours& DayPattern::factor(std::size_t kind, bool out) const {
  if (kind != 0 && kind != kNight) return factor_[elsewhere];
  return factor_[out == (kind == 0) ? to_work : from_work];
}

void DayPattern::make_tables() {
  for (std::size_t k = 0; k < table_.size(); ++k) {
    table_[k].resize(kHours * kHours);
    std::vector<double> weight(prior_[k]);
    double total = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
      weight[i] *= factor(k, true)[i / kHours] * factor(k, false)[i % kHours];
      total += weight[i];
    }
    double sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
      sum += weight[i];
      table_[k][i] = static_cast<float>(std::min(1.0, sum / total));
    }
    const float last = table_[k].back();
    std::replace(table_[k].begin(), table_[k].end(), last, 1.0F);
  }
}

// Density in hour h is 1 + slope (2x - 1) on x in [0, 1): its mean stays 1, so the hour keeps its
// share, and it leans towards the busier neighbour.
void DayPattern::make_slopes(const std::vector<float>& profile) {
  for (std::size_t h = 0; h < kHours; ++h) {
    const double before = profile[(h + kHours - 1) % kHours];
    const double after = profile[(h + 1) % kHours];
    const double here = std::max(double{profile[h]}, 1e-9);
    slope_[h] = std::clamp((after - before) / (4 * here), -0.8, 0.8);
  }
}

// Inverse of the cumulative share (1 - s) x + s x^2.
float DayPattern::time_in_hour(std::size_t hour, double u) const {
  const double s = slope_[hour];
  const double b = 1 - s;
  const double x = std::abs(s) < 1e-6 ? u : 2 * u / (b + std::sqrt(b * b + 4 * s * u));
  return kHourS * static_cast<float>(static_cast<double>(hour) + std::min(x, 0.99999));
}

DayPattern::Tour DayPattern::draw_tour(std::uint64_t seed, std::uint32_t person,
                                       std::uint32_t index, std::size_t kind) const {
  const std::uint32_t base = index * 8;
  const auto u = [&](std::uint32_t k) {
    return number_for(seed, person, base + k, Draw::departure);
  };
  const std::uint32_t cell = pick(table_[kind], u(0));
  Tour tour{.purpose = kPurposes[kind],
            .out_s = time_in_hour(cell / kHours, u(1)),
            .back_s = time_in_hour(cell % kHours, u(2))};
  tour.back_s = std::max(tour.back_s, tour.out_s + kLeastStayS);
  if (kind != kNight && u(3) < options_.stop_on_way_home[kind]) {
    const float stay = kLeastStayS + static_cast<float>(u(4)) * kHourS;
    if (tour.back_s + stay < 24 * kHourS) tour.stop_s = tour.back_s + stay;
  }
  if (kind == 0) draw_sub_tour(seed, person, tour);
  return tour;
}

// Evenly over the time at work: interviews at Kampala's inner cordon have the same share of such
// cars from 08 to 17 h. As long as a stop.
void DayPattern::draw_sub_tour(std::uint64_t seed, std::uint32_t person, Tour& tour) const {
  const auto u = [&](std::uint32_t k) { return number_for(seed, person, k, Draw::sub_tour); };
  if (u(0) >= options_.sub_tour) return;
  const float stay = kLeastStayS + static_cast<float>(u(1)) * kHourS;
  const float from = tour.out_s + kLeastAtWorkS;
  const float until = tour.back_s - kLeastStayS - stay;
  if (until <= from) return;
  tour.sub_out_s = from + static_cast<float>(u(2)) * (until - from);
  tour.sub_back_s = tour.sub_out_s + stay;
}

std::size_t DayPattern::draw_tours(std::uint64_t seed, const PatternPerson& person,
                                   std::array<Tour, 4>& tours) const {
  std::size_t count = 0;
  const auto u = [&](std::uint32_t k) { return number_for(seed, person.number, k, Draw::tour); };
  const auto activity = static_cast<std::size_t>(person.activity);
  if (person.activity == Activity::worker && u(0) < mandatory_scale_ * options_.worker_travels)
    tours[count++] = draw_tour(seed, person.number, 0, 0);
  if (person.activity == Activity::student && u(0) < mandatory_scale_ * options_.student_travels)
    tours[count++] = draw_tour(seed, person.number, 0, 1);
  const double mean = other_rate_ * options_.other_by_activity[activity] *
                      options_.other_by_income[static_cast<std::size_t>(person.income)];
  for (std::uint32_t slot = 0; slot < kOtherSlots; ++slot) {
    if (u(1 + slot) >= mean / kOtherSlots) continue;
    for (std::uint32_t k = 0; k < kAttempts; ++k) {
      const Tour t = draw_tour(seed, person.number, 1 + slot * kAttempts + k, 2);
      const bool fits = std::all_of(tours.begin(), tours.begin() + count, [&](const Tour& o) {
        return t.out_s >= o.end_s() + kAtHomeS || o.out_s >= t.end_s() + kAtHomeS;
      });
      if (!fits) continue;
      tours[count++] = t;
      break;
    }
  }
  std::sort(tours.begin(), tours.begin() + count,
            [](const Tour& a, const Tour& b) { return a.out_s < b.out_s; });
  return count;
}

PersonDay DayPattern::draw_night(std::uint64_t seed, std::uint32_t person) const {
  const Tour t = draw_tour(seed, person, 0, kNight);
  PersonDay day;
  day.begins_at_work = true;
  day.trip[day.count++] = {Purpose::home, 0, t.out_s};
  day.trip[day.count++] = {Purpose::work, 0, t.back_s};
  return day;
}

PersonDay DayPattern::draw(std::uint64_t seed, const PatternPerson& person) const {
  PersonDay day;
  if (!person.travels) return day;
  const double night = mandatory_scale_ * options_.worker_travels * options_.night_shift;
  if (person.activity == Activity::worker && number_for(seed, person.number, 0, Draw::tour) < night)
    return draw_night(seed, person.number);
  std::array<Tour, 4> tours;
  const std::size_t count = draw_tours(seed, person, tours);
  for (std::size_t k = 0; k < count; ++k) {
    const Tour& t = tours[k];
    const auto tour = static_cast<std::uint8_t>(k);
    day.trip[day.count++] = {t.purpose, tour, t.out_s};
    if (t.sub_out_s > 0) {
      const auto sub_tour = static_cast<std::uint8_t>(kSubTour + tour);
      day.trip[day.count++] = {Purpose::other, sub_tour, t.sub_out_s};
      day.trip[day.count++] = {t.purpose, sub_tour, t.sub_back_s};
    }
    if (t.stop_s > 0) day.trip[day.count++] = {Purpose::other, tour, t.back_s};
    day.trip[day.count++] = {Purpose::home, tour, t.end_s()};
  }
  return day;
}

DayPattern::Crowd DayPattern::draw_crowd(const ActivityShares& shares) const {
  Crowd crowd;
  const auto n = static_cast<std::uint32_t>(options_.crowd);
  for (std::uint32_t i = 0; i < n; ++i) {
    // Evenly spread shares instead of draws: the crowd holds each group in its exact proportion.
    const double a = (i + 0.5) / n;
    const double b = uniform({.seed = kFittingSeed, .subject = i});
    PatternPerson p{.number = i, .activity = Activity::other};
    if (a < shares.worker)
      p.activity = Activity::worker;
    else if (a < shares.worker + shares.student)
      p.activity = Activity::student;
    else if (a > 1 - shares.below_school_age)
      p.travels = false;
    p.income = b < shares.income[0]                      ? Income::low
               : b < shares.income[0] + shares.income[1] ? Income::middle
                                                         : Income::high;
    count(draw(kFittingSeed, p), crowd);
  }
  return crowd;
}

void DayPattern::count(const PersonDay& day, Crowd& crowd) const {
  Purpose main = day.begins_at_work ? Purpose::work : Purpose::home;
  Purpose here = main;
  crowd.tours[0] += day.begins_at_work ? 1 : 0;
  for (const PlannedTrip& t : day.trips()) {
    if (here == Purpose::home && !day.begins_at_work) {
      main = t.purpose;
      ++crowd.tours[kind_of(main)];
    }
    const auto hour = std::min<std::size_t>(23, static_cast<std::size_t>(t.departure_s / kHourS));
    const bool sub = is_sub_tour(t.tour);
    crowd.counted[hour] += options_.counted[sub ? kind_of(Purpose::other) : kind_of(main)];
    if (t.purpose == Purpose::work && !sub) ++crowd.work[to_work][hour];
    if (here == Purpose::work && !sub) ++crowd.work[from_work][hour];
    crowd.other_tour_trips += main == Purpose::other ? 1 : 0;
    here = t.purpose;
  }
  crowd.trips += static_cast<double>(day.count);
}

void DayPattern::adjust(const Crowd& crowd, const CityFigures& figures) {
  const double wanted = double{figures.trips_per_person_day} * options_.crowd;
  const double missing = wanted - (crowd.trips - crowd.other_tour_trips);
  const double ratio = missing / std::max(1.0, crowd.other_tour_trips);
  other_rate_ = std::clamp(other_rate_ * std::clamp(ratio, 0.3, 3.0), 0.0, 3.0);
  move(factor_[elsewhere], figures.departure_profile, crowd.counted);
  const std::array profiles = {&figures.to_work_profile, &figures.from_work_profile};
  for (const Way way : {to_work, from_work}) {
    if (profiles[way]->empty())
      factor_[way] = factor_[elsewhere];
    else
      move(factor_[way], *profiles[way], crowd.work[way]);
  }
}

}  // namespace mwendo
