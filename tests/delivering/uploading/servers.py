"""An SFTP server on this machine, in a thread of its own, and what can go wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import asyncssh

from tests.delivering.serving.running import WAIT_S

USER, PASSWORD = "passage", "an-invented-password"


@dataclass
class Server:
    """Where it listens, what it shows, and when it fails."""

    folder: Path
    port: int = 0
    key: str = ""
    """Its public key, as ``known_hosts`` has it."""
    how: str = ""
    left: int = 0
    changes: int = 0
    """How many changes it was asked for."""
    released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        """Of the folder ``/roads`` on it."""
        return f"sftp://{USER}@127.0.0.1:{self.port}/roads"

    def fail(self, how: str, nth: int = 0) -> None:
        """Fail in some way from the nth change on; in none with an empty one."""
        self.how, self.left, self.changes = how, nth, 0


class _Login(asyncssh.SSHServer):
    def begin_auth(self, username: str) -> bool:
        return bool(username)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


class _MuteLogin(_Login):
    """Lets in whoever knows the password, and says nothing more."""

    def session_requested(self) -> asyncssh.SSHServerSession[bytes]:
        return _Mute()


class _Mute(asyncssh.SSHServerSession[bytes]):
    def subsystem_requested(self, subsystem: str) -> bool:
        return subsystem == "sftp"


class _Files(asyncssh.SFTPServer):
    """Every method that changes something may fail."""

    server: Server

    def __init__(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        super().__init__(chan, chroot=str(self.server.folder).encode())

    async def _change(self) -> None:
        server = self.server
        server.changes += 1
        server.left -= 1
        if server.how in ("", "damaged") or server.left >= 0:
            return
        if server.how == "cut":
            self.connection.abort()
            raise asyncssh.SFTPConnectionLost("gone")
        if server.how == "silent":
            await server.released.wait()
        if server.how == "full":
            raise asyncssh.SFTPNoSpaceOnFilesystem("no space is left")
        raise asyncssh.SFTPPermissionDenied("not yours")

    async def write(self, file_obj: Any, offset: int, data: bytes) -> int:
        await self._change()
        # Damage tells nobody.
        if self.server.how == "damaged" and self.server.left < 0:
            data = bytes([data[0] ^ 1]) + data[1:]
        return super().write(file_obj, offset, data)  # type: ignore[return-value]  # not awaited

    async def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        await self._change()
        super().posix_rename(oldpath, newpath)

    async def remove(self, path: bytes) -> None:
        await self._change()
        super().remove(path)

    async def mkdir(self, path: bytes, attrs: asyncssh.SFTPAttrs) -> None:
        await self._change()
        super().mkdir(path, attrs)


@contextmanager
def serving(folder: Path, *, is_mute: bool = False) -> Iterator[Server]:
    """Serve a folder to one who knows the password, unless it is mute once somebody is in."""
    loop = asyncio.new_event_loop()
    key = asyncssh.generate_private_key("ssh-ed25519")
    server = Server(folder, key=key.export_public_key().decode().strip())

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[key],
            server_factory=_MuteLogin if is_mute else _Login,
            sftp_factory=None if is_mute else type("Files", (_Files,), {"server": server}),
        )

    thread = Thread(target=loop.run_forever)
    thread.start()
    acceptor = _run(loop, start)
    server.port = acceptor.get_port()
    try:
        yield server
    finally:

        async def stop() -> None:
            server.released.set()
            acceptor.close()
            await acceptor.wait_closed()
            if left := asyncio.all_tasks() - {asyncio.current_task()}:
                await asyncio.wait(left, timeout=WAIT_S)

        _run(loop, stop)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _run(loop: asyncio.AbstractEventLoop, ask: Callable[[], Awaitable[Any]]) -> Any:
    async def asked() -> Any:
        return await ask()

    return asyncio.run_coroutine_threadsafe(asked(), loop).result(WAIT_S)
