"""SFTP to servers that are known: a server that is not is asked for nothing and told nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

from passage.delivering.uploading.secrets import PASSWORD
from passage.errors import DeliveryFailed

PORT = 22
_KNOWN = Path("/etc/ssh/ssh_known_hosts")


class KnownHosts(SFTPFileSystem):  # type: ignore[misc]  # fsspec has no types
    """fsspec's SFTP, which by itself would believe any server.

    Keys come from the agent and from ``~/.ssh``, a password from the environment.
    """

    cachable = False

    def __init__(self, host: str, *, port: int, username: str | None, patience: float) -> None:
        self._patience = patience
        super().__init__(host, port=port, username=username)

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        if _KNOWN.is_file():
            self.client.load_system_host_keys(str(_KNOWN))
        self.client.set_missing_host_key_policy(_Refuse())
        try:
            self._log_in()
        except BaseException:
            self.client.close()
            raise

    def _log_in(self) -> None:
        options: dict[str, Any] = dict.fromkeys(_TIMES, self._patience)
        password = os.environ.get(PASSWORD)
        self.client.connect(self.host, password=password, **self.ssh_kwargs, **options)
        self.ftp = self._opened()
        channel = self.ftp.get_channel()
        if channel is not None:
            channel.settimeout(self._patience)

    def _opened(self) -> paramiko.SFTPClient:
        """The files of a server that let us in; paramiko would wait for them for ever."""
        late = threading.Event()

        def cut() -> None:
            late.set()
            self.client.close()

        timer = threading.Timer(self._patience, cut)
        timer.daemon = True
        timer.start()
        try:
            return self.client.open_sftp()
        except (paramiko.SSHException, OSError, EOFError) as error:
            if late.is_set():
                raise TimeoutError("no answer came in time") from error
            raise
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the connection."""
        self.client.close()


_TIMES = ("timeout", "banner_timeout", "auth_timeout", "channel_timeout")


class _Refuse(paramiko.MissingHostKeyPolicy):
    def missing_host_key(
        self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey
    ) -> None:
        del client
        host, _, port = hostname.strip("[").partition("]:")
        where = f"-P {port} {host}" if port else host
        raise DeliveryFailed(
            host,
            f"this server is not known here; it shows the key {key.fingerprint}",
            f"if its provider tells the same, accept it once: sftp {where}",
        )
