#include "scenarios/report/warnings.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/report/html.h"

namespace mwendo {
namespace {

constexpr double kBiases = 0.01;      // share of trips
constexpr double kManyGiveUp = 0.05;  // share of riders

std::string warning(const std::string& text) { return "<p class=\"warning\">" + text + "</p>"; }

template <class Share>
double largest(const std::vector<RunSummary>& runs, Share&& share) {
  double most = 0;
  for (const RunSummary& r : runs) most = std::max(most, share(r));
  return most;
}

double share_under_way(const RunSummary& r) {
  return r.quality.trips_under_way / std::max(r.quality.trips_expected, 1.0);
}

// Persons who gave up waiting, as a share of the trips by public transport.
double share_given_up(const RunSummary& r) {
  double trips = 0;
  for (const char* mode : {"minibus", "bus", "brt", "lrt"})
    trips +=
        r.value("trips").value_or(0) / 100 * r.value(std::string("mode_share.") + mode).value_or(0);
  return trips > 0 ? r.value("gave_up").value_or(0) / trips : 0;
}

}  // namespace

std::string quality_warnings(const std::vector<RunSummary>& runs) {
  std::string out;
  const auto settled = [](const RunSummary& r) { return r.quality.converged; };
  if (!std::all_of(runs.begin(), runs.end(), settled))
    out += warning(
        "Not every run converged: people had not yet settled on their choices, or drivers on their "
        "ways. More iterations make the figures firmer.");
  if (const double share = largest(runs, share_under_way); share > kBiases)
    out += warning(
        fmt::format("{:.1f} % of the trips were still under way at the end. Mean times and waits "
                    "hold theirs so far: the true means are longer.",
                    100 * share));
  if (const double share = largest(runs, share_given_up); share > kManyGiveUp)
    out += warning(
        fmt::format("{:.0f} % of the riders of public transport waited half an hour in vain and "
                    "went on on foot or in a hired vehicle. Its vehicles are too few or stand in "
                    "jams.",
                    100 * share));
  return out;
}

std::string notices_part(const std::vector<Assumption>& assumptions) {
  std::string out;
  for (const Assumption& a : assumptions)
    if (a.subject == kLevelsSubject || a.subject == kNoEffectSubject)
      out += "<p class=\"warning\">" + escaped(a.text) + "</p>";
  return out;
}

}  // namespace mwendo
