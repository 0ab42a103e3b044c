"""Time expressions on raw text: our own sentences over seven decades, with TIMEX3 and EDTF worked out by hand."""

import pytest

from detente.coding.times import find_times
from detente.errors import DateError

# published, sentence, expression, type, value, EDTF
DATES = [
    # full dates in every form
    ("1994-05-12", "The accord was signed on March 4, 1986 in Oslo.", "March 4, 1986", "DATE", "1986-03-04", "1986-03-04"),
    ("1994-05-12", "The accord was signed on 4 March 1986 in Oslo.", "4 March 1986", "DATE", "1986-03-04", "1986-03-04"),
    ("1994-05-12", "The accord was signed on the 4th of March 1986.", "the 4th of March 1986", "DATE", "1986-03-04", "1986-03-04"),
    ("1994-05-12", "It was dated 1986-03-04 by the clerk.", "1986-03-04", "DATE", "1986-03-04", "1986-03-04"),
    ("1994-05-12", "It was dated 03/04/1986 by the clerk.", "03/04/1986", "DATE", "1986-03-04", "1986-03-04"),
    ("1994-05-12", "It was dated 24.03.1986 by the clerk.", "24.03.1986", "DATE", "1986-03-24", "1986-03-24"),
    ("1994-05-12", "Envoys met on Tuesday, Dec. 7, 1993.", "Tuesday, Dec. 7, 1993", "DATE", "1993-12-07", "1993-12-07"),
    ("1962-11-02", "In October 1962 the blockade began.", "October 1962", "DATE", "1962-10", "1962-10"),
    ("1962-11-02", "The revolt of Sept. 1958 failed.", "Sept. 1958", "DATE", "1958-09", "1958-09"),
    ("1975-08-01", "In 1973 the prime minister resigned.", "1973", "DATE", "1973", "1973"),
    ("2000-01-25", "It recalls the 1997 founding act.", "1997", "DATE", "1997", "1997"),
    ("2003-02-10", "The war of 1980-88 cost both states dearly.", "1980-88", "DATE", "1980/1988", "1980/1988"),
    # ranges inside one expression
    ("2000-01-25", "(agencies, January 21-22)", "January 21-22", "DATE", "2000-01-21/2000-01-22", "2000-01-21/2000-01-22"),
    ("2009-06-20", "The forum of 5-7 June drew many.", "5-7 June", "DATE", "2009-06-05/2009-06-07", "2009-06-05/2009-06-07"),
    # days without a year
    ("1999-05-06", "The sniper struck on Nov. 12 last.", "Nov. 12", "DATE", "1998-11-12", "1998-11-12"),
    ("2000-01-06", "The boy must leave by Jan. 17 at the latest.", "Jan. 17", "DATE", "2000-01-17", "2000-01-17"),
    ("1987-12-20", "Talks will resume on January 14 in Geneva.", "January 14", "DATE", "1988-01-14", "1988-01-14"),
    ("1987-01-05", "Shelling began on December 29.", "December 29", "DATE", "1986-12-29", "1986-12-29"),
    # months without a year
    ("2011-07-06", "The ambassador left in March.", "March", "DATE", "2011-03", "2011-03"),
    ("2011-02-06", "The ambassador left in November.", "November", "DATE", "2010-11", "2010-11"),
    ("1998-12-05", "The three will join in April.", "April", "DATE", "1999-04", "1999-04"),
    ("1995-08-09", "Fighting resumed last May.", "last May", "DATE", "1995-05", "1995-05"),
    ("1995-02-09", "Fighting resumed last November.", "last November", "DATE", "1994-11", "1994-11"),
    ("1995-02-09", "A vote is due next September.", "next September", "DATE", "1995-09", "1995-09"),
    ("1995-10-09", "A vote is due next September.", "next September", "DATE", "1996-09", "1996-09"),
    ("2002-06-03", "Inspectors left in December last year.", "December last year", "DATE", "2001-12", "2001-12"),
    # weekdays: 1995-03-06 was a Monday
    ("1995-03-06", "The minister resigned on Friday.", "Friday", "DATE", "1995-03-03", "1995-03-03"),
    ("1995-03-06", "The envoy will arrive on Friday.", "Friday", "DATE", "1995-03-10", "1995-03-10"),
    ("1995-03-06", "Police said Monday that two had died.", "Monday", "DATE", "1995-03-06", "1995-03-06"),
    ("1995-03-06", "They met last Wednesday.", "last Wednesday", "DATE", "1995-03-01", "1995-03-01"),
    ("1995-03-06", "They meet next Wednesday.", "next Wednesday", "DATE", "1995-03-08", "1995-03-08"),
    ("1995-03-06", "The cabinet fell early Saturday.", "early Saturday", "DATE", "1995-03-04", "1995-03-04"),
    ("1995-03-06", "Guns fell silent Sunday night.", "Sunday night", "TIME", "1995-03-05TNI", "1995-03-05"),
    # today and its neighbours
    ("1983-10-25", "Marines landed today.", "today", "DATE", "1983-10-25", "1983-10-25"),
    ("1983-10-25", "Marines landed yesterday.", "yesterday", "DATE", "1983-10-24", "1983-10-24"),
    ("1983-10-31", "The council meets tomorrow.", "tomorrow", "DATE", "1983-11-01", "1983-11-01"),
    ("1983-10-25", "He fled the day before yesterday.", "the day before yesterday", "DATE", "1983-10-23", "1983-10-23"),
    ("1983-10-25", "The curfew starts tonight.", "tonight", "TIME", "1983-10-25TNI", "1983-10-25"),
    ("1983-10-25", "Shots were heard last night.", "last night", "TIME", "1983-10-24TNI", "1983-10-24"),
    ("1983-10-25", "Shots were heard this morning.", "this morning", "TIME", "1983-10-25TMO", "1983-10-25"),
    ("1983-10-25", "Shots were heard yesterday evening.", "yesterday evening", "TIME", "1983-10-24TEV", "1983-10-24"),
    # weeks, months, years from the publication: 2000-02-02 was a Wednesday in week 5
    ("2000-02-02", "The delegation left last week.", "last week", "DATE", "2000-W04", "2000-01-24/2000-01-30"),
    ("2000-02-02", "The delegation leaves next week.", "next week", "DATE", "2000-W06", "2000-02-07/2000-02-13"),
    ("2000-02-02", "A visit is planned for later this month.", "later this month", "DATE", "2000-02", "2000-02-02/2000-02-29"),
    ("2000-02-22", "Earlier this month the two met.", "Earlier this month", "DATE", "2000-02", "2000-02-01/2000-02-22"),
    ("2000-02-02", "Since the rupture last year little was said.", "last year", "DATE", "1999", "1999"),
    ("2000-02-02", "Elections are due next year.", "next year", "DATE", "2001", "2001"),
    ("2000-02-02", "The talks failed last month.", "last month", "DATE", "2000-01", "2000-01"),
    ("2000-02-02", "Aid will rise later this year.", "later this year", "DATE", "2000", "2000-02-02/2000-12-31"),
    ("2000-02-02", "Aid will rise early next year.", "early next year", "DATE", "2001", "2001-01/2001-04"),
    ("2014-03-19", "Over the weekend, soldiers crossed the strait.", "the weekend", "DATE", "2014-W11-WE", "2014-03-15/2014-03-16"),
    ("2014-03-19", "The summit is set for this weekend.", "this weekend", "DATE", "2014-W12-WE", "2014-03-22/2014-03-23"),
    # parts of periods
    ("2016-08-30", "The truce held until mid-April.", "mid-April", "DATE", "2016-04", "2016-04-11/2016-04-20"),
    ("2016-08-30", "It had been agreed in early 1999.", "early 1999", "DATE", "1999", "1999-01/1999-04"),
    ("2016-08-30", "It had been agreed in late 1999.", "late 1999", "DATE", "1999", "1999-09/1999-12"),
    ("2016-08-30", "Troops will be home by the end of the year.", "the end of the year", "DATE", "2016", "2016-12"),
    ("2016-08-30", "Troops will be home by the end of 2017.", "the end of 2017", "DATE", "2017", "2017-12"),
    ("2016-02-15", "The mission ends at the end of June.", "the end of June", "DATE", "2016-06", "2016-06-25/2016-06-30"),
    ("2016-02-15", "They will vote in the middle of October.", "the middle of October", "DATE", "2016-10", "2016-10-11/2016-10-20"),
    ("2016-02-15", "The mission began in late 2015.", "late 2015", "DATE", "2015", "2015-09/2015-12"),
    ("2016-08-30", "The quota fell by year-end.", "year-end", "DATE", "2016", "2016-12"),
    # so long ago, so much earlier or later
    ("1991-08-19", "The pact was signed two years ago.", "two years ago", "DATE", "1989", "1989"),
    ("1991-08-19", "The pact was signed three months ago.", "three months ago", "DATE", "1991-05", "1991-05"),
    ("1991-08-19", "The pact was signed ten days ago.", "ten days ago", "DATE", "1991-08-09", "1991-08-09"),
    ("1991-08-19", "The pact was signed a decade ago.", "a decade ago", "DATE", "1981", "1981"),
    ("1991-08-19", "The pact was signed two weeks ago.", "two weeks ago", "DATE", "1991-W32", "1991-08-05/1991-08-11"),
    ("1991-08-19", "The pact was signed several years ago.", "several years ago", "DATE", "PAST_REF", None),
    ("1991-08-19", "On June 12, 1988 they met. Three days later they met again.", "Three days later", "DATE", "1988-06-15", "1988-06-15"),
    ("1991-08-19", "On June 12, 1988 they met. Three days earlier they had quarrelled.", "Three days earlier", "DATE", "1988-06-09", "1988-06-09"),
    ("1991-08-19", "In 1976 the port was closed. A year later it reopened.", "A year later", "DATE", "1977", "1977"),
    ("1991-08-19", "On June 12, 1988 they met. That day a bomb went off.", "That day", "DATE", "1988-06-12", "1988-06-12"),
    ("1991-08-19", "On June 12, 1988 they met. The next day they parted.", "The next day", "DATE", "1988-06-13", "1988-06-13"),
    ("1991-08-19", "In May 1979 he won. The following month he fell.", "The following month", "DATE", "1979-06", "1979-06"),
    ("1991-08-19", "In May 1979 he won. The same year he fell.", "The same year", "DATE", "1979", "1979"),
    ("1991-08-19", "It will be over two weeks from now.", "two weeks from now", "DATE", "1991-W36", "1991-09-02/1991-09-08"),
    # seasons, quarters, halves, fiscal years
    ("2008-09-01", "The two clashed this summer.", "this summer", "DATE", "2008-SU", "2008-22"),
    ("2008-09-01", "The pipeline was cut last winter.", "last winter", "DATE", "2007-WI", "2007-24"),
    ("2008-09-01", "The pipeline was cut in the winter of 1994.", "the winter of 1994", "DATE", "1994-WI", "1994-24"),
    ("2008-09-01", "In the spring of 2003 the army fell.", "the spring of 2003", "DATE", "2003-SP", "2003-21"),
    ("2008-11-05", "Arms sales rose in the third quarter.", "the third quarter", "DATE", "2008-Q3", "2008-07/2008-09"),
    ("2008-11-05", "Arms sales rose in the third quarter of 1984.", "the third quarter of 1984", "DATE", "1984-Q3", "1984-07/1984-09"),
    ("2008-11-05", "Arms sales rose in the first half of 1990.", "the first half of 1990", "DATE", "1990-H1", "1990-01/1990-06"),
    ("2008-11-05", "Arms sales rose in last year's first quarter.", "last year's first quarter", "DATE", "2007-Q1", "2007-01/2007-03"),
    ("2008-11-05", "The budget for fiscal 2009 passed.", "fiscal 2009", "DATE", "2009", "2009"),
    # decades, centuries
    ("1997-04-03", "The border was drawn in the 1920s.", "the 1920s", "DATE", "192", "192X"),
    ("1997-04-03", "The border was closed in the late 1970s.", "the late 1970s", "DATE", "197", "1977/1979"),
    ("1997-04-03", "Detente was the word of the '70s.", "the '70s", "DATE", "197", "197X"),
    ("1997-04-03", "Detente was the word of the seventies.", "the seventies", "DATE", "197", "197X"),
    ("1997-04-03", "The feud dates from the 19th century.", "the 19th century", "DATE", "18", "18XX"),
    ("1997-04-03", "The feud dates from the early 20th century.", "the early 20th century", "DATE", "19", "1900/1933"),
    ("1997-04-03", "The league was founded in 477 BC.", "477 BC", "DATE", "BC0477", "-0476"),
    ("1997-04-03", "The war of 431-404 BC ruined it.", "431", "DATE", "BC0431", "-0430"),
    ("1997-04-03", "The wall was built in AD 122.", "AD 122", "DATE", "0122", "0122"),
    ("1947-04-03", "On the night of 9/10 April 1940 troops landed.", "the night of 9/10 April 1940", "TIME", "1940-04-09TNI", "1940-04-09"),
    ("1947-04-03", "On 9/10 April 1940 troops landed.", "9/10 April 1940", "DATE", "1940-04-09/1940-04-10", "1940-04-09/1940-04-10"),
    ("1947-04-03", "The winter of 1941-42 was harsh.", "The winter of 1941-42", "DATE", "1941-WI", "1941-24"),
    ("1947-04-03", "It fell in the 16th and 17th centuries.", "the 16th", "DATE", "15", "15XX"),
    ("1947-04-03", "It fell in the first week of August 1914.", "the first week of August 1914", "DATE", "1914-08", "1914-08-01/1914-08-07"),
    ("1947-04-03", "It fell on the last day of February 1940.", "the last day of February 1940", "DATE", "1940-02-29", "1940-02-29"),
    ("1947-04-03", "Lost were the late March - early April 1918 gains.", "the late March", "DATE", "1918-03", "1918-03-21/1918-03-31"),
    # named days
    ("1998-01-12", "They met on Christmas Day.", "Christmas Day", "DATE", "1997-12-25", "1997-12-25"),
    ("1998-01-12", "The pact of Good Friday 1998 was near.", "Good Friday 1998", "DATE", "1998-04-10", "1998-04-10"),
    ("1998-11-30", "Talks broke off on Thanksgiving.", "Thanksgiving", "DATE", "1998-11-26", "1998-11-26"),
    ("2008-10-20", "Polls open on Election Day.", "Election Day", "DATE", "2008-11-04", "2008-11-04"),
    ("2005-07-01", "The parade marked Victory Day.", "Victory Day", "DATE", "2005-05-09", "2005-05-09"),
    ("2003-05-01", "Orthodox Easter was kept in the ruins.", "Orthodox Easter", "DATE", "2003-04-27", "2003-04-27"),
    ("2006-02-01", "Since 9/11 the border was shut.", "9/11", "DATE", "2001-09-11", "2001-09-11"),
    ("2004-02-20", "The Sept. 11 attacks changed the alliance.", "Sept. 11", "DATE", "2001-09-11", "2001-09-11"),
    ("2004-02-20", "The Sept. 11 elections changed the alliance.", "Sept. 11", "DATE", "2003-09-11", "2003-09-11"),
    ("2004-09-20", "They remembered September 11, 2001.", "September 11, 2001", "DATE", "2001-09-11", "2001-09-11"),
    # hours
    ("1989-12-20", "Paratroops landed at 1 a.m. Wednesday.", "1 a.m. Wednesday", "TIME", "1989-12-20T01:00", "1989-12-20"),
    ("1989-12-20", "The decree takes effect at noon tomorrow.", "noon tomorrow", "TIME", "1989-12-21T12:00", "1989-12-21"),
    ("1989-12-20", "He spoke at 14:30 GMT on December 19.", "14:30 GMT on December 19", "TIME", "1989-12-19T14:30Z", "1989-12-19"),
    ("1989-12-20", "He spoke at 9:45 p.m.", "9:45 p.m.", "TIME", "1989-12-20T21:45", "1989-12-20"),
    ("1989-12-20", "The raid began at 0430 hours on 3 December.", "0430 hours on 3 December", "TIME", "1989-12-03T04:30", "1989-12-03"),
    ("1989-12-20", "He left at 8 o'clock.", "8 o'clock", "TIME", "1989-12-20T08:00", "1989-12-20"),
    # now, before, ahead
    ("2001-03-14", "The border is now shut.", "now", "DATE", "PRESENT_REF", "2001-03-14"),
    ("2001-03-14", "The border is currently shut.", "currently", "DATE", "PRESENT_REF", "2001-03-14"),
    ("2001-03-14", "The border was recently shut.", "recently", "DATE", "PAST_REF", None),
    ("2001-03-14", "They must think of the future.", "the future", "DATE", "FUTURE_REF", None),
    ("2001-03-14", "Sources spoke in recent days.", "recent days", "DATE", "PAST_REF", None),
    ("2001-03-14", "They have quarrelled in the past.", "the past", "DATE", "PAST_REF", None),
    # lengths of time
    ("2001-03-14", "They talked for three days.", "three days", "DURATION", "P3D", None),
    ("2001-03-14", "They talked for two and a half years.", "two and a half years", "DURATION", "P2Y6M", None),
    ("2001-03-14", "They talked for 2 1/2 hours.", "2 1/2 hours", "DURATION", "PT2H30M", None),
    ("2001-03-14", "They talked for half an hour.", "half an hour", "DURATION", "PT30M", None),
    ("2001-03-14", "They talked for several weeks.", "several weeks", "DURATION", "PXW", None),
    ("2001-03-14", "A six-month mandate was agreed.", "six-month", "DURATION", "P6M", None),
    ("2001-03-14", "They talked for more than a year.", "more than a year", "DURATION", "P1Y", None),
    ("2001-03-14", "They had talked for two decades.", "two decades", "DURATION", "P20Y", None),
    ("2001-03-14", "Shelling lasted 36 hours.", "36 hours", "DURATION", "PT36H", None),
    ("2001-03-14", "They were at war for years.", "years", "DURATION", "PXY", None),
    ("2001-03-14", "The past three months were calm.", "The past three months", "DURATION", "P3M", "2000-12-14/2001-03-14"),
    ("2001-03-14", "The past year was calm.", "The past year", "DATE", "2000", "2000-03-14/2001-03-14"),
    ("2001-03-14", "Over the past decade it grew.", "the past decade", "DURATION", "P10Y", "1991-03-14/2001-03-14"),
    ("2001-03-14", "In the spring of '98 it grew.", "the spring of '98", "DATE", "1998-SP", "1998-21"),
    ("2001-03-14", "It fell at 10:00 local time (08:00 GMT) on Monday.", "08:00 GMT", "TIME", "2001-03-12T08:00Z", "2001-03-12"),
    ("2001-03-14", "The following Monday it fell.", "The following Monday", "DATE", "2001-03-19", "2001-03-19"),
    ("2001-03-14", "The accord must be reached by Friday.", "Friday", "DATE", "2001-03-16", "2001-03-16"),
    ("2001-03-14", "Between March and May 1998 they met.", "March", "DATE", "1998-03", "1998-03"),
    ("2001-03-14", "It will be decided in the next two weeks.", "the next two weeks", "DURATION", "P2W", "2001-03-14/2001-03-28"),
    # what recurs
    ("2001-03-14", "The council meets every Monday.", "every Monday", "SET", "XXXX-WXX-1", None),
    ("2001-03-14", "The council meets each year.", "each year", "SET", "P1Y", None),
    ("2001-03-14", "The council meets annually.", "annually", "SET", "P1Y", None),
    ("2001-03-14", "The council meets daily.", "daily", "SET", "P1D", None),
    ("2001-03-14", "The council meets twice a month.", "twice a month", "SET", "P1M", None),
    ("2001-03-14", "The council meets every two weeks.", "every two weeks", "SET", "P2W", None),
    ("2001-03-14", "The council meets every other day.", "every other day", "SET", "P2D", None),
    ("2001-03-14", "The council meets every March.", "every March", "SET", "XXXX-03", None),
]  # fmt: skip


