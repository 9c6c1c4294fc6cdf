import { z } from 'zod'
import { paperKinds } from '../paper/kinds.ts'

/** What a department writes into every paper alike; empty until its chief or administrator has set it. */

const line = z.string().trim().max(300).default('')
const both = z.object({ ru: line, kk: line }).default({ ru: '', kk: '' })

export const paperSettings = z.object({
  /** Where papers are drawn up unless the officer says otherwise: «г. Шымкент, УПП № 5, ул. …». */
  drawnUpPlace: both,
  /** Where cases are considered, by who considers. */
  hearingPolice: both,
  hearingCourt: both,
  hearingAkimat: both,
  /** Whom reports are addressed to: «Начальнику отдела полиции …». */
  head: both,
  /** What stands before a number in the book, by kind of paper. */
  prefixes: z.partialRecord(z.enum(paperKinds), z.string().trim().max(12)).default({}),
})
export type PaperSettings = z.infer<typeof paperSettings>

/** Settings before anybody set them. */
export const noPaperSettings: PaperSettings = paperSettings.parse({})

/** Settings as they stand in the database; what does not look as it must is empty. */
export function readPaperSettings(stored: unknown): PaperSettings {
  const read = paperSettings.safeParse(stored ?? {})
  return read.success ? read.data : noPaperSettings
}

/** The last number of a kind in a year. */
const bookLine = z.object({
  kind: z.enum(paperKinds),
  year: z.number().int(),
  last: z.number().int().min(0).max(999_999_999),
})
export type BookLine = z.infer<typeof bookLine>

/** What the page shows: the settings, the book of numbers, and who changed them last. */
export const paperSettingsView = paperSettings.extend({
  /** The year whose numbers are being given. */
  year: z.number().int(),
  book: z.array(bookLine),
  since: z.iso.datetime().nullable(),
  byName: z.string().nullable(),
})
export type PaperSettingsView = z.infer<typeof paperSettingsView>

/** What is set. `since` as it was read: what somebody else has set meanwhile is not overwritten. */
export const paperSettingsInput = z.strictObject({
  ...paperSettings.shape,
  since: z.iso.datetime().nullable(),
  /** Numbers of this year to go on from; forward only. */
  book: z
    .array(bookLine.omit({ year: true }))
    .max(paperKinds.length)
    .default([]),
})
export type PaperSettingsInput = z.infer<typeof paperSettingsInput>
