// Routes of drivers against the closed form of probit choice.
//
// A driver of a taste feels the seconds t of a link as t (1 + s e), e standard normal, s = 0.12.
// Of two routes without a common link the first is taken with probability
// Phi((T2 - T1) / (s sqrt(sum of t^2 over the links of both))). A seed gives four tastes, so that
// kSeeds seeds are 4 kSeeds draws.
#include "sim/day/route_choice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "network/base/random.h"
#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

constexpr std::uint64_t kSeeds = 300;
constexpr double kSpread = 0.12;

double phi(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

using Routes = std::map<std::string, double>;  // share by the node passed in the middle

struct Net {
  explicit Net(const char* drawing) : city(drawing) {}
  AsciiCity city;
  std::map<std::string, float> seconds = {};  // by street; 1 s where nothing is said

  [[nodiscard]] std::vector<float> times() const {
    std::vector<float> t(city.net.links().size(), 1e-3F);
    for (const auto& [street, s] : seconds) t[city.link(street).value] = s;
    return t;
  }
  // Drivers 0 to 15 fall into all four tastes.
  [[nodiscard]] std::vector<std::vector<LinkId>> routes(std::uint64_t seed, char from, char to,
                                                        std::uint32_t drivers = 16,
                                                        int threads = 1) const {
    RouteChoice choice(city.net, seed);
    choice.prepare(times());
    std::vector<RouteChoice::Request> requests;
    for (std::uint32_t d = 0; d < drivers; ++d)
      requests.push_back({city.node(from), city.node(to), d});
    return choice.find(requests, threads);
  }
  [[nodiscard]] std::string text(const std::vector<LinkId>& route) const {
    std::string names;
    for (const LinkId l : route) names += city.name_of(l)[1];
    return names;
  }
  // A driver of each taste.
  static std::array<std::uint32_t, 4> a_driver_of_each(std::uint64_t seed) {
    std::array<std::uint32_t, 4> drivers{};
    drivers.fill(~0U);
    for (std::uint32_t d = 0; d < 200; ++d) {
      auto& first = drivers[random_bits({seed, Draw::vehicle_route, d, 1}) % 4];
      first = std::min(first, d);
    }
    return drivers;
  }
  [[nodiscard]] Routes shares(char from, char to) const {
    Routes r;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      RouteChoice choice(city.net, seed);
      choice.prepare(times());
      std::vector<RouteChoice::Request> requests;
      for (const std::uint32_t d : a_driver_of_each(seed))
        requests.push_back({city.node(from), city.node(to), d});
      for (const auto& route : choice.find(requests, 1)) r[text(route)] += 0.25 / kSeeds;
    }
    return r;
  }
};

TEST(RouteChoice, MinibusesKeepToStreetsOpenToThem) {
  const AsciiCity city("S---A---B---E\n    |   |\n    C---D\n    |   |\n    F---G",
                       {.streets = {{"CD", {.permissions = kCar}}}});
  std::vector<float> link_s(city.net.links().size(), 10);
  link_s[city.link("AB").value] = 600;
  RouteChoice choice(city.net, 1);
  choice.prepare(link_s);
  const auto way_of = [&](std::uint32_t driver) {
    const RouteChoice::Request request{city.node('S'), city.node('E'), driver};
    std::string names;
    const auto found = choice.find(std::span(&request, 1), 1);
    for (const LinkId l : found[0]) names += city.name_of(l)[1];
    return names;
  };
  EXPECT_EQ(way_of(0), "ACDBE");
  EXPECT_EQ(way_of(RouteChoice::kMinibus), "ACFGDBE");
}

