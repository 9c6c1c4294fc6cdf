import { inTransaction, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { tokenHash } from '../base/people.ts'
import { type ChatEvent, type Command, onFault, type Rights } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import { moveChat } from '../chat/store.ts'
import { readCode } from './code.ts'
import * as hosts from './host-store.ts'
import { lackOf, plainTitle } from './rights.ts'
import * as store from './store.ts'
import { answer, speak, type Talk } from './talk.ts'
import { bindTexts, boundText, chairmanTexts, introduction, lackWords, type Said } from './talk-texts.ts'
import type { Tries } from './tries.ts'

/** How a group comes to be read: the bot is added, says what it is, gets a code, and looks at what it may do. */

/** What the hash of a code is made of: a code of one account opens nothing in another. */
export const codeHashOf = (accountId: string, code: string): string => tokenHash(`${accountId}:${code}`)

const noted = (tx: Write, { account, deps }: Talk, chatId: string, what: string, departmentId = account.departmentId) =>
  record(tx, { departmentId, kind: 'chat.changed', at: deps.now(), data: { chatId, what } })

const both = (first: Said, second: Said | null): Said =>
  second ? { ru: `${first.ru}\n${second.ru}`, kk: `${first.kk}\n${second.kk}` } : first

/** What happened to a group. What comes twice changes nothing the second time. */
export async function hearEvent(talk: Talk, event: ChatEvent): Promise<void> {
  const { deps, channel, externalId } = talk
  switch (event.kind) {
    case 'joined':
      await joined(talk, event)
      break
    case 'left':
      await inTransaction(deps.db, async (tx) => {
        const chat = await store.lockChat(tx, channel, externalId)
        if (!chat || chat.state === 'left') return
        await store.setState(tx, chat.id, 'left', chat.state === 'refused' ? chat.problem : 'left')
        await noted(tx, talk, chat.id, 'left')
        if (chat.state === 'bound') await tellChairman(tx, talk, chat.id, chairmanTexts.left, event.by)
      })
      break
    case 'rights':
      await inTransaction(deps.db, async (tx) => {
        const chat = await store.lockChat(tx, channel, externalId)
        const lack = lackOf(event.rights)
        if (!chat || chat.state === 'left' || chat.state === 'refused') return
        await store.setRights(tx, chat.id, event.rights, lack ?? '')
        if ((lack ?? '') === chat.problem) return
        await noted(tx, talk, chat.id, lack ?? 'rights')
        const alone = lack ? chairmanTexts[lack] : chairmanTexts.fine
        // What a chairman puts right is no matter for the whole group.
        if ((await tellChairman(tx, talk, chat.id, alone, null)) || lack === 'no-posting') return
        const next = chat.state === 'asked' ? bindTexts.codeNext : null
        const said = lack ? lackWords[lack] : both(bindTexts.rightsNow, next)
        await speak(tx, talk, { chatId: chat.id, key: `rights:${deps.now().getTime()}`, lang: 'mixed', said })
      })
      break
    case 'moved':
      await inTransaction(deps.db, async (tx) => {
        const chat = await store.lockChat(tx, channel, externalId)
        if (!chat) return
        await store.giveWay(tx, channel, event.to, deps.now())
        await moveChat(tx, channel, externalId, event.to)
        await noted(tx, talk, chat.id, 'moved')
      })
      break
    case 'titled':
      await inTransaction(deps.db, async (tx) => {
        const chat = await store.lockChat(tx, channel, externalId)
        const title = plainTitle(event.title)
        if (chat && title !== '') await store.retitle(tx, chat.id, title)
      })
      break
  }
  deps.book.forget()
}

async function joined(talk: Talk, event: Extract<ChatEvent, { kind: 'joined' }>): Promise<void> {
  const { deps, channel, externalId } = talk
  await inTransaction(deps.db, async (tx) => {
    const before = await store.lockChat(tx, channel, externalId)
    if (before && (before.state === 'asked' || before.state === 'bound')) return
    const chat = await ask(tx, talk, event.title, event.rights)
    if (event.by) await host(tx, talk, chat.id, { author: event.by, name: event.byName, how: 'added' })
    const { kind } = talk.account
    const other = chat.state === 'bound' ? await store.boundElsewhere(tx, kind, channel, externalId) : null
    if (other) {
      // While the bot was out, another one was given this group.
      await refuse(tx, talk, chat.id, other)
      await speak(tx, talk, {
        ...{ chatId: chat.id, key: `elsewhere:${deps.now().getTime()}`, lang: 'mixed', said: bindTexts.elsewhere },
      })
      return
    }
    const lack = lackOf(event.rights)
    const first = chat.state === 'bound' ? bindTexts.back : introduction
    await speak(tx, talk, {
      ...{ chatId: chat.id, key: `joined:${deps.now().getTime()}`, lang: 'mixed' },
      said: both(first, lack ? lackWords[lack] : null),
    })
    await noted(tx, talk, chat.id, chat.state === 'bound' ? 'back' : 'asked')
  })
}

const host = (tx: Write, { deps }: Talk, chatId: string, of: { author: string; name: string; how: 'added' | 'code' }) =>
  hosts.addHost(tx, chatId, { ...of, name: plainTitle(of.name) }, deps.now())

/** Tells the chairman alone, where one was chosen and can be told; `by` needs no telling of what they did themselves. */
async function tellChairman(
  tx: Write,
  talk: Talk,
  chatId: string,
  words: (title: string) => Said,
  by: string | null,
): Promise<boolean> {
  const { deps, account, channel } = talk
  const chairman = await hosts.findChairman(tx, chatId)
  const line = chairman ? await deps.book.line(account.id) : null
  if (!chairman || !line || deps.channels.get(channel)?.can.direct === false) return false
  const key = `chairman:${chatId}:${deps.now().getTime()}`
  const said = words(chairman.title)
  if (chairman.author !== by)
    await speak(tx, talk, { chatId: line.id, recipient: chairman.own, key, lang: 'mixed', said })
  return true
}

/** The group is another's: both administrators find it in their journals, the group hears no name of a department. */
async function refuse(tx: Write, talk: Talk, chatId: string, other: { id: string; departmentId: string }) {
  await store.setState(tx, chatId, 'refused', 'elsewhere')
  await noted(tx, talk, chatId, 'bound-elsewhere')
  await noted(tx, talk, other.id, 'bound-elsewhere', other.departmentId)
}

function ask(tx: Write, talk: Talk, title: string, rights: Parameters<typeof lackOf>[0]): Promise<store.Asked> {
  const { deps, account, channel, externalId } = talk
  const { departmentId, id: accountId } = account
  const named = plainTitle(title)
  return store.askChat(
    tx,
    {
      ...{ id: deps.newId(), departmentId, accountId, channel, externalId, rights },
      ...{ title: named === '' ? account.title : named, problem: lackOf(rights) ?? '' },
    },
    deps.now(),
  )
}

/** «/bind КОД» in a group: binds it to the precinct that the code was made for. */
export async function bind(talk: Talk, chat: Chat | null, command: Command, tries: Tries): Promise<void> {
  const { deps, channel, externalId } = talk
  const now = deps.now()
  const asked = chat ?? (await inTransaction(deps.db, (tx) => ask(tx, talk, '', null)))
  const to = { chatId: asked.id, lang: 'mixed' as const }
  const keys = [`${channel} ${externalId}`, `${channel} by ${command.author}`]
  if (!tries.mayTry(keys, now.getTime())) return answer(talk, to, command, bindTexts.tooMany)
  const code = readCode(command.args)
  const who = { author: command.author, name: command.authorName, how: 'code' as const }
  if (asked.state === 'bound') {
    // A code of the administrator shows who its bearer is; it binds nothing anew.
    await inTransaction(deps.db, async (tx) => {
      const row = code ? await store.lockCode(tx, codeHashOf(talk.account.id, code), now) : null
      if (!row) return tries.wrong(keys, now.getTime())
      if (!row.precinctId) return
      await store.spendCode(tx, row.codeHash, asked.id, now)
      await host(tx, talk, asked.id, who)
    })
    return answer(talk, to, command, bindTexts.already)
  }
  if (command.args.trim() === '') return answer(talk, to, command, bindTexts.how)
  const rights = code ? await rightsNow(talk) : null
  const said = await inTransaction(deps.db, async (tx): Promise<Said | null> => {
    const row = code ? await store.lockCode(tx, codeHashOf(talk.account.id, code), now) : null
    if (!row) return null
    // Seen by a whole group, the code of an inspector is worth nothing any more.
    if (row.staffId) await store.withdrawStaffCodes(tx, row.staffId)
    if (!row.precinctId) return bindTexts.forDirect
    const other = await store.boundElsewhere(tx, talk.account.kind, channel, externalId)
    if (other) {
      await refuse(tx, talk, asked.id, other)
      return bindTexts.elsewhere
    }
    const { roster } = await deps.atlas.sheet(talk.account.departmentId)
    const precinct = roster.precincts.find(({ id }) => id === row.precinctId)
    if (!precinct) return null
    await store.bindChat(tx, asked.id, precinct.id)
    await store.spendCode(tx, row.codeHash, asked.id, now)
    await host(tx, talk, asked.id, who)
    await noted(tx, talk, asked.id, 'bound')
    // Bound and deaf it would be waited for in vain.
    const lack = lackOf(rights)
    if (rights) await store.setRights(tx, asked.id, rights, lack ?? '')
    return both(boundText(precinct.number), lack ? lackWords[lack] : null)
  })
  if (!said) tries.wrong(keys, now.getTime())
  deps.book.forget()
  await answer(talk, to, command, said ?? bindTexts.wrong)
}

/** «/leave»: a group that has no code yet refuses; from one that is bound only its own administrators remove the bot. */
export async function decline(talk: Talk, chat: Chat, command: Command): Promise<void> {
  const { deps, channel, externalId } = talk
  const done = await inTransaction(deps.db, async (tx) => {
    const now = await store.lockChat(tx, channel, externalId)
    if (now?.state !== 'asked') return false
    await store.setState(tx, now.id, 'refused', 'unbound')
    return true
  })
  deps.book.forget()
  if (!done && chat.state !== 'bound') return
  const said = done ? bindTexts.declined : bindTexts.howToRemove
  await answer(talk, { chatId: chat.id, lang: 'mixed' }, command, said)
}

/** What the bot may do in the group now, asked of the messenger; null where it does not tell. */
async function rightsNow({ deps, channel, externalId }: Talk): Promise<Rights | null> {
  const asked = await deps.channels
    .get(channel)
    ?.rights?.(externalId)
    .catch(onFault('any', () => null))
  return asked ?? null
}
