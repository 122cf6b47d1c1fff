"""Clean prose in many languages and scripts, written for this project: text that no repair may touch.

Each has its language's own letters, quotation marks and dashes; Persian and Hindi have joiners, French its
narrow spaces, Japanese its wide one, Thai none. The key is the language's ISO 639-1 code.
"""

from __future__ import annotations

PROSE = {
    "ar": "فُتح الميناء القديم من جديد صباح يوم الاثنين، بعد تسعة أشهر من العاصفة التي هدمت جداره. "
    "وقالت مديرة المرفأ: «عادت القوارب، وعاد معها الصيادون». يبلغ طول الرصيف الآن ٣٢٠ مترًا، فهل يكفي "
    "ذلك؟",
    "bg": "Старото пристанище отново отвори за лодки в понеделник, девет месеца след бурята. „Чакахме "
    "дълго“, каза рибарят Георги, „но си струваше.“ Новата стена е дълга 320 метра – почти двойно "
    "повече от предишната.",
    "bn": "ঝড়ের নয় মাস পরে সোমবার সকালে পুরোনো বন্দরটি আবার নৌকার জন্য খুলে দেওয়া হলো। জেলেরা "
    "বললেন, “আমরা অনেক দিন অপেক্ষা করেছি।” নতুন প্রাচীরটি প্রায় তিনশো মিটার লম্বা, আর তার পাশে একটি "
    "ছোট বাজার বসেছে।",
    "cs": "Starý přístav se v pondělí znovu otevřel lodím, devět měsíců poté, co bouře protrhla jeho "
    "hráz. „Čekali jsme dlouho,“ řekl rybář Šimon Růžička, „ale stálo to za to.“ Žádná další výluka se "
    "letos nechystá.",
    "da": "Den gamle havn åbnede igen for både i mandags, ni måneder efter at en storm brød ydermuren. "
    "»Æbler, ål og øl – alt kan købes på kajen nu,« sagde Åse Sørensen. Næste år bygges der også en ny "
    "færgebro.",
    "de": "Der alte Hafen öffnete am Montag wieder für Boote, neun Monate nachdem ein Sturm die "
    "Außenmauer zerstört hatte. „Änderungen gab es viele“, sagt die Wirtin Käthe Groß, „aber die Möwen "
    "sind geblieben.“ Über Öffnungszeiten wird noch gestritten.",
    "el": "Το παλιό λιμάνι άνοιξε ξανά τη Δευτέρα, εννέα μήνες μετά τη θύελλα που γκρέμισε τον μόλο. "
    "«Περιμέναμε πολύ», είπε ο ψαράς, «αλλά άξιζε». Έγιναν όλα όπως έπρεπε; Ίσως όχι, όμως η πόλη "
    "χαίρεται.",
    "en": "The old harbour opened to boats again on Monday, nine months after a storm broke its outer "
    "wall. “We’d almost given up,” said the harbour master – a patient woman – “but here we are.” The "
    "café on the quay sells soup for £4.",
    "es": "El viejo puerto volvió a abrir el lunes, nueve meses después de que un temporal rompiera el "
    "muro. «¿Quién lo habría dicho?», preguntó el señor Núñez. ¡Ya hay barcas en el muelle, y mañana "
    "llegará el faro nuevo!",
    "et": "Vana sadam avati esmaspäeval uuesti, üheksa kuud pärast seda, kui torm lõhkus välismüüri. "
    "„Ootasime kaua,“ ütles kalur Jüri Õunapuu, „aga see oli seda väärt.“ Järgmisel suvel sõidab siit "
    "ka žürii paat.",
    "fa": "بندر قدیمی دوشنبه صبح، نه ماه پس از توفان، دوباره به روی قایق\u200cها باز شد. "
    "ماهی\u200cگیران می\u200cگویند: «سال\u200cها منتظر چنین روزی بودیم.» دیوار تازه ۳۲۰ متر است و کنار "
    "آن کتاب\u200cفروشی کوچکی ساخته\u200cاند.",
    "fi": "Vanha satama avattiin veneille maanantaina, yhdeksän kuukautta sen jälkeen kun myrsky "
    "rikkoi muurin. ”Ääntä riittää taas”, sanoi kalastaja Väinö Åkerblom. Öljyä ja köyttä myydään "
    "laiturilla kuten ennenkin.",
    "fr": "Le vieux port a rouvert lundi aux bateaux, neuf mois après qu’une tempête eut brisé son "
    "mur. «\u202fÀ l’époque, on n’y croyait plus\u202f», avoue le maître d’œuvre, la main sur le cœur. "
    "Et demain\u202f? On verra bien\u00a0: l’été sera long.",
    "he": "הנמל הישן נפתח מחדש לסירות ביום שני, תשעה חודשים לאחר שסערה שברה את החומה. „חיכינו הרבה "
    "זמן”, אמר הדייג, ״אבל זה היה שווה״. על הרציף החדש עומד גם בית קפה קטן – הראשון מאז שנות השישים.",
    "hi": "तूफ़ान के नौ महीने बाद सोमवार की सुबह पुराना बंदरगाह नावों के लिए फिर खुल गया। मछुआरों ने "
    "कहा, “हमने बहुत इंतज़ार किया।” नई दीवार लगभग तीन सौ मीटर लंबी है, और क्\u200dष के पुराने रूप वाला "
    "नामपट्ट भी वहीं लगा है।",
    "hr": "Stara luka ponovno je otvorena u ponedjeljak, devet mjeseci nakon što je oluja srušila zid. "
    "„Čekali smo dugo“, kaže ribar Željko Đurić, „ali isplatilo se.“ Šetnica će biti gotova do ljeta, "
    "a možda i žičara.",
    "hu": "A régi kikötő hétfőn újra megnyílt a hajók előtt, kilenc hónappal azután, hogy egy vihar "
    "ledöntötte a falát. „Őszintén szólva, már nem bíztunk benne” – mondta Üveges Ödön. Az új móló "
    "kétszer olyan hosszú.",
    "hy": "Հին նավահանգիստը երկուշաբթի օրը նորից բացվեց նավակների համար՝ փոթորկից ինն ամիս անց։ «Մենք "
    "երկար սպասեցինք», ասաց ձկնորսը, «բայց արժեր»։ Նոր պատը գրեթե երկու անգամ ավելի երկար է։",
    "id": "Pelabuhan lama dibuka kembali untuk perahu pada hari Senin, sembilan bulan setelah badai "
    "merusak temboknya. “Kami menunggu lama,” kata seorang nelayan, “tetapi tidak sia-sia.” Kini ada "
    "pasar kecil di dermaga itu.",
    "it": "Il vecchio porto ha riaperto lunedì alle barche, nove mesi dopo che una tempesta ne aveva "
    "rotto il muro. «È stata dura», dice Niccolò, «però ce l’abbiamo fatta». Perché no? Così la città "
    "avrà più luce già quest’anno.",
    "ja": "嵐で外壁が壊れてから九か月、古い港は月曜日にふたたび船を迎えた。「長く待ちました」と漁師"
    "は話す。　新しい岸壁は全長３２０メートルで、以前のほぼ二倍になる。カフェ・ミナトも営業を始めた。",
    "ka": "ძველი ნავსადგური ორშაბათს კვლავ გაიხსნა ნავებისთვის, ქარიშხლიდან ცხრა თვის შემდეგ. „დიდხანს "
    "ველოდით“, თქვა მეთევზემ, „მაგრამ ღირდა“. ახალი კედელი თითქმის ორჯერ გრძელია.",
    "ko": "폭풍으로 방파제가 무너진 지 아홉 달 만인 월요일, 옛 항구가 다시 배를 맞았다. 어부 김 씨는 "
    "“오래 기다렸지만 보람이 있다”고 말했다. 새 부두의 길이는 320미터로, 예전보다 거의 두 배 길다.",
    "lt": "Senasis uostas pirmadienį vėl atvėrė vartus laivams, praėjus devyniems mėnesiams po audros. "
    "„Ilgai laukėme, – sakė žvejys Žygimantas, – bet buvo verta.“ Šią vasarą čia veiks ir nedidelė "
    "kavinė.",
    "lv": "Vecā osta pirmdien atkal tika atvērta laivām, deviņus mēnešus pēc vētras, kas sagrāva mūri. "
    "“Mēs ilgi gaidījām,” teica zvejnieks Ģirts Bērziņš, “bet bija vērts.” Šovasar šeit būs arī jauns "
    "ķieģeļu tirgus.",
    "nl": "De oude haven ging maandag weer open voor boten, negen maanden nadat een storm de muur had "
    "gebroken. ‘We hadden het bijna opgegeven,’ zegt de havenmeester, ‘maar de zeeën zijn geduldig.’ "
    "Eén café is al open: koffie kost er € 2,50.",
    "pl": "Stary port w poniedziałek znów otwarto dla łodzi, dziewięć miesięcy po tym, jak sztorm "
    "zniszczył mur. „Łatwo nie było – mówi rybak Świętosław – ale warto.” Źródła w ratuszu twierdzą, "
    "że latem ruszy też prom.",
    "pt": "O velho porto reabriu na segunda-feira, nove meses depois de uma tempestade ter partido o "
    "muro. “Não foi fácil”, diz o João, “mas à noite já se ouvem as canções.” Às vezes, a espera vale "
    "a pena; amanhã há sardinhas.",
    "ro": "Portul vechi s-a redeschis luni pentru bărci, la nouă luni după ce o furtună i-a rupt "
    "zidul. „Am așteptat mult”, spune pescarul Ștefan, „dar a meritat.” În această vară se va construi "
    "și o cafenea lângă țărm.",
    "ru": "Старая гавань в понедельник снова открылась для лодок — через девять месяцев после бури. "
    "«Мы долго ждали, — говорит рыбак Фёдор, — но дело того стоило». Съезд к причалу №\u00a03 пока "
    "закрыт.",
    "sk": "Starý prístav sa v pondelok znovu otvoril lodiam, deväť mesiacov po tom, čo búrka pretrhla "
    "hrádzu. „Čakali sme dlho,“ povedal rybár Ľubomír, „ale stálo to za to.“ Najbližšie leto tu bude "
    "aj nový maják.",
    "sr": "Стара лука је поново отворена у понедељак, девет месеци после олује која је срушила зид. "
    "„Дуго смо чекали“, каже рибар Ђорђе, „али вредело је.“ Њен нови кеј дуг је готово триста метара.",
    "sv": "Den gamla hamnen öppnade åter för båtar i måndags, nio månader efter att en storm bröt "
    "muren. ”Äntligen”, sade fiskaren Åke Öberg, ”nu är vi här igen.” I sommar får kajen också ett "
    "litet kafé och en ny fyr.",
    "ta": "புயல் அடித்து ஒன்பது மாதங்களுக்குப் பிறகு, பழைய துறைமுகம் திங்கட்கிழமை மீண்டும் "
    "திறக்கப்பட்டது. “நீண்ட நாள் காத்திருந்தோம்,” என்று ஒரு மீனவர் சொன்னார். புதிய சுவர் முந்தையதை விட "
    "இரண்டு மடங்கு நீளமானது.",
    "th": "ท่าเรือเก่าเปิดรับเรืออีกครั้งเมื่อวันจันทร์ เก้าเดือนหลังจากพายุพัดกำแพงพัง ชาวประมงคนหนึ่ง"
    "พูดว่า “เรารอมานาน แต่ก็คุ้มค่า” กำแพงใหม่ยาวเกือบสามร้อยเมตร และมีร้านกาแฟเล็กๆ อยู่ข้างๆ",
    "tr": "Eski liman, fırtınanın duvarını yıkmasından dokuz ay sonra pazartesi günü yeniden açıldı. "
    "“Çok bekledik,” dedi balıkçı İsmail Güneş, “ama değdi.” Şimdi rıhtımda küçük bir çay bahçesi var; "
    "ışıklar geceleri de yanıyor.",
    "uk": "Стара гавань у понеділок знову відкрилася для човнів — через дев’ять місяців після бурі. "
    "«Ми довго чекали, — каже рибалка Євген Їжак, — але воно того варте». Ґанок старої кав’ярні теж "
    "відновили.",
    "vi": "Bến cảng cũ mở cửa trở lại cho thuyền vào sáng thứ Hai, chín tháng sau khi cơn bão phá vỡ "
    "bức tường. “Chúng tôi đã đợi rất lâu,” một ngư dân nói, “nhưng cũng đáng.” Ở Đà Nẵng, người ta "
    "cũng đang xây một bến mới.",
    "zh": "风暴冲毁外墙九个月之后，老港口星期一重新向船只开放。“我们等了很久，”一位渔民说，“但是值得。”"
    "新码头长约三百二十米——几乎是原来的两倍；旁边还开了一家小咖啡馆。",
}