TEST(RouteChoice, MotorcyclesKeepOffStreetsClosedToThem) {
  const AsciiCity city("S---A---B---E\n    |   |\n    C---D",
                       {.streets = {{"AB", {.permissions = kGeneralTraffic & ~kMotorcycle}}}});
  RouteChoice choice(city.net, 1);
  const std::vector<float> link_s(city.net.links().size(), 10);
  for (const Pace pace : {Pace::of_cars, Pace::of_two_wheelers}) choice.prepare(link_s, pace);
  const auto way_of = [&](Pace pace) {
    const RouteChoice::Request request{city.node('S'), city.node('E'), 1, pace};
    std::string names;
    const auto found = choice.find(std::span(&request, 1), 1);
    for (const LinkId l : found[0]) names += city.name_of(l)[1];
    return names;
  };
  EXPECT_EQ(way_of(Pace::of_cars), "ABE");
  EXPECT_EQ(way_of(Pace::of_two_wheelers), "ACDBE");
}

// Three standard deviations of a share of 4 kSeeds draws.
double tolerance(double p) { return 3 * std::sqrt(p * (1 - p) / (4 * kSeeds)); }

// From A to D by B or by C.
constexpr const char* kTwoRoutes = R"(
    A
   / \
  B   C
   \ /
    D
)";

TEST(RouteChoice, TwoRoutesOfOneTimeShareTheDriversEvenly) {
  Net n(kTwoRoutes);
  n.seconds = {{"AB", 100}, {"AC", 100}};
  Routes r = n.shares('A', 'D');
  EXPECT_NEAR(r["BD"], 0.5, tolerance(0.5));
  EXPECT_NEAR(r["BD"] + r["CD"], 1, 1e-9);
}

TEST(RouteChoice, TheSlowerRouteGetsTheShareOfTheNormalDistribution) {
  struct Case {
    float by_b, by_c;
  };
  for (const Case c : {Case{100, 110}, Case{100, 120}, Case{100, 150}, Case{60, 50}}) {
    Net n(kTwoRoutes);
    n.seconds = {{"AB", c.by_b}, {"AC", c.by_c}};
    const double p = phi((c.by_c - c.by_b) / (kSpread * std::hypot(c.by_b, c.by_c)));
    EXPECT_NEAR(n.shares('A', 'D')["BD"], p, tolerance(p)) << c.by_c;
  }
}

// Errors of links add up as squares: 100 s in two links vary less than 100 s in one.
TEST(RouteChoice, ErrorsOfTheLinksOfARouteAreIndependent) {
  Net n(kTwoRoutes);
  n.seconds = {{"AB", 50}, {"BD", 50}, {"AC", 55}, {"CD", 55}};
  const double p = phi(10 / (kSpread * std::sqrt(2 * 50.0 * 50 + 2 * 55.0 * 55)));
  EXPECT_NEAR(n.shares('A', 'D')["BD"], p, tolerance(p));
}

// The common link AE is felt alike on both routes and does not blur the difference of 10 s.
TEST(RouteChoice, ACommonLinkDoesNotChangeTheShares) {
  Net n(R"(
    A
    |
    E
   / \
  B   C
   \ /
    D
)");
  n.seconds = {{"AE", 1000}, {"EB", 100}, {"EC", 110}};
  const double p = phi(10 / (kSpread * std::hypot(100, 110)));
  EXPECT_NEAR(n.shares('A', 'D')["EBD"], p, tolerance(p));
}

constexpr const char* kThreeRoutes = R"(
    A
   /|\
  B C E
   \|/
    D
)";

TEST(RouteChoice, ThreeRoutesOfOneTimeGetAThirdEach) {
  Net n(kThreeRoutes);
  n.seconds = {{"AB", 80}, {"AC", 80}, {"AE", 80}};
  for (const auto& [route, share] : n.shares('A', 'D'))
    EXPECT_NEAR(share, 1 / 3.0, tolerance(1 / 3.0)) << route;
}

