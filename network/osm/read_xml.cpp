// Objects of OpenStreetMap XML: extracts, files of editors, changes.
#include <expat.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>

#include "network/base/guarded_parser.h"
#include "network/base/input_error.h"
#include "network/osm/byte_source.h"
#include "network/osm/osm_objects.h"
#include "network/osm/text_check.h"

namespace mwendo::osm {
namespace {

constexpr std::size_t kChunk = 1U << 18U;  // bytes
constexpr std::size_t kMostProblems = 50;

using Text = std::string_view;
using Attributes = const XML_Char**;

Text value_of(Attributes a, Text name) {
  for (; *a != nullptr; a += 2)
    if (name == a[0]) return a[1];
  return {};
}

class XmlObjects {
 public:
  XmlObjects(const std::string& path, OsmParts parts, OsmSink& sink)
      : path_(path),
        parts_(parts),
        sink_(sink),
        parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &XmlObjects::on_start, &XmlObjects::on_end);
    XML_SetEntityDeclHandler(parser_.get(), &XmlObjects::on_entity);
  }

  void run() {
    const auto in = open_bytes(path_);
    for (bool last = false; !last;) {
      void* buffer = XML_GetBuffer(parser_.get(), kChunk);
      if (buffer == nullptr) stop();
      const std::size_t got = in->read(static_cast<char*>(buffer), kChunk);
      last = got == 0;
      if (XML_ParseBuffer(parser_.get(), static_cast<int>(got), last ? 1 : 0) != XML_STATUS_OK)
        stop();
    }
    problems_.throw_if_any();
  }

 private:
  enum class Object : std::uint8_t { none, node, way, relation };

  [[noreturn]] void stop() {
    guard_.rethrow();
    const XML_Error code = XML_GetErrorCode(parser_.get());
    if (code != XML_ERROR_ABORTED)
      problem(fmt::format("is not OpenStreetMap XML: {}", XML_ErrorString(code)),
              "give an OpenStreetMap extract as .osm.pbf, .osm, .osm.gz or .osm.bz2");
    throw InputError(problems_.all());
  }

  void problem(std::string what, std::string what_to_do) {
    problems_.add({.file = path_,
                   .line = static_cast<int>(XML_GetCurrentLineNumber(parser_.get())),
                   .column = static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1,
                   .what = std::move(what),
                   .what_to_do = std::move(what_to_do)});
    if (problems_.all().size() >= kMostProblems) XML_StopParser(parser_.get(), XML_FALSE);
  }

  void start(Text name, Attributes a) {
    if (depth_++ == 0) return start_file(name);
    if (name == "delete") in_delete_ = true;
    if (name == "node") begin(Object::node, kOsmNodes, a);
    if (name == "way") begin(Object::way, kOsmWays, a);
    if (name == "relation") begin(Object::relation, kOsmRelations, a);
    if (object_ == Object::none) return;
    if (name == "tag") add_tag(value_of(a, "k"), value_of(a, "v"));
    if (name == "nd" && object_ == Object::way) nodes_.push_back(whole(a, name, "ref"));
    if (name == "member" && object_ == Object::relation) add_member(a);
  }

