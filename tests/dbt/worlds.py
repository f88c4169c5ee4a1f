"""Small worlds of articles, each about a topic of its own, so that all of them can stand in one build."""

from __future__ import annotations

from datetime import date

from tests.dbt.planted import Planted


def harbour_summit() -> list[Planted]:
    """Three reports of one summit that count those present differently, one of them wrongly."""
    lead = (
        "Ministers of the coastal states met for the harbour summit in Lisbon on Tuesday to talk "
        "about dredging, piers and "
        "the price of berths. Chair Amália Freitas opened the harbour summit with a toast. "
    )
    return [
        Planted("harbour/a.txt", lead + "The summit was attended by 31 countries.")
        .figure(
            "31 countries",
            31,
            "country",
            what="countries at the summit",
            head="country",
            event="summit",
            last_digit=1.0,
        )
        .names(Amália_Freitas="person")
        .agreement("harbour summit in Lisbon", "declaration", ["PT", "ES"], subject="harbour dredging"),
        Planted("harbour/b.txt", lead + "Some 30 countries attended the summit, the hosts said.")
        .figure(
            "Some 30 countries",
            30,
            "country",
            modifier="approx",
            low=27.0,
            high=33.0,
            what="countries that attended the summit",
            head="country",
            event="summit",
            last_digit=10.0,
        )
        .names(Amália_Freitas="person")
        .agreement("harbour summit in Lisbon", "declaration", ["PT", "ES"], subject="dredging of harbours"),
        Planted("harbour/c.txt", lead + "It gathered delegates; 44 countries attended the summit.")
        .figure(
            "44 countries",
            44,
            "country",
            what="countries that attended the summit",
            head="country",
            event="summit",
            last_digit=1.0,
        )
        .names(Amália_Freitas="person")
        .agreement("harbour summit in Lisbon", "declaration", ["PT", "ES"], subject="harbour dredging"),
    ]


def cobalt_shares() -> list[Planted]:
    """One country's share of the world's mining, given twice, and its share of refining, which is another stage."""
    share = {
        "unit": "percent",
        "unit_kind": "percent",
        "subject": "CD",
        "base": "world",
        "head": "share",
        "scaled": True,
        "last_digit": 1.0,
    }
    return [
        Planted("cobalt/a.txt", "Batteries need cobalt. Congo digs over 60% of it.").figure(
            "over 60%", 60, modifier="over", object="cobalt", stage="mining", what="share of cobalt output", **share
        ),
        Planted("cobalt/b.txt", "A strike closed two pits. Congo's mines yield 72% of the cobalt on earth.").figure(
            "72%", 72, object="cobalt", stage="mining", what="share of mined cobalt", **share
        ),
        Planted("cobalt/c.txt", "Smelters are elsewhere. Of refined cobalt Congo makes 2%.").figure(
            "2%", 2, object="cobalt", stage="processing", what="share of refined cobalt", **share
        ),
    ]


def ferry_pact() -> list[Planted]:
    """A pact with two dates, one of them against the rest, two of which name only the weekday; two sets of parties."""

    def report(path: str, words: str, parties: list[str], **more: object) -> Planted:
        text = (
            f"{words} The ferry pact will join the night lines of the Baltic ports, Captain Ilze Ozola told reporters."
        )
        return (
            Planted(path, text)
            .agreement("ferry pact", "treaty", parties, "signed", subject="night ferry lines", **more)
            .names(Ilze_Ozola="person")
        )

    return [
        report(
            "ferry/a.txt",
            "Latvia, Finland and Estonia signed it on 6 May 2026.",
            ["LV", "FI", "EE"],
            day=date(2026, 5, 6),
        ),
        report(
            "ferry/b.txt",
            "It was signed on Wednesday by Latvia, Estonia and Finland.",
            ["LV", "FI", "EE"],
            weekday=3,
            date_role="signed",
        ),
        report(
            "ferry/c.txt",
            "On Wednesday three Baltic neighbours signed.",
            ["LV", "FI", "EE"],
            weekday=3,
            date_role="signed",
        ),
        report(
            "ferry/d.txt",
            "Four states, Poland among them, signed on 8 May 2026.",
            ["LV", "FI", "EE", "PL"],
            day=date(2026, 5, 8),
        ),
    ]


def water_treaties() -> list[Planted]:
    """Two treaties between the same two states on one lake, years apart, each reported twice: no contradiction."""

    def report(path: str, year: int, words: str) -> Planted:
        text = f"{words} Peru and Bolivia share the water of the lake under a treaty signed on 3 July {year}."
        return Planted(path, text, published=date(year, 7, 4)).agreement(
            "a treaty", "treaty", ["PE", "BO"], "signed", subject="water of the lake", day=date(year, 7, 3)
        )

    return [
        report("water/a.txt", 2019, "The dam is old."),
        report("water/b.txt", 2019, "Farmers had waited for years."),
        report("water/c.txt", 2025, "The drought was the worst on record."),
        report("water/d.txt", 2025, "Reeds grow where boats lay."),
    ]


def bygone_deals() -> list[Planted]:
    """A pact and the one it follows, of the same parties: an article that tells of both speaks of two agreements."""
    lead = "Ghana and Togo have a fishing pact again, envoy Kofi Mensah said in Lomé. "

    def report(path: str, words: str, *days: date, **more: bool) -> Planted:
        planted = Planted(path, lead + words).names(Kofi_Mensah="person")
        for day in days:
            planted.agreement(
                str(day.year), "treaty", ["GH", "TG"], "signed", subject="fishing in the lagoon", day=day, **more
            )
        return planted

    both = "The pact of 2011 was as short. They signed this one on 9 April 2024."
    return [
        report("lagoon/a.txt", both, date(2011, 6, 2), date(2024, 4, 9)),
        report("lagoon/b.txt", "It was signed on 9 April 2024, he said.", date(2024, 4, 9)),
        report("lagoon/c.txt", "An older one dates from 2011.", date(2011, 6, 2), earlier=True),
        report("lagoon/d.txt", "It was signed on 19 April 2024, he said.", date(2024, 4, 19)),
    ]


