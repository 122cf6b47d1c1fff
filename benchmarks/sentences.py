"""Prose to be damaged, in nine languages, written for this project, and what must never be repaired in any.

Each language's paragraphs hold its own quotation marks, brackets, per cents, colons and elisions; French
keeps its space before : ; ! ?. The key is the language's ISO 639-1 code.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "The ferry leaves at seven in the morning, when the fog is still low over the water. Most "
        "passengers are nurses, teachers and market traders; they know each other by name and save the "
        "window seats for the old.",
        "“Nobody told us the bridge would close,” said Margaret Oyelaran, who runs the bakery on Mill "
        "Lane. “We lost about 40% of our trade in a week, and the council’s answer was a leaflet.” The "
        "works will go on until spring.",
        "There are three things to check before you buy a second-hand boat: the hull, the engine and the "
        "papers. A surveyor (ask the harbour office for a list) will want two hours and a dry day. Do not"
        " skip the papers.",
        "Rainfall in the valley was 12% above the average of the last thirty years. Farmers planted later"
        " than usual, but the orchards (mostly apples and plums) flowered well. Why the bees stayed away "
        "is not known.",
        "My grandmother kept her recipes in a tin box: some were written on the backs of envelopes, "
        "others on calendar leaves. She never weighed flour. “You feel it,” she used to say, and that was"
        " the whole lesson.",
        "The museum opened its new wing in October, after a delay of nearly two years. Visitors can now "
        "see the clocks, the looms and the printing press in one afternoon! Children under ten go free; "
        "students pay half.",
        "Swimming in cold water has become fashionable, yet doctors warn that beginners often stay in too"
        " long. They should leave the water before they shiver. How long is that? Usually less than five "
        "minutes, even in summer.",
        "The report lists five causes (two of them new) and gives the committee until June to answer. In "
        "the meantime, the trust has hired an engineer, repaired the sluice and raised the price of a "
        "season ticket by 8% for everyone.",
        "It was the quietest election in years, and perhaps the strangest. Three candidates withdrew in "
        "the last week, one of them by postcard. The winner, a retired botanist, promised only one thing:"
        " longer opening hours for the library.",
        "Bread keeps better in linen than in plastic, which traps the moisture and softens the crust. If "
        "the loaf has gone hard, wet it briefly, then bake it again for ten minutes. It will taste almost"
        " as good as new.",
    ),
    "fr": (
        "Le bac part à sept heures du matin, quand la brume est encore basse sur l’eau. La plupart des "
        "passagers sont des infirmières, des enseignants et des marchands ; ils se connaissent par leur "
        "prénom et gardent les places près de la fenêtre pour les anciens.",
        "« Personne ne nous a dit que le pont serait fermé », raconte Marguerite Delaunay, qui tient la "
        "boulangerie de la rue du Moulin. « Nous avons perdu 40% de nos clients en une semaine. » Les "
        "travaux dureront jusqu’au printemps.",
        "Il y a trois choses à vérifier avant d’acheter un bateau d’occasion : la coque, le moteur et les"
        " papiers. Un expert (demandez la liste à la capitainerie) aura besoin de deux heures et d’une "
        "journée sèche. N’oubliez surtout pas les papiers.",
        "Les pluies ont dépassé de 12% la moyenne des trente dernières années dans la vallée. Les "
        "agriculteurs ont semé plus tard que d’habitude, mais les vergers (surtout des pommiers) ont bien"
        " fleuri. Pourquoi les abeilles ne sont-elles pas venues ?",
        "Ma grand-mère gardait ses recettes dans une boîte en fer : certaines étaient écrites au dos "
        "d’enveloppes, d’autres sur des feuilles de calendrier. Elle ne pesait jamais la farine. "
        "L’essentiel, disait-elle, c’est la main.",
        "Le musée a ouvert sa nouvelle aile en octobre, après un retard de presque deux ans. On peut "
        "désormais voir les horloges, les métiers à tisser et la presse en un seul après-midi ! L’entrée "
        "est gratuite pour les enfants ; les étudiants paient la moitié.",
        "La baignade en eau froide est devenue à la mode, mais les médecins préviennent que les débutants"
        " restent souvent trop longtemps. Il faut sortir de l’eau avant de frissonner. Combien de temps "
        "cela dure-t-il ? Moins de cinq minutes, même l’été.",
        "Le rapport énumère cinq causes (dont deux nouvelles) et laisse au comité jusqu’au mois de juin "
        "pour répondre. Entre-temps, l’association a engagé un ingénieur, réparé l’écluse et relevé le "
        "prix de l’abonnement de 8% pour tous.",
        "Ce fut l’élection la plus calme depuis des années, et peut-être la plus étrange. Trois candidats"
        " se sont retirés la dernière semaine, dont l’un par carte postale. Le vainqueur, un botaniste à "
        "la retraite, n’a promis qu’une seule chose : ouvrir la bibliothèque plus longtemps.",
        "Le pain se garde mieux dans le lin que dans le plastique, qui retient l’humidité et ramollit la "
        "croûte. S’il a durci, mouillez-le un instant, puis remettez-le au four dix minutes. Il sera "
        "presque aussi bon qu’au premier jour.",
    ),
    "de": (
        "Die Fähre legt um sieben Uhr morgens ab, wenn der Nebel noch tief über dem Wasser liegt. Die "
        "meisten Fahrgäste sind Pflegerinnen, Lehrer und Markthändler; sie kennen sich beim Namen und "
        "halten den Alten die Fensterplätze frei.",
        "„Niemand hat uns gesagt, dass die Brücke gesperrt wird“, erzählt Margarete Öhlschläger, der die "
        "Bäckerei in der Mühlgasse gehört. „Wir haben in einer Woche 40% unserer Kundschaft verloren.“ "
        "Die Arbeiten dauern bis zum Frühjahr.",
        "Vor dem Kauf eines gebrauchten Bootes sollte man drei Dinge prüfen: den Rumpf, den Motor und die"
        " Papiere. Ein Gutachter (das Hafenamt hat eine Liste) braucht dafür zwei Stunden und einen "
        "trockenen Tag. Die Papiere darf man nicht vergessen.",
        "Im Tal fiel 12% mehr Regen als im Mittel der letzten dreißig Jahre. Die Bauern säten später als "
        "sonst, aber die Obstgärten (vor allem Äpfel und Pflaumen) blühten gut. Warum blieben die Bienen "
        "aus? Das weiß niemand.",
        "Meine Großmutter bewahrte ihre Rezepte in einer Blechdose auf: manche standen auf "
        "Briefumschlägen, andere auf Kalenderblättern. Mehl wog sie nie. „Das fühlt man“, sagte sie "
        "immer, und das war der ganze Unterricht.",
        "Das Museum hat seinen neuen Flügel im Oktober eröffnet, nach fast zwei Jahren Verzögerung. "
        "Besucher sehen nun Uhren, Webstühle und die Druckerpresse an einem einzigen Nachmittag! Kinder "
        "haben freien Eintritt; Studierende zahlen die Hälfte.",
        "Baden in kaltem Wasser ist in Mode gekommen, doch Ärzte warnen, dass Anfänger oft zu lange "
        "bleiben. Man sollte das Wasser verlassen, bevor man zittert. Wie lange ist das? Meist weniger "
        "als fünf Minuten, sogar im Sommer.",
        "Der Bericht nennt fünf Ursachen (zwei davon sind neu) und lässt dem Ausschuss bis Juni Zeit für "
        "eine Antwort. Inzwischen hat der Verein einen Ingenieur eingestellt, die Schleuse ausgebessert "
        "und die Dauerkarte um 8% für alle verteuert.",
        "Es war die ruhigste Wahl seit Jahren, und vielleicht die seltsamste. Drei Kandidaten zogen sich "
        "in der letzten Woche zurück, einer davon per Postkarte. Der Sieger, ein pensionierter Botaniker,"
        " versprach nur eines: längere Öffnungszeiten der Bücherei.",
        "Brot hält sich in Leinen besser als in Plastik, das die Feuchtigkeit staut und die Kruste weich "
        "macht. Ist der Laib hart geworden, befeuchtet man ihn kurz und backt ihn noch einmal zehn "
        "Minuten auf. Er schmeckt dann fast wie neu.",
    ),
    "es": (
        "El transbordador sale a las siete de la mañana, cuando la niebla todavía está baja sobre el "
        "agua. La mayoría de los pasajeros son enfermeras, maestros y vendedores; se conocen por el "
        "nombre y guardan los asientos de ventana para los mayores.",
        "«Nadie nos dijo que cerrarían el puente», cuenta Margarita Ibáñez, dueña de la panadería de la "
        "calle del Molino. «En una semana perdimos el 40% de la clientela». Las obras durarán hasta la "
        "primavera.",
        "Hay tres cosas que conviene revisar antes de comprar un barco usado: el casco, el motor y los "
        "papeles. Un perito (la capitanía tiene una lista) necesitará dos horas y un día seco. No se "
        "olvide de los papeles.",
        "En el valle llovió un 12% más que la media de los últimos treinta años. Los agricultores "
        "sembraron más tarde que de costumbre, pero los huertos (sobre todo manzanos) florecieron bien. "
        "¿Por qué no vinieron las abejas? Nadie lo sabe.",
        "Mi abuela guardaba sus recetas en una caja de lata: algunas estaban escritas en sobres, otras en"
        " hojas de calendario. Nunca pesaba la harina. “Eso se siente”, decía siempre, y aquella era toda"
        " la lección.",
        "El museo abrió su nueva ala en octubre, tras un retraso de casi dos años. ¡Ahora se pueden ver "
        "los relojes, los telares y la imprenta en una sola tarde! Los niños entran gratis; los "
        "estudiantes pagan la mitad.",
        "Bañarse en agua fría se ha puesto de moda, pero los médicos advierten que los principiantes se "
        "quedan demasiado tiempo. Hay que salir del agua antes de temblar. ¿Cuánto tiempo es eso? Menos "
        "de cinco minutos, incluso en verano.",
        "El informe enumera cinco causas (dos de ellas nuevas) y da al comité hasta junio para responder."
        " Mientras tanto, la asociación ha contratado a un ingeniero, ha reparado la esclusa y ha subido "
        "el abono un 8% para todos.",
        "Fue la elección más tranquila en años, y quizá la más extraña. Tres candidatos se retiraron en "
        "la última semana, uno de ellos por tarjeta postal. El ganador, un botánico jubilado, prometió "
        "una sola cosa: que la biblioteca abrirá más horas.",
        "El pan se conserva mejor en lino que en plástico, que retiene la humedad y ablanda la corteza. "
        "Si la hogaza se ha endurecido, mójela un momento y métala otra vez en el horno diez minutos. "
        "Quedará casi como recién hecha.",
    ),
    "it": (
        "Il traghetto parte alle sette del mattino, quando la nebbia è ancora bassa sull’acqua. Quasi "
        "tutti i passeggeri sono infermiere, insegnanti e venditori; si conoscono per nome e tengono i "
        "posti vicino al finestrino per gli anziani.",
        "«Nessuno ci ha detto che avrebbero chiuso il ponte», racconta Margherita Bonanno, che ha il "
        "forno in via del Mulino. «In una settimana abbiamo perso il 40% dei clienti». I lavori dureranno"
        " fino alla primavera.",
        "Ci sono tre cose da controllare prima di comprare una barca usata: lo scafo, il motore e i "
        "documenti. Un perito (la capitaneria ha l’elenco) avrà bisogno di due ore e di una giornata "
        "asciutta. Non dimenticate i documenti.",
        "Nella valle è piovuto il 12% in più rispetto alla media degli ultimi trent’anni. I contadini "
        "hanno seminato più tardi del solito, ma i frutteti (soprattutto meli) sono fioriti bene. Perché "
        "le api non sono venute? Nessuno lo sa.",
        "Mia nonna teneva le ricette in una scatola di latta: alcune erano scritte sul retro delle buste,"
        " altre sui fogli del calendario. Non pesava mai la farina. “Lo si sente”, diceva sempre, e "
        "quella era tutta la lezione.",
        "Il museo ha aperto la nuova ala in ottobre, dopo un ritardo di quasi due anni. Adesso si possono"
        " vedere gli orologi, i telai e il torchio in un solo pomeriggio! I bambini entrano gratis; gli "
        "studenti pagano la metà.",
        "Nuotare nell’acqua fredda è diventato di moda, ma i medici avvertono che i principianti restano "
        "dentro troppo a lungo. Bisogna uscire prima di tremare. Quanto dura? Di solito meno di cinque "
        "minuti, anche d’estate.",
        "Il rapporto elenca cinque cause (due delle quali nuove) e dà al comitato tempo fino a giugno per"
        " rispondere. Nel frattempo l’associazione ha assunto un ingegnere, ha riparato la chiusa e ha "
        "aumentato l’abbonamento dell’8% per tutti.",
        "È stata l’elezione più tranquilla da anni, e forse la più strana. Tre candidati si sono ritirati"
        " nell’ultima settimana, uno di loro con una cartolina. Il vincitore, un botanico in pensione, ha"
        " promesso una cosa sola: la biblioteca resterà aperta più a lungo.",
        "Il pane si conserva meglio nel lino che nella plastica, che trattiene l’umidità e ammorbidisce "
        "la crosta. Se la pagnotta si è indurita, bagnatela un momento e rimettetela in forno per dieci "
        "minuti. Tornerà quasi come nuova.",
    ),
    "nl": (
        "De veerboot vertrekt om zeven uur ’s ochtends, wanneer de mist nog laag boven het water hangt. "
        "De meeste passagiers zijn verpleegkundigen, leraren en marktkooplui; ze kennen elkaar bij naam "
        "en houden de plaatsen bij het raam vrij voor de ouderen.",
        "“Niemand had ons verteld dat de brug dicht zou gaan,” zegt Margriet Oosterhuis, die de bakkerij "
        "in de Molenstraat heeft. “In één week zijn we 40% van onze klanten kwijtgeraakt.” Het werk duurt"
        " tot het voorjaar.",
        "Er zijn drie dingen die je moet nakijken voor je een tweedehands boot koopt: de romp, de motor "
        "en de papieren. Een keurmeester (het havenkantoor heeft een lijst) wil twee uur en een droge "
        "dag. Vergeet de papieren niet.",
        "In het dal viel 12% meer regen dan het gemiddelde van de laatste dertig jaar. De boeren zaaiden "
        "later dan anders, maar de boomgaarden (vooral appels en pruimen) bloeiden goed. Waarom bleven de"
        " bijen weg? Dat weet niemand.",
        "Mijn grootmoeder bewaarde haar recepten in een blikken doos: sommige stonden op enveloppen, "
        "andere op kalenderblaadjes. Ze woog nooit meel. “Dat voel je,” zei ze altijd, en dat was de hele"
        " les.",
        "Het museum heeft in oktober zijn nieuwe vleugel geopend, na een vertraging van bijna twee jaar. "
        "Bezoekers zien nu de klokken, de weefgetouwen en de drukpers op één middag! Kinderen mogen "
        "gratis naar binnen; studenten betalen de helft.",
        "Zwemmen in koud water is in de mode, maar artsen waarschuwen dat beginners er vaak te lang in "
        "blijven. Je moet het water uit voordat je rilt. Hoe lang is dat? Meestal minder dan vijf "
        "minuten, zelfs in de zomer.",
        "Het rapport noemt vijf oorzaken (twee daarvan zijn nieuw) en geeft de commissie tot juni om te "
        "antwoorden. Intussen heeft de vereniging een ingenieur aangenomen, de sluis hersteld en het "
        "abonnement 8% duurder gemaakt voor iedereen.",
        "Het waren de rustigste verkiezingen in jaren, en misschien de vreemdste. Drie kandidaten trokken"
        " zich in de laatste week terug, een van hen per ansichtkaart. De winnaar, een gepensioneerde "
        "botanicus, beloofde maar één ding: ruimere openingstijden voor de bibliotheek.",
        "Brood blijft in linnen beter dan in plastic, dat het vocht vasthoudt en de korst zacht maakt. Is"
        " het brood hard geworden, maak het dan even nat en bak het nog tien minuten. Het smaakt dan "
        "bijna als nieuw.",
    ),
    "pt": (
        "A balsa parte às sete da manhã, quando a neblina ainda está baixa sobre a água. Quase todos os "
        "passageiros são enfermeiras, professores e feirantes; conhecem-se pelo nome e guardam os lugares"
        " à janela para os mais velhos.",
        "“Ninguém nos disse que a ponte ia fechar”, conta Margarida Antunes, dona da padaria da rua do "
        "Moinho. “Numa semana perdemos 40% da clientela.” As obras vão durar até à primavera.",
        "Há três coisas a verificar antes de comprar um barco usado: o casco, o motor e os documentos. Um"
        " perito (a capitania tem uma lista) precisará de duas horas e de um dia seco. Não se esqueça dos"
        " documentos.",
        "No vale choveu 12% mais do que a média dos últimos trinta anos. Os agricultores semearam mais "
        "tarde do que o costume, mas os pomares (sobretudo macieiras) floriram bem. Por que as abelhas "
        "não vieram? Ninguém sabe.",
        "A minha avó guardava as receitas numa caixa de lata: algumas estavam escritas em envelopes, "
        "outras em folhas de calendário. Nunca pesava a farinha. “Isso sente-se”, dizia sempre, e essa "
        "era a lição toda.",
        "O museu abriu a nova ala em outubro, depois de um atraso de quase dois anos. Agora é possível "
        "ver os relógios, os teares e a prensa numa só tarde! As crianças entram de graça; os estudantes "
        "pagam metade.",
        "Nadar em água fria está na moda, mas os médicos avisam que os principiantes ficam lá dentro "
        "tempo demais. É preciso sair da água antes de tremer. Quanto tempo é isso? Menos de cinco "
        "minutos, mesmo no verão.",
        "O relatório enumera cinco causas (duas delas novas) e dá à comissão até junho para responder. "
        "Entretanto, a associação contratou um engenheiro, reparou a comporta e aumentou o passe em 8% "
        "para todos.",
        "Foi a eleição mais calma dos últimos anos, e talvez a mais estranha. Três candidatos desistiram "
        "na última semana, um deles por postal. O vencedor, um botânico aposentado, prometeu uma só "
        "coisa: que a biblioteca ficará aberta mais tempo.",
        "O pão conserva-se melhor em linho do que em plástico, que retém a umidade e amolece a crosta. Se"
        " o pão endureceu, molhe-o por um instante e leve-o de novo ao forno por dez minutos. Ficará "
        "quase como novo.",
    ),
    "pl": (
        "Prom odpływa o siódmej rano, kiedy mgła leży jeszcze nisko nad wodą. Większość pasażerów to "
        "pielęgniarki, nauczyciele i handlarze; znają się po imieniu i zostawiają starszym miejsca przy "
        "oknie.",
        "„Nikt nam nie powiedział, że most będzie zamknięty”, mówi Małgorzata Ożarowska, która prowadzi "
        "piekarnię przy ulicy Młyńskiej. „W ciągu tygodnia straciliśmy 40% klientów.” Prace potrwają do "
        "wiosny.",
        "Przed kupnem używanej łodzi trzeba sprawdzić trzy rzeczy: kadłub, silnik i dokumenty. "
        "Rzeczoznawca (kapitanat ma listę) będzie potrzebował dwóch godzin i suchego dnia. O dokumentach "
        "nie wolno zapomnieć.",
        "W dolinie spadło o 12% więcej deszczu niż średnio w ostatnich trzydziestu latach. Rolnicy siali "
        "później niż zwykle, ale sady (głównie jabłonie i śliwy) dobrze zakwitły. Dlaczego nie "
        "przyleciały pszczoły? Nikt nie wie.",
        "Moja babcia trzymała przepisy w blaszanym pudełku: jedne były zapisane na kopertach, inne na "
        "kartkach z kalendarza. Nigdy nie ważyła mąki. „To się czuje”, powtarzała, i na tym kończyła się "
        "cała lekcja.",
        "Muzeum otworzyło nowe skrzydło w październiku, po prawie dwóch latach opóźnienia. Teraz można "
        "zobaczyć zegary, krosna i prasę drukarską w jedno popołudnie! Dzieci wchodzą za darmo; studenci "
        "płacą połowę.",
        "Kąpiele w zimnej wodzie stały się modne, lecz lekarze ostrzegają, że początkujący siedzą w niej "
        "za długo. Trzeba wyjść z wody, zanim zaczną się dreszcze. Ile to trwa? Zwykle mniej niż pięć "
        "minut, nawet latem.",
        "Raport wymienia pięć przyczyn (dwie z nich są nowe) i daje komisji czas na odpowiedź do czerwca."
        " Tymczasem stowarzyszenie zatrudniło inżyniera, naprawiło śluzę i podniosło cenę karnetu o 8% "
        "dla wszystkich.",
        "Były to najspokojniejsze wybory od lat, a może i najdziwniejsze. Trzech kandydatów wycofało się "
        "w ostatnim tygodniu, jeden z nich pocztówką. Zwycięzca, emerytowany botanik, obiecał tylko "
        "jedno: dłuższe godziny otwarcia biblioteki.",
        "Chleb lepiej trzymać w lnie niż w plastiku, który zatrzymuje wilgoć i zmiękcza skórkę. Jeśli "
        "bochenek stwardniał, trzeba go zwilżyć i piec jeszcze dziesięć minut. Będzie smakował prawie jak"
        " świeży.",
    ),
    "ru": (
        "Паром отходит в семь утра, когда туман ещё лежит низко над водой. Большинство пассажиров — "
        "медсёстры, учителя и торговцы; они знают друг друга по имени и оставляют старикам места у окна.",
        "«Никто не сказал нам, что мост закроют», — говорит Маргарита Озерова, хозяйка пекарни на "
        "Мельничной улице. «За неделю мы потеряли 40% покупателей». Работы продлятся до весны.",
        "Перед покупкой подержанной лодки надо проверить три вещи: корпус, мотор и документы. Эксперту (в"
        " портовой конторе есть список) понадобится два часа и сухой день. О документах забывать нельзя.",
        "В долине выпало на 12% больше дождей, чем в среднем за последние тридцать лет. Крестьяне сеяли "
        "позже обычного, но сады (в основном яблони и сливы) цвели хорошо. Почему не прилетели пчёлы? "
        "Никто не знает.",
        "Моя бабушка хранила рецепты в жестяной коробке: одни были записаны на конвертах, другие на "
        "листках календаря. Муку она никогда не взвешивала. «Это надо чувствовать», — повторяла она, и на"
        " этом урок кончался.",
        "Музей открыл новое крыло в октябре, опоздав почти на два года. Теперь можно увидеть часы, "
        "ткацкие станки и печатный пресс за один день! Детей пускают бесплатно; студенты платят половину.",
        "Купание в холодной воде вошло в моду, но врачи предупреждают, что новички остаются в ней слишком"
        " долго. Выходить надо раньше, чем начнётся дрожь. Сколько это? Обычно меньше пяти минут, даже "
        "летом.",
        "В отчёте названы пять причин (две из них новые), и у комиссии есть время до июня, чтобы "
        "ответить. Тем временем общество наняло инженера, починило шлюз и подняло цену абонемента на 8% "
        "для всех.",
        "Это были самые тихие выборы за много лет, и, может быть, самые странные. Три кандидата "
        "отказались в последнюю неделю, один из них открыткой. Победитель, ботаник на пенсии, обещал "
        "только одно: библиотека будет открыта дольше.",
        "Хлеб лучше хранить в льняной ткани, чем в пластике, который задерживает влагу и размягчает "
        "корку. Если буханка зачерствела, её надо смочить и печь ещё десять минут. Она будет почти как "
        "свежая.",
    ),
}

# No repair may touch these: addresses, files, code, numbers, abbreviations, names, and lines that mean it.
NEAR_MISSES: tuple[str, ...] = (
    "Read readme.md and setup.py first, then https://example.com/a,b;c?d=e#f and "
    "ftp://host.example/File.Name.",
    "Node.js, ASP.NET, Vue.js and Three.js are named in package.json; Web2.0 is not. Write to "
    "a.b@example.com.",
    "Version 1.2.3 costs 1,000 dollars at 12:30, or 1.000,50 euros at 12.30; see 3:16, 10:1 and 4,5 "
    "per cent.",
    "E.g. this, i.e. that, z.B. jenes, d.h. dieses, p.ex. ceci, U.S.A., Ph.D., a.m. and p.m., e.V., "
    "т.е. и т.д.",
    "The camelCase names getElementById, iPhone, eBay, YouTube, McDonald, LaTeX and JavaScript stay "
    "as they are.",
    "Visit Example.com, example.co.uk or Amazon.Com; the mail is first.last@mail.example.org, on port :8080.",
    "Call foo(bar), print(x, y), Math.max(a,b), std::vector, obj.method(), self.assertEqual and "
    "pathlib.Path.",
    "The student(s) must (re)read the chapter(s), and (un)known authors wrote it in (pre)historic times.",
    "Points (x,y) and (1,2) lie on it; f(x), C#, F#, 1,2-dichloroethane, H2O, 5%, 100%ig, 50%-os and "
    "A/B too.",
    "Follow @example and #hashtag; .@example said so, as did me@example, and page.html#part is a place.",
    "He's 'quoted', they're “quoted”, rock 'n' roll, the dogs' bones, ’twas, o’clock, d’Artagnan, O’Brien.",
    "Kolleg:innen, Schüler*innen, étudiant.e.s, tod@s, amig@s, EU:s, USA:n, YK:n, s/he, and/or, "
    "he/she, km/h.",
    "A wink ;) a smile :) and :-D, a heart <3, a list ... and so on . . . as in old prints, … or so.",
    "« Oui ! » dit-il ; « non ? » Vraiment : cela va de soi, n’est-ce pas ?",
    "«Nein!», sagte er; »doch!«, sagte sie; „ja?“ ‚nun‘ ‹gut› (so) [sic] {da}.",
    "$ git commit -m 'a,b' && ls .git/*.txt | grep \"x.Y\" > out.Log; cd ../src; echo ${HOME}",
    "const x = a ? b : c; if (a && b) { return f(x,y); } for (i=0;i<n;i++) d[i]=e.Value;",
    "Home : About : Contact, .NET and .htaccess, the .com boom, a :smile: and key:value, re:Invent, 4:2:2.",
    "Dr. No, St. Ives, No. 5, pp. 3-5, fig. 2, Jr., Inc., vs., approx., Nr. 7, S. 12, ул. Мира, r. 1990.",
    "The height is 5' 11\", the angle 30° 15' 20\", the screen 27\", and 6' by 4' the bed.",
)

# Pages with lines that mean what they say, none of which is wrapped.
LINES: tuple[str, ...] = (
    "Shall I compare thee to a summer’s day?\n"
    "Thou art more lovely and more temperate:\n"
    "Rough winds do shake the darling buds of May,\n"
    "And summer’s lease hath all too short a date;",
    "Les sanglots longs\nDes violons\nDe l’automne\nBlessent mon cœur\nD’une langueur\nMonotone.",
    "Über allen Gipfeln\n"
    "Ist Ruh,\n"
    "In allen Wipfeln\n"
    "Spürest du\n"
    "Kaum einen Hauch;\n"
    "Die Vögelein schweigen im Walde.",
    "Nel mezzo del cammin di nostra vita\n"
    "mi ritrovai per una selva oscura,\n"
    "ché la diritta via era smarrita.\n"
    "Ahi quanto a dir qual era è cosa dura",
    "Я помню чудное мгновенье:\nПередо мной явилась ты,\nКак мимолётное виденье,\nКак гений чистой красоты.",
    "the fog comes\n"
    "on little cat feet.\n"
    "it sits looking\n"
    "over harbor and city\n"
    "on silent haunches\n"
    "and then moves on.",
    "Harbour Trust (Registered Charity)\nThe Old Custom House, Quay Street\nNorth Haven NH1 2AB\nScotland",
    "Frau Käthe Groß\nHafenstraße 12\n27568 Bremerhaven\nDeutschland",
    "Flour, plain, sifted twice\n"
    "Butter, cold, cut into cubes\n"
    "Eggs from the farm next door\n"
    "Salt and a little sugar\n"
    "Milk",
    "Opening hours\nMonday to Friday: 9 to 5\nSaturday: 10 to 4\nSunday: closed all day",
    "for item in basket:\n    weigh(item)\n    if item.fresh:\n        sell(item)\nprint('done')",
    "How the bridge was built in a year\n"
    "Why the bees stayed away from the valley\n"
    "What a surveyor looks for in a boat\n"
    "Who keeps the library open at night",
)
