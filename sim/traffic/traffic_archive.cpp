// The state of traffic as bytes. Tables that follow from the network are made anew.
#include "network/base/state_archive.h"
#include "sim/traffic/kept_vehicles.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

using traffic::KeptVehicles;
using traffic::TrafficState;

namespace {

// Members of tables that a step changes.
template <class Archive, class State>
void archive_tables(Archive& a, State& s) {
  for (auto& t : s.types) a(t.in_use);
  for (auto& l : s.link) {
    a(l.mean_speed, l.pending_head, l.pending_tail);
    a(l.in_bays, l.restless);
  }
  for (auto& m : s.movement) a(m.amber_until, m.occupied_until, m.open);
}

template <class Archive, class State>
void archive_traffic(Archive& a, State& s) {
  archive_tables(a, s);
  a(s.has_filtering_types, s.now, s.boxes, s.signal_crossings, s.walkers_into, s.tallies);
  a.table(s.decision, s.line_free_s, s.outbox_target, s.blocked, s.bay, s.busy_until);
  a.table(s.plans, s.crossings, s.asking.words, s.will_ask.words, s.active_links.words);
}

}  // namespace

template <class Archive, class Self>
void Traffic::archive(Archive& a, Self& t, KeptVehicles& vehicles) {
  a(vehicles, t.counts_, t.waiting_, t.full_ahead_);
  archive_traffic(a, *t.s_);
}

void Traffic::save(StateWriter& out) const {
  KeptVehicles vehicles = kept_vehicles(*s_);
  archive(out, *this, vehicles);
}

void Traffic::restore(StateReader& in) {
  KeptVehicles vehicles;
  archive(in, *this, vehicles);
  put_back(vehicles, *s_);
}

}  // namespace mwendo
