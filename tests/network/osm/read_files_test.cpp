// Files as editors, servers and accidents leave them.
#include <bzlib.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <protozero/pbf_writer.hpp>

#include "network/base/input_error.h"
#include "network/base/random.h"
#include "network/osm/osm_data.h"
#include "tests/support/osm_text.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;

class OsmFiles : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return (folder_ / name).string();
  }
  OsmData read(const std::string& name, const std::string& content) {
    return read_osm(write(name, content));
  }
  std::string error(const std::string& name, const std::string& content) {
    try {
      (void)read(name, content);
    } catch (const InputError& e) {
      return e.what();
    }
    return "no error";
  }
  static std::vector<std::int64_t> ways(const OsmData& data) {
    std::vector<std::int64_t> ids;
    for (const OsmWay& way : data.ways) ids.push_back(way.id);
    return ids;
  }
  testing::TemporaryFolder folder_;
};

using Ids = std::vector<std::int64_t>;

TEST_F(OsmFiles, DeletedObjectsAreNotThere) {
  for (const char* gone : {"action='delete'", "visible='false'"}) {
    OsmText osm = crossing_of_four();
    osm.node(6, 1, 1, "", gone).way(14, {1, 6, 4}, "highway=residential");
    osm.way(15, {1, 4}, "highway=residential", gone);
    osm.restriction(900, "no_right_turn", 10, 2, 13, "", gone);
    const OsmData data = read("a.osm", osm.text());
    EXPECT_EQ(ways(data), (Ids{10, 11, 12, 13, 14})) << gone;
    EXPECT_EQ(data.find(6), nullptr);
    EXPECT_TRUE(data.restrictions.empty());
    EXPECT_EQ(data.report.count_of("deleted objects, left out"), 3U);
  }
}

TEST_F(OsmFiles, ChangesDelete) {
  std::string text = crossing_of_four().text();
  text.replace(text.find("<osm version='0.6'>"), 19, "<osmChange version='0.6'><create>");
  text.replace(text.find("</osm>"), 6,
               "</create><delete><way id='13' version='2'/></delete></osmChange>");
  EXPECT_EQ(ways(read("a.osc", text)), (Ids{10, 11, 12}));
}

// Histories have all versions. The last one counts, also if it is no street any more.
TEST_F(OsmFiles, TheLastVersionCounts) {
  OsmText osm;
  osm.node(1, 0, 0, "", "version='1'").node(1, 5, 0, "", "version='2'").node(2, 1, 0);
  osm.way(10, {1, 2}, "highway=primary", "version='1'");
  osm.way(10, {1, 2}, "highway=tertiary", "version='2'");
  osm.way(11, {1, 2}, "highway=primary", "version='1'")
      .way(11, {1, 2}, "railway=rail", "version='2'");
  osm.way(12, {1, 2}, "highway=primary", "version='1'");
  osm.way(12, {1, 2}, "highway=primary", "version='2' visible='false'");
  const OsmData data = read("a.osh", osm.text());
  ASSERT_EQ(ways(data), Ids{10});
  EXPECT_EQ(data.ways[0].tags.get("highway"), "tertiary");
  EXPECT_NEAR(data.find(1)->place.lon, 36.825, 1e-9);
  EXPECT_EQ(data.report.count_of("objects that are in the file again: the last one counts"), 4U);
}

TEST_F(OsmFiles, LongTextsAreRead) {
  const std::string text(5000, 'a');
  OsmText osm;
  osm.node(1, 0, 0).node(2, 1, 0).way(10, {1, 2}, "highway=primary note=" + text);
  EXPECT_EQ(read("a.osm", osm.text()).ways[0].tags.get("note"), text);
}

TEST_F(OsmFiles, ProblemsHaveTheirPlace) {
  OsmText osm;
  osm.node(1, 0, 0).node(2, 1, 0).way(10, {1, 2}, "highway=primary");
  const std::string good = osm.text();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return error("a.osm", text);
  };
  EXPECT_THAT(with("ref='2'", "ref='two'"), HasSubstr("a.osm:5:28: 'ref' of <nd> is 'two'"));
  EXPECT_THAT(with("way id='10'", "way id=''"), HasSubstr("a.osm:5:1: 'id' of <way> is ''"));
  EXPECT_THAT(with("lat='-1.2800000'", "lat='nan'"), HasSubstr("'lat' of <node> is 'nan'"));
  EXPECT_THAT(with("<osm version='0.6'>", "<!DOCTYPE a [<!ENTITY b 'c'>]><osm version='0.6'>"),
              HasSubstr("declares an entity"));
  EXPECT_THAT(error("a.osm", "<html/>"), HasSubstr("begins with <html>"));
}

