import { z } from 'zod'
import file from '../../law/guide.json' with { type: 'json' }
import { type Edition, type Part, refOf } from './law.ts'
import type { LawProblem } from './law-problem.ts'

/** What the law means in plain words, what to ask on the spot, and what police may not do: ours, and no text of the law. */

const text = z.string().trim().min(2)
const both = z.strictObject({ ru: text, kk: text })
const limit = z.strictObject({ ru: text, kk: text, rule: text })

/** When a limit holds for a part: found in the data of the part, or, of minors, named by the article. */
const condition = z.enum([
  'always',
  'notPolice',
  'court',
  'head',
  'noShort',
  'warningFirst',
  'works',
  'arrest',
  'courtOnly',
  'private',
  'onSpotUnsure',
  'minor',
])
type Condition = z.infer<typeof condition>

export const guideFile = z.strictObject({
  note: text,
  limits: z.array(limit.extend({ when: condition })),
  articles: z.record(
    z.string(),
    z.strictObject({
      categories: z.array(z.string()),
      words: z.strictObject({ ru: z.array(text).min(2), kk: z.array(text).min(2) }),
      plain: both,
      ask: z.array(both).min(2).max(5),
      mayNot: z.array(limit),
      also: z.array(z.literal('minor')),
      parts: z.record(z.string(), both),
    }),
  ),
})
export type Guide = z.infer<typeof guideFile>
/** The guide that comes with the program. */
export const guide = file as unknown as Guide
export type GuideArticle = Guide['articles'][string]
export type Limit = z.infer<typeof limit>

const courts = ['court', 'minorsCourt']

function holds(when: Condition, part: Part, article: GuideArticle): boolean {
  const police = part.drawnUpBy.includes('police')
  const imposes = (kinds: string[]) => part.sanctions.some(({ kind }) => kinds.includes(kind))
  switch (when) {
    case 'always':
      return true
    case 'notPolice':
      return !police
    case 'court':
      return police && part.considersBy.every((code) => courts.includes(code))
    case 'head':
      return (
        police &&
        !part.considersBy.some((code) => [...courts, 'policeAnyRank', 'precinctInspector'].includes(code)) &&
        part.considersBy.some((code) => code.startsWith('police'))
      )
    case 'noShort':
      return part.shortProcedure === false && part.sanctions.some(({ kind }) => kind !== 'fine' && kind !== 'warning')
    case 'warningFirst':
      return part.warningFirst && imposes(['fine', 'communityWorks', 'arrest'])
    case 'works':
      return imposes(['communityWorks'])
    case 'arrest':
      return imposes(['arrest'])
    case 'courtOnly':
      return imposes(['confiscation', 'rightLoss', 'expulsion'])
    case 'private':
      return part.flags.includes('privateComplaintOnly')
    case 'onSpotUnsure':
      return part.onSpotWarning === null
    case 'minor':
      return article.also.includes('minor')
  }
}

/** The plain meaning of a part, and what to ask; null where the guide does not know the article. */
export function guideOf(part: Part): { plain: { ru: string; kk: string }; article: GuideArticle } | null {
  const article = guide.articles[part.article]
  if (!article) return null
  return { plain: article.parts[part.part ?? ''] ?? article.plain, article }
}

/** What police may not do about a part, each with its rule: what its data forbid, then what the article adds. */
export function limitsOf(part: Part): Limit[] {
  const article = guide.articles[part.article]
  if (!article) return []
  const found = guide.limits.filter(({ when }) => holds(when, part, article)).map(({ when: _, ...one }) => one)
  return [...article.mayNot, ...found]
}

/** Where the guide does not fit an edition: an article without words, or words of a part that is not there. */
export function checkGuide(guide: Guide, edition: Edition): LawProblem[] {
  const articles = new Set(edition.parts.map(({ article }) => article))
  const refs = new Set(edition.parts.map(refOf))
  const missing = [...articles].filter((article) => !guide.articles[article])
  const strange = Object.entries(guide.articles).flatMap(([article, { parts }]) => [
    ...(articles.has(article) ? [] : [article]),
    ...Object.keys(parts)
      .map((part) => refOf({ article, part }))
      .filter((ref) => !refs.has(ref)),
  ])
  return [
    ...missing.map((field) => ({ field, expected: { ru: 'пояснение статьи', kk: 'баптың түсіндірмесі' }, got: '—' })),
    ...strange.map((field) => ({ field, expected: { ru: 'часть редакции', kk: 'редакцияның бөлігі' }, got: field })),
  ]
}
