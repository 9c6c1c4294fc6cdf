import { ApiError, bad } from './telegram-error.ts'
import type { Bot, Update, World } from './telegram-world.ts'
import { seconds } from './telegram-world.ts'

/** How updates reach a bot: asked for (getUpdates) or brought (setWebhook). */

export interface Delivery {
  /** `gone`: who asked does not wait any more. */
  getUpdates(bot: Bot, params: Params, gone?: AbortSignal): Promise<Update[]>
  setWebhook(bot: Bot, params: Params): true
  deleteWebhook(bot: Bot, params: Params): true
  /** Resolves when the update is acknowledged, or with the first answer of the webhook. */
  taken(bot: Bot, update: number): Promise<Answer>
  /** The next answer to getUpdates comes in disorder, or brings again what was given before. */
  play(what: 'shuffle' | 'again'): void
  close(): void
}
export type Params = Record<string, unknown>
export interface Answer {
  status: number
  body: string
}

const firstRetryMs = 200

export function openDelivery(world: World): Delivery {
  const waiting = new Map<string, (error: ApiError | null) => void>()
  const takers = new Map<number, ((answer: Answer) => void)[]>()
  const given: Update[] = []
  let play: 'shuffle' | 'again' | null = null
  let closed = false

  const take = (update: number, answer: Answer) => {
    for (const taker of takers.get(update) ?? []) taker(answer)
    takers.delete(update)
  }
  const drop = (bot: Bot, gone: (update: Update) => boolean) => {
    for (const { update_id } of bot.queue.filter(gone)) take(update_id, { status: 200, body: '' })
    bot.queue = bot.queue.filter((update) => !gone(update))
  }

  /** https://core.telegram.org/bots/api#setwebhook: "in case of an unsuccessful request … we will repeat the request". */
  async function push(bot: Bot): Promise<void> {
    const sending = new Set<number>()
    bot.wake = () => {
      const hook = bot.webhook
      if (!hook || closed) return
      for (const update of bot.queue) {
        if (sending.size >= hook.connections) return
        if (sending.has(update.update_id)) continue
        sending.add(update.update_id)
        void bring(update, firstRetryMs)
      }
    }
    const bring = async (update: Update, wait: number): Promise<void> => {
      const hook = bot.webhook
      if (!hook || closed) return
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (hook.secret) headers['x-telegram-bot-api-secret-token'] = hook.secret
      const answer = await fetch(hook.url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        async (response): Promise<Answer> => ({ status: response.status, body: await response.text() }),
        (): Answer => ({ status: 0, body: 'Connection refused' }),
      )
      take(update.update_id, answer)
      if (answer.status >= 200 && answer.status < 300) {
        bot.queue = bot.queue.filter(({ update_id }) => update_id !== update.update_id)
        sending.delete(update.update_id)
        bot.wake()
        return
      }
      // https://core.telegram.org/bots/api#webhookinfo (last_error_message)
      const wrong = `Wrong response from the webhook: ${answer.status}`
      hook.lastError = { date: seconds(world), message: answer.status === 0 ? answer.body : wrong }
      await pause(wait)
      await bring(update, Math.min(wait * 2, 10_000))
    }
    bot.wake()
  }

  return {
    /** https://core.telegram.org/bots/api#getupdates */
    async getUpdates(bot, params, gone) {
      if (bot.webhook)
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first",
        )
      // Of two who ask, the one who came first is sent away.
      waiting.get(bot.token)?.(
        new ApiError(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        ),
      )
      if (Array.isArray(params.allowed_updates)) bot.allowed = params.allowed_updates.map(String)
      const offset = Number(params.offset ?? 0)
      if (offset > 0) drop(bot, ({ update_id }) => update_id < offset)
      if (offset < 0) {
        const first = bot.queue.at(offset)?.update_id ?? 0
        drop(bot, ({ update_id }) => update_id < first)
      }
      const timeout = Number(params.timeout ?? 0)
      if (bot.queue.length === 0 && timeout > 0 && play !== 'again') await until(bot, timeout, gone)
      const limit = Math.min(100, Math.max(1, Number(params.limit ?? 100)))
      const updates = bot.queue.slice(0, limit)
      if (play === 'again') updates.unshift(...given.splice(-5))
      if (play === 'shuffle') updates.reverse()
      play = null
      given.push(...updates)
      given.splice(0, given.length - 200)
      return updates
    },
    setWebhook(bot, params) {
      const url = String(params.url ?? '')
      if (url === '') return this.deleteWebhook(bot, params)
      const secret = String(params.secret_token ?? '')
      // "1-256 characters. Only characters A-Z, a-z, 0-9, _ and - are allowed."
      if (!/^[\w-]{0,256}$/.test(secret)) throw bad('secret token contains unallowed characters')
      if (Array.isArray(params.allowed_updates)) bot.allowed = params.allowed_updates.map(String)
      if (params.drop_pending_updates === true) drop(bot, () => true)
      const connections = Math.min(100, Math.max(1, Number(params.max_connections ?? 40)))
      bot.webhook = { url, secret, connections, lastError: null }
      void push(bot)
      return true
    },
    deleteWebhook(bot, params) {
      // Who asks and waits goes on waiting.
      if (bot.webhook) bot.wake = () => {}
      bot.webhook = null
      if (params.drop_pending_updates === true) drop(bot, () => true)
      return true
    },
    taken: (bot, update) =>
      new Promise((resolve) => {
        if (!bot.queue.some(({ update_id }) => update_id === update)) return resolve({ status: 200, body: '' })
        takers.set(update, [...(takers.get(update) ?? []), resolve])
      }),
    play(what) {
      play = what
      if (what === 'again') for (const bot of world.bots.values()) bot.wake()
    },
    close() {
      closed = true
      for (const end of [...waiting.values()]) end(null)
    },
  }

  /** Waits for an update, the end of the time (in seconds), or another who asks. */
  function until(bot: Bot, timeout: number, gone?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (error: ApiError | null) => {
        clearTimeout(timer)
        if (waiting.get(bot.token) === end) waiting.delete(bot.token)
        bot.wake = () => {}
        if (error) reject(error)
        else resolve()
      }
      const timer = setTimeout(end, Math.min(timeout, 50) * 1000, null)
      waiting.set(bot.token, end)
      gone?.addEventListener('abort', () => end(null), { once: true })
      bot.wake = () => end(null)
    })
  }
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref())
