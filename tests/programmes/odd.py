"""A programme that nobody laid the pages out for: twenty pairs, long names, a trio, large print."""

from tests.programmes.chance import Chance
from tests.programmes.confided import shipped_questions, table_of_answers
from tests.programmes.generator import MadeUp, people_of
from tests.programmes.settings import SETTINGS

SERVICES = (
    "Community rehabilitation and intermediate care",
    "Child and adolescent services, Tier 4",
    "Perioperative medicine and anaesthesia",
    "Otorhinolaryngology",
    "Gastroenterology and endoscopy",
)
GIVEN = ("Annemarieke Wilhelmina", "Oluwafunmilayo Temitope", "Nguyễn Thị Ánh", "Siân Gwenllian")
FAMILY = ("van Schuylenburch-Oudshoorn", "Papadopoulou-Konstantinidou", "Ọláńrewájú-Adébáyọ̀")
TITLE = "Deputy associate director of operations and improvement"


def odd_programme() -> MadeUp:
    """Return the programme: one day with a stock take, one exercise of most kinds."""
    setting = SETTINGS[1]
    roles = setting.roles[:2]
    pairs = {}
    for place in range(20):
        here = setting.roles if place == 1 else roles
        pairs[f"service-{place + 1}"] = {
            "service": f"{SERVICES[place % 5]}{f' {place // 5 + 1}' if place > 4 else ''}",
            "site": "The annexe, second floor",
            **{
                role: {
                    "name": f"{GIVEN[(place + at) % 4]} {FAMILY[(place + at) % 3]}",
                    "title": TITLE,
                }
                for at, role in enumerate(here)
            },
        }
    people = people_of(pairs, setting.roles)
    ids = [one for one, pair, role in people if role in roles]
    answers = table_of_answers(Chance("an odd programme"), people, shipped_questions(), {})
    shares = {"sharing": "both partners", "since": "2027-02-01", "being observed": "yes"}
    agenda = [
        {"arrive": "15m"},
        {"welcome": "15m", "title": "Why we are here, and why all twenty services are here today"},
        {"exercise": "audit-guess-first"},
        {"exercise": "audit-data-walk"},
        {"break": "20m"},
        {"exercise": "audit-pair-reading"},
        {"lunch": "60m"},
        {"exercise": "role-responsibility-chart", "title": "Who decides what, and who is asked"},
        {"break": "15m"},
        {"exercise": "action-commitment-round"},
        {"exercise": "close-letter-to-us"},
        {"feedback": "10m"},
    ]
    return MadeUp(
        seed=0,
        setting=setting,
        programme={
            "format": "1",
            "programme": "Leading together across twenty services of the northern division",
            "client": "A made-up organisation with a long name of its own",
            "contact": "The programme office, office@example.org",
            "roles": list(setting.roles),
            "sponsors": {"exec": {"name": "Rosalind Muster", "title": TITLE}},
            "pairs": pairs,
            "stock takes": {"baseline": "2027-02-12"},
            "delete by": "2027-12-31",
            "away days": ["agendas/1-day.yaml"],
        },
        days={
            "1-day": {
                "format": "1",
                "title": "First away day of all twenty services",
                "date": "2027-03-09",
                "start": "9:00",
                "venue": "The long room on the second floor",
                "stock take": "baseline",
                "aims": ["I know what a hard week looks like for my partner"],
                "cover": "The rota covers all twenty services from 8:30 to 17:00. Nobody rings",
                "before": [
                    "Think of one thing that would make this day worth leaving the service for",
                    "Decide who may see your own results; you can still change your mind",
                ],
                "bring": ["Your diary for the next three months"],
                "agenda": agenda,
            }
        },
        files={
            "private/sharing.yaml": {"format": "1", "sharing": dict.fromkeys(ids, shares)},
            "private/access.yaml": {
                "format": "1",
                "access": {"service-1-clinical-lead": {"needs": ["large print"]}},
            },
            "private/stock-takes/baseline.answers.csv": answers,
        },
    )
