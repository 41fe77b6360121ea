// Fields of PBF messages, by tag and type on the wire.
#pragma once

#include <protozero/types.hpp>

namespace mwendo::osm {

constexpr auto bytes_field(unsigned tag) {
  return protozero::tag_and_type(tag, protozero::pbf_wire_type::length_delimited);
}
constexpr auto number_field(unsigned tag) {
  return protozero::tag_and_type(tag, protozero::pbf_wire_type::varint);
}

}  // namespace mwendo::osm
