#!/usr/bin/env python3
"""Compares the instructions of fixed scenes with the committed baseline; see benchmarks/regress.

Exit codes: 0 no scene is slower than the baseline by more than the tolerance, 3 one is, 2 wrong use
or no baseline for this compiler. Other compilers make other code: their counts are not comparable.
"""
import argparse
import csv
import datetime
import json
import os
import platform
import subprocess
import sys

import regress_count

HERE = os.path.dirname(os.path.abspath(__file__))
OK, WRONG_USE, SLOWER = 0, 2, 3


def commit():
    def git(*words):
        return subprocess.run(["git", "-C", HERE, *words], capture_output=True, text=True,
                              check=False).stdout.strip()
    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "-uno") else "")


def load(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as text:
        return json.load(text)


def save(path, value):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(value, out, indent=2, sort_keys=True)
        out.write("\n")


def verdicts(counts, baseline, tolerance):
    """(scene, instructions, baseline, change in per cent, word)."""
    rows = []
    for scene in list(counts) + [s for s in baseline if s not in counts]:
        now, was = counts.get(scene), baseline.get(scene)
        change = 100 * (now / was - 1) if now and was else None
        if was is None:
            word = "new"
        elif now is None:
            word = "GONE"
        elif change > tolerance:
            word = "SLOWER"
        else:
            word = "faster" if change < -tolerance else "same"
        rows.append((scene, now, was, change, word))
    return rows


def print_table(rows, seconds):
    print(f"{'scene':<16} {'instructions':>15} {'baseline':>15} {'change':>9} {'cpu ms':>9}  verdict")
    for scene, now, was, change, word in rows:
        cpu = f"{1000 * seconds[scene][0]:.1f}" if scene in seconds else "-"
        print(f"{scene:<16} {now if now else '-':>15} {was if was else '-':>15} "
              f"{f'{change:+.2f} %' if change is not None else '-':>9} {cpu:>9}  {word}")


def benchmark_json(counts, seconds, compiler):
    """The format of Google Benchmark's --benchmark_format=json, instructions as a counter."""
    rows = []
    for scene, instructions in counts.items():
        cpu, updates = seconds.get(scene, (0, 0))
        row = {"name": scene, "run_name": scene, "run_type": "iteration", "repetitions": 1,
               "repetition_index": 0, "threads": 1, "iterations": 1, "real_time": 1000 * cpu,
               "cpu_time": 1000 * cpu, "time_unit": "ms", "instructions": instructions}
        if updates and cpu:
            row["items_per_second"] = updates / cpu
        rows.append(row)
    context = {"date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
               "host_name": platform.node(), "executable": "benchmark_regress",
               "num_cpus": os.cpu_count(), "library_build_type": "release", "compiler": compiler,
               "commit": commit()}
    return {"context": context, "benchmarks": rows}


def add_history(path, counts, seconds, compiler):
    new = not os.path.exists(path)
    with open(path, "a", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        if new:
            table.writerow(["date", "commit", "compiler", "scene", "instructions", "updates", "cpu_ms"])
        for scene, instructions in counts.items():
            cpu, updates = seconds.get(scene, (0, 0))
            table.writerow([datetime.date.today().isoformat(), commit(), compiler, scene, instructions,
                            updates, f"{1000 * cpu:.1f}"])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--baseline", default=os.path.join(HERE, "regress_baseline.json"))
    parser.add_argument("--history", default=os.path.join(HERE, "history.csv"))
    parser.add_argument("--scenes", help="only these, with commas")
    parser.add_argument("--tolerance", type=float, default=2.0, help="per cent (default 2)")
    parser.add_argument("--json", help="file for the results in Google Benchmark's format")
    parser.add_argument("--update", action="store_true", help="make this build the baseline")
    return parser.parse_args()


def main():
    args = arguments()
    known = regress_count.names(args.program)
    scenes = args.scenes.split(",") if args.scenes else known
    unknown = [s for s in scenes if s not in known]
    if unknown:
        print(f"unknown scene {unknown[0]}; there are {', '.join(known)}", file=sys.stderr)
        return WRONG_USE
    compiler = regress_count.compiler(args.program)
    baselines = load(args.baseline)
    if not args.update and compiler not in baselines:
        print(f"no baseline for the compiler '{compiler}', only for: {', '.join(baselines) or 'none'}.\n"
              "Counts of different compilers cannot be compared; make a baseline with --update.",
              file=sys.stderr)
        return WRONG_USE
    counts = regress_count.count(args.program, scenes)
    counts = {s: counts[s] for s in scenes}
    seconds = regress_count.seconds(args.program, scenes)
    baseline = baselines.get(compiler, {}).get("scenes", {})
    if args.scenes:
        baseline = {s: n for s, n in baseline.items() if s in scenes}
    rows = verdicts(counts, baseline, args.tolerance)
    print_table(rows, seconds)
    if args.json:
        save(args.json, benchmark_json(counts, seconds, compiler))
    if args.update:
        kept = baselines.get(compiler, {}).get("scenes", {}) if args.scenes else {}
        baselines[compiler] = {"commit": commit(), "scenes": {**kept, **counts}}
        save(args.baseline, baselines)
        add_history(args.history, counts, seconds, compiler)
        print(f"baseline of {compiler} updated: {args.baseline}")
        return OK
    bad = [scene for scene, _, _, _, word in rows if word in ("SLOWER", "GONE")]
    print(f"verdict: {', '.join(bad)} slower than the baseline by more than {args.tolerance:g} % or gone"
          if bad else "verdict: no scene is slower than the baseline")
    return SLOWER if bad else OK


if __name__ == "__main__":
    sys.exit(main())
