/** The terms of a case by name in Kazakh: our words, the data holds Russian ones. */
const names: Record<string, string> = {
  'protocol.immediate': 'Хаттаманы дереу жасау',
  'protocol.afterInspection': 'Кәсіпкерлік кодексі бойынша тексеруден кейін хаттаманы бірден жасау',
  'protocol.clarify': 'Мән-жайлар не жеке басы анықталған соң хаттама жасау',
  'protocol.clarifyListed': '806(6) тізбесі бойынша және материал аумақтық филиалға берілгенде хаттама жасау',
  'protocol.afterExpert': 'Сарапшының, маманның қорытындысынан немесе прокурор келісімінен кейін хаттама жасау',
  'protocol.ecoDamage': '344(1)(2) және залал мөлшері қажет өзге экологиялық баптар бойынша хаттама жасау',
  'protocol.unpaid897': '897-бап бойынша айыппұл төленбегенде хаттама жасау',
  'protocol.unknownOffender': 'Адам анықталмаған: факт бойынша хаттаманы сол мерзімде жасау',
  'copy.immediate': 'Көшірмені адамға және жәбірленушіге қолхатпен тапсыру',
  'copy.absent': 'Хаттаманы болмаған адамға тапсырыс хатпен не электрондық құжатпен жіберу',
  'copy.notReturned': 'Хаттаманы қайтармау – қол қоюдан бас тарту',
  'send.decider': 'Хаттаманы сотқа немесе органға жіберу',
  'send.immediate': 'Судьяға дереу жіберу: қамаққа алу не шығарып жіберу мүмкін',
  'send.unknownOffender': 'Адам анықталған соң хаттаманы жіберу',
  'send.afterShort': '50 % төленбесе, хаттаманы жіберу',
  'short.pay': 'Айыппұлдың 50 %-ын төлеу',
  'short.payAutomatic': 'Нұсқама бойынша 50 % төлеу (автоматты тіркеу)',
  'short.prosecutorReview': 'Қате қолданылған қысқартылған іс жүргізуді прокурор наразылығы бойынша қайта қарау',
  'consider.general': 'Істі қарау',
  'consider.extension': 'Қарау мерзімін ұзарту, ең көбі',
  'consider.detained': 'Ұсталған адамның ісін қарау',
  'petition.decide': 'Өтінішхатты дереу шешуге болмаса, шешу',
  'recusal.decide': 'Қарсылық білдіруді, өздігінен бас тартуды шешу',
  'decision.announce': 'Қаулыны жариялау',
  'decision.copy': 'Қаулыны қатысушыларға тапсыру немесе жіберу',
  'order.send': 'Нұсқаманы жіберу (автоматты тіркеу)',
  'typo.decide': 'Қатені түзету туралы өтінішті қарау',
  'typo.copy': 'Түзету туралы ұйғарымның көшірмесін жіберу',
  'representation.answer': 'Ұсынуды қарап, шаралар туралы хабарлау',
  'representation.appeal': 'Ұсынуға жоғары тұрған органға шағымдану',
  'representation.appealCourt': 'Жоғары тұрған органның шешіміне сотқа шағымдану',
  'appeal.file': 'Қаулыға шағым не наразылық',
  'appeal.fileOrder': 'Нұсқамаға шағым',
  'appeal.forward': 'Шағымды іспен бірге жоғары тұрған органға беру',
  'appeal.consider': 'Шағымды қарау',
  'force.sendForExecution': 'Қаулыны орындауға жіберу',
  'fine.pay': 'Айыппұлды төлеу',
  'fine.deferral': 'Орындауды кейінге қалдыру, ең көбі',
  'fine.instalments': 'Айыппұлды бөліп төлеу, ең көбі',
  'execution.limitation': 'Қаулыны орындаудың ескіру мерзімі',
  'liability.general': 'Жауаптылыққа тартудың ескіру мерзімі',
  'liability.continuing': 'Созылмалы құқық бұзушылық бойынша ескіру мерзімі',
  'liability.individualSpecial':
    'Жеке тұлғалар үшін ескіру мерзімі: қоршаған ортаны қорғау, дербес деректер және т. б.',
  'liability.individualSpecial.fromDetection': '62(2) бойынша екінші шек',
  'liability.legalPersonalData': 'Заңды тұлғалар мен дара кәсіпкерлер үшін ескіру мерзімі: дербес деректер, ЭЦҚ',
  'liability.legalEnvironment':
    'Заңды тұлғалар мен дара кәсіпкерлер үшін ескіру мерзімі: қоршаған ортаны қорғау және т. б.',
  'liability.afterCriminalCase': 'Қылмыстық іс қысқартылғаннан кейінгі ескіру мерзімі',
  'liability.interrupted': 'Мерзім өткенге дейінгі жаңа құқық бұзушылық ескіруді үзеді',
  'repeat.window': 'Адамға жаза қолданылған деп есептеледі',
  'repeat.windowMinor': 'Кәмелетке толмаған адамға жаза қолданылған деп есептеледі',
  'liability.minorHalf': 'Кәмелетке толмаған адам үшін ескіру мерзімі (жартысы)',
  'security.activitySuspension':
    'Қамтамасыз ету шарасы ретінде қызметті тоқтата тұру, ең көбі; материалдар – сотқа не органға',
}

