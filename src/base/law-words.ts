import { type Both, type Edition, type PaperLang, type Part, refOf, type Sanction } from './law.ts'

/** What a part of the law threatens and who decides, in words; and finding a part by words. */

const subjects: Record<Sanction['subject'], Both> = {
  any: { ru: '', kk: '' },
  individual: { ru: 'физическое лицо', kk: 'жеке тұлға' },
  official: { ru: 'должностное лицо', kk: 'лауазымды адам' },
  smallBusiness: { ru: 'субъект малого предпринимательства', kk: 'шағын кәсіпкерлік субъектісі' },
  nonprofit: { ru: 'некоммерческая организация', kk: 'коммерциялық емес ұйым' },
  mediumBusiness: { ru: 'субъект среднего предпринимательства', kk: 'орта кәсіпкерлік субъектісі' },
  largeBusiness: { ru: 'субъект крупного предпринимательства', kk: 'ірі кәсіпкерлік субъектісі' },
  legalEntity: { ru: 'юридическое лицо', kk: 'заңды тұлға' },
  parent: { ru: 'родители или лица, их заменяющие', kk: 'ата-анасы немесе оларды алмастыратын адамдар' },
  legalRepresentative: { ru: 'законный представитель', kk: 'заңды өкілі' },
  foreigner: { ru: 'иностранец или лицо без гражданства', kk: 'шетелдік немесе азаматтығы жоқ адам' },
  inspectedSubject: { ru: 'проверяемый субъект', kk: 'тексерілетін субъект' },
  privateNotary: { ru: 'частный нотариус', kk: 'жекеше нотариус' },
  privateBailiff: { ru: 'частный судебный исполнитель', kk: 'жеке сот орындаушысы' },
  advocate: { ru: 'адвокат', kk: 'адвокат' },
  legalConsultant: { ru: 'юридический консультант', kk: 'заң консультанты' },
}

const space = '\u00a0'

