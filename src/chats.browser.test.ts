import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from './base/browser.ts'
import { inTransaction, query } from './base/database.ts'
import type { GivenCode } from './bot/routes.ts'
import { startTalking, until } from './bot-testing.ts'
import type { ChatBesideView } from './chat/chat-settings-routes.ts'
import { password } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/** The administrator sets a chat up; an inspector leaves an author unread, from the incident and from the unsure. */

await buildWeb()
const talking = await startTalking()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await talking.close()
})

const { staff, bot, precincts } = talking
const { db, doors, running } = staff
const group = '-950'
const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]

async function signIn(login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: sizes[1], locale: 'ru-RU', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${running.address}${path}`)
  await page.getByLabel('Имя пользователя').fill(login)
  await page.getByLabel('Пароль').fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).first().waitFor()
  return page
}

async function inKazakh(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('uchastok.locale', 'kk'))
  await page.reload()
}

/** Nobody is hindered, and nothing is wider than the screen: on a phone and at a desk; in Kazakh by night. */
async function sound(page: Page, name: string): Promise<void> {
  const colorScheme = name.endsWith('kk') ? 'dark' : 'light'
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.waitForFunction(() => document.querySelector('.bone, .adm-bone') === null)
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
    const shot = `${name}-${size.width}`
    if (process.env.PICTURES_TO) await page.screenshot({ path: `${process.env.PICTURES_TO}/${shot}.png` })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    )
    assert.deepEqual(told, [], shot)
    const [inside, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    assert.equal(inside, window, shot)
  }
}

const rights = { readsAll: true, posts: true, admin: true }
const code = async () => {
  const body = { accountId: bot.accountId, precinctId: precincts[0] }
  return (await doors.administrator.ask('POST', '/api/chats/codes', body)).body as GivenCode
}
await bot.on.event(group, { kind: 'joined', title: 'Двор на Теректи', by: 'adder', byName: 'Сауле', rights })
await bot.write(group, 'bearer', `/bind ${(await code()).code}`)
await bot.says(group, /привязан к участку/)
const [{ id: chatId = '' } = {}] = await query<{ id: string }>(db, 'select id from chat where external_id = $1', [
  group,
])

async function told(author: string, house: number): Promise<{ number: number; id: string }> {
  const text = `Возле дома ${house} на улице Теректи свалили строительный мусор, третий день лежит, уберите`
  await bot.write(group, author, text)
  let found: { number: number; id: string } | undefined
  await until(async () => {
    const sql = `select r.id, i.number::int as number from report r join incident i on i.id = r.incident_id
      where r.author = $1 and i.inspector_id is not null`
    ;[found] = await query<{ number: number; id: string }>(db, sql, [author])
    return found !== undefined
  })
  assert.ok(found)
  return found
}

test('an inspector leaves an author unread for a week, says why, and takes it back', async () => {
  const { number, id } = await told('loud', 3)
  const page = await signIn('inspector', `/incidents/${number}`)
  const button = page.getByRole('button', { name: 'Не читать автора' })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('он может позвонить 102').waitFor()
  await dialog.getByRole('button', { name: 'Не читать', exact: true }).click()
  await dialog.getByText('Напишите причину').waitFor()
  await sound(page, 'block')
  await dialog.getByLabel('Причина').fill('ругань')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('автор не читается до').waitFor()
  await sound(page, 'blocked')
  const [row] = await query<{ reason: string; days: number }>(
    db,
    `select reason, round(extract(epoch from until - at) / 86400)::int as days from blocked_author where author = 'loud'`,
  )
  assert.deepEqual(row, { reason: 'ругань', days: 7 })
  await inKazakh(page)
  await page.getByText('уақытша оқылмайды').waitFor()
  await sound(page, 'blocked-kk')
  await page.getByRole('button', { name: 'Қайта оқу' }).click()
  await page.getByRole('button', { name: 'Авторды оқымау' }).click()
  await sound(page, 'block-kk')
  assert.equal((await query(db, `select 1 from blocked_author where author = 'loud'`)).length, 0)
  const sql = `update report set state = 'unsure', incident_id = null where id = $1`
  await inTransaction(db, (tx) => query(tx, sql, [id]))
  await page.goto(`${running.address}/unsure`)
  await page.getByRole('button', { name: 'Авторды оқымау' }).waitFor()
  await sound(page, 'unsure-kk')
  await page.context().close()
})

test('a chat gets its inspector, its chairman and its tone, and shows what the bot will say', async () => {
  await bot.write(group, 'somebody', 'Всем доброе утро')
  await running.deps.ears.flush()
  const page = await signIn('administrator', '/chats')
  await page.getByRole('button', { name: 'Изменить: Двор на Теректи' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { name: 'Сауле' }).check()
  await sheet.getByText('Бот не может написать ему первым').waitFor()
  assert.equal(await sheet.getByLabel('Имя', { exact: true }).inputValue(), 'Сауле')
  await sheet.getByText('Принято, № 17. Участковый видит сообщение.').waitFor()
  await sheet.getByRole('radio', { name: 'Тепло' }).check()
  await sheet.getByText('Спасибо, что написали. Сообщение принято, № 17').waitFor()
  await sheet.getByLabel('Участковый этого чата').click()
  await page.getByRole('option', { name: 'Сосед Инспектор' }).click()
  await sheet.getByText('забыты сразу').waitFor()
  await sound(page, 'chat')
  await sheet.getByRole('button', { name: 'Сохранить' }).click()
  await sheet.waitFor({ state: 'hidden' })
  const { settings } = (await doors.administrator.ask('GET', `/api/chats/${chatId}/settings`)).body as ChatBesideView
  assert.deepEqual([settings.tone, settings.chairman?.author, settings.chairman?.name], ['warm', 'adder', 'Сауле'])
  assert.ok(settings.inspectorId)
  await inKazakh(page)
  await page.getByRole('button', { name: 'Өзгерту: Двор на Теректи' }).click()
  await page.getByText('Жазғаныңызға рақмет. Хабарлама қабылданды, № 17').waitFor()
  await sound(page, 'chat-kk')
  await page.context().close()
  const { number } = await told('adder', 21)
  const other = await signIn(talking.yard.neighbour, `/incidents/${number}`)
  await other.getByText('председатель').waitFor()
  await sound(other, 'chairman')
  await other.context().close()
})

test('codes given out are listed and withdrawn; the blocked are listed; what hinders a bot is told with what to do', async () => {
  const page = await signIn('administrator', '/chats')
  await page.getByText('Открытых кодов нет').waitFor()
  await page.getByRole('button', { name: 'Код для чата' }).click()
  await page.getByRole('dialog').getByLabel('Участок').click()
  await page.getByRole('option', { name: '№ 1' }).click()
  await page.getByRole('button', { name: 'Получить код' }).click()
  await page.getByText('/bind ').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('выдан: Person administrator').waitFor()
  const { id } = await told('blocked', 41)
  const days = new Date(running.deps.now().getTime() + 86_400_000).toISOString()
  await doors.administrator.ask('POST', '/api/blocked', { reportId: id, reason: 'ложные вызовы', until: days })
  await bot.on.event(group, { kind: 'rights', rights: { ...rights, readsAll: false, admin: false } })
  await page.reload()
  await page.getByText('применяет это только при входе').waitFor()
  await page.getByText('ложные вызовы').waitFor()
  await sound(page, 'chats')
  await page.getByRole('button', { name: /^Отозвать: Участок № 1/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Открытых кодов нет').waitFor()
  await page.getByRole('button', { name: 'Без срока' }).click()
  await page.getByText('без срока').waitFor()
  await page.getByRole('button', { name: 'Читать снова' }).last().click()
  await page.getByText('ложные вызовы').waitFor({ state: 'detached' })
  const notes = await query<{ what: string }>(
    db,
    `select data->>'what' as what from journal where kind = 'channel.changed' order by id`,
  )
  assert.deepEqual(notes.map(({ what }) => what).slice(-4), [
    'code given',
    'code withdrawn',
    'blocked for good',
    'unblocked',
  ])
  await inKazakh(page)
  await page.getByText('Telegram мұны тек кіргенде ескереді').waitFor()
  await sound(page, 'chats-kk')
  await page.context().close()
})
