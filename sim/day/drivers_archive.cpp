// The state of drivers as bytes.
#include "network/base/state_archive.h"
#include "sim/day/drivers.h"

namespace mwendo {

template <class Archive, class Self>
void Drivers::archive(Archive& a, Self& d) {
  a(d.told_, d.departures_, d.planned_, d.next_clone_, d.persons_driving_, d.hired_, d.ways_);
  a(d.way_of_, d.diversions_);
}

void Drivers::save(StateWriter& out) const { archive(out, *this); }

void Drivers::restore(StateReader& in) {
  archive(in, *this);
  renew_clones();
  for (const Pace pace : {Pace::of_cars, Pace::of_two_wheelers})
    if (const auto& told = told_[static_cast<std::size_t>(pace)]; !told.empty())
      routes_.prepare(told, pace);
}

// Those that have departed only keep their numbers. The others are those of the trips now.
void Drivers::renew_clones() {
  const float until_s = day_.trips.returned_until();
  clones_ = clones_of_day(day_);
  std::erase_if(clones_, [&](const Clone& c) { return c.departure_s < until_s; });
  clones_.insert(clones_.begin(), next_clone_, Clone{});
}

}  // namespace mwendo
