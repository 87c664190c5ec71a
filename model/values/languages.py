"""English names of language codes as translation models write them, and the languages in a model's name.

Knows two- and three-letter codes (ISO 639-1, -3), language families (ISO 639-5), codes with a script (NLLB's
"deu_Latn", Tatoeba's "cmn_Hans"), with a country (mBART's "de_DE") and OPUS-MT's own groups ("ROMANCE").
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

AS_TYPED = "as typed"  # a choice of T5 instead of a language: nothing is put before the text
# Two letters, three letters, name.
_BOTH = """
aa aar Afar; ab abk Abkhazian; ae ave Avestan; af afr Afrikaans; ak aka Akan; am amh Amharic; an arg Aragonese;
ar ara Arabic; as asm Assamese; av ava Avar; ay aym Aymara; az aze Azerbaijani; ba bak Bashkir; be bel Belarusian;
bg bul Bulgarian; bi bis Bislama; bm bam Bambara; bn ben Bengali; bo bod Tibetan; br bre Breton; bs bos Bosnian;
ca cat Catalan; ce che Chechen; ch cha Chamorro; co cos Corsican; cr cre Cree; cs ces Czech; cu chu Church Slavonic;
cv chv Chuvash; cy cym Welsh; da dan Danish; de deu German; dv div Dhivehi; dz dzo Dzongkha; ee ewe Ewe; el ell Greek;
en eng English; eo epo Esperanto; es spa Spanish; et est Estonian; eu eus Basque; fa fas Persian; ff ful Fulah;
fi fin Finnish; fj fij Fijian; fo fao Faroese; fr fra French; fy fry Western Frisian; ga gle Irish;
gd gla Scottish Gaelic; gl glg Galician; gn grn Guarani; gu guj Gujarati; gv glv Manx; ha hau Hausa; he heb Hebrew;
hi hin Hindi; ho hmo Hiri Motu; hr hrv Croatian; ht hat Haitian Creole; hu hun Hungarian; hy hye Armenian;
hz her Herero; ia ina Interlingua; id ind Indonesian; ie ile Interlingue; ig ibo Igbo; ii iii Sichuan Yi;
ik ipk Inupiaq; io ido Ido; is isl Icelandic; it ita Italian; iu iku Inuktitut; ja jpn Japanese; jv jav Javanese;
ka kat Georgian; kg kon Kongo; ki kik Kikuyu; kj kua Kwanyama; kk kaz Kazakh; kl kal Greenlandic; km khm Khmer;
kn kan Kannada; ko kor Korean; kr kau Kanuri; ks kas Kashmiri; ku kur Kurdish; kv kom Komi; kw cor Cornish;
ky kir Kyrgyz; la lat Latin; lb ltz Luxembourgish; lg lug Ganda; li lim Limburgish; ln lin Lingala; lo lao Lao;
lt lit Lithuanian; lu lub Luba-Katanga; lv lav Latvian; mg mlg Malagasy; mh mah Marshallese; mi mri Maori;
mk mkd Macedonian; ml mal Malayalam; mn mon Mongolian; mr mar Marathi; ms msa Malay; mt mlt Maltese; my mya Burmese;
na nau Nauruan; nb nob Norwegian Bokmål; nd nde Northern Ndebele; ne nep Nepali; ng ndo Ndonga; nl nld Dutch;
nn nno Norwegian Nynorsk; no nor Norwegian; nr nbl Southern Ndebele; nv nav Navajo; ny nya Chewa; oc oci Occitan;
oj oji Ojibwe; om orm Oromo; or ori Odia; os oss Ossetian; pa pan Punjabi; pi pli Pali; pl pol Polish; ps pus Pashto;
pt por Portuguese; qu que Quechua; rm roh Romansh; rn run Rundi; ro ron Romanian; ru rus Russian; rw kin Kinyarwanda;
sa san Sanskrit; sc srd Sardinian; sd snd Sindhi; se sme Northern Sami; sg sag Sango; sh hbs Serbo-Croatian;
si sin Sinhala; sk slk Slovak; sl slv Slovenian; sm smo Samoan; sn sna Shona; so som Somali; sq sqi Albanian;
sr srp Serbian; ss ssw Swazi; st sot Southern Sotho; su sun Sundanese; sv swe Swedish; sw swa Swahili; ta tam Tamil;
te tel Telugu; tg tgk Tajik; th tha Thai; ti tir Tigrinya; tk tuk Turkmen; tl tgl Tagalog; tn tsn Tswana;
to ton Tongan; tr tur Turkish; ts tso Tsonga; tt tat Tatar; tw twi Twi; ty tah Tahitian; ug uig Uyghur;
uk ukr Ukrainian; ur urd Urdu; uz uzb Uzbek; ve ven Venda; vi vie Vietnamese; vo vol Volapük; wa wln Walloon;
wo wol Wolof; xh xho Xhosa; yi yid Yiddish; yo yor Yoruba; za zha Zhuang; zh zho Chinese; zu zul Zulu
"""

# One code, name: three letters without two-letter codes, single languages of macrolanguages, older codes.
_ONE = """
ace Acehnese; acf Saint Lucian Creole; acm Mesopotamian Arabic; acq Ta'izzi-Adeni Arabic; aeb Tunisian Arabic;
afb Gulf Arabic; ajp South Levantine Arabic; als Tosk Albanian; ang Old English; apc North Levantine Arabic;
arb Modern Standard Arabic; ars Najdi Arabic; ary Moroccan Arabic; arz Egyptian Arabic; ase American Sign Language;
ast Asturian; awa Awadhi; ayr Central Aymara; azb South Azerbaijani; azj North Azerbaijani; ban Balinese;
bar Bavarian; bcl Central Bikol; bem Bemba; ber Berber; bho Bhojpuri; bjn Banjar; bua Buryat; bug Buginese;
bzs Brazilian Sign Language; ceb Cebuano; chk Chuukese; chr Cherokee; cjk Chokwe; ckb Central Kurdish;
cmn Mandarin Chinese; crh Crimean Tatar; crs Seychellois Creole; csb Kashubian; dik Southwestern Dinka;
dsb Lower Sorbian; dyu Dyula; efi Efik; ekk Estonian; fil Filipino; fon Fon; frp Arpitan; frr Northern Frisian;
fur Friulian; fuv Nigerian Fulfulde; gaa Ga; gag Gagauz; gaz West Central Oromo; gil Gilbertese; got Gothic;
grc Ancient Greek; gsw Swiss German; guw Gun; haw Hawaiian; hif Fiji Hindi; hil Hiligaynon; hmn Hmong;
hne Chhattisgarhi; hsb Upper Sorbian; iba Iban; ilo Ilocano; iso Isoko; jam Jamaican Creole; jbo Lojban;
kaa Karakalpak; kab Kabyle; kac Jingpho; kam Kamba; kbp Kabiyè; kea Cape Verdean Creole; khk Halh Mongolian;
kjh Khakas; kmb Kimbundu; kmr Northern Kurdish; knc Central Kanuri; krl Karelian; kum Kumyk; kwy San Salvador Kongo;
lad Ladino; lfn Lingua Franca Nova; lij Ligurian; lld Ladin; lmo Lombard; loz Lozi; ltg Latgalian; lua Luba-Lulua;
lue Luvale; lun Lunda; luo Luo; lus Mizo; lvs Standard Latvian; mag Magahi; mai Maithili; mdf Moksha;
mfe Mauritian Creole; mhr Meadow Mari; min Minangkabau; mni Meitei; mos Mossi; mwl Mirandese; myv Erzya;
nan Min Nan Chinese; nap Neapolitan; nds Low German; niu Niuean; npi Nepali; nso Northern Sotho; nus Nuer; ory Odia;
pag Pangasinan; pap Papiamento; pbt Southern Pashto; pdc Pennsylvania German; pes Western Persian; pis Pijin;
plt Plateau Malagasy; pms Piedmontese; pnb Western Punjabi; pon Pohnpeian; prs Dari; quy Ayacucho Quechua; rom Romany;
rue Rusyn; rup Aromanian; sah Yakut; sat Santali; scn Sicilian; sco Scots; sgs Samogitian; shn Shan; srn Sranan Tongo;
stq Saterland Frisian; swc Congo Swahili; swh Swahili; szl Silesian; taq Tamasheq; tet Tetum; tiv Tiv; tlh Klingon;
tll Tetela; toi Tonga of Zambia; tok Toki Pona; tpi Tok Pisin; tum Tumbuka; tvl Tuvaluan; tyv Tuvan;
tzm Central Atlas Tamazight; udm Udmurt; umb Umbundu; uzn Northern Uzbek; vec Venetian; vep Veps; vro Võro;
wal Wolaytta; war Waray; wls Wallisian; wuu Wu Chinese; xal Kalmyk; yap Yapese; ydd Eastern Yiddish; yue Cantonese;
zai Isthmus Zapotec; zgh Moroccan Tamazight; zsm Standard Malay; zza Zaza; ger German; fre French; dut Dutch;
gre Greek; cze Czech; chi Chinese; ice Icelandic; mac Macedonian; may Malay; per Persian; rum Romanian; slo Slovak;
alb Albanian; arm Armenian; baq Basque; bur Burmese; geo Georgian; mao Maori; tib Tibetan; wel Welsh; iw Hebrew;
jw Javanese; in Indonesian; ji Yiddish; mo Moldovan; ns Northern Sotho
"""

_FAMILIES = """
aav Austroasiatic; afa Afro-Asiatic; alv Atlantic-Congo; bat Baltic; bnt Bantu; cau Caucasian; ccs Kartvelian;
cel Celtic; cpf French Creole; cpp Portuguese Creole; cus Cushitic; dra Dravidian; fiu Finno-Ugric; gem Germanic;
gmq North Germanic; gmw West Germanic; grk Hellenic; iir Indo-Iranian; inc Indic; ine Indo-European; ira Iranian;
itc Italic; map Austronesian; mkh Mon-Khmer; nic Niger-Congo; omv Omotic; phi Philippine; poz Malayo-Polynesian;
pqe Eastern Malayo-Polynesian; roa Romance; sal Salishan; sem Semitic; sit Sino-Tibetan; sla Slavic; sqj Albanian;
ssa Nilo-Saharan; tai Tai; trk Turkic; tut Altaic; urj Uralic; zle East Slavic; zls South Slavic; zlw West Slavic;
romance Romance; celtic Celtic; sami Sami; scandinavia Scandinavian; north_eu North European; norway Norwegian;
caenes Catalan, English and Spanish
"""
_MANY = {"mul": "many languages", "multi": "many languages", "zhx": "Sinitic languages"}

_SCRIPTS = {
    "arab": "Arabic",
    "beng": "Bengali",
    "cyrl": "Cyrillic",
    "deva": "Devanagari",
    "hans": "Simplified",
    "hant": "Traditional",
    "latn": "Latin",
    "tfng": "Tifinagh",
}
# Languages that models offer in more than one script; only for these the script is shown.
_SEVERAL_SCRIPTS = """
ace az aze azb azj bjn bs cmn crh ha kas kk kaz knc ku kmr lad min mn ms pa sd sr srp hbs sh taq tg tk tt ug uz uzb
uzn yue zh zho
"""
_COUNTRIES = {"ar": "Argentina", "br": "Brazil", "ca": "Canada", "cn": "Simplified", "hk": "Hong Kong", "mx": "Mexico"}
_COUNTRIES |= {"pt": "Portugal", "tw": "Traditional", "gb": "Britain", "us": "United States"}
# Only for these codes the country is shown: mBART appends one to every code.
_TOLD = {"es_ar", "es_mx", "fr_ca", "pt_br", "pt_pt", "zh_cn", "zh_hk", "zh_tw", "en_gb", "en_us"}

# What precedes the languages in the names of OPUS-MT models: "opus-mt-tc-big-en-fr", "opus-mt_tiny_eng-ita".
_OPUS = re.compile(r"^opus[-_]?mt[-_](?:(?:tc|tatoeba|bible|big|base|tiny|small|student|transformer)[-_])*")
_TUNED = re.compile(r"fine-?tuned[-_](?=.*-to-)")
_BETWEEN = re.compile(r"-to-|_to_|(?<=[a-z])2(?=[a-z])|[-_]")


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in filter(None, map(str.strip, _BOTH.split(";"))):
        two, three, name = entry.split(maxsplit=2)
        names[two] = names[three] = name
    for entry in filter(None, map(str.strip, _ONE.split(";"))):
        code, name = entry.split(maxsplit=1)
        names[code] = name
    for entry in filter(None, map(str.strip, _FAMILIES.split(";"))):
        code, name = entry.split(maxsplit=1)
        names[code] = name if code in ("norway", "caenes") else f"{name} languages"
    return names | _MANY


def _known(code: str) -> str | None:
    """The name of a code with nothing unknown in it, else None."""
    code = code.strip().strip("<>").removeprefix("__").removesuffix("__").lower().replace("-", "_")
    names = _names()
    if code in names:
        return names[code]
    language, _, rest = code.partition("_")
    if language not in names or not rest:
        return None
    if len(rest) == 4 and rest.isalpha():  # a script
        told = language in _SEVERAL_SCRIPTS.split() and rest in _SCRIPTS
        return f"{names[language]} ({_SCRIPTS[rest]})" if told else names[language]
    if len(rest) == 2 and rest.isalpha():  # a country; mBART's XX stands for none
        return f"{names[language]} ({_COUNTRIES[rest]})" if code in _TOLD else names[language]
    return None


def language_names() -> frozenset[str]:
    """Every name that `language_name` may return, without the part in parentheses after it (`variant_names`)."""
    return frozenset(_names().values())


def variant_names() -> frozenset[str]:
    """What may follow a language's name in parentheses: scripts and countries."""
    return frozenset((*_SCRIPTS.values(), *_COUNTRIES.values()))


