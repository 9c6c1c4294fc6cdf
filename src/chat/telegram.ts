import { Api, GrammyError, InputFile } from 'grammy'
import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { sameSecret } from './bounded.ts'
import { type Capabilities, type Channel, ChannelFault } from './channel.ts'
import { openFiles } from './fetch-file.ts'
import { openIntake } from './intake.ts'
import { openPolling } from './polling.ts'
import { cut, openSaying, type Piece } from './saying.ts'
import { type Told, takeCall, takeTold } from './take-call.ts'
import { heard, type Me, rightsOf, type TelegramFile, wanted } from './telegram-update.ts'
import type { WireTools } from './wire.ts'

/** What a bot can and how much it may: https://core.telegram.org/bots/api, https://core.telegram.org/bots/faq */
const can: Capabilities = {
  ...{ groups: true, direct: true, edit: true, remove: true, buttons: true, reply: true, textLimit: 4096 },
  // The Bot API does not tell of deletions in groups.
  ...{ tellsEdited: true, tellsDeleted: false, reactions: true, fileLimit: 20 * 2 ** 20 },
  pace: { account: [{ count: 30, ms: 1000 }], chat: [{ count: 1, ms: 1000 }], group: [{ count: 20, ms: 60_000 }] },
}
const [captionLimit, pollSeconds, callSeconds] = [1024, 25, 20]
/** Updates so shortly before the cursor were handed on before a restart. */
const handedOn = 10_000

