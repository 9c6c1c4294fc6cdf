import type { Locale } from '../../src/base/access.ts'
import type { AccountKind } from '../../src/chat/account.ts'
import type { channelsTexts } from './channels-texts.ts'

export type FieldName = keyof (typeof channelsTexts)['ru']['fields']

/** What an administrator does at each messenger before the form can be filled in, step by step. */
export const channelSteps: Record<Locale, Record<AccountKind, string[]>> = {
  ru: {
    telegram: [
      'Откройте в Telegram @BotFather и отправьте ему /newbot.',
      'Дайте боту имя («Участковый, Абайский район») и адрес, который кончается на bot.',
      'BotFather пришлёт токен вида 123456:ABC… Вставьте его сюда; больше его никому не показывайте.',
      'Чтобы бот видел сообщения, а не только команды, отправьте BotFather /setprivacy, выберите бота и Disable. Или председатель назначит бота администратором чата.',
    ],
    whatsapp: [
      'На developers.facebook.com создайте приложение типа «Бизнес» и добавьте WhatsApp.',
      'Подключите номер отдела. Скопируйте идентификатор номера (Phone number ID): одни цифры, это не сам номер.',
      'В настройках бизнеса создайте системного пользователя и бессрочный токен с правом whatsapp_business_messaging.',
      'Секрет приложения: «Настройки приложения», «Основное», «Секрет приложения».',
      'После подключения вставьте у Meta адрес вызовов и слово проверки и подпишитесь на messages.',
    ],
    max: [
      'Сначала убедитесь, что бот вам доступен: MAX даёт ботов только организациям, зарегистрированным в России.',
      'Откройте кабинет business.max.ru под учётной записью организации и создайте чат-бота.',
      'После проверки бота откройте «Интеграция» и получите токен. Вставьте его сюда.',
      'Добавьте бота в чат дома и сделайте его администратором: иначе он не видит сообщений.',
    ],
    matrix: [
      'Заведите на сервере Matrix отдельную учётную запись для программы, например @uchastok:example.kz.',
      'Войдите под ней один раз, например в Element, и скопируйте токен доступа: «Все настройки», «Помощь и о программе».',
      'Пригласите её в комнату: программа примет приглашение сама. Комната должна быть без шифрования, зашифрованную прочитать нельзя.',
    ],
    open: [
      'Подключите канал: адрес, ключ и секрет вызовов создадутся сами; ключ и секрет будут показаны один раз.',
      'Передайте их разработчику вашей системы. Описание для него: файл docs/channels.ru.md и /api/open-channel.json на этом сервере.',
      'Если система умеет принимать вызовы, укажите её адрес. Иначе она будет забирать события сама.',
    ],
  },
  kk: {
    telegram: [
      'Telegram-да @BotFather-ді ашып, оған /newbot жіберіңіз.',
      'Ботқа ат («Учаскелік инспектор, Абай ауданы») және bot деп аяқталатын мекенжай беріңіз.',
      'BotFather 123456:ABC… түріндегі токен жібереді. Оны осында қойыңыз, басқа ешкімге көрсетпеңіз.',
      'Бот командаларды ғана емес, хабарламаларды да көруі үшін BotFather-ге /setprivacy жіберіп, ботты және Disable дегенді таңдаңыз. Немесе төраға ботты чат әкімшісі етіп тағайындайды.',
    ],
    whatsapp: [
      'developers.facebook.com сайтында «Business» («Бизнес») түріндегі қолданба ашып, оған WhatsApp қосыңыз.',
      'Бөлімнің нөмірін қосыңыз. Нөмір идентификаторын (Phone number ID) көшіріңіз: ол тек сандар, нөмірдің өзі емес.',
      'Бизнес баптауларында жүйелік пайдаланушы ашып, whatsapp_business_messaging құқығы бар мерзімсіз токен жасаңыз.',
      'Қолданба құпиясы: «App settings», «Basic», «App secret» (орысша: «Настройки приложения», «Основное», «Секрет приложения»).',
      'Қосқаннан кейін Meta-ға шақыру мекенжайы мен тексеру сөзін енгізіп, messages дегенге жазылыңыз.',
    ],
    max: [
      'Алдымен бот сізге қолжетімді екенін тексеріңіз: MAX ботты тек Ресейде тіркелген ұйымдарға береді.',
      'business.max.ru кабинетін ұйымның есептік жазбасымен ашып, чат-бот жасаңыз.',
      'Бот тексерілген соң «Интеграция» бөлімінен токен алып, осында қойыңыз.',
      'Ботты үй чатына қосып, әкімші етіңіз: әйтпесе хабарламаларды көрмейді.',
    ],
    matrix: [
      'Matrix серверінде бағдарламаға бөлек есептік жазба ашыңыз, мысалы @uchastok:example.kz.',
      'Сол жазбамен бір рет, мысалы Element-ке, кіріп, қол жеткізу токенін көшіріңіз: «All settings», «Help & About» (орысша: «Все настройки», «Помощь и о программе»).',
      'Оны бөлмеге шақырыңыз: шақыруды бағдарлама өзі қабылдайды. Бөлме шифрланбаған болуы керек, шифрланғанын оқу мүмкін емес.',
    ],
    open: [
      'Арнаны қосыңыз: мекенжай, кілт және шақыру құпиясы өзі жасалады; кілт пен құпия бір-ақ рет көрсетіледі.',
      'Оларды жүйеңіздің әзірлеушісіне беріңіз. Оған арналған сипаттама: docs/channels.md файлы және осы сервердегі /api/open-channel.json.',
      'Жүйе шақыру қабылдай алса, мекенжайын көрсетіңіз. Әйтпесе оқиғаларды өзі алып тұрады.',
    ],
  },
  en: {
    telegram: [
      'Open @BotFather in Telegram and send it /newbot.',
      'Give the bot a name and an address that ends in bot.',
      'BotFather sends a token such as 123456:ABC… Enter it here and show it to nobody else.',
      'For the bot to see messages and not only commands, send BotFather /setprivacy, choose the bot and Disable. Or the chairman makes the bot an administrator of the chat.',
    ],
    whatsapp: [
      'At developers.facebook.com make an application of the kind “Business” and add WhatsApp.',
      'Connect the department’s number. Copy the phone number ID: digits alone, not the number itself.',
      'In the business settings make a system user and a permanent token with whatsapp_business_messaging.',
      'The app secret: “App settings”, “Basic”, “App secret”.',
      'After connecting, enter the address of calls and the verify token at Meta and subscribe to messages.',
    ],
    max: [
      'First make sure that you may have a bot: MAX gives them to organisations registered in Russia alone.',
      'Open business.max.ru with the organisation’s account and make a chat bot.',
      'When the bot has passed moderation, take the token under “Integration” and enter it here.',
      'Add the bot to the house chat and make it an administrator: otherwise it sees no messages.',
    ],
    matrix: [
      'Make an account of its own for the program on a Matrix server, such as @uchastok:example.kz.',
      'Sign in with it once, in Element for one, and copy the access token: “All settings”, “Help & about”.',
      'Invite it to the room: the program accepts by itself. The room must not be encrypted, for such rooms cannot be read.',
    ],
    open: [
      'Connect the channel: the address, the key and the secret of calls are made by themselves; key and secret are shown once.',
      'Give them to the developer of your system. What they need to know: docs/channels.md, and /api/open-channel.json on this server.',
      'If the system takes calls, enter its address. Otherwise it fetches the events itself.',
    ],
  },
}

