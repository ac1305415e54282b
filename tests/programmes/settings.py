"""Where made-up programmes play: trades with their roles and services, names in many scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """A trade: what its roles are called, whom it serves, what its services are called.

    `words` are what pages call a role where its key does not say it, and `service` what the
    programme calls a service, where it has a word of its own.
    """

    roles: tuple[str, ...]
    served: str
    services: tuple[str, ...]
    sites: tuple[str, ...]
    hospital: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)
    service: str = ""

    def called(self, role: str) -> str:
        """Return what pages call one member of a role."""
        says = self.words.get(role)
        return (says if isinstance(says, str) else says["one"]) if says else role.replace("-", " ")


SETTINGS = (
    Setting(
        ("doctor", "manager"),
        "patients",
        ("Crisis", "Older adults", "Acute care", "Liaison", "Rehabilitation"),
        ("Northgate House", "Main hospital"),
        hospital=True,
    ),
    Setting(
        ("consultant", "director"),
        "patients",
        ("Cardiology", "Renal", "Gastroenterology & endoscopy", "Paediatric A&E"),
        ("North site", "South site"),
        hospital=True,
        words={"director": {"one": "director of operations", "many": "directors of operations"}},
        service="directorate",
    ),
    Setting(
        ("clinical-lead", "operations-manager", "head-nurse"),
        "patients",
        ("Theatres", "Ward 4: nights", "Maternity", "Imaging", "Emergency department"),
        ("Tower block", "The annexe"),
        hospital=True,
    ),
    Setting(
        ("governor", "head-of-healthcare"),
        "people in custody",
        ("Longmoor Prison", "Ashby Open Prison", "Kestrel Remand Centre"),
        ("Residential side", "Inreach"),
        hospital=True,
        words={
            "head-of-healthcare": {"one": "head of healthcare", "many": "heads of healthcare"},
        },
        service="prison",
    ),
    Setting(
        ("head", "business-manager", "deputy"),
        "pupils",
        ("Hill Road Primary", "St Aldate’s", "The Academy at Long Meadow", "Quay School"),
        ("Upper site", "Lower site"),
        words={"deputy": "deputy head"},
        service="school",
    ),
    Setting(
        ("councillor", "director"),
        "residents",
        ("Highways", "Housing & homes", "Parks", "Waste", "Planning"),
        ("Guildhall", "Civic Centre"),
    ),
    Setting(
        ("dean", "chief-of-staff", "honorary-secretary"),
        "students",
        ("Engineering", "Humanities", "Law", "Natural sciences"),
        ("Old Quad", "Science Park"),
        words={"chief-of-staff": {"one": "chief of staff", "many": "chiefs of staff"}},
        service="faculty",
    ),
    Setting(
        ("artistic-director", "executive-director"),
        "audiences",
        ("Playhouse", "Touring company", "Festival", "Studio"),
        ("Riverside", "The Old Brewery"),
        service="house",
    ),
    Setting(
        ("vicar", "honorary-secretary", "churchwarden"),
        "parishioners",
        ("St Swithun", "All Saints", "Holy Trinity", "St Hild"),
        ("Upper Valley", "Lower Valley"),
        service="parish",
    ),
    Setting(
        ("coach", "physio", "welfare-officer"),
        "young players",
        ("Under 9s", "Under 14s", "Girls’ academy", "Goalkeepers"),
        ("Training ground", "The Dome"),
        words={"coach": {"one": "academy coach"}, "physio": {"one": "physio", "many": "physios"}},
        service="squad",
    ),
    Setting(
        ("engineer", "product-owner", "designer"),
        "users",
        ("Search", "Payments", "Accounts", "Identity <beta>"),
        ("Fourth floor", "Remote"),
        words={"engineer": {"one": "SRE", "many": "SREs"}},
        service="team",
    ),
    Setting(
        ("grower", "bookkeeper", "agronomist"),
        "customers",
        ("Orchards", "Dairy", "Glasshouses", "Box scheme"),
        ("Home farm", "Packing shed"),
    ),
    Setting(
        ("curator", "registrar", "educator", "conservator"),
        "visitors",
        ("Coins", "Textiles", "Natural history", "Prints"),
        ("Main building", "Stores"),
        service="collection",
    ),
    Setting(
        ("solicitor", "office-manager"),
        "clients",
        ("Family law", "Conveyancing", "Immigration", "Employment"),
        ("High Street", "Station Road"),
        service="practice area",
    ),
    Setting(
        ("skipper",),
        "passengers",
        ("North route", "South route", "Freight", "Night boat"),
        ("Pier 1", "Pier 2"),
    ),
    Setting(
        ("captain", "quartermaster"),
        "the public",
        ("Пожарная часть", "Скорая помощь", "Служба спасения"),
        ("Северный район", "Южный район"),
        service="station",
    ),
    Setting(
        ("mayor", "treasurer"),
        "citizens",
        ("Δημοτικό Σχολείο", "Βιβλιοθήκη", "Καθαριότητα και πράσινο"),
        ("Πάνω πόλη", "Λιμάνι"),
        service="office",
    ),
    Setting(
        ("principal", "union-representative"),
        "learners",
        ("Phòng Đào tạo", "Trường Tiểu học Mẫu", "Thư viện"),
        ("Cơ sở một", "Cơ sở hai"),
        words={"union-representative": {"one": "union representative"}},
    ),
    Setting(
        ("rabbi", "imam"),
        "neighbours",
        ("בית הכנסת לדוגמה", "مسجد المثال", "The interfaith kitchen"),
        ("רחוב ראשון", "شارع المثال"),
        service="congregation",
    ),
    Setting(
        ("master", "apprentice"),
        "guests",
        ("見本の茶室", "示范餐厅", "The Noodle Bar"),
        ("東館", "二楼"),
        service="kitchen",
    ),
)

NAMES = (
    ("Ada Example", "Ben Sample", "Cy Bo", "Jo Ng", "Eve Placeholder", "Gil Standin"),
    ("Adébáyọ̀ Àpẹẹrẹ", "Hana Vzorová", "Łucja Przykład", "Þóra Dæmisdóttir", "Nguyễn Thị Mẫu"),
    ("Пример Тестович", "Παράδειγμα Δοκιμή", "Օրինակ Փորձ", "მაგალითი ნიმუში"),
    ("例子示范", "見本 花子", "김보기", "樣本 大文"),
    ("مثال تجريبي", "דוגמה בדיקה", "उदाहरण नमूना", "உதாரணம் மாதிரி"),
    (
        "Maximiliana Featherstonehaugh-Cholmondeley van der Voorbeeld-Musterfrau",
        "Prof. Dr. Wolfeschlegelsteinhausenbergerdorff",
        "O’Placeholder-Smythe-Specimen of That Ilk",
    ),
    ("*Bob* # Star", "R. & D. <Mark>", "{{ Curly }}", "Pipe | Jones", "Ann “Quote” Lee"),
)
"""Plainly made-up names: short, accented, other alphabets, right to left, long, full of signs."""

FOODS = ("celery", "sesame", "lupin", "mustard", "gluten", "mushrooms", "onions", "kiwi", "soya")
NEEDS = ("large-print", "easy-read", "dyslexia", "no-colour", "screen-reader", "seated")
CHALLENGES = (
    "Two waiting lists that should be one",
    "Who answers after four o’clock",
    "A contract that ends in eighteen months, and nobody has said yet who will write the next one",
    "50 % more asked of us: same money",
    "",
)
PROMISED = (
    "Write down what is mine, yours and ours",
    "Meet every Monday for ten minutes, whatever else has come up in the meantime",
    "Open the books together for an hour",
)
MILESTONES = ("A single list for all", "The new rule in every place")
OUTCOMES = (
    ("Letters answered late", "a week", "11"),
    ("Vacant posts filled for longer than a month", "of 19", "4"),
    ("Money spent on stand-ins", "pounds a month", "84000"),
)