@pytest.mark.parametrize("published, sentence, words, kind, value, date", DATES)
def test_expression(published, sentence, words, kind, value, date):
    found = {sentence[slice(*t.span)]: t for t in find_times(sentence, published)}
    assert words in found, f"found {sorted(found)}"
    time = found[words]
    assert (time.type, time.value, time.edtf) == (kind, value, date)


@pytest.mark.parametrize(
    "sentence, values",
    [
        ("The envoy arrives on Friday.", ["XXXX-WXX-5"]),
        ("The envoy arrived yesterday.", ["XXXX-XX-XX"]),
        ("The envoy arrived last year.", ["XXXX"]),
        ("The envoy arrived on May 5.", ["XXXX-05-05"]),
        ("The envoy arrived in October.", ["XXXX-10"]),
        ("The envoy arrived at 3 p.m.", ["XXXX-XX-XXT15:00"]),
        ("The envoy arrived last week.", ["XXXX-WXX"]),
        ("In 1962 the envoy arrived. In October he left.", ["1962", "1962-10"]),
    ],
)
def test_without_publication_only_what_the_text_says(sentence, values):
    times = find_times(sentence)
    assert [t.value for t in times] == values
    assert all(t.edtf is None for t in times if "X" in t.value)


@pytest.mark.parametrize(
    "published, value, date",
    [("2000-01", "1999", "1999"), ("2000", "1999", "1999"), ("2000-01-21/2000-01-22", "1999", "1999")],
)
def test_a_coarse_publication_serves_as_far_as_it_goes(published, value, date):
    (year, day) = find_times("The pact of last year was broken yesterday.", published)
    assert (year.value, year.edtf) == (value, date)
    assert (day.value, day.edtf) == ("XXXX-XX-XX", None)


