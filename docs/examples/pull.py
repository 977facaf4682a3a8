#!/usr/bin/env python3
"""Pulls files of Monitor into a folder: page after page, and only what changed since the last time.

    pull.py FOLDER PATH ...        pull.py data 'exports/figures/observations.csv?limit=5000'

MONITOR_URL       the gateway; default http://127.0.0.1:5200
MONITOR_TOKEN     a token; or, to have one fetched by client credentials,
MONITOR_TOKEN_URL, MONITOR_CLIENT_ID, MONITOR_CLIENT_SECRET, MONITOR_SCOPE
Without any of these only what is public is asked for, as nobody. Needs nothing but Python 3.8.
"""

import gzip
import json
import os
import re
import shutil
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

GATEWAY = os.environ.get("MONITOR_URL", "http://127.0.0.1:5200").rstrip("/")
TRIES = 4


class Refused(Exception):
    """The gateway answered with a problem (RFC 9457): its code is stable, its detail says what to do."""

    def __init__(self, path, status, body):
        try:
            problem = json.loads(body)
        except ValueError:
            problem = {}
        self.code = problem.get("code", "")
        super().__init__(f"{path}: {status} {self.code} {problem.get('detail', '')}".rstrip())


def fetch_token():
    """The token of MONITOR_TOKEN, or one by client credentials (RFC 6749, 4.4); None for nobody."""
    if os.environ.get("MONITOR_TOKEN"):
        return os.environ["MONITOR_TOKEN"]
    if not os.environ.get("MONITOR_TOKEN_URL"):
        return None
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials",
        "client_id": os.environ["MONITOR_CLIENT_ID"],
        "client_secret": os.environ["MONITOR_CLIENT_SECRET"],
        "scope": os.environ.get("MONITOR_SCOPE", "benchmark:read figures:read"),
    }).encode()
    with urllib.request.urlopen(os.environ["MONITOR_TOKEN_URL"], form, timeout=30) as answer:
        return json.load(answer)["access_token"]


def get(path, token, etag=None):
    """Opens an address; None where the copy of this ETag is still good. Waits where the gateway asks for it."""
    headers = {"Accept-Encoding": "gzip"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if etag:
        headers["If-None-Match"] = etag
    for tried in range(1, TRIES + 1):
        try:
            request = urllib.request.Request(GATEWAY + path, headers=headers)
            return urllib.request.urlopen(request, timeout=180)
        except urllib.error.HTTPError as answer:
            if answer.code == 304:
                return None
            if answer.code not in (429, 503) or tried == TRIES:
                raise Refused(path, answer.code, answer.read()) from None
            time.sleep(int(answer.headers.get("Retry-After", "1")))
    return None


def next_of(answer):
    """The address of the next page (RFC 8288); None on the last."""
    found = re.search(r'<([^>]*)>;\s*rel="next"', answer.headers.get("Link", ""))
    return found.group(1) if found else None


def append(answer, whole, is_first, name):
    """Adds a page to the file, unpacked as it comes in."""
    body = gzip.GzipFile(fileobj=answer) if answer.headers.get("Content-Encoding") == "gzip" else answer
    if not is_first:
        if name.endswith(".csv"):
            body.readline()   # each page has the header; none of its names has a line end
        elif not name.endswith(".ndjson"):
            raise SystemExit(f"{name}: pages of this form are files of their own; leave limit out")
    shutil.copyfileobj(body, whole)


def pull(path, folder, token, tags):
    """Brings one file up to date; says what it did."""
    answer = get(path, token, tags.get(path))
    if answer is None:
        return "unchanged"
    etag = answer.headers["ETag"]
    named = re.search(r'filename="?([^";]+)', answer.headers.get("Content-Disposition", ""))
    name = Path(named.group(1) if named else urllib.parse.urlsplit(path).path).name
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as whole:
        try:
            is_first = True
            while answer is not None:
                with answer:
                    append(answer, whole, is_first, name)
                    following = next_of(answer)
                is_first = False
                answer = get(following, token) if following else None
        except BaseException:
            os.unlink(whole.name)
            raise
    os.replace(whole.name, folder / name)
    tags[path] = etag   # last: what broke off is pulled again
    return name


def main(arguments):
    if len(arguments) < 2:
        raise SystemExit(__doc__)
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / ".pull.json"
    tags = json.loads(record.read_text()) if record.exists() else {}
    token = fetch_token()
    for path in ("/" + argument.lstrip("/") for argument in arguments[1:]):
        try:
            done = pull(path, folder, token, tags)
        except Refused as refused:
            if refused.code != "CHANGED_MEANWHILE":
                raise SystemExit(str(refused)) from None
            done = pull(path, folder, token, tags)   # figures came in between two pages: once more from the first
        record.write_text(json.dumps(tags, indent=1))
        print(f"{path}: {done}")


if __name__ == "__main__":
    main(sys.argv[1:])
