import { z } from 'zod'

/** What an administrator sets for one chat alone; what is not set is as usual. */

/** From this likelihood on a report goes its way by itself: not less than a coin's toss, not so much that nothing does. */
export const sureBounds = { least: 0.45, most: 0.95, usual: 0.6 } as const

/** What may hinder the bot in a chat, as `chat.problem` has it. */
export const problems = ['no-reading', 'no-posting', 'elsewhere', 'unbound', 'left', 'refused'] as const
export type Problem = (typeof problems)[number]

/** How the bot speaks to residents: `reply/tone-texts.ts`. */
export const tones = ['short', 'warm'] as const
export type Tone = (typeof tones)[number]

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')

export const chatSettings = z.object({
  /** Local times between which what is not urgent waits; null: it never waits; left out: as usual. */
  quiet: z.object({ from: time, to: time }).nullable().optional(),
  sureFrom: z.number().min(sureBounds.least).max(sureBounds.most).optional(),
  tone: z.enum(tones).optional(),
  /** Gets what is told here and whose place does not say otherwise, before the precinct's own. */
  inspectorId: z.uuid().optional(),
  /** Who speaks for the residents, and the messenger's id of who that is, where known. For staff alone. */
  chairman: z
    .object({
      ...{ name: z.string().trim().max(120), contact: z.string().trim().max(120) },
      author: z.string().max(200).optional(),
    })
    .optional(),
})
export type ChatSettings = z.infer<typeof chatSettings>

/** The part of a chat's settings that is ours; what does not fit is as if it were not set. */
export function settingsOf(kept: unknown): ChatSettings {
  const shape = chatSettings.shape
  const all = z.record(z.string(), z.unknown()).catch({}).parse(kept)
  return {
    ...part('quiet', shape.quiet.safeParse(all.quiet)),
    ...part('sureFrom', shape.sureFrom.safeParse(all.sureFrom)),
    ...part('tone', shape.tone.safeParse(all.tone)),
    ...part('inspectorId', shape.inspectorId.safeParse(all.inspectorId)),
    ...part('chairman', shape.chairman.safeParse(all.chairman)),
  }
}

function part<T>(name: string, read: z.ZodSafeParseResult<T>): Record<string, T> {
  return read.success && read.data !== undefined ? { [name]: read.data } : {}
}

/** From which likelihood on a report of this chat goes its way by itself. */
export const sureFromOf = (kept: unknown): number => settingsOf(kept).sureFrom ?? sureBounds.usual

export const toneOf = (kept: unknown): Tone => settingsOf(kept).tone ?? 'short'
