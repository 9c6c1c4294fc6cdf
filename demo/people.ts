import { maybeOne, query, type Read } from '../src/base/database.ts'
import type { Deps } from '../src/base/deps.ts'
import { demoPassword } from './password.ts'

/** Whether the demo's week has happened in this database; throws when a real department lives there. */
export async function hasDemo(db: Read, dataDir: string): Promise<boolean> {
  const there = await maybeOne<{ demo: boolean }>(
    db,
    `select coalesce((settings->>'demo')::boolean, false) as demo from department order by created_at limit 1`,
  )
  if (there && !there.demo) {
    throw new Error(
      `The data folder ${dataDir} holds a real department, and the demo will not touch it. Give the demo a folder of its own: UCHASTOK_DATA=./demo-data npm run demo`,
    )
  }
  return there !== null
}

/** Where to go and who to be, to be printed; `group` is the page of the Telegram-like group. */
export async function demoPeople(db: Read, address: string, group?: string): Promise<string> {
  const people = await query<{ login: string; name: string; position: string }>(
    db,
    `select login, name, position from account where password_hash is not null order by role desc, login`,
  )
  const rooms = await query<{ slug: string; title: string }>(
    db,
    'select slug, title from chat where slug is not null order by created_at',
  )
  const width = Math.max(...people.map(({ login }) => login.length))
  return [
    '',
    `Uchastok (demo): ${address}`,
    '',
    `Staff sign in at ${address}/ — the password of each is ${demoPassword}`,
    ...people.map(({ login, name, position }) => `  ${login.padEnd(width)}  ${name}, ${position}`),
    ...(group ? ['', `A house chat as in Telegram, with the bot in it: ${group}`] : []),
    '',
    'Residents write here, without an account:',
    ...rooms.map(({ slug, title }) => `  ${address}/room/${slug}  ${title}`),
    '',
    'Ctrl-C ends it. The data stay in the data folder; delete the folder to begin anew.',
  ].join('\n')
}

/** The house chat in the browser, with a stand-in for Telegram behind it; null, and said in the log, when it cannot be had. */
export async function openGroup(
  deps: Deps,
  address: string,
): Promise<{ address: string; close(): Promise<void> } | null> {
  const { startDemoGroup } = await import('./group.ts')
  return startDemoGroup(deps, address).catch((error) => {
    deps.log.fault('demo.no-group', error)
    return null
  })
}
