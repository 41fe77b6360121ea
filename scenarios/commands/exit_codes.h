// Exit codes of the commands.
#pragma once

namespace mwendo {

inline constexpr int kDone = 0;
inline constexpr int kRunFailed = 1;
inline constexpr int kWrongUse = 2;
inline constexpr int kVerdictNegative = 3;
inline constexpr int kInterrupted = 130;

}  // namespace mwendo
