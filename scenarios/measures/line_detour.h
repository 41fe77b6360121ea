// Lines whose streets are closed.
//
//   LineDetour detour(network, closed);               // network after the closure; 1: closed link
//   if (auto line = detour.around(supply, l)) ...     // none: nothing sensible is left of the line
//
// Stops on closed links are left out. Between the streets before and after the closure the line
// takes the shortest way, if that is not longer than 3 km plus three times the closed stretch. Else
// the line is cut there and keeps its longer part.
#pragma once

#include <optional>
#include <vector>

#include "network/permissions.h"
#include "sim/world/supply_edit.h"

namespace mwendo {

// Links of the shortest way from the end of one link to the start of another, without both; none
// if there is no way of at most limit_m.
[[nodiscard]] std::optional<std::vector<LinkId>> way_between(
    const Network& net, const Column<MovementId, Permissions>& turns, LinkId from, LinkId to,
    Permissions who, double limit_m);

class LineDetour {
 public:
  LineDetour(const Network& net, const Column<LinkId, char>& closed)
      : net_(&net), closed_(&closed), turns_(movement_permissions(net)) {}

  [[nodiscard]] bool touches(const TransitSupply& supply, LineId l) const;
  [[nodiscard]] std::optional<LineDraft> around(const TransitSupply& supply, LineId l) const;

 private:
  struct Step {
    LinkId link;
    std::uint32_t old_index = 0;  // into the old path; kDetour on a detour
  };
  static constexpr std::uint32_t kDetour = 0xFFFFFFFFU;
  [[nodiscard]] std::vector<std::vector<Step>> pieces(const LineDraft& line, Permissions who) const;

  const Network* net_;
  const Column<LinkId, char>* closed_;
  Column<MovementId, Permissions> turns_;
};

}  // namespace mwendo