def test_a_publication_that_is_no_date():
    with pytest.raises(DateError):
        find_times("They met yesterday.", "25 January 2000")


@pytest.mark.parametrize(
    "sentence",
    [
        "They may march on the capital.",
        "Some 1,950 people and 2000 troops took part.",
        "The price rose to $1999 and then to 1850 dollars.",
        "Flight 1986 was late; Resolution 1973 was read.",
        "The 44-year-old envoy sat on a second chair.",
        "It lost the match 3:45 and 24-21.",
        "The fall of the city was a spring of hope.",
        "A quarter of the voters stayed away.",
        "Jan Kowal left, and the sat phone failed.",
        "The marchers passed the Second Army.",
        "The Twenty Years' War and the Six-Day War are long past their heroes.",
        "On the last day of the battle the king fell.",
        "He was 52 years old and in his prime.",
        "Version 20.19.5 replaced 1.2.",
    ],
)
def test_what_is_no_time(sentence):
    assert [sentence[slice(*t.span)] for t in find_times(sentence, "2000-01-25")] == []


TALE = """The Orvel war was fought from 1911 to 1914, after a crisis in late 1909 and a failed pact of 1908.
On 3 March 1911 the king's army crossed the river. The following day it shelled the capital. By 12 March the
forts had fallen. Three weeks later a truce was signed. In November the snow came and lasted until the spring.
In January the blockade began. On February 14, 1913, talks opened; five months later they collapsed. Between
10 and 20 August the port was lost. On the 25th, the king fled. At the end of the year an armistice was agreed.
The siege lasted from May 23 to June 30, 1914."""


