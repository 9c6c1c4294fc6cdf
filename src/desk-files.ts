import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account, Locale } from './base/access.ts'
import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { HttpError } from './base/http.ts'
import { record } from './base/journal.ts'
import { keepMedia, type MediaRefusal, mediaRefusals } from './base/keep-media.ts'
import { news } from './incident/act-store.ts'
import type { Incident } from './incident/store.ts'
import { addAttachment } from './incident/unsure.ts'

const tooLarge: Record<Locale, (limit: number) => string> = {
  ru: (limit) =>
    `Файл больше ${limit} МБ и не сохранён; всё остальное осталось как было. Уменьшите снимок (или снимите с меньшим разрешением), видео сократите, и приложите ещё раз.`,
  kk: (limit) =>
    `Файл ${limit} МБ-тан үлкен, сондықтан сақталмады; қалғаны сол күйінде қалды. Суретті кішірейтіп (немесе төменірек ажыратымдылықпен түсіріп), бейнежазбаны қысқартып, қайта тіркеңіз.`,
  en: (limit) =>
    `The file is larger than ${limit} MB and was not kept; all else is as it was. Make the photo smaller, or the video shorter, and attach it again.`,
}
const wrongType: Record<Locale, string> = {
  ru: 'Файл повреждён или это не то, чем он назван. Приложите снимок (JPEG, PNG, HEIC, WebP), видео, запись голоса или PDF.',
  kk: 'Файл бүлінген немесе аты айтып тұрғандай емес. Сурет (JPEG, PNG, HEIC, WebP), бейнежазба, дауыс жазбасын не PDF тіркеңіз.',
  en: mediaRefusals['wrong-type'][2],
}

/** A refused file, as an HTTP answer in the caller's language. */
export function mediaError(refusal: MediaRefusal, locale: Locale = 'en'): HttpError {
  const [status, error, message] = mediaRefusals[refusal.refused]
  if (refusal.refused === 'too-large')
    return new HttpError(status, error, tooLarge[locale](Math.floor(refusal.limit / 1024 / 1024)))
  return new HttpError(status, error, refusal.refused === 'wrong-type' ? wrongType[locale] : message)
}

const purpose = z.enum(['finding', 'before', 'after', 'receipt', 'explanation'], {
  error: 'purpose: one of finding, before, after, receipt, explanation',
})

/** Keeps the one file of a multipart request as what it is said to show: a finding, before, after, a receipt, an explanation. */
export async function addFile(deps: Deps, who: Account, incident: Incident, request: FastifyRequest) {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part)
    throw new HttpError(400, 'bad-input', 'Send one file as multipart/form-data in the field "file".', {
      field: 'file',
    })
  const field = (name: string): string => {
    const value = part.fields[name]
    return value && !Array.isArray(value) && value.type === 'field' ? String(value.value) : ''
  }
  const bytes = await part.toBuffer()
  const asked = purpose.safeParse(field('purpose') || 'finding')
  if (!asked.success)
    throw new HttpError(400, 'bad-input', asked.error.issues[0]?.message ?? 'purpose', { field: 'purpose' })
  const kind = part.mimetype.startsWith('video/')
    ? 'video'
    : part.mimetype.startsWith('audio/')
      ? 'voice'
      : part.mimetype === 'application/pdf'
        ? 'document'
        : 'photo'
  const kept = await keepMedia(deps.files, deps.config, bytes, kind)
  if ('refused' in kept) throw mediaError(kept, who.locale)
  const id = deps.newId()
  const now = deps.now()
  const caption = field('caption').slice(0, 300)
  await inTransaction(deps.db, async (tx) => {
    const attachment = {
      ...kept,
      id,
      departmentId: incident.departmentId,
      incidentId: incident.id,
      purpose: asked.data,
      kind,
      caption,
      byAccount: who.id,
    }
    await addAttachment(tx, attachment, now)
    await record(tx, {
      departmentId: incident.departmentId,
      kind: 'file.added',
      at: now,
      incidentId: incident.id,
      accountId: who.id,
      data: { attachmentId: id, purpose: asked.data },
      live: news(incident, 'file.added'),
    })
  })
  return {
    id,
    hash: kept.hash,
    kind,
    mime: kept.mime,
    purpose: asked.data,
    caption,
    at: now.toISOString(),
    reportId: null,
    deletedAt: null,
  }
}
