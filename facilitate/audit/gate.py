"""The one gate: who may read a finding is said by the finding's readers and by nothing else."""

from collections.abc import Iterable, Mapping

from facilitate.audit.findings import Finding
from facilitate.recipient import Recipient


def findings_for(reader: Recipient, all_findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that this reader may see, in the order given."""
    return tuple(finding for finding in all_findings if reader in finding.readers)


def findings_by_reader(
    all_findings: Iterable[Finding],
) -> Mapping[Recipient, tuple[Finding, ...]]:
    """Return the same as `findings_for` for every reader at once; one without any is not a key."""
    found: dict[Recipient, list[Finding]] = {}
    for finding in all_findings:
        for reader in finding.readers:
            found.setdefault(reader, []).append(finding)
    return {reader: tuple(theirs) for reader, theirs in found.items()}
