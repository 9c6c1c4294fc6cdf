import type { Message } from './message.ts'

/** A messenger, as the rest of the program sees it: a handful of functions. */

export interface Button {
  /** What comes back when it is pressed, e.g. `rate:5`; at most 64 bytes. */
  id: string
  text: string
}

/** What the bot says. */
export interface Post {
  /** The same key posted twice appears once, where the messenger can tell. */
  key: string
  text: string
  /** The messenger's id of the message answered, if any. */
  replyTo: string | null
  buttons: Button[][]
  /** A picture above the text; only for staff's own chats, never for residents'. */
  photo?: { bytes: Buffer; name: string }
  /** Without a sound, where the messenger can. */
  silent?: boolean
  /** The messenger told that the person wrote too long ago for words of our own: only a form agreed before goes. */
  outside?: boolean
}

/** What became of a message that the messenger took. */
export interface Arrival {
  /** The messenger's id of it. */
  message: string
  /** Our key of it, where the messenger brings it back. */
  key: string | null
  /** `sent`: the messenger has it, whatever became of our call. */
  state: 'sent' | 'delivered' | 'read' | 'failed'
  at: Date
  /** Of one that failed. */
  why?: ChannelFault
}

export interface Press {
  /** The messenger's id of the message under which the button stands. */
  message: string
  button: string
  /** The messenger's stable id of who pressed. */
  by: string
}

/** The little pictures that a person has put under a message. */
export interface Reaction {
  /** The messenger's id of the message. */
  message: string
  /** The messenger's stable id of who reacted. */
  by: string
  /** All that stand there now of this person; none: taken back. */
  emoji: string[]
}

/** «/about», or what stands for it. */
export interface Command {
  /** Without the slash, in small letters. */
  name: string
  /** What stands after it. */
  args: string
  /** The messenger's id of the message. */
  message: string
  at: Date
  author: string
  authorName: string
  /** Written to the bot alone; the chat is then the author's own. */
  direct: boolean
  replyTo: string | null
}

/** What the bot may do in a chat, as far as the messenger tells. */
export interface Rights {
  /** It sees every message, not only commands and answers to itself. */
  readsAll: boolean
  posts: boolean
  admin: boolean
}

/** What happens to a chat rather than in it. */
export type ChatEvent =
  | { kind: 'joined'; title: string; by: string | null; byName: string; rights: Rights | null }
  | { kind: 'left'; by: string | null }
  | { kind: 'rights'; rights: Rights }
  /** The messenger gave the chat another id. */
  | { kind: 'moved'; to: string }
  | { kind: 'titled'; title: string }

/** So many messages in so many milliseconds. */
export interface Limit {
  count: number
  ms: number
}

/** What this messenger can do; what it cannot is left out, never imitated. */
export interface Capabilities {
  groups: boolean
  direct: boolean
  edit: boolean
  remove: boolean
  buttons: boolean
  reply: boolean
  /** It tells when a message was edited, deleted. */
  tellsEdited: boolean
  tellsDeleted: boolean
  /** It tells when what was said reached the phone, was read, or could not be delivered after all. */
  tellsDelivered?: boolean
  /** It tells what people put under a message of ours. */
  reactions: boolean
  /** UTF-16 code units of one message; longer texts are split. */
  textLimit: number
  /** Bytes of a file that a bot may fetch. */
  fileLimit: number
  /** How much may be said: by the account as a whole, in any one chat, in a group. */
  pace: { account: Limit[]; chat: Limit[]; group: Limit[] }
}

/** A call of the messenger to the address that it was given. */
export interface WebhookCall {
  method: string
  headers: Readonly<Record<string, string | undefined>>
  query: Readonly<Record<string, string | undefined>>
  body: Buffer
}
export interface WebhookAnswer {
  status: number
  body?: string
  type?: string
}

