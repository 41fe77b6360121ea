#include "network/base/random.h"

#include <Random123/philox.h>

#include <array>
#include <bit>
#include <cmath>

namespace mwendo {
namespace {

r123::Philox4x32::ctr_type draw(const DrawKey& key) {
  const r123::Philox4x32::key_type k = {
      {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U)}};
  const r123::Philox4x32::ctr_type c = {
      {key.subject, key.index, static_cast<std::uint32_t>(key.purpose), 0}};
  return r123::Philox4x32{}(c, k);
}

// Acklam's rational approximation of the inverse normal distribution, relative error 1.15e-9.
double inverse_normal_tail(double q) {
  const double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                      -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  const double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                      3.754408661907416e+00};
  return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
         ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
}

double inverse_normal(double p) {
  constexpr double kLow = 0.02425;
  if (p < kLow) return inverse_normal_tail(std::sqrt(-2 * portable_log(p)));
  if (p > 1 - kLow) return -inverse_normal_tail(std::sqrt(-2 * portable_log(1 - p)));
  const double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                      1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  const double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                      6.680131188771972e+01, -1.328068155288572e+01};
  const double q = p - 0.5;
  const double r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

constexpr std::size_t kExpTerms = 13;
constexpr std::array<double, kExpTerms + 1> kInverseFactorial = [] {
  std::array<double, kExpTerms + 1> c{};
  double factorial = 1;
  for (std::size_t k = 0; k <= kExpTerms; ++k) {
    factorial *= k > 0 ? static_cast<double>(k) : 1.0;
    c[k] = 1 / factorial;
  }
  return c;
}();

// A number in (0, 1), so that its logarithm exists.
double open_uniform(const DrawKey& key) {
  const auto bits = draw(key);
  const std::uint64_t wide = (static_cast<std::uint64_t>(bits[0]) << 21U) ^ (bits[1] >> 11U);
  return (static_cast<double>(wide & ((1ULL << 52U) - 1)) + 0.5) * 0x1.0p-52;
}

}  // namespace

std::uint32_t random_bits(const DrawKey& key) { return draw(key)[0]; }

double uniform(const DrawKey& key) { return draw(key)[0] * 0x1.0p-32; }

double normal(const DrawKey& key) { return inverse_normal(open_uniform(key)); }

double gumbel(const DrawKey& key) { return -portable_log(-portable_log(open_uniform(key))); }

double portable_log(double x) {
  constexpr double kLn2 = 0.69314718055994530942;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  int exponent = static_cast<int>((bits >> 52U) & 0x7FFU) - 1023;
  double m = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  const double s = (m - 1) / (m + 1);  // log m = 2 atanh s, |s| < 0.1716
  const double z = s * s;
  double sum = 0;
  for (int k = 21; k >= 1; k -= 2) sum = sum * z + 1.0 / k;
  return exponent * kLn2 + 2 * s * sum;
}

double portable_exp(double x) {
  constexpr double kLn2High = 0.693147180369123816490;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  if (x < -700) return 0;
  if (x > 700) x = 700;
  const double n = std::floor(x / 0.69314718055994530942 + 0.5);
  const double r = (x - n * kLn2High) - n * kLn2Low;  // |r| < 0.347
  double sum = kInverseFactorial[kExpTerms];
  for (std::size_t k = kExpTerms; k-- > 0;) sum = sum * r + kInverseFactorial[k];
  const auto bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(n) + 1023) << 52U;
  return sum * std::bit_cast<double>(bits);
}

}  // namespace mwendo
