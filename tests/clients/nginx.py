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
        listen 127.0.0.1:{port} backlog=512;
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
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        port = listener.getsockname()[1]
        (folder / "nginx.conf").write_text(_CONFIGURATION.format(folder=folder, port=port), "utf-8")
        # It takes over what listens already, as when it replaces itself: nobody else can have the
        # port meanwhile, and whoever asks before it has started waits in line.
        running = subprocess.Popen(
            [*command, str(folder / "nginx.conf")],
            env=os.environ | {"NGINX": f"{listener.fileno()};"},
            pass_fds=[listener.fileno()],
        )
    try:
        _await(running, port)
        yield folder / "www", port
    finally:
        running.terminate()
        running.wait(WAIT_S)


def _await(running: subprocess.Popen[bytes], port: int) -> None:
    """Wait for its first answer, whatever that is."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=WAIT_S) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert connection.recv(5) == b"HTTP/"
    except OSError:
        assert running.poll() is None, "nginx did not start"
        raise
