#!/usr/bin/env python3
"""Makes the Nairobi case of benchmarks/against_sumo: the streets of the core extract as a SUMO net,
by our own import and export, and trips of the city's mixed fleet.

    make_nairobi.py --trips 10000 --out DIR      writes DIR/city.net.xml, DIR/city.rou.xml

35 % motorcycles, 45 % cars, 15 % minibuses, 5 % trucks between random streets, spread evenly over an
hour, on the fastest routes of the empty net (duarouter).
"""
import argparse
import os
import random
import re
import subprocess
import sys

import cases

ROOT = os.path.dirname(os.path.dirname(cases.HERE))
MWENDO = os.path.join(ROOT, "build", "release", "mwendo")
TOOLS = os.path.join(os.environ.get("SUMO_HOME", "/usr/share/sumo"), "tools")

# Sizes as in sim/traffic/vehicle_type.cpp, driving as SUMO has it for the class.
TYPES = """  <vType id="car" vClass="passenger" length="4.3"/>
  <vType id="motorcycle" vClass="motorcycle" length="2.0" width="0.8" accel="2.6" decel="4.5"/>
  <vType id="minibus" vClass="taxi" length="5.2" width="1.8" personCapacity="14" accel="1.8"/>
  <vType id="truck" vClass="truck" length="9.0"/>
"""
SHARES = [("motorcycle", 0.35), ("car", 0.45), ("minibus", 0.15), ("truck", 0.05)]


def call(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, "SUMO_HOME": os.path.dirname(TOOLS)})
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def draw_type(draw):
    u = draw.random()
    for name, share in SHARES:
        u -= share
        if u < 0:
            return name
    return SHARES[-1][0]


def make_net(out):
    streets, exported = os.path.join(out, "streets"), os.path.join(out, "net")
    call(MWENDO, "import", "osm", cases.data_file(), "--city", "nairobi", "--out", streets,
         "--force", "--quiet")
    call(MWENDO, "export", streets, "--sumo", "--out", exported, "--force", "--quiet")
    os.replace(os.path.join(exported, "city.net.xml"), os.path.join(out, "city.net.xml"))


def make_trips(out, count, seed):
    plain, typed = os.path.join(out, "plain.trips.xml"), os.path.join(out, "trips.xml")
    net = os.path.join(out, "city.net.xml")
    call(sys.executable, os.path.join(TOOLS, "randomTrips.py"), "-n", net, "-o", plain, "-b", "0",
         "-e", "3600", "-p", str(3600 / count), "-s", str(seed), "--min-distance", "500",
         "--vehicle-class", "truck", "-t", 'departLane="best" departSpeed="max"')
    draw = random.Random(seed)
    with open(plain, encoding="utf-8") as lines, open(typed, "w", encoding="utf-8") as out_file:
        for line in lines:
            if "<vType " in line:
                line = TYPES
            elif "<trip " in line:
                line = re.sub(r' type="[^"]*"', "", line)
                line = line.replace("<trip ", f'<trip type="{draw_type(draw)}" ')
            out_file.write(line)
    call("duarouter", "-n", net, "-r", typed, "-o", os.path.join(out, "city.rou.xml"),
         "--routing-algorithm", "astar", "--ignore-errors", "true", "--no-warnings", "true")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trips", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    make_net(args.out)
    make_trips(args.out, args.trips, args.seed)


if __name__ == "__main__":
    main()