/** A bot of Telegram, which asks for its updates or is called with them. */
export function openTelegram(account: OpenAccount<'telegram'>, tools: WireTools): Channel {
  const { token, webhookSecret = '', apiRoot, mode } = { ...account.secrets, ...account.settings }
  const api = new Api(token, { apiRoot, timeoutSeconds: callSeconds })
  const poller = new Api(token, { apiRoot, timeoutSeconds: pollSeconds + callSeconds })
  const intake = openIntake(tools, { inOrder: mode === 'polling' })
  const polling = openPolling(intake)
  const readUpTo = Number(account.cursor ?? 0)
  let me: Me | null = null
  let offset: number | undefined

  async function whoAmI() {
    me = await call(api.getMe())
    return me
  }

  const remove = async (chat: string, message: string) => void (await call(api.deleteMessage(chat, Number(message))))
  const files = openFiles(tools.fetch ?? fetch, can.fileLimit)
  const open = ({ file_id, file_size }: TelegramFile) =>
    files(file_id, file_size, async () => `${apiRoot}/file/bot${token}/${(await call(api.getFile(file_id))).file_path}`)
  const answer = (query: string, word: string | null) =>
    api.answerCallbackQuery(query, word === null ? {} : { text: cut(word, 200) })

  /** What Telegram told, without what was handed on before a restart. */
  async function read(batch: readonly unknown[]): Promise<Told[]> {
    const known = me && !batch.some((one) => 'my_chat_member' in Object(one)) ? me : await whoAmI()
    const isPast = (id: number) => id < readUpTo && id >= readUpTo - handedOn
    const told = batch.map((one) => heard(one, known, open, answer))
    return told.filter((one) => one === null || one === 'unknown' || !isPast(Number(one.delivery)))
  }

  /** The offset is confirmed once and then left out: after a quiet week the numbers of updates begin anew, perhaps lower. */
  async function ask(): Promise<'taken' | 'missed'> {
    const asked = { limit: 100, timeout: pollSeconds, allowed_updates: wanted as never[], ...(offset && { offset }) }
    const updates = await call(poller.getUpdates(asked, polling.signal as never))
    offset = undefined
    intake.tell()
    if (updates.length === 0) return 'taken'
    const inOrder = updates.toSorted((a, b) => a.update_id - b.update_id)
    const missed = [...(await takeTold(intake, await read(inOrder)))].map(Number)
    offset = missed.length > 0 ? Math.min(...missed) : (inOrder.at(-1)?.update_id ?? 0) + 1
    intake.tell({ cursor: String(offset) })
    return missed.length > 0 ? 'missed' : 'taken'
  }

  /** Whether Telegram reaches our address, as it says: https://core.telegram.org/bots/api#getwebhookinfo */
  async function watch(): Promise<'taken'> {
    const { url, pending_update_count: waiting, last_error_date: at = 0, ...info } = await call(api.getWebhookInfo())
    const said = `Telegram cannot reach our address: ${info.last_error_message}. Updates that wait: ${waiting}.`
    if (url !== account.hookUrl) intake.tell({ state: 'misconfigured', problem: 'Telegram calls another address.' })
    else intake.tell(waiting > 0 && at * 1000 > intake.takenAt() ? { state: 'unreachable', problem: said } : {})
    return 'taken'
  }

  async function send(chat: string, { text, replyTo, buttons, photo, silent = false }: Piece): Promise<string> {
    const reply = { message_id: Number(replyTo), allow_sending_without_reply: true }
    const plain = { disable_notification: silent, reply_markup: { inline_keyboard: rows(buttons) } }
    const more = replyTo === null ? plain : { ...plain, reply_parameters: reply }
    const sent = photo
      ? api.sendPhoto(chat, new InputFile(photo.bytes, photo.name), { ...more, caption: text })
      : api.sendMessage(chat, text, { ...more, link_preview_options: { is_disabled: true } })
    return String((await call<{ message_id: number }>(sent)).message_id)
  }

  async function change(chat: string, id: string, { text, buttons }: Pick<Piece, 'text' | 'buttons'>): Promise<void> {
    const more = { reply_markup: { inline_keyboard: rows(buttons) } }
    try {
      await call(api.editMessageText(chat, Number(id), text, { ...more, link_preview_options: { is_disabled: true } }))
    } catch (error) {
      const { message } = error as ChannelFault
      // One that is so already is as wanted.
      if (/message is not modified/.test(message)) return
      if (!/no text in the message/.test(message)) throw error
      await call(api.editMessageCaption(chat, Number(id), { ...more, caption: cut(text, captionLimit) }))
    }
  }

  const saying = openSaying({ textLimit: can.textLimit, captionLimit, send, change, remove })
  return {
    ...{ name: account.name, can, post: saying.post, edit: saying.edit, remove },
    async listen(on) {
      await whoAmI()
      intake.listen(on)
      if (mode === 'polling') {
        await call(api.deleteWebhook())
        return polling.begin(ask)
      }
      if (!account.hookUrl || webhookSecret === '')
        throw new ChannelFault('refused', 'Telegram can call us only when PUBLIC_URL and the webhook’s secret are set.')
      await call(api.setWebhook(account.hookUrl, { secret_token: webhookSecret, allowed_updates: wanted as never[] }))
      polling.begin(watch, tools.watchMs ?? 180_000)
    },
    async rights(chat) {
      const [mine, { permissions }] = [await whoAmI(), await call(api.getChat(chat))]
      return rightsOf({ ...permissions, ...(await call(api.getChatMember(chat, mine.id))) }, mine)
    },
    leave: async (chat) => void (await call(api.leaveChat(chat))),
    async check() {
      const mine = await whoAmI()
      if (mode === 'webhook' && intake.isListening()) await watch()
      return { title: mine.first_name, address: `@${mine.username}` }
    },
    /** https://core.telegram.org/bots/api#setwebhook: secret_token comes back in a header with every call. */
    webhook({ headers, body }) {
      const isOurs = webhookSecret !== '' && sameSecret(headers['x-telegram-bot-api-secret-token'], webhookSecret)
      return takeCall(intake, isOurs, body, z.object({}).loose(), (one) => read([one]))
    },
    close: polling.close,
  }
}

const call = async <T>(asked: Promise<T>): Promise<T> => asked.catch((error) => Promise.reject(faultOf(error)))
const rows = (all: Piece['buttons']) => all.map((row) => row.map(({ id, text }) => ({ text, callback_data: id })))

/** https://core.telegram.org/bots/api#making-requests and #responseparameters; the words never hold the token. */
function faultOf(error: unknown): ChannelFault {
  if (!(error instanceof GrammyError)) return new ChannelFault('away', 'Telegram does not answer.')
  const { error_code: code, description, parameters } = error
  const { retry_after = 0, migrate_to_chat_id: to } = parameters
  if (code === 429) return new ChannelFault('later', description, { retryAfterMs: Math.max(1, retry_after) * 1000 })
  if (to !== undefined) return new ChannelFault('moved', description, { movedTo: String(to) })
  if (code === 401 || (code === 404 && description === 'Not Found')) return new ChannelFault('revoked', description)
  if (code >= 500) return new ChannelFault('away', description)
  const isGone = code === 403 || /chat not found|deactivated|not a member|PEER_ID_INVALID/i.test(description)
  return new ChannelFault(isGone ? 'gone' : 'refused', description)
}
