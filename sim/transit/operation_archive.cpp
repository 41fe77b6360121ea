// The state of public transport as bytes. What follows from the lines is made anew.
#include "network/base/state_archive.h"
#include "sim/transit/operation_state.h"

namespace mwendo {
namespace {

// Events of the last step are left out: their readers have read them.
template <class Archive, class State>
void archive_operation(Archive& a, State& s) {
  a.table(s.planned_run_s, s.terminal, s.departures, s.stop, s.section, s.section_quarter,
          s.headways, s.account);
  a(s.now, *s.fleets, s.vehicles, s.rail, s.held, s.waiting, s.on_board, s.boarded, s.alighted);
  a(s.service.brt_calls, s.service.most_vehicles);
}

}  // namespace

void TransitOperation::save(StateWriter& out) const { archive_operation(out, std::as_const(*s_)); }
void TransitOperation::restore(StateReader& in) { archive_operation(in, *s_); }

}  // namespace mwendo
