#!/usr/bin/env python3
"""Makes a congested corridor: net and trips for benchmarks/against_sumo.

    make_corridor.py --trips 6000 --out DIR      writes DIR/city.net.xml, DIR/city.rou.xml

An arterial of 2.4 km, two lanes each way, 50 km/h, with five fixed-time signals 400 m apart, where
streets with one lane and 30 km/h cross. Of the trips (per hour) 60 % drive along it from west to
east, which is more than the signals let through for most of the hour, 20 % back, 20 % across; every
eighth turns from the arterial into a street. Departures are random and the same for everybody.
"""
import argparse
import os
import random
import subprocess
import sys

JUNCTIONS = 5
SPACING = 400


def nodes():
    lines = [f'<node id="J{i}" x="{i * SPACING}" y="0" type="traffic_light"/>'
             for i in range(1, JUNCTIONS + 1)]
    lines += [f'<node id="J0" x="0" y="0"/>',
              f'<node id="J{JUNCTIONS + 1}" x="{(JUNCTIONS + 1) * SPACING}" y="0"/>']
    for i in range(1, JUNCTIONS + 1):
        lines += [f'<node id="N{i}" x="{i * SPACING}" y="300"/>',
                  f'<node id="S{i}" x="{i * SPACING}" y="-300"/>']
    return "<nodes>" + "\n".join(lines) + "</nodes>"


def edge(a, b, main):
    lanes, speed, priority = (2, 13.89, 3) if main else (1, 8.33, 1)
    return (f'<edge id="{a}{b}" from="{a}" to="{b}" numLanes="{lanes}" speed="{speed}" '
            f'priority="{priority}"/>')


def edges():
    lines = []
    for i in range(JUNCTIONS + 1):
        lines += [edge(f"J{i}", f"J{i + 1}", True), edge(f"J{i + 1}", f"J{i}", True)]
    for i in range(1, JUNCTIONS + 1):
        for side in "NS":
            lines += [edge(f"{side}{i}", f"J{i}", False), edge(f"J{i}", f"{side}{i}", False)]
    return "<edges>" + "\n".join(lines) + "</edges>"


def along(first, last):
    step = 1 if last > first else -1
    return [f"J{i}J{i + step}" for i in range(first, last, step)]


def route(draw):
    kind = draw.random()
    if kind < 0.8:
        ends = (0, JUNCTIONS + 1) if kind < 0.6 else (JUNCTIONS + 1, 0)
        if draw.random() >= 0.125:
            return along(*ends)
        turn = draw.randint(1, JUNCTIONS)
        return along(ends[0], turn) + [f"J{turn}{draw.choice('NS')}{turn}"]
    at = draw.randint(1, JUNCTIONS)
    a, b = draw.sample("NS", 2)
    return [f"{a}{at}J{at}", f"J{at}{b}{at}"]


def trips(count, seed):
    draw = random.Random(seed)
    starts = sorted(draw.uniform(0, 3600) for _ in range(count))
    lines = [f'<vehicle id="{i}" depart="{t:.2f}" departLane="best" departSpeed="max">'
             f'<route edges="{" ".join(route(draw))}"/></vehicle>' for i, t in enumerate(starts)]
    return "<routes>\n" + "\n".join(lines) + "\n</routes>\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trips", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    path = lambda name: os.path.join(args.out, name)
    write(path("plain.nod.xml"), nodes())
    write(path("plain.edg.xml"), edges())
    write(path("city.rou.xml"), trips(args.trips, args.seed))
    done = subprocess.run(["netconvert", "-n", path("plain.nod.xml"), "-e", path("plain.edg.xml"),
                           "--no-turnarounds", "true", "-o", path("city.net.xml")],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)


if __name__ == "__main__":
    main()