// P(first) = integral of its density times the probability that both others are slower.
TEST(RouteChoice, ThreeRoutesFollowTheIntegralOfProbit) {
  const double t[] = {100, 105, 120};
  Net n(kThreeRoutes);
  n.seconds = {{"AB", 100}, {"AC", 105}, {"AE", 120}};
  Routes r = n.shares('A', 'D');
  const char* names[] = {"BD", "CD", "ED"};
  for (int i = 0; i < 3; ++i) {
    double p = 0;
    constexpr double kStep = 0.001;
    for (double e = -6; e < 6; e += kStep) {
      const double felt = t[i] * (1 + kSpread * e);
      double others = 1;
      for (int k = 0; k < 3; ++k)
        if (k != i) others *= 1 - phi((felt / t[k] - 1) / kSpread);
      p += kStep * std::exp(-e * e / 2) / std::sqrt(2 * M_PI) * others;
    }
    EXPECT_NEAR(r[names[i]], p, tolerance(p)) << names[i];
  }
}

TEST(RouteChoice, AMinuteOnATollRoadIsFeltAsTwo) {
  Net n(kTwoRoutes);
  n.city.net.link.flags[n.city.link("AB")] |= kToll;
  n.seconds = {{"AB", 55}, {"AC", 100}};
  const double p = phi((100 - 110) / (kSpread * std::hypot(110, 100)));
  EXPECT_NEAR(n.shares('A', 'D')["BD"], p, tolerance(p));
}

TEST(RouteChoice, ADriverKeepsItsTasteWhateverOthersAsk) {
  Net n(kThreeRoutes);
  n.seconds = {{"AB", 100}, {"AC", 100}, {"AE", 100}};
  const auto few = n.routes(5, 'A', 'D', 16);
  const auto many = n.routes(5, 'A', 'D', 400);
  for (std::size_t d = 0; d < few.size(); ++d) EXPECT_EQ(few[d], many[d]) << d;
  // Drivers of one taste take one route, so that there are four at most.
  std::map<std::uint32_t, std::set<std::string>> of_taste;
  for (std::uint32_t d = 0; d < many.size(); ++d)
    of_taste[random_bits({5, Draw::vehicle_route, d, 1}) % 4].insert(n.text(many[d]));
  ASSERT_EQ(of_taste.size(), 4U);
  for (const auto& [taste, routes] : of_taste) EXPECT_EQ(routes.size(), 1U) << taste;
}

TEST(RouteChoice, TheRouteOfATasteIsTheFastestOfItsFeltTimes) {
  Net n(kThreeRoutes);
  n.seconds = {{"AB", 97}, {"AC", 100}, {"AE", 103}};
  const std::vector<float> t = n.times();
  for (std::uint64_t seed = 20; seed < 40; ++seed) {
    const auto drivers = Net::a_driver_of_each(seed);
    const auto routes = n.routes(seed, 'A', 'D', 200);
    for (std::uint32_t taste = 0; taste < 4; ++taste) {
      std::map<double, std::string> by_time;
      for (const char* street : {"AB", "AC", "AE"}) {
        const LinkId l = n.city.link(street);
        const double error = normal({seed, Draw::network_noise, l.value, taste});
        by_time[t[l.value] * (1 + kSpread * error)] = std::string{street[1]} + "D";
      }
      EXPECT_EQ(n.text(routes[drivers[taste]]), by_time.begin()->second) << seed << " " << taste;
    }
  }
}

TEST(RouteChoice, ThreadsDoNotChangeTheRoutes) {
  Net n(kThreeRoutes);
  n.seconds = {{"AB", 100}, {"AC", 102}, {"AE", 101}, {"BD", 20}, {"CD", 20}, {"ED", 20}};
  const auto one = n.routes(3, 'A', 'D', 1000, 1);
  EXPECT_EQ(one, n.routes(3, 'A', 'D', 1000, 2));
  EXPECT_EQ(one, n.routes(3, 'A', 'D', 1000, 4));
}

TEST(RouteChoice, ThereIsNoRouteAgainstAOneWayStreetNorToTheSameNode) {
  const Net n("A>>>B");
  EXPECT_EQ(n.routes(1, 'A', 'B')[0], std::vector{n.city.link("AB")});
  EXPECT_TRUE(n.routes(1, 'B', 'A')[0].empty());
  EXPECT_TRUE(n.routes(1, 'A', 'A')[0].empty());
}

}  // namespace
}  // namespace mwendo
