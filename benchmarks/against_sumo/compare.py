#!/usr/bin/env python3
"""SUMO and Mwendo on the same network and trips; see benchmarks/against_sumo/run.

Every program has the same net, the same routes and the same period, one after the other. Speed is
millions of vehicle-seconds simulated per second of computing (rate_m) and per second of processor
time (rate_cpu), which others on the machine do not take away; loading is excluded. Beside it stands
the quality of what was computed. travel_s and speed_mps are means of the finished trips, from the
departure in the file on.
"""
import argparse
import json
import os
import sys

import cases
import links
import programs

COLUMNS = [("program", 26, "{}"), ("threads", 7, "{}"), ("total_s", 8, "{:.1f}"),
           ("run_s", 8, "{:.2f}"), ("cpu_s", 8, "{:.2f}"), ("updates_m", 8, "{:.2f}"),
           ("rate_m", 8, "{:.3f}"), ("rate_cpu", 8, "{:.3f}"), ("finished", 8, "{}"), ("on_road", 7, "{}"),
           ("travel_s", 8, "{:.0f}"), ("speed_mps", 9, "{:.2f}"), ("moved_on", 8, "{:.0f}"),
           ("memory_mb", 9, "{:.0f}"), ("times_real", 10, "{:.0f}")]


def finish(row, seconds):
    row["updates_m"] = row["updates"] / 1e6
    row["rate_cpu"] = row["updates"] / max(row["cpu_s"], 1e-9) / 1e6
    row["rate_m"] = row["updates"] / max(row["run_s"], 1e-9) / 1e6
    row["times_real"] = seconds / max(row["run_s"], 1e-9)
    return row


def run_all(case, seconds, args, folder):
    edges, link_times = os.path.join(folder, "edges.xml"), os.path.join(folder, "links.csv")
    rows = []
    loading = programs.sumo_loading(case)
    for threads in args.threads:
        rows.append(programs.mwendo(case, seconds, threads, link_times if threads == 1 else None))
        show(rows[-1], seconds)
    for name, extra in (("sumo --mesosim", ["--mesosim"]),
                        ("sumo --mesosim, junctions", ["--mesosim", "--meso-junction-control"])):
        if "meso" in args.programs:
            rows.append(programs.sumo({**case, "sumo": []}, seconds, name, extra))
            show(rows[-1], seconds)
    result = {"rows": rows}
    if "micro" in args.programs:
        rows.append(programs.sumo(case, seconds, "sumo", [], edges))
        show(rows[-1], seconds)
        result["links"] = links.compare(case["net"], edges, link_times)
    result["loading"] = loading
    return result


def show(row, seconds):
    finish(row, seconds)
    print("  ".join(f.format(row[k]).rjust(w) for k, w, f in COLUMNS), flush=True)


def header():
    print("  ".join(k.rjust(w) for k, w, _ in COLUMNS))


def ratios(result):
    """How Mwendo with one thread stands beside the others."""
    ours = result["rows"][0]
    lines = []
    for row in result["rows"][1:]:
        if row["program"] == "mwendo":
            lines.append(f"{row['threads']} threads: {ours['run_s'] / row['run_s']:.2f} times one thread")
            continue
        lines.append(f"beside {row['program']}: {ours['rate_m'] / row['rate_m']:.1f} times as fast "
                     f"({ours['rate_cpu'] / row['rate_cpu']:.1f} by processor time), "
                     f"finished {percent(ours['finished'], row['finished'])}, "
                     f"mean speed {percent(ours['speed_mps'], row['speed_mps'])}, "
                     f"mean travel time {percent(ours['travel_s'], row['travel_s'])}, "
                     f"moved on {ours['moved_on']:.0f} to {row['moved_on']} teleports")
    load = result["loading"]
    lines.append(f"loading the net: {load['net_load_cpu_s']:.2f} s (SUMO, start included) to "
                 f"{ours['net_load_cpu_s']:.2f} s of processor time, "
                 f"{load['net_load_cpu_s'] / max(ours['net_load_cpu_s'], 1e-3):.1f} times as fast")
    return lines


def percent(a, b):
    return f"{100 * (a / b - 1):+.1f} %" if b else "-"


def link_lines(found):
    if not found:
        return ["too few links for a comparison of travel times"]
    lines = [f"travel times by link: r = {found['r']:.3f} over {found['links']} links with 10 vehicles "
             f"and more; mean {found['mean_sumo_s']:.1f} s (SUMO), {found['mean_mwendo_s']:.1f} s "
             f"(Mwendo), mean distance {found['mean_difference_s']:.1f} s"]
    for w in found["largest"][:5]:
        lines.append(f"  {w['edge']}: {w['sumo_s']:.1f} s x {w['sumo_vehicles']:.0f} (SUMO), "
                     f"{w['mwendo_s']:.1f} s x {w['vehicles']:.0f} (Mwendo)")
    return lines


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", default="city", choices=sorted(cases.MAKERS))
    parser.add_argument("--trips", help="an hour; one number or several with commas")
    parser.add_argument("--seconds", type=int, default=3600, help="period for all programs alike")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--programs", default="meso,micro",
                        help="of SUMO: meso, micro (slow), both with a comma, or none")
    parser.add_argument("--out", default=os.path.join(programs.ROOT, "build", "against_sumo"))
    args = parser.parse_args()
    args.threads = [int(t) for t in args.threads.split(",")]
    if args.threads[0] != 1:
        parser.error("--threads must begin with 1")
    args.trips = [int(t) for t in (args.trips or cases.TRIPS[args.case]).split(",")]
    return args


def main():
    args = arguments()
    for trips in args.trips:
        folder = os.path.join(args.out, f"{args.case}-{trips}")
        case = cases.make(args.case, trips, folder)
        if case is None:
            sys.exit(f"{args.case}: the data are absent (MWENDO_TEST_DATA); skipped")
        print(f"\n{args.case}, {trips} trips an hour, {args.seconds} s\n")
        header()
        result = run_all(case, args.seconds, args, folder)
        result.update({"case": args.case, "trips": trips, "seconds": args.seconds,
                       "sumo": programs.measured(["sumo", "--version"])[0].splitlines()[0]})
        print("\n" + "\n".join(ratios(result)))
        if "links" in result:
            print("\n".join(link_lines(result["links"])))
        with open(os.path.join(folder, "result.json"), "w", encoding="utf-8") as out:
            json.dump(result, out, indent=2)
        print(f"JSON: {os.path.join(folder, 'result.json')}")


if __name__ == "__main__":
    main()
