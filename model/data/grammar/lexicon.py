"""All words, each with its English, German and Korean forms."""

from __future__ import annotations

from model.data.grammar.meaning import Adjective, Case, Gender, Kind, Noun, Pronoun, Time, Verb

_GENDERS = {"der": Gender.MASCULINE, "die": Gender.FEMININE, "das": Gender.NEUTER}


def _nouns(kind: Kind, table: str) -> tuple[Noun, ...]:
    """One noun a line: english plural article german plural korean counter [german-oblique], + if it can be owned."""
    nouns = []
    for line in table.strip().splitlines():
        fields = line.split()
        owned = fields[-1] == "+"
        english, english_plural, article, german, german_plural, korean, counter, *rest = fields[: len(fields) - owned]
        oblique = rest[0] if rest else german
        gender = _GENDERS[article]
        nouns.append(
            Noun(kind, english, english_plural, german, german_plural, gender, korean, counter, oblique, owned)
        )
    return tuple(nouns)


PEOPLE = _nouns(
    Kind.PERSON,
    """
    man men der Mann Männer 남자 명
    woman women die Frau Frauen 여자 명
    child children das Kind Kinder 아이 명 +
    boy boys der Junge Jungen 소년 명 Jungen
    girl girls das Mädchen Mädchen 소녀 명
    student students der Schüler Schüler 학생 명
    doctor doctors der Arzt Ärzte 의사 명
    nurse nurses die Krankenschwester Krankenschwestern 간호사 명
    friend friends der Freund Freunde 친구 명 +
    neighbor neighbors der Nachbar Nachbarn 이웃 명 Nachbarn +
    """,
)
ANIMALS = _nouns(
    Kind.ANIMAL,
    """
    dog dogs der Hund Hunde 개 마리 +
    cat cats die Katze Katzen 고양이 마리 +
    bird birds der Vogel Vögel 새 마리
    horse horses das Pferd Pferde 말 마리 +
    rabbit rabbits das Kaninchen Kaninchen 토끼 마리 +
    mouse mice die Maus Mäuse 쥐 마리
    """,
)
FOODS = _nouns(
    Kind.FOOD,
    """
    apple apples der Apfel Äpfel 사과 개
    cake cakes der Kuchen Kuchen 케이크 개
    egg eggs das Ei Eier 달걀 개
    banana bananas die Banane Bananen 바나나 개
    carrot carrots die Karotte Karotten 당근 개
    """,
)
DRINKS = _nouns(
    Kind.DRINK,
    """
    water - das Wasser - 물 -
    milk - die Milch - 우유 -
    tea - der Tee - 차 -
    coffee - der Kaffee - 커피 -
    """,
)
TEXTS = _nouns(
    Kind.TEXT,
    """
    book books das Buch Bücher 책 권 +
    letter letters der Brief Briefe 편지 통 +
    story stories die Geschichte Geschichten 이야기 편 +
    poem poems das Gedicht Gedichte 시 편 +
    """,
)
THINGS = _nouns(
    Kind.THING,
    """
    hat hats der Hut Hüte 모자 개 +
    ball balls der Ball Bälle 공 개 +
    flower flowers die Blume Blumen 꽃 송이
    bag bags die Tasche Taschen 가방 개 +
    bicycle bicycles das Fahrrad Fahrräder 자전거 대 +
    picture pictures das Bild Bilder 그림 점 +
    """,
)
PLACES = _nouns(
    Kind.PLACE,
    """
    garden - der Garten - 정원 - +
    park - der Park - 공원 -
    forest - der Wald - 숲 -
    village - das Dorf - 마을 -
    city - die Stadt - 도시 -
    house - das Haus - 집 - +
    kitchen - die Küche - 부엌 - +
    school - die Schule - 학교 -
    library - die Bibliothek - 도서관 -
    museum - das Museum - 박물관 -
    """,
)
NOUNS = PEOPLE + ANIMALS + FOODS + DRINKS + TEXTS + THINGS + PLACES
YOUNG = tuple(noun for noun in PEOPLE if noun.english in ("child", "boy", "girl"))
PETS = tuple(noun for noun in ANIMALS if noun.owned)
_BY_NAME = {noun.english: noun for noun in NOUNS}


def _places(names: str) -> tuple[Noun, ...]:
    return tuple(_BY_NAME[name] for name in names.split())


OUTDOORS = _places("garden park forest village city")
MARKETS = _places("park village city")
TABLES = _places("garden park house kitchen school")
DESKS = _places("garden park house kitchen school library")
HOMES = _places("forest village city house")
GOALS = tuple(noun for noun in PLACES if noun is not _BY_NAME["house"])


