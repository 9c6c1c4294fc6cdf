import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { openBrowser } from '../src/base/browser.ts'
import { inTransaction, query } from '../src/base/database.ts'
import { putPrecinct, setInspectors } from '../src/inspection/store.ts'
import { startStaff } from '../src/staff-testing.ts'
import { startDemoGroup } from './group.ts'

/** A newcomer opens the house chat in a browser: writes as a neighbour, and the bot answers. */

const staff = await startStaff()
const { deps, address } = staff.running
const corners: [number, number][] = [
  [69.5, 42.3],
  [69.7, 42.3],
  [69.7, 42.4],
  [69.5, 42.3],
]
await inTransaction(staff.db, async (tx) => {
  const area = { type: 'Polygon' as const, coordinates: [corners] }
  const id = await putPrecinct(tx, staff.departmentId, {
    id: deps.newId(),
    number: '11',
    nameRu: 'А',
    nameKk: 'А',
    area,
  })
  await setInspectors(tx, id, [staff.ids.inspector])
})
const group = await startDemoGroup(deps, address)
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await group.close()
  await staff.close()
})

test('the bot has come, was bound by its code, answers a report and keeps silent about chatter', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(group.address)
  await page.getByText('чат привязан к участку № 11').waitFor()
  await page
    .getByText(/Принято, № \d+/)
    .first()
    .waitFor()
  await page.getByLabel('Вы –').selectOption({ label: 'Нургуль' })
  await page.getByLabel('Сообщение', { exact: true }).last().fill('Кто завтра на базар едет?')
  await page.keyboard.press('Enter')
  await page.getByText('Кто завтра на базар едет?', { exact: true }).last().waitFor()
  await page.getByRole('button', { name: /стая собак/ }).click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page
    .getByText(/Принято, № \d+/)
    .nth(1)
    .waitFor()
  assert.equal(await page.getByText(/Принято, № \d+/).count(), 2)
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 740 })
    const { violations } = await new AxeBuilder({ page }).analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`),
      [],
    )
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    if (process.env.PICTURES_TO) await page.screenshot({ path: `${process.env.PICTURES_TO}/group-${width}.png` })
  }
  const kept = await query<{ text: string }>(staff.db, 'select text from report')
  assert.equal(kept.length, 2)
  await context.close()
})

test('the page takes no posts of foreign pages and shows no files but pictures of the group', async () => {
  const root = new URL(group.address).origin
  const foreign = await fetch(`${root}/say`, { method: 'POST', body: '{}' })
  assert.equal(foreign.status, 415)
  for (const path of ['/', '/photo/nothing', '/photo/..%2f..%2fpackage.json', '/group-world.ts'])
    assert.equal((await fetch(root + path)).status, 404)
  const wrong = await fetch(`${root}/say`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ by: 1, where: 'group', text: 'x', replyTo: null, photo: null }),
  })
  assert.equal(wrong.status, 400)
})
