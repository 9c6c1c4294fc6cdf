import { texts } from '../texts.ts'

export const readingTexts = texts({
  ru: {
    title: 'Как программа понимает сообщения',
    intro:
      'Программа читает чат и отмечает то, что похоже на сообщение о нарушении. Она подсказывает, решает человек. Ниже – насколько точны подсказки.',
    invented:
      'Измерено на придуманных чатах, не на настоящих. В ваших чатах может быть и лучше, и хуже: сверяйте с тем, что решают инспекторы.',
    of100: (count: string) => `${count} из 100`,
    of1000: (count: string) => `${count} на 1000`,
    between: (low: string, high: string) => `вероятно, от ${low} до ${high}`,
    few: 'сообщений мало, судить рано',
    full: 'Когда в чате много сообщений о нарушениях',
    fullHint: (messages: string, reports: string) =>
      `Проверено на ${messages} сообщениях, о нарушениях среди них – ${reports}. На этих чатах программа не училась.`,
    found: 'Из ста сообщений о нарушениях найдено',
    right: 'Из ста отмеченных действительно о нарушении',
    category: 'Из ста категория названа верно',
    three: 'Из ста верная категория – среди трёх предложенных',
    emergency: 'Из ста экстренных найдено',
    ordinary: 'В обычные дни',
    ordinaryHint: (messages: string, reports: string) =>
      `Когда почти весь чат – обычный разговор: из ${messages} сообщений о нарушениях только ${reports}. Поэтому и среди отмеченных лишних больше.`,
    alarms: 'Ложных тревог на тысячу обычных сообщений',
    langs: 'По языкам',
    langsHint:
      'Большая и более трудная проверка: каждая манера письма по очереди не участвовала в обучении, и многие сообщения даны без чата вокруг.',
    lang: { ru: 'Русский', kk: 'Казахский', mixed: 'Смешанный' },
    foundShort: 'Найдено',
    rightShort: 'Отмечено верно',
    weak: 'Где ошибок больше всего',
    weakHint:
      'Сколько из ста сообщений этой категории названо верно и с чем её чаще путают. В той же трудной проверке.',
    takenFor: (names: string) => `путают с: ${names}`,
    does: 'Что программа делает с сомнением',
    points: {
      why: 'У каждой подсказки сказано, из чего она следует: слово из списка, правило, сказанное раньше или выученное на примерах.',
      sure: 'Уверенность откалибрована: из ста сообщений, понятых с уверенностью 80 %, верно понято около восьмидесяти.',
      unsure: 'Сомнительное идёт в «Неясные»: там решает инспектор, и само ничего не происходит.',
      danger: 'Если похоже на опасность для людей, происшествие открывается и при меньшей уверенности.',
      forgotten: 'Обычный разговор нигде не сохраняется.',
    },
    empty: 'Цифр пока нет',
    emptyHint: 'Файл с измерениями, который идёт вместе с программой, не прочитан. На работу это не влияет.',
  },
  kk: {
    title: 'Бағдарлама хабарламаны қалай түсінеді',
    intro:
      'Бағдарлама чатты оқып, құқық бұзушылық туралы хабарламаға ұқсағанын белгілейді. Ол тек ұсынады, шешімді адам қабылдайды. Ұсыныстардың қаншалықты дәл екені төменде көрсетілген.',
    invented:
      'Бұл сандар шынайы емес, ойдан құрастырылған чаттарда өлшенген. Сіздің чаттарыңызда нәтиже бұдан жақсы да, нашар да болуы мүмкін: инспекторлардың шешімдерімен салыстырып отырыңыз.',
    of100: (count: string) => `100-ден ${count}`,
    of1000: (count: string) => `1000-нан ${count}`,
    between: (low: string, high: string) => `шамамен ${low}–${high}`,
    few: 'хабарлама аз, қорытынды жасауға ерте',
    full: 'Чатта құқық бұзушылық туралы хабарлама көп болғанда',
    fullHint: (messages: string, reports: string) =>
      `Тексерілген хабарлама саны – ${messages}, оның ішінде құқық бұзушылық туралы – ${reports}. Бағдарлама бұл чаттардан үйренген жоқ.`,
    found: 'Құқық бұзушылық туралы жүз хабарламаның табылғаны',
    right: 'Белгіленген жүз хабарламаның шынымен құқық бұзушылық туралы болғаны',
    category: 'Жүз хабарламаның санаты дұрыс аталғаны',
    three: 'Жүз хабарламаның дұрыс санаты ұсынылған үшеудің ішінде болғаны',
    emergency: 'Шұғыл шақыруды қажет ететін жүз хабарламаның табылғаны',
    ordinary: 'Қалыпты күндері',
    ordinaryHint: (messages: string, reports: string) =>
      `Чаттың бәрі дерлік жай әңгіме болғанда: ${messages} хабарламаның тек ${reports} ғана құқық бұзушылық туралы. Сондықтан белгіленгендердің арасында артығы да көбірек.`,
    alarms: 'Мың жай хабарламаға шаққандағы жалған дабыл',
    langs: 'Тілдер бойынша',
    langsHint:
      'Көлемі үлкен, қиынырақ тексеру: әр жазу мәнері кезек-кезек үйретуге қатыстырылмай сыналды, көп хабарлама айналасындағы чатсыз берілді.',
    lang: { ru: 'Орысша', kk: 'Қазақша', mixed: 'Аралас' },
    foundShort: 'Табылғаны',
    rightShort: 'Дұрыс белгіленгені',
    weak: 'Қай санаттарда көбірек қателеседі',
    weakHint:
      'Осы санаттағы жүз хабарламаның қаншасы дұрыс аталғаны және санаттың немен жиі шатастырылатыны. Сол қиынырақ тексеру бойынша.',
    takenFor: (names: string) => `жиі шатастыратыны: ${names}`,
    does: 'Күмән болғанда бағдарлама не істейді',
    points: {
      why: 'Әр ұсыныстың неге негізделгені жазылады: тізімдегі сөз, ереже, бұрын айтылған сөз немесе мысалдардан үйренгені.',
      sure: 'Сенімділік өлшенген нәтижеге сай келтірілген: 80 % сенімділікпен түсінілген жүз хабарламаның сексенге жуығы дұрыс түсінілген.',
      unsure: 'Күмәндісі «Анық емес» бөліміне түседі: шешімді инспектор қабылдайды, ештеңе өздігінен істелмейді.',
      danger: 'Адамдарға қауіп бар сияқты болса, сенімділік төменірек болғанда да оқиға ашылады.',
      forgotten: 'Жай әңгіме еш жерде сақталмайды.',
    },
    empty: 'Әзірге сандар жоқ',
    emptyHint: 'Бағдарламамен бірге келетін өлшем файлы оқылмады. Бұл жұмысқа әсер етпейді.',
  },
  en: {
    title: 'How the reading works',
    intro:
      'The program reads the chat and marks what looks like a report of a violation. It suggests; a person decides. Below is how good its suggestions are.',
    invented:
      'Measured on invented chats, not on real ones. In yours it may be better or worse: compare with what the inspectors decide.',
    of100: (count: string) => `${count} of 100`,
    of1000: (count: string) => `${count} in 1000`,
    between: (low: string, high: string) => `probably ${low} to ${high}`,
    few: 'too few messages to tell',
    full: 'When a chat is full of reports',
    fullHint: (messages: string, reports: string) =>
      `Measured on ${messages} messages, ${reports} of them reports. The program did not learn from these chats.`,
    found: 'Of a hundred reports, found',
    right: 'Of a hundred said to be reports, are reports',
    category: 'Of a hundred, the category is right',
    three: 'Of a hundred, the right category is among the three offered',
    emergency: 'Of a hundred emergencies, found',
    ordinary: 'On ordinary days',
    ordinaryHint: (messages: string, reports: string) =>
      `When nearly all of a chat is talk: of ${messages} messages only ${reports} are reports. So more of what is said to be a report is none.`,
    alarms: 'False alarms in a thousand messages of talk',
    langs: 'By language',
    langsHint:
      'A larger and harder measurement: each way of writing was left out of learning in turn, and many messages had no chat around them.',
    lang: { ru: 'Russian', kk: 'Kazakh', mixed: 'Mixed' },
    foundShort: 'Found',
    rightShort: 'Rightly marked',
    weak: 'Where it errs most',
    weakHint:
      'How many of a hundred messages of the category are named right, and what it is mostly taken for. In the same harder measurement.',
    takenFor: (names: string) => `taken for: ${names}`,
    does: 'What the program does with a doubt',
    points: {
      why: 'Every suggestion says what it rests on: a word of the lists, a rule, what was said before, or what was learned from examples.',
      sure: 'Its likelihood is calibrated: of a hundred messages read with 80% about eighty are read right.',
      unsure: 'What is doubtful goes to “Unsure”: an inspector decides there, and nothing happens by itself.',
      danger: 'Where people seem to be in danger, an incident is opened at a lower likelihood, too.',
      forgotten: 'Talk is kept nowhere.',
    },
    empty: 'No figures yet',
    emptyHint: 'The file of measurements that comes with the program was not read. The work does not depend on it.',
  },
})
