// <tlLogic> and <phase> of a SUMO net as the rows of raw_net.h. Internal to network/sumo.
//
//   SignalElements signals(net);
//   signals.start(e);          // <tlLogic>
//   signals.add_phase(e);      // <phase>
//   signals.end();             // </tlLogic>
//
// Errors are noted at the place of the element, as SUMO 1.15 refuses them: unknown types, a program
// twice, letters that are none, states of different length, `next` out of range, no phases.
// Counted in the report of the net: programs that a later one replaces, types that run with fixed
// times, phases with several that may follow.
#pragma once

#include "network/sumo/raw_net.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

class SignalElements {
 public:
  explicit SignalElements(RawNet& net) : net_(net) {}
  void start(const XmlElement& e);
  void add_phase(const XmlElement& e);
  void end();

 private:
  void check_state(const XmlElement& e, std::string_view state) const;
  [[nodiscard]] RawPhase read_phase(const XmlElement& e) const;
  [[nodiscard]] RawSignal& signal() const { return net_.signals[signal_]; }

  RawNet& net_;
  std::uint32_t signal_ = NameIndex::kNone;
  const XmlPlace* place_ = nullptr;
  NameIndex programs_;  // "id program", as read
};

}  // namespace mwendo::sumo