def _adjective(line: str) -> Adjective:
    """english german korean-before-a-noun present past stem [german-stem]."""
    english, german, korean, present, past, stem, *rest = line.split()
    return Adjective(english, german, rest[0] if rest else german, korean, present, past, stem)


ADJECTIVES = {
    adjective.english: adjective
    for adjective in map(
        _adjective,
        """
        happy glücklich 행복한 행복해요 행복했어요 행복하지
        tired müde 피곤한 피곤해요 피곤했어요 피곤하지 müd
        clever klug 똑똑한 똑똑해요 똑똑했어요 똑똑하지
        hungry hungrig 배고픈 배고파요 배고팠어요 배고프지
        small klein 작은 작아요 작았어요 작지
        big groß 큰 커요 컸어요 크지
        white weiß 하얀 하얘요 하얬어요 하얗지
        black schwarz 까만 까매요 까맸어요 까맣지
        beautiful schön 아름다운 아름다워요 아름다웠어요 아름답지
        red rot 빨간 빨개요 빨갰어요 빨갛지
        expensive teuer 비싼 비싸요 비쌌어요 비싸지 teur
        delicious lecker 맛있는 맛있어요 맛있었어요 맛있지
        cold kalt 차가운 차가워요 차가웠어요 차갑지
        hot heiß 뜨거운 뜨거워요 뜨거웠어요 뜨겁지
        long lang 긴 길어요 길었어요 길지
        short kurz 짧은 짧아요 짧았어요 짧지
        interesting interessant 재미있는 재미있어요 재미있었어요 재미있지
        quiet ruhig 조용한 조용해요 조용했어요 조용하지
        """.strip().splitlines(),
    )
}
ADJECTIVES_OF = {
    kind: tuple(ADJECTIVES[english] for english in names.split())
    for kind, names in {
        Kind.PERSON: "happy tired clever hungry",
        Kind.ANIMAL: "hungry tired small big white black",
        Kind.FOOD: "small big delicious",
        Kind.DRINK: "cold hot",
        Kind.TEXT: "long short interesting beautiful",
        Kind.THING: "small big red beautiful expensive",
        Kind.PLACE: "small big beautiful quiet",
    }.items()
}
PASSING = tuple(ADJECTIVES[english] for english in ("tired", "hungry", "happy"))

I = Pronoun("I", "me", ("ich", "mich", "mir"), "저", 1, False)  # noqa: E741
YOU = Pronoun("you", "you", ("du", "dich", "dir"), "", 2, False)  # Korean leaves out the person addressed
HE = Pronoun("he", "him", ("er", "ihn", "ihm"), "그", 3, False)
SHE = Pronoun("she", "her", ("sie", "sie", "ihr"), "그녀", 3, False)
WE = Pronoun("we", "us", ("wir", "uns", "uns"), "우리", 1, True)
THEY = Pronoun("they", "them", ("sie", "sie", "ihnen"), "그들", 3, True)


def _verb(
    english: str,
    german: str,
    korean: str,
    *,
    case: Case = Case.ACCUSATIVE,
    past: str = "",
    sein: bool = False,
    prefix: str = "",
    negative: str = "",
    particle: str = "을",
    place: str = "에서",
    goal: bool = False,
) -> Verb:
    """English: base, third person, past. German: ich, du, er, wir, participle. Korean: present, past, both adnominals,
    stem."""
    base, third, english_past = english.split()
    first, second, er, plural, *participle = german.split()
    present, korean_past, adnominal, adnominal_past, stem = korean.split()
    forms = past.split()
    negatives = negative.split()
    return Verb(
        base,
        third,
        english_past,
        (first, second, er, plural),
        (forms[0], forms[1], forms[2], forms[3]) if forms else None,
        participle[0] if participle else "",
        sein,
        prefix,
        case,
        present,
        korean_past,
        adnominal,
        adnominal_past,
        stem,
        (negatives[0], negatives[1]) if negatives else None,
        particle,
        place,
        goal,
    )


