"""Where made-up programmes play: trades with their roles and services, names in many scripts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A trade: what its roles are called, whom it serves, what its services are called."""

    roles: tuple[str, ...]
    served: str
    services: tuple[str, ...]
    sites: tuple[str, ...]
    hospital: bool = False


SETTINGS = (
    Setting(
        ("doctor", "manager"),
        "patients",
        ("Crisis", "Older adults", "Acute care", "Liaison", "Rehabilitation"),
        ("Northgate House", "Main hospital"),
        hospital=True,
    ),
    Setting(
        ("clinical-lead", "operations-manager", "head-nurse"),
        "patients",
        ("Theatres", "Ward 4: nights", "Maternity", "Imaging", "Emergency department"),
        ("Tower block", "The annexe"),
        hospital=True,
    ),
    Setting(
        ("head", "business-manager"),
        "pupils",
        ("Hill Road Primary", "St Aldate’s", "The Academy at Long Meadow", "Quay School"),
        ("Upper site", "Lower site"),
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
    ),
    Setting(
        ("artistic-director", "executive-director"),
        "audiences",
        ("Playhouse", "Touring company", "Festival", "Studio"),
        ("Riverside", "The Old Brewery"),
    ),
    Setting(
        ("vicar", "honorary-secretary"),
        "parishioners",
        ("St Swithun", "All Saints", "Holy Trinity", "St Hild"),
        ("Upper Valley", "Lower Valley"),
    ),
    Setting(
        ("engineer", "product-owner", "designer"),
        "users",
        ("Search", "Payments", "Accounts", "Identity <beta>"),
        ("Fourth floor", "Remote"),
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
    ),
    Setting(
        ("solicitor", "office-manager"),
        "clients",
        ("Family law", "Conveyancing", "Immigration", "Employment"),
        ("High Street", "Station Road"),
    ),
    Setting(
        ("skipper",),
        "passengers",
        ("North route", "South route", "Freight", "Night boat"),
        ("Pier 1", "Pier 2"),
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
