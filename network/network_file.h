// A network in a folder: network.mwn.
//
//   save_network(net, "out/city");            // writes out/city/network.mwn
//   const Network same = load_network("out/city");
// Compiled and run in tests/examples/network/build_and_load_test.cpp.
//
// Format: "MWENDONW", version (u32), byte order mark (u32), length of the body (u64), FNV-1a 64 of
// the body (u64), body. The body is the columns in the order of network.h. Each column is its
// number of entries (u64) and its entries as in memory. The byte order mark refuses files from
// machines of another byte order.
// Guarantees: load_network gives what was saved, byte for byte, and the result passes validate(). A
// file is written under another name and then renamed, so it appears whole or not at all.
// Errors: InputError for a file that is missing, cut off, altered, of another version, or not a
// network. RunError where it cannot be written.
#pragma once

#include <string>

#include "network/network.h"

namespace mwendo {

void save_network(const Network& net, const std::string& folder);
[[nodiscard]] Network load_network(const std::string& folder);

}  // namespace mwendo
