import { type Day, formatDay } from '../base/calendar.ts'
import type { Both } from '../base/law.ts'
import type { EarlierPenalty } from './repeat.ts'

/** Why an earlier penalty counts or does not, with its dates written out, in both languages of the papers. */

export type ReasonId =
  | 'other-part'
  | 'part-unknown'
  | 'as-repeat'
  | 'not-in-edition'
  | 'undecided'
  | 'terminated'
  | 'remark'
  | 'cancelled'
  | 'decided-elsewhere'
  | 'decision-day-unknown'
  | 'dates-disagree'
  | 'before-decision'
  | 'same-day'
  | 'in-window'
  | 'not-executed-then'
  | 'not-executed'
  | 'window-over'
  | 'age-unknown'
  | 'size-unknown'
  | 'end-unknown'
  | 'warning-day-unknown'
  | 'execution-expired'
  | 'execution-limitation'
  | 'warning-delivered'
  | 'warning-assumed'
  | 'short-paid'
  | 'appealed'
  | 'no-repeat-part'
  | 'suggest-yes'
  | 'suggest-assumed'
  | 'suggest-no'
  | 'suggest-unsure'
  | 'suggest-none-counts'
  | 'suggest-nothing'

/** What the words are made of. */
export interface Told {
  penalty: EarlierPenalty | null
  offenceOn: Day
  /** «505(1)» */
  ref: string
  /** The last day of the window, or the other day that a reason speaks of. */
  last: Day | null
  /** The last day by the longer reading. */
  other: Day | null
  months: number | null
}

const unknownDay: Both = { ru: 'день не известен', kk: 'күні белгісіз' }