  void start_file(Text root) {
    if (root == "osm" || root == "osmChange") return;
    problem(fmt::format("is not OpenStreetMap XML: it begins with <{}>", root),
            "give an OpenStreetMap extract as .osm.pbf, .osm, .osm.gz or .osm.bz2");
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void begin(Object object, OsmParts part, Attributes a) {
    object_ = Object::none;
    if ((parts_ & part) == 0) return;
    object_ = object;
    read_head(object, a);
    if (object == Object::node) {
      node_.head = head_;
      if (!head_.deleted) read_place(a);
    }
    nodes_.clear();
    roles_.clear();
    members_.clear();
    texts_.clear();
  }

  void read_head(Object object, Attributes a) {
    head_ = {};
    head_.id = whole(a,
                     object == Object::node  ? "node"
                     : object == Object::way ? "way"
                                             : "relation",
                     "id");
    if (const Text version = value_of(a, "version"); !version.empty())
      head_.version = parse_whole(version).value_or(0);
    head_.deleted =
        in_delete_ || value_of(a, "action") == "delete" || value_of(a, "visible") == "false";
  }

  // A node without a place is like one that is not in the file.
  void read_place(Attributes a) {
    const auto read = [&](Text name) {
      const Text text = value_of(a, name);
      double value = std::numeric_limits<double>::quiet_NaN();
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      const bool right = error == std::errc{} && end == text.data() + text.size();
      if (!text.empty() && !(right && std::isfinite(value)))
        problem(fmt::format("'{}' of <node> is '{}'", name, text.substr(0, 40)),
                "a number of degrees is needed");
      return value;
    };
    node_.place = {read("lon"), read("lat")};
    node_.placed = on_globe(node_.place);
  }

  static std::optional<std::int64_t> parse_whole(Text text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
  }

  std::int64_t whole(Attributes a, Text element, Text name) {
    const Text text = value_of(a, name);
    const auto value = parse_whole(text);
    if (!value)
      problem(fmt::format("'{}' of <{}> is '{}'", name, element, text.substr(0, 40)),
              "a whole number is needed");
    return value.value_or(0);
  }

  // Texts stay at their place until the object ends.
  void add_tag(Text key, Text value) {
    if (!is_plain_text(key) || !is_plain_text(value)) {
      problem(fmt::format("a tag of {} holds control characters", head_.id), "remove them");
      return;
    }
    texts_.push_back({std::string(key), std::string(value)});
  }

  void add_member(Attributes a) {
    const Text type = value_of(a, "type");
    if (type != "node" && type != "way" && type != "relation") {
      problem(fmt::format("'type' of <member> is '{}'", type.substr(0, 40)),
              "use node, way or relation");
      return;
    }
    roles_.emplace_back(value_of(a, "role"));
    const MemberKind kind = type == "node"  ? MemberKind::node
                            : type == "way" ? MemberKind::way
                                            : MemberKind::relation;
    members_.push_back({kind, whole(a, "member", "ref"), {}});
  }

  void end(Text name) {
    --depth_;
    if (name == "delete") in_delete_ = false;
    if (name != "node" && name != "way" && name != "relation") return;
    if (object_ != Object::none) give();
    object_ = Object::none;
  }

  void give() {
    tags_.clear();
    for (const auto& [key, value] : texts_) tags_.emplace_back(key, value);
    for (std::size_t i = 0; i < members_.size(); ++i) members_[i].role = roles_[i];
    if (object_ == Object::node && sink_.wants_node(head_.id)) sink_.node(node_, tags_);
    if (object_ == Object::way) sink_.way(head_, nodes_, tags_);
    if (object_ == Object::relation) sink_.relation(head_, members_, tags_);
  }

  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& r = *static_cast<XmlObjects*>(self);
    r.guard_.call(r.parser_.get(), [&] { r.start(name, attributes); });
  }
  static void XMLCALL on_end(void* self, const XML_Char* name) {
    auto& r = *static_cast<XmlObjects*>(self);
    r.guard_.call(r.parser_.get(), [&] { r.end(name); });
  }
  // Entities can make a small file endless. OpenStreetMap has none.
  static void XMLCALL on_entity(void* self, const XML_Char* name, int, const XML_Char*, int,
                                const XML_Char*, const XML_Char*, const XML_Char*,
                                const XML_Char*) {
    auto& r = *static_cast<XmlObjects*>(self);
    r.guard_.call(r.parser_.get(), [&] {
      r.problem(fmt::format("is not OpenStreetMap XML: it declares an entity '{}'", name),
                "remove the declaration");
      XML_StopParser(r.parser_.get(), XML_FALSE);
    });
  }

  std::string path_;
  OsmParts parts_;
  OsmSink& sink_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser_;
  Problems problems_;
  GuardedParser guard_;
  std::size_t depth_ = 0;
  bool in_delete_ = false;
  Object object_ = Object::none;
  OsmHead head_;
  RawNode node_;
  std::vector<std::int64_t> nodes_;
  std::vector<RawMember> members_;
  std::vector<std::string> roles_;
  std::vector<std::pair<std::string, std::string>> texts_;
  RawTags tags_;
};

}  // namespace

void read_osm_xml(const std::string& path, OsmParts parts, OsmSink& sink) {
  XmlObjects(path, parts, sink).run();
}

}  // namespace mwendo::osm