TEST_F(OsmFiles, PackedFiles) {
  OsmText osm = crossing_of_four();
  const std::string text = osm.text();
  std::string packed(text.size() + 1000, '\0');
  auto size = static_cast<unsigned>(packed.size());
  std::string source = text;
  ASSERT_EQ(BZ2_bzBuffToBuffCompress(packed.data(), &size, source.data(),
                                     static_cast<unsigned>(source.size()), 9, 0, 0),
            BZ_OK);
  packed.resize(size);
  EXPECT_EQ(ways(read("a.osm.bz2", packed)).size(), 4U);
  EXPECT_THAT(error("b.osm.bz2", packed.substr(0, size / 2)), HasSubstr("cut off"));
  const std::string gz = (folder_ / "a.osm.gz").string();
  gzFile file = gzopen(gz.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  EXPECT_EQ(ways(read_osm(gz)).size(), 4U);
  std::ifstream in(gz, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(error("b.osm.gz", bytes.substr(0, bytes.size() / 2)), HasSubstr("cut off"));
}

// A PBF file made by hand.
struct PbfText {
  std::vector<std::string> texts = {"", "highway", "primary", "barrier", "bollard"};
  std::vector<std::uint32_t> way_keys = {1};
  std::vector<std::uint32_t> way_values = {2};
  std::vector<std::int64_t> way_nodes = {1, 1};  // steps
  std::vector<std::uint32_t> node_tags = {3, 4, 0, 0};
  std::vector<std::int64_t> node_lats = {-12'800'000, 10'000};
  std::string feature = "DenseNodes";
  bool way_visible = true;

  [[nodiscard]] std::string bytes() const {
    std::string header;
    protozero::pbf_writer h(header);
    h.add_string(4, feature);
    return blob("OSMHeader", header) + blob("OSMData", block());
  }

 private:
  static std::string blob(const std::string& kind, const std::string& data) {
    std::string body;
    protozero::pbf_writer(body).add_bytes(1, data);
    std::string head;
    protozero::pbf_writer w(head);
    w.add_string(1, kind);
    w.add_int32(3, static_cast<std::int32_t>(body.size()));
    std::string size(4, '\0');
    size[3] = static_cast<char>(head.size());
    return size + head + body;
  }
  [[nodiscard]] std::string block() const {
    std::string table;
    for (const std::string& t : texts) protozero::pbf_writer(table).add_bytes(1, t);
    std::string all;
    protozero::pbf_writer b(all);
    b.add_message(1, table);
    b.add_message(2, group());
    return all;
  }
  [[nodiscard]] std::string group() const {
    const std::vector<std::int64_t> ids = {1, 1};
    const std::vector<std::int64_t> lons = {368'200'000, 10'000};
    std::string dense;
    protozero::pbf_writer d(dense);
    d.add_packed_sint64(1, ids.begin(), ids.end());
    d.add_packed_sint64(8, node_lats.begin(), node_lats.end());
    d.add_packed_sint64(9, lons.begin(), lons.end());
    d.add_packed_uint32(10, node_tags.begin(), node_tags.end());
    std::string info;
    protozero::pbf_writer i(info);
    i.add_int32(1, 3);
    i.add_bool(6, way_visible);
    std::string way;
    protozero::pbf_writer w(way);
    w.add_int64(1, 10);
    w.add_packed_uint32(2, way_keys.begin(), way_keys.end());
    w.add_packed_uint32(3, way_values.begin(), way_values.end());
    w.add_message(4, info);
    w.add_packed_sint64(8, way_nodes.begin(), way_nodes.end());
    std::string all;
    protozero::pbf_writer g(all);
    g.add_message(2, dense);
    g.add_message(3, way);
    return all;
  }
};

TEST_F(OsmFiles, Pbf) {
  const OsmData data = read("a.osm.pbf", PbfText{}.bytes());
  ASSERT_EQ(ways(data), Ids{10});
  EXPECT_EQ(data.ways[0].nodes, (Ids{1, 2}));
  EXPECT_EQ(data.ways[0].tags.get("highway"), "primary");
  EXPECT_NEAR(data.find(2)->place.lat, -1.279, 1e-9);
  EXPECT_TRUE(data.find(1)->barrier);
  EXPECT_FALSE(data.find(2)->barrier);
  PbfText gone;
  gone.way_visible = false;
  EXPECT_THAT(error("b.osm.pbf", gone.bytes()), HasSubstr("holds no way"));
}

TEST_F(OsmFiles, DamagedPbf) {
  const auto damaged = [&](auto change) {
    PbfText pbf;
    change(pbf);
    return error("a.osm.pbf", pbf.bytes());
  };
  const auto block = HasSubstr("is broken or cut off: block 2 at byte");
  EXPECT_THAT(damaged([](PbfText& p) { p.way_keys = {99}; }), block);
  EXPECT_THAT(damaged([](PbfText& p) { p.way_keys = {1, 1}; }), HasSubstr("a tag has no value"));
  EXPECT_THAT(damaged([](PbfText& p) { p.node_tags = {3, 99, 0, 0}; }), block);
  EXPECT_THAT(damaged([](PbfText& p) { p.node_tags = {3}; }), block);
  EXPECT_THAT(damaged([](PbfText& p) { p.node_lats.pop_back(); }), HasSubstr("has no value"));
  EXPECT_THAT(damaged([](PbfText& p) { p.node_lats.push_back(1); }),
              HasSubstr("belongs to no node"));
  EXPECT_THAT(damaged([](PbfText& p) { p.texts[2] = std::string("pri\0mary", 8); }),
              HasSubstr("a text is no UTF-8"));
  EXPECT_THAT(damaged([](PbfText& p) { p.texts[2] = "\xC3("; }), HasSubstr("a text is no UTF-8"));
  EXPECT_THAT(damaged([](PbfText& p) { p.feature = "Sort.New"; }), HasSubstr("'Sort.New'"));
}

// Whatever bytes are damaged, the file is read or refused.
TEST_F(OsmFiles, DamagedAnywhere) {
  const std::string good = PbfText{}.bytes();
  std::size_t refused = 0;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    std::string bad = good;
    const auto draw = [&](std::uint32_t k) {
      return random_bits({.seed = 1, .purpose = Draw::test, .subject = i, .index = k});
    };
    for (std::uint32_t k = 0; k <= i % 3; ++k)
      bad[draw(2 * k) % bad.size()] = static_cast<char>(draw(2 * k + 1));
    if (error("a.osm.pbf", bad) != "no error") ++refused;
  }
  EXPECT_GT(refused, 1000U);
  EXPECT_LT(refused, 3000U);
}

}  // namespace
}  // namespace mwendo
