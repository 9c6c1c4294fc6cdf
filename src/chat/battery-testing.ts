import assert from 'node:assert/strict'
import {
  type Arrival,
  type Channel,
  ChannelFault,
  type ChannelHealth,
  type ChatEvent,
  type Command,
  type Listener,
  type Post,
  type Press,
  type Reaction,
} from './channel.ts'
import type { MediaKind, Message, Point } from './message.ts'
import type { Need } from './need-testing.ts'

/** What the battery asks of a messenger's driver, and what it keeps of what a channel told. */

/** What a person sends. */
export interface Content {
  text?: string
  /** Which of the people: 0 Алия, 1 Бекзат, 2 Вера, and who was added. */
  by?: number
  at?: Date
  replyTo?: string
  /** To the bot alone. */
  direct?: boolean
  /** `size` in bytes where it is said to be larger than it is. */
  media?: { kind: Exclude<MediaKind, 'location'>; bytes: Buffer; name?: string; size?: number }
  location?: Point
  venue?: Point & { title: string; address: string }
  contact?: { name: string; phone: string }
  poll?: { question: string; options: string[] }
  album?: string
  topic?: string
  forward?: { name: string | null; chat: string | null }
  byBot?: boolean
  id?: string
}

export interface Written {
  id: string
  chat: string
  author: string
  /** The messenger was told that it is dealt with. */
  isTaken(): boolean
}

export interface Shown {
  id: string
  text: string
  replyTo: string | null
  /** The ids in their rows. */
  buttons: string[][]
  /** null where the messenger shows none. */
  preview: boolean | null
  silent: boolean | null
  photo: boolean
}

export type Happening =
  | { kind: 'added' | 'removed' | 'promoted' | 'demoted' | 'silenced' | 'person-joins' | 'person-leaves' }
  | { kind: 'blocked' | 'unblocked'; by: number }
  | { kind: 'renamed'; title: string }

/** How the next call of ours goes wrong; `later` with the seconds that the messenger asks for. */
export type Broken = 'cut-before' | 'cut-after' | 'server-error' | 'html' | { later: number }

export interface HookCall {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The signature or the secret: as it should be, another, none, an empty one, a longer one. */
  secret?: 'right' | 'wrong' | 'none' | 'empty' | 'longer'
  body?: string
  type?: string
}

/** A channel and the hand of the people on its other side. What a messenger has not is left out. */
export interface Tried {
  channel: Channel
  /** A chat where nothing is said yet and the bot may do all: a group, or where there is none Алия's line. */
  chat: string
  /** The messenger's ids of Алия, Бекзат and Вера. */
  people: string[]
  write(content: Content): Promise<Written>
  /** Resolves when the messenger has nothing more to tell; what was refused it brings again. */
  quiet(): Promise<void>
  shown(chat?: string): Promise<Shown[]>
  /** What none of our words or states may hold. */
  secrets: string[]
  /** The channel of the same account again, from the cursor that was told last. */
  restart(cursor: string | null): Promise<void>
  close(): Promise<void>
  person?(name: string): number
  /** Another chat in which the bot is. */
  otherChat?(): Promise<string>
  writeIn?(chat: string, content: Content): Promise<Written>
  edit?(written: Written, text: string): Promise<Written>
  unsay?(chat: string, ids: string[]): Promise<Written>
  press?(chat: string, message: string, button: string, by: number): Promise<string | null>
  /** All that somebody has under a message from now on. */
  react?(chat: string, message: string, emoji: string[], by: number): Promise<void>
  pin?(written: Written): Promise<void>
  topic?(): Promise<string>
  happen?(what: Happening): Promise<void>
  /** A group that becomes another one; both ids. */
  upgrade?(): Promise<{ from: string; to: string }>
  /** Brings what was written once more, as it was told. */
  again?(written: Written): Promise<void>
  /** What is written meanwhile is brought in disorder. */
  shuffled?(contents: Content[]): Promise<Written[]>
  /** An update of a kind that nobody knows; one with fields missing; one with fields of other types. */
  strange?(what: 'unknown' | 'torn' | 'wrong' | 'nowhere'): Promise<void>
  fault?(broken: Broken, times?: number): void
  heal?(): void
  /** So much as the vendor lets be said at once, and no more. */
  paced?(): void
  revoke?(): void
  /** A chat that is none; the bot is put out of `chat`. */
  nowhere?: string
  fileFaults?(times: number): void
  vanish?(): void
  /** How many files were asked for. */
  fetched?(): number
  isShownDeleted?(message: string): Promise<void>
  hook?(call?: HookCall): Promise<{ status: number; body: string }>
  /** The messenger's way to make sure of the address, with the right and with another word. */
  handshake?(right: boolean): Promise<boolean>
  /** The messenger tells what became of our message; `failed`: nobody there can be reached. */
  arrive?(message: string, state: Arrival['state']): Promise<void>
  bot?: string
}

