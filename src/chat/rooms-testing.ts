import { type Content, freshId, type Tried, type Written } from './battery-testing.ts'
import type { Lacks } from './channel-contract.ts'
import { type MemoryChannel, memoryChannel } from './memory.ts'
import type { Message } from './message.ts'

/** The people of a messenger of our own, whose messages come by a call within this process. */

const none = 'a room of our own has none'
/** A room is a place for words: what else a messenger may tell does not happen in it. */
export const lacksOfRooms: Lacks = {
  tellsDelivered: 'what is said in a room stands there at once',
  ...{ remove: 'what is said in a room stays', tellsEdited: 'nobody changes words', tellsDeleted: 'nobody takes back' },
  ...{ 'edit-told': 'nobody changes words', unsay: 'nobody takes back', byBot: none, reactions: none, pin: none },
  ...{ topic: none, forward: none, 'forward-name': none, 'forward-chat': none, album: none, poll: none, contact: none },
  ...{ venue: none, commands: 'a room has pages for what orders do', mention: none, happen: 'a room is not joined' },
  ...{ rights: none, leave: none, silenced: none, renamed: none, 'person-joins': none, blocked: none, upgrade: none },
  ...{ 'upgrade-told': none, fault: 'no wire', later: 'no wire', 'too-many': 'no wire', paced: 'no limits' },
  ...{ revoke: 'no token', check: 'no token', 'check-away': 'no token', polls: 'no wire', hook: 'no wire' },
  ...{ replay: 'no wire', handshake: 'no wire', strange: 'no wire', 'counts-unknown': 'no wire', health: 'no account' },
  ...{ files: 'pages keep files before the channel hears of them', nowhere: 'a room is made by its first word' },
  ...{ order: 'a page sends each message by itself', shuffled: 'a page sends each message by itself' },
  ...{ limited: 'no limits', preview: 'no previews', silent: 'no sounds', 'post-photo': 'no pictures of the bot' },
  ...{ 'keeps-unheard': 'a page is told at once that nobody hears', isShownDeleted: 'nobody takes back' },
  ...{ empty: 'refused before the channel', relisten: 'one listener', lines: 'a room has one chat' },
  ...{
    door: 'pages check places and names',
    hangs: 'a page waits for itself alone',
    'press-again': 'a page tells that it failed',
  },
}

/** Writes as a page does: what was refused it sends again. */
export function letterBox(chat: string, say: (chat: string, message: Message) => Promise<void>) {
  const names = ['Алия', 'Бекзат', 'Вера']
  const people = names.map((_, n) => `a-${n}`)
  const waiting: (() => Promise<void>)[] = []
  const going = new Set<Promise<void>>()

  let last: Promise<unknown> = Promise.resolve()
  /** One after another, as a page does. */
  function send(where: string, message: Message, written: { taken: boolean }): void {
    const one = last.then(() =>
      say(where, message).then(
        () => {
          written.taken = true
        },
        () => void waiting.push(async () => send(where, message, written)),
      ),
    )
    last = one
    going.add(one)
    void one.finally(() => going.delete(one))
  }
  const told = new Map<string, () => void>()
  function writeIn(where: string, content: Content): Promise<Written> {
    const { text = '', by = 0, at = new Date('2026-11-22T10:00:00Z'), location = null, replyTo = null } = content
    const author = people[by] ?? ''
    const message: Message = {
      ...{ id: content.id ?? freshId(), at, author, authorName: names[by] ?? '', text, replyTo },
      ...{ media: location ? 'location' : null, attachments: [], location, direct: content.direct ?? false },
    }
    const written = { taken: false }
    const go = () => send(where, message, written)
    told.set(message.id, go)
    go()
    return Promise.resolve({ id: message.id, chat: where, author, isTaken: () => written.taken })
  }
  return {
    ...{ chat, people, secrets: [], writeIn },
    write: (content: Content) => writeIn(chat, content),
    again: async ({ id }: Written) => told.get(id)?.(),
    person: (name: string) => people.push(`a-${names.push(name) - 1}`) - 1,
    async quiet() {
      for (let patience = 20; going.size + waiting.length > 0 && patience > 0; patience--) {
        for (const again of waiting.splice(0)) await again()
        await Promise.all(going)
      }
    },
  } satisfies Partial<Tried>
}

/** The memory channel for the battery; `broken` spoils it, to see whether the battery sees that. */
export async function tryMemory(broken: (channel: MemoryChannel) => MemoryChannel = (one) => one): Promise<Tried> {
  const chat = 'chat-1'
  let channel = broken(memoryChannel())
  const box = letterBox(chat, (where, message) => channel.say(where, message))
  const tried: Tried = {
    ...{ channel, ...box },
    shown: async (where = chat) =>
      channel.said
        .filter((said) => said.chat === where)
        .map(({ id, post: { text, replyTo, buttons, silent = false } }) => ({
          ...{ id, text, replyTo, buttons: buttons.map((row) => row.map((button) => button.id)) },
          ...{ preview: null, silent, photo: false },
        })),
    otherChat: async () => 'chat-2',
    press: (where, message, button, by) => channel.press(where, message, button, box.people[by] ?? ''),
    async restart() {
      channel = broken(memoryChannel())
      tried.channel = channel
    },
    close: () => channel.close(),
  }
  return tried
}
