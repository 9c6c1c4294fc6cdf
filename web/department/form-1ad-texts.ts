import { plural, texts } from '../texts.ts'

export const formTexts = texts({
  ru: {
    title: 'Форма 1-АД',
    about:
      'Протоколы и предупреждения, подписанные за период, и что с ними стало на сегодня. Дело считается за тот день, когда подписан документ (КоАП 802(4)), штраф – по МРП того же года (КоАП 44(1)).',
    unconfirmed:
      'Не подтверждено: официальный бланк формы здесь не читался, графы взяты из вторичного источника. Перед отчётом сверьте с действующим приказом.',
    figures: 'Таблица, CSV',
    records: 'По делам, CSV',
    recordsHint: 'Без имён и ИИН. Место без квартир, фабула – словами статьи.',
    table: 'Дела по статьям и мерам',
    empty: 'За эти дни подписанных протоколов и предупреждений нет',
    emptyHint: 'Выберите другой период или другие участки.',
    grounds: 'Прекращено по основаниям',
    withoutMrp: (count: number) =>
      `${plural('ru', count, { one: 'штраф', few: 'штрафа', many: 'штрафов', other: 'штрафа' })} года, МРП которого не известен, в сумму в тенге не вошли.`,
    hidden: 'Графы без дел не показаны, в CSV они есть.',
    back: 'К форме 1-АД',
    all: 'Все статьи',
    cases: (count: number) => plural('ru', count, { one: 'дело', few: 'дела', many: 'дел', other: 'дела' }),
    openList: (what: string, count: string) => `${what}: ${count}, показать происшествия`,
  },
  kk: {
    title: '1-АД нысаны',
    about:
      'Кезең ішінде қол қойылған хаттамалар мен ескертулер және олардың бүгінгі нәтижесі. Іс құжатқа қол қойылған күнмен (ӘҚБтК 802(4)), айыппұл сол жылдың АЕК-імен есептеледі (ӘҚБтК 44(1)).',
    unconfirmed:
      'Расталмаған: нысанның ресми бланкісі мұнда оқылмаған, бағандар екінші дереккөзден алынды. Есеп берер алдында қолданыстағы бұйрықпен салыстырыңыз.',
    figures: 'Кесте, CSV',
    records: 'Істер бойынша, CSV',
    recordsHint: 'Аты-жөнсіз және ЖСН-сіз. Мекенжай пәтерсіз, фабула бап сөзімен жазылған.',
    table: 'Баптар мен шаралар бойынша істер',
    empty: 'Бұл күндері қол қойылған хаттама да, ескерту де жоқ',
    emptyHint: 'Басқа кезеңді немесе басқа учаскелерді таңдаңыз.',
    grounds: 'Негіздері бойынша тоқтатылды',
    withoutMrp: (count: number) => `АЕК мөлшері белгісіз жылдың ${count} айыппұлы теңгедегі сомаға кірмеді.`,
    hidden: 'Ісі жоқ бағандар көрсетілмеген, олар CSV-де бар.',
    back: '1-АД нысанына',
    all: 'Барлық баптар',
    cases: (count: number) => `${count} іс`,
    openList: (what: string, count: string) => `${what}: ${count}, оқиғаларды көрсету`,
  },
  en: {
    title: 'Form 1-AD',
    about:
      'Protocols and warnings signed in the period, and what became of them by today. A case counts on the day its paper was signed (art. 802(4)), a fine in the MRP of that year (art. 44(1)).',
    unconfirmed:
      'Unconfirmed: the official form was not read here, its columns come from a secondary source. Check the order in force before you report.',
    figures: 'Table, CSV',
    records: 'Case by case, CSV',
    recordsHint: 'No names and no ИИН. The place without flats, the conduct in the words of the article.',
    table: 'Cases by article and measure',
    empty: 'No protocols or warnings were signed in these days',
    emptyHint: 'Choose another period or other precincts.',
    grounds: 'Terminated, by ground',
    withoutMrp: (count: number) => `${count} fines of a year whose MRP is not known are not in the sum in tenge.`,
    hidden: 'Columns without cases are not shown; the CSV has them.',
    back: 'To form 1-AD',
    all: 'All articles',
    cases: (count: number) => plural('en', count, { one: 'case', other: 'cases' }),
    openList: (what: string, count: string) => `${what}: ${count}, show the incidents`,
  },
})
