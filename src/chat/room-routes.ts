import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, notFound } from '../base/http.ts'
import { keepMedia, mediaRefusals } from '../base/keep-media.ts'
import { eventStream } from '../base/live.ts'
import { tokenHash } from '../base/people.ts'
import { sendFile } from '../base/send-file.ts'
import type { Chat } from './chat.ts'
import { type MediaKind, type Message, mediaKinds } from './message.ts'
import {
  addVisitor,
  findRoomMessage,
  findVisitor,
  ownReports,
  type RoomFile,
  type RoomMessage,
  roomFile,
  roomMessages,
  type Visitor,
} from './room-store.ts'
import { findChatBySlug } from './store.ts'
import type { WebChat } from './webchat.ts'

const point = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })

export const roomMessageShape = z.object({
  id: z.string(),
  at: z.string(),
  mine: z.boolean(),
  authorName: z.string(),
  byBot: z.boolean(),
  text: z.string(),
  media: z.enum(mediaKinds).nullable(),
  attachments: z.array(z.object({ hash: z.string(), kind: z.enum(mediaKinds), mime: z.string() })),
  location: point.nullable(),
  replyTo: z.string().nullable(),
  buttons: z.array(z.array(z.object({ id: z.string(), text: z.string() }))),
  edited: z.boolean(),
})
export type RoomMessageView = z.infer<typeof roomMessageShape>

export const roomShape = z.object({
  title: z.string(),
  lang: z.enum(['ru', 'kk', 'mixed']),
  me: z.object({ nickname: z.string() }).nullable(),
  messages: z.array(roomMessageShape),
})
export type RoomView = z.infer<typeof roomShape>

export const ownShape = z.object({
  items: z.array(
    z.object({
      secret: z.string(),
      at: z.string(),
      number: z.number().nullable(),
      status: z.string().nullable(),
      messageId: z.string(),
    }),
  ),
})

const slugParam = z.object({ slug: z.string().regex(/^[a-z0-9-]{2,80}$/) })
const mostShown = 200
const longestText = 20_000