/** What stands under a field, where its name does not say enough. */
export const fieldHints: Record<Locale, Partial<Record<FieldName, string>>> = {
  ru: {
    apiRoot: 'Пусто – обычный адрес мессенджера.',
    graphRoot: 'Пусто – обычный адрес Meta.',
    graphVersion: 'Пусто – та, с которой программу проверяли.',
    phoneNumberId: 'Одни цифры, со страницы «API Setup». Это не номер телефона.',
    appSecret: 'Им Meta подписывает вызовы. Если он неверен, канал скажет об этом после первого вызова.',
    template:
      'Имя шаблона, двоеточие, язык. Шаблон одобряет Meta, в нём одно поле {{1}}. Без шаблона нельзя ответить тому, кто писал больше суток назад.',
    homeserver: 'С https:// в начале.',
    userId: 'Полностью: с @ и с именем сервера.',
    webhookUrl: 'Адрес вашей системы, если её можно вызвать. Пусто – она забирает сообщения сама.',
    address: 'Как жители найдут вас там: имя, ссылка или номер. Печатается на объявлении.',
  },
  kk: {
    apiRoot: 'Бос қалса – мессенджердің әдеттегі мекенжайы.',
    graphRoot: 'Бос қалса – Meta-ның әдеттегі мекенжайы.',
    graphVersion: 'Бос қалса – бағдарлама сыналған нұсқа.',
    phoneNumberId: 'Тек сандар, «API Setup» бетінен. Бұл телефон нөмірі емес.',
    appSecret: 'Meta шақыруларына осымен қол қояды. Қате болса, арна алғашқы шақырудан кейін айтады.',
    template:
      'Үлгінің аты, қос нүкте, тілі. Үлгіні Meta мақұлдайды, ішінде бір {{1}} орны болады. Үлгісіз бір тәуліктен бұрын жазған адамға жауап беру мүмкін емес.',
    homeserver: 'Басында https:// болсын.',
    userId: 'Толық: @ белгісімен және сервер атымен.',
    webhookUrl: 'Жүйеңізді шақыруға болса, оның мекенжайы. Бос қалса – хабарламаларды өзі алып тұрады.',
    address: 'Тұрғындар сізді сонда қалай табады: аты, сілтемесі не нөмірі. Хабарландыруға басылады.',
  },
  en: {
    apiRoot: 'Empty: the messenger’s usual address.',
    graphRoot: 'Empty: Meta’s usual address.',
    graphVersion: 'Empty: the one that the program was tried with.',
    phoneNumberId: 'Digits alone, from the page “API Setup”. It is not the phone number.',
    appSecret: 'Meta signs its calls with it. If it is wrong, the channel says so after the first call.',
    template:
      'Name of the template, a colon, its language. Meta approves it; it has one place {{1}}. Without it nobody who wrote more than a day ago can be answered.',
    homeserver: 'With https:// in front.',
    userId: 'In full: with @ and the name of the server.',
    webhookUrl: 'The address of your system, if it can be called. Empty: it fetches the messages itself.',
    address: 'How residents find you there: a name, a link or a number. It is printed on the poster.',
  },
}
