import { basename } from 'node:path'
import { z } from 'zod'
import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from './base/http.ts'
import { addImportJob, beginImport, type ChatImport, findSameImport, importsOf } from './chat/import-store.ts'
import { findChatOf } from './chat/store.ts'
import { dropUpload, hasRoom, hasUpload, keepUpload, uploadLimit } from './import-upload.ts'

const count = z.number().int()
const importShape = {
  id: z.uuid(),
  chatId: z.uuid(),
  fileName: z.string(),
  size: count,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  problem: z.string(),
  read: count,
  unreadable: count,
  kept: count,
  incidents: count,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}
export const importView = z.object({ ...importShape, chatTitle: z.string(), slug: z.string().nullable() })
export type ImportView = z.infer<typeof importView>
/** `already`: this very file was imported before, or is being imported; nothing was added. */
export const importAnswer = z.object({ ...importShape, already: z.boolean() })
export type ImportAnswer = z.infer<typeof importAnswer>

const view = (job: ChatImport) => ({
  id: job.id,
  chatId: job.chatId,
  fileName: job.fileName,
  size: job.size,
  state: job.state,
  problem: job.problem,
  read: job.read,
  unreadable: job.unreadable,
  kept: job.kept,
  incidents: job.incidents,
  createdAt: job.createdAt.toISOString(),
  updatedAt: job.updatedAt.toISOString(),
})

const refusals = {
  'disk-full': () =>
    new HttpError(
      507,
      'disk-full',
      'The disk of the server is full. Nothing was kept of the file. Free some space, then send it again.',
    ),
  'too-large': () => new HttpError(413, 'too-large', 'The file is larger than 4 GB. Export the chat without media.'),
} as const

/** Exported chats are sent here and read in by a job; how far they are. */
export function importRoutes(app: App, deps: Deps): void {
  const { dataDir } = deps.config

  app.post(
    '/api/chats/:id/import',
    {
      schema: {
        params: z.object({ id: z.uuid() }),
        response: { 200: importAnswer, 202: importAnswer, '4xx': errorBody, '5xx': errorBody },
      },
    },
    async (request, reply) => {
      const who = need(request, 'importChats')
      const chat = await findChatOf(deps.db, who.departmentId, request.params.id)
      if (!chat) throw notFound('The chat')
      const announced = Number(request.headers['content-length'] ?? 0)
      if (announced > uploadLimit + 1_000_000) throw refusals['too-large']()
      if (!(await hasRoom(dataDir, announced))) throw refusals['disk-full']()
      const id = deps.newId()
      try {
        const part = request.isMultipart() ? await request.file({ limits: { fileSize: uploadLimit + 1 } }) : undefined
        if (!part)
          throw new HttpError(400, 'bad-input', 'Send one file as multipart/form-data in the field "file".', {
            field: 'file',
          })
        const kept = await keepUpload(dataDir, id, part.file)
        if ('refused' in kept) throw refusals[kept.refused]()
        const same = await findSameImport(deps.db, chat.id, kept.hash)
        const open = same?.state === 'waiting' || same?.state === 'running'
        const goesOn = same !== null && open && (await hasUpload(dataDir, same.id))
        if (same && goesOn) {
          await dropUpload(dataDir, id)
          return { ...view(same), already: true }
        }
        const job = await inTransaction(deps.db, async (tx) => {
          const asked = {
            id,
            departmentId: who.departmentId,
            chatId: chat.id,
            fileHash: kept.hash,
            fileName: nameShown(part.filename),
            size: kept.size,
            byAccount: who.id,
          }
          const begun = await beginImport(tx, asked, deps.now())
          if (begun.state !== 'done') await addImportJob(tx, begun)
          return begun
        })
        if (job.state === 'done') await dropUpload(dataDir, id)
        else reply.code(202)
        return { ...view(job), already: job.state === 'done' }
      } catch (error) {
        await dropUpload(dataDir, id)
        throw error
      }
    },
  )

  app.get(
    '/api/imports',
    { schema: { response: { 200: z.object({ items: z.array(importView) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'importChats')
      const jobs = await importsOf(deps.db, who.departmentId)
      return { items: jobs.map((job) => ({ ...view(job), chatTitle: job.chatTitle, slug: job.slug })) }
    },
  )
}

/** The file's name without folders and signs that steer a terminal, as people see it in the list. */
function nameShown(name: string): string {
  const shown = basename(name.replaceAll('\\', '/')).replaceAll(/\p{C}/gu, '').trim().slice(0, 200)
  return shown || 'export'
}
