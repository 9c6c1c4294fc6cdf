import { z } from 'zod'

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
  prefixes: z.record(z.string().max(30), z.string().trim().max(12)).default({}),
})
export type PaperSettings = z.infer<typeof paperSettings>

/** Settings before anybody set them. */
export const noPaperSettings: PaperSettings = paperSettings.parse({})

/** Settings as they stand in the database; what does not look as it must is empty. */
export function readPaperSettings(stored: unknown): PaperSettings {
  const read = paperSettings.safeParse(stored ?? {})
  return read.success ? read.data : noPaperSettings
}
