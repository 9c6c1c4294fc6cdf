import { type Both, type PaperLang, type Part, refOf, type Sanction } from './law.ts'

/** What a part of the law threatens and who decides, in words. */

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

/** What a part threatens one subject with, in words of both languages; a subject that the text does not name is empty. */
export interface SanctionRow {
  subject: Both
  main: Both[]
  /** Laid on beside the main one: always, or where the body finds it right. */
  added: Both[]
}

/** The sanctions by subject, in МРП and, where the value is known, in tenge. */
export function sanctionRows(part: Part, mrp: number | null): SanctionRow[] {
  const rows = new Map<Sanction['subject'], SanctionRow>()
  for (const one of part.sanctions) {
    const row = rows.get(one.subject) ?? { subject: subjects[one.subject], main: [], added: [] }
    rows.set(one.subject, row)
    if (one.additional) row.added.push({ ru: addition(one, 'ru'), kk: addition(one, 'kk') })
    else row.main.push({ ru: penalty(one, 'ru', mrp), kk: penalty(one, 'kk', mrp) })
  }
  return [...rows.values()]
}

function addition(one: Sanction, lang: PaperLang): string {
  const what = penalty(one, lang, null)
  if (lang === 'ru') return one.optional ? `возможно также: ${what}` : `дополнительно: ${what}`
  return one.optional ? `қосымша қолданылуы мүмкін: ${what}` : `қосымша: ${what}`
}

/** A body that draws up or considers cases, by its code in `legend` of the articles' file. */
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
  education: { ru: 'органы образования', kk: 'білім беру органдары' },
  childRights: { ru: 'органы по защите прав детей', kk: 'балалардың құқықтарын қорғау органдары' },
  militaryPolice: { ru: 'военная полиция (о военнослужащих)', kk: 'әскери полиция (әскери қызметшілерге қатысты)' },
  stateGuard: { ru: 'Служба государственной охраны', kk: 'Мемлекеттік күзет қызметі' },
  stateRevenue: { ru: 'органы государственных доходов', kk: 'мемлекеттік кірістер органдары' },
  stateBailiff: { ru: 'государственный судебный исполнитель', kk: 'мемлекеттік сот орындаушысы' },
  courtBailiff: { ru: 'судебный пристав', kk: 'сот приставы' },
  knb: { ru: 'органы национальной безопасности', kk: 'ұлттық қауіпсіздік органдары' },
  economicInvestigations: { ru: 'служба экономических расследований', kk: 'экономикалық тергеп-тексеру қызметі' },
  antiCorruption: { ru: 'антикоррупционная служба', kk: 'сыбайлас жемқорлыққа қарсы қызмет' },
  controlBodies: { ru: 'органы контроля и надзора', kk: 'бақылау және қадағалау органдары' },
  gamblingRegulator: {
    ru: 'уполномоченный орган в сфере игорного бизнеса',
    kk: 'ойын бизнесі саласындағы уәкілетті орган',
  },
}

/** A body that draws up or considers cases, by its code in the data. */
export function bodyName(code: string): Both {
  return bodies[code] ?? { ru: code, kk: code }
}

const flags: Record<string, Both> = {
  privateComplaintOnly: {
    ru: 'Дело начинают только по заявлению пострадавшего (64(1))',
    kk: 'Іс жәбірленушінің арызы бойынша ғана қозғалады (64(1))',
  },
  specialRequirementsPossible: {
    ru: 'Суд может установить особые требования к поведению (54(1))',
    kk: 'Сот құқық бұзушының мінез-құлқына ерекше талаптар белгілей алады (54(1))',
  },
  presenceObligatory: {
    ru: 'Человек обязан присутствовать при рассмотрении (744(3))',
    kk: 'Іс қаралғанда адамның қатысуы міндетті (744(3))',
  },
  sendToJudgeImmediately: {
    ru: 'Протокол направляют судье немедленно (808)',
    kk: 'Хаттама судьяға дереу жіберіледі (808)',
  },
  worksOnlyWithConsent: {
    ru: 'Общественные работы – только с согласия человека (49-1(2))',
    kk: 'Қоғамдық жұмыстар адамның келісімімен ғана (49-1(2))',
  },
  trafficRulesExam: {
    ru: 'Водителя направляют на проверку знания правил (53(1))',
    kk: 'Жүргізуші жол ережелерін білуін тексеруге жіберіледі (53(1))',
  },
  shortProcedureByLetter: {
    ru: 'Сокращённое производство – только по букве 810(2)(1), практикой не проверено',
    kk: 'Қысқартылған іс жүргізу 810(2)(1) мәтіні бойынша ғана, тәжірибемен тексерілмеген',
  },
}

/** What a flag of the data says of a part, by its code; null for one that is not known. */
export function flagText(code: string): Both | null {
  return flags[code] ?? null
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