def language_name(code: str) -> str:
    """The English name of a language code: "de", "deu", "deu_Latn", "de_DE" and ">>deu<<" are all German.

    An unknown code is returned as it is, without the marks of Tatoeba (>>de<<) or M2M100 (__de__).
    """
    bare = code.strip().strip("<>").removeprefix("__").removesuffix("__")
    return _known(code) or bare


def _several(part: str) -> str | None:
    """The name of one code, or of several joined by "_" or "+": "cat_oci_spa" -> "Catalan, Occitan, Spanish"."""
    whole = _known(part)
    if whole is not None:
        return whole
    found = [_known(code) for code in re.split(r"[_+]", part)]
    if len(found) < 2 or None in found:
        return None
    return ", ".join(dict.fromkeys(name for name in found if name is not None))


def languages_of(repository_or_folder_name: str) -> tuple[str, str] | None:
    """English names of the source and target language in a model's name, or None where it names none.

    "Helsinki-NLP/opus-mt-tc-big-en-fr" -> ("English", "French"), "opus-mt-en-ROMANCE" -> ("English", "Romance
    languages"), "nllb-200-distilled-600M" -> None.
    """
    name = re.split(r"[/\\]", repository_or_folder_name.strip().rstrip("/\\"))[-1].lower()
    tuned = _TUNED.search(name)  # for a fine-tuned model only the rest of the name counts
    opus = None if tuned else _OPUS.match(name)
    if opus:
        source, _, rest = name[opus.end() :].partition("-")
        target = rest.partition("-")[0]
        pair = _several(source), _several(target)
        if pair[0] is not None and pair[1] is not None:
            return pair[0], pair[1]
        name = name[opus.end() :]
    parts = _BETWEEN.split(name[tuned.end() :] if tuned else name)
    for source, target in pairwise(parts):
        first, second = _names().get(source), _names().get(target)
        if first is not None and second is not None and source != target:
            return first, second
    return None
