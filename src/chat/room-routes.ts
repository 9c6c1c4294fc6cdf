import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, notFound, refused } from '../base/http.ts'
import { eventStream } from '../base/live.ts'
import { tokenHash } from '../base/people.ts'
import { sendFile } from '../base/send-file.ts'
import type { Chat } from './chat.ts'
import { type Message, mediaKinds } from './message.ts'
import {
  addVisitor,
  findRoomMessage,
  findVisitor,
  ownReports,
  type RoomMessage,
  roomFile,
  roomMessages,
  type Visitor,
} from './room-store.ts'
import { forgetFiles, point, readSaid } from './said.ts'
import { findChatBySlug } from './store.ts'
import type { WebChat } from './webchat.ts'

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
      config: { rateLimit: { max: 120, timeWindow: '1 minute' } },
      schema: { params: slugParam, response: { 200: z.object({ id: z.string() }), '4xx': errorBody } },
    },
    async (request) => {
      const chat = await room(request.params.slug)
      const visitor = await member(request, chat)
      const { input, files } = await readSaid(deps, request)
      const id = input.id ?? deps.newId()
      const known = await findRoomMessage(deps.db, chat.id, id)
      if (known && known.author !== visitor.author) throw refused('not-yours', 'id: it belongs to another message.')
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
      // What nobody sees and nobody kept is not left on the disk.
      if (input.direct) await forgetFiles(deps, files)
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
