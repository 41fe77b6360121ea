"""The cases of the comparison. Each is made once and kept: a net, routes, options for SUMO.

city      66 x 66 junctions, about 17,000 links, trips of one hour (make_case.py)
light     the same kind of city, 30 x 30, hardly any traffic: speeds and turns alone decide
corridor  an arterial with five signals under more traffic than it can carry (make_corridor.py)
nairobi   the core of Nairobi from OpenStreetMap with its mixed fleet; motorcycles filter
          (make_nairobi.py; needs MWENDO_TEST_DATA or ../shared/data)
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def call(script, *words):
    done = subprocess.run([sys.executable, os.path.join(HERE, script), *words], check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)


def city(trips, folder):
    call("make_case.py", "--trips", str(trips), "--out", folder)


def light(trips, folder):
    call("make_case.py", "--rows", "30", "--trips", str(trips), "--out", folder)


def corridor(trips, folder):
    call("make_corridor.py", "--trips", str(trips), "--out", folder)


def nairobi(trips, folder):
    call("make_nairobi.py", "--trips", str(trips), "--out", folder)


MAKERS = {"city": city, "light": light, "corridor": corridor, "nairobi": nairobi}
TRIPS = {"city": "20000", "light": "2000", "corridor": "4000", "nairobi": "10000"}


def make(name, trips, folder):
    """None where the data of the case are absent."""
    case = {"net": os.path.join(folder, "city.net.xml"),
            "routes": os.path.join(folder, "city.rou.xml"),
            "sumo": ["--lateral-resolution", "0.8"] if name == "nairobi" else []}
    if os.path.exists(os.path.join(folder, "made")):
        return case
    if name == "nairobi" and data_file() is None:
        return None
    os.makedirs(folder, exist_ok=True)
    MAKERS[name](trips, folder)
    with open(os.path.join(folder, "made"), "w", encoding="utf-8") as out:
        out.write("complete\n")
    return case


def data_file():
    root = os.path.dirname(os.path.dirname(HERE))
    data = os.environ.get("MWENDO_TEST_DATA", os.path.join(root, "..", "shared", "data"))
    path = os.path.join(data, "nairobi", "nairobi_core_roads_2025-11.osm.pbf")
    return path if os.path.exists(path) else None
