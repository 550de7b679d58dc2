"""Vietnamese names that English texts keep."""

#: Of decisions.
NUMBERS = ("QĐ-TTg", "QĐ-UBND")
#: Of places.
PLACES = (
    "Hà Giang",
    "Hà Tĩnh",
    "Lạng Sơn",
    "Quản Bạ",
    "Thừa Thiên Huế",
    "Tây Ninh",
    "Đồng Tháp",
)
#: Of money.
CURRENCY = ("đồng",)

PROPER = (*NUMBERS, *PLACES, *CURRENCY)

#: Keys of files and arguments, which a fault names as they are written.
KEYS = frozenset(
    {
        "case",
        "cases",
        "count",
        "criteria",
        "criterion",
        "event",
        "events",
        "from",
        "held",
        "issued",
        "kind",
        "level",
        "levels",
        "limit",
        "name",
        "number",
        "option",
        "options",
        "points",
        "product",
        "reading",
        "regime",
        "result",
        "rules",
        "score",
        "set",
        "sets",
        "source",
        "stage",
        "stars",
        "table",
        "target",
        "targets",
        "total",
        "valid",
        "was",
        "year",
    }
)
