import type { Message } from './message.ts'

/** A messenger, as the rest of the program sees it: a handful of functions. */

export interface Button {
  /** What comes back when it is pressed, e.g. `rate:5`. */
  id: string
  text: string
}

/** What the bot says. */
export interface Post {
  /** The same key posted twice appears once. */
  key: string
  text: string
  /** The messenger's id of the message answered, if any. */
  replyTo: string | null
  buttons: Button[][]
}

export interface Press {
  /** The messenger's id of the message under which the button stands. */
  message: string
  button: string
  /** The messenger's stable id of who pressed. */
  by: string
}

/** What this messenger can do; what it cannot is left out, never imitated. */
export interface Capabilities {
  edit: boolean
  buttons: boolean
  reply: boolean
  direct: boolean
}

export interface Listener {
  /** Resolves when the message is forgotten or safely kept; only then is the messenger told that it was delivered. */
  message(chat: string, message: Message): Promise<void>
  /** A short word shown to who pressed, or null. */
  press(chat: string, press: Press): Promise<string | null>
}

export interface Channel {
  name: string
  can: Capabilities
  listen(listener: Listener): Promise<void>
  /** The messenger's id of the new message. */
  post(chat: string, post: Post): Promise<string>
  /** Changes text and buttons of an own message. */
  edit(chat: string, message: string, post: Post): Promise<void>
  close(): Promise<void>
}

/** The channels that are switched on, by name. */
export type Channels = Map<string, Channel>
