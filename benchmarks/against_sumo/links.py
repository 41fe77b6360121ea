"""Travel times by link of Mwendo beside those of SUMO microscopic."""
import csv
import math
import xml.etree.ElementTree as ET


def edge_behind(net):
    """The edge to which each path across a junction leads. Mwendo counts the time on the path for
    the link behind it, SUMO for an edge of its own."""
    behind = {}
    for _, e in ET.iterparse(net):
        if e.tag == "connection" and e.get("via"):
            behind[e.get("via").rsplit("_", 1)[0]] = e.get("to")
            # The second part of a path with a halt inside the junction.
            if e.get("from").startswith(":"):
                behind.setdefault(e.get("from"), e.get("to"))
        if e.tag in ("edge", "junction"):
            e.clear()
    return behind


def sumo_times(net, edges):
    """Edge -> (vehicles, mean seconds on it and on the path that leads onto it).

    SUMO's `traveltime` is length over mean speed. Its `sampledSeconds` would count vehicles twice
    while they stand on two lanes."""
    behind = edge_behind(net)
    times, paths, vehicles = {}, {}, {}
    for e in ET.parse(edges).getroot().iter("edge"):
        name, seconds = e.get("id"), float(e.get("traveltime", 0))
        passed = sum(float(e.get(k, 0)) for k in ("entered", "departed", "left", "arrived")) / 2
        if name.startswith(":"):
            street = behind.get(name)
            paths[street] = paths.get(street, 0) + seconds * passed
        else:
            times[name], vehicles[name] = seconds, passed
    return {e: (n, times[e] + paths.get(e, 0) / n) for e, n in vehicles.items() if n > 0}


def mwendo_times(links):
    with open(links, encoding="utf-8") as file:
        return {r["edge"]: (float(r["vehicles"]), float(r["seconds"])) for r in csv.DictReader(file)}


def correlation(pairs):
    n = len(pairs)
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    var_a = sum((a - mean_a) ** 2 for a, _ in pairs)
    var_b = sum((b - mean_b) ** 2 for _, b in pairs)
    both = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    return both / math.sqrt(var_a * var_b) if var_a * var_b > 0 else float("nan")


def compare(net, edges, links, least=10):
    """Links with at least `least` vehicles in both programs."""
    ours, theirs = mwendo_times(links), sumo_times(net, edges)
    rows = []
    for edge, (n, mean) in ours.items():
        if edge in theirs and n >= least and theirs[edge][0] >= least:
            rows.append((edge, theirs[edge][0], theirs[edge][1], n, mean))
    if len(rows) < 3:
        return None
    pairs = [(theirs_s, ours_s) for _, _, theirs_s, _, ours_s in rows]
    rows.sort(key=lambda r: -abs(r[4] - r[2]) * r[3])
    return {
        "links": len(rows), "r": correlation(pairs),
        "mean_sumo_s": sum(a for a, _ in pairs) / len(pairs),
        "mean_mwendo_s": sum(b for _, b in pairs) / len(pairs),
        "mean_difference_s": sum(abs(a - b) for a, b in pairs) / len(pairs),
        "largest": [{"edge": e, "sumo_vehicles": m, "sumo_s": s, "vehicles": n, "mwendo_s": t}
                    for e, m, s, n, t in rows[:8]],
    }
