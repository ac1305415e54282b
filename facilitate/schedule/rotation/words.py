"""The certificate in words that an organiser understands."""

from facilitate.schedule.rotation.plan import Certificate


def in_words(certificate: Certificate) -> str:
    """Return one to three sentences: what was reached, and whether any plan could do better."""
    sentences = [_people_met(certificate), _best(certificate)]
    if certificate.hard_violations:
        sentences.append(f"{_count(certificate.hard_violations, 'rule')} could not be kept.")
    return " ".join(sentences)


def _people_met(certificate: Certificate) -> str:
    least, most = certificate.people_met_least, certificate.people_met_most
    met = f"{least}" if least == most else f"{least} to {most}"
    if certificate.repeats == 0:
        return f"Everyone meets {met} different people, nobody twice."
    times = {2: "twice", 3: "three times"}.get(
        certificate.most_meetings, f"{certificate.most_meetings} times"
    )
    return (
        f"Everyone meets {met} different people; {_count(certificate.repeats, 'meeting')} "
        f"repeat an earlier one, nobody meets more than {times}."
    )


def _best(certificate: Certificate) -> str:
    if certificate.is_best_possible:
        return "No plan can do better."
    if certificate.repeats <= certificate.bound_without_triples:
        return (
            "No plan can do better unless some people meet three times; "
            f"even then at least {certificate.lower_bound} must repeat."
        )
    proved = max(certificate.lower_bound, 0)
    gap = certificate.repeats - proved
    return f"No plan can have fewer than {proved}; this one is within {gap} of that."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
