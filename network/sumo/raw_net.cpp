#include "network/sumo/raw_net.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "network/sumo/net_elements.h"
#include "network/sumo/signal_elements.h"
#include "network/sumo/unread.h"
#include "network/sumo/words.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {
namespace {

// In the order of SUMO; those that no traffic here depends on are known too.
constexpr std::array<std::string_view, 12> kOfEdges = {
    "id",       "from",  "to",       "name",          "priority", "type",
    "function", "shape", "distance", "crossingEdges", "length",   "spreadType"};
constexpr std::array<std::string_view, 11> kOfLanes = {
    "id",    "index", "allow",       "disallow",  "speed", "length",
    "width", "shape", "customShape", "endOffset", "type"};
constexpr std::array<std::string_view, 16> kOfConnections = {
    "from", "to", "fromLane",  "toLane", "allow", "disallow", "length",      "speed",
    "via",  "tl", "linkIndex", "dir",    "state", "shape",    "customShape", "contPos"};
constexpr std::array<std::string_view, 12> kOfJunctions = {
    "id",       "type",  "x",           "y",      "z",      "incLanes",
    "intLanes", "shape", "customShape", "radius", "fringe", "name"};
constexpr std::array<std::string_view, 4> kOfSignals = {"id", "type", "programID", "offset"};
constexpr std::array<std::string_view, 6> kOfPhases = {"duration", "state", "minDur",
                                                       "maxDur",   "next",  "name"};
// Elements that hold nothing that traffic depends on.
constexpr std::array<std::string_view, 4> kWithoutEffect = {"type", "restriction", "configuration",
                                                            "param"};

class NetHandler : public XmlHandler {
 public:
  explicit NetHandler(RawNet& net) : net_(net) {}

  void start(const XmlElement& e) override {
    const std::string_view name = e.name();
    if (name == "lane")
      add_lane(e);
    else if (name == "request")
      add_request(e);
    else if (name == "connection")
      add_connection(e);
    else if (name == "edge")
      add_edge(e);
    else if (name == "junction")
      add_junction(e);
    else if (name == "phase")
      add_phase(e);
    else if (name == "tlLogic")
      add_signal(e);
    else if (name == "roundabout")
      add_roundabout(e);
    else if (name == "location")
      add_location(e);
    else if (name == "net")
      start_net(e);
    else if (!in_net_)
      e.place().problem("this is no SUMO net", "a <net> element is needed first");
    else
      note_element(e);
  }

  void end(std::string_view name) override {
    if (name == "edge") kind_ = EdgeKind::none;
    if (name == "junction") junction_ = NameIndex::kNone;
    if (name == "tlLogic") {
      signals_.end();
      in_signal_ = false;
    }
  }

 private:
  enum class EdgeKind { none, street, internal, ignored };

  void start_net(const XmlElement& e) {
    in_net_ = true;
    net_.left_hand = e.text("lefthand", "false") == "true";
  }

  // Parameters matter where they set up a signal.
  void note_element(const XmlElement& e) {
    const bool known =
        std::find(kWithoutEffect.begin(), kWithoutEffect.end(), e.name()) != kWithoutEffect.end();
    if (!known || (e.name() == "param" && in_signal_)) unread_.note(e.name(), {}, e.place());
  }

  void add_location(const XmlElement& e) {
    const auto points = parse_shape(e.text("netOffset", "0,0"));
    if (!points.empty()) net_.offset = points.front();
    net_.projection = e.text("projParameter", "!");
    net_.location_line = e.place().line();
  }

  std::uint32_t junction(std::string_view name) {
    const std::uint32_t id = net_.junction_names.add(name);
    if (id >= net_.junctions.size()) net_.junctions.resize(id + 1);
    return id;
  }

  void add_edge(const XmlElement& e) {
    const std::string_view function = e.text("function", "");
    if (function == "internal") {
      kind_ = EdgeKind::internal;
      return;
    }
    if (function == "crossing" || function == "walkingarea") {
      kind_ = EdgeKind::ignored;
      if (function == "crossing") crossed_.emplace_back(e.text("edges", ""));
      return;
    }
    kind_ = EdgeKind::street;
    unread_.check(e, kOfEdges);
    if (!function.empty() && function != "normal")
      net_.report.add(fmt::format("edges with the function '{}', taken as streets", function),
                      std::string(e.text("id", "")));
    const std::string_view id = e.text("id");
    const std::uint32_t number = net_.edge_names.add(id);
    if (number < net_.edges.size()) {
      e.place().problem(fmt::format("edge '{}' is there twice", id), "remove one");
      kind_ = EdgeKind::ignored;
      return;
    }
    RawEdge& edge = net_.edges.emplace_back();
    edge.from = junction(e.text("from"));
    edge.to = junction(e.text("to"));
    edge.priority = static_cast<int>(e.number("priority", -1));
    edge.type = e.text("type", "");
    edge.street = e.text("name", "");
    edge.shape = parse_shape(e.text("shape", ""));
    edge.first_lane = static_cast<std::uint32_t>(net_.lanes.size());
    edge.line = e.place().line();
  }

