import { texts } from '../texts.ts'

/** Who answers for a chat, who speaks for its residents, and how the bot speaks there. */
export const chatPeopleTexts = texts({
  ru: {
    inspector: 'Участковый этого чата',
    inspectorHint: 'Получает то, о чём пишут здесь, если место не относится к другому участку.',
    asPrecinct: (names: string) =>
      names === '' ? 'Как у участка: никого, получит дежурный' : `Как у участка: ${names}`,
    chairman: 'Председатель или старший по дому',
    chairmanHint: 'Видят только сотрудники. Его сообщения помечены на странице происшествия.',
    who: 'Кто это в чате',
    hows: { added: 'добавил бота', code: 'отправил код' },
    noName: 'без имени',
    unknown: 'Другой человек, в чате не известен',
    reached: 'Если бот потеряет права в чате, об этом узнает только он, лично от бота. В чат ничего не пишется.',
    notReached:
      'Бот не может написать ему первым. Пусть председатель откроет бота и отправит /start: тогда о потере прав он узнает лично, а не весь чат.',
    byCode:
      'Чтобы председатель появился в списке, дайте ему код для чата: он отправит его в чат, привязка не изменится.',
    name: 'Имя',
    contact: 'Телефон или адрес',
    tone: 'Как говорит бот',
    tones: { short: 'Коротко', warm: 'Тепло' },
    toneHint: 'Об опасности бот всегда говорит одинаково: сразу, куда звонить.',
    preview: 'Так это прозвучит в чате',
    steps: {
      seen: 'Первый ответ',
      accepted: 'Участковый принял',
      outcome: 'Чем закончилось',
      reopened: 'Открыто снова',
    },
  },
  kk: {
    inspector: 'Осы чаттың учаскелік инспекторы',
    inspectorHint: 'Орны басқа учаскеге жатпаса, осында жазылғанды сол алады.',
    asPrecinct: (names: string) =>
      names === '' ? 'Учаскедегідей: ешкім жоқ, кезекші алады' : `Учаскедегідей: ${names}`,
    chairman: 'Төраға не үй үлкені',
    chairmanHint: 'Тек қызметкерлерге көрінеді. Оның хабарламалары оқиға бетінде белгіленеді.',
    who: 'Чаттағы адам',
    hows: { added: 'ботты қосқан', code: 'кодты жіберген' },
    noName: 'аты жоқ',
    unknown: 'Басқа адам, чатта белгісіз',
    reached: 'Бот чаттағы құқығынан айырылса, мұны тек төраға біледі: бот оған жеке жазады. Чатқа ештеңе жазылмайды.',
    notReached:
      'Бот оған бірінші болып жаза алмайды. Төраға ботты ашып, /start жіберсін: сонда бот құқығынан айырылғанын бүкіл чат емес, тек өзі біледі.',
    byCode: 'Төраға тізімде шығуы үшін оған чат кодын беріңіз: ол кодты чатқа жібереді, байлау өзгермейді.',
    name: 'Аты-жөні',
    contact: 'Телефоны не мекенжайы',
    tone: 'Бот қалай сөйлейді',
    tones: { short: 'Қысқа', warm: 'Жылы' },
    toneHint: 'Қауіп туралы бот әрқашан бірдей айтады: қайда қоңырау шалу керегін бірден жазады.',
    preview: 'Чатта осылай жазылады',
    steps: {
      seen: 'Алғашқы жауап',
      accepted: 'Инспектор қабылдады',
      outcome: 'Немен аяқталды',
      reopened: 'Қайта ашылды',
    },
  },
  en: {
    inspector: 'Inspector of this chat',
    inspectorHint: 'Gets what is told here, unless its place is of another precinct.',
    asPrecinct: (names: string) =>
      names === '' ? 'As in the precinct: nobody, so whoever is on duty' : `As in the precinct: ${names}`,
    chairman: 'Chairman',
    chairmanHint: 'Seen by staff alone. Their messages are marked on the page of an incident.',
    who: 'Who that is in the chat',
    hows: { added: 'added the bot', code: 'sent the code' },
    noName: 'no name',
    unknown: 'Somebody else, not known in the chat',
    reached:
      'If the bot loses its rights in the chat, they alone hear of it, from the bot. Nothing is said in the chat.',
    notReached:
      'The bot cannot write to them first. Let the chairman open the bot and send /start: then they alone, not the whole chat, hear when it loses its rights.',
    byCode:
      'For the chairman to appear here give them a code for a chat: they send it there, the binding stays as it is.',
    name: 'Name',
    contact: 'Phone or address',
    tone: 'How the bot speaks',
    tones: { short: 'Briefly', warm: 'Warmly' },
    toneHint: 'In danger the bot always says the same, at once: whom to call.',
    preview: 'How it will read in the chat',
    steps: { seen: 'First answer', accepted: 'The inspector took it', outcome: 'How it ended', reopened: 'Open again' },
  },
})
