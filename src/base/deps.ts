import type { ChatBook } from '../chat/book.ts'
import type { Channels } from '../chat/channel.ts'
import type { Hub } from '../chat/hub.ts'
import type { Ears } from '../detection/ears.ts'
import type { Atlas } from '../inspection/atlas.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { FileStore } from './files.ts'
import type { LawBook } from './law-book.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { SealKey } from './seal.ts'

/** Everything a step or a route may need, built by hand in `main.ts`. Clock, ids and secrets are here so that tests may set them. */
export interface Deps {
  config: Config
  db: Database
  log: Log
  files: FileStore
  live: Live
  law: LawBook
  channels: Channels
  /** The accounts with messengers: which are open, which are spoken for here. */
  hub: Hub
  /** What seals the secrets that must be read again. */
  sealKey: SealKey
  ears: Ears
  atlas: Atlas
  book: ChatBook
  now(): Date
  newId(): string
  newSecret(): string
}
