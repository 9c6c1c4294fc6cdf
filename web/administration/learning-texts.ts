import { texts } from '../texts.ts'

export const learningTexts = texts({
  ru: {
    title: 'Обучение на исправлениях',
    intro:
      'Когда программа ошибается или сомневается, решает инспектор. На таких решениях она может научиться понимать сообщения точнее. Разрешать ли это, выбирает отдел.',
    allow: 'Сохранять для обучения сообщения, о которых решил инспектор',
    allowHint: 'Без сведений о людях. Изначально выключено.',
    on: (at: string, name: string) => `Включено: ${at}, ${name}`,
    off: (at: string, name: string) => `Выключено: ${at}, ${name}`,
    never: 'Ещё ни разу не включали',
    kept: (count: string) => `Сохранено сообщений: ${count}`,
    what: 'Что это значит',
    points: {
      text: 'Сохраняется текст сообщения, о котором инспектор решил в разделе «Неясные» или которое исправил на странице происшествия (категорию, путь, срочность, «снять»), и само это решение.',
      people:
        'Имена, номера машин и телефонов, ИИН, номера квартир и карт, ссылки убираются до записи. Кто написал, в каком чате и в котором часу, рядом не записывается.',
      nothing:
        'Если инспектор решил, что нарушения нет, само сообщение, как и раньше, забывается сразу. Остаётся только эта копия, и ничто не ведёт от неё к сообщению.',
      stays:
        'Сами тексты никуда не уходят: тот, кто обслуживает программу, выгружает их на этом сервере одной командой.',
      risk: 'Редкое имя или прозвище программа может не узнать. Если такой риск недопустим, не включайте.',
      ends: 'Если выключить, всё сохранённое сразу удаляется. Кто и когда включал и выключал, остаётся в журнале.',
    },
    offTitle: 'Выключить и удалить сохранённое?',
    offText: (count: string) =>
      `Будет удалено сообщений: ${count}. Вернуть их нельзя. Файл, который уже выгрузили, исчезнет при следующей выгрузке, а выученное из него – когда программу обучат заново.`,
    offLabel: 'Выключить и удалить',
  },
  kk: {
    title: 'Түзетулерден үйрену',
    intro:
      'Бағдарлама қателессе немесе күмәнданса, шешімді инспектор қабылдайды. Осындай шешімдерге қарап ол хабарламаларды дәлірек түсінуге үйрене алады. Бұған рұқсат беру-бермеуді бөлімнің өзі таңдайды.',
    allow: 'Инспектор шешім қабылдаған хабарламаларды үйрету үшін сақтау',
    allowHint: 'Адамдар туралы мәліметсіз. Бастапқыда өшірулі тұрады.',
    on: (at: string, name: string) => `Қосылды: ${at}, ${name}`,
    off: (at: string, name: string) => `Өшірілді: ${at}, ${name}`,
    never: 'Әлі бірде-бір рет қосылмаған',
    kept: (count: string) => `Сақталған хабарламалар: ${count}`,
    what: 'Бұл нені білдіреді',
    points: {
      text: 'Инспектор «Анық емес» бөлімінде шешім қабылдаған немесе оқиға бетінде түзеткен (санаты, бағыты, шұғылдығы, «алып тастау») хабарламаның мәтіні және сол шешімнің өзі сақталады.',
      people:
        'Адам аттары, көлік пен телефон нөмірлері, ЖСН, пәтер мен карта нөмірлері, сілтемелер жазылмай тұрып алынып тасталады. Кім, қай чатта, сағат нешеде жазғаны қасына жазылмайды.',
      nothing:
        'Инспектор құқық бұзушылық жоқ деп шешсе, хабарламаның өзі бұрынғыдай бірден ұмытылады. Тек осы көшірме қалады, ал одан хабарламаның өзіне апаратын ештеңе жоқ.',
      stays:
        'Мәтіндер өздігінен ешқайда кетпейді: бағдарламаға қызмет көрсететін адам оларды осы серверде бір командамен шығарып алады.',
      risk: 'Сирек кездесетін есімді немесе лақап атты бағдарлама танымай қалуы мүмкін. Мұндай қауіпке жол беруге болмаса, қоспаңыз.',
      ends: 'Өшірсеңіз, сақталғанның бәрі бірден жойылады. Кімнің қашан қосып, қашан өшіргені журналда қалады.',
    },
    offTitle: 'Өшіріп, сақталғанды жою керек пе?',
    offText: (count: string) =>
      `Жойылатын хабарламалар: ${count}. Оларды қайтару мүмкін емес. Бұрын шығарып алынған файл келесі шығару кезінде жойылады, ал одан үйренгені бағдарламаны қайта үйреткенде кетеді.`,
    offLabel: 'Өшіріп, жою',
  },
  en: {
    title: 'Learning from corrections',
    intro:
      'Where the program errs or doubts, an inspector decides. From such decisions it can learn to read messages better. Whether it may is the department’s choice.',
    allow: 'Keep messages that an inspector decided about, to learn from them',
    allowHint: 'Without anything about people. Off unless you switch it on.',
    on: (at: string, name: string) => `Switched on: ${at}, ${name}`,
    off: (at: string, name: string) => `Switched off: ${at}, ${name}`,
    never: 'Never switched on so far',
    kept: (count: string) => `Messages kept: ${count}`,
    what: 'What this means',
    points: {
      text: 'Kept are the text of a message that an inspector decided about under “Unsure” or corrected on the incident’s page (category, route, urgency, “dismiss”), and that decision.',
      people:
        'Names, number plates, phone numbers, ИИН, numbers of flats and cards, and links are taken out before it is written. Who wrote it, in which chat and at what hour is not written beside it.',
      nothing:
        'If the inspector decides that it is no report, the message itself is forgotten at once, as before. Only this copy stays, and nothing leads from it to the message.',
      stays:
        'The texts go nowhere by themselves: who runs the program writes them out, on this server, by one command.',
      risk: 'The program may not know a rare name or a nickname. If that risk is too great, leave it off.',
      ends: 'Switched off, all that was kept is deleted at once. Who switched it and when stays in the journal.',
    },
    offTitle: 'Switch off and delete what was kept?',
    offText: (count: string) =>
      `Messages to be deleted: ${count}. They cannot be brought back. A file that was written out already goes with the next writing, and what was learned from it when the program is taught anew.`,
    offLabel: 'Switch off and delete',
  },
})
