"""Encyclopedia-like prose in many languages, and titles: written for this project, and held out.

No table was counted on these texts, and none may be: they are what the detection of charsets is judged by.
The key is the language's ISO 639-1 code, as in `benchmarks.prose`, of which each article is the other half of
a document of more than 500 code points; Chinese in traditional letters is one by itself. A title is 10 to 60
code points long.
"""

from __future__ import annotations

ARTICLES = {
    "ar": "تقع الجزيرة الصغيرة على بعد عشرين كيلومترًا من الساحل، ويعيش فيها نحو أربعمئة شخص يعملون في صيد "
    "الأسماك وزراعة الزيتون. بُني المسجد القديم في القرن السابع عشر، ثم أُعيد ترميمه مرتين بعد "
    "الزلزال الذي ضرب المنطقة. في فصل الصيف تصل إليها سفينة واحدة كل يوم، أما في الشتاء فقد تنقطع "
    "الطريق أسبوعًا كاملًا بسبب الأمواج العالية. ويقول سكانها إنهم لا يفكرون في الرحيل، لأن الحياة "
    "هنا هادئة، والهواء نظيف، والجيران كلهم أصدقاء.",
    "bg": "Градът е разположен в подножието на планината, на "
    "около петстотин метра надморска височина. Първите "
    "сведения за селището са от края на тринадесети век, "
    "когато тук е имало крепост и малък манастир. През "
    "деветнадесети век занаятчиите му са били известни с "
    "медните си съдове и с червения плат, който продавали "
    "чак в Цариград. Днес в града живеят около единадесет "
    "хиляди души, има музей, читалище и фабрика за мебели. "
    "Всяка есен се провежда панаир, на който идват гости "
    "от цялата страна.",
    "bn": "দ্বীপটি উপকূল থেকে প্রায় কুড়ি কিলোমিটার দূরে অবস্থিত এবং সেখানে চারশোর মতো মানুষ বাস করে। "
    "তাদের বেশির ভাগই মাছ ধরে ও ধান চাষ করে জীবন চালায়। বর্ষাকালে নদীর জল বেড়ে গেলে ছোট নৌকা ছাড়া "
    "আর কোনো উপায়ে যাতায়াত করা যায় না। গ্রামের একমাত্র বিদ্যালয়টি ১৯৫৬ সালে তৈরি হয়েছিল, আর তার "
    "পাশেই আছে একটি পুরোনো পাঠাগার। শীতের সকালে কুয়াশার ভেতর দিয়ে খেজুরের রস নিয়ে লোকেরা বাজারে "
    "যায়।",
    "cs": "Městečko leží na soutoku dvou řek a poprvé se připomíná roku 1318, kdy je král povýšil na "
    "město. Ve středu náměstí stojí renesanční radnice s věží, z níž je vidět až k "
    "hřebenům Šumavy. Většina obyvatel kdysi pracovala ve sklárnách; poslední pec vyhasla v "
    "osmdesátých letech a budova dnes slouží jako muzeum. V létě sem přijíždějí vodáci, "
    "kteří táboří pod jezem, a žáci zdejší hudební školy jim večer hrávají na nádvoří "
    "zámku. Nejbližší nádraží je vzdáleno čtyři kilometry.",
    "da": "Øen ligger en halv times sejlads fra fastlandet og har omkring to hundrede indbyggere. I det "
    "nittende århundrede levede næsten alle af fiskeri og af at bygge både, men i dag er landbrug "
    "og turisme vigtigst. Kirken er fra år 1250 og blev ombygget efter en brand; dens klokke kan "
    "høres helt ovre på nabøen, når vinden er i øst. Om vinteren fryser sundet sjældent til, så "
    "færgen sejler hver dag, også juleaften. Skolen lukkede for ti år siden, og børnene går nu i "
    "skole på den anden side af vandet.",
    "de": "Die Gemeinde liegt am südlichen Rand des Mittelgebirges und zählt knapp neuntausend Einwohner. "
    "Über Jahrhunderte lebten die Menschen hier vom Bergbau; noch heute führen Stollen unter der "
    "Altstadt hindurch, von denen einer für Besucher geöffnet ist. Nach der Schließung der letzten "
    "Grube im Jahr 1968 siedelten sich kleinere Betriebe an, die Werkzeuge, Schlösser und Geräte "
    "für Zahnärzte herstellen. Außerdem gibt es ein Museum für Spielzeug, eine Brauerei und "
    "jährlich im Oktober ein großes Fest.",
    "el": "Το χωριό βρίσκεται στην πλαγιά του βουνού, σε υψόμετρο "
    "εξακοσίων μέτρων, και έχει περίπου τριακόσιους "
    "κατοίκους. Τα σπίτια είναι χτισμένα με γκρίζα πέτρα και "
    "έχουν ξύλινα μπαλκόνια που βλέπουν προς τη θάλασσα. "
    "Στην πλατεία υπάρχει ένας πλάτανος που, σύμφωνα με την "
    "παράδοση, φυτεύτηκε πριν από πέντε αιώνες. Οι "
    "περισσότεροι κάτοικοι ασχολούνται με την ελιά, το μέλι "
    "και το κρασί, ενώ το καλοκαίρι νοικιάζουν δωμάτια σε "
    "επισκέπτες. Κάθε Αύγουστο γίνεται ένα μεγάλο πανηγύρι.",
    "en": "The town stands where two valleys meet, and for most of its history it lived off wool. Its "
    "mills were built of the same brown stone as its chapels, and from a distance it’s hard to tell "
    "one from the other. When the last mill closed in 1974, half of the young people left; those who "
    "stayed opened workshops, a brewery and – rather to everyone’s surprise – a school for "
    "puppeteers. Today some eight thousand people live there. The river floods about once in ten "
    "years, and the café by the bridge keeps a board with the marks.",
    "es": "El pueblo se encuentra en un valle estrecho, a orillas de un río que nace en la sierra y que "
    "en otoño suele crecer con rapidez. Según los archivos, fue fundado en el año 1227 por un grupo "
    "de pastores que venían del norte. La iglesia conserva un órgano del siglo XVIII, todavía en "
    "uso, y varias pinturas de autor desconocido. ¿De qué viven hoy sus habitantes? Sobre todo del "
    "queso, de la miel y de los viajeros que llegan caminando. En los últimos años han vuelto "
    "también algunos jóvenes que trabajan desde casa.",
    "et": "Küla asub mere ääres, umbes kolmkümmend kilomeetrit lähimast linnast, ja selles elab ligi "
    "sada viiskümmend inimest. Esimest korda mainiti seda aastal 1453, kui mõisnik müüs maa koos "
    "veskiga naabrile. Sõja järel rajati siia kalatööstus, mis andis tööd kogu ümbruskonnale; "
    "nüüd on hoones puukoda ja väike näitusesaal. Suvel peetakse lõkkeõhtuid, kus lauldakse vanu "
    "laule ning süüakse suitsulesta. Kõige tähtsam sündmus on siiski sügisene laat, millele "
    "tullakse üle väina.",
    "fa": "این روستا در دامنه\u200cی کوه قرار دارد و حدود هفتصد نفر در آن زندگی می\u200cکنند. بیشتر مردم "
    "به باغداری و پرورش زنبور عسل مشغول\u200cاند و گروهی نیز در کارگاه\u200cهای قالی\u200cبافی کار "
    "می\u200cکنند. پل سنگی قدیمی که روی رودخانه ساخته شده، یادگار دوره\u200cی صفوی است و پس از سیل "
    "بزرگ سال ۱۳۴۸ بازسازی شد. در زمستان راه روستا گاهی به سبب برف بسته می\u200cشود، اما در بهار "
    "شکوفه\u200cهای بادام گردشگران بسیاری را به آنجا می\u200cکشاند. مدرسه\u200cی روستا امسال پنجاه "
    "ساله شد.",
    "fi": "Kylä sijaitsee järven pohjoisrannalla, ja siellä asuu vajaat neljäsataa ihmistä. Ensimmäiset "
    "asukkaat tulivat seudulle 1500-luvulla etelästä, raivasivat pellot ja rakensivat myllyn kosken "
    "partaalle. Sahateollisuus toi kylään rautatien vuonna 1897, mutta viimeinen juna lähti asemalta "
    "jo yli kolmekymmentä vuotta sitten. Nykyään vanhassa asemarakennuksessa toimii kahvila, jonka "
    "seinillä on valokuvia tukinuitosta. Talvisin jäälle aurataan pitkä luistelurata, ja kesäöinä "
    "järvellä soudetaan kilpaa.",
    "fr": "La commune s’étend sur un plateau calcaire, entre deux rivières dont les gorges ont été "
    "creusées pendant des millénaires. On y élève des brebis, dont le lait sert à fabriquer un "
    "fromage affiné dans des caves naturelles. L’église, bâtie au XIIe siècle puis remaniée, "
    "possède un clocher carré où nichent des chouettes. À l’automne, les habitants ramassent des "
    "châtaignes et des cèpes ; l’été, ils louent des gîtes aux randonneurs. Un musée raconte "
    "l’histoire des gantières, ces ouvrières qui cousaient à domicile.",
    "he": "היישוב שוכן על גבעה מעל העמק, וחיים בו כאלף ומאתיים תושבים. הוא נוסד בשנת 1934 על ידי קבוצה של "
    "צעירים שהגיעו מפולין, ובשנים הראשונות התפרנסו אנשיו מגידול תפוזים וענבים. במרכז היישוב עומד "
    "מגדל מים ישן, שהפך למוזיאון קטן ובו תצלומים, מכתבים וכלי עבודה. בחורף מתמלא הוואדי הסמוך במים, "
    "ובאביב פורחים בו כלניות ורקפות. בשנים האחרונות נפתחו במקום מאפייה, סדנה לקרמיקה וחנות ספרים, "
    "והאוטובוס לעיר יוצא משם בכל שעה.",
    "hi": "यह गाँव नदी के किनारे बसा है और यहाँ लगभग दो हज़ार लोग रहते हैं। अधिकतर परिवार खेती करते हैं और "
    "गेहूँ, सरसों तथा गन्ना उगाते हैं। गाँव के बीच में एक पुराना कुआँ है, जिसके पास हर शाम बुज़ुर्ग "
    "बैठकर बातें करते हैं। विद्यालय की स्थापना सन् 1952 में हुई थी और आज उसमें पाँच सौ से अधिक बच्चे "
    "पढ़ते हैं। बरसात में सड़क पर पानी भर जाता है, इसलिए पिछले वर्ष एक नया पुल बनाया गया। दीवाली के "
    "बाद यहाँ बड़ा मेला लगता है।",
    "hr": "Mjesto se nalazi u plodnoj dolini, okruženo šumama hrasta i bukve, a u njemu živi nešto više od "
    "dvije tisuće ljudi. Prvi put spominje se u ispravi iz 1209. godine, kojom kralj daruje zemlju "
    "samostanu. Krajem devetnaestoga stoljeća podignuta je tvornica šešira, čiji su proizvodi "
    "putovali sve do Beča i Trsta. Danas se mještani bave vinogradarstvom, proizvodnjom sira i "
    "drvnom industrijom. Početkom rujna održava se smotra tamburaša, a đaci tada za goste peku "
    "kolače s orasima.",
    "hu": "A falu egy széles völgyben fekszik, ahol két patak összefolyik, és körülbelül hatszázan "
    "élnek benne. Nevét először egy 1275-ből származó oklevél említi, amelyben a püspök a "
    "malom jövedelmét elcserélte egy szőlőért. A török időkben elnéptelenedett, majd a "
    "tizennyolcadik században német és szlovák családok telepedtek le itt. Híres a "
    "fazekasairól, akik zöld mázas tányérokat és füles korsókat készítenek. Ősszel szüreti "
    "felvonulást rendeznek, télen pedig disznóvágásra hívják a városi rokonokat.",
    "hy": "Գյուղը գտնվում է լեռների ստորոտին, գետի ձախ ափին, և այնտեղ ապրում է մոտ ութ հարյուր մարդ։ "
    "Բնակիչների մեծ մասը զբաղվում է այգեգործությամբ և անասնապահությամբ, իսկ ամռանը նրանք ծիրան են "
    "չորացնում տանիքների վրա։ Եկեղեցին կառուցվել է տասներեքերորդ դարում և վերանորոգվել է երկրաշարժից "
    "հետո։ Դպրոցի բակում կանգնած է մի հին ընկուզենի, որի տակ ամեն գարուն տոն են կազմակերպում։ Վերջին "
    "տարիներին այստեղ բացվել են հյուրատներ, որտեղ կարելի է համտեսել տեղական պանիր ու գինի։",
    "id": "Desa itu terletak di lereng gunung, sekitar sembilan ratus meter di atas permukaan laut, dan "
    "dihuni oleh kurang lebih tiga ribu jiwa. Sebagian besar penduduknya menanam kopi, sayuran, dan "
    "tembakau; hasilnya dibawa ke pasar kota setiap hari Kamis. Sebuah candi kecil dari abad "
    "kesembilan ditemukan pada tahun 1976 ketika warga menggali sumur. Kini tempat itu dijaga oleh "
    "para pemuda desa yang juga membuka warung. “Yang datang bukan hanya turis,” kata Pak Suryo, "
    "“tetapi juga para peneliti dari berbagai negara.”",
    "it": "Il paese sorge su una collina di tufo, a circa trecento metri sul livello del mare, e conta "
    "poco più di mille abitanti. Fu abitato già dagli Etruschi, che scavarono le grotte oggi usate "
    "come cantine. Nel Medioevo passò più volte da una famiglia all’altra, finché nel 1502 venne "
    "unito al ducato. La piazza è chiusa su tre lati da palazzi dell’età barocca; sul quarto "
    "c’è un belvedere da cui, nelle giornate limpide, si vede il mare. Perché tanti giovani "
    "tornano? Perché qui, dicono, la vita costa meno ed è più lenta.",
    "ja": "この村は山あいの盆地にあり、およそ千二百人が暮らしている。古くから紙すきが盛んで、江戸時代には村"
    "の和紙が将軍家にも納められたという。川の水が冷たく澄んでいるため、冬に作られる紙はとりわけ丈夫で"
    "白い。昭和の初めには百軒を超える工房があったが、今では三軒を残すだけになった。それでも最近は、若"
    "い職人が都会から移り住み、照明や名刺などの新しい商品を作り始めている。村の中心には小さな資料館が"
    "あり、道具や古い帳簿が展示されている。春には川沿いの桜並木を見に多くの人が訪れ、夏には子どもたち"
    "が鮎を釣る。秋の祭りでは、住民が手作りの灯籠に火をともし、夜遅くまで太鼓の音が響く。駅からは一日"
    "に四本のバスが出ており、終点までは四十分ほどかかる。冬は雪が深く、二メートルを超えることも珍しく"
    "ない。そのため家々の屋根は急な勾配を持ち、入り口は二階にも設けられている。「不便だが、ここには静"
    "けさがある」と、八十歳になる村長は笑った。役場では、古い家を安く借りたい人のための相談会を毎月開"
    "いている。",
    "ka": "სოფელი მდებარეობს მთის კალთაზე, ზღვის დონიდან რვაას მეტრზე, და იქ დაახლოებით ექვსასი ადამიანი "
    "ცხოვრობს. მოსახლეობის უმეტესობა მევენახეობასა და მეფუტკრეობას მისდევს. ძველი ციხე მეთორმეტე "
    "საუკუნეში აუგიათ, ხოლო მისი კოშკი მიწისძვრამ დააზიანა. სკოლის გვერდით პატარა მუზეუმია, სადაც "
    "ინახება ხელნაწერები, ხალიჩები და თიხის ჭურჭელი. შემოდგომაზე, რთველის დროს, ნათესავები ქალაქიდან "
    "ჩამოდიან და ყველა ერთად მღერის. ზამთარში გზა ხშირად იკეტება, რადგან დიდი თოვლი მოდის.",
    "ko": "이 마을은 산으로 둘러싸인 작은 분지에 자리 잡고 있으며 약 구백 명이 살고 있다. 예로부터 물이 "
    "맑고 흙이 좋아 도자기를 굽는 사람들이 모여들었고, 조선 시대에는 왕실에서 쓰는 그릇을 만들기도 "
    "했다. 마을 한가운데에는 오백 년 된 느티나무가 서 있는데, 주민들은 해마다 정월 대보름에 그 "
    "앞에서 제사를 지낸다. 젊은이들이 도시로 떠나면서 한때 학교가 문을 닫을 뻔했지만, 최근에는 "
    "귀농한 가족들이 늘어 교실에 다시 아이들의 웃음소리가 들린다. 봄에는 산수유꽃이 마을을 노랗게 "
    "물들이고, 가을에는 집집마다 감을 깎아 처마 밑에 매단다. 마을로 가려면 기차역에서 버스를 타고 "
    "사십 분쯤 달려야 한다. 길은 좁고 굽이가 많지만 창밖으로 보이는 계곡의 풍경이 아름답다. 폐교를 "
    "고쳐 만든 박물관에는 옛 농기구와 사진, 그리고 주민들이 기증한 편지가 전시되어 있다. “불편한 "
    "점도 많지만 이웃끼리 서로 돕고 사니 외롭지 않습니다.” 이장 박영수 씨의 말이다.",
    "lt": "Miestelis įsikūręs ant ežero kranto, apie keturiasdešimt kilometrų į rytus nuo sostinės, ir "
    "jame gyvena kiek daugiau nei tūkstantis žmonių. Pirmą kartą jis paminėtas 1387 metais, kai čia "
    "buvo pastatyta medinė bažnyčia. Gyventojai nuo seno vertėsi žvejyba, pynė krepšius ir degė "
    "puodus, o šiandien daugelis dirba lentpjūvėje arba važinėja į miestą. Vasarą rengiama žolinių "
    "šventė, į kurią suvažiuoja dainininkai iš viso krašto. Senajame dvare įkurtas muziejus, kuriame "
    "saugomi laiškai, žemėlapiai ir drabužiai.",
    "lv": "Ciems atrodas upes labajā krastā, apmēram divdesmit kilometru attālumā no jūras, un tajā "
    "dzīvo gandrīz pieci simti cilvēku. Rakstos tas pirmoreiz minēts 1582. gadā, kad muižas "
    "īpašnieks šeit uzcēla dzirnavas un krogu. Pagājušā gadsimta sākumā ciemā bija ķieģeļu "
    "ceplis, pienotava un divas skolas. Tagad iedzīvotāji nodarbojas galvenokārt ar "
    "lauksaimniecību, biškopību un galdniecību, bet jaunieši bieži brauc strādāt uz pilsētu. "
    "Jāņu naktī kalnā aiz baznīcas kurina ugunskuru, dzied līgodziesmas un ēd ķimeņu sieru.",
    "nl": "Het dorp ligt achter de dijk, ongeveer twee meter onder de zeespiegel, en telt iets meer dan "
    "drieduizend inwoners. In de zeventiende eeuw was het een vissersplaats met een eigen haven; na "
    "de drooglegging van het meer werden de meeste vissers boer. De kerk is in 1641 gebouwd op palen "
    "die, naar men zegt, uit Noorwegen kwamen. Tegenwoordig is de streek bekend om haar tulpen, haar "
    "kaas en haar molens – één daarvan maalt nog altijd graan. Elk jaar in februari, als het ijs "
    "dik genoeg is, wordt er een schaatstocht georganiseerd.",
    "pl": "Miasteczko leży w dolinie rzeki, na skraju puszczy, i liczy niespełna pięć tysięcy "
    "mieszkańców. Prawa miejskie otrzymało w roku 1428 od księcia, który chciał w tym miejscu "
    "pobierać cło od przewożonej soli. Po pożarze, który strawił drewnianą zabudowę, wzniesiono "
    "murowany ratusz i kamienice z podcieniami. Przez długi czas działały tu garbarnie, browar "
    "oraz fabryka zapałek. Dziś większość ludzi utrzymuje się z turystyki i rzemiosła, a w "
    "sierpniu odbywa się święto chleba, podczas którego każdy może upiec własny bochenek.",
    "pt": "A vila fica na margem esquerda do rio, a cerca de quarenta quilómetros da foz, e tem pouco "
    "mais de dois mil habitantes. Recebeu foral em 1514 e, durante séculos, viveu da pesca, do sal "
    "e da construção de barcos. Na praça principal há um pelourinho, uma fonte de azulejos e a casa "
    "onde nasceu um célebre botânico. Hoje em dia, a região produz laranjas, cortiça e mel de "
    "rosmaninho; a maior parte da produção é exportada. No verão realiza-se uma feira à qual vêm "
    "artesãos de todo o país. Não há comboio, mas existe uma ligação por autocarro.",
    "ro": "Comuna este așezată la poalele munților, pe malul unui râu repede, și are aproximativ două mii "
    "de locuitori. Prima atestare documentară datează din anul 1432, când domnitorul a dăruit "
    "mănăstirii moara și pădurea din apropiere. Oamenii se ocupă cu creșterea oilor, cu prelucrarea "
    "lemnului și cu pomicultura, iar toamna fac țuică din prune. Biserica de lemn, acoperită cu "
    "șindrilă, păstrează picturi vechi și o icoană făcătoare de minuni. În fiecare vară, la "
    "sărbătoarea satului, fetele poartă ii cusute de bunicile lor.",
    "ru": "Посёлок расположен на берегу большого озера, в "
    "семидесяти километрах от областного центра, и в нём "
    "живёт около четырёх тысяч человек. Первое "
    "упоминание о нём относится к 1562 году: тогда здесь "
    "стояла рыбацкая слобода, платившая подать щуками и "
    "лещами. В середине девятнадцатого века купец "
    "Ерофеев построил бумажную фабрику, вокруг которой "
    "выросли улицы, школа и больница. Сейчас на фабрике "
    "устроен музей, а жители занимаются лесом, рыбой и "
    "приёмом туристов. Зимой через озеро прокладывают "
    "ледовую дорогу.",
    "sk": "Obec leží v podhorí, v údolí potoka, a má asi osemsto obyvateľov. Najstaršia písomná "
    "zmienka pochádza z roku 1347, keď ju zemepán udelil šoltýsovi, aby tu založil osadu podľa "
    "valašského práva. Ľudia sa živili chovom oviec, pálením dreveného uhlia a výrobou šindľov; "
    "mnohí odchádzali za prácou do Ameriky. V drevenom kostolíku sa zachovali nástenné maľby a "
    "organ, ktorý ešte vždy hrá. Každý rok v júli sa koná slávnosť pastierov, na ktorej sa "
    "súťaží v dojení, v hre na fujare aj vo varení bryndzových halušiek.",
    "sr": "Село се налази у брдовитом крају, на обронцима "
    "планине, и има око шест стотина становника. Први пут "
    "се помиње у турском попису из 1476. године, када је "
    "имало двадесет домова и једну воденицу. Мештани се "
    "баве воћарством, сточарством и прављењем ћилима, а "
    "шљиве продају на пијаци у оближњем граду. У порти "
    "цркве стоји запис, храст стар више од три века, испод "
    "кога се људи окупљају на заветину. Школу је подигао "
    "ковач Љубомир Ђорђевић својим новцем, па она и данас "
    "носи његово име. Џезва и шољица увек су на столу.",
    "sv": "Byn ligger vid en smal fjord och har ungefär trehundra invånare, av vilka de flesta är "
    "ättlingar till fiskare och båtbyggare. Den nämns första gången i ett brev från 1413, där "
    "biskopen klagar över att tiondet inte har betalats. På artonhundratalet kom sillen tillbaka, "
    "och under några årtionden låg här över fyrtio salterier längs stranden. När sillen försvann "
    "blev det tyst igen; husen stod tomma tills sommargästerna upptäckte dem. I dag finns här en "
    "skola, ett bageri och en färja som går varje timme året om.",
    "ta": "இந்த ஊர் மலையடிவாரத்தில் ஒரு சிறிய ஆற்றின் கரையில் அமைந்துள்ளது; இங்கு சுமார் இரண்டாயிரம் பேர் "
    "வாழ்கிறார்கள். பெரும்பாலானோர் நெல், வாழை, மஞ்சள் ஆகியவற்றைப் பயிரிடுகிறார்கள். ஊரின் நடுவே உள்ள "
    "கோயில் பத்தாம் நூற்றாண்டில் கட்டப்பட்டது என்று கல்வெட்டுகள் கூறுகின்றன. ஒவ்வோர் ஆண்டும் தை "
    "மாதத்தில் நடைபெறும் திருவிழாவைக் காண அயலூர்களிலிருந்தும் மக்கள் வருகிறார்கள். பள்ளிக்கூடத்தின் "
    "அருகில் ஒரு நூலகம் 1961 ஆம் ஆண்டில் திறக்கப்பட்டது; அதில் இன்று எட்டாயிரம் நூல்கள் உள்ளன.",
    "th": "หมู่บ้านแห่งนี้ตั้งอยู่ริมแม่น้ำทางตอนเหนือของจังหวัด มีประชากรประมาณหนึ่งพันสองร้อยคน ส่วนใหญ่ท"
    "ำนาและปลูกผักสวนครัว บางครอบครัวยังทอผ้าฝ้ายด้วยกี่แบบโบราณซึ่งสืบทอดกันมาหลายชั่วอายุคน วัดประจ"
    "ำหมู่บ้านสร้างขึ้นเมื่อกว่าสองร้อยปีก่อน ภายในมีภาพเขียนเล่าเรื่องชีวิตของชาวบ้านในสมัยนั้น ทุกป"
    "ีหลังออกพรรษาจะมีการแข่งเรือยาวซึ่งดึงดูดผู้คนจากทั่วสารทิศ ในฤดูหนาวอากาศเย็นสบายและมีหมอกปกคลุ"
    "มทุ่งนาจนถึงสาย ตลาดเช้าขายข้าวเหนียว ปลาย่าง และขนมพื้นบ้าน โรงเรียนของหมู่บ้านเปิดสอนตั้งแต่ปี"
    " พ.ศ. 2498",
    "tr": "Kasaba, iki dağ arasındaki geniş bir vadide kurulmuştur ve yaklaşık yedi bin kişilik bir "
    "nüfusa sahiptir. Tarihi Hititlere kadar uzanan yerleşimde, şehir surlarının bir bölümü ile "
    "bir kervansaray günümüze ulaşmıştır. Halkın çoğu kayısı, üzüm ve fındık yetiştirir; "
    "kış aylarında ise evlerde halı dokunur. Çarşıdaki bakırcılar hâlâ babalarından "
    "öğrendikleri yöntemlerle çalışıyor. Her yıl eylülün ilk haftasında düzenlenen bağ bozumu "
    "şenliğine çevre illerden binlerce kişi gelir. Tren istasyonu 1936’da açılmıştır.",
    "uk": "Містечко розташоване на березі річки, за шістдесят "
    "кілометрів від обласного центру, і має близько трьох "
    "тисяч мешканців. Уперше воно згадується в грамоті 1444 "
    "року, коли князь подарував ці землі своєму писареві. У "
    "дев’ятнадцятому столітті тут діяли цукровий завод, "
    "ґуральня й чотири школи, а щочетверга відбувався "
    "великий ярмарок. Нині в колишньому палаці працює "
    "музей, де зберігають вишиті рушники, листи та старі "
    "мапи. Більшість людей вирощує пшеницю, соняшник і "
    "яблука. Їхні сади особливо гарні навесні.",
    "vi": "Ngôi làng nằm bên bờ sông, cách trung tâm tỉnh khoảng hai mươi cây số, và có chừng một "
    "nghìn năm trăm người sinh sống. Phần lớn dân làng làm ruộng, nuôi tằm và dệt lụa theo lối "
    "cổ truyền. Đình làng được dựng vào thế kỷ mười bảy, trải qua nhiều lần trùng tu nhưng vẫn "
    "giữ được những bức chạm gỗ quý. Mỗi năm vào tháng Giêng, làng mở hội đua thuyền và thi "
    "nấu cơm. Những năm gần đây, nhiều gia đình mở nhà nghỉ để đón khách phương xa; con "
    "đường mới cũng giúp việc buôn bán thuận lợi hơn trước.",
    "zh": "这个镇子坐落在两条河的汇合处，大约有六千人居住。早在宋代，这里就因为出产茶叶和竹纸而闻名，商船沿"
    "着河道把货物运往下游的城市。镇上的石桥建于明朝万历年间，桥身由三个拱组成，至今仍然可以通行。老街"
    "两旁是木结构的店铺，二楼的窗户雕刻着花鸟和人物。二十世纪八十年代，年轻人纷纷外出打工，许多房屋空"
    "了下来；近几年旅游业兴起，不少人又回到家乡，开起了客栈、书店和咖啡馆。每年清明前后，茶农们天不亮"
    "就上山采茶，傍晚时分，整条街都弥漫着炒茶的香气。镇里的小学保留着一口古井，据说从来没有干涸过。博"
    "物馆里收藏着旧地契、农具以及几百封家书，其中最早的一封写于光绪三年。冬天河面上常有薄雾，摄影师们"
    "喜欢在日出时拍下渔夫撒网的情景。“我们不希望这里变得太热闹，”镇长李国华说，“安静才是它最大的财"
    "富。”从省城出发，坐两个小时的长途汽车就能到达，下车后沿着河边走十分钟便是老街的入口。当地人待客"
    "热情，常常请陌生人进屋喝一杯新茶，再讲一段祖辈流传下来的故事。镇上还有一家百年老店，专门卖豆腐干"
    "和桂花糕，每逢节日门口总是排着长队。",
    "zh-Hant": "這座小島位於本島東南方約三十公里的海面上，面積不到十七平方公里，住著兩千多位居民。"
    "島上的火山早已沉睡，留下黑色的礁石、陡峭的山壁和一處湧出海面的溫泉。三百年前，第一批漁民從對岸划船而來，他們以捕飛魚、種"
    "番薯維生，並用珊瑚石砌成厚厚的牆壁，以抵擋冬天強勁的東北季風。二十世紀中葉，島上曾經養了上萬頭梅花鹿，如今"
    "鹿群早已野放，遊客在步道旁常能看見牠們低頭吃草。每年農曆正月十五，年輕人會抬著神轎涉水渡過海灣，岸邊鑼鼓喧"
    "天，鞭炮聲此起彼落。島上只有一所國中，學生畢業後大多搭船到城裡念書，假日才回家。近年來，幾位返鄉的青年把廢"
    "棄的冷凍廠改建成圖書館，收藏舊照片、航海日誌和老人家的口述歷史。「潮水會帶走東西，也會把東西送回來，」館長"
    "陳淑芬笑著說。颱風季節裡，渡輪經常停駛，商店的貨架很快就空了；然而鄰居之間互相分送蔬菜與魚乾，日子照樣過得"
    "下去。天氣晴朗的夜晚，銀河清晰可見，許多攝影愛好者專程前來拍攝星空。從碼頭出發，騎腳踏車繞島一圈大約需要三"
    "個小時，途中會經過燈塔、牧場和一座以貝殼裝飾的廟宇。冬天東北風起時，島民習慣圍著爐火喝薑茶，聽長輩講述祖先"
    "渡海的故事，也談談哪一家的孩子剛剛當上了船長。到了春天，百合花開滿山坡，蝴蝶在草叢間飛舞，又是另一番景象。",
}
TITLES = {
    "ar": (
        "تاريخ المدينة القديمة",
        "كيف نزرع أشجار الزيتون؟",
        "الشاعر محمود درويش",
        "مواعيد القطار إلى الإسكندرية",
        "أسعار الخبز ترتفع من جديد",
    ),
    "bg": (
        "Историята на едно пристанище",
        "Как се прави лютеница",
        "Йордан Йовков: избрани разкази",
        "Разписание на влаковете за Пловдив",
        "Снегът затвори прохода",
    ),
    "bn": (
        "পুরোনো শহরের ইতিহাস",
        "রবীন্দ্রনাথ ঠাকুরের চিঠি",
        "আজ বৃষ্টি হতে পারে",
        "নদীর ওপর নতুন সেতু",
        "ইলিশ মাছের ঝোল",
    ),
    "cs": (
        "Příběh staré přístavní zdi",
        "Jak se peče vánočka",
        "Božena Němcová a její dopisy",
        "Jízdní řád vlaků do Plzně",
        "Sníh uzavřel šumavské silnice",
        "Čtyři dny bez elektřiny",
    ),
    "da": (
        "Historien om en gammel mole",
        "Sådan bager du rugbrød",
        "Søren Kierkegaards breve",
        "Færgen til Ærø er aflyst",
        "Æbler fra egen have",
    ),
    "de": (
        "Die Geschichte einer Hafenmauer",
        "Wie man Brötchen bäckt",
        "Annette von Droste-Hülshoff",
        "Züge nach Köln fallen aus",
        "Grüße aus dem Süden",
        "Über den Fluss",
    ),
    "el": (
        "Η ιστορία του παλιού λιμανιού",
        "Πώς φτιάχνεται το ψωμί",
        "Κωνσταντίνος Καβάφης",
        "Δρομολόγια πλοίων για Νάξο",
        "Χιόνια στα ορεινά της Ηπείρου",
    ),
    "en": (
        "The naïve traveller’s guide",
        "Emily Brontë’s letters from Brussels",
        "Café opens at 8 – bring cash",
        "A résumé in three sentences",
        "Only £5 a head",
    ),
    "es": (
        "La historia del viejo muelle",
        "Cómo se hornea el pan",
        "Federico García Lorca",
        "¿Cuándo sale el tren a León?",
        "Mañana lloverá en Galicia",
    ),
    "et": (
        "Vana sadama lugu",
        "Kuidas küpsetada rukkileiba",
        "Anton Hansen Tammsaare kirjad",
        "Sügisene laat Võrus",
        "Õunaaiad õitsevad tänavu vara",
    ),
    "fa": (
        "تاریخچهٔ بندر قدیمی",
        "طرز تهیهٔ نان سنگک",
        "نامه\u200cهای فروغ فرخزاد",
        "قطار تهران به مشهد",
        "برف راه روستا را بست",
    ),
    "fi": (
        "Vanhan sataman tarina",
        "Näin leivot ruisleipää",
        "Väinö Linnan kirjeet",
        "Lautta Hailuotoon myöhässä",
        "Yöllä jopa kymmenen astetta pakkasta",
    ),
    "fr": (
        "L’histoire du vieux môle",
        "Comment pétrir le pain à la main",
        "Les lettres de George Sand",
        "Le train de 8 h 12 est supprimé",
        "Un été à Besançon",
        "Où dormir près du château ?",
    ),
    "he": (
        "סיפורו של הנמל הישן",
        "איך אופים חלה",
        "מכתביה של לאה גולדברג",
        "הרכבת לחיפה מתעכבת",
        "שלג ראשון בירושלים",
    ),
    "hi": (
        "पुराने बंदरगाह की कहानी",
        "रोटी कैसे बनाते हैं",
        "प्रेमचंद के पत्र",
        "आज बारिश हो सकती है",
        "नदी पर नया पुल",
    ),
    "hr": (
        "Priča o staroj luci",
        "Kako se peče kruh ispod čripnje",
        "Pisma Ivane Brlić-Mažuranić",
        "Vozni red vlakova za Šibenik",
        "Snijeg zatvorio cestu na Učki",
    ),
    "hu": (
        "A régi kikötő története",
        "Hogyan süssünk kürtőskalácsot",
        "Petőfi Sándor levelei",
        "A győri vonat húsz percet késik",
        "Őszi szüret a Balatonnál",
    ),
    "hy": (
        "Հին նավահանգստի պատմությունը",
        "Ինչպես թխել լավաշ",
        "Հովհաննես Թումանյանի նամակները",
        "Գնացքը ուշանում է",
        "Ձյունը փակել է ճանապարհը",
    ),
    "id": (
        "Kisah “rumah” di tepi sungai",
        "Resep tempe – cepat dan murah",
        "Kafé baru di Yogyakarta",
        "Berapa harganya? Rp 5.000…",
        "Surat R. A. Kartini",
    ),
    "it": (
        "La storia del vecchio molo",
        "Come si fa il pane in casa",
        "Perché il caffè è così caro?",
        "L’età della pietra, più o meno",
        "Il treno per Forlì è in ritardo",
        "Libertà e virtù",
    ),
    "ja": (
        "古い港の歴史をたどって",
        "家庭でパンの焼き方を学ぶ",
        "夏目漱石が友人に宛てた手紙",
        "京都行きの電車は運休です",
        "大雪で道路が通行止めに",
        "猫と暮らす四季、あれこれ",
    ),
    "ka": (
        "ძველი ნავსადგურის ისტორია",
        "როგორ გამოვაცხოთ პური",
        "ილია ჭავჭავაძის წერილები",
        "მატარებელი აგვიანებს",
        "თოვლმა გზა ჩაკეტა",
    ),
    "ko": (
        "오래된 항구의 역사",
        "집에서 빵을 굽는 방법",
        "윤동주 시인의 편지",
        "부산행 열차가 늦어집니다",
        "폭설로 도로가 막혔다",
    ),
    "lt": (
        "Seno uosto istorija",
        "Kaip kepti ruginę duoną",
        "Žemaitės laiškai",
        "Traukinys į Šiaulius vėluoja",
        "Ežere užšalo ledas",
    ),
    "lv": (
        "Vecās ostas stāsts",
        "Kā cept rudzu maizi mājās",
        "Raiņa un Aspazijas vēstules",
        "Vilciens uz Rēzekni kavējas",
        "Sniegs aizputinājis ceļu",
    ),
    "nl": (
        "De geschiedenis van een oude pier",
        "Zo bak je zelf brood – één uur werk",
        "Brieven van Belle van Zuylen",
        "Financiële crisis in België",
        "Geüpdatete dienstregeling",
    ),
    "pl": (
        "Historia starego portu",
        "Jak upiec chleb na zakwasie",
        "Listy Bolesława Prusa",
        "Pociąg do Łodzi jest opóźniony",
        "Śnieg zasypał drogę pod Giewont",
        "Źródła i ścieżki",
    ),
    "pt": (
        "A história do velho cais",
        "Como se faz pão de milho",
        "Cartas de Camilo Castelo Branco à mãe",
        "O comboio de Évora está atrasado",
        "Coração, canção, solidão",
    ),
    "ro": (
        "Povestea vechiului port",
        "Cum se face pâinea de casă",
        "Scrisorile lui Ion Luca Caragiale către fiică",
        "Trenul spre Iași are întârziere",
        "Ninsoare în munți și ploi la țărm",
    ),
    "ru": (
        "История старой пристани",
        "Как испечь ржаной хлеб",
        "Письма Антона Чехова к сестре",
        "Поезд на Тверь опаздывает",
        "Снег завалил дорогу",
        "Яблоки и мёд",
    ),
    "sk": (
        "Príbeh starého prístavu",
        "Ako sa pečie domáci chlieb",
        "Listy Ľudovíta Štúra",
        "Vlak do Žiliny mešká",
        "Sneh uzavrel cestu cez Čertovicu",
    ),
    "sr": (
        "Прича о старом пристаништу",
        "Како се пече проја",
        "Писма Љубомира Ненадовића",
        "Воз за Ваљево касни",
        "Снег је завејао пут",
    ),
    "sv": (
        "Historien om en gammal pir",
        "Så bakar du tunnbröd",
        "Selma Lagerlöfs brev",
        "Tåget till Östersund är försenat",
        "Äpplen från Österlen",
    ),
    "ta": (
        "பழைய துறைமுகத்தின் கதை",
        "பாரதியாரின் கடிதங்கள்",
        "இன்று மழை பெய்யலாம்",
        "ஆற்றின் மேல் புதிய பாலம்",
        "தோசை செய்வது எப்படி",
    ),
    "th": (
        "ประวัติท่าเรือเก่า",
        "วิธีทำขนมปังที่บ้าน",
        "จดหมายของสุนทรภู่",
        "รถไฟไปเชียงใหม่ล่าช้า",
        "ฝนตกหนักทั่วภาคใต้",
    ),
    "tr": (
        "Eski limanın öyküsü",
        "Evde ekmek nasıl yapılır?",
        "Yaşar Kemal’in mektupları",
        "Eskişehir treni gecikiyor",
        "Kar köy yolunu kapattı, ulaşım güçleşti",
    ),
    "uk": (
        "Історія старої пристані",
        "Як спекти житній хліб",
        "Листи Лесі Українки",
        "Поїзд до Львова запізнюється",
        "Сніг засипав дорогу в Карпатах",
    ),
    "vi": (
        "Chuyện bến cảng cũ",
        "Cách làm bánh mì tại nhà",
        "Thư của Hàn Mặc Tử",
        "Tàu đi Huế bị chậm giờ",
        "Tuyết rơi ở Sa Pa",
    ),
    "zh": (
        "一个老港口的兴衰与历史",
        "怎样在自己家里烤面包",
        "鲁迅写给母亲的二十封信",
        "开往杭州的列车晚点了",
        "大雪封住了进村的山路",
        "江南的四季、流水与新茶",
    ),
    "zh-Hant": (
        "一座老港口的興衰與歷史",
        "怎樣在自己家裡烤麵包",
        "鍾理和寫給妻子的書信",
        "開往臺東的列車誤點了",
        "颱風過後的蘭嶼與綠島",
    ),
}
