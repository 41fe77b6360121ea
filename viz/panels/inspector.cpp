#include "viz/panels/inspector.h"

#include <fmt/format.h>

#include <algorithm>

#include "viz/panels/charts.h"
#include "viz/panels/time_bar.h"

namespace mwendo::viz {
namespace {

struct Card {
  std::string title, kind;
  std::vector<Story::Fact> facts;
  std::string plot_name;
  std::vector<TimedValue> plot;
  float plot_top = 0;  // 0: by the values
  std::string note;
  std::vector<std::pair<std::string, Selection>> links;  // things to jump to
  bool can_follow = false;
};

// "articulated_bus" for people.
std::string words_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string permissions_text(Permissions p) {
  constexpr Permissions kMotor = kCar | kMotorcycle | kMinibus | kBus | kTruck;
  std::string out = (p & kMotor) == kMotor ? "all motor vehicles" : "";
  if (!out.empty()) p = static_cast<Permissions>(p & ~(kMotor | kBrt));
  const auto add = [&](Permissions bit, const char* name) {
    if ((p & bit) != 0) out += (out.empty() ? "" : ", ") + std::string(name);
  };
  add(kCar, "cars"), add(kMotorcycle, "motorcycles"), add(kMinibus, "minibuses"),
      add(kBus, "buses");
  add(kBrt, "BRT"), add(kTruck, "trucks"), add(kBicycle, "bicycles"), add(kRail, "rail");
  return out;
}

std::string assumed_text(LinkFlags f) {
  std::string out;
  const auto add = [&](LinkFlags bit, const char* name) {
    if ((f & bit) != 0) out += (out.empty() ? "Assumed: " : ", ") + std::string(name);
  };
  add(kAssumedClass, "class"), add(kAssumedLanes, "lanes"), add(kAssumedSpeed, "speed limit");
  add(kSyntheticGeometry, "course");
  return out;
}

std::string direction_of(const LaneGeometry& lanes, LinkId l) {
  const Vec d = lanes.line(l).back() - lanes.line(l).front();
  static constexpr std::array<const char*, 8> kNames = {
      "east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"};
  const float turn = std::atan2(d.y, d.x) / (2 * std::numbers::pi_v<float>)+1;
  return kNames[static_cast<std::size_t>(std::lround(turn * 8)) % 8];
}

Card card_of_link(const Stage& stage, LinkId l) {
  const Network& net = stage.world().network;
  Card c;
  const std::string& name = net.street_names[net.link.street[l]];
  c.title = name.empty() ? "Street without a name" : name;
  c.kind = fmt::format("{}, towards {}", name_of(net.link.road_class[l]),
                       direction_of(stage.map().lanes(), l));
  c.kind[0] = static_cast<char>(std::toupper(c.kind[0]));
  c.facts.push_back({"Lanes", fmt::format("{}: {}", net.lanes_of(l).size(),
                                          permissions_text(net.permissions_of(l)))});
  c.facts.push_back({"Length", fmt::format("{:.0f} m, free speed {:.0f} km/h", net.link.length_m[l],
                                           net.link.free_speed_mps[l] * 3.6F)});
  const auto& values = stage.links().values;
  if (l.value < values.size()) {
    const LinkValue& v = values[l.value];
    const auto flow = layer_value(Layer::flow, v, net, l);
    const float speed = v.vehicles > 0 ? 3.6F * v.speed_sum / v.vehicles : 0;
    c.facts.push_back({"Now", flow ? fmt::format("{:.0f} vehicles/h at {:.0f} km/h", *flow, speed)
                                   : "no vehicles"});
    if (const auto queue = layer_value(Layer::queue, v, net, l))
      c.facts.push_back({"Queue", fmt::format("{:.0f} % of the lanes", *queue)});
    if (v.co2e_g_s > 0)
      c.facts.push_back({"CO\u2082e", fmt::format("{:.1f} kg/h on this link", v.co2e_g_s * 3.6F)});
  }
  c.plot_name = "Speed, % of free flow";
  c.plot = stage.places().speed_of(l);
  c.plot_top = 100;
  c.note = assumed_text(net.link.flags[l]);
  return c;
}

Card card_of_stop(const Stage& stage, StopId s) {
  const TransitSupply& supply = stage.world().transit;
  static constexpr std::array<const char*, 4> kStopKinds = {"Stop in the lane", "Stop in a bay",
                                                            "BRT station", "Rail station"};
  Card c;
  c.title = supply.stop.name[s];
  c.kind = kStopKinds[static_cast<std::size_t>(supply.stop.kind[s])];
  const auto& waiting = stage.snapshot().waiting;
  if (s.value < waiting.size())
    c.facts.push_back({"Waiting", fmt::format("{:.0f} persons", waiting[s.value])});
  for (const LineId l : supply.lines())
    for (const LineStop& stop : supply.stops_of(l))
      if (stop.stop == s) {
        std::string label = supply.line.name[l];
        if (!supply.line.description[l].empty()) label += "  " + supply.line.description[l];
        c.links.emplace_back(label, Selection{SelectionKind::line, l.value});
        break;
      }
  c.facts.push_back({"Lines", fmt::format("{}", c.links.size())});
  c.plot_name = "People waiting";
  c.plot = stage.places().waiting_at(s);
  return c;
}

Card card_of_line(const Stage& stage, LineId l) {
  const TransitSupply& supply = stage.world().transit;
  Card c;
  c.title = supply.line.name[l] + "  " + supply.line.description[l];
  c.kind = fmt::format("{}, {} places", words_of(name_of(supply.line.vehicle[l])),
                       supply.line.capacity[l]);
  c.kind[0] = static_cast<char>(std::toupper(c.kind[0]));
  int vehicles = 0, persons = 0;
  for (const VehicleSample& v : stage.snapshot().vehicles)
    if (v.line == l.value) ++vehicles, persons += v.persons;
  c.facts.push_back({"Stops", fmt::format("{}", supply.stops_of(l).size())});
  c.facts.push_back(
      {"Headway",
       fmt::format("{:.0f} min in the peak, {:.0f} else{}", supply.line.peak_headway_s[l] / 60,
                   supply.line.offpeak_headway_s[l] / 60,
                   supply.line.assumed_headway[l] != 0 ? " (assumed)" : "")});
  c.facts.push_back({"On the way", fmt::format("{} vehicles, {} on board", vehicles, persons)});
  if (supply.line.opposite[l].valid())
    c.links.emplace_back("Other direction",
                         Selection{SelectionKind::line, supply.line.opposite[l].value});
  return c;
}

Card card_of_vehicle(const Stage& stage, std::uint32_t id, const Trace& trace) {
  Card c;
  const VehicleSample* v = find_vehicle(stage.snapshot(), id);
  c.kind = fmt::format("Vehicle {}", id);
  c.title = "Left the road";
  if (v == nullptr) return c;
  const Network& net = stage.world().network;
  static constexpr std::array<const char*, 2> kRapid = {"BRT bus", "Light rail train"};
  c.title = v->kind >= kBrtKind ? kRapid[v->kind - kBrtKind]
                                : words_of(name_of(static_cast<VehicleClass>(v->kind)));
  c.title[0] = static_cast<char>(std::toupper(c.title[0]));
  const TransitSupply& supply = stage.world().transit;
  if (v->line < supply.lines().size()) {
    const LineId l{v->line};
    c.title += " of line " + supply.line.name[l];
    c.facts.push_back(
        {"On board", fmt::format("{} of {} places", v->persons, supply.line.capacity[l])});
    c.links.emplace_back(supply.line.name[l] + "  " + supply.line.description[l],
                         Selection{SelectionKind::line, l.value});
  }
  c.facts.push_back({"Speed", fmt::format("{:.0f} km/h{}", v->speed_mps * 3.6F,
                                          (v->flags & kHalted) != 0 ? ", at its stop" : "")});
  const std::string& street = net.street_names[net.link.street[v->link]];
  c.facts.push_back(
      {"On", fmt::format("{}, lane {}", street.empty() ? "a street without a name" : street,
                         v->lane + 1)});
  const Story& story = stage.story();
  if (story.id == id && !story.person)
    c.facts.insert(c.facts.end(), story.facts.begin(), story.facts.end());
  c.plot_name = "Speed, km/h, since selected";
  c.plot = trace;
  c.can_follow = true;
  return c;
}

Card card_of_person(const Stage& stage, std::uint32_t id) {
  Card c;
  c.title = "Arrived";
  c.kind = fmt::format("Person {}", id);
  for (const PersonSample& p : stage.snapshot().people) {
    if (p.id != id) continue;
    c.title = p.mode == Mode::walk ? "Somebody on foot" : "Somebody on a bicycle";
    c.facts.push_back({"Way done", fmt::format("{:.0f} %", 100 * p.share)});
  }
  const Story& story = stage.story();
  if (story.id == id && story.person)
    c.facts.insert(c.facts.end(), story.facts.begin(), story.facts.end());
  return c;
}

Card card_of(const Stage& stage, const Selection& s, const Trace& trace) {
  switch (s.kind) {
    case SelectionKind::link: return card_of_link(stage, LinkId{s.id});
    case SelectionKind::stop: return card_of_stop(stage, StopId{s.id});
    case SelectionKind::line: return card_of_line(stage, LineId{s.id});
    case SelectionKind::person: return card_of_person(stage, s.id);
    default: return card_of_vehicle(stage, s.id, trace);
  }
}

void plot(Ui& ui, Rect r, const Card& c) {
  const Theme& t = ui.theme();
  ui.text(r.x, r.y + ui.px(10), c.plot_name, 11, t.text_soft);
  const Rect box{r.x, r.y + ui.px(16), r.w, r.h - ui.px(30)};
  ui.painter().fill({box.x, box.y + box.h, box.w, 1}, t.text_faint);
  if (c.plot.size() < 2) return ui.text(box.x, box.centre().y, "grows with time", 11, t.text_faint);
  float top = c.plot_top;
  std::vector<PlotPoint> points;
  for (const TimedValue& v : c.plot) {
    points.push_back({v.time_s, v.value});
    if (c.plot_top == 0) top = std::max({top, v.value * 1.1F, 1.0F});
  }
  draw_plot(ui, box, points, points.front().x, points.back().x, top, t.accent, true);
  ui.text(box.x + box.w, r.y + ui.px(10), figure_text(points.back().y, 0), 12, t.text, Weight::bold,
          Align::right);
  ui.text(box.x, box.y + box.h + ui.px(12), clock_text(points.front().x, false), 10, t.text_faint);
  ui.text(box.x + box.w, box.y + box.h + ui.px(12), clock_text(points.back().x, false), 10,
          t.text_faint, Weight::regular, Align::right);
}

}  // namespace

InspectorResult draw_inspector(Ui& ui, Vec at, const Stage& stage, const Selection& selection,
                               const Trace& trace, bool following) {
  InspectorResult result;
  if (!selection.any()) return result;
  const Theme& t = ui.theme();
  Card c = card_of(stage, selection, trace);
  c.links.resize(std::min<std::size_t>(c.links.size(), 6));
  const float w = ui.px(290), pad = ui.px(16), row = ui.px(20);
  const bool has_plot = !c.plot_name.empty();
  const float h = ui.px(62) + row * static_cast<float>(c.facts.size()) +
                  ui.px(22) * static_cast<float>(c.links.size()) + (has_plot ? ui.px(98) : 0) +
                  (c.note.empty() ? 0 : ui.px(20)) + (c.can_follow ? ui.px(40) : 0) + ui.px(10);
  const Rect r{at.x, at.y, w, h};
  ui.panel(r, 12);
  Painter& p = ui.painter();
  const float inner = w - 2 * pad;
  ui.text(r.x + pad, r.y + ui.px(28),
          p.fitted(c.title, {.size = ui.px(16), .weight = Weight::bold}, inner - ui.px(26)), 16,
          t.text, Weight::bold);
  ui.text(r.x + pad, r.y + ui.px(46), p.fitted(c.kind, {.size = ui.px(12.5F)}, inner), 12.5F,
          t.text_soft);
  if (ui.icon_button({r.x + w - ui.px(38), r.y + ui.px(10), ui.px(26), ui.px(26)}, Icon::close,
                     "Close (Esc)"))
    result.closed = true;
  float y = r.y + ui.px(70);
  for (const auto& f : c.facts) {
    ui.text(r.x + pad, y, f.what, 12.5F, t.text_soft);
    const float x = ui.px(84);
    ui.text(r.x + pad + x, y,
            p.fitted(f.value, {.size = ui.px(12.5F), .weight = Weight::medium}, inner - x), 12.5F,
            t.text, Weight::medium);
    y += row;
  }
  for (const auto& [label, target] : c.links) {
    const Rect hit{r.x + pad - ui.px(6), y - ui.px(15), inner + ui.px(12), ui.px(21)};
    const bool hot = ui.hovered(hit);
    if (hot) p.rounded(hit, ui.px(5), t.field);
    ui.text(r.x + pad, y, p.fitted(label, {.size = ui.px(12.5F)}, inner), 12.5F, t.accent);
    if (hot && ui.input().pressed) result.jump = target;
    y += ui.px(22);
  }
  if (has_plot) plot(ui, {r.x + pad, y - ui.px(6), inner, ui.px(92)}, c), y += ui.px(98);
  if (!c.note.empty())
    ui.text(r.x + pad, y, p.fitted(c.note, {.size = ui.px(11)}, inner), 11, t.worse),
        y += ui.px(20);
  if (c.can_follow && ui.button({r.x + pad, y - ui.px(8), inner, ui.px(30)},
                                following ? "Following (F)" : "Follow (F)", following))
    result.follow_toggled = true;
  return result;
}

}  // namespace mwendo::viz