/** The words of one reason. */
export function reasonText(id: ReasonId, told: Told): Both {
  const day = (of: Day | null | undefined): Both =>
    of ? { ru: formatDay(of, 'ru'), kk: formatDay(of, 'kk') } : unknownDay
  const [offence, last, other] = [day(told.offenceOn), day(told.last), day(told.other)]
  const [decided, executed] = [day(told.penalty?.decidedOn), day(told.penalty?.executedOn)]
  const [ended, endDay] = [endOf(told.penalty), endDayOf(told.penalty)]
  const [term, { ref }] = [lengthOf(told.months), told]
  const texts = (): [ru: string, kk: string] => {
    switch (id) {
      case 'other-part':
        return [
          `Взыскание по ${ref}: другое деяние, для этой части повтора не образует.`,
          `Жаза ${ref} бойынша қолданылған: бұл басқа әрекет, осы бөлік бойынша қайталама болып саналмайды.`,
        ]
      case 'part-unknown':
        return [
          `Часть статьи ${ref} не указана: уточните, по какой части было взыскание.`,
          `${ref}-баптың бөлігі көрсетілмеген: жаза қай бөлік бойынша қолданылғанын нақтылаңыз.`,
        ]
      case 'as-repeat':
        return [
          `Взыскание было уже по части о повторе, ${ref}. Охватывает ли это текст статьи, здесь не решено: прочтите её.`,
          `Жаза қайталама туралы бөліктің өзі бойынша қолданылған: ${ref}. Бап мәтіні мұны қамтитыны мұнда шешілмеген: бапты оқып шығыңыз.`,
        ]
      case 'not-in-edition':
        return [
          `Части ${ref} в этой редакции нет. Проверьте номер; если ответственность отменена, взыскание не учитывается (КоАП 5).`,
          `${ref} бұл редакцияда жоқ. Нөмірін тексеріңіз; жауаптылық жойылған болса, жаза есепке алынбайды (ӘҚБтК 5).`,
        ]
      case 'undecided':
        return [
          'Решения по делу ещё нет: лицо не подвергнуто взысканию.',
          'Іс бойынша шешім әлі жоқ: адамға жаза қолданылмаған.',
        ]
      case 'terminated':
        return ['Дело прекращено: взыскания не было.', 'Іс тоқтатылған: жаза қолданылмаған.']
      case 'remark':
        return [
          'Объявлено замечание, это не взыскание (КоАП 64-1).',
          'Ауызша ескертпе жасалған, ол жазаға жатпайды (ӘҚБтК 64-1).',
        ]
      case 'cancelled':
        return ['Постановление отменено: взыскания нет.', 'Қаулының күші жойылған: жаза жоқ.']
      case 'decided-elsewhere':
        return [
          'Дело ушло в другой орган или по другой части: чем кончилось, здесь не известно. Узнайте и внесите.',
          'Іс басқа органға берілген немесе басқа бөлікке ауыстырылған: немен аяқталғаны мұнда белгісіз. Анықтап, енгізіңіз.',
        ]
      case 'decision-day-unknown':
        return ['День постановления не записан: внесите его.', 'Қаулы шыққан күн жазылмаған: оны енгізіңіз.']
      case 'dates-disagree':
        return [
          `Даты не сходятся: исполнено (${executed.ru}) раньше, чем решено (${decided.ru}). Проверьте.`,
          `Күндер сәйкес емес: орындалған күні (${executed.kk}) шешім шыққан күннен (${decided.kk}) бұрын. Тексеріңіз.`,
        ]
      case 'before-decision':
        return [
          `В день нарушения, ${offence.ru}, взыскания ещё не было: решение ${decided.ru}`,
          `Бұзушылық болған күні (${offence.kk}) жаза әлі қолданылмаған, шешім шыққан күн: ${decided.kk}.`,
        ]
      case 'same-day':
        return [
          `Решение принято в день нарушения, ${decided.ru} Что было раньше, по дате не видно: сравните время.`,
          `Шешім бұзушылық болған күні шыққан: ${decided.kk}. Қайсысы бұрын болғаны күннен көрінбейді: уақытын салыстырыңыз.`,
        ]
      case 'in-window':
        return [
          `Нарушение – ${offence.ru}, ${term.ru} после исполнения ${told.penalty?.executedOn ? `(${ended.ru}: ${executed.ru}) ` : ''}идёт по ${last.ru} включительно: повтор (${rule(told).ru}).`,
          `Бұзушылық: ${offence.kk}. Жаза орындалғаннан${told.penalty?.executedOn ? ` (${ended.kk}: ${executed.kk})` : ''} кейінгі ${term.kk} соңғы күні: ${last.kk}. Қайталама болып саналады (${rule(told).kk}).`,
        ]
      case 'not-executed-then':
        return [
          `В день нарушения, ${offence.ru}, взыскание от ${decided.ru} ещё исполнялось (${ended.ru}: ${executed.ru}): лицо считалось подвергнутым ему (${rule(told).ru}).`,
          `Бұзушылық болған күні (${offence.kk}) жаза әлі орындалып жатқан (шешім: ${decided.kk}; ${ended.kk}: ${executed.kk}): адам жазаланған болып саналған (${rule(told).kk}).`,
        ]
      case 'not-executed':
        return [
          `Взыскание от ${decided.ru} не исполнено: срок ещё и не начинал истекать, лицо считается подвергнутым ему (${rule(told).ru}). Исполнить можно по ${last.ru} (КоАП 890).`,
          `Жаза орындалмаған (шешім: ${decided.kk}): мерзім әлі басталмаған, адам жазаланған болып саналады (${rule(told).kk}). Орындауға болатын соңғы күн: ${last.kk} (ӘҚБтК 890).`,
        ]
      case 'window-over':
        return [
          `Последним днём срока было ${last.ru} (${ended.ru}: ${executed.ru}), нарушение – ${offence.ru}: повтора нет (${rule(told).ru}).`,
          `Мерзімнің соңғы күні: ${last.kk} (${ended.kk}: ${executed.kk}). Бұзушылық: ${offence.kk}. Қайталама емес (${rule(told).kk}).`,
        ]
      case 'age-unknown':
        return [
          `Возраст не известен. Для несовершеннолетнего срок кончился ${last.ru} (КоАП 72), для взрослого кончается ${other.ru} (КоАП 61). Внесите дату рождения.`,
          `Жасы белгісіз. Кәмелетке толмағанға мерзімнің соңғы күні: ${last.kk} (ӘҚБтК 72), ересекке: ${other.kk} (ӘҚБтК 61). Туған күнін енгізіңіз.`,
        ]
      case 'size-unknown':
        return [
          `Размер предприятия не известен. Срок кончился ${last.ru}, для крупного бизнеса кончается ${other.ru} (КоАП 61). Внесите размер.`,
          `Кәсіпорынның көлемі белгісіз. Мерзімнің соңғы күні: ${last.kk}, ірі кәсіпкерлік үшін: ${other.kk} (ӘҚБтК 61). Көлемін енгізіңіз.`,
        ]
      case 'end-unknown':
        return [
          `Не известно, когда кончилось исполнение (${endDay.ru}). Если считать от дня решения, ${decided.ru}, срок идёт по ${last.ru}; от более позднего дня – дольше. Узнайте день и внесите.`,
          `Орындалуы қашан аяқталғаны белгісіз (${endDay.kk}). Шешім күні (${decided.kk}) орындалған болса, соңғы күн: ${last.kk}; кейін орындалса – одан кеш. Күнін анықтап, енгізіңіз.`,
        ]
      case 'warning-day-unknown':
        return [
          `День вручения предупреждения не известен. Если вручено в день решения, ${decided.ru}, срок кончился ${last.ru}; если позже – может ещё идти. Узнайте день и внесите.`,
          `Ескертудің табыс етілген күні белгісіз. Шешім күні (${decided.kk}) табыс етілсе, соңғы күн: ${last.kk}; кейін болса, мерзім әлі өтпеген болуы мүмкін. Күнін анықтап, енгізіңіз.`,
        ]
      case 'execution-expired':
        return [
          'Давность исполнения истекла (КоАП 890). С какого дня тогда считать год, закон прямо не говорит: решите сами.',
          'Орындаудың ескіру мерзімі өткен (ӘҚБтК 890). Бұл жағдайда бір жыл қай күннен саналатыны заңда тікелей айтылмаған: өзіңіз шешіңіз.',
        ]
      case 'execution-limitation':
        return [
          `Не исполнено, а исполнить можно было по ${last.ru} (КоАП 890(1)), если срок не прерывался уклонением (890(3)). Считать ли повтором, не ясно: узнайте об исполнении.`,
          `Орындалмаған, ал орындауға болатын соңғы күн: ${last.kk} (ӘҚБтК 890(1)), жалтару салдарынан үзілмесе (890(3)). Қайталама екені анық емес: орындалғанын анықтаңыз.`,
        ]
      case 'warning-delivered':
        return [
          'Исполнением предупреждения здесь считается день вручения; прямо в законе не найдено, не подтверждено.',
          'Ескертудің орындалған күні деп табыс етілген күн алынды; заңнан тікелей табылмады, расталмаған.',
        ]
      case 'warning-assumed':
        return [
          `День вручения не известен: взят день решения, ${decided.ru} Если вручено позже, срок кончается позже. Что предупреждение исполнено вручением, не подтверждено.`,
          `Табыс етілген күні белгісіз: шешім күні алынды (${decided.kk}). Кейін табыс етілсе, мерзім де кеш аяқталады. Ескерту табыс етумен орындалды деген қағида расталмаған.`,
        ]
      case 'short-paid':
        return [
          'Половина уплачена в срок: дело окончено, лицо считается подвергнутым взысканию (КоАП 811).',
          'Жартысы мерзімінде төленген: іс аяқталды, адам жазаланған болып саналады (ӘҚБтК 811).',
        ]
      case 'appealed':
        return [
          'Постановление обжаловано, жалоба не рассмотрена: решение может измениться.',
          'Қаулыға шағым берілген, шағым қаралмаған: шешім өзгеруі мүмкін.',
        ]
      case 'no-repeat-part':
        return [
          'Отдельной части о повторе нет. Повтор однородного нарушения отягчает (КоАП 57): предупреждение тогда не обязательно.',
          'Қайталама туралы жеке бөлік жоқ. Біртектес бұзушылықтың қайталануы жауаптылықты ауырлатады (ӘҚБтК 57): онда ескерту жасау міндетті емес.',
        ]
      case 'suggest-yes':
        return [
          `По статье 61 учитывается взыскание по ${ref} от ${decided.ru}${told.penalty?.executedOn ? `, исполнено ${executed.ru}` : ''}${told.last ? `, срок по ${last.ru}` : ', исполнение не окончено'}`,
          `61-бап бойынша есепке алынады: ${ref}, шешім ${decided.kk}${told.penalty?.executedOn ? `, орындалған ${executed.kk}` : ''}${told.last ? `, соңғы күн ${last.kk}` : ', орындалуы аяқталмаған'}.`,
        ]
      case 'suggest-assumed':
        return [
          `Похоже на повтор: взыскание по ${ref} от ${decided.ru} Но последний день исполнения только предположен: узнайте его и решите.`,
          `Қайталама сияқты: ${ref}, шешім ${decided.kk}. Бірақ орындалған соңғы күні болжаммен алынған: анықтап, өзіңіз шешіңіз.`,
        ]
      case 'suggest-no':
        return [
          `Учитываемых взысканий нет ни здесь, ни в списке взысканий на ${last.ru}`,
          `Есепке алынатын жаза мұнда да, жазалар тізімінде де жоқ (тізім күні: ${last.kk}).`,
        ]
      case 'suggest-unsure':
        return [
          `По взысканию по ${ref} сказать нельзя: уточните его и решите.`,
          `${ref} бойынша жаза туралы айту мүмкін емес: нақтылап, өзіңіз шешіңіз.`,
        ]
      case 'suggest-none-counts':
        return [
          'Из известных здесь взысканий ни одно не учитывается. Проверьте ЕРАП, прежде чем ответить «нет».',
          'Мұнда белгілі жазалардың ешқайсысы есепке алынбайды. «Жоқ» деп жауап бермес бұрын ӘІЖБТ-ні (ЕРАП) тексеріңіз.',
        ]
      case 'suggest-nothing':
        return [
          'Прежние взыскания здесь не известны: проверьте ЕРАП и внесите их.',
          'Бұрынғы жазалар мұнда белгісіз: ӘІЖБТ-ні (ЕРАП) тексеріп, енгізіңіз.',
        ]
    }
  }
  const [ru, kk] = texts()
  // A Russian day ends in «г.», which closes the sentence too.
  return { ru: ru.replace(/г\.\.$/, 'г.'), kk }
}

