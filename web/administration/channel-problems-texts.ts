import { plural, texts } from '../texts.ts'

/** What may be wrong with a channel, and what to do about it. */
export const channelProblems = texts({
  ru: {
    revoked: 'Мессенджер больше не принимает токен. Введите новый.',
    starting: 'Если через минуту ничего не изменится, нажмите «Проверить».',
    unreachable: 'Попытки повторяются сами. Ничего не потеряно: мессенджер отдаст сообщения, когда связь вернётся.',
    misconfigured: 'Мессенджер отказал. Проверьте настройки.',
    twoPollers:
      'Этим же токеном обновления забирает ещё одна программа. Остановите её или выпустите новый токен и введите его здесь.',
    noPublicUrl: 'Чтобы мессенджер мог звонить нам, задайте PUBLIC_URL или выберите «Спрашивать самим».',
    noCalls:
      'Сообщения сюда не дойдут: WhatsApp сам звонит программе, а у неё нет адреса в интернете. Задайте PUBLIC_URL в настройках сервера (https://…) и запустите программу снова.',
    unsigned:
      'Ваша система не принимает нашу подпись. Её разработчик должен внести секрет вызовов; если он утерян, выпустите новый.',
    forgedSigned: (count: string) =>
      `Отклонено вызовов с неверной подписью: ${count}. Если это не ваша проверка, секрет приложения скопирован с ошибкой или сменился у Meta: замените его.`,
    sealed: 'Секреты запечатаны другим ключом установки. Введите их заново или верните ключ в UCHASTOK_OLD_KEYS.',
    forged: (count: string) =>
      `Отклонено вызовов с неверным секретом: ${count}. Если это не ваша проверка, смените секрет.`,
    unknown: (count: string) => `Пропущено обновлений неизвестного вида: ${count}. Это не ошибка.`,
    notReached: (words: string, count: string) =>
      `Telegram не может обратиться по нашему адресу: ${words}. Ждут доставки: ${count}. Проверьте PUBLIC_URL, сертификат и прокси или выберите «Спрашивать самим». Ничего не потеряно: Telegram хранит обновления сутки.`,
    elsewhere:
      'Telegram отдаёт обновления по другому адресу: тем же токеном пользуется ещё одна программа. Остановите её, затем приостановите канал и возобновите его.',
    late: (count: string) =>
      `Программа слишком долго занята сообщениями: ${count}. Они не потеряны и будут прочитаны снова. Если число не уменьшается, проверьте базу данных.`,
    leftOut: (count: string) =>
      `Сообщений, которые не удалось прочитать после многих попыток: ${count}. Подробности в журнале сервера.`,
    encrypted: (count: string) =>
      `Комнат, которые нельзя прочитать, потому что они зашифрованы: ${count}. Нужна комната без шифрования.`,
    deaf: (count: number) =>
      `${plural('ru', count, { one: 'чат, где', few: 'чата, где', many: 'чатов, где', other: 'чата, где' })} бот видит только команды. Назначьте его администратором чата (все права можно выключить) или отключите у @BotFather режим приватности и добавьте бота заново.`,
    mute: (count: number) =>
      `${plural('ru', count, { one: 'чат, где', few: 'чата, где', many: 'чатов, где', other: 'чата, где' })} боту запрещено писать. Попросите председателя разрешить.`,
  },
  kk: {
    revoked: 'Мессенджер бұл токенді енді қабылдамайды. Жаңасын енгізіңіз.',
    starting: 'Бір минутта өзгермесе, «Тексеру» түймесін басыңыз.',
    unreachable:
      'Бағдарлама өзі қайта-қайта тырысып жатыр. Ештеңе жоғалмайды: байланыс қалпына келгенде мессенджер хабарламаларды береді.',
    misconfigured: 'Мессенджер бас тартты. Баптауларын тексеріңіз.',
    twoPollers:
      'Осы токенмен жаңартуларды тағы бір бағдарлама алып жатыр. Оны тоқтатыңыз немесе жаңа токен алып, осында енгізіңіз.',
    noPublicUrl:
      'Мессенджер бізге хабарласа алуы үшін PUBLIC_URL көрсетіңіз немесе «Өзіміз сұраймыз» дегенді таңдаңыз.',
    noCalls:
      'Хабарламалар мұнда жетпейді: WhatsApp бағдарламаға өзі хабарласады, ал оның интернетте мекенжайы жоқ. Сервер баптауында PUBLIC_URL (https://…) көрсетіп, бағдарламаны қайта іске қосыңыз.',
    unsigned:
      'Жүйеңіз біздің қолтаңбаны қабылдамай тұр. Әзірлеушісі шақыру құпиясын енгізуі керек; жоғалып қалса, жаңасын шығарыңыз.',
    forgedSigned: (count: string) =>
      `Қолтаңбасы қате шақыру қабылданбады: ${count}. Бұл сіздің тексеруіңіз болмаса, қолданба құпиясы қате көшірілген немесе Meta-да өзгерген: оны ауыстырыңыз.`,
    sealed:
      'Құпиялар орнатудың басқа кілтімен мөрленген. Қайта енгізіңіз немесе кілтті UCHASTOK_OLD_KEYS-ке қайтарыңыз.',
    forged: (count: string) =>
      `Құпиясы қате шақыру қабылданбады: ${count}. Бұл сіздің тексеруіңіз болмаса, құпияны ауыстырыңыз.`,
    unknown: (count: string) => `Түрі белгісіз жаңарту өткізіп жіберілді: ${count}. Бұл қате емес.`,
    notReached: (words: string, count: string) =>
      `Telegram біздің мекенжайға хабарласа алмай тұр: ${words}. Жеткізуді күтіп тұрғаны: ${count}. PUBLIC_URL-ді, сертификатты және проксиді тексеріңіз немесе «Өзіміз сұраймыз» дегенді таңдаңыз. Ештеңе жоғалмады: Telegram жаңартуларды бір тәулік сақтайды.`,
    elsewhere:
      'Telegram жаңартуларды басқа мекенжайға беріп жатыр: осы токенді тағы бір бағдарлама пайдаланады. Оны тоқтатыңыз да, арнаны тоқтата тұрып, кейін жалғастырыңыз.',
    late: (count: string) =>
      `Бағдарлама ${count} хабарламаны тым ұзақ өңдеп жатыр. Олар жоғалған жоқ, қайта оқылады. Саны азаймаса, дерекқорды тексеріңіз.`,
    leftOut: (count: string) =>
      `Көп әрекеттен кейін де оқылмай қалған хабарлама: ${count}. Толығырақ сервер журналында.`,
    encrypted: (count: string) => `Шифрланғандықтан оқылмайтын бөлме: ${count}. Шифрланбаған бөлме керек.`,
    deaf: (count: number) =>
      `${plural('kk', count, { one: 'чатта', other: 'чатта' })} бот тек командаларды көреді. Оны чат әкімшісі етіңіз (құқықтарының бәрін өшіріп қоюға болады) немесе @BotFather-де құпиялылық режимін өшіріп, ботты қайта қосыңыз.`,
    mute: (count: number) =>
      `${plural('kk', count, { one: 'чатта', other: 'чатта' })} ботқа жазуға тыйым салынған. Төрағадан рұқсат сұраңыз.`,
  },
  en: {
    revoked: 'The messenger no longer accepts the token. Enter a new one.',
    starting: 'If nothing changes within a minute, press “Check”.',
    unreachable:
      'It is tried again by itself. Nothing is lost: the messenger gives the messages when the line is back.',
    misconfigured: 'The messenger refused. Check the settings.',
    twoPollers: 'Another program takes updates with the same token. Stop it, or make a new token and enter it here.',
    noPublicUrl: 'For the messenger to call us set PUBLIC_URL, or choose “We ask for them”.',
    noCalls:
      'No message can arrive: WhatsApp calls the program, and it has no address on the internet. Set PUBLIC_URL in the settings of the server (https://…) and start the program again.',
    unsigned:
      'Your system does not accept our signature. Its developer is to enter the secret of calls; if it is lost, make a new one.',
    forgedSigned: (count: string) =>
      `Calls with a wrong signature refused: ${count}. If it was not your trial, the app secret was copied wrong or changed at Meta: replace it.`,
    sealed: 'The secrets were sealed with another key. Enter them anew or give that key back in UCHASTOK_OLD_KEYS.',
    forged: (count: string) =>
      `Calls with a wrong secret refused: ${count}. If it was not your trial, change the secret.`,
    unknown: (count: string) => `Updates of unknown kinds skipped: ${count}. That is no error.`,
    notReached: (words: string, count: string) =>
      `Telegram cannot reach our address: ${words}. Waiting to be delivered: ${count}. Check PUBLIC_URL, the certificate and the proxy, or choose “We ask for them”. Nothing is lost: Telegram keeps updates for a day.`,
    elsewhere:
      'Telegram gives the updates to another address: another program uses the same token. Stop it, then pause the channel and resume it.',
    late: (count: string) =>
      `The program takes too long over messages: ${count}. They are not lost and are read again. If the number does not go down, check the database.`,
    leftOut: (count: string) =>
      `Messages that could not be read after many tries: ${count}. The log of the server says more.`,
    encrypted: (count: string) =>
      `Rooms that cannot be read because they are encrypted: ${count}. A room without encryption is needed.`,
    deaf: (count: number) =>
      `${plural('en', count, { one: 'chat where', other: 'chats where' })} the bot sees only commands. Make it an administrator of the chat (all rights may be off), or switch its privacy mode off at @BotFather and add it again.`,
    mute: (count: number) =>
      `${plural('en', count, { one: 'chat where', other: 'chats where' })} the bot may not write. Ask the chairman to allow it.`,
  },
})