export interface Check {
  says: string
  needs: readonly Need[]
  body(trial: Trial): Promise<void>
}
export type Battery = readonly Check[]

/** All that a channel told, oldest first. */
export interface Heard {
  messages: { chat: string; message: Message }[]
  edited: { chat: string; message: Message }[]
  deleted: { chat: string; messages: readonly string[] }[]
  commands: { chat: string; command: Command }[]
  events: { chat: string; event: ChatEvent }[]
  presses: { chat: string; press: Press }[]
  reactions: { chat: string; reaction: Reaction }[]
  arrivals: { chat: string; arrival: Arrival }[]
  health: ChannelHealth[]
}

export interface Trial {
  tried: Tried
  heard: Heard
  /** Thrown instead of taking the next things told, one each. */
  failures: Error[]
  /** The word for who presses. */
  answer: { word: string | null }
  listener: Listener
  /** Begins to hear, and forgets what was told before. */
  listen(): Promise<void>
  /** Writes, and waits until it is taken. */
  say(content: Content | string): Promise<Written>
  /** The texts that were heard. */
  texts(): string[]
  /** The one message that was heard. */
  only(): Message
  post(text: string, more?: Partial<Post>): Post
  /** What the bot said in the chat, as it stands. */
  shownTexts(): Promise<string[]>
}

/** A check, with what it needs of the messenger. */
export const check = (says: string, needs: readonly Need[], body: Check['body']): Check => ({ says, needs, body })

/** A driver's hand that a check named among its needs. */
export function the<T>(hand: T | undefined): T {
  if (hand === undefined) throw new Error('The driver has no such hand: name it in `lacks`, with the reason.')
  return hand
}

/** What was thrown, which must be a `ChannelFault`. */
export async function faultOf(asked: Promise<unknown> | undefined): Promise<ChannelFault> {
  const thrown = await asked?.then(
    () => null,
    (error: unknown) => error,
  )
  assert.ok(thrown instanceof ChannelFault, `expected a ChannelFault, got ${thrown}`)
  return thrown
}

/** Waits for what must come; says what it waited for when it does not. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let patience = 600; !(await holds()); patience--) {
    assert.ok(patience > 0, `waited in vain until ${what}`)
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Waits long enough for what must not come. */
export const aWhile = (ms = 60): Promise<void> => new Promise((done) => setTimeout(done, ms))
/** What keeps this process from ending. */
export const timersLeft = (): number => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length

let ids = 0
/** So long a channel of the battery lets one thing take, in milliseconds. */
export const takesMs = 400

/** An id in the form of ours, never the same again in this process. */
export const freshId = (): string => `01990000-0000-7000-8000-${String(++ids).padStart(12, '0')}`

export function startTrial(tried: Tried): Trial {
  const heard: Heard = {
    ...{
      messages: [],
      edited: [],
      deleted: [],
      commands: [],
      events: [],
      presses: [],
      reactions: [],
      arrivals: [],
      health: [],
    },
  }
  const failures: Error[] = []
  const answer: Trial['answer'] = { word: null }
  const keep = <T>(kept: T[], one: T): void => {
    const failure = failures.shift()
    if (failure) throw failure
    kept.push(one)
  }
  const listener: Listener = {
    message: async (chat, message) => keep(heard.messages, { chat, message }),
    edited: async (chat, message) => keep(heard.edited, { chat, message }),
    deleted: async (chat, messages) => keep(heard.deleted, { chat, messages }),
    command: async (chat, command) => keep(heard.commands, { chat, command }),
    event: async (chat, event) => keep(heard.events, { chat, event }),
    press: async (chat, press) => {
      keep(heard.presses, { chat, press })
      return answer.word
    },
    reaction: async (chat, reaction) => keep(heard.reactions, { chat, reaction }),
    delivered: async (chat, arrival) => keep(heard.arrivals, { chat, arrival }),
    health: (state) => void heard.health.push(state),
  }
  return {
    ...{ tried, heard, failures, answer, listener },
    async listen() {
      await tried.channel.listen(listener)
      await tried.quiet()
      heard.events.splice(0)
    },
    async say(content) {
      const written = await tried.write(typeof content === 'string' ? { text: content } : content)
      await tried.quiet()
      return written
    },
    texts: () => heard.messages.map(({ message }) => message.text),
    only() {
      assert.equal(heard.messages.length, 1, `one message expected, heard ${heard.messages.length}`)
      return heard.messages[0]?.message as Message
    },
    post: (text, more = {}) => ({ key: freshId(), text, replyTo: null, buttons: [], ...more }),
    shownTexts: async () => (await tried.shown()).map(({ text }) => text),
  }
}
