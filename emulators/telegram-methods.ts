import type { Delivery, Params } from './telegram-delivery.ts'
import { ApiError, bad } from './telegram-error.ts'
import { keepPace } from './telegram-pace.ts'
import {
  addFile,
  type Bot,
  type Chat,
  entitiesOf,
  isAdmin,
  isGroup,
  isHere,
  type Message,
  seconds,
  spread,
  type User,
  type World,
} from './telegram-world.ts'

/** The methods of https://core.telegram.org/bots/api#available-methods that a bot in a group needs. */

export interface Upload {
  bytes: Buffer
  name: string
}
interface Call {
  world: World
  bot: Bot
  params: Params
  files: Map<string, Upload>
  method: string
  gone: AbortSignal
}
type Method = (call: Call) => unknown

/** The methods by name in small letters: they "are case-insensitive". */
export function methodsOf(delivery: Delivery, paced: () => boolean, left: (chat: Chat, bot: Bot) => void) {
  const keep = (call: Call, chat: Chat, message: number, count = 1) => {
    const at = call.world.now().getTime()
    const one = { at, method: call.method, chat: chat.shape.id, group: isGroup(chat), token: call.bot.token }
    if (paced()) keepPace(call.world.sentLog, one)
    for (let n = 0; n < count; n++) call.world.sentLog.push({ ...one, message: message + n })
  }

  const send = (call: Call, content: Record<string, unknown>): Message => {
    const { world, bot, params } = call
    const chat = chatToSay(call)
    if (params.parse_mode) throw bad('unsupported parse_mode')
    const more: Record<string, unknown> = { ...content, ...markup(params) }
    const topic = Number(params.message_thread_id ?? 0)
    if (topic && !chat.topics.has(topic)) throw bad('message thread not found')
    if (topic) Object.assign(more, { message_thread_id: topic, is_topic_message: true })
    const reply = params.reply_parameters as { message_id?: number; allow_sending_without_reply?: boolean } | undefined
    if (reply) {
      const answered = chat.messages.get(Number(reply.message_id))
      if (!answered && !reply.allow_sending_without_reply) throw bad('message to be replied not found')
      if (answered) {
        more.reply_to_message = answered
        if (answered.is_topic_message)
          Object.assign(more, { message_thread_id: answered.message_thread_id, is_topic_message: true })
      }
    }
    if (params.disable_notification === true) more.silent = true
    keep(call, chat, chat.nextMessage)
    chat.lastBot = bot.user.id
    const message = { message_id: chat.nextMessage++, date: seconds(world), chat: chat.shape, from: bot.user, ...more }
    chat.messages.set(message.message_id, message)
    spread(world, chat, 'message', message)
    return message
  }
  const own = (call: Call): { chat: Chat; message: Message } => {
    const chat = chatToSay(call)
    const message = chat.messages.get(Number(call.params.message_id))
    if (!message) throw bad('message to edit not found')
    if (message.from?.id !== call.bot.user.id) throw bad("message can't be edited")
    return { chat, message }
  }
  const change = (call: Call, content: Record<string, unknown>): Message => {
    const { chat, message } = own(call)
    const { reply_markup: _, ...bare } = message
    const next = { ...bare, ...content, ...markup(call.params) }
    const same = (one: object) => JSON.stringify({ ...one, edit_date: 0, entities: 0, link_preview_options: 0 })
    if (same(next) === same(message))
      throw bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      )
    keep(call, chat, message.message_id)
    const edited = { ...next, message_id: message.message_id, edit_date: seconds(call.world) } as Message
    chat.messages.set(message.message_id, edited)
    return edited
  }
  const media = (call: Call, field: string, kind: 'photo' | 'document') => {
    const given = String(call.params[field] ?? '')
    const upload = call.files.get(given.startsWith('attach://') ? given.slice('attach://'.length) : field)
    if (!upload) {
      if (!call.world.files.has(given)) throw bad('wrong file identifier/HTTP URL specified')
      return mediaOf(given, call.world.files.get(given)?.size ?? 0, kind, null)
    }
    // https://core.telegram.org/bots/api#sendphoto: "at most 10 MB in size"; sendDocument: "up to 50 MB".
    if (upload.bytes.length > (kind === 'photo' ? 10 : 50) * 2 ** 20)
      throw new ApiError(413, 'Request Entity Too Large')
    return mediaOf(addFile(call.world, upload.bytes, upload.name), upload.bytes.length, kind, upload.name)
  }
  const caption = (params: Params) => {
    const text = String(params.caption ?? '')
    // https://core.telegram.org/bots/api#sendphoto: "0-1024 characters after entities parsing".
    if (text.length > 1024) throw bad('message caption is too long')
    return text ? { caption: text } : {}
  }
  const member = (call: Call, user: number) =>
    chatOf(call).members.get(user) ?? { status: 'left', user: call.world.users.get(user) ?? unknownUser(user) }

  const methods: Record<string, Method> = {
    // https://core.telegram.org/bots/api#getme
    getme: ({ bot }) => ({
      ...bot.user,
      can_join_groups: true,
      can_read_all_group_messages: !bot.privacy,
      supports_inline_queries: false,
    }),
    getupdates: ({ bot, params, gone }) => delivery.getUpdates(bot, params, gone),
    setwebhook: ({ bot, params }) => delivery.setWebhook(bot, params),
    deletewebhook: ({ bot, params }) => delivery.deleteWebhook(bot, params),
    // https://core.telegram.org/bots/api#webhookinfo
    getwebhookinfo: ({ bot }) => ({
      url: bot.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: bot.queue.length,
      ...(bot.webhook?.lastError && {
        last_error_date: bot.webhook.lastError.date,
        last_error_message: bot.webhook.lastError.message,
      }),
    }),
    sendmessage: (call) => send(call, textOf(call.params)),
    editmessagetext: (call) => {
      if (own(call).message.text === undefined) throw bad('there is no text in the message to edit')
      return change(call, textOf(call.params))
    },
    editmessagecaption: (call) => change(call, { caption: undefined, ...caption(call.params) }),
    editmessagereplymarkup: (call) => change(call, {}),
    deletemessage: (call) => {
      const chat = chatToSay(call)
      const message = chat.messages.get(Number(call.params.message_id))
      if (!message) throw bad('message to delete not found')
      if (message.from?.id !== call.bot.user.id && !isAdmin(chat.members.get(call.bot.user.id)))
        throw bad("message can't be deleted")
      // https://core.telegram.org/bots/api#deletemessage: "only … if it was sent less than 48 hours ago".
      if (seconds(call.world) - message.date > 48 * 3600) throw bad("message can't be deleted")
      chat.messages.delete(message.message_id)
      return true
    },
    sendphoto: (call) => send(call, { ...media(call, 'photo', 'photo'), ...caption(call.params) }),
    senddocument: (call) => send(call, { ...media(call, 'document', 'document'), ...caption(call.params) }),
    // https://core.telegram.org/bots/api#sendmediagroup: "must include 2-10 items".
    sendmediagroup: (call) => {
      const items = call.params.media as { type: 'photo' | 'document'; media: string; caption?: string }[]
      if (!Array.isArray(items) || items.length < 2 || items.length > 10)
        throw bad('wrong number of media in the album')
      const album = String(call.world.nextId++)
      return items.map((item) => {
        const one = { ...call, params: { ...call.params, ...item } }
        return send(one, { ...media(one, 'media', item.type), ...caption(one.params), media_group_id: album })
      })
    },
    // https://core.telegram.org/bots/api#getfile: "bots can download files of up to 20MB in size".
    getfile: ({ world, params }) => {
      const id = String(params.file_id ?? '')
      const file = world.files.get(id)
      if (!file) throw bad('wrong file_id or the file is temporarily unavailable')
      if (file.size > 20 * 2 ** 20) throw bad('file is too big')
      return { file_id: id, file_unique_id: `u${id}`, file_size: file.size, file_path: `files/${id}` }
    },
    // https://core.telegram.org/bots/api#answercallbackquery: text "0-200 characters".
    answercallbackquery: ({ world, params }) => {
      const answer = world.presses.get(String(params.callback_query_id))
      if (!answer) throw bad('query is too old and response timeout expired or query ID is invalid')
      const text = String(params.text ?? '')
      if (text.length > 200) throw bad('MESSAGE_TOO_LONG')
      world.presses.delete(String(params.callback_query_id))
      answer(text === '' ? null : text)
      return true
    },
    getchat: (call) => ({
      ...chatOf(call).shape,
      permissions: chatOf(call).permissions,
      accent_color_id: 0,
      max_reaction_count: 11,
    }),
    getchatmember: (call) => member(call, Number(call.params.user_id)),
    getchatmembercount: (call) => [...chatOf(call).members.values()].filter(isHere).length,
    getchatadministrators: (call) => [...chatOf(call).members.values()].filter(isAdmin),
    leavechat: (call) => {
      const chat = chatToSay(call)
      if (!isGroup(chat)) throw bad('chat member status can’t be changed in private chats')
      left(chat, call.bot)
      return true
    },
    setmycommands: () => true,
    deletemycommands: () => true,
    setmessagereaction: (call) => {
      if (!chatToSay(call).messages.has(Number(call.params.message_id))) throw bad('message to react not found')
      return true
    },
    sendchataction: (call) => chatToSay(call) !== null,
    // https://core.telegram.org/bots/api#createforumtopic
    createforumtopic: (call) => {
      const chat = chatToSay(call)
      if (!chat.shape.is_forum) throw bad('the chat is not a forum')
      if (!isAdmin(chat.members.get(call.bot.user.id))) throw bad('not enough rights to create a topic')
      const topic = chat.nextMessage++
      chat.topics.add(topic)
      return { message_thread_id: topic, name: String(call.params.name), icon_color: 0x6fb9f0 }
    },
  }
  return methods
}