LAUGH = _verb("laugh laughs laughed", "lache lachst lacht lachen gelacht", "웃어요 웃었어요 웃는 웃은 웃지")
SING = _verb("sing sings sang", "singe singst singt singen gesungen", "노래해요 노래했어요 노래하는 노래한 노래하지")
DANCE = _verb("dance dances danced", "tanze tanzt tanzt tanzen getanzt", "춤춰요 춤췄어요 춤추는 춤춘 춤추지")
WORK = _verb(
    "work works worked", "arbeite arbeitest arbeitet arbeiten gearbeitet", "일해요 일했어요 일하는 일한 일하지"
)
SLEEP = _verb("sleep sleeps slept", "schlafe schläfst schläft schlafen geschlafen", "자요 잤어요 자는 잔 자지")
WAIT = _verb(
    "wait waits waited",
    "warte wartest wartet warten gewartet",
    "기다려요 기다렸어요 기다리는 기다린 기다리지",
)
RUN = _verb("run runs ran", "renne rennst rennt rennen gerannt", "달려요 달렸어요 달리는 달린 달리지", sein=True)
PLAY = _verb("play plays played", "spiele spielst spielt spielen gespielt", "놀아요 놀았어요 노는 논 놀지")
EAT = _verb("eat eats ate", "esse isst isst essen gegessen", "먹어요 먹었어요 먹는 먹은 먹지")
DRINK = _verb("drink drinks drank", "trinke trinkst trinkt trinken getrunken", "마셔요 마셨어요 마시는 마신 마시지")
BUY = _verb("buy buys bought", "kaufe kaufst kauft kaufen gekauft", "사요 샀어요 사는 산 사지")
SELL = _verb("sell sells sold", "verkaufe verkaufst verkauft verkaufen verkauft", "팔아요 팔았어요 파는 판 팔지")
FIND = _verb("find finds found", "finde findest findet finden gefunden", "찾아요 찾았어요 찾는 찾은 찾지")
# "They read" can be present or past, so the past of this verb is only used with "did".
READ = _verb("read reads read", "lese liest liest lesen gelesen", "읽어요 읽었어요 읽는 읽은 읽지")
WRITE = _verb("write writes wrote", "schreibe schreibst schreibt schreiben geschrieben", "써요 썼어요 쓰는 쓴 쓰지")
SEE = _verb("see sees saw", "sehe siehst sieht sehen gesehen", "봐요 봤어요 보는 본 보지")
MEET = _verb("meet meets met", "treffe triffst trifft treffen getroffen", "만나요 만났어요 만나는 만난 만나지")
INVITE = _verb(
    "invite invites invited",
    "lade lädst lädt laden eingeladen",
    "초대해요 초대했어요 초대하는 초대한 초대하지",
    prefix="ein",
)
CALL = _verb(
    "call calls called",
    "rufe rufst ruft rufen angerufen",
    "전화해요 전화했어요 전화하는 전화한 전화하지",
    prefix="an",
    particle="에게",
)
HELP = _verb(
    "help helps helped", "helfe hilfst hilft helfen geholfen", "도와요 도왔어요 돕는 도운 돕지", case=Case.DATIVE
)
ANSWER = _verb(
    "answer answers answered",
    "antworte antwortest antwortet antworten geantwortet",
    "대답해요 대답했어요 대답하는 대답한 대답하지",
    case=Case.DATIVE,
    particle="에게",
)
FOLLOW = _verb(
    "follow follows followed",
    "folge folgst folgt folgen gefolgt",
    "따라가요 따라갔어요 따라가는 따라간 따라가지",
    case=Case.DATIVE,
    sein=True,
)
LIKE = _verb(
    "like likes liked",
    "mag magst mag mögen",
    "좋아해요 좋아했어요 좋아하는 좋아한 좋아하지",
    past="mochte mochtest mochte mochten",
)
GIVE = _verb("give gives gave", "gebe gibst gibt geben gegeben", "줘요 줬어요 주는 준 주지")
SHOW = _verb("show shows showed", "zeige zeigst zeigt zeigen gezeigt", "보여줘요 보여줬어요 보여주는 보여준 보여주지")
GO = _verb(
    "go goes went", "gehe gehst geht gehen gegangen", "가요 갔어요 가는 간 가지", sein=True, place="에", goal=True
)
LIVE = _verb("live lives lived", "wohne wohnst wohnt wohnen gewohnt", "살아요 살았어요 사는 산 살지", place="에")
HAVE = _verb(
    "have has had",
    "habe hast hat haben",
    "있어요 있었어요 있는 있던 있지",
    past="hatte hattest hatte hatten",
    negative="없어요 없었어요",
    particle="이",
)
BE = _verb(
    "be is was",
    "bin bist ist sind",
    "있어요 있었어요 있는 있던 있지",
    past="war warst war waren",
    negative="없어요 없었어요",
    place="에",
)

TODAY = Time("today", "heute", "오늘", False)
PRESENT_TIMES = (
    TODAY,
    Time("every day", "jeden Tag", "매일", False),
    Time("in the evening", "am Abend", "저녁에", False),
)
PAST_TIMES = (TODAY, Time("yesterday", "gestern", "어제", False), Time("last week", "letzte Woche", "지난주에", False))
FREQUENCIES = (
    Time("often", "oft", "자주", True),
    Time("always", "immer", "항상", True),
    Time("sometimes", "manchmal", "가끔", True),
)
