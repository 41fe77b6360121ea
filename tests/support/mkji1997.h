// Capacity of a crossing without signals by the Indonesian Highway Capacity Manual.
//
//   mkji1997::crossing({.lanes = 1, .minor_share = 0.25, .kerb_share = 0.1})
//
// Source: Manual Kapasitas Jalan Indonesia (MKJI), Directorate General of Highways, Jakarta 1997,
// chapter 3: C = C0 F_W F_M F_CS F_RSU F_LT F_RT F_MI, all streams together, in car units an hour
// (a motorcycle is 0.5). From counts at 33 crossings of 13 cities with motorcycles and minibuses,
// where one drives on the left (Bergh, Dardak 1994). C0 and the form were found in a secondary
// source; the coefficients of F_W, F_LT and F_MI are from memory (unverified).
#pragma once

namespace mwendo::mkji1997 {

struct Crossing {             // of four streets; approaches are 3.5 m wide a lane
  int lanes = 1;              // of each approach: types 422 and 444
  double minor_share = 0.25;  // of all vehicles, 0.1 to 0.9
  double kerb_share = 0.1;    // of all vehicles: turn left
};

[[nodiscard]] double crossing(const Crossing& c);

}  // namespace mwendo::mkji1997