/** A term by name in Kazakh, or null for one that the data has and we have not named yet. */
export function termNameKk(id: string): string | null {
  return names[id] ?? null
}

/** What the data says beside a term, in Kazakh: our words, the data holds Russian ones. */
const notes: Record<string, string> = {
  'protocol.clarifyListed':
    'Тізбеде осы каталогтағы баптар жоқ: 210, 213, 217, 218, 220, 222, 227, 228, 239, 243, 244, 251, 252, 464, 571–573, 575, 593-баптардың аталған бөліктері.',
  'protocol.ecoDamage': '«Бір тәулік ішінде».',
  'protocol.unknownOffender': 'Бөлек мерзімі жоқ.',
  'send.afterShort': '811(1) бойынша мерзім өткен күннен есептеледі.',
  'short.pay':
    '811(1) мерзімнің қай күннен басталатынын тура айтпайды; іс қозғалғанда құқық түсіндірілген күн алынды. Ерте күні көрсетіледі.',
  'consider.extension': 'Дәлелді ұйғарым қажет.',
  'consider.detained': '739(2), (5): бірінші сағат пен жұмыс емес күн туралы қағида қолданылмайды.',
  'appeal.file':
    'Қарауға қатыспаса, қаулыны алған күннен есептеледі. Мерзімінде берілген шағым орындауды тоқтата тұрады (826-2(4)). Сот қаулылары бойынша бөлек баптар бар, олар мұнда оқылған жоқ.',
  'fine.pay': 'Кейінге қалдырылса, оның аяқталған күнінен есептеледі (893(1)).',
  'execution.limitation': 'Жалтарса үзіледі (890(3)), 890(2), (4) бойынша тоқтатыла тұрады.',
  'liability.general':
    'Бұл – сақ қорытынды, норма емес: 739-бап іс жүргізу мерзімдері туралы, сондықтан жұмыс емес күннен кейінге жылжытылмайды.',
  'liability.individualSpecial': 'Анықталған күннен бастап 2 айдан кешіктірілмейді.',
  'liability.legalPersonalData': 'Анықталған күннен бастап 2 айдан кешіктірілмейді.',
  'liability.legalEnvironment': 'Анықталған күннен бастап 2 айдан кешіктірілмейді.',
  'liability.interrupted': 'Жаңа құқық бұзушылық анықталған сәттен бастап қайта есептеледі.',
  'repeat.window': 'Ірі бизнес, қоршаған ортаны қорғау – үш жыл.',
  'liability.minorHalf': '71-бап мұнда оқылған жоқ, басқа дереккөзден алынды.',
}

/** The note of a term in Kazakh, or null for one that has none here. */
export function termNoteKk(id: string): string | null {
  return notes[id] ?? null
}
