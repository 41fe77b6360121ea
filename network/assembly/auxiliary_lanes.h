// Acceleration and deceleration lanes, where the source of the streets does not know them.
//
//   add_auxiliary_lanes(builder, report);   // after all links are in, before build()
//
// Where a ramp joins or leaves a motorway or trunk road, the road gets a kerb lane more: for 200 m
// behind a joining ramp and for 120 m before a leaving one. Between ramps less than 450 m apart it
// goes through. A shorter link, of 50 m at least, has it as long as it is; longer links are split.
// Where a lane more begins at a ramp already, it becomes the acceleration lane, as far as it goes.
// A ramp is a one-way link that meets a one-way motorway or trunk road from its kerb side at less
// than 60 degrees and is slower, narrower or of a lower class; no other link meets it there.
// Sources: lengths for a road of 80 to 100 km/h and ramps of 50 to 60 km/h: AASHTO, "A Policy on
// Geometric Design of Highways and Streets" (2011), ch. 10, within 150 to 250 m and 90 to 150 m;
// through lane below 450 m (1,500 ft): the same. Network links keep their ids; parts are new links.
#pragma once

#include "network/assembly/builder.h"

namespace mwendo {

void add_auxiliary_lanes(NetworkBuilder& builder, BuildReport& report);

}  // namespace mwendo
