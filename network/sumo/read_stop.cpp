#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "network/sumo/flow.h"
#include "network/sumo/route_parts.h"

namespace mwendo::sumo {
namespace {

// Elements that give a place on a lane a name, and attributes of <stop> that name one.
constexpr std::array<std::string_view, 6> kPlaces = {"busStop",       "trainStop",
                                                     "containerStop", "chargingStation",
                                                     "parkingArea",   "overheadWireSegment"};

// Edge "e" or lane "e_1".
bool find_lane(const XmlElement& e, const SumoNet& net, SumoStop& stop) {
  const bool is_lane = e.has("lane");
  const std::string_view name = is_lane ? e.text("lane") : e.text("edge");
  std::string_view edge = name;
  bool found = true;
  if (is_lane) {
    const std::size_t cut = name.rfind('_');
    found = cut != std::string_view::npos;
    edge = name.substr(0, cut);
    const char* end = name.data() + name.size();
    const auto number = std::from_chars(found ? name.data() + cut + 1 : end, end, stop.lane);
    found = found && number.ec == std::errc{} && number.ptr == end;
  }
  stop.link = net.find_link(edge);
  if (found && stop.link.valid() && stop.lane < net.net.lanes_of(stop.link).size()) return true;
  e.place().problem(fmt::format("<{}> on '{}'", e.name(), name), "no such lane in the net");
  return false;
}

// From startPos and endPos, which count from the end of the lane if they are below 0.
void find_position(const XmlElement& e, const SumoNet& net, SumoStop& stop) {
  const auto length = static_cast<double>(net.net.link.length_m[stop.link]);
  const auto from_start = [&](double m) { return m < 0 ? length + m : m; };
  const double end = from_start(e.number("endPos", length));
  const double start = from_start(e.number("startPos", std::min(0.0, end)));
  const bool fits = start >= 0 && start <= end && end <= length;
  if (!fits && !e.flag("friendlyPos", false))
    e.place().problem(fmt::format("<{}> from {} to {} m", e.name(), start, end),
                      fmt::format("its link is {:.1f} m long", length));
  stop.position_m = static_cast<float>(std::clamp(end, 0.0, length));
}

// The name of a place where the vehicle stops, with the attribute that has it.
std::optional<std::pair<std::string_view, std::string_view>> named_place(const XmlElement& e) {
  for (const std::string_view kind : kPlaces)
    if (e.has(kind)) return std::pair{kind, e.text(kind)};
  return std::nullopt;
}

}  // namespace

bool is_stop_place(std::string_view element) {
  return std::find(kPlaces.begin(), kPlaces.end(), element) != kPlaces.end();
}

void StopReader::add_place(const XmlElement& e) {
  SumoStop place;
  if (!find_lane(e, net_, place)) return;
  find_position(e, net_, place);
  place.parking = e.name() == "parkingArea";
  if (names_.find(key_of(e.name(), e.text("id"))) != NameIndex::kNone) {
    e.place().problem(fmt::format("<{}> '{}' is there twice", e.name(), e.text("id")),
                      "remove one");
    return;
  }
  names_.add(key_of(e.name(), e.text("id")));
  places_.push_back(place);
}

bool StopReader::find_place(const XmlElement& e, SumoStop& stop) const {
  const auto place = named_place(e);
  if (!place && !e.has("lane") && !e.has("edge")) {
    e.place().problem("a <stop> without a place", "give lane, edge or busStop");
    return false;
  }
  if (!place) {
    if (!find_lane(e, net_, stop)) return false;
    find_position(e, net_, stop);
    return true;
  }
  const std::uint32_t number = names_.find(key_of(place->first, place->second));
  if (number == NameIndex::kNone) {
    e.place().problem(
        fmt::format("{} '{}' is not defined", place->first, place->second),
        "name the file that defines it before the routes: stops.add.xml,city.rou.xml");
    return false;
  }
  stop = places_[number];
  return true;
}

std::optional<SumoStop> StopReader::read(const XmlElement& e) const {
  SumoStop stop;
  if (!find_place(e, stop)) return std::nullopt;
  if (e.has("duration")) stop.seconds = static_cast<float>(read_time(e, "duration", 0));
  if (e.has("until")) stop.until_s = static_cast<float>(read_time(e, "until", 0));
  const std::string_view parking = e.text("parking", "");
  stop.parking |= parking == "opportunistic" || (e.has("parking") && e.flag("parking", false));
  const auto example = [&] { return e.place().position().text(); };
  const bool ends = e.has("duration") || e.has("until");
  if (e.number("speed", 0) > 0) {
    report_.add("stops with a speed, passed without a halt, left out", example());
    return std::nullopt;
  }
  if (!ends) {
    report_.add("stops without duration and until, left out", example());
    return std::nullopt;
  }
  for (const char* cause : {"triggered", "containerTriggered", "joinTriggered"})
    if (e.has(cause) && e.text(cause) != "false" && e.text(cause) != "0")
      report_.add("stops that wait for persons or containers, ended by duration and until",
                  example());
  return stop;
}

}  // namespace mwendo::sumo
