"""Names of months and days of the week in many languages -> their numbers.

Names are those of Unicode CLDR (cldr.unicode.org, calendar gregorian, wide: alone and in
dates), folded: in small letters and without accents.
"""

import unicodedata
from functools import cache

# Twelve months a line, two forms of one month with a bar between them.
_MONTHS = {
    "ar": "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "ca": "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
    "cs": "leden|ledna unor|unora brezen|brezna duben|dubna kveten|kvetna cerven|cervna "
    "cervenec|cervence srpen|srpna zari rijen|rijna listopad|listopadu prosinec|prosince",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "de": "januar|janner februar|feber marz|maerz april mai juni juli august september oktober "
    "november dezember",
    "el": "ιανουαριος|ιανουαριου φεβρουαριος|φεβρουαριου μαρτιος|μαρτιου απριλιος|απριλιου "
    "μαιος|μαιου ιουνιος|ιουνιου ιουλιος|ιουλιου αυγουστος|αυγουστου σεπτεμβριος|σεπτεμβριου "
    "οκτωβριος|οκτωβριου νοεμβριος|νοεμβριου δεκεμβριος|δεκεμβριου",
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
    "noviembre diciembre",
    "fi": "tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta "
    "toukokuu|toukokuuta kesakuu|kesakuuta heinakuu|heinakuuta elokuu|elokuuta syyskuu|syyskuuta "
    "lokakuu|lokakuuta marraskuu|marraskuuta joulukuu|joulukuuta",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "hu": "januar februar marcius aprilis majus junius julius augusztus szeptember oktober "
    "november december",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "ja": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "styczen|stycznia luty|lutego marzec|marca kwiecien|kwietnia maj|maja "
    "czerwiec|czerwca lipiec|lipca sierpien|sierpnia wrzesien|wrzesnia "
    "pazdziernik|pazdziernika listopad|listopada grudzien|grudnia",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie decembrie",
    "ru": "январь|января февраль|февраля март|марта апрель|апреля маи|мая июнь|июня июль|июля "
    "август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря",
    "sk": "januar|januara februar|februara marec|marca april|aprila maj|maja jun|juna jul|jula "
    "august|augusta september|septembra oktober|oktobra november|novembra december|decembra",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "tr": "ocak subat mart nisan mayıs haziran temmuz agustos eylul ekim kasım aralık",
    "uk": "січень|січня лютии|лютого березень|березня квітень|квітня травень|травня "
    "червень|червня липень|липня серпень|серпня вересень|вересня жовтень|жовтня "
    "листопад|листопада грудень|грудня",
}
# Monday first.
_DAYS = {
    "cs": "pondeli utery streda ctvrtek patek sobota nedele",
    "da": "mandag tirsdag onsdag torsdag fredag lordag|lørdag sondag|søndag",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedziałek wtorek sroda czwartek piatek sobota niedziela",
    "pt": "segunda terca quarta quinta sexta sabado domingo",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "sv": "mandag tisdag onsdag torsdag fredag lordag sondag",
}
_SHORTEST = 2


def fold(text: str) -> str:
    """Return a text in small letters and without accents."""
    text = text.casefold()
    if text.isascii():
        return text
    letters = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", "".join(letters))


def month_number(name: str) -> int | None:
    """Return the number of a month from its folded name, or from enough of its first letters.

    First letters of an English month are English.
    """
    for language in ("en", ""):
        numbers = _numbers("months", language, name)
        if len(numbers) == 1:
            return min(numbers) + 1
    return None


def day_numbers(name: str) -> frozenset[int]:
    """Return the days of the week, Monday 0, that a folded name or its first letters can mean."""
    return _numbers("days", "", name)


def _numbers(kind: str, language: str, name: str) -> frozenset[int]:
    known = _names(kind, language)
    if name in known:
        return known[name]
    alike = (found for full, found in known.items() if full.startswith(name))
    return frozenset[int]().union(*alike) if len(name) >= _SHORTEST else frozenset()


@cache
def _names(kind: str, language: str) -> dict[str, frozenset[int]]:
    table = _MONTHS if kind == "months" else _DAYS
    numbers: dict[str, frozenset[int]] = {}
    for names in [table[language]] if language else table.values():
        for number, forms in enumerate(names.split()):
            for name in map(fold, forms.split("|")):
                numbers[name] = numbers.get(name, frozenset()) | {number}
    return numbers
