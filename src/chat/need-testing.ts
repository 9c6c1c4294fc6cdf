import type { Content, Tried } from './battery-testing.ts'
import type { MediaKind } from './message.ts'

/** What a check needs of a messenger: a hand of its driver, a capability, a kind of content, or a way of its own. */
export type Need =
  | keyof Tried
  | Exclude<MediaKind, 'location'>
  | 'groups'
  | 'direct'
  | 'remove'
  | 'buttons'
  | 'reply'
  | 'tellsEdited'
  | 'tellsDeleted'
  | 'tellsDelivered'
  | 'reactions'
  | Exclude<keyof Content, 'text' | 'by' | 'media' | 'id'>
  | `forward-${'name' | 'chat'}`
  | `fault-${'cut-before' | 'cut-after' | 'server-error' | 'html'}`
  /** Files; their sizes told before they are fetched. */
  | 'files'
  | 'size'
  /** Who writes to the bot alone has a chat of his own. */
  | 'lines'
  /** Places and names are looked at where they come in. */
  | 'door'
  | 'commands'
  /** An order may name the bot that it is for. */
  | 'mention'
  | 'edit-told'
  | 'preview'
  | 'silent'
  | 'post-photo'
  /** Texts have a limit. */
  | 'limited'
  /** Buttons stand in rows. */
  | 'rows'
  /** A word is shown to who pressed. */
  | 'word'
  | 'press-again'
  | 'rights'
  /** The messenger says what we may when it is asked. */
  | 'rights-asked'
  | 'leave'
  | 'silenced'
  | 'renamed'
  | 'person-joins'
  | 'blocked'
  | 'upgrade-told'
  | 'check'
  | 'check-away'
  /** 429, or what stands for it; with the seconds to wait. */
  | 'too-many'
  | 'later'
  /** The messenger says a key once. */
  | 'keys'
  /** We ask the messenger. */
  | 'polls'
  /** The messenger brings nothing before what it brought in vain. */
  | 'order'
  | 'keeps-unheard'
  /** What takes too long counts as not taken. */
  | 'hangs'
  | 'relisten'
  | 'replay'
  | 'health'
  | 'counts-unknown'
  | 'long-ids'
  | 'empty'
  | 'old-times'
