"""Runs SUMO and Mwendo on one case and reads what they say of themselves."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MWENDO_CASE = os.path.join(ROOT, "build", "release", "benchmarks", "benchmark_mwendo_case")


def measured(command):
    """Words, wall seconds, processor seconds and peak memory in MB of a program."""
    with tempfile.TemporaryFile("w+") as out:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT,
                                 env={"SUMO_HOME": "/usr/share/sumo", **os.environ})
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - begin
        out.seek(0)
        words = out.read()
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}\n{words[-2000:]}")
    return words, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sumo_command(case, seconds, extra):
    return ["sumo", "-n", case["net"], "-r", case["routes"], "-b", "0", "-e", str(seconds),
            "--no-step-log", "--no-warnings", "--duration-log.statistics", *case["sumo"], *extra]


def sumo_loading(case):
    """Wall and processor seconds until SUMO has its net and could start: the net alone."""
    _, wall, cpu, _ = measured(["sumo", "-n", case["net"], "-e", "1", "--no-step-log"])
    return {"net_load_s": wall, "net_load_cpu_s": cpu}


def sumo(case, seconds, name, extra, edges=None):
    """edges: file for mean times by edge (SUMO's edgeData with the paths across junctions)."""
    with tempfile.TemporaryDirectory() as folder:
        statistics = os.path.join(folder, "statistics.xml")
        more = ["--statistic-output", statistics]
        if edges:
            additional = os.path.join(folder, "edges.add.xml")
            with open(additional, "w", encoding="utf-8") as out:
                out.write(f'<additional><edgeData id="e" file="{os.path.abspath(edges)}" begin="0" '
                          f'end="{seconds}" withInternal="true" excludeEmpty="true"/></additional>')
            more += ["-a", additional]
        words, wall, cpu, memory = measured(sumo_command(case, seconds, extra) + more)
        root = ET.parse(statistics).getroot()
    duration = float(re.search(r"Duration: ([0-9.]+)s", words).group(1))
    rate = re.search(r"UPS: ([0-9.]+)", words)
    vehicles = root.find("vehicles").attrib
    trips = root.find("vehicleTripStatistics").attrib
    finished = int(trips["count"])
    travel = float(trips["duration"]) + float(trips["departDelay"])
    return {
        "program": name, "threads": 1, "total_s": wall, "run_s": duration,
        "cpu_s": cpu * min(1, duration / wall),  # without loading
        "updates": float(rate.group(1)) * duration if rate else 0,
        "finished": finished, "on_road": int(vehicles["running"]),
        "waiting": int(vehicles["waiting"]), "travel_s": travel,
        "speed_mps": float(trips["routeLength"]) / travel if travel > 0 else 0,
        "moved_on": int(root.find("teleports").get("total")), "memory_mb": memory,
    }


def mwendo(case, seconds, threads, links=None):
    command = [MWENDO_CASE, case["net"], case["routes"], str(seconds), str(threads)]
    words, wall, _, memory = measured(command + ([links] if links else []))
    said = json.loads(words.splitlines()[-1])
    return {
        "program": "mwendo", "threads": threads, "total_s": wall, "run_s": said["wall_s"],
        "cpu_s": said["run_cpu_s"], "updates": said["updates"], "finished": said["finished"],
        "on_road": said["on_road"], "waiting": said["waiting"], "travel_s": said["travel_s"],
        "speed_mps": said["speed_mps"], "moved_on": said["moved_on"], "memory_mb": memory,
        "improvised": said["improvised"], "links": said["links"], "lanes": said["lanes"],
        "net_load_s": said["net_load_s"], "net_load_cpu_s": said["net_load_cpu_s"],
    }
