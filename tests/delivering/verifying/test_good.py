"""Nothing is found in a show that is as it should be."""

from __future__ import annotations

from tests.delivering.verifying import running
from tests.delivering.verifying.host import Host


def test_nothing_is_found_in_a_show_that_is_served_well(host: Host) -> None:
    verified, spent = running.verify(host)
    assert verified.findings == ()
    assert verified.episodes == 2
    assert spent.requests == len(host.asked)
    assert spent.bytes > 100_000
