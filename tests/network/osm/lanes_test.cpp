#include <gtest/gtest.h>

#include "network/osm/street_tags.h"

namespace mwendo {
namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

struct Read {
  StreetTags street;
  TagNotes notes;
  [[nodiscard]] bool notes_say(const std::string& what) const {
    for (const TagNote& n : notes)
      if (std::string(n.what).find(what) != std::string::npos) return true;
    return false;
  }
};

Read primary(Tags tags, DrivingSide side = DrivingSide::left) {
  tags.insert(tags.begin(), {"highway", "primary"});
  Read read;
  read.street = understand({std::move(tags)}, side, read.notes).value();
  return read;
}

// One letter a lane, kerb first: c general, b buses without cars, w for walkers only, y bicycles.
std::string lanes(const StreetDirection& d) {
  std::string text;
  for (const LaneSpec& lane : d.lanes)
    text += (lane.permissions & kCar) != 0                         ? 'c'
            : (lane.permissions & kBus) != 0                       ? 'b'
            : lane.permissions == kFoot                            ? 'w'
            : (lane.permissions & (kMotor | kBicycle)) == kBicycle ? 'y'
                                                                   : '?';
  return text;
}

struct Case {
  Tags tags;
  std::string forward;
  std::string backward;
  std::string note;  // part of it; empty: none is asked for
};

void expect_lanes(const std::vector<Case>& cases, DrivingSide side = DrivingSide::left) {
  for (const Case& c : cases) {
    const Read read = primary(c.tags, side);
    std::string name;
    for (const auto& [key, value] : c.tags) name += key + "=" + value + " ";
    EXPECT_EQ(lanes(read.street.forward), c.forward) << name;
    EXPECT_EQ(lanes(read.street.backward), c.backward) << name;
    if (!c.note.empty()) {
      EXPECT_TRUE(read.notes_say(c.note)) << name;
    }
  }
}

// Buses against a one-way street have lanes of their own, which lanes=* counts.
TEST(OsmLanes, AgainstOneWayStreets) {
  expect_lanes({
      {{{"oneway", "yes"},
        {"lanes", "2"},
        {"oneway:bus", "no"},
        {"lanes:forward", "1"},
        {"lanes:backward", "1"}},
       "c",
       "b",
       ""},
      {{{"oneway", "yes"}, {"lanes", "2"}, {"oneway:psv", "no"}}, "c", "b", ""},
      {{{"oneway", "yes"}, {"lanes", "3"}, {"busway", "opposite_lane"}}, "cc", "b", ""},
      {{{"oneway", "yes"}, {"lanes", "3"}, {"busway:right", "opposite_lane"}}, "cc", "b", ""},
      {{{"oneway", "yes"}, {"lanes", "3"}, {"lanes:bus:backward", "1"}}, "cc", "b", ""},
      {{{"oneway", "-1"}, {"lanes", "3"}, {"oneway:bus", "no"}, {"lanes:backward", "2"}},
       "b",
       "cc",
       ""},
      {{{"oneway", "yes"}, {"lanes", "4"}, {"oneway:bus", "no"}, {"lanes:backward", "2"}},
       "cc",
       "bb",
       ""},
      {{{"oneway", "yes"}, {"lanes", "1"}, {"oneway:bus", "no"}}, "c", "b", "one lane for both"},
      {{{"oneway", "yes"}, {"lanes", "2"}, {"oneway:bicycle", "no"}}, "cc", "y", ""},
      {{{"oneway", "yes"}, {"oneway:motorcycle", "no"}, {"lanes", "2"}}, "c", "?", ""},
  });
}

TEST(OsmLanes, ClosedToVehicles) {
  expect_lanes({
      {{{"oneway", "yes"},
        {"lanes", "3"},
        {"lanes:forward", "2"},
        {"lanes:backward", "1"},
        {"oneway:bus", "no"},
        {"bus:lanes:backward", "yes"},
        {"vehicle:lanes:forward", "no|yes"}},
       "wc",
       "b",
       "closed to vehicles"},
      {{{"oneway", "yes"}, {"lanes", "2"}, {"vehicle:lanes", "yes|no"}}, "cw", "", ""},
      {{{"oneway", "yes"}, {"lanes", "2"}, {"access:lanes", "no|yes"}}, "wc", "", ""},
      {{{"lanes", "4"}, {"motor_vehicle:lanes:backward", "no|yes"}}, "cc", "yc", ""},
      {{{"lanes", "4"}, {"motor_vehicle:lanes:forward", "yes|no"}, {"psv:lanes:forward", "|yes"}},
       "cb",
       "cc",
       ""},
      {{{"oneway", "yes"}, {"lanes", "2"}, {"vehicle:lanes", "no|no"}}, "", "", ""},
      // A cycle lane is in the list but not in the number of lanes.
      {{{"oneway", "yes"},
        {"lanes", "2"},
        {"vehicle:lanes", "no|yes|yes"},
        {"bicycle:lanes", "designated|yes|yes"}},
       "cc",
       "",
       ""},
      {{{"oneway", "yes"}, {"lanes", "3"}, {"vehicle:lanes", "no|yes"}},
       "ccc",
       "",
       "another number"},
  });
  expect_lanes({{{{"oneway", "yes"}, {"lanes", "2"}, {"vehicle:lanes", "no|yes"}}, "cw", "", ""}},
               DrivingSide::right);
}

TEST(OsmLanes, SharedByBothDirections) {
  expect_lanes({
      {{{"lanes", "5"}, {"lanes:both_ways", "1"}}, "cc", "cc", "both directions in the middle"},
      {{{"lanes", "4"}, {"lanes:both_ways", "1"}, {"lanes:forward", "2"}}, "cc", "c", ""},
      {{{"lanes", "1"}}, "c", "c", "one lane for both"},
      {{{"lanes", "3"}}, "cc", "c", "odd numbers"},
      {{{"lanes", "3"}, {"lanes:forward", "2"}, {"lanes:backward", "2"}},
       "cc",
       "cc",
       "do not add up"},
      {{{"lanes", "many"}}, "c", "c", "not understood"},
      {{{"lanes", "2;3"}}, "c", "c", "rounded"},
      {{{"lanes", "2"}}, "c", "c", ""},
  });
}

TEST(OsmLanes, BusLanesLieOnTheirSide) {
  expect_lanes({
      {{{"oneway", "yes"}, {"lanes", "3"}, {"busway:left", "lane"}}, "bcc", "", ""},
      {{{"oneway", "yes"}, {"lanes", "3"}, {"busway:right", "lane"}}, "ccb", "", ""},
      {{{"oneway", "yes"}, {"lanes", "4"}, {"busway:both", "lane"}}, "bccb", "", ""},
      {{{"oneway", "-1"}, {"lanes", "3"}, {"busway:left", "lane"}}, "", "ccb", ""},
      {{{"oneway", "yes"}, {"lanes", "3"}, {"busway:right", "lane"}, {"lanes:bus", "1"}},
       "ccb",
       "",
       ""},
      {{{"lanes", "4"}, {"busway:right", "lane"}}, "cc", "bc", ""},
      {{{"lanes", "4"}, {"lanes:psv", "2"}}, "bc", "bc", ""},
      {{{"lanes", "3"}, {"lanes:psv", "1"}}, "cc", "c", "odd numbers of bus lanes"},
      {{{"lanes", "3"},
        {"lanes:forward", "2"},
        {"lanes:backward", "1"},
        {"lanes:bus:backward", "1"}},
       "cc",
       "b",
       ""},
      {{{"lanes", "4"}, {"bus:lanes:backward", "yes|designated"}}, "cc", "cb", ""},
      {{{"lanes", "4"}, {"bus:lanes", "designated|yes|yes|yes"}},
       "cc",
       "cc",
       "without a direction"},
  });
  expect_lanes({{{{"oneway", "yes"}, {"lanes", "3"}, {"busway:left", "lane"}}, "ccb", "", ""}},
               DrivingSide::right);
}

TEST(OsmLanes, WhatIsNotUsedIsNoted) {
  for (const auto& [tag, what] :
       std::vector<std::pair<std::pair<std::string, std::string>, std::string>>{
           {{"turn:lanes", "left|through"}, "turn:lanes"},
           {{"turn:lanes:forward", "left|through"}, "turn:lanes"},
           {{"access:conditional", "no @ (07:00-09:00)"}, "conditional"},
           {{"maxspeed", "fast"}, "speed limits that are not understood"},
           {{"maxheight", "3"}, "size or weight"},
           {{"hgv", "maybe"}, "unknown value"},
           {{"oneway", "reversible"}, "changes with time"}}) {
    EXPECT_TRUE(primary({tag}).notes_say(what)) << tag.first;
  }
  EXPECT_TRUE(primary({{"maxspeed", "50"}, {"lanes", "2"}, {"hgv", "no"}}).notes.empty());
}

}  // namespace
}  // namespace mwendo
