import type { Locale } from '../../src/base/access.ts'
import type { AccountKind } from '../../src/chat/account.ts'

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
      'Откройте кабинет business.max.ru под учётной записью организации и создайте чат-бота.',
      'После проверки бота откройте «Интеграция» и получите токен. Вставьте его сюда.',
      'Добавьте бота в чат дома и сделайте его администратором: иначе он не видит сообщений.',
    ],
    matrix: [
      'Заведите на сервере Matrix отдельную учётную запись для программы, например @uchastok:example.kz.',
      'Войдите под ней один раз и скопируйте токен доступа: «Все настройки», «Помощь и о программе».',
      'Пригласите её в комнату: программа примет приглашение сама.',
    ],
    open: [
      'Подключите канал: ключ и секрет создадутся сами и будут показаны один раз.',
      'Передайте их разработчику вашей системы вместе с описанием из docs/.',
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
      'developers.facebook.com сайтында «Бизнес» түріндегі қосымша ашып, оған WhatsApp қосыңыз.',
      'Бөлімнің нөмірін қосыңыз. Нөмір идентификаторын (Phone number ID) көшіріңіз: ол тек сандар, нөмірдің өзі емес.',
      'Бизнес баптауларында жүйелік пайдаланушы ашып, whatsapp_business_messaging құқығы бар мерзімсіз токен жасаңыз.',
      'Қосымша құпиясы: «Қосымша баптаулары», «Негізгі», «Қосымша құпиясы».',
      'Қосқаннан кейін Meta-ға шақыру мекенжайы мен тексеру сөзін енгізіп, messages дегенге жазылыңыз.',
    ],
    max: [
      'business.max.ru кабинетін ұйымның есептік жазбасымен ашып, чат-бот жасаңыз.',
      'Бот тексерілген соң «Интеграция» бөлімінен токен алып, осында қойыңыз.',
      'Ботты үй чатына қосып, әкімші етіңіз: әйтпесе хабарламаларды көрмейді.',
    ],
    matrix: [
      'Matrix серверінде бағдарламаға бөлек есептік жазба ашыңыз, мысалы @uchastok:example.kz.',
      'Сол жазбамен бір рет кіріп, қолжетім токенін көшіріңіз: «Барлық баптаулар», «Көмек және бағдарлама туралы».',
      'Оны бөлмеге шақырыңыз: шақыруды бағдарлама өзі қабылдайды.',
    ],
    open: [
      'Арнаны қосыңыз: кілт пен құпия өзі жасалып, бір-ақ рет көрсетіледі.',
      'Оларды docs/ ішіндегі сипаттамамен бірге жүйеңіздің әзірлеушісіне беріңіз.',
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
      'Open business.max.ru with the organisation’s account and make a chat bot.',
      'When the bot has passed moderation, take the token under “Integration” and enter it here.',
      'Add the bot to the house chat and make it an administrator: otherwise it sees no messages.',
    ],
    matrix: [
      'Make an account of its own for the program on a Matrix server, such as @uchastok:example.kz.',
      'Sign in with it once and copy the access token: “All settings”, “Help & about”.',
      'Invite it to the room: the program accepts by itself.',
    ],
    open: [
      'Connect the channel: the key and the secret are made by themselves and shown once.',
      'Give them to the developer of your system with the page in docs/.',
      'If the system takes calls, enter its address. Otherwise it fetches the events itself.',
    ],
  },
}
