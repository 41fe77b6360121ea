#!/usr/bin/env python3
"""Makes a city with SUMO's own tools: the network and the routes of benchmarks/against_sumo.

    make_case.py --rows 66 --trips 20000 --out DIR     writes DIR/city.net.xml, DIR/city.rou.xml

A square of rows x rows junctions, 150 m apart and moved by up to 20 %; every fifth street is an
arterial with three lanes each way, 50 km/h; arterials cross at fixed-time signals, other streets
meet arterials at priority junctions; other streets have one lane and 30 km/h. Trips join random
edges; routes are the fastest in the empty network (duarouter). Same arguments, same case.
"""
import argparse
import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ET

TOOLS = os.path.join(os.environ.get("SUMO_HOME", "/usr/share/sumo"), "tools")
SPACING = 150
ARTERIAL_EVERY = 5


def call(*command):
    done = subprocess.run(command, capture_output=True, text=True,
                          env={**os.environ, "SUMO_HOME": os.path.dirname(TOOLS)}, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def is_arterial(index):
    return index % ARTERIAL_EVERY == ARTERIAL_EVERY // 2


def edit_nodes(path, seed):
    """Moves the nodes, sets signals, returns (column, row) by node."""
    tree = ET.parse(path)
    draw = random.Random(seed)
    grid = {}
    for node in tree.getroot().iter("node"):
        x, y = float(node.get("x")), float(node.get("y"))
        column, row = round(x / SPACING), round(y / SPACING)
        grid[node.get("id")] = (column, row)
        reach = 0.2 * SPACING
        node.set("x", f"{x + draw.uniform(-reach, reach):.2f}")
        node.set("y", f"{y + draw.uniform(-reach, reach):.2f}")
        both = is_arterial(column) and is_arterial(row)
        node.set("type", "traffic_light" if both else "priority")
    tree.write(path)
    return grid


def edit_edges(path, grid):
    tree = ET.parse(path)
    for edge in tree.getroot().iter("edge"):
        a, b = grid[edge.get("from")], grid[edge.get("to")]
        main = is_arterial(a[0]) if a[0] == b[0] else is_arterial(a[1])
        edge.set("numLanes", "3" if main else "1")
        edge.set("speed", "13.89" if main else "8.33")
        edge.set("priority", "3" if main else "1")
        for stale in ("shape", "length"):
            edge.attrib.pop(stale, None)
        for lane in edge.findall("lane"):
            edge.remove(lane)
    tree.write(path)


def make_net(args, net):
    prefix = os.path.join(args.out, "plain")
    call("netgenerate", "--grid", "--grid.number", str(args.rows), "--grid.length", str(SPACING),
         "--no-turnarounds", "true", "--plain-output-prefix", prefix, "-o", prefix + ".net.xml")
    grid = edit_nodes(prefix + ".nod.xml", args.seed)
    edit_edges(prefix + ".edg.xml", grid)
    left = ["--lefthand", "true"] if args.lefthand else []
    call("netconvert", "-n", prefix + ".nod.xml", "-e", prefix + ".edg.xml",
         "--no-turnarounds", "true", "-o", net, *left)


def make_routes(args, net, routes):
    trips = os.path.join(args.out, "trips.xml")
    call(sys.executable, os.path.join(TOOLS, "randomTrips.py"), "-n", net, "-o", trips,
         "-b", "0", "-e", "3600", "-p", str(3600 / args.trips), "-s", str(args.seed),
         "-t", 'departLane="best" departSpeed="max"', "--min-distance", "300")
    call("duarouter", "-n", net, "-r", trips, "-o", routes, "--routing-algorithm", "CH",
         "--ignore-errors", "true", "--no-warnings", "true")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=66)
    parser.add_argument("--trips", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lefthand", action="store_true")
    parser.add_argument("--net", help="use this network instead of making one")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    net = args.net or os.path.join(args.out, "city.net.xml")
    if not args.net:
        make_net(args, net)
    make_routes(args, net, os.path.join(args.out, "city.rou.xml"))


if __name__ == "__main__":
    main()
