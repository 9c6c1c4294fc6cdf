import { type Part, refOf, type Term } from '../base/law.ts'
import type { CaseEvents, CaseFacts } from './clock.ts'

/** Which terms of the procedure run in a case, whose they are, and which of them are the limitation of liability. */

/** Whose duty or right the term is; `body` is the court, another body, or whom a representation was sent to. */
export const whoses = ['inspector', 'chief', 'body', 'person'] as const
export type Whose = (typeof whoses)[number]

/** The ends of liability (КоАП 62, 71): always in sight. */
export const limits: readonly string[] = [
  ...['liability.general', 'liability.continuing', 'liability.individualSpecial', 'liability.minorHalf'],
  ...['liability.individualSpecial.fromDetection', 'liability.legalPersonalData', 'liability.legalEnvironment'],
  ...['liability.afterCriminalCase', 'liability.interrupted'],
]
export const isLimit = (id: string) => limits.includes(id)

/** Terms of others after which the inspector has something to do: send the case on, collect, draw up 479. */
const watched = new Set(['short.pay', 'fine.pay', 'representation.answer', 'copy.notReturned'])
export const isWatched = (id: string) => watched.has(id)

const persons = new Set([
  ...['short.pay', 'short.payAutomatic', 'copy.notReturned', 'fine.pay', 'fine.deferral', 'fine.instalments'],
  ...['appeal.file', 'appeal.fileOrder', 'representation.appeal', 'representation.appealCourt'],
  ...['repeat.window', 'repeat.windowMinor'],
])
const bodies = new Set([
  ...['representation.answer', 'short.prosecutorReview', 'appeal.consider', 'execution.limitation', 'order.send'],
])
/** Done by whoever decides the case. */
const deciders = new Set([
  ...['consider.general', 'consider.extension', 'consider.detained', 'petition.decide', 'recusal.decide'],
  ...['decision.announce', 'decision.copy', 'typo.decide', 'typo.copy', 'appeal.forward', 'force.sendForExecution'],
])

/** Whose the term is. A case that the police decide is the chief's where only heads may decide it. */
export function whoseTerm(id: string, facts: CaseFacts): Whose {
  if (persons.has(id)) return 'person'
  if (bodies.has(id)) return 'body'
  return deciders.has(id) ? decider(facts) : 'inspector'
}

const ranks = ['policeAnyRank', 'precinctInspector']
function decider({ part, sentTo }: CaseFacts): Whose {
  const codes = sentTo ? [sentTo] : (part?.considersBy ?? [])
  if (codes.some((code) => ranks.includes(code))) return 'inspector'
  return codes.some((code) => code.startsWith('police')) ? 'chief' : 'body'
}

const longLimitation = new Set(['79', '344'])
/** The list of 806(6); no article of this catalogue stands in it. */
const tenDays = new Set([
  ...['210', '213(4)', '213(8)', '213(9)', '217', '218', '220', '222', '227(1)', '227(2)', '227(3)', '227(5)'],
  ...[
    '228(1)',
    '228(4)',
    '239(3)',
    '239(4)',
    '243',
    '244',
    '251',
    '252',
    '464(1)',
    '571',
    '572',
    '573',
    '575',
    '593(1)',
  ],
])
const listed = (part: Part) => tenDays.has(part.article) || tenDays.has(refOf(part))

/** Whether the term runs in such a case once its event has happened. One that another term takes the place of does not. */
export function applies(term: Term, facts: CaseFacts, events: CaseEvents): boolean {
  const { part } = facts
  if (term.appliesToArticles) return part ? term.appliesToArticles.includes(refOf(part)) : false
  const special = part ? longLimitation.has(part.article) : false
  const arrest = part?.flags.includes('sendToJudgeImmediately') ?? false
  switch (term.id) {
    case 'protocol.immediate':
      // What had to be clarified first has its own three сутки (КоАП 806(6)).
      return events.circumstancesEstablished === undefined
    case 'protocol.clarifyListed':
      return part ? listed(part) : false
    case 'protocol.unknownOffender':
      return facts.unknownOffender === true
    case 'copy.immediate':
      return facts.absent !== true && facts.unknownOffender !== true
    case 'copy.absent':
      return facts.absent === true
    case 'copy.notReturned':
      return facts.absent !== false
    case 'send.immediate':
      return arrest && facts.unknownOffender !== true
    case 'send.decider':
      return !arrest && facts.unknownOffender !== true && facts.shortProcedure !== true
    case 'send.unknownOffender':
      return facts.unknownOffender === true
    case 'send.afterShort':
    case 'short.pay':
      return facts.shortProcedure === true
    case 'consider.extension':
      return facts.prolonged === true
    case 'liability.general':
      return true
    case 'liability.continuing':
      return facts.continuing === true
    case 'liability.individualSpecial':
      return special && facts.entity !== true
    case 'liability.individualSpecial.fromDetection':
      return special
    case 'liability.legalPersonalData':
      return part?.article === '79' && facts.entity === true
    case 'liability.legalEnvironment':
      return part?.article === '344' && facts.entity === true
    case 'liability.minorHalf':
      return facts.minor === true
    case 'repeat.window':
      return facts.minor !== true
    case 'repeat.windowMinor':
      return facts.minor === true
    default:
      return true
  }
}
