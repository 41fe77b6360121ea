#include "scenarios/measures/measure.h"

#include <array>
#include <utility>

namespace mwendo {
namespace {

template <class M>
Measure read_one(ConfigReader& in) {
  M m;
  read_keys(in, [&](MeasureKeys& k) { keys(k, m); });
  return m;
}

template <class M>
std::string write_one(const Measure& measure) {
  M m = std::get<M>(measure);
  return written_keys([&](MeasureKeys& k) { keys(k, m); });
}

template <class M>
MeasureType row() {
  M m;
  return {.name = M::kType,
          .keys = names_of_keys([&](MeasureKeys& k) { keys(k, m); }),
          .read = read_one<M>,
          .write = write_one<M>,
          .describe = [](const Measure& any) { return describe(std::get<M>(any)); },
          .apply = [](const CityWorld& base, const Measure& any,
                      Problems& problems) { return apply(base, std::get<M>(any), problems); }};
}

template <class... M>
std::array<MeasureType, sizeof...(M)> rows(const std::variant<M...>*) {
  return {row<M>()...};
}

std::vector<std::string> type_names() {
  std::vector<std::string> names;
  for (const MeasureType& t : measure_types()) names.push_back(t.name);
  return names;
}

}  // namespace

std::span<const MeasureType> measure_types() {
  static const auto kRows = rows(static_cast<const Measure*>(nullptr));
  return kRows;
}

std::vector<Measure> read_measures(const std::vector<ConfigTable>& tables, Problems& problems) {
  std::vector<Measure> measures;
  for (const ConfigTable& table : tables) {
    ConfigReader in(table, problems);
    if (!in.has("type")) {
      in.problem("type", "'type' is missing", "use one of " + list_text(type_names()));
      continue;
    }
    const std::string name = in.word("type", "", type_names());
    for (const MeasureType& type : measure_types()) {
      if (name != type.name) continue;
      measures.push_back(type.read(in));
      in.finish();
    }
  }
  return measures;
}

std::string write_measure(const Measure& m) {
  const MeasureType& type = type_of(m);
  return "[[measure]]\ntype = \"" + type.name + "\"\n" + type.write(m);
}

std::string describe(const Measure& m) { return type_of(m).describe(m); }

CityWorld apply(const CityWorld& base, const std::vector<Measure>& measures, Problems& problems) {
  const std::size_t before = problems.all().size();
  CityWorld world = base;
  for (const Measure& m : measures) world = type_of(m).apply(world, m, problems);
  return problems.all().size() > before ? base : world;
}

}  // namespace mwendo