/** The rooms of the web chat, for residents without an account. */
export function roomRoutes(app: App, deps: Deps): void {
  const webchat = deps.channels.get('webchat') as WebChat
  const cookieName = (chat: Chat) => `room_${chat.id.slice(0, 8)}_${chat.id.slice(-6)}`

  const room = async (slug: string): Promise<Chat> => {
    const chat = await findChatBySlug(deps.db, slug)
    if (!chat) throw notFound('The room')
    return chat
  }
  const visitorOf = async (request: FastifyRequest, chat: Chat): Promise<Visitor | null> => {
    const token = request.cookies[cookieName(chat)]
    return token ? findVisitor(deps.db, chat.id, tokenHash(token)) : null
  }
  const member = async (request: FastifyRequest, chat: Chat): Promise<Visitor> => {
    const visitor = await visitorOf(request, chat)
    if (!visitor) throw new HttpError(401, 'enter', 'Enter the room first: read the notice and choose a name.')
    return visitor
  }
  const view = (message: RoomMessage, visitor: Visitor | null): RoomMessageView => {
    const { id, at, author, authorName, byBot, text, media, attachments, location, replyTo, buttons, editedAt } =
      message
    return {
      id,
      at: at.toISOString(),
      mine: author === visitor?.author,
      authorName,
      byBot,
      text,
      media,
      attachments,
      location,
      replyTo,
      buttons,
      edited: editedAt !== null,
    }
  }

  app.get(
    '/api/rooms/:slug',
    { schema: { params: slugParam, response: { 200: roomShape, '4xx': errorBody } } },
    async (request) => {
      const chat = await room(request.params.slug)
      const visitor = await visitorOf(request, chat)
      // Who has not entered sees what the room is, not what was said in it.
      const messages = visitor ? await roomMessages(deps.db, chat.id, mostShown) : []
      return {
        title: chat.title,
        lang: chat.lang,
        me: visitor ? { nickname: visitor.nickname } : null,
        messages: messages.map((message) => view(message, visitor)),
      }
    },
  )

  const entering = z.object({
    nickname: z.string().trim().min(1, 'a name of 1 to 40 characters').max(40, 'a name of 1 to 40 characters'),
    consent: z.literal(true, { error: 'true: the notice was read and agreed to' }),
  })
  app.post(
    '/api/rooms/:slug/enter',
    { schema: { params: slugParam, body: entering, response: { 200: roomShape, '4xx': errorBody } } },
    async (request, reply) => {
      const chat = await room(request.params.slug)
      const token = deps.newSecret()
      const visitor = { author: deps.newId(), nickname: request.body.nickname }
      await inTransaction(deps.db, (tx) => addVisitor(tx, chat.id, tokenHash(token), visitor, deps.now()))
      const secure = deps.config.publicUrl?.startsWith('https:') ?? false
      reply.setCookie(cookieName(chat), token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: 180 * 86_400,
      })
      const messages = await roomMessages(deps.db, chat.id, mostShown)
      return {
        title: chat.title,
        lang: chat.lang,
        me: { nickname: visitor.nickname },
        messages: messages.map((message) => view(message, visitor)),
      }
    },
  )

  app.post(
    '/api/rooms/:slug/messages',
    {
      config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: { params: slugParam, response: { 200: z.object({ id: z.string() }), '4xx': errorBody } },
    },
    async (request) => {
      const chat = await room(request.params.slug)
      const visitor = await member(request, chat)
      const { input, files } = request.isMultipart()
        ? await readParts(deps, request)
        : { input: said.parse(request.body), files: [] }
      if (input.text === '' && files.length === 0 && !input.location)
        throw new HttpError(400, 'bad-input', 'text: write something or add a photo.', { field: 'text' })
      const id = deps.newId()
      const media = files[0]?.kind ?? (input.location ? 'location' : null)
      const message: Message = {
        id,
        at: deps.now(),
        author: visitor.author,
        authorName: visitor.nickname,
        text: input.text,
        media,
        attachments: files.map(({ hash, kind }) => ({ kind, name: null, open: () => deps.files.read(hash) })),
        location: input.location,
        replyTo: input.replyTo,
        direct: input.direct,
      }
      await webchat.say(chat.id, message, files)
      return { id }
    },
  )

  app.get('/api/rooms/:slug/live', { schema: { params: slugParam } }, async (request, reply) => {
    const chat = await room(request.params.slug)
    const visitor = await member(request, chat)
    const stop = deps.live.follow((told) => {
      if (told.to === 'all') return stream.send('again', {})
      if (told.to !== 'room' || told.chatId !== chat.id) return
      void findRoomMessage(deps.db, chat.id, told.id).then(
        (message) => message && stream.send(told.type, view(message, visitor)),
        () => stream.send('again', {}),
      )
    })
    const stream = eventStream(request, reply, stop)
  })

  app.post(
    '/api/rooms/:slug/press',
    {
      schema: {
        params: slugParam,
        body: z.object({ message: z.uuid(), button: z.string().max(40) }),
        response: { 200: z.object({ said: z.string().nullable() }), '4xx': errorBody },
      },
    },
    async (request) => {
      const chat = await room(request.params.slug)
      const visitor = await member(request, chat)
      return { said: await webchat.press(chat.id, request.body.message, request.body.button, visitor.author) }
    },
  )

  app.get(
    '/api/rooms/:slug/mine',
    { schema: { params: slugParam, response: { 200: ownShape, '4xx': errorBody } } },
    async (request) => {
      const chat = await room(request.params.slug)
      const visitor = await member(request, chat)
      const reports = await ownReports(deps.db, chat.id, visitor.author)
      return { items: reports.map((report) => ({ ...report, at: report.at.toISOString() })) }
    },
  )

  const fileParams = slugParam.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
  app.get(
    '/api/rooms/:slug/files/:hash',
    { schema: { params: fileParams, querystring: z.object({ w: z.enum(['400', '1600']).optional() }) } },
    async (request, reply) => {
      const chat = await room(request.params.slug)
      await member(request, chat)
      const file = await roomFile(deps.db, chat.id, request.params.hash)
      if (!file) throw notFound('The file')
      return sendFile(deps.files, reply, file.hash, file.mime, request.query.w)
    },
  )
}

const said = z.object({
  text: z.string().max(longestText, `at most ${longestText} characters`).default(''),
  replyTo: z.uuid().nullable().default(null),
  direct: z.boolean().default(false),
  location: point.nullable().default(null),
})

/** Fields as in `said`, `location` as JSON, and up to ten files. Everything is checked before anything is shown. */
async function readParts(
  deps: Deps,
  request: FastifyRequest,
): Promise<{ input: z.infer<typeof said>; files: RoomFile[] }> {
  const fields: Record<string, unknown> = {}
  const files: RoomFile[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'location') fields.location = JSON.parse(String(part.value) || 'null')
      else if (part.fieldname === 'direct') fields.direct = part.value === 'true'
      else if (part.value !== '') fields[part.fieldname] = part.value
      continue
    }
    const bytes = await part.toBuffer()
    const kind = kindOf(part.mimetype)
    const kept = await keepMedia(deps.files, deps.config, bytes, kind)
    if ('refused' in kept) {
      const [status, error, message] = mediaRefusals[kept.refused]
      throw new HttpError(status, error, message)
    }
    files.push({ hash: kept.hash, kind, mime: kept.mime })
  }
  return { input: said.parse(fields), files }
}

function kindOf(mime: string): MediaKind {
  if (mime.startsWith('video/')) return 'video'
  if (mime.startsWith('audio/')) return 'voice'
  return mime.startsWith('image/') ? 'photo' : 'document'
}
