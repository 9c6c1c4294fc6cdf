import { plural, texts } from '../texts.ts'

/** The page of the department's accounts with messengers. */
export const channelsTexts = texts({
  ru: {
    title: 'Каналы',
    intro:
      'Канал – это бот или номер отдела в мессенджере. Через него программа читает привязанные чаты и отвечает в них.',
    add: 'Подключить',
    none: 'Каналов пока нет',
    noneHint:
      'Подключите бота Telegram или номер WhatsApp – шаги подскажет форма. Комнаты в браузере работают и без канала.',
    outbox: 'Отправка',
    chats: 'Чаты',
    kinds: {
      telegram: 'Telegram',
      whatsapp: 'WhatsApp',
      max: 'MAX',
      matrix: 'Matrix',
      open: 'Своя система',
    },
    kindHints: {
      telegram: 'Домовые чаты и личные сообщения. Бота добавляет председатель.',
      whatsapp: 'Номер отдела: жители пишут сами или пересылают сообщения из чата дома.',
      max: 'Домовые чаты и личные сообщения в MAX.',
      matrix: 'Комнаты Matrix и мосты к другим мессенджерам.',
      open: 'Aitu, городское приложение или 109: подключается по HTTP.',
    },
    states: {
      starting: 'подключается',
      working: 'работает',
      unreachable: 'мессенджер не отвечает',
      revoked: 'токен недействителен',
      misconfigured: 'требует настройки',
      paused: 'приостановлен',
      unsigned: 'подпись не принята',
    },
    heard: (ago: string) => `последнее обновление ${ago}`,
    silent: 'обновлений ещё не было',
    lag: (time: string) => `задержка ${time}`,
    ago: (seconds: number) =>
      seconds < 10
        ? 'только что'
        : seconds < 120
          ? `${seconds} с назад`
          : seconds < 7200
            ? `${Math.round(seconds / 60)} мин назад`
            : seconds < 172_800
              ? `${Math.round(seconds / 3600)} ч назад`
              : `${Math.round(seconds / 86_400)} дн назад`,
    seconds: (value: string) => `${value} с`,
    bound: (count: number) =>
      plural('ru', count, {
        one: 'чат читается',
        few: 'чата читаются',
        many: 'чатов читается',
        other: 'чата читаются',
      }),
    asked: (count: number) =>
      plural('ru', count, {
        one: 'чат ждёт кода',
        few: 'чата ждут кода',
        many: 'чатов ждут кода',
        other: 'чата ждут кода',
      }),
    problems: {
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
      deaf: (count: number) =>
        `${plural('ru', count, { one: 'чат, где', few: 'чата, где', many: 'чатов, где', other: 'чата, где' })} бот видит только команды. Назначьте его администратором чата (все права можно выключить) или отключите у @BotFather режим приватности и добавьте бота заново.`,
      mute: (count: number) =>
        `${plural('ru', count, { one: 'чат, где', few: 'чата, где', many: 'чатов, где', other: 'чата, где' })} боту запрещено писать. Попросите председателя разрешить.`,
    },
    said: (words: string) => `Ответ мессенджера: ${words}`,
    toChats: 'К чатам',
    next: (who: string) =>
      `Дальше: в разделе «Чаты» получите код для чата. Председатель добавит ${who || 'бота'} в чат дома и отправит там код.`,
    nextWhatsapp:
      'Ни одного сообщения ещё не было. Вставьте у Meta адрес и слово проверки (оба – в «Настроить») и подпишитесь на messages. Потом раздайте жителям объявление с QR-кодом: оно в разделе «Чаты».',
    nextOpen:
      'Дальше: передайте разработчику адрес, ключ и секрет вызовов. Чат его системы появится в разделе «Чаты», его привяжет код оттуда же.',
    open: 'Настроить',
    enterToken: 'Ввести новый токен',
    newTitle: 'Новый канал',
    kind: 'Мессенджер',
    name: 'Название',
    nameHint: 'Видят только сотрудники: «Бот отдела», «Номер дежурной части».',
    steps: 'Что сделать',
    connect: 'Подключить',
    checking: 'Спрашиваем мессенджер…',
    badToken: 'Мессенджер не знает такого токена. Скопируйте его ещё раз целиком.',
    away: 'По этому адресу никто не отвечает. Проверьте, выходит ли сервер в интернет и верен ли адрес. Ничего не изменилось, попробуйте ещё раз.',
    refused: (words: string) => `Мессенджер не знает такого значения. Его ответ: ${words}`,
    empty: 'Заполните это поле.',
    such: (like: string) => `например, ${like}`,
    expected: (like: string) => `Должно выглядеть так: ${like}`,
    same: 'Этот бот или номер уже подключён. Две программы на одном токене теряют сообщения.',
    wrong: 'Значение не подходит. Проверьте, что скопировано целиком и без пробелов.',
    mode: 'Как получать сообщения',
    polling: 'Спрашивать самим',
    pollingHint: 'Подходит всегда, внешний адрес не нужен.',
    webhook: 'Мессенджер звонит нам',
    webhookHint: 'Быстрее, но нужен адрес https, открытый из интернета.',
    webhookOff: 'Недоступно: на сервере не задан PUBLIC_URL.',
    hook: 'Адрес для мессенджера',
    hookAuto: 'Сообщим его мессенджеру сами.',
    hookHand: 'Вставьте его у Meta: «WhatsApp», «Конфигурация», «Webhook». Рядом вставьте слово проверки.',
    hookOpen: 'Наш адрес для вашей системы',
    hookOpenHint: 'Сам по себе секрет: передавайте разработчику вместе с ключом и секретом вызовов.',
    noHook: 'Адреса пока нет: задайте PUBLIC_URL в настройках сервера.',
    secrets: 'Секреты',
    secretsHint: 'Хранятся запечатанными. Посмотреть их нельзя, только заменить. Пустое поле – оставить прежний.',
    sealedSecret: 'нельзя открыть',
    replace: 'Заменить секреты',
    replaced: 'Секреты заменены, канал подключается заново.',
    renew: 'Выпустить новый',
    made: 'Скопируйте сейчас',
    madeHint: 'Показывается один раз. Если потеряется, можно выпустить новое значение.',
    copy: 'Скопировать',
    copied: 'Скопировано',
    done: 'Готово',
    settings: 'Настройки',
    save: 'Сохранить',
    saved: 'Сохранено.',
    checkTitle: 'Проверка связи',
    check: 'Проверить',
    checkHint: 'Спросим мессенджер, чей это токен.',
    checked: (who: string) => `Мессенджер отвечает: ${who}.`,
    test: 'Пробное сообщение',
    testChat: 'В какой чат',
    testSend: 'Отправить',
    testSent: 'Отправляется. Если не дойдёт, сообщение появится на странице «Отправка».',
    noChats: 'Пробное сообщение можно отправить, когда привязан хотя бы один чат.',
    pause: 'Приостановить',
    pauseHint:
      'Пока не возобновите, ничего не читается и не отправляется. То, что жители напишут за это время, может пропасть. Ожидающее отправки подождёт до суток.',
    resume: 'Возобновить',
    remove: 'Удалить канал',
    removeTitle: 'Удалить канал?',
    removeText: (chats: number) =>
      chats === 0
        ? 'Секреты будут стёрты. Привязанных чатов у этого канала нет.'
        : `Секреты будут стёрты. ${plural('ru', chats, { one: 'чат перестанет', few: 'чата перестанут', many: 'чатов перестанут', other: 'чата перестанут' })} читаться, и отвечать в них будет нельзя. Происшествия и их сообщения останутся. Чтобы вернуть чаты, понадобится новый код для каждого.`,
    removeGo: 'Удалить',
    fields: {
      token: 'Токен бота',
      webhookSecret: 'Секрет вызовов',
      accessToken: 'Токен доступа',
      appSecret: 'Секрет приложения',
      verifyToken: 'Слово проверки',
      key: 'Ключ',
      apiRoot: 'Адрес API',
      graphRoot: 'Адрес Graph API',
      graphVersion: 'Версия Graph API',
      phoneNumberId: 'Идентификатор номера',
      template: 'Шаблон первого сообщения',
      homeserver: 'Сервер Matrix',
      userId: 'Имя на сервере',
      webhookUrl: 'Куда посылать наши сообщения',
      address: 'Адрес для жителей',
    },
    advanced: 'Дополнительно',
  },
  kk: {
    title: 'Арналар',
    intro:
      'Арна – бөлімнің мессенджердегі боты немесе нөмірі. Бағдарлама байланған чаттарды сол арқылы оқып, жауап береді.',
    add: 'Қосу',
    none: 'Әзірге арна жоқ',
    noneHint:
      'Telegram ботын немесе WhatsApp нөмірін қосыңыз – қадамдарын пішін көрсетеді. Браузердегі бөлмелер арнасыз да жұмыс істейді.',
    outbox: 'Жіберу',
    chats: 'Чаттар',
    kinds: {
      telegram: 'Telegram',
      whatsapp: 'WhatsApp',
      max: 'MAX',
      matrix: 'Matrix',
      open: 'Өз жүйеңіз',
    },
    kindHints: {
      telegram: 'Үй чаттары және жеке хабарламалар. Ботты төраға қосады.',
      whatsapp: 'Бөлім нөмірі: тұрғындар өздері жазады немесе үй чатындағы хабарламаны қайта жібереді.',
      max: 'MAX-тағы үй чаттары және жеке хабарламалар.',
      matrix: 'Matrix бөлмелері және басқа мессенджерлерге көпірлер.',
      open: 'Aitu, қала қосымшасы немесе 109: HTTP арқылы қосылады.',
    },
    states: {
      starting: 'қосылып жатыр',
      working: 'жұмыс істейді',
      unreachable: 'мессенджер жауап бермей тұр',
      revoked: 'токен жарамсыз',
      misconfigured: 'баптау керек',
      paused: 'тоқтатылған',
      unsigned: 'қолтаңба қабылданбады',
    },
    heard: (ago: string) => `соңғы жаңалық: ${ago}`,
    silent: 'әлі жаңалық келген жоқ',
    lag: (time: string) => `кідіріс: ${time}`,
    ago: (seconds: number) =>
      seconds < 10
        ? 'жаңа ғана'
        : seconds < 120
          ? `${seconds} с бұрын`
          : seconds < 7200
            ? `${Math.round(seconds / 60)} мин бұрын`
            : seconds < 172_800
              ? `${Math.round(seconds / 3600)} сағ бұрын`
              : `${Math.round(seconds / 86_400)} күн бұрын`,
    seconds: (value: string) => `${value} с`,
    bound: (count: number) => plural('kk', count, { one: 'чат оқылады', other: 'чат оқылады' }),
    asked: (count: number) => plural('kk', count, { one: 'чат код күтуде', other: 'чат код күтуде' }),
    problems: {
      revoked: 'Мессенджер бұл токенді енді қабылдамайды. Жаңасын енгізіңіз.',
      starting: 'Бір минутта өзгермесе, «Тексеру» түймесін басыңыз.',
      unreachable:
        'Бағдарлама өзі қайта-қайта тырысып жатыр. Ештеңе жоғалмайды: байланыс қалпына келгенде мессенджер хабарламаларды береді.',
      misconfigured: 'Мессенджер бас тартты. Баптауларын тексеріңіз.',
      twoPollers:
        'Осы токенмен жаңалықтарды тағы бір бағдарлама алып жатыр. Оны тоқтатыңыз немесе жаңа токен алып, осында енгізіңіз.',
      noPublicUrl:
        'Мессенджер бізге хабарласа алуы үшін PUBLIC_URL көрсетіңіз немесе «Өзіміз сұраймыз» дегенді таңдаңыз.',
      noCalls:
        'Хабарламалар мұнда жетпейді: WhatsApp бағдарламаға өзі хабарласады, ал оның интернетте мекенжайы жоқ. Сервер баптауында PUBLIC_URL (https://…) көрсетіп, бағдарламаны қайта іске қосыңыз.',
      unsigned:
        'Жүйеңіз біздің қолтаңбаны қабылдамай тұр. Әзірлеушісі шақыру құпиясын енгізуі керек; жоғалып қалса, жаңасын шығарыңыз.',
      forgedSigned: (count: string) =>
        `Қолтаңбасы қате шақыру қабылданбады: ${count}. Бұл сіздің тексеруіңіз болмаса, қосымша құпиясы қате көшірілген немесе Meta-да өзгерген: ауыстырыңыз.`,
      sealed:
        'Құпиялар орнатудың басқа кілтімен мөрленген. Қайта енгізіңіз немесе кілтті UCHASTOK_OLD_KEYS-ке қайтарыңыз.',
      forged: (count: string) =>
        `Құпиясы қате шақыру қабылданбады: ${count}. Бұл сіздің тексеруіңіз болмаса, құпияны ауыстырыңыз.`,
      unknown: (count: string) => `Түрі белгісіз жаңалық өткізіп жіберілді: ${count}. Бұл қате емес.`,
      deaf: (count: number) =>
        `${plural('kk', count, { one: 'чатта', other: 'чатта' })} бот тек командаларды көреді. Оны чат әкімшісі етіңіз (құқықтарының бәрін өшіріп қоюға болады) немесе @BotFather-де құпиялық режимін өшіріп, ботты қайта қосыңыз.`,
      mute: (count: number) =>
        `${plural('kk', count, { one: 'чатта', other: 'чатта' })} ботқа жазуға тыйым салынған. Төрағадан рұқсат сұраңыз.`,
    },
    said: (words: string) => `Мессенджердің жауабы: ${words}`,
    toChats: 'Чаттарға',
    next: (who: string) =>
      `Енді «Чаттар» бөлімінен чатқа арналған код алыңыз. Төраға ${who || 'ботты'} үй чатына қосып, кодты сонда жібереді.`,
    nextWhatsapp:
      'Әлі бірде-бір хабарлама келген жоқ. Meta-ға мекенжай мен тексеру сөзін енгізіп (екеуі де «Баптау» ішінде), messages дегенге жазылыңыз. Сосын тұрғындарға QR-коды бар хабарландыру таратыңыз: ол «Чаттар» бөлімінде.',
    nextOpen:
      'Енді әзірлеушіге мекенжайды, кілтті және шақыру құпиясын беріңіз. Оның жүйесінің чаты «Чаттар» бөлімінде шығады, оны сол жерден алынған код байлайды.',
    open: 'Баптау',
    enterToken: 'Жаңа токен енгізу',
    newTitle: 'Жаңа арна',
    kind: 'Мессенджер',
    name: 'Атауы',
    nameHint: 'Тек қызметкерлерге көрінеді: «Бөлім боты», «Кезекші бөлім нөмірі».',
    steps: 'Не істеу керек',
    connect: 'Қосу',
    checking: 'Мессенджерден сұралуда…',
    badToken: 'Мессенджер мұндай токенді танымайды. Оны толық қайта көшіріңіз.',
    away: 'Бұл мекенжайда ешкім жауап бермейді. Сервердің интернетке шыға алатынын және мекенжайдың дұрыстығын тексеріңіз. Ештеңе өзгерген жоқ, қайталап көріңіз.',
    refused: (words: string) => `Мессенджер мұндай мәнді білмейді. Жауабы: ${words}`,
    empty: 'Бұл өрісті толтырыңыз.',
    such: (like: string) => `мысалы, ${like}`,
    expected: (like: string) => `Түрі мынадай болуы керек: ${like}`,
    same: 'Бұл бот не нөмір қосылып қойған. Бір токендегі екі бағдарлама хабарламаларды жоғалтады.',
    wrong: 'Мән сәйкес келмейді. Бос орынсыз, толық көшірілгенін тексеріңіз.',
    mode: 'Хабарламаларды қалай аламыз',
    polling: 'Өзіміз сұраймыз',
    pollingHint: 'Әрқашан жарайды, сыртқы мекенжай керек емес.',
    webhook: 'Мессенджер бізге хабарласады',
    webhookHint: 'Тезірек, бірақ интернеттен ашылатын https мекенжайы керек.',
    webhookOff: 'Қолжетімсіз: серверде PUBLIC_URL көрсетілмеген.',
    hook: 'Мессенджерге берілетін мекенжай',
    hookAuto: 'Оны мессенджерге өзіміз айтамыз.',
    hookHand: 'Оны Meta-ға қойыңыз: «WhatsApp», «Конфигурация», «Webhook». Қасына тексеру сөзін енгізіңіз.',
    hookOpen: 'Жүйеңізге арналған біздің мекенжай',
    hookOpenHint: 'Мекенжайдың өзі құпия: әзірлеушіге кілтпен және шақыру құпиясымен бірге беріңіз.',
    noHook: 'Мекенжай әзірге жоқ: сервер баптауында PUBLIC_URL көрсетіңіз.',
    secrets: 'Құпиялар',
    secretsHint: 'Мөрленіп сақталады. Көруге болмайды, тек ауыстыруға болады. Бос өріс – бұрынғысы қалады.',
    sealedSecret: 'ашылмайды',
    replace: 'Құпияларды ауыстыру',
    replaced: 'Құпиялар ауыстырылды, арна қайта қосылып жатыр.',
    renew: 'Жаңасын шығару',
    made: 'Қазір көшіріп алыңыз',
    madeHint: 'Бір-ақ рет көрсетіледі. Жоғалса, жаңасын шығаруға болады.',
    copy: 'Көшіру',
    copied: 'Көшірілді',
    done: 'Дайын',
    settings: 'Баптаулар',
    save: 'Сақтау',
    saved: 'Сақталды.',
    checkTitle: 'Байланысты тексеру',
    check: 'Тексеру',
    checkHint: 'Токеннің кімдікі екенін мессенджерден сұраймыз.',
    checked: (who: string) => `Мессенджер жауап берді: ${who}.`,
    test: 'Сынақ хабарлама',
    testChat: 'Қай чатқа',
    testSend: 'Жіберу',
    testSent: 'Жіберіліп жатыр. Жетпесе, хабарлама «Жіберу» бетінде пайда болады.',
    noChats: 'Кемінде бір чат байланған соң сынақ хабарлама жіберуге болады.',
    pause: 'Тоқтата тұру',
    pauseHint:
      'Қайта қосқанша ештеңе оқылмайды және жіберілмейді. Осы уақытта тұрғындар жазған хабарлама жоғалуы мүмкін. Кезектегі хабарлама бір тәулікке дейін күтеді.',
    resume: 'Жалғастыру',
    remove: 'Арнаны жою',
    removeTitle: 'Арна жойылсын ба?',
    removeText: (chats: number) =>
      chats === 0
        ? 'Құпиялар өшіріледі. Бұл арнада байланған чат жоқ.'
        : `Құпиялар өшіріледі. ${plural('kk', chats, { one: 'чат', other: 'чат' })} енді оқылмайды, оларда жауап беру мүмкін болмайды. Оқиғалар мен олардың хабарламалары қалады. Чаттарды қайтару үшін әрқайсысына жаңа код керек болады.`,
    removeGo: 'Жою',
    fields: {
      token: 'Бот токені',
      webhookSecret: 'Шақыру құпиясы',
      accessToken: 'Қолжетім токені',
      appSecret: 'Қосымша құпиясы',
      verifyToken: 'Тексеру сөзі',
      key: 'Кілт',
      apiRoot: 'API мекенжайы',
      graphRoot: 'Graph API мекенжайы',
      graphVersion: 'Graph API нұсқасы',
      phoneNumberId: 'Нөмір идентификаторы',
      template: 'Алғашқы хабарлама үлгісі',
      homeserver: 'Matrix сервері',
      userId: 'Сервердегі аты',
      webhookUrl: 'Біздің хабарламалар қайда жіберіледі',
      address: 'Тұрғындарға арналған мекенжай',
    },
    advanced: 'Қосымша',
  },
  en: {
    title: 'Channels',
    intro:
      'A channel is the department’s bot or number in a messenger. Through it the program reads the bound chats and answers in them.',
    add: 'Connect',
    none: 'No channels yet',
    noneHint:
      'Connect a Telegram bot or a WhatsApp number; the form tells the steps. Browser rooms work without a channel.',
    outbox: 'Sending',
    chats: 'Chats',
    kinds: { telegram: 'Telegram', whatsapp: 'WhatsApp', max: 'MAX', matrix: 'Matrix', open: 'Own system' },
    kindHints: {
      telegram: 'House chats and private messages. The chairman adds the bot.',
      whatsapp: 'The department’s number: residents write to it or forward messages of their house chat.',
      max: 'House chats and private messages in MAX.',
      matrix: 'Matrix rooms and bridges to other messengers.',
      open: 'Aitu, a city application or 109: connected over HTTP.',
    },
    states: {
      starting: 'connecting',
      working: 'working',
      unreachable: 'the messenger does not answer',
      revoked: 'the token no longer holds',
      misconfigured: 'needs settings',
      paused: 'paused',
      unsigned: 'the signature is not taken',
    },
    heard: (ago: string) => `last update ${ago}`,
    silent: 'no updates yet',
    lag: (time: string) => `lag ${time}`,
    ago: (seconds: number) =>
      seconds < 10
        ? 'just now'
        : seconds < 120
          ? `${seconds} s ago`
          : seconds < 7200
            ? `${Math.round(seconds / 60)} min ago`
            : seconds < 172_800
              ? `${Math.round(seconds / 3600)} h ago`
              : `${Math.round(seconds / 86_400)} d ago`,
    seconds: (value: string) => `${value} s`,
    bound: (count: number) => plural('en', count, { one: 'chat is read', other: 'chats are read' }),
    asked: (count: number) => plural('en', count, { one: 'chat waits for a code', other: 'chats wait for a code' }),
    problems: {
      revoked: 'The messenger no longer takes the token. Enter a new one.',
      starting: 'If nothing changes within a minute, press “Check”.',
      unreachable:
        'It is tried again by itself. Nothing is lost: the messenger gives the messages when the line is back.',
      misconfigured: 'The messenger refused. Check the settings.',
      twoPollers: 'Another program takes updates with the same token. Stop it, or make a new token and enter it here.',
      noPublicUrl: 'For the messenger to call us set PUBLIC_URL, or choose “We ask for them”.',
      noCalls:
        'No message can arrive: WhatsApp calls the program, and it has no address on the internet. Set PUBLIC_URL in the settings of the server (https://…) and start the program again.',
      unsigned:
        'Your system does not take our signature. Its developer is to enter the secret of calls; if it is lost, make a new one.',
      forgedSigned: (count: string) =>
        `Calls with a wrong signature refused: ${count}. If it was not your trial, the app secret was copied wrong or changed at Meta: replace it.`,
      sealed: 'The secrets were sealed with another key. Enter them anew or give that key back in UCHASTOK_OLD_KEYS.',
      forged: (count: string) =>
        `Calls with a wrong secret refused: ${count}. If it was not your trial, change the secret.`,
      unknown: (count: string) => `Updates of unknown kinds skipped: ${count}. That is no error.`,
      deaf: (count: number) =>
        `${plural('en', count, { one: 'chat where', other: 'chats where' })} the bot sees only commands. Make it an administrator of the chat (all rights may be off), or switch its privacy mode off at @BotFather and add it again.`,
      mute: (count: number) =>
        `${plural('en', count, { one: 'chat where', other: 'chats where' })} the bot may not write. Ask the chairman to allow it.`,
    },
    said: (words: string) => `The messenger said: ${words}`,
    toChats: 'To the chats',
    next: (who: string) =>
      `Next: make a code for a chat under “Chats”. The chairman adds ${who || 'the bot'} to the house chat and sends the code there.`,
    nextWhatsapp:
      'No message has come yet. Enter the address and the verify token at Meta (both stand under “Set up”) and subscribe to messages. Then hang up the poster with the QR code; it is under “Chats”.',
    nextOpen:
      'Next: give the developer the address, the key and the secret of calls. A chat of that system then stands under “Chats” and is bound by a code from there.',
    open: 'Set up',
    enterToken: 'Enter a new token',
    newTitle: 'New channel',
    kind: 'Messenger',
    name: 'Title',
    nameHint: 'Seen by staff alone: “The department’s bot”.',
    steps: 'What to do',
    connect: 'Connect',
    checking: 'Asking the messenger…',
    badToken: 'The messenger does not know this token. Copy the whole of it again.',
    away: 'Nobody answers at this address. Check that the server reaches the internet and that the address is right. Nothing was changed; try again.',
    refused: (words: string) => `The messenger does not know this value. It said: ${words}`,
    empty: 'Fill this in.',
    such: (like: string) => `such as ${like}`,
    expected: (like: string) => `It should look like this: ${like}`,
    same: 'This bot or number is connected already. Two programs with one token lose messages.',
    wrong: 'This value does not fit. Check that the whole of it was copied, without spaces.',
    mode: 'How messages come',
    polling: 'We ask for them',
    pollingHint: 'Always works; no public address is needed.',
    webhook: 'The messenger calls us',
    webhookHint: 'Faster, but needs an https address open to the internet.',
    webhookOff: 'Not available: PUBLIC_URL is not set on the server.',
    hook: 'Address for the messenger',
    hookAuto: 'We tell it to the messenger ourselves.',
    hookHand: 'Enter it at Meta: “WhatsApp”, “Configuration”, “Webhook”, with the verify token beside it.',
    hookOpen: 'Our address for your system',
    hookOpenHint: 'A secret in itself: hand it to the developer together with the key and the secret of calls.',
    noHook: 'There is no address yet: set PUBLIC_URL in the settings of the server.',
    secrets: 'Secrets',
    secretsHint: 'Kept sealed. They cannot be looked at, only replaced. An empty field keeps the old one.',
    sealedSecret: 'cannot be opened',
    replace: 'Replace the secrets',
    replaced: 'The secrets are replaced; the channel connects anew.',
    renew: 'Make a new one',
    made: 'Copy it now',
    madeHint: 'It is shown once. If it is lost, a new one can be made.',
    copy: 'Copy',
    copied: 'Copied',
    done: 'Done',
    settings: 'Settings',
    save: 'Save',
    saved: 'Saved.',
    checkTitle: 'Trying the line',
    check: 'Check',
    checkHint: 'Asks the messenger whose token it is.',
    checked: (who: string) => `The messenger answers: ${who}.`,
    test: 'Trial message',
    testChat: 'To which chat',
    testSend: 'Send',
    testSent: 'On its way. If it does not arrive, it stands on the page “Sending”.',
    noChats: 'A trial message can be sent once a chat is bound.',
    pause: 'Pause',
    pauseHint:
      'Nothing is read or sent until you resume it. What residents write meanwhile may be lost. What waits to be sent waits for a day at most.',
    resume: 'Resume',
    remove: 'Remove the channel',
    removeTitle: 'Remove the channel?',
    removeText: (chats: number) =>
      chats === 0
        ? 'Its secrets are erased. It has no bound chats.'
        : `Its secrets are erased. ${plural('en', chats, { one: 'chat is', other: 'chats are' })} no longer read, and nothing can be answered there. Incidents and their messages stay. To have the chats back, each needs a new code.`,
    removeGo: 'Remove',
    fields: {
      token: 'Bot token',
      webhookSecret: 'Secret of calls',
      accessToken: 'Access token',
      appSecret: 'App secret',
      verifyToken: 'Verify token',
      key: 'Key',
      apiRoot: 'API address',
      graphRoot: 'Graph API address',
      graphVersion: 'Graph API version',
      phoneNumberId: 'Phone number ID',
      template: 'Template of the first message',
      homeserver: 'Matrix server',
      userId: 'Name on the server',
      webhookUrl: 'Where our messages are sent',
      address: 'Address for residents',
    },
    advanced: 'More',
  },
})