/** 86500 → «86 500 ₸». */
export function tenge(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, space)}${space}₸`
}

const ruRange = ([from, to]: readonly [number | null, number], unit: string) =>
  from === null ? `до ${to} ${unit}` : from === to ? `${to} ${unit}` : `${from}–${to} ${unit}`
const kkRange = ([from, to]: readonly [number | null, number], unit: string, upTo: string) =>
  from === null ? `${to} ${upTo} дейін` : from === to ? `${to} ${unit}` : `${from}–${to} ${unit}`

function fine({ mrp, percent }: Sanction, lang: PaperLang, value: number | null): string {
  if (typeof mrp !== 'number')
    return lang === 'ru'
      ? `штраф ${percent ?? '?'} % экономической выгоды`
      : `экономикалық пайданың ${percent ?? '?'} % мөлшерінде айыппұл`
  const money = value === null ? '' : ` (${tenge(mrp * value)})`
  return lang === 'ru' ? `штраф ${mrp} МРП${money}` : `${mrp} АЕК${money} мөлшерінде айыппұл`
}

function penalty(one: Sanction, lang: PaperLang, value: number | null): string {
  const ru = lang === 'ru'
  const months = one.months ?? ([null, 0] as const)
  switch (one.kind) {
    case 'fine':
      return fine(one, lang, value)
    case 'warning':
      return ru ? 'предупреждение' : 'ескерту'
    case 'communityWorks': {
      const hours = one.hours ?? ([10, 100] as const)
      return ru
        ? `общественные работы ${ruRange(hours, 'часов')}`
        : `${kkRange(hours, 'сағат', 'сағатқа')} қоғамдық жұмыстар`
    }
    case 'arrest': {
      const days = one.days ?? ([null, 30] as const)
      return ru
        ? `административный арест ${ruRange(days, 'суток')}`
        : `${kkRange(days, 'тәулікке', 'тәулікке')} әкімшілік қамаққа алу`
    }
    case 'confiscation':
      return ru ? 'конфискация' : 'тәркілеу'
    case 'rightLoss':
      return ru
        ? `лишение специального права на ${ruRange(months, 'месяцев')}`
        : `арнаулы құқықтан ${kkRange(months, 'айға', 'айға')} айыру`
    case 'licence':
      if (one.effect === 'revocation') return ru ? 'лишение лицензии' : 'лицензиядан айыру'
      return ru ? 'приостановление действия лицензии' : 'лицензияның қолданысын тоқтата тұру'
    case 'expulsion':
      return ru
        ? 'выдворение за пределы Республики Казахстан'
        : 'Қазақстан Республикасының шегінен тыс жерге шығарып жіберу'
    case 'activitySuspension':
      return ru ? 'приостановление деятельности' : 'қызметті тоқтата тұру'
  }
}

/**
 * What the part threatens, in МРП and, where the value is known, in tenge.
 * Kazakh words are ours: the official Kazakh text was not read.
 */
export function sanctionText(part: Part, lang: PaperLang, mrp: number | null): string {
  const or = lang === 'ru' ? ' или ' : ' немесе '
  const main = part.sanctions.filter((one) => !one.additional)
  const common = main.filter((one) => one.subject === 'any').map((one) => penalty(one, lang, mrp))
  const bySubject = new Map<string, string[]>()
  for (const one of main.filter((each) => each.subject !== 'any')) {
    const name = subjects[one.subject][lang]
    bySubject.set(name, [...(bySubject.get(name) ?? []), penalty(one, lang, mrp)])
  }
  const byPenalty = new Map<string, string[]>()
  for (const [name, penalties] of bySubject) {
    const text = penalties.join(or)
    byPenalty.set(text, [...(byPenalty.get(text) ?? []), name])
  }
  const named = [...byPenalty].map(([text, names]) => `${names.join(', ')} – ${text}`).join('; ')
  const added = part.sanctions.filter((one) => one.additional).map((one) => addition(one, lang))
  return [[common.join(or), named].filter(Boolean).join(`;${or}`), ...added].filter(Boolean).join(', ')
}

function addition(one: Sanction, lang: PaperLang): string {
  const what = penalty(one, lang, null)
  if (lang === 'ru') return one.optional ? `возможно также: ${what}` : `дополнительно: ${what}`
  return one.optional ? `қосымша қолданылуы мүмкін: ${what}` : `қосымша: ${what}`
}

const bodies: Record<string, Both> = {
  court: { ru: 'суд по административным правонарушениям', kk: 'әкімшілік құқық бұзушылықтар жөніндегі сот' },
  minorsCourt: { ru: 'суд по делам несовершеннолетних', kk: 'кәмелетке толмағандардың істері жөніндегі сот' },
  policeTerritorialHead: { ru: 'начальник департамента полиции', kk: 'полиция департаментінің бастығы' },
  policeHead: { ru: 'начальник отдела (отделения) полиции', kk: 'полиция бөлімінің (бөлімшесінің) бастығы' },
  policeTransportOrPostHead: { ru: 'начальник пункта полиции', kk: 'полиция пунктінің бастығы' },
  probation: { ru: 'служба пробации', kk: 'пробация қызметі' },
  policeAnyRank: { ru: 'сотрудник полиции со специальным званием', kk: 'арнаулы атағы бар полиция қызметкері' },
  precinctInspector: { ru: 'участковый инспектор полиции', kk: 'учаскелік полиция инспекторы' },
  police: { ru: 'органы внутренних дел', kk: 'ішкі істер органдары' },
  akimat: { ru: 'акимат', kk: 'әкімдік' },
  ruralAkim: { ru: 'аким сельского округа', kk: 'ауылдық округтің әкімі' },
  ecology: {
    ru: 'уполномоченный орган в области охраны окружающей среды',
    kk: 'қоршаған ортаны қорғау саласындағы уәкілетті орган',
  },
  civilProtection: { ru: 'орган гражданской защиты', kk: 'азаматтық қорғау органы' },
  infoSecurity: {
    ru: 'уполномоченный орган в сфере информационной безопасности',
    kk: 'ақпараттық қауіпсіздік саласындағы уәкілетті орган',
  },
  gamblingRegulator: {
    ru: 'уполномоченный орган в сфере игорного бизнеса',
    kk: 'ойын бизнесі саласындағы уәкілетті орган',
  },
}

/** A body that draws up or considers cases, by its code in the data. */
export function bodyName(code: string): Both {
  return bodies[code] ?? { ru: code, kk: code }
}

/** Words that people use → stems that stand in the law. */
const everyday: [RegExp, string[]][] = [
  [/^(мусор|отход|свалк|хлам|қоқыс|кокыс)/, ['отход', 'благоустр', 'загрязн', 'свалк']],
  [/^(шум|музык|дрел|громк|шу$|айғай)/, ['шум', 'тишин']],
  [/^(пьян|пьют|алкогол|ішімдік|арақ|мас$)/, ['алкогол', 'опьянен']],
  [/^(кур[яиеью]|сигар|темекі|вейп)/, ['табач', 'курен']],
  [/^(собак|пес|пёс|ит$|иттер)/, ['животн']],
  [/^(коров|баран|скот|мал$|қой|сиыр)/, ['скот', 'выпас', 'сельскохозяйственных животн']],
  [/^(парков|стоянк|тұрақ|машин)/, ['стоянк', 'остановк']],
  [/^(мат$|ругат|хулиг|бұзақы)/, ['хулиган', 'брань']],
  [/^(салют|петард|фейерв|отшашу)/, ['пиротех']],
  [/^(торгов|сауда|прода)/, ['торгов', 'продаж', 'реализац']],
]

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е')

/** Parts found by the number of an article or by words, best first; everyday and Kazakh words lead to the law's own. */
export function searchLaw(edition: Edition, words: string): Part[] {
  const asked = fold(words).match(/[\p{L}\p{N}-]+/gu) ?? []
  if (asked.length === 0) return []
  const scored = edition.parts.map((part) => {
    const title = fold(part.titleRu)
    const conduct = fold(part.conductRu)
    let score = 0
    for (const word of asked) {
      const stems = everyday.filter(([said]) => said.test(word)).flatMap(([, meant]) => meant)
      const plain = word.length > 5 ? word.slice(0, -2) : word
      let best = part.article === word ? 10 : 0
      for (const stem of [plain, ...stems])
        best = Math.max(best, begins(conduct, stem) ? 3 : 0, begins(title, stem) ? 2 : 0)
      score += best
    }
    return { part, score }
  })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || edition.parts.indexOf(a.part) - edition.parts.indexOf(b.part))
    .map(({ part }) => part)
}

/** Whether some word of the text begins so. */
function begins(text: string, stem: string): boolean {
  const at = text.indexOf(stem)
  if (at < 0) return false
  return at === 0 || !/\p{L}/u.test(text[at - 1] as string) || begins(text.slice(at + 1), stem)
}

/** «часть 1 статьи 505», «505-баптың 1-бөлігі»: a part as the paper names it. */
export function partName(part: { article: string; part: string | null }, lang: PaperLang): string {
  if (lang === 'ru') return part.part === null ? `статья ${part.article}` : `часть ${part.part} статьи ${part.article}`
  return part.part === null ? `${part.article}-бап` : `${part.article}-баптың ${part.part}-бөлігі`
}

/** «КоАП 505(1)»: how a rule is cited throughout. */
export function koap(part: { article: string; part: string | null }): string {
  return `КоАП ${refOf(part)}`
}
