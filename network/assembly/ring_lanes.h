// Lanes of roundabouts whose source does not say how many there are.
//
//   set_ring_lanes(builder);   // before build(), after the lanes of the streets are known
//
// A ring has as many lanes all round as the widest street that enters it, but no more than three:
// "the circulatory roadway is as wide as the widest entry" is the rule of design of FHWA,
// Roundabouts: An Informational Guide (NCHRP 672, 2010), chapter 6. Links of a ring that touch are
// of one ring. Known numbers of lanes stay.
#pragma once

#include <cstddef>

#include "network/assembly/builder.h"

namespace mwendo {

// Returns the number of links that got more lanes; they keep kAssumedLanes.
std::size_t set_ring_lanes(NetworkBuilder& builder);

}  // namespace mwendo