@pytest.mark.parametrize("published", [None, "2010-05-01"])
def test_a_history_is_read_against_its_own_dates(published):
    found = [(TALE[slice(*t.span)].replace("\n", " "), t.value) for t in find_times(TALE, published)]
    assert found == [
        ("1911", "1911"),
        ("1914", "1914"),
        ("late 1909", "1909"),
        ("1908", "1908"),
        ("3 March 1911", "1911-03-03"),
        ("The following day", "1911-03-04"),
        ("12 March", "1911-03-12"),
        ("Three weeks later", "1911-04-02"),
        ("November", "1911-11"),
        ("the spring", "1912-SP"),
        ("January", "1912-01"),
        ("February 14, 1913", "1913-02-14"),
        ("five months later", "1913-07"),
        ("10", "1913-08-10"),
        ("20 August", "1913-08-20"),
        ("the 25th", "1913-08-25"),
        ("the end of the year", "1913"),
        ("May 23", "1914-05-23"),
        ("June 30, 1914", "1914-06-30"),
    ]


def test_a_credit_is_no_anchor():
    text = "They met on 3 May 1990 (Daily Orvel, 9 June 1991). The next day they parted."
    credit = (text.index("("), text.index(")") + 1)
    assert [t.value for t in find_times(text)][-1] == "1991-06-10"
    assert [t.value for t in find_times(text, aside=[credit])][-1] == "1990-05-04"


@pytest.mark.parametrize(
    "words", ["two hundred ", "the end of the ", "1,", "9", "first half of the ", "January 1 to "]
)
def test_long_runs_of_time_words(words):
    text = words * 1000
    assert all(t.span[1] <= len(text) for t in find_times(text, "2000-01-25"))


def test_one_text_both_ways():
    text = "The pact was made in 1987. In December the minister left."
    assert find_times(text, "2003-02-01", narrative=True)[1].value == "1987-12"
    assert find_times(text, "2003-02-01", narrative=False)[1].value == "2002-12"