  void add_lane(const XmlElement& e) {
    if (kind_ == EdgeKind::internal) {
      const std::uint32_t id = net_.internal_names.add(e.text("id"));
      if (id >= net_.internal_length.size()) {
        net_.internal_length.resize(id + 1, 0);
        net_.internal_speed.resize(id + 1, 0);
        net_.internal_permissions.resize(id + 1, kAnybody);
        net_.internal_next.resize(id + 1, NameIndex::kNone);
      }
      net_.internal_length[id] = static_cast<float>(e.number("length"));
      net_.internal_speed[id] = static_cast<float>(std::max(0.0, e.number("speed", 0)));
      net_.internal_permissions[id] = restriction_of(e);
      return;
    }
    if (kind_ != EdgeKind::street) return;
    unread_.check(e, kOfLanes);
    net_.lanes.push_back(read_lane(e));
    RawEdge& edge = net_.edges.back();
    if (static_cast<std::uint32_t>(e.number("index", edge.lanes)) != edge.lanes)
      e.place().problem("lanes out of order", "sort them by index from 0");
    ++edge.lanes;
  }

  void add_junction(const XmlElement& e) {
    const std::string_view id = e.text("id");
    const std::string_view type = e.text("type", "");
    if (type == "internal" || is_internal(id)) return;
    unread_.check(e, kOfJunctions);
    junction_ = junction(id);
    RawJunction& j = net_.junctions[junction_];
    j.seen = true;
    j.position = {e.number("x"), e.number("y")};
    j.type = type;
    if (!is_junction_type(type))
      e.place().problem(fmt::format("junction '{}' has the unknown type '{}'", id, type),
                        "use a type of SUMO, as priority");
    for_each_word(e.text("incLanes", ""), [&](std::string_view lane) {
      if (is_internal(lane)) return;
      const std::uint32_t found = find_lane(net_, lane);
      if (found == NameIndex::kNone)
        e.place().problem(fmt::format("junction '{}' names lane '{}'", id, lane),
                          "no such lane comes before it in the file");
      else
        j.incoming_lanes.push_back(found);
    });
  }

  void add_request(const XmlElement& e) {
    if (junction_ == NameIndex::kNone) return;
    RawJunction& j = net_.junctions[junction_];
    const auto index = static_cast<std::size_t>(std::max(0.0, e.number("index")));
    if (index != j.response.size())
      e.place().problem("requests out of order", "sort them by index from 0");
    j.response.emplace_back(e.text("response"));
    j.foes.emplace_back(e.text("foes"));
  }

  void add_signal(const XmlElement& e) {
    in_signal_ = true;
    unread_.check(e, kOfSignals);
    signals_.start(e);
  }

  void add_phase(const XmlElement& e) {
    unread_.check(e, kOfPhases);
    signals_.add_phase(e);
  }

  void add_connection(const XmlElement& e) {
    const std::string_view from = e.text("from");
    static_cast<void>(e.text("to"));  // notes where it is missing, also inside junctions
    if (is_internal(from)) {
      continue_internal(e, from);
      return;
    }
    unread_.check(e, kOfConnections);
    if (const auto connection = read_connection(e, net_)) net_.connections.push_back(*connection);
  }

  // <connection from=":A0_1" fromLane="0" via=":A0_4_0"/>: the path goes on inside the junction.
  void continue_internal(const XmlElement& e, std::string_view from) {
    if (!e.has("via")) return;
    key_.assign(from);
    key_ += '_';
    key_ += e.text("fromLane", "0");
    const std::uint32_t lane = net_.internal_names.find(key_);
    if (lane != NameIndex::kNone)
      net_.internal_next[lane] = net_.internal_names.find(e.text("via"));
  }

  void add_roundabout(const XmlElement& e) {
    for_each_word(e.text("edges", ""), [&](std::string_view name) {
      const std::uint32_t edge = net_.edge_names.find(name);
      if (edge != NameIndex::kNone) net_.edges[edge].on_ring = true;
    });
  }

 public:
  void finish() {
    unread_.add_to(net_.report);
    for (const std::string& edges : crossed_)
      for_each_word(edges, [&](std::string_view name) {
        const std::uint32_t edge = net_.edge_names.find(name);
        if (edge != NameIndex::kNone) net_.edges[edge].crossed = true;
      });
  }

 private:
  RawNet& net_;
  bool in_net_ = false;
  EdgeKind kind_ = EdgeKind::none;
  std::uint32_t junction_ = NameIndex::kNone;
  SignalElements signals_{net_};
  bool in_signal_ = false;
  Unread unread_;
  std::vector<std::string> crossed_;
  std::string key_;
};

// Junctions that edges name are there, and edges have lanes.
void check_complete(const RawNet& net) {
  Problems problems;
  for (std::size_t j = 0; j < net.junctions.size(); ++j)
    if (!net.junctions[j].seen)
      problems.add({net.file.string(), 0, 0,
                    fmt::format("junction '{}' is used by an edge but not there",
                                net.junction_names.name(j)),
                    "the file is cut off or edited"});
  for (std::size_t i = 0; i < net.edges.size(); ++i)
    if (net.edges[i].lanes == 0)
      problems.add({net.file.string(), net.edges[i].line, 0,
                    fmt::format("edge '{}' has no lane", net.edge_names.name(i)), "add one"});
  problems.throw_if_any();
}

}  // namespace

RawNet read_raw_net(const std::filesystem::path& file) {
  RawNet net;
  net.file = file;
  NetHandler handler(net);
  read_xml(file, handler);
  handler.finish();
  check_complete(net);
  return net;
}

}  // namespace mwendo::sumo
