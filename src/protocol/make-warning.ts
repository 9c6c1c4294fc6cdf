import { formatInstant } from '../base/calendar.ts'
import { type Both, type PaperLang, type Part, refOf } from '../base/law.ts'
import { partName } from '../base/law-words.ts'
import { type Filled, filled, nothing, type PaperDocument } from '../paper/document.ts'
import { wordsOf } from '../paper/layout.ts'
import { isMinor } from '../person/person.ts'
import { caseSoFar, lawDay } from './facts.ts'
import { attaching, authored, foundOf, newPaper, type PaperCase, placeOf } from './paper-case.ts'
import { editionNote, personValues } from './protocol.ts'
import { refuseDraft } from './refuse.ts'

/** The decision of a warning on the spot (КоАП 43, 807, 822). */

const each = (word: (lang: PaperLang) => string): Both => ({ ru: word('ru'), kk: word('kk') })

/** Officers of any rank and precinct inspectors decide on the spot; what only a head or a court decides goes by protocol. */
const onTheSpot = ['policeAnyRank', 'precinctInspector']

/** Why no warning may be given on the spot, or null. */
export function refuseWarning({ part, subject, edition, rows, answers, now }: PaperCase): Both | null {
  if (!edition || !part)
    return {
      ru: 'Сначала выберите часть статьи: предупреждение выносится по ней.',
      kk: 'Алдымен баптың бөлігін таңдаңыз: ескерту сол бойынша жасалады.',
    }
  const ref = refOf(part)
  if (!part.sanctions.some(({ kind }) => kind === 'warning') || part.onSpotWarning === false)
    return {
      ru: `Часть ${ref} предупреждения на месте не допускает (КоАП 807).`,
      kk: `${ref} бөлігі сол жерде ескерту жасауға жол бермейді (ӘҚБтК 807).`,
    }
  if (part.onSpotWarning === null)
    return {
      ru: `По части ${ref} предупреждение на месте не подтверждено: КоАП 807(2) исключает торговлю и финансы. Составьте протокол.`,
      kk: `${ref} бөлігі бойынша сол жерде ескерту жасау расталмаған: ӘҚБтК 807(2) сауда мен қаржыны қоспайды. Хаттама жасаңыз.`,
    }
  if (!part.considersBy.some((body) => onTheSpot.includes(body)))
    return {
      ru: `Дело по части ${ref} решает не участковый инспектор: составьте протокол (КоАП 685).`,
      kk: `${ref} бөлігі бойынша істі учаскелік инспектор шешпейді: хаттама жасаңыз (ӘҚБтК 685).`,
    }
  if (!subject)
    return {
      ru: 'Сначала назовите лицо: предупреждение выносится тому, кто признал факт (КоАП 807(1)).',
      kk: 'Алдымен адамды көрсетіңіз: ескерту фактіні мойындаған адамға жасалады (ӘҚБтК 807(1)).',
    }
  // What stands in the way of a protocol stands in the way of a decision too: the term, the age, special subjects.
  return refuseDraft(part, edition, caseSoFar(rows, subject.id, answers, now))[0]?.reason ?? null
}

/** Throws where `refuseWarning` would refuse. */
export function warning(of: PaperCase): PaperDocument {
  const { part, edition, subject, rows, settings } = of
  if (!part || !edition || !subject)
    throw new Error(
      'Expected a part, an edition and a person, got none. Ask refuseWarning before a warning is drawn up.',
    )
  const { finding } = rows
  const { attachments, listed } = attaching(rows.attachments)
  const minor = isMinor(subject.person, lawDay(rows)) === true
  return newPaper(
    of,
    'warning',
    {
      ...whoAndWhen(of),
      'protocol.place': filled(settings.drawnUpPlace, 'system'),
      ...ofWhom(of),
      language: filled(
        each((lang) => wordsOf(lang).languageValue[of.lang]),
        'system',
      ),
      'offence.place': placeOf(of),
      'offence.time': finding?.happenedAt ? time(finding.happenedAt, finding.id) : nothing,
      'offence.essence': foundOf(of),
      'offence.article': filled(
        each((lang) => wordsOf(lang).article(partName(part, lang), (lang === 'kk' && part.titleKk) || part.titleRu)),
        'law',
        edition.id,
      ),
      decision: filled(decision(part), 'law', edition.id),
      appeal: filled(appeal, 'law', edition.id),
      attachments: listed,
    },
    {
      attachments,
      minor,
      circumstances: minor ? ['representative'] : [],
      ...{ article: part.article, part: part.part, edition: edition.id },
      editionNote: editionNote(edition, part, lawDay(rows)),
    },
  )
}

const time = (at: Date, ref: string): Filled =>
  filled(
    each((lang) => formatInstant(at, lang)),
    'inspector',
    ref,
  )

function whoAndWhen(of: PaperCase): Record<string, Filled> {
  const { 'paper.date': _, ...author } = authored(of)
  const now = each((lang) => formatInstant(of.now, lang))
  return { ...author, 'protocol.date': filled(now, 'system') }
}

/** A firm's name, address and БИН stand where a person's would. */
function ofWhom({ subject }: PaperCase): Record<string, Filled> {
  const values = personValues({ subject, unknownOffender: false })
  if (subject?.person.kind !== 'entity') return values
  return {
    'person.fullName': values['entity.name'] ?? nothing,
    'person.residence': values['entity.location'] ?? nothing,
    'person.iin': values['entity.bin'] ?? nothing,
  }
}

const decision = (part: Part): Both => ({
  ru: `Признать виновным(ой) в совершении административного правонарушения, предусмотренного ${byRu(part)} КоАП, и наложить административное взыскание в виде предупреждения (КоАП 43).`,
  kk: `ӘҚБтК ${byKk(part)} көзделген әкімшілік құқық бұзушылықты жасағаны үшін кінәлі деп танылсын және ескерту түрінде әкімшілік жаза қолданылсын (ӘҚБтК 43).`,
})

const byRu = ({ article, part }: Part) => (part === null ? `статьёй ${article}` : `частью ${part} статьи ${article}`)
const byKk = ({ article, part }: Part) =>
  part === null ? `${article}-бабында` : `${article}-бабының ${part}-бөлігінде`

const appeal: Both = {
  ru: 'Постановление может быть обжаловано в течение десяти суток со дня вручения копии (КоАП 826-2(2)). Жалоба, поданная в срок, приостанавливает исполнение (КоАП 826-2(4)).',
  kk: 'Қаулыға көшірмесі табыс етілген күннен бастап он тәулік ішінде шағымдануға болады (ӘҚБтК 826-2(2)). Мерзімінде берілген шағым орындауды тоқтата тұрады (ӘҚБтК 826-2(4)).',
}
