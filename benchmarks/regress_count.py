"""Instructions of the scenes of benchmark_regress, counted by valgrind's callgrind.

What counts is the machine code of the project and of the libraries whose code does not depend on the
processor. The C library, its mathematics and its OpenMP are left out: they choose other code on
other processors (memcpy, exp), and a different number of instructions there says nothing of ours.
Counts are the same in every run of one build, whatever else the machine does; see docs/benchmarks.md.
"""
import os
import re
import subprocess
import sys
import tempfile

# Objects whose instructions are not counted.
LEFT_OUT = re.compile(r"/(libc|libm|ld-linux[^/]*|libgomp|libpthread|libzstd|vgpreload[^/]*)[.-][^/]*$")


def names(program):
    return subprocess.run([program, "--list"], capture_output=True, text=True, check=True).stdout.split()


def compiler(program):
    words = subprocess.run([program, "--compiler"], capture_output=True, text=True, check=True).stdout
    return words.strip()


def sum_dump(path):
    """Instructions by object file of one dump."""
    objects, sums, current, skip = {}, {}, "?", False
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if skip:  # the inclusive cost of a call
                skip = False
            elif line.startswith("ob="):
                key, _, name = line[3:].strip().partition(" ")
                current = objects.setdefault(key, name or "?")
            elif line.startswith("cob="):
                key, _, name = line[4:].strip().partition(" ")
                if name:
                    objects[key] = name
            elif line.startswith("calls="):
                skip = True
            elif line[0] in "+-*0123456789":
                sums[current] = sums.get(current, 0) + int(line.split()[1])
    return sums


def counted(sums):
    return sum(n for name, n in sums.items() if not LEFT_OUT.search(name))


def count(program, scenes):
    """Scene -> instructions. Half of the scenes in each of two processes."""
    with tempfile.TemporaryDirectory() as folder:
        scenes = [s for s in names(program) if s in scenes]
        halves = [half for half in (scenes[0::2], scenes[1::2]) if half]
        prefixes = [os.path.join(folder, str(i)) for i in range(len(halves))]
        found = {}
        for child, log in [start(program, h, p) for h, p in zip(halves, prefixes)]:
            if child.wait() != 0:
                with open(log, encoding="utf-8", errors="replace") as words:
                    sys.exit(f"callgrind failed:\n{words.read()[-2000:]}")
        for half, prefix in zip(halves, prefixes):
            found.update(read_dumps(prefix, half))
        return found


def start(program, scenes, prefix):
    log = prefix + ".log"
    with open(log, "w", encoding="utf-8") as out:
        child = subprocess.Popen(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={prefix}.out",
             "--zero-before=mwendo_measured", "--dump-after=mwendo_measured", program, *scenes],
            stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return child, log


def read_dumps(prefix, scenes):
    """The n-th dump is that of the n-th scene: the program runs them in its own order."""
    found = {}
    for i, scene in enumerate(scenes, 1):
        path = f"{prefix}.out.{i}"
        if os.path.exists(path):
            found[scene] = counted(sum_dump(path))
        if not found.get(scene):
            sys.exit(f"callgrind counted nothing for {scene}")
    return found


def seconds(program, scenes, runs=3):
    """Scene -> least processor seconds of some runs without callgrind, and its vehicle updates."""
    best = {}
    for _ in range(runs):
        words = subprocess.run([program, *scenes], capture_output=True, text=True, check=True).stdout
        for line in words.splitlines():
            scene, s, updates = line.split()
            if scene not in best or float(s) < best[scene][0]:
                best[scene] = (float(s), int(updates))
    return best
