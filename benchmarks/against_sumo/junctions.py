"""What SUMO serves at single junctions and merges, for the table of benchmark_junctions.

    python3 benchmarks/against_sumo/junctions.py [KIND]     # minor, all-way, signal, roundabout, merge

Prints vehicles an hour with the names of the table's rows. Cars as in sim/traffic/vehicle_type.cpp,
sigma 0.5, steps of one second; all approaches full (of the minor street, beside 600 an hour each way on
the major one), two hours after 20 minutes. Needs sumo and netconvert.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

CAR = ('<vType id="car" length="4.3" minGap="2.2" tau="1.45" accel="1.8" decel="3.5" sigma="0.5" '
       'speedDev="0" maxSpeed="36"/>')
WARM_UP, END = 1200, 8400
TURNS = {"0": (0, 0), "0.4": (0.2, 0.2), "0.5": (0.25, 0.25)}
ENDS = [(-800, 0), (0, 800), (800, 0), (0, -800)]  # clockwise from the west


def run(folder, nodes, edges, connections, vehicles):
    """vehicles: (time, stream, edges), sorted. Returns vehicles an hour by stream."""
    def write(name, root, rows):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(f"<{root}>" + "\n".join(rows) + f"</{root}>\n")

    write("nodes.xml", "nodes", nodes)
    write("edges.xml", "edges", edges)
    write("connections.xml", "connections", connections)
    write("routes.xml", "routes", [CAR] + [
        f'<vehicle id="{k}_{i}" type="car" depart="{t:.2f}" departLane="best" departSpeed="max">'
        f'<route edges="{" ".join(way)}"/></vehicle>' for i, (t, k, way) in enumerate(vehicles)])
    quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["netconvert", "-n", "nodes.xml", "-e", "edges.xml", "-x", "connections.xml",
                    "-o", "net.xml", "--no-turnarounds", "true", "--tls.default-type", "static",
                    "--tls.green.time", "42", "--tls.yellow.time", "3", "--tls.allred.time", "0",
                    "--tls.left-green.time", "0"], **quiet)
    subprocess.run(["sumo", "-n", "net.xml", "-r", "routes.xml", "--end", str(END), "--step-length", "1",
                    "--time-to-teleport", "-1", "--tripinfo-output", "trips.xml",
                    "--max-depart-delay", "300"], **quiet)
    served = {}
    with open(os.path.join(folder, "trips.xml"), encoding="utf-8") as trips:
        for m in re.finditer(r'id="(\w+?)_\d+".*? arrival="([\d.]+)"', trips.read()):
            if float(m[2]) > WARM_UP:
                served[m[1]] = served.get(m[1], 0) + 1
    return {k: v * 3600 / (END - WARM_UP) for k, v in served.items()}


def arrivals(rng, per_hour):
    t = 0.0
    while True:
        t += rng.expovariate(per_hour / 3600)
        if t > END:
            return
        yield t


def crossroads(folder, kind, lanes, left, right):
    rng = random.Random(1)
    control = {"minor": "priority_stop", "all-way": "allway_stop", "signal": "traffic_light"}[kind]
    nodes = [f'<node id="c" x="0" y="0" type="{control}"/>']
    edges, vehicles = [], []
    for k, (x, y) in enumerate(ENDS):
        minor = kind == "minor" and k % 2 == 1
        nodes.append(f'<node id="n{k}" x="{x}" y="{y}"/>')
        row = f'numLanes="{lanes}" speed="11.11" priority="{1 if minor else 9}"'
        edges.append(f'<edge id="i{k}" from="n{k}" to="c" {row}/><edge id="o{k}" from="c" to="n{k}" {row}/>')
        rate = 1800 * lanes if kind != "minor" or minor else 600
        for t in arrivals(rng, rate):
            u = rng.random()
            turn = 1 if u < left else 3 if u < left + right else 2
            vehicles.append((t, "minor" if minor else "major", [f"i{k}", f"o{(k + turn) % 4}"]))
    served = run(folder, nodes, edges, [], sorted(vehicles))
    return served["minor"] if kind == "minor" else served["major"]


def roundabout(folder, lanes, left, right):
    """A ring of 20 m; vehicles drive on the right, hence against the clock."""
    rng = random.Random(1)
    nodes, edges, vehicles = [], [], []
    for k, (x, y) in enumerate(ENDS):
        nodes.append(f'<node id="n{k}" x="{x}" y="{y}"/><node id="r{k}" x="{x / 40}" y="{y / 40}"/>')
        edges.append(f'<edge id="i{k}" from="n{k}" to="r{k}" numLanes="{lanes}" speed="11.11" priority="1"/>'
                     f'<edge id="o{k}" from="r{k}" to="n{k}" numLanes="{lanes}" speed="11.11" priority="1"/>'
                     f'<edge id="q{k}" from="r{k}" to="r{(k + 3) % 4}" numLanes="{lanes}" speed="8.33" '
                     'priority="9"/>')
        for t in arrivals(rng, 1800 * lanes):
            u = rng.random()
            quarters = 3 if u < left else 1 if u < left + right else 2
            way = [f"i{k}"] + [f"q{(k - j) % 4}" for j in range(quarters)] + [f"o{(k - quarters) % 4}"]
            vehicles.append((t, "all", way))
    ring = '<roundabout nodes="r0 r1 r2 r3" edges="q0 q1 q2 q3"/>'
    return run(folder, nodes, edges + [ring], [], sorted(vehicles))["all"]


def merge(folder, lanes, ramp_lanes, through, ramp):
    """An acceleration lane of 200 m for each lane of the ramp."""
    rng = random.Random(1)
    nodes = ['<node id="s" x="-1600" y="0"/><node id="m" x="0" y="0"/><node id="a" x="200" y="0"/>'
             '<node id="e" x="1200" y="0"/><node id="f" x="-693" y="-400"/>']
    edges = [f'<edge id="in" from="s" to="m" numLanes="{lanes}" speed="25" priority="9"/>'
             f'<edge id="acc" from="m" to="a" numLanes="{lanes + ramp_lanes}" speed="25" priority="9"/>'
             f'<edge id="out" from="a" to="e" numLanes="{lanes}" speed="25" priority="9"/>'
             f'<edge id="ramp" from="f" to="m" numLanes="{ramp_lanes}" speed="13.89" priority="1"/>']
    join = '<connection from="{}" to="{}" fromLane="{}" toLane="{}"/>'.format
    connections = [join("in", "acc", i, i + ramp_lanes) for i in range(lanes)]
    connections += [join("acc", "out", i + ramp_lanes, i) for i in range(lanes)]
    connections += [join("ramp", "acc", i, i) for i in range(ramp_lanes)]
    vehicles = [(t, "through", ["in", "acc", "out"]) for t in arrivals(rng, through)]
    vehicles += [(t, "ramp", ["ramp", "acc", "out"]) for t in arrivals(rng, ramp)]
    return run(folder, nodes, edges, connections, sorted(vehicles))


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        for lanes in (1, 2):
            for share, (left, right) in TURNS.items():
                for kind in ("minor", "all-way", "signal"):
                    if kind.startswith(wanted):
                        print(f"{kind}-{lanes} {share} {crossroads(folder, kind, lanes, left, right):.0f}",
                              flush=True)
                if "roundabout".startswith(wanted):
                    print(f"roundabout-{lanes} {share} {roundabout(folder, lanes, left, right):.0f}",
                          flush=True)
        for case in ((4, 1, 3000, 800), (4, 2, 3750, 1500), (3, 1, 3000, 800), (2, 1, 2000, 800)):
            if "merge".startswith(wanted):
                print("merge", *case, {k: round(v) for k, v in merge(folder, *case).items()}, flush=True)


if __name__ == "__main__":
    main()