/** What the end of execution is for each kind of penalty. */
function endOf(penalty: EarlierPenalty | null): Both {
  switch (penalty?.penalty ?? 'other') {
    case 'warning':
      return { ru: 'вручено', kk: 'табыс етілген' }
    case 'fine':
      return { ru: 'штраф уплачен', kk: 'айыппұл төленген' }
    case 'works':
      return { ru: 'работы отбыты', kk: 'жұмыстар өтелген' }
    case 'arrest':
      return { ru: 'арест отбыт', kk: 'қамақ өтелген' }
    case 'rightLoss':
      return { ru: 'срок лишения права кончился', kk: 'құқықтан айыру мерзімі біткен' }
    case 'expulsion':
      return { ru: 'выдворение исполнено', kk: 'шығарып жіберу орындалған' }
    case 'other':
      return { ru: 'исполнено', kk: 'орындалған' }
  }
}

/** The day that has to be found out. */
function endDayOf(penalty: EarlierPenalty | null): Both {
  switch (penalty?.penalty ?? 'other') {
    case 'warning':
      return { ru: 'день вручения', kk: 'табыс етілген күн' }
    case 'fine':
      return { ru: 'день уплаты штрафа', kk: 'айыппұл төленген күн' }
    case 'works':
    case 'arrest':
      return { ru: 'последний день отбытия', kk: 'өтелген соңғы күн' }
    case 'rightLoss':
    case 'expulsion':
    case 'other':
      return { ru: 'последний день исполнения', kk: 'орындалған соңғы күн' }
  }
}

function lengthOf(months: number | null): Both {
  switch (months) {
    case 6:
      return { ru: 'срок в шесть месяцев', kk: 'алты айлық мерзімнің' }
    case 12:
      return { ru: 'год', kk: 'бір жылдық мерзімнің' }
    case 36:
      return { ru: 'срок в три года', kk: 'үш жылдық мерзімнің' }
    default:
      return { ru: `срок в ${months} мес.`, kk: `${months} айлық мерзімнің` }
  }
}

const rule = ({ months }: Told): Both =>
  months === 6 ? { ru: 'КоАП 72', kk: 'ӘҚБтК 72' } : { ru: 'КоАП 61', kk: 'ӘҚБтК 61' }
