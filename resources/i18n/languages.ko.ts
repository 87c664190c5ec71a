<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>LanguageVariant</name>
    <message>
        <source>Arabic</source>
        <translation>아랍 문자</translation>
    </message>
    <message>
        <source>Argentina</source>
        <translation>아르헨티나</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>벵골 문자</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>브라질</translation>
    </message>
    <message>
        <source>Britain</source>
        <translation>영국</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>캐나다</translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation>키릴 문자</translation>
    </message>
    <message>
        <source>Devanagari</source>
        <translation>데바나가리 문자</translation>
    </message>
    <message>
        <source>Hong Kong</source>
        <translation>홍콩</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>로마자</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>멕시코</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>포르투갈</translation>
    </message>
    <message>
        <source>Simplified</source>
        <translation>간체</translation>
    </message>
    <message>
        <source>Tifinagh</source>
        <translation>티피나그 문자</translation>
    </message>
    <message>
        <source>Traditional</source>
        <translation>번체</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>미국</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>Abkhazian</source>
        <translation>압하스어</translation>
    </message>
    <message>
        <source>Acehnese</source>
        <translation>아체어</translation>
    </message>
    <message>
        <source>Afar</source>
        <translation>아파르어</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>아프리칸스어</translation>
    </message>
    <message>
        <source>Afro-Asiatic languages</source>
        <translation>아프리카아시아어족</translation>
    </message>
    <message>
        <source>Akan</source>
        <translation>아칸어</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>알바니아어</translation>
    </message>
    <message>
        <source>Albanian languages</source>
        <translation>알바니아어파</translation>
    </message>
    <message>
        <source>Altaic languages</source>
        <translation>알타이 제어</translation>
    </message>
    <message>
        <source>American Sign Language</source>
        <translation>미국 수어</translation>
    </message>
    <message>
        <source>Amharic</source>
        <translation>암하라어</translation>
    </message>
    <message>
        <source>Ancient Greek</source>
        <translation>고대 그리스어</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>아랍어</translation>
    </message>
    <message>
        <source>Aragonese</source>
        <translation>아라곤어</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>아르메니아어</translation>
    </message>
    <message>
        <source>Aromanian</source>
        <translation>아로마니아어</translation>
    </message>
    <message>
        <source>Arpitan</source>
        <translation>아르피탄어</translation>
    </message>
    <message>
        <source>Assamese</source>
        <translation>아삼어</translation>
    </message>
    <message>
        <source>Asturian</source>
        <translation>아스투리아스어</translation>
    </message>
    <message>
        <source>Atlantic-Congo languages</source>
        <translation>대서양콩고어파</translation>
    </message>
    <message>
        <source>Austroasiatic languages</source>
        <translation>오스트로아시아어족</translation>
    </message>
    <message>
        <source>Austronesian languages</source>
        <translation>오스트로네시아어족</translation>
    </message>
    <message>
        <source>Avar</source>
        <translation>아바르어</translation>
    </message>
    <message>
        <source>Avestan</source>
        <translation>아베스타어</translation>
    </message>
    <message>
        <source>Awadhi</source>
        <translation>아와디어</translation>
    </message>
    <message>
        <source>Ayacucho Quechua</source>
        <translation>아야쿠초 케추아어</translation>
    </message>
    <message>
        <source>Aymara</source>
        <translation>아이마라어</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <translation>아제르바이잔어</translation>
    </message>
    <message>
        <source>Balinese</source>
        <translation>발리어</translation>
    </message>
    <message>
        <source>Baltic languages</source>
        <translation>발트어파</translation>
    </message>
    <message>
        <source>Bambara</source>
        <translation>밤바라어</translation>
    </message>
    <message>
        <source>Banjar</source>
        <translation>반자르어</translation>
    </message>
    <message>
        <source>Bantu languages</source>
        <translation>반투어군</translation>
    </message>
    <message>
        <source>Bashkir</source>
        <translation>바시키르어</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>바스크어</translation>
    </message>
    <message>
        <source>Bavarian</source>
        <translation>바이에른어</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>벨라루스어</translation>
    </message>
    <message>
        <source>Bemba</source>
        <translation>벰바어</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>벵골어</translation>
    </message>
    <message>
        <source>Berber</source>
        <translation>베르베르어</translation>
    </message>
    <message>
        <source>Bhojpuri</source>
        <translation>보즈푸리어</translation>
    </message>
    <message>
        <source>Bislama</source>
        <translation>비슬라마어</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>보스니아어</translation>
    </message>
    <message>
        <source>Brazilian Sign Language</source>
        <translation>브라질 수어</translation>
    </message>
    <message>
        <source>Breton</source>
        <translation>브르타뉴어</translation>
    </message>
    <message>
        <source>Buginese</source>
        <translation>부기어</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>불가리아어</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>버마어</translation>
    </message>
    <message>
        <source>Buryat</source>
        <translation>부랴트어</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>광둥어</translation>
    </message>
    <message>
        <source>Cape Verdean Creole</source>
        <translation>카보베르데 크레올어</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>카탈로니아어</translation>
    </message>
    <message>
        <source>Catalan, English and Spanish</source>
        <translation>카탈로니아어·영어·스페인어</translation>
    </message>
    <message>
        <source>Caucasian languages</source>
        <translation>캅카스 언어</translation>
    </message>
    <message>
        <source>Cebuano</source>
        <translation>세부아노어</translation>
    </message>
    <message>
        <source>Celtic languages</source>
        <translation>켈트어파</translation>
    </message>
    <message>
        <source>Central Atlas Tamazight</source>
        <translation>중앙 아틀라스 타마지트어</translation>
    </message>
    <message>
        <source>Central Aymara</source>
        <translation>중부 아이마라어</translation>
    </message>
    <message>
        <source>Central Bikol</source>
        <translation>중부 비콜어</translation>
    </message>
    <message>
        <source>Central Kanuri</source>
        <translation>중부 카누리어</translation>
    </message>
    <message>
        <source>Central Kurdish</source>
        <translation>중부 쿠르드어</translation>
    </message>
    <message>
        <source>Chamorro</source>
        <translation>차모로어</translation>
    </message>
    <message>
        <source>Chechen</source>
        <translation>체첸어</translation>
    </message>
    <message>
        <source>Cherokee</source>
        <translation>체로키어</translation>
    </message>
    <message>
        <source>Chewa</source>
        <translation>체와어</translation>
    </message>
    <message>
        <source>Chhattisgarhi</source>
        <translation>차티스가르어</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>중국어</translation>
    </message>
    <message>
        <source>Chokwe</source>
        <translation>초퀘어</translation>
    </message>
    <message>
        <source>Church Slavonic</source>
        <translation>교회 슬라브어</translation>
    </message>
    <message>
        <source>Chuukese</source>
        <translation>추크어</translation>
    </message>
    <message>
        <source>Chuvash</source>
        <translation>추바시어</translation>
    </message>
    <message>
        <source>Congo Swahili</source>
        <translation>콩고 스와힐리어</translation>
    </message>
    <message>
        <source>Cornish</source>
        <translation>콘월어</translation>
    </message>
    <message>
        <source>Corsican</source>
        <translation>코르시카어</translation>
    </message>
    <message>
        <source>Cree</source>
        <translation>크리어</translation>
    </message>
    <message>
        <source>Crimean Tatar</source>
        <translation>크림 타타르어</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>크로아티아어</translation>
    </message>
    <message>
        <source>Cushitic languages</source>
        <translation>쿠시어파</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>체코어</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>덴마크어</translation>
    </message>
    <message>
        <source>Dari</source>
        <translation>다리어</translation>
    </message>
    <message>
        <source>Dhivehi</source>
        <translation>디베히어</translation>
    </message>
    <message>
        <source>Dravidian languages</source>
        <translation>드라비다어족</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>네덜란드어</translation>
    </message>
    <message>
        <source>Dyula</source>
        <translation>드율라어</translation>
    </message>
    <message>
        <source>Dzongkha</source>
        <translation>종카어</translation>
    </message>
    <message>
        <source>East Slavic languages</source>
        <translation>동슬라브어군</translation>
    </message>
    <message>
        <source>Eastern Malayo-Polynesian languages</source>
        <translation>동말레이폴리네시아어군</translation>
    </message>
    <message>
        <source>Eastern Yiddish</source>
        <translation>동부 이디시어</translation>
    </message>
    <message>
        <source>Efik</source>
        <translation>에픽어</translation>
    </message>
    <message>
        <source>Egyptian Arabic</source>
        <translation>이집트 아랍어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>Erzya</source>
        <translation>에르자어</translation>
    </message>
    <message>
        <source>Esperanto</source>
        <translation>에스페란토어</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>에스토니아어</translation>
    </message>
    <message>
        <source>Ewe</source>
        <translation>에웨어</translation>
    </message>
    <message>
        <source>Faroese</source>
        <translation>페로어</translation>
    </message>
    <message>
        <source>Fiji Hindi</source>
        <translation>피지 힌디어</translation>
    </message>
    <message>
        <source>Fijian</source>
        <translation>피지어</translation>
    </message>
    <message>
        <source>Filipino</source>
        <translation>필리핀어</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>핀란드어</translation>
    </message>
    <message>
        <source>Finno-Ugric languages</source>
        <translation>핀우그리아어파</translation>
    </message>
    <message>
        <source>Fon</source>
        <translation>폰어</translation>
    </message>
    <message>
        <source>French</source>
        <translation>프랑스어</translation>
    </message>
    <message>
        <source>French Creole languages</source>
        <translation>프랑스어계 크레올어</translation>
    </message>
    <message>
        <source>Friulian</source>
        <translation>프리울리어</translation>
    </message>
    <message>
        <source>Fulah</source>
        <translation>풀라어</translation>
    </message>
    <message>
        <source>Ga</source>
        <translation>가어</translation>
    </message>
    <message>
        <source>Gagauz</source>
        <translation>가가우스어</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>갈리시아어</translation>
    </message>
    <message>
        <source>Ganda</source>
        <translation>간다어</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>조지아어</translation>
    </message>
    <message>
        <source>German</source>
        <translation>독일어</translation>
    </message>
    <message>
        <source>Germanic languages</source>
        <translation>게르만어파</translation>
    </message>
    <message>
        <source>Gilbertese</source>
        <translation>키리바시어</translation>
    </message>
    <message>
        <source>Gothic</source>
        <translation>고트어</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>그리스어</translation>
    </message>
    <message>
        <source>Greenlandic</source>
        <translation>그린란드어</translation>
    </message>
    <message>
        <source>Guarani</source>
        <translation>과라니어</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>구자라트어</translation>
    </message>
    <message>
        <source>Gulf Arabic</source>
        <translation>걸프 아랍어</translation>
    </message>
    <message>
        <source>Gun</source>
        <translation>군어</translation>
    </message>
    <message>
        <source>Haitian Creole</source>
        <translation>아이티 크레올어</translation>
    </message>
    <message>
        <source>Halh Mongolian</source>
        <translation>할하 몽골어</translation>
    </message>
    <message>
        <source>Hausa</source>
        <translation>하우사어</translation>
    </message>
    <message>
        <source>Hawaiian</source>
        <translation>하와이어</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>히브리어</translation>
    </message>
    <message>
        <source>Hellenic languages</source>
        <translation>그리스어파</translation>
    </message>
    <message>
        <source>Herero</source>
        <translation>헤레로어</translation>
    </message>
    <message>
        <source>Hiligaynon</source>
        <translation>힐리가이논어</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>힌디어</translation>
    </message>
    <message>
        <source>Hiri Motu</source>
        <translation>히리 모투어</translation>
    </message>
    <message>
        <source>Hmong</source>
        <translation>몽어</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>헝가리어</translation>
    </message>
    <message>
        <source>Iban</source>
        <translation>이반어</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>아이슬란드어</translation>
    </message>
    <message>
        <source>Ido</source>
        <translation>이도어</translation>
    </message>
    <message>
        <source>Igbo</source>
        <translation>이그보어</translation>
    </message>
    <message>
        <source>Ilocano</source>
        <translation>일로카노어</translation>
    </message>
    <message>
        <source>Indic languages</source>
        <translation>인도아리아어군</translation>
    </message>
    <message>
        <source>Indo-European languages</source>
        <translation>인도유럽어족</translation>
    </message>
    <message>
        <source>Indo-Iranian languages</source>
        <translation>인도이란어파</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>인도네시아어</translation>
    </message>
    <message>
        <source>Interlingua</source>
        <translation>인터링구아</translation>
    </message>
    <message>
        <source>Interlingue</source>
        <translation>인테르링구에</translation>
    </message>
    <message>
        <source>Inuktitut</source>
        <translation>이눅티투트어</translation>
    </message>
    <message>
        <source>Inupiaq</source>
        <translation>이누피아크어</translation>
    </message>
    <message>
        <source>Iranian languages</source>
        <translation>이란어군</translation>
    </message>
    <message>
        <source>Irish</source>
        <translation>아일랜드어</translation>
    </message>
    <message>
        <source>Isoko</source>
        <translation>이소코어</translation>
    </message>
    <message>
        <source>Isthmus Zapotec</source>
        <translation>이스트무스 사포텍어</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>이탈리아어</translation>
    </message>
    <message>
        <source>Italic languages</source>
        <translation>이탈리아어파</translation>
    </message>
    <message>
        <source>Jamaican Creole</source>
        <translation>자메이카 크레올어</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>일본어</translation>
    </message>
    <message>
        <source>Javanese</source>
        <translation>자바어</translation>
    </message>
    <message>
        <source>Jingpho</source>
        <translation>징포어</translation>
    </message>
    <message>
        <source>Kabiyè</source>
        <translation>카비예어</translation>
    </message>
    <message>
        <source>Kabyle</source>
        <translation>카빌어</translation>
    </message>
    <message>
        <source>Kalmyk</source>
        <translation>칼미크어</translation>
    </message>
    <message>
        <source>Kamba</source>
        <translation>캄바어</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>칸나다어</translation>
    </message>
    <message>
        <source>Kanuri</source>
        <translation>카누리어</translation>
    </message>
    <message>
        <source>Karakalpak</source>
        <translation>카라칼파크어</translation>
    </message>
    <message>
        <source>Karelian</source>
        <translation>카렐리야어</translation>
    </message>
    <message>
        <source>Kartvelian languages</source>
        <translation>카르트벨리어족</translation>
    </message>
    <message>
        <source>Kashmiri</source>
        <translation>카슈미르어</translation>
    </message>
    <message>
        <source>Kashubian</source>
        <translation>카슈브어</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>카자흐어</translation>
    </message>
    <message>
        <source>Khakas</source>
        <translation>하카스어</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>크메르어</translation>
    </message>
    <message>
        <source>Kikuyu</source>
        <translation>키쿠유어</translation>
    </message>
    <message>
        <source>Kimbundu</source>
        <translation>킴분두어</translation>
    </message>
    <message>
        <source>Kinyarwanda</source>
        <translation>르완다어</translation>
    </message>
    <message>
        <source>Klingon</source>
        <translation>클링온어</translation>
    </message>
    <message>
        <source>Komi</source>
        <translation>코미어</translation>
    </message>
    <message>
        <source>Kongo</source>
        <translation>콩고어</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>Kumyk</source>
        <translation>쿠미크어</translation>
    </message>
    <message>
        <source>Kurdish</source>
        <translation>쿠르드어</translation>
    </message>
    <message>
        <source>Kwanyama</source>
        <translation>쿠안야마어</translation>
    </message>
    <message>
        <source>Kyrgyz</source>
        <translation>키르기스어</translation>
    </message>
    <message>
        <source>Ladin</source>
        <translation>라딘어</translation>
    </message>
    <message>
        <source>Ladino</source>
        <translation>라디노어</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>라오어</translation>
    </message>
    <message>
        <source>Latgalian</source>
        <translation>라트갈레어</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>라틴어</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>라트비아어</translation>
    </message>
    <message>
        <source>Ligurian</source>
        <translation>리구리아어</translation>
    </message>
    <message>
        <source>Limburgish</source>
        <translation>림뷔르흐어</translation>
    </message>
    <message>
        <source>Lingala</source>
        <translation>링갈라어</translation>
    </message>
    <message>
        <source>Lingua Franca Nova</source>
        <translation>링구아 프랑카 노바</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>리투아니아어</translation>
    </message>
    <message>
        <source>Lojban</source>
        <translation>로지반어</translation>
    </message>
    <message>
        <source>Lombard</source>
        <translation>롬바르드어</translation>
    </message>
    <message>
        <source>Low German</source>
        <translation>저지 독일어</translation>
    </message>
    <message>
        <source>Lower Sorbian</source>
        <translation>저지 소르브어</translation>
    </message>
    <message>
        <source>Lozi</source>
        <translation>로지어</translation>
    </message>
    <message>
        <source>Luba-Katanga</source>
        <translation>루바-카탕가어</translation>
    </message>
    <message>
        <source>Luba-Lulua</source>
        <translation>루바-룰루아어</translation>
    </message>
    <message>
        <source>Lunda</source>
        <translation>룬다어</translation>
    </message>
    <message>
        <source>Luo</source>
        <translation>루오어</translation>
    </message>
    <message>
        <source>Luvale</source>
        <translation>루발레어</translation>
    </message>
    <message>
        <source>Luxembourgish</source>
        <translation>룩셈부르크어</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>마케도니아어</translation>
    </message>
    <message>
        <source>Magahi</source>
        <translation>마가히어</translation>
    </message>
    <message>
        <source>Maithili</source>
        <translation>마이틸리어</translation>
    </message>
    <message>
        <source>Malagasy</source>
        <translation>말라가시어</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>말레이어</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>말라얄람어</translation>
    </message>
    <message>
        <source>Malayo-Polynesian languages</source>
        <translation>말레이폴리네시아어파</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>몰타어</translation>
    </message>
    <message>
        <source>Mandarin Chinese</source>
        <translation>표준 중국어</translation>
    </message>
    <message>
        <source>Manx</source>
        <translation>맹크스어</translation>
    </message>
    <message>
        <source>Maori</source>
        <translation>마오리어</translation>
    </message>
    <message>
        <source>Marathi</source>
        <translation>마라티어</translation>
    </message>
    <message>
        <source>Marshallese</source>
        <translation>마셜어</translation>
    </message>
    <message>
        <source>Mauritian Creole</source>
        <translation>모리셔스 크레올어</translation>
    </message>
    <message>
        <source>Meadow Mari</source>
        <translation>초원 마리어</translation>
    </message>
    <message>
        <source>Meitei</source>
        <translation>메이테이어</translation>
    </message>
    <message>
        <source>Mesopotamian Arabic</source>
        <translation>메소포타미아 아랍어</translation>
    </message>
    <message>
        <source>Min Nan Chinese</source>
        <translation>민난어</translation>
    </message>
    <message>
        <source>Minangkabau</source>
        <translation>미낭카바우어</translation>
    </message>
    <message>
        <source>Mirandese</source>
        <translation>미란다어</translation>
    </message>
    <message>
        <source>Mizo</source>
        <translation>미조어</translation>
    </message>
    <message>
        <source>Modern Standard Arabic</source>
        <translation>현대 표준 아랍어</translation>
    </message>
    <message>
        <source>Moksha</source>
        <translation>모크샤어</translation>
    </message>
    <message>
        <source>Moldovan</source>
        <translation>몰도바어</translation>
    </message>
    <message>
        <source>Mon-Khmer languages</source>
        <translation>몬크메르어파</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>몽골어</translation>
    </message>
    <message>
        <source>Moroccan Arabic</source>
        <translation>모로코 아랍어</translation>
    </message>
    <message>
        <source>Moroccan Tamazight</source>
        <translation>모로코 타마지트어</translation>
    </message>
    <message>
        <source>Mossi</source>
        <translation>모시어</translation>
    </message>
    <message>
        <source>Najdi Arabic</source>
        <translation>나지드 아랍어</translation>
    </message>
    <message>
        <source>Nauruan</source>
        <translation>나우루어</translation>
    </message>
    <message>
        <source>Navajo</source>
        <translation>나바호어</translation>
    </message>
    <message>
        <source>Ndonga</source>
        <translation>느동가어</translation>
    </message>
    <message>
        <source>Neapolitan</source>
        <translation>나폴리어</translation>
    </message>
    <message>
        <source>Nepali</source>
        <translation>네팔어</translation>
    </message>
    <message>
        <source>Niger-Congo languages</source>
        <translation>니제르콩고어족</translation>
    </message>
    <message>
        <source>Nigerian Fulfulde</source>
        <translation>나이지리아 풀라어</translation>
    </message>
    <message>
        <source>Nilo-Saharan languages</source>
        <translation>나일사하라어족</translation>
    </message>
    <message>
        <source>Niuean</source>
        <translation>니우에어</translation>
    </message>
    <message>
        <source>North Azerbaijani</source>
        <translation>북부 아제르바이잔어</translation>
    </message>
    <message>
        <source>North European languages</source>
        <translation>북유럽 언어</translation>
    </message>
    <message>
        <source>North Germanic languages</source>
        <translation>북게르만어군</translation>
    </message>
    <message>
        <source>North Levantine Arabic</source>
        <translation>북부 레반트 아랍어</translation>
    </message>
    <message>
        <source>Northern Frisian</source>
        <translation>북부 프리지아어</translation>
    </message>
    <message>
        <source>Northern Kurdish</source>
        <translation>북부 쿠르드어</translation>
    </message>
    <message>
        <source>Northern Ndebele</source>
        <translation>북부 은데벨레어</translation>
    </message>
    <message>
        <source>Northern Sami</source>
        <translation>북부 사미어</translation>
    </message>
    <message>
        <source>Northern Sotho</source>
        <translation>북부 소토어</translation>
    </message>
    <message>
        <source>Northern Uzbek</source>
        <translation>북부 우즈베크어</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>노르웨이어</translation>
    </message>
    <message>
        <source>Norwegian Bokmål</source>
        <translation>노르웨이어(보크말)</translation>
    </message>
    <message>
        <source>Norwegian Nynorsk</source>
        <translation>노르웨이어(뉘노르스크)</translation>
    </message>
    <message>
        <source>Nuer</source>
        <translation>누에르어</translation>
    </message>
    <message>
        <source>Occitan</source>
        <translation>오크어</translation>
    </message>
    <message>
        <source>Odia</source>
        <translation>오디아어</translation>
    </message>
    <message>
        <source>Ojibwe</source>
        <translation>오지브와어</translation>
    </message>
    <message>
        <source>Old English</source>
        <translation>고대 영어</translation>
    </message>
    <message>
        <source>Omotic languages</source>
        <translation>오모어파</translation>
    </message>
    <message>
        <source>Oromo</source>
        <translation>오로모어</translation>
    </message>
    <message>
        <source>Ossetian</source>
        <translation>오세트어</translation>
    </message>
    <message>
        <source>Pali</source>
        <translation>팔리어</translation>
    </message>
    <message>
        <source>Pangasinan</source>
        <translation>팡가시난어</translation>
    </message>
    <message>
        <source>Papiamento</source>
        <translation>파피아멘토어</translation>
    </message>
    <message>
        <source>Pashto</source>
        <translation>파슈토어</translation>
    </message>
    <message>
        <source>Pennsylvania German</source>
        <translation>펜실베이니아 독일어</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>페르시아어</translation>
    </message>
    <message>
        <source>Philippine languages</source>
        <translation>필리핀어군</translation>
    </message>
    <message>
        <source>Piedmontese</source>
        <translation>피에몬테어</translation>
    </message>
    <message>
        <source>Pijin</source>
        <translation>피진어(솔로몬 제도)</translation>
    </message>
    <message>
        <source>Plateau Malagasy</source>
        <translation>고원 말라가시어</translation>
    </message>
    <message>
        <source>Pohnpeian</source>
        <translation>폰페이어</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>폴란드어</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>포르투갈어</translation>
    </message>
    <message>
        <source>Portuguese Creole languages</source>
        <translation>포르투갈어계 크레올어</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>펀자브어</translation>
    </message>
    <message>
        <source>Quechua</source>
        <translation>케추아어</translation>
    </message>
    <message>
        <source>Romance languages</source>
        <translation>로망스어군</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>루마니아어</translation>
    </message>
    <message>
        <source>Romansh</source>
        <translation>로만시어</translation>
    </message>
    <message>
        <source>Romany</source>
        <translation>로마니어</translation>
    </message>
    <message>
        <source>Rundi</source>
        <translation>룬디어</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>러시아어</translation>
    </message>
    <message>
        <source>Rusyn</source>
        <translation>루신어</translation>
    </message>
    <message>
        <source>Saint Lucian Creole</source>
        <translation>세인트루시아 크레올어</translation>
    </message>
    <message>
        <source>Salishan languages</source>
        <translation>살리시어족</translation>
    </message>
    <message>
        <source>Sami languages</source>
        <translation>사미어군</translation>
    </message>
    <message>
        <source>Samoan</source>
        <translation>사모아어</translation>
    </message>
    <message>
        <source>Samogitian</source>
        <translation>사모기티아어</translation>
    </message>
    <message>
        <source>San Salvador Kongo</source>
        <translation>산살바도르 콩고어</translation>
    </message>
    <message>
        <source>Sango</source>
        <translation>산고어</translation>
    </message>
    <message>
        <source>Sanskrit</source>
        <translation>산스크리트어</translation>
    </message>
    <message>
        <source>Santali</source>
        <translation>산탈리어</translation>
    </message>
    <message>
        <source>Sardinian</source>
        <translation>사르데냐어</translation>
    </message>
    <message>
        <source>Saterland Frisian</source>
        <translation>자터란트 프리지아어</translation>
    </message>
    <message>
        <source>Scandinavian languages</source>
        <translation>스칸디나비아 언어</translation>
    </message>
    <message>
        <source>Scots</source>
        <translation>스코트어</translation>
    </message>
    <message>
        <source>Scottish Gaelic</source>
        <translation>스코틀랜드 게일어</translation>
    </message>
    <message>
        <source>Semitic languages</source>
        <translation>셈어파</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>세르비아어</translation>
    </message>
    <message>
        <source>Serbo-Croatian</source>
        <translation>세르보크로아트어</translation>
    </message>
    <message>
        <source>Seychellois Creole</source>
        <translation>세이셸 크레올어</translation>
    </message>
    <message>
        <source>Shan</source>
        <translation>샨어</translation>
    </message>
    <message>
        <source>Shona</source>
        <translation>쇼나어</translation>
    </message>
    <message>
        <source>Sichuan Yi</source>
        <translation>쓰촨 이어</translation>
    </message>
    <message>
        <source>Sicilian</source>
        <translation>시칠리아어</translation>
    </message>
    <message>
        <source>Silesian</source>
        <translation>실레시아어</translation>
    </message>
    <message>
        <source>Sindhi</source>
        <translation>신디어</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <translation>싱할라어</translation>
    </message>
    <message>
        <source>Sinitic languages</source>
        <translation>중국어파</translation>
    </message>
    <message>
        <source>Sino-Tibetan languages</source>
        <translation>중국티베트어족</translation>
    </message>
    <message>
        <source>Slavic languages</source>
        <translation>슬라브어파</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>슬로바키아어</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>슬로베니아어</translation>
    </message>
    <message>
        <source>Somali</source>
        <translation>소말리아어</translation>
    </message>
    <message>
        <source>South Azerbaijani</source>
        <translation>남부 아제르바이잔어</translation>
    </message>
    <message>
        <source>South Levantine Arabic</source>
        <translation>남부 레반트 아랍어</translation>
    </message>
    <message>
        <source>South Slavic languages</source>
        <translation>남슬라브어군</translation>
    </message>
    <message>
        <source>Southern Ndebele</source>
        <translation>남부 은데벨레어</translation>
    </message>
    <message>
        <source>Southern Pashto</source>
        <translation>남부 파슈토어</translation>
    </message>
    <message>
        <source>Southern Sotho</source>
        <translation>남부 소토어</translation>
    </message>
    <message>
        <source>Southwestern Dinka</source>
        <translation>남서부 딩카어</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>스페인어</translation>
    </message>
    <message>
        <source>Sranan Tongo</source>
        <translation>스라난 통고어</translation>
    </message>
    <message>
        <source>Standard Latvian</source>
        <translation>표준 라트비아어</translation>
    </message>
    <message>
        <source>Standard Malay</source>
        <translation>표준 말레이어</translation>
    </message>
    <message>
        <source>Sundanese</source>
        <translation>순다어</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>스와힐리어</translation>
    </message>
    <message>
        <source>Swazi</source>
        <translation>스와지어</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>스웨덴어</translation>
    </message>
    <message>
        <source>Swiss German</source>
        <translation>스위스 독일어</translation>
    </message>
    <message>
        <source>Ta'izzi-Adeni Arabic</source>
        <translation>타이즈-아덴 아랍어</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <translation>타갈로그어</translation>
    </message>
    <message>
        <source>Tahitian</source>
        <translation>타히티어</translation>
    </message>
    <message>
        <source>Tai languages</source>
        <translation>타이어군</translation>
    </message>
    <message>
        <source>Tajik</source>
        <translation>타지크어</translation>
    </message>
    <message>
        <source>Tamasheq</source>
        <translation>타마셰크어</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>타밀어</translation>
    </message>
    <message>
        <source>Tatar</source>
        <translation>타타르어</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>텔루구어</translation>
    </message>
    <message>
        <source>Tetela</source>
        <translation>테텔라어</translation>
    </message>
    <message>
        <source>Tetum</source>
        <translation>테툼어</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>태국어</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>티베트어</translation>
    </message>
    <message>
        <source>Tigrinya</source>
        <translation>티그리냐어</translation>
    </message>
    <message>
        <source>Tiv</source>
        <translation>티브어</translation>
    </message>
    <message>
        <source>Tok Pisin</source>
        <translation>톡 피신어</translation>
    </message>
    <message>
        <source>Toki Pona</source>
        <translation>도키 포나</translation>
    </message>
    <message>
        <source>Tonga of Zambia</source>
        <translation>잠비아 통가어</translation>
    </message>
    <message>
        <source>Tongan</source>
        <translation>통가어</translation>
    </message>
    <message>
        <source>Tosk Albanian</source>
        <translation>토스크 알바니아어</translation>
    </message>
    <message>
        <source>Tsonga</source>
        <translation>총가어</translation>
    </message>
    <message>
        <source>Tswana</source>
        <translation>츠와나어</translation>
    </message>
    <message>
        <source>Tumbuka</source>
        <translation>툼부카어</translation>
    </message>
    <message>
        <source>Tunisian Arabic</source>
        <translation>튀니지 아랍어</translation>
    </message>
    <message>
        <source>Turkic languages</source>
        <translation>튀르크어족</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>튀르키예어</translation>
    </message>
    <message>
        <source>Turkmen</source>
        <translation>투르크멘어</translation>
    </message>
    <message>
        <source>Tuvaluan</source>
        <translation>투발루어</translation>
    </message>
    <message>
        <source>Tuvan</source>
        <translation>투바어</translation>
    </message>
    <message>
        <source>Twi</source>
        <translation>트위어</translation>
    </message>
    <message>
        <source>Udmurt</source>
        <translation>우드무르트어</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>우크라이나어</translation>
    </message>
    <message>
        <source>Umbundu</source>
        <translation>움분두어</translation>
    </message>
    <message>
        <source>Upper Sorbian</source>
        <translation>고지 소르브어</translation>
    </message>
    <message>
        <source>Uralic languages</source>
        <translation>우랄어족</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>우르두어</translation>
    </message>
    <message>
        <source>Uyghur</source>
        <translation>위구르어</translation>
    </message>
    <message>
        <source>Uzbek</source>
        <translation>우즈베크어</translation>
    </message>
    <message>
        <source>Venda</source>
        <translation>벤다어</translation>
    </message>
    <message>
        <source>Venetian</source>
        <translation>베네치아어</translation>
    </message>
    <message>
        <source>Veps</source>
        <translation>벱스어</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>베트남어</translation>
    </message>
    <message>
        <source>Volapük</source>
        <translation>볼라퓌크어</translation>
    </message>
    <message>
        <source>Võro</source>
        <translation>버로어</translation>
    </message>
    <message>
        <source>Wallisian</source>
        <translation>왈리스어</translation>
    </message>
    <message>
        <source>Walloon</source>
        <translation>왈론어</translation>
    </message>
    <message>
        <source>Waray</source>
        <translation>와라이어</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>웨일스어</translation>
    </message>
    <message>
        <source>West Central Oromo</source>
        <translation>서중부 오로모어</translation>
    </message>
    <message>
        <source>West Germanic languages</source>
        <translation>서게르만어군</translation>
    </message>
    <message>
        <source>West Slavic languages</source>
        <translation>서슬라브어군</translation>
    </message>
    <message>
        <source>Western Frisian</source>
        <translation>서부 프리지아어</translation>
    </message>
    <message>
        <source>Western Persian</source>
        <translation>서부 페르시아어</translation>
    </message>
    <message>
        <source>Western Punjabi</source>
        <translation>서부 펀자브어</translation>
    </message>
    <message>
        <source>Wolaytta</source>
        <translation>월라이타어</translation>
    </message>
    <message>
        <source>Wolof</source>
        <translation>월로프어</translation>
    </message>
    <message>
        <source>Wu Chinese</source>
        <translation>우어</translation>
    </message>
    <message>
        <source>Xhosa</source>
        <translation>코사어</translation>
    </message>
    <message>
        <source>Yakut</source>
        <translation>야쿠트어</translation>
    </message>
    <message>
        <source>Yapese</source>
        <translation>야프어</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <translation>이디시어</translation>
    </message>
    <message>
        <source>Yoruba</source>
        <translation>요루바어</translation>
    </message>
    <message>
        <source>Zaza</source>
        <translation>자자어</translation>
    </message>
    <message>
        <source>Zhuang</source>
        <translation>좡어</translation>
    </message>
    <message>
        <source>Zulu</source>
        <translation>줄루어</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>여러 언어</translation>
    </message>
</context>
</TS>