export interface Listener {
  /** Resolves when the message is forgotten or safely kept; only then is the messenger told that it was delivered. */
  message(chat: string, message: Message): Promise<void>
  /** The message as it stands now. */
  edited(chat: string, message: Message): Promise<void>
  deleted(chat: string, messages: readonly string[]): Promise<void>
  /** A short word shown to who pressed, or null. */
  press(chat: string, press: Press): Promise<string | null>
  reaction?(chat: string, reaction: Reaction): Promise<void>
  command(chat: string, command: Command): Promise<void>
  event(chat: string, event: ChatEvent): Promise<void>
  /** In any order, more than once, and perhaps before our own call has ended. */
  delivered?(chat: string, arrival: Arrival): Promise<void>
  /** The messenger called: for the lag and health of the account; null when all is well. */
  health?(state: ChannelHealth): void
}

export interface ChannelHealth {
  state: 'working' | 'unreachable' | 'revoked' | 'misconfigured'
  /** What the messenger said, without secrets; empty when it works. */
  problem: string
  /** When the last update came, and how old it was then, in milliseconds. */
  lastUpdateAt?: Date
  lagMs?: number
  /** Where to go on reading after a restart. */
  cursor?: string
}

export interface Channel {
  name: string
  can: Capabilities
  /** Begins to hear; a channel that only answers calls begins to take them. */
  listen(listener: Listener): Promise<void>
  /** The messenger's id of the new message. Throws a `ChannelFault`. */
  post(chat: string, post: Post): Promise<string>
  /** Changes text and buttons of an own message. */
  edit(chat: string, message: string, post: Post): Promise<void>
  /** Takes an own message back. */
  remove?(chat: string, message: string): Promise<void>
  rights?(chat: string): Promise<Rights>
  leave?(chat: string): Promise<void>
  /** Who the token belongs to; throws a `ChannelFault` when it does not hold. */
  check?(): Promise<{ title: string; address: string | null }>
  webhook?(call: WebhookCall): Promise<WebhookAnswer>
  close(): Promise<void>
}

/** Why a messenger did not take what was said. */
export type FaultKind =
  /** Too much at once: after `retryAfterMs`. */
  | 'later'
  /** It does not answer: nobody knows whether it took the message. */
  | 'away'
  /** The bot is no longer in the chat, or the person blocked it. */
  | 'gone'
  /** The token does not hold any more. */
  | 'revoked'
  /** It will never take this. */
  | 'refused'
  /** The person wrote too long ago: the messenger takes nothing but a template. */
  | 'window'
  /** The group has another id: `movedTo`. */
  | 'moved'

export class ChannelFault extends Error {
  readonly kind: FaultKind
  readonly retryAfterMs: number
  readonly movedTo: string | null
  /** The messenger's own code of it; empty when it has none. */
  readonly said: string
  constructor(
    kind: FaultKind,
    message: string,
    more: { retryAfterMs?: number; movedTo?: string; said?: string | number } = {},
  ) {
    super(message)
    this.kind = kind
    this.retryAfterMs = more.retryAfterMs ?? 0
    this.movedTo = more.movedTo ?? null
    this.said = String(more.said ?? '').slice(0, 60)
  }
}

/** For `catch`: what to do about a messenger's fault of these kinds, or of any; all else is thrown on. */
export const onFault =
  <T>(kinds: readonly FaultKind[] | 'any', instead: () => T) =>
  (error: unknown): T => {
    if (error instanceof ChannelFault && (kinds === 'any' || kinds.includes(error.kind))) return instead()
    throw error
  }

/** A messenger of our own has no limits and hears nothing but words. */
export const unlimited: Capabilities = {
  ...{ groups: true, direct: true, edit: true, remove: false, buttons: true, reply: true },
  ...{ tellsEdited: false, tellsDeleted: false, reactions: false, textLimit: 4000, fileLimit: Number.MAX_SAFE_INTEGER },
  pace: { account: [], chat: [], group: [] },
}

/** A listener that hears only what is given: for channels and tests that know no more. */
export function listening(only: Partial<Listener>): Listener {
  const nothing = async () => {}
  return {
    ...{ message: nothing, edited: nothing, deleted: nothing, command: nothing, event: nothing },
    press: async () => null,
    ...only,
  }
}

/** The channels that are switched on, by name. */
export type Channels = Map<string, Channel>
