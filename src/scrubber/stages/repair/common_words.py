"""The commonest words of thirteen languages: what a glued pair of words is told by on any page.

Written for this project. A few end a site's name, too ("com"): who cares asks for those first.
"""

from __future__ import annotations

_WORDS = {
    "en": "the and of to in is it that was for on are with as his they at be this from have or by one had "
    "not but what all were we when your can said there use an each which she do how their if will up "
    "other about out many then them these so some her would make like him into time has look two more "
    "write go see no way could people my than first been who its now find long down day did get come "
    "made may over off after our where why while also just because only most such here both between "
    "before although though since until during without within however today yesterday tomorrow you he "
    "i a any every even still again please thanks another there’s it’s let us me those despite unlike "
    "according once yes meanwhile instead perhaps maybe plus via new last next three four five "
    "everything something anything nothing someone anyone everyone everybody somebody somewhere "
    "everywhere myself yourself himself herself itself themselves ourselves whatever whenever "
    "wherever whoever become became therefore moreover furthermore otherwise throughout onto upon "
    "understand already always almost altogether cannot together forward nowhere outside inside above "
    "below behind beyond against toward towards",
    "fr": "le la les un une des du et est que qui dans pour pas sur avec il elle ils elles nous vous je tu "
    "ce cette ces mon ton son ma ta sa nos vos leur leurs au aux par plus mais ou où donc ni car si "
    "comme quand tout tous toute toutes même aussi bien sans sous entre chez vers après avant depuis "
    "pendant lors dont être avoir fait été sont était ont peut cela ceci celui celle ceux on y ne "
    "très trop peu encore déjà toujours jamais rien parce ainsi alors puis enfin selon malgré voici "
    "voilà deux trois quatre cinq certains certaines autres plusieurs chaque quel quelle pourquoi "
    "comment combien aujourd hui mes tes ses notre",
    "de": "der die das und ist ein eine einer einem einen eines den dem des nicht sich mit auf für von zu "
    "im er sie es wir ihr ich du man als auch an aus bei nach noch nur oder so um über unter vor wenn "
    "wie wird werden wurde wurden war waren sind hat haben hatte kann können muss soll aber bis durch "
    "gegen ohne sein seine ihre ihren ihrem dass weil doch dann da dort hier jetzt heute gestern mehr "
    "sehr schon wieder immer nie alle alles viele vielleicht warum wer was wo wann diese dieser "
    "dieses jeder jede jedes zum zur vom beim am zwei drei vier fünf einige manche andere sowie nun "
    "mein dein unser denn weder falls sonst",
    "es": "el la los las un una unos unas y e o u de del al en que es no por con para su sus se lo le les "
    "como más pero si sí ya este esta estos estas ese esa eso esto aquel aquella muy sin sobre "
    "también hasta hay donde quien desde todo todos toda todas nos durante uno ni contra otros otras "
    "otro otra ante ellos algunos algunas qué porque cuando cuándo cómo dónde fue era son ser está "
    "están han ha había tiene tienen hace mi tu yo él ella entre después antes aunque mientras así "
    "entonces además dos tres cuatro cinco cada nunca siempre según tras menos incluso quizá",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da "
    "dal dalla in nel nella nei nelle con su sul sulla per tra fra e ed o ma se che chi non è sono "
    "era ha hanno ho si ci vi mi ti come dove quando perché più anche già ancora molto poco tutto "
    "tutti tutta tutte questo questa questi queste quello quella quelli quelle suo sua suoi sue mio "
    "mia loro lui lei noi voi io tu cosa dopo prima durante senza contro verso due tre quattro cinque "
    "ogni mai sempre così allora quindi però alcuni alcune altri altre nessuno secondo mentre inoltre "
    "ecco",
    "nl": "de het een en van ik te dat die in je is niet zijn op aan met als voor had er maar om hem dan "
    "zou of wat mijn men dit zo door over ze zich bij ook tot uit der daar haar naar heb hoe heeft "
    "hebben deze u want nog zal me zij nu ge geen omdat iets worden wordt werd toch al waren veel "
    "meer doen toen moet ben zonder kan hun dus alles onder ja eens hier wie waar waarom wanneer "
    "altijd nooit wij we jij hij jullie onze ons twee drie vier vijf sommige andere elk elke tussen "
    "tegen na sinds tijdens volgens misschien vandaag",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para ao aos à às que e "
    "ou mas se não com sem sobre entre até desde como quando onde quem mais menos muito muita muitos "
    "muitas já também só ele ela eles elas eu tu você vocês nós isto isso aquilo este esta estes "
    "estas esse essa esses essas aquele aquela seu sua seus suas meu minha foi era são é ser está "
    "estão tem têm há havia porque depois antes durante ainda sempre nunca cada outro outra outros "
    "outras dois duas três quatro cinco tudo todos todas algumas alguns numa num agora então assim "
    "embora enquanto segundo",
    "pl": "i w z na do o a że nie to się jest za od po jak co ale tak czy dla przy przez pod nad bez przed "
    "między jego jej ich ten ta te tego tej tym tych temu tę tą już tylko jeszcze może być był była "
    "było były są będzie będą ma mają miał kiedy gdy gdzie kto który która które których jako lub "
    "albo oraz więc bo ponieważ jeśli aby żeby bardzo także też tu tam teraz zawsze nigdy nic "
    "wszystko wszyscy każdy on ona ono oni one my wy ja ty dwa dwie trzy cztery pięć jedne jedni inne "
    "inni niż dziś wczoraj jutro dlaczego ile według podczas więcej mniej we ze",
    "ru": "и в не на я он что с по это она к но они мы как из у так же от за для вы о до бы его её их а "
    "если или уже только ещё еще при был была было были есть нет когда где кто чем чтобы очень даже "
    "без под над между через после перед во время тот та те этот эта эти этого этой того той все всё "
    "всех весь вся один одна одни одно два две три четыре пять там тут здесь сейчас теперь потом "
    "потому поэтому почему сколько также тоже можно надо нужно может могут более менее меня тебя себя "
    "мне ему ей им нас вас наш ваш свой каждый другой другие никто ничто ничего всегда никогда со ко "
    "об обо да ни ли то ведь однако хотя сегодня вчера завтра",
    "sv": "och att det i en ett på är som för med han hon den av var de till inte om jag sig har men vi ni "
    "du så från hade när kan efter vid nu där eller mot ut upp in då ha också här min din sin vara "
    "bara över under blev alla många några varför hur vad vem två tre fyra fem mycket mer än utan "
    "mellan innan medan ännu",
    "da": "og at det i en et på er som for med han hun den af var de til ikke om jeg sig har men vi du så "
    "fra havde når kan efter ved nu der eller mod ud op da også her min din sin være kun over under "
    "blev alle mange nogle hvorfor hvordan hvad hvem to tre fire fem meget mere end uden mellem før "
    "mens heller eit ein ikkje etter ble hvor noen",
    "cs": "a v na je se že s z do o i to k ve pro za by jsem ale jak po od tak co jako když už si jsou nebo "
    "aby ten ta byl byla bylo byli jeho její jejich při před mezi bez pod nad ještě jen také tam tady "
    "kde kdo proč kolik všechno všichni každý dva dvě tři čtyři pět než podle teď dnes včera zítra "
    "který která které",
    "hr": "i u je na se da za su od s o a kao to ne ili ali iz po što koji koja koje će bi bio bila bilo "
    "sam smo ste nije do kad kada kako gdje gde tko ko jer još samo već sve svi ovaj ova ovo taj ta "
    "te dva tri četiri pet bez pod nad pred između nakon prije pre danas jučer sutra",
}
COMMON_WORDS = frozenset(word for words in _WORDS.values() for word in words.split())
