import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from './base/browser.ts'
import { inTransaction, query } from './base/database.ts'
import { tell } from './base/journal.ts'
import type { MemoryChannel } from './chat/memory.ts'
import { addChat } from './chat/store.ts'
import { news } from './incident/act-store.ts'
import { findIncident } from './incident/store.ts'
import { password, startStaff } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/** What became of what was said, and what of a message is not here, as staff see it. */

await buildWeb()
const staff = await startStaff()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})
const { db, departmentId } = staff
const { newId, now, channels } = staff.running.deps

async function signIn(login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ru-RU' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${staff.running.address}${path}`)
  await page.getByLabel('Имя пользователя').fill(login)
  await page.getByLabel('Пароль').fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).first().waitFor()
  return page
}

async function sound(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes[0]?.failureSummary]),
    [],
    name,
  )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(wide, 0, name)
  if (process.env.PICTURES_TO) await page.screenshot({ path: `${process.env.PICTURES_TO}/${name}.png`, fullPage: true })
}

/** A voice of an hour in a report, and its answer. */
async function report(): Promise<{ number: number; incidentId: string; replyId: string }> {
  const memory = channels.get('memory') as MemoryChannel
  await inTransaction(db, (tx) => {
    const row = { id: newId(), departmentId, channel: 'memory', externalId: 'yard', slug: null }
    return addChat(tx, { ...row, title: 'Двор', precinctId: null, lang: 'ru' }, now())
  })
  const voice = { kind: 'voice' as const, name: null, seconds: 3660, bytes: 24_000_000, tooLarge: true }
  await memory.say('yard', {
    ...{ id: 'm1', at: now(), author: 'a1', authorName: 'Сосед', location: null, replyTo: null, direct: false },
    text: 'На улице Абая 14 свалили строительный мусор прямо у подъезда, уберите пожалуйста',
    media: 'voice',
    attachments: [{ ...voice, open: async () => null }],
  })
  for (let patience = 400; patience > 0; patience--) {
    const [found] = await query<{ number: number; incidentId: string; replyId: string }>(
      db,
      `select i.number, i.id as "incidentId", x.id as "replyId" from incident i
       join reply x on x.incident_id = i.id where x.state = 'sent'`,
    )
    if (found) return found
    await sleep(25)
  }
  throw new Error('Waited ten seconds in vain for an answer.')
}

test('the incident and the outbox show what was delivered, read, and why not; and what was not fetched', async () => {
  const { number, incidentId, replyId } = await report()
  const become = (how: string) =>
    inTransaction(db, async (tx) => {
      await query(tx, `update reply set ${how} where id = $1`, [replyId])
      const incident = await findIncident(tx, departmentId, incidentId)
      if (incident) await tell(tx, news(incident, 'reply.sent'))
    })
  const page = await signIn('chief', `/incidents/${number}`)
  await page.getByText('голосовое, 61 мин, 24 МБ, не загружено: слишком большой').waitFor()
  await page.getByText(/^отправлено/).waitFor()
  // Without loading the page again.
  await become('delivered_at = now()')
  await page.getByText(/^доставлено/).waitFor()
  await become('read_at = now()')
  await page.getByText(/^прочитано/).waitFor()
  await sound(page, 'incident-read')
  await page.context().close()

  const administrator = await signIn('administrator', '/outbox')
  await administrator.getByText('Отправлено', { exact: true }).click()
  await administrator
    .getByText(/прочитано/)
    .first()
    .waitFor()
  await sound(administrator, 'outbox-sent')
  await become(`state = 'failed', error = 'gone', code = '131026', delivered_at = null, read_at = null`)
  await administrator.getByText('Не дошло').click()
  await administrator.getByText('у этого номера нет WhatsApp', { exact: false }).waitFor()
  await sound(administrator, 'outbox-failed')
  await become(`error = 'window', code = ''`)
  await administrator.reload()
  await administrator.getByText('Чтобы этого не ждать, администратор указывает шаблон', { exact: false }).waitFor()
  await administrator.context().close()
})
