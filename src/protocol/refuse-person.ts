import { type Day, localDay } from '../base/calendar.ts'
import { type Both, type Edition, findPart, type Part, refOf } from '../base/law.ts'
import { ageAt, birthOf, isUnder16, type Person } from '../person/person.ts'
import { partOf } from './qualify-rule.ts'
import type { CaseSoFar, Refusal } from './refuse.ts'

/** Who may not be held liable himself, or not by the police alone. */
export function refuseForPerson(part: Part, edition: Edition, so: CaseSoFar): Refusal[] {
  const { subject, answers = {} } = so
  if (subject?.kind !== 'individual') return []
  const on = localDay(so.offenceAt ?? so.now)
  return [
    ...(tooYoung(part, subject, on) ? [under16(part, edition, subject, on)] : []),
    ...(subject.special === 'none' ? [] : specialSubject(answers.special)),
    ...(subject.foreigner ? immunity(answers.immunity) : []),
  ]
}

/** Parts whose penalty falls on parents or representatives are about the young and stay open. */
function tooYoung(part: Part, subject: Person, on: Day): boolean {
  return !onElders(part) && isUnder16(subject, on) === true
}

/** Whether the penalty falls on parents or legal representatives. */
export function onElders(part: Part): boolean {
  return part.sanctions.some((one) => one.subject === 'parent' || one.subject === 'legalRepresentative')
}

/** The part under which parents answer for the same act, and from what age of the child (law/, notes on the young). */
const eldersPart: Record<string, { ref: string; from: number }> = {
  '434(1)': { ref: '435', from: 14 },
  '436(2)': { ref: '436(3)', from: 0 },
  '438(1)': { ref: '438(3)', from: 14 },
  '438(2)': { ref: '438(3)', from: 14 },
  '440(1)': { ref: '440(2)', from: 0 },
  '127-2(1)': { ref: '127-2(3)', from: 12 },
  '127-2(2)': { ref: '127-2(3)', from: 12 },
}

function under16(part: Part, edition: Edition, subject: Person, on: Day): Refusal {
  const elders = eldersPart[refOf(part)]
  const birth = subject.kind === 'individual' ? birthOf(subject) : null
  const old = birth === null ? 0 : ageAt(birth, on)
  const other = elders && old >= elders.from ? partOf(elders.ref) : null
  const offered = other && findPart(edition, other.article, other.part) ? other : null
  const plain: Both = {
    ru: 'Лицу на день правонарушения не было 16 лет: само оно не отвечает. Родители отвечают там, где часть называет их.',
    kk: 'Құқық бұзушылық жасалған күні адам 16-ға толмаған: оның өзі жауаптылыққа тартылмайды. Ата-анасы бөлікте аталған жағдайда ғана жауап береді.',
  }
  return {
    ...{ refused: 'under-16', transferTo: null, reason: plain, rule: 'КоАП 65' },
    instead: offered ? { do: 'part', ...offered } : { do: 'close' },
  }
}

function specialSubject(answer: string | undefined): Refusal[] {
  if (answer === 'general') return []
  if (answer === 'service')
    return [
      {
        ...{ refused: 'special-subject', transferTo: null, rule: 'КоАП 32' },
        reason: {
          ru: 'Вместо взыскания материал передаётся по месту службы лица.',
          kk: 'Жаза қолданудың орнына материал адамның қызмет орнына беріледі.',
        },
        instead: { do: 'handOver', to: null },
      },
    ]
  return [
    mustDecide('special', 'КоАП 32', {
      ru: 'Особый субъект: сначала ответьте, отвечает ли он на общих основаниях. Срочнослужащих не штрафуют.',
      kk: 'Ерекше субъект: алдымен жалпы негізде жауап бере ме, соған жауап беріңіз. Мерзімді қызметтегілерге айыппұл салынбайды.',
    }),
  ]
}

function immunity(answer: string | undefined): Refusal[] {
  if (answer === 'no') return []
  if (answer === 'yes')
    return [
      {
        ...{ refused: 'immunity', transferTo: null, rule: 'КоАП 810(2)(3), порядок не прочитан' },
        reason: {
          ru: 'Лицо с иммунитетом: протокол не составляют, сообщите руководителю; дальше решают по дипломатическим каналам.',
          kk: 'Иммунитеті бар адам: хаттама жасалмайды, басшыға хабарлаңыз; әрі қарай дипломатиялық жолмен шешіледі.',
        },
        instead: { do: 'handOver', to: null },
      },
    ]
  return [
    mustDecide('immunity', 'КоАП 810(2)(3), порядок не прочитан', {
      ru: 'Иностранец: сначала проверьте, нет ли у него дипломатического иммунитета.',
      kk: 'Шетелдік: алдымен дипломатиялық иммунитеті жоқ па, соны тексеріңіз.',
    }),
  ]
}

export const mustDecide = (asked: string, rule: string, reason: Both): Refusal => ({
  ...{ refused: 'must-decide', transferTo: null, reason, rule, instead: { do: 'answer', question: asked } },
})
