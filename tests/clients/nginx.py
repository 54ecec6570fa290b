"""nginx on this machine, as a host of static files has it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.delivering.serving.running import WAIT_S
from tests.pipeline.farming.farms import wait_until

_CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    types {{
        application/epub+zip epub;
        application/rss+xml xml;
        application/x-subrip srt;
        audio/mpeg mp3;
        audio/ogg opus;
        text/vtt vtt;
    }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} reuseport;
        root {folder}/www;
        location ~ /feed/(transcripts|chapters)/ {{ add_header Access-Control-Allow-Origin *; }}
    }}
}}
"""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Path, int]]:
    """Serve a folder on a free port: the folder and the port. Without nginx the test is skipped."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed; .ci/run installs it")
    (folder / "www").mkdir()
    command = [nginx, "-p", str(folder), "-e", str(folder / "error.log"), "-c"]
    with socket.socket() as held:
        # It is ours and does not listen: nginx, which shares it, can have it, and nobody else.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        (folder / "nginx.conf").write_text(_CONFIGURATION.format(folder=folder, port=port), "utf-8")
        running = subprocess.Popen([*command, str(folder / "nginx.conf")])
        try:
            wait_until(lambda: _listens(running, port), "nginx does not listen")
            yield folder / "www", port
        finally:
            running.terminate()
            running.wait(WAIT_S)


def _listens(running: subprocess.Popen[bytes], port: int) -> bool:
    assert running.poll() is None, "nginx did not start"
    try:
        socket.create_connection(("127.0.0.1", port), timeout=WAIT_S).close()
    except ConnectionRefusedError:
        return False
    return True
