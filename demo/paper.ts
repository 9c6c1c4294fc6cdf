import type { Account } from '../src/base/access.ts'
import { addDays, formatInstant, instant, localDay } from '../src/base/calendar.ts'
import { inTransaction } from '../src/base/database.ts'
import type { Deps } from '../src/base/deps.ts'
import { findPart, type PaperLang } from '../src/base/law.ts'
import { getAccount } from '../src/base/people.ts'
import { drawPapers } from '../src/desk-papers.ts'
import { getIncident, type Incident } from '../src/incident/store.ts'
import { sealPaper } from '../src/paper/routes.ts'
import { amendPaper, findPaper } from '../src/paper/store.ts'
import { personSchema } from '../src/person/person.ts'
import { nameSubject } from '../src/person/store.ts'
import type { ActData, CaseActName } from '../src/protocol/case-act.ts'
import { actAsks } from '../src/protocol/case-act-input.ts'
import { liableOf } from '../src/protocol/case-act-routes.ts'
import { findCase, writeAct } from '../src/protocol/case-act-store.ts'
import { caseLawOf } from '../src/protocol/case-law.ts'
import type { DemoIncident } from './files.ts'

/** Who did it and the protocol of an incident of the demo, through the same functions as the pages. */

/** Names the offender, at the time of the demo's clock; returns who it is, or null where nobody is known. */
export async function bringOffender(
  deps: Deps,
  demo: DemoIncident,
  incidentId: string,
  accountId: string,
): Promise<string | null> {
  if (!demo.offender) return null
  const subject = personSchema.parse(demo.offender)
  const { departmentId } = await getAccount(deps.db, accountId)
  const incident = await getIncident(deps.db, departmentId, incidentId)
  const naming = { incident, subject, role: 'offender', accountId, now: deps.now(), newId: deps.newId } as const
  return inTransaction(deps.db, (tx) => nameSubject(tx, naming))
}

/** Draws up the protocol; fills in and signs it where the demo says that it was signed, with its decision. Throws when it may not be drawn up. */
export async function bringProtocol(
  deps: Deps,
  demo: DemoIncident,
  incidentId: string,
  accountId: string,
): Promise<void> {
  if (!demo.protocol) return
  const { article, part, lang, status, answers, fine_mrp: fineMrp } = demo.protocol
  const author = await getAccount(deps.db, accountId)
  const incident = await getIncident(deps.db, author.departmentId, incidentId)
  const subjectId = await bringOffender(deps, demo, incidentId, accountId)
  const drawn = await drawPapers(deps, author, incident, {
    ...{ kind: 'protocol', lang, article, part, subjectIds: subjectId ? [subjectId] : [], answers },
    ...{ unknownOffender: false, parentId: null, fromId: null },
  })
  if ('stop' in drawn)
    throw new Error(
      `Expected a protocol for the demo's "${demo.key}", got: ${drawn.stop.reason.ru} Correct demo/incidents.json.`,
    )
  if (status === 'draft') return
  const id = drawn.ids[0] ?? ''
  const now = deps.now()
  const paper = await findPaper(deps.db, author.departmentId, id)
  const missing = paper?.document.missing ?? []
  const typed = Object.entries(filledIn(lang, now)).filter(([field]) => missing.includes(field))
  const work = { incident, id, version: null, accountId, now }
  const fields = { ...Object.fromEntries(typed), 'person.explanation': explanation[lang] }
  await inTransaction(deps.db, (tx) => amendPaper(tx, work, { fields }))
  const filled = await findPaper(deps.db, author.departmentId, id)
  if (!filled) throw new Error(`The demo's "${demo.key}" has lost its protocol.`)
  const signed = await sealPaper(deps, author, filled, work, `У-${incident.number}`)
  if ('refused' in signed) throw new Error(`The demo's "${demo.key}" was not signed: ${JSON.stringify(signed)}.`)
  const decided = actAsks.decide.safeParse({
    decision: demo.protocol.penalty,
    ...(fineMrp === null ? {} : { fineMrp }),
  })
  if (decided.success) await bringDecision(deps, author, incident, id, decided.data as ActData)
}

/** Writes the decision down, sent first where somebody else decides. */
async function bringDecision(deps: Deps, who: Account, incident: Incident, paperId: string, data: ActData) {
  const paper = await findCase(deps.db, who.departmentId, paperId)
  const editions = deps.law.editions(who.departmentId)
  const edition = editions.find(({ id }) => id === paper?.edition)
  const part = edition && findPart(edition, paper?.article ?? '', paper?.part ?? null)
  if (!paper?.signedAt || !edition || !part) throw new Error('Expected a signed protocol of an edition that is held.')
  const law = caseLawOf(paper, part, edition, paper.signedAt, liableOf(paper.person, paper.signedAt))
  const calendar = deps.law.calendar(who.departmentId)
  const to = part.considersBy[0] ?? 'court'
  const acts: [CaseActName, ActData][] = [
    ['handCopy', {}],
    ...(part.considersBy.includes('policeAnyRank') ? [] : [['send', { to }] as [CaseActName, ActData]]),
    ['decide', data],
    ['handCopy', {}],
  ]
  for (const [index, [act, said]] of acts.entries()) {
    const now = deps.now()
    const work = { incident, paperId, version: paper.version + index, by: 'inspector', accountId: who.id, now } as const
    const one = { id: deps.newId(), act, happenedAt: now, data: said, law, calendar }
    const done = await inTransaction(deps.db, (tx) => writeAct(tx, work, one))
    if ('refused' in done) throw new Error(`The demo's decision was refused: ${act}: ${done.refused}.`)
  }
}

const explanation: Record<PaperLang, string> = {
  ru: 'С тем, что изложено в протоколе, согласен(на).',
  kk: 'Хаттамада жазылғанмен келісемін.',
}

/** What an inspector types in himself. */
function filledIn(lang: PaperLang, now: Date): Record<string, string> {
  const hearing = formatInstant(instant(addDays(localDay(now), 3), '10:00'), lang)
  return lang === 'ru'
    ? {
        'protocol.place': 'г. Шымкент, участковый пункт полиции',
        'person.workplace': 'не работает',
        'hearing.time': hearing,
        'hearing.place': 'г. Шымкент, отдел полиции',
        attachments: '1. рапорт участкового инспектора',
      }
    : {
        'protocol.place': 'Шымкент қаласы, учаскелік полиция пункті',
        'person.workplace': 'жұмыс істемейді',
        'hearing.time': hearing,
        'hearing.place': 'Шымкент қаласы, полиция бөлімі',
        attachments: '1. учаскелік инспектордың баянаты',
      }
}