def sums() -> list[Planted]:
    """Totals with their parts and a count with its list: two that come out, one of each that does not."""
    money = {"unit": "USD", "unit_kind": "money", "scaled": True, "last_digit": 1e6}

    def report(path: str, text: str, *amounts: int) -> Planted:
        planted = Planted(path, text)
        for amount in amounts:
            planted.figure(f"${amount} million", amount * 1e6, **money)
        return planted

    return [
        report("sums/sound.txt", "The road costs $12 million, made up of $7 million and $5 million.", 12, 7, 5),
        report("sums/short.txt", "The quay costs $16 million, made up of $9 million and $3 million.", 16, 9, 3),
        report(
            "sums/some.txt",
            "It is nearly spent. It had $18 million, including $4 million and $6 million.",
            18,
            4,
            6,
        ),
        report(
            "sums/over.txt",
            "It had $20 million. Of this, $14 million is spent and $13 million is not.",
            20,
            14,
            13,
        ),
        report("sums/else.txt", "It lent $19 million, including $11 million here, up from $15 million.", 19, 11, 15),
        Planted("sums/list.txt", "Four ports signed: Ghent, Antwerp and Zeebrugge.").figure("Four ports", 4, "port"),
        Planted("sums/full.txt", "Three canals opened: Rhine, Main and Danube.").figure("Three canals", 3, "canal"),
    ]


def opera_quotes() -> list[Planted]:
    """The same words given to two people, other words garbled, and a fragment of a quote, which is no conflict."""
    lead = "The opera house of Graz and the city agreed on a rescue, after a night of talks about debts and the roof. "
    said = "The curtain will rise again before the first snow falls"
    long = "We looked into the ledger, and the ledger looked back at us with very little pity"
    garbled = long.replace("very little", "not much")
    return [
        Planted("opera/a.txt", f'{lead}"{said}," said Jonas Thaler. "{long}," the mayor added.')
        .quote(said, "Jonas Thaler")
        .quote(long, "Mayor Edda Kern")
        .names(Edda_Kern="person", Jonas_Thaler="person"),
        Planted("opera/b.txt", f'{lead}"{said}," said Vera Blum. "{garbled}," said Edda Kern.')
        .quote(said, "Vera Blum")
        .quote(garbled, "Edda Kern")
        .names(Edda_Kern="person", Vera_Blum="person", Jonas_Thaler="person"),
        Planted("opera/c.txt", f'{lead}Kern spoke of a ledger that "looked back at us with very little pity".')
        .quote("looked back at us with very little pity", "Kern")
        .names(Edda_Kern="person", Jonas_Thaler="person"),
    ]


def pledges() -> list[Planted]:
    """One pledge in two roundings, a stock in two units, told by two outlets and by a copy; and another donor."""
    lead = (
        "Donors met in Nairobi to fill the locust fund, whose head Wanjiru Kamau has asked for help since the rains. "
    )
    money = {"unit": "USD", "unit_kind": "money", "object": "locust fund", "head": "pledge", "scaled": True}
    ore = {"unit_kind": "mass", "subject": "KE", "object": "grain", "head": "stock", "event": "meeting", "scaled": True}
    first = Planted(
        "pledge/a.txt",
        lead + "Norway pledged $11.67 million for the fund over the next three years. "
        "Kenya has stored 1,500 tonnes of grain that the insects did not reach this season. "
        "Officials from nine districts said that spraying would start as soon as the planes arrive.",
    )
    copy = Planted("pledge/copy.txt", first.text + " More to follow.")
    for planted in (first, copy):
        planted.figure(
            "$11.67 million", 11.67e6, subject="NO", last_digit=1e4, what="money that Norway pledged", **money
        )
        planted.figure(
            "1,500 tonnes", 1500.0, "tonne", last_digit=100.0, what="grain stored by Kenya", **(ore | {"scaled": False})
        )
        planted.names(Wanjiru_Kamau="person")
    return [
        first,
        copy,
        Planted("pledge/b.txt", lead + "Oslo promised nearly $12 million. Nairobi keeps 1.5 kilotonnes of grain.")
        .figure(
            "nearly $12 million",
            12e6,
            modifier="approx",
            low=10.8e6,
            high=12e6,
            subject="NO",
            last_digit=1e6,
            what="money promised by Norway",
            **money,
        )
        .figure("1.5 kilotonnes", 1.5, "kilotonne", last_digit=0.1, what="grain stored by Kenya", **ore)
        .names(Wanjiru_Kamau="person"),
        Planted("pledge/c.txt", lead + "Denmark pledged $25 million.")
        .figure("$25 million", 25e6, subject="DK", last_digit=1e6, what="money that Denmark pledged", **money)
        .names(Wanjiru_Kamau="person"),
    ]


def quiet_and_broken() -> list[Planted]:
    """An article without a claim and one that could not be annotated."""
    broken = Planted("quiet/broken.txt", "This one trips a rule.")
    broken.annotation.error = "ValueError: planted"
    return [Planted("quiet/empty.txt", "Nothing was agreed."), broken]


def everything() -> list[Planted]:
    return [
        *harbour_summit(),
        *cobalt_shares(),
        *ferry_pact(),
        *water_treaties(),
        *bygone_deals(),
        *sums(),
        *opera_quotes(),
        *pledges(),
        *quiet_and_broken(),
    ]
