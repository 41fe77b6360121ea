#include "viz/panels/search.h"

#include <fmt/format.h>

#include <algorithm>

#include "viz/paint/painter.h"

namespace mwendo::viz {
namespace {

// Latin-1 letters from U+00C0 without their accents.
constexpr const char* kPlain = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

int distance_between(const std::string& a, const std::string& b) {
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int corner = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// Smaller is better; 100: no match.
int match(const std::string& name, const std::string& text) {
  const auto at = name.find(text);
  if (at == 0) return name.size() == text.size() ? 0 : 1;
  if (at != std::string::npos) return name[at - 1] == ' ' ? 2 : 3;
  if (text.size() < 4) return 100;
  const int d = distance_between(name.substr(0, text.size()), text);
  return d <= (text.size() >= 7 ? 2 : 1) ? 3 + d : 100;
}

const char* kind_name(Mode m) {
  switch (m) {
    case Mode::brt: return "BRT line";
    case Mode::lrt: return "Light rail line";
    case Mode::bus: return "Bus line";
    default: return "Minibus line";
  }
}

}  // namespace

std::string folded(const std::string& text) {
  std::string out;
  for (const char32_t c : letters_of(text)) {
    if (c >= U'A' && c <= U'Z')
      out += static_cast<char>(c - U'A' + U'a');
    else if (c >= 0xC0 && c <= 0xFF)
      out += kPlain[c - 0xC0];
    else
      append_utf8(out, c);
  }
  return out;
}

void SearchIndex::add(Found found) {
  std::string key = folded(found.name);
  // Lines are also found by what they are: "BRT", "Light rail".
  std::string kind = found.kind == FoundKind::line ? folded(found.detail) : std::string();
  entries_.push_back({std::move(found), std::move(key), std::move(kind)});
}

SearchIndex::SearchIndex(const World& world, const LaneGeometry& lanes) {
  const Network& net = world.network;
  std::vector<Box> box(net.street_names.size());
  std::vector<float> metres(net.street_names.size(), 0);
  for (const LinkId l : net.links()) {
    const std::uint32_t name = net.link.street[l];
    for (const Vec p : lanes.line(l)) box[name].include(p);
    metres[name] += lanes.length(l) / (lanes.shift(l) != 0 ? 2 : 1);
  }
  for (std::uint32_t i = 1; i < box.size(); ++i)
    if (!box[i].empty() && !net.street_names[i].empty())
      add({FoundKind::street, i, net.street_names[i],
           fmt::format("Street, {:.1f} km", metres[i] / 1000), box[i]});
  const TransitSupply& supply = world.transit;
  std::vector<int> lines(supply.stops().size(), 0);
  for (const LineId l : supply.lines()) {
    Box b;
    for (const LineStop& s : supply.stops_of(l)) {
      ++lines[s.stop.value];
      b.include(lanes.origin_offset(supply.stop.position[s.stop]));
    }
    std::string name = supply.line.name[l];
    if (!supply.line.description[l].empty()) name += "  " + supply.line.description[l];
    add({FoundKind::line, l.value, name, kind_name(supply.line.mode[l]), b});
  }
  for (const StopId s : supply.stops()) {
    if (lines[s.value] == 0) continue;
    Box b;
    b.include(lanes.origin_offset(supply.stop.position[s]));
    const bool station = supply.stop.kind[s] >= StopKind::brt_station;
    add({FoundKind::stop, s.value, supply.stop.name[s],
         fmt::format("{}, {} line{}", station ? "Station" : "Stop", lines[s.value],
                     lines[s.value] == 1 ? "" : "s"),
         b.grown(120)});
  }
}

std::vector<Found> SearchIndex::find(const std::string& text, std::size_t most) const {
  const std::string key = folded(text);
  if (key.empty()) return {};
  std::vector<std::pair<int, const Entry*>> hits;
  for (const Entry& e : entries_)
    if (const int m = std::min(match(e.folded, key), match(e.kind, key) + 3); m < 100)
      hits.emplace_back(m * 4 + static_cast<int>(e.found.kind == FoundKind::stop), &e);
  std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.second->folded.size() < b.second->folded.size();
  });
  std::vector<Found> out;
  for (std::size_t i = 0; i < hits.size() && out.size() < most; ++i) {
    const Found& f = hits[i].second->found;
    // Platforms and directions of one name count once.
    const bool twin = std::any_of(out.begin(), out.end(), [&](const Found& o) {
      return o.kind == f.kind && o.name == f.name;
    });
    if (!twin) out.push_back(f);
  }
  return out;
}

}  // namespace mwendo::viz
