"""Headings of columns about the person or the device: dropped when read, never shown or written."""

from facilitate.load.survey.wording import compared

_LISTED = """
id, ip, ipaddress, ip address, ipaddr, e-mail, email, mail, emailaddress, email address
e-mail address, your e-mail, your email, username, user name, name, names, fullname, full name
your name, firstname, first name, lastname, last name, surname, forename, respondent
respondent id, respondentid, response id, responseid, participant, participant id, collector id
collectorid, unique id, uniqueid, unique response number, user id, userid, user no, userno
staff number, employee number, token, access code, seed, device, device type, devicetype
browser, os, platform, user agent, useragent, latitude, longitude, location, geolocation
location latitude, location longitude, locationlatitude, locationlongitude, country, city
region, postcode, address, phone, telephone, mobile, phone number, date of birth, nhs number
gmc number, language, user language, userlanguage, start language, startlanguage
recipient last name, recipient first name, recipient email, recipientlastname
recipientfirstname, recipientemail, external data reference, externalreference
externaldatareference, distribution channel, distributionchannel, response type
start date, startdate, start time, starttime, date started, started, end date, enddate
end time, endtime, ended, recorded date, date created, date modified, last modified time
date last action, datestamp, duration, duration (in seconds), progress, last page, lastpage
total time, interviewtime, referer, referrer, refurl, referrer url, source, link, tracking link
custom data, custom data 1, custom data 2, custom data 3, custom data 4, custom data 5
"""
_NAMES = frozenset(name.strip() for line in _LISTED.splitlines() for name in line.split(","))


def is_private(heading: str) -> bool:
    """Say whether a heading is that of a name, an address, a device, a place or an entry number."""
    return compared(heading).rstrip(":?* ") in _NAMES


def looks_private(cells: list[str]) -> bool:
    """Say whether the cells of a column hold e-mail or internet addresses."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(map(_is_address, filled)) >= len(filled)


def _is_address(cell: str) -> bool:
    name, at, host = cell.strip().partition("@")
    if at and name and "." in host and " " not in cell.strip():
        return True
    numbers = cell.strip().split(".")
    return len(numbers) == 4 and all(part.isdecimal() and len(part) <= 3 for part in numbers)
