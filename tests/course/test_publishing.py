"""Publishing: the workflows and what they run, and a release that says the same everywhere."""

import os
import re
import shutil
import subprocess
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml

import course
from helpers.upkeep import site
from tests import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w-]+/[\w-]+@[0-9a-f]{40}$")
BUILDING = 'data: {"phase": "building", "message": "Step 1"}\n\n'
# The sort of line in which a failed build names the phase that it did not reach.
FAILED = 'data: {"phase": "failed", "message": "not ready"}\n\n'
READY = 'data: {"phase": "ready", "url": "https://hub.example/"}\n\n'


def jobs():
    return [(path.name, job) for path in WORKFLOWS for job in yaml.safe_load(path.read_text())["jobs"].values()]


def steps():
    return [step for _, job in jobs() for step in job["steps"]]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_actions_are_pinned_and_a_version_stands_beside_each():
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used and [name for name in used if not PINNED.match(name)] == []
    for path in WORKFLOWS:
        for line in re.findall(r"uses: .*", path.read_text()):
            assert re.search(r" # v\d+\.\d+\.\d+$", line), line


def test_only_what_publishes_may_write_and_no_job_is_endless():
    for path in WORKFLOWS:
        assert yaml.safe_load(path.read_text())["permissions"] in ({}, {"contents": "read"})
    granted = [job["permissions"] for _, job in jobs() if "permissions" in job]
    assert granted == [{"pages": "write", "id-token": "write"}]
    assert [name for name, job in jobs() if "timeout-minutes" not in job] == []
    assert [
        step for step in steps() if "checkout" in step.get("uses", "") and step["with"]["persist-credentials"]
    ] == []


def test_what_a_workflow_runs_is_what_the_tests_run():
    runs = [step["run"] for step in steps() if "run" in step]
    # The first is this very run, the second is what tests/browser/test_site.py runs, the third is run below.
    assert runs[-2:] == ["bash .ci/run", "python3 course.py site"] and len(runs) == 3
    assert read(".ci/run").splitlines()[-1] == "python3 course.py test"
    assert {"test", "site"} <= course.COMMANDS.keys()
    uploaded = next(step for step in steps() if "upload-pages-artifact" in step.get("uses", ""))["with"]["path"]
    assert ROOT / uploaded == site.BUILD / "html"


@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("bash") is None, reason="no curl, no bash")
@pytest.mark.parametrize("told, code", [(BUILDING + READY, 0), (BUILDING + FAILED, 1), (None, 1)])
def test_binder_is_asked_for_the_release_and_a_build_that_fails_fails_the_workflow(told, code):
    asked = []

    class Binder(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200 if told else 404)
            self.end_headers()
            self.wfile.write((told or "").encode())

        def log_message(self, *args):
            pass

    (step,) = next(job for name, job in jobs() if name == "binder.yml")["steps"]
    assert step["env"] == {"BINDER": "https://mybinder.org"}
    with ThreadingHTTPServer(("127.0.0.1", 0), Binder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = {
            "BINDER": f"http://127.0.0.1:{server.server_port}",
            "GITHUB_REPOSITORY": "me/my.course",
            "GITHUB_REF_NAME": "v0.2.0",
        }
        done = subprocess.run(["bash", "-e", "-c", step["run"]], env=os.environ | where, capture_output=True)
        server.shutdown()
    assert done.returncode == code and asked == ["/build/gh/me/my.course/v0.2.0"]


def test_a_release_has_one_version():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    (latest, day), *_ = re.findall(r"^## (\d+\.\d+\.\d+) · (\d{4}-\d\d-\d\d)$", read("CHANGELOG.md"), re.M)
    citation = yaml.safe_load(read("CITATION.cff"))
    assert (citation["version"], str(citation["date-released"])) == (latest, day) and version == latest


def test_the_citation_is_complete():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0" and citation["type"] == "software"
    assert all(citation[name] for name in ("message", "title", "authors", "license"))
    assert citation["title"].startswith(read("README.md").partition("\n")[0].removeprefix("# "))
