// trips.csv.zst: one row for each trip, compressed while it is written.
#include <zstd.h>

#include <array>
#include <memory>

#include "network/base/input_error.h"
#include "scenarios/files/text_file.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

class ZstdText {
 public:
  explicit ZstdText(const std::filesystem::path& file)
      : out_(file), stream_(ZSTD_createCCtx()), buffer_(ZSTD_CStreamOutSize(), '\0') {}

  void write(std::string_view text) { compress(text, ZSTD_e_continue); }
  void close() {
    compress({}, ZSTD_e_end);
    out_.close();
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  void compress(std::string_view text, ZSTD_EndDirective mode) {
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    std::size_t left = 1;
    while (mode == ZSTD_e_end ? left > 0 : in.pos < in.size) {
      ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
      left = ZSTD_compressStream2(stream_.get(), &out, &in, mode);
      if (ZSTD_isError(left) != 0) throw RunError(ZSTD_getErrorName(left));
      out_.write({buffer_.data(), out.pos});
    }
  }
  TextFile out_;
  std::unique_ptr<ZSTD_CCtx, Free> stream_;
  std::string buffer_;
};

constexpr std::array<const char*, 4> kOutcomes = {"arrived", "under_way", "not_started", "no_way"};

}  // namespace

void write_trips_csv_zst(const std::filesystem::path& file, const Population& population,
                         const std::vector<TripRecord>& trips) {
  ZstdText out(file);
  out.write(
      "trip,person,purpose,mode,outcome,from_zone,to_zone,departure_s,travel_time_s,wait_s,"
      "walk_m,distance_m,fare,transfers,left_behind,gave_up,stands_for\n");
  for (const TripRecord& t : trips) {
    const auto& plan = population.trip;
    const auto d = [](float v) { return fixed(static_cast<double>(v), 1); };
    out.write(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", t.trip.value,
                          plan.person[t.trip].value, name_of(plan.purpose[t.trip]), name_of(t.mode),
                          kOutcomes[static_cast<std::size_t>(t.outcome)],
                          plan.from_zone[t.trip].value, plan.to_zone[t.trip].value,
                          d(t.departure_s), d(t.travel_time_s), d(t.wait_s), d(t.walk_m),
                          d(t.distance_m), d(t.fare), t.transfers, t.left_behind, t.gave_up ? 1 : 0,
                          d(population.expansion)));
  }
  out.close();
}

}  // namespace mwendo