function chatOf({ world, bot, params }: Call): Chat {
  const chat = world.chats.get(Number(params.chat_id))
  if (!chat || (chat.shape.type === 'private' && !chat.members.has(bot.user.id))) throw bad('chat not found')
  // https://core.telegram.org/bots/api#responseparameters (migrate_to_chat_id)
  if (chat.movedTo !== null)
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.movedTo,
    })
  return chat
}

function chatToSay(call: Call): Chat {
  const chat = chatOf(call)
  const { type } = chat.shape
  if (chat.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user')
  if (type === 'private') return chat
  const member = chat.members.get(call.bot.user.id)
  if (member?.status === 'kicked') throw new ApiError(403, `Forbidden: bot was kicked from the ${type} chat`)
  if (!isHere(member)) throw new ApiError(403, `Forbidden: bot is not a member of the ${type} chat`)
  const all = isAdmin(member) || chat.permissions.can_send_messages
  const mayTalk = member?.status === 'restricted' ? member.can_send_messages === true : all
  if (!mayTalk && call.method !== 'leaveChat') throw bad('not enough rights to send text messages to the chat')
  return chat
}

/** https://core.telegram.org/bots/api#sendmessage: "1-4096 characters after entities parsing". */
function textOf({ text: given, link_preview_options }: Params): Record<string, unknown> {
  const text = String(given ?? '')
  if (text.trim() === '') throw bad('message text is empty')
  if (text.length > 4096) throw bad('message is too long')
  if (!text.isWellFormed()) throw bad('strings must be encoded in UTF-8')
  const entities = entitiesOf(text)
  return { text, ...(entities.length > 0 && { entities }), ...(link_preview_options ? { link_preview_options } : {}) }
}

/** https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data, "1-64 bytes". */
function markup({ reply_markup }: Params): Record<string, unknown> {
  const rows = (reply_markup as { inline_keyboard?: { text: string; callback_data?: string; url?: string }[][] })
    ?.inline_keyboard
  if (!rows) return {}
  for (const { text, callback_data, url } of rows.flat()) {
    if (!text) throw bad('inline keyboard button text is empty')
    const size = Buffer.byteLength(callback_data ?? '')
    if (url === undefined && (size < 1 || size > 64)) throw bad('BUTTON_DATA_INVALID')
  }
  return rows.flat().length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}
}

/** https://core.telegram.org/bots/api#photosize: a photo comes in several sizes, the largest last. */
export function mediaOf(file_id: string, size: number, kind: 'photo' | 'document', name: string | null) {
  const file = { file_id, file_unique_id: `u${file_id}`, file_size: size }
  if (kind === 'document') return { document: { ...file, file_name: name ?? undefined } }
  return { photo: [{ ...file, width: 1280, height: 960 }] }
}

const unknownUser = (id: number): User => ({ id, is_bot: false, first_name: '' })
