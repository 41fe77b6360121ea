# Sourced by scenarios/demo and tests/run: Debian packages and the release build.

packages=(g++ cmake ninja-build libprotozero-dev libproj-dev libcxxopts-dev
  libtomlplusplus-dev libboost-graph-dev libfmt-dev libsqlite3-dev libmetis-dev librandom123-dev
  librapidcheck-dev nlohmann-json3-dev libzstd-dev zlib1g-dev libbz2-dev liblz4-dev libexpat1-dev libzip-dev
  libgtest-dev libgmock-dev libbenchmark-dev)

# Installs the packages that are missing, and any given as arguments.
install_packages() {
  local missing=() package
  for package in "${packages[@]}" "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
      missing+=("$package")
  done
  ((${#missing[@]} == 0)) && return
  echo "installing: ${missing[*]}"
  local run=()
  [[ $(id -u) -eq 0 ]] || run=(sudo)
  export DEBIAN_FRONTEND=noninteractive
  "${run[@]}" apt-get update -qq
  "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build_release CMAKE_OPTION... -- FOLDER TARGET...: configures once, then builds what changed. Each
# folder of sources is one unit for the compiler: a third of the time without tests.
build_release() {
  local options=() folder
  while [[ $1 != -- ]]; do options+=("$1"); shift; done
  folder=$2
  shift 2
  [[ -f $folder/build.ninja ]] ||
    cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release \
      -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=0 "${options[@]}" >/dev/null
  local log
  log=$(mktemp)
  if ! cmake --build "$folder" --target "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
