import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../src/base/browser.ts'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { textIn } from '../../src/paper/document.ts'
import { paperKinds } from '../../src/paper/kinds.ts'
import type { DraftsView, PaperView } from '../../src/paper/view.ts'
import { openYard } from '../../src/person/testing.ts'
import type { NamedPage } from '../../src/person/view.ts'
import { password, startStaff } from '../../src/staff-testing.ts'
import { buildWeb } from '../../src/web-build.ts'

/** A paper is filled in, in a real browser: beside its page, without a connection, by two at once, until it is signed. */

await buildWeb()
const staff = await startStaff()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})
const yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
const { inspector } = staff.doors
const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
/** A folder for pictures to look at; none by default. */
const looks = process.env.LOOKS
if (looks) await mkdir(looks, { recursive: true })

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await inspector.ask(method, path, body)
  assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const answers = { 'waste.where': 'container', 'waste.what': 'construction' }
const people = ['Примеров', 'Образцов'].map((surname, at) => ({
  ...{ kind: 'individual', surname, given: 'Образец', patronymic: null, iin: ['000101100016', null][at] ?? null },
  ...{ residence: 'мкр Самалды, 14/2', document: 'удостоверение № 000000000' },
}))

/** An incident that the inspector has been to, with offenders named. */
async function confirmed(offenders = 1): Promise<{ number: number; path: string; subjects: string[] }> {
  const path = `/api/incidents/${await yard.open()}`
  const act = async (input: object) => {
    const { version } = await ask<IncidentPage>('GET', path)
    return ask<IncidentPage>('POST', `${path}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  const happenedAt = new Date(Date.now() - 86_400_000).toISOString()
  const text = 'В контейнерах для бытовых отходов лежит строительный мусор.'
  const { number } = await act({ act: 'confirm', text, placeText: 'двор дома 14/2', happenedAt, answers })
  const subjects: string[] = []
  for (const person of people.slice(0, offenders)) {
    const named = await ask<NamedPage>('POST', `${path}/subjects`, { subject: person, role: 'offender' })
    const added = named.subjects.find(({ id }) => !subjects.includes(id))
    if (added) subjects.push(added.id)
  }
  return { number, path, subjects }
}

async function protocol(offenders = 1): Promise<PaperView> {
  const { path, subjects } = await confirmed(offenders)
  const body = { kind: 'protocol', article: '505', part: '1', lang: 'ru', subjectIds: subjects.slice(0, 1), answers }
  const { items } = await ask<{ items: PaperView[] }>('POST', `${path}/papers`, body)
  assert.ok(items[0])
  return items[0]
}

const now = (id: string) => ask<PaperView>('GET', `/api/papers/${id}`)
async function stored(id: string, field: string, lang: 'ru' | 'kk' = 'ru'): Promise<string | null> {
  const { document } = await now(id)
  return textIn(document.fields.find((one) => one.id === field)?.value ?? null, lang)
}

const faults: string[] = []
async function open(path: string, size: { width: number; height: number }, locale = 'ru'): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', hasTouch: size.width < 600 })
  const [name = '', value = ''] = inspector.cookie.split('=')
  await context.addCookies([{ name, value, url: staff.running.address }])
  await context.addInitScript(`localStorage.setItem('uchastok.locale', '${locale}')`)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => faults.push(`${error.stack}`))
  await page.goto(staff.running.address + path)
  return page
}

async function until(what: string, look: () => Promise<unknown>): Promise<void> {
  for (let patience = 150; patience > 0; patience--) {
    if (await look()) return
    await sleep(100)
  }
  throw new Error(`Waited in vain: ${what}.`)
}

async function sound(page: Page, name = ''): Promise<void> {
  await until('the page has loaded', async () => (await page.locator('.bone, [aria-busy="true"]').count()) === 0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
  )
  assert.deepEqual(told, [], `${page.url()} ${name}`)
  const [inside = 0, window = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  assert.ok(inside <= window, `${page.url()} is ${inside} wide on ${window}`)
}

async function look(page: Page, name: string): Promise<void> {
  if (looks) await page.screenshot({ path: `${looks}/${name}.png`, animations: 'disabled' })
}

const box = (page: Page, id: string) => page.locator(`[id="field-${id}"]`)
const line = (page: Page, id: string) => page.locator(`.a4 [data-field="${id}"]`)
const saved = (page: Page) => page.locator('.paper-saved').getByText('сохранено', { exact: true }).waitFor()

test('what is typed stands on the page at once and is saved by itself', async () => {
  const paper = await protocol()
  const page = await open(`/papers/${paper.id}`, desk)
  await page.getByRole('article', { name: /ПРОТОКОЛ/ }).waitFor()
  await sound(page)
  await look(page, 'desk')
  await page.emulateMedia({ colorScheme: 'dark' })
  await sound(page, 'dark')
  await look(page, 'desk-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await box(page, 'protocol.place').fill('УПП № 1')
  await line(page, 'protocol.place').getByText('УПП № 1').waitFor()
  await saved(page)
  assert.equal(await stored(paper.id, 'protocol.place'), 'УПП № 1')

  // The page leads to the field, the keyboard to the next empty one.
  await line(page, 'offence.essence').locator('a').first().click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-offence.essence')
  assert.equal(await line(page, 'offence.essence').getAttribute('data-active'), '')
  await page.keyboard.press('Control+Enter')
  const missing = (await now(paper.id)).document.missing
  assert.ok(missing.includes((await page.evaluate(() => document.activeElement?.id ?? '')).replace('field-', '')))

  // A ready answer is given in both languages, so that the other one has it too.
  await page.getByRole('button', { name: 'пенсионер' }).click()
  await saved(page)
  await until('both languages', async () => (await stored(paper.id, 'person.workplace', 'kk')) === 'зейнеткер')
  assert.equal(await stored(paper.id, 'person.workplace'), 'пенсионер')

  // In the other language the data stays, and what was typed is to be read again.
  await page.getByText('Казахский', { exact: true }).click()
  await page.getByRole('article', { name: /ХАТТАМА/ }).waitFor()
  await line(page, 'protocol.place').getByText('УПП № 1').waitFor()
  await page.getByText('написано по-русски: проверьте').first().waitFor()
  await until('the language is kept', async () => (await now(paper.id)).lang === 'kk')
  await sound(page)
  await look(page, 'desk-kk')
  assert.deepEqual(faults.splice(0), [])
})

test('without a connection nothing is lost, even when the page is closed', async () => {
  const paper = await protocol()
  const page = await open(`/papers/${paper.id}`, phone)
  await box(page, 'protocol.place').waitFor()
  await sound(page)
  await look(page, 'phone-fields')
  await page.context().setOffline(true)
  await box(page, 'protocol.place').fill('Опорный пункт')
  await page.locator('.paper-saved').getByText('нет связи: всё записано на этом устройстве').waitFor()
  await page.locator('.paper-switch').getByText('Лист').click()
  await line(page, 'protocol.place').getByText('Опорный пункт').waitFor()
  await sound(page)
  await look(page, 'phone-sheet')
  // He goes elsewhere; it is sent when the line is back.
  await page.context().setOffline(false)
  await page.goto(`${staff.running.address}/profile`)
  await until('it was sent', async () => (await stored(paper.id, 'protocol.place')) === 'Опорный пункт')
  await until('nothing is left on the device', () =>
    page.evaluate(() => Object.keys(localStorage).every((key) => !key.includes('paper'))),
  )
  assert.deepEqual(faults.splice(0), [])
})

test('two who change the same field choose; what only one changed comes by itself', async () => {
  const paper = await protocol()
  const page = await open(`/papers/${paper.id}`, desk)
  await box(page, 'protocol.place').waitFor()
  await page.context().setOffline(true)
  await box(page, 'protocol.place').fill('Мой кабинет')
  await page.locator('.paper-saved').getByText('нет связи: всё записано на этом устройстве').waitFor()
  const fields = { 'protocol.place': 'Её кабинет', 'hearing.place': 'Суд' }
  await ask('PATCH', `/api/papers/${paper.id}`, { version: paper.version, fields })
  await page.context().setOffline(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  const dispute = page.getByRole('group', { name: /^Разные тексты/ })
  await dispute.getByText('Её кабинет').waitFor()
  assert.equal(await box(page, 'protocol.place').inputValue(), 'Мой кабинет')
  assert.equal(await box(page, 'hearing.place').inputValue(), 'Суд')
  assert.equal(await stored(paper.id, 'protocol.place'), 'Её кабинет')
  await sound(page)
  await look(page, 'dispute')
  await dispute.getByRole('button', { name: 'Оставить мой' }).click()
  await until('mine is kept', async () => (await stored(paper.id, 'protocol.place')) === 'Мой кабинет')
  assert.equal(await dispute.count(), 0)
  assert.deepEqual(faults.splice(0), [])
})

test('a complete paper is signed under the number of the book and shows how it came to be', async () => {
  const paper = await protocol()
  const page = await open(`/papers/${paper.id}`, desk)
  await page.getByRole('button', { name: 'Следующее пустое' }).first().waitFor()
  assert.ok(await page.getByRole('button', { name: 'Подписать', exact: true }).isDisabled())
  for (
    let patience = 30;
    patience > 0 && (await page.getByRole('navigation', { name: 'Перейти к незаполненным' }).count()) > 0;
    patience--
  ) {
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('указано')
  }
  await saved(page)
  await page.getByText('Все обязательные поля заполнены').waitFor()
  await page.getByRole('button', { name: 'Подписать', exact: true }).click()
  const asked = page.getByRole('dialog', { name: 'Подписать документ' })
  await until('the next number', async () => (await asked.getByLabel('Номер').inputValue()) === '1')
  await sound(page)
  await look(page, 'sign')
  await asked.getByRole('button', { name: 'Закрыть и подписать' }).click()
  await page.getByText('Контрольная сумма текста').waitFor()
  await sound(page)
  await look(page, 'signed')
  const { status, number } = await now(paper.id)
  assert.deepEqual({ status, number }, { status: 'signed', number: '1' })
  await page.getByRole('button', { name: 'Ещё', exact: true }).click()
  await page.getByRole('menuitem', { name: 'История' }).click()
  const history = page.getByRole('dialog', { name: 'История' })
  await history.getByRole('heading', { name: 'От первого черновика до подписанного' }).waitFor()
  await sound(page)
  await look(page, 'history')
  const { items } = await ask<DraftsView>('GET', `/api/papers/${paper.id}/drafts`)
  assert.equal(await history.locator('.timeline > li').count(), items.length)
  assert.deepEqual(faults.splice(0), [])
})

test('the file of an incident lists its papers, offers every kind and says why one is not possible yet', async () => {
  const paper = await protocol(2)
  const page = await open(`/incidents/${paper.incidentNumber}`, desk)
  const card = page.locator('#papers')
  await card.getByRole('link', { name: /^Протокол, статья 505\(1\)/ }).waitFor()
  await card.getByText('1 нарушитель без протокола').waitFor()
  await card.getByRole('button', { name: 'Составить по той же статье' }).click()
  await until(
    'a protocol each',
    async () => (await card.getByRole('link', { name: /^Протокол, статья/ }).count()) === 2,
  )
  await card.getByRole('button', { name: 'Новый документ' }).click()
  await page.getByRole('menuitem', { name: /^Материал по подведомственности/ }).click()
  const asked = page.getByRole('dialog', { name: 'Материал по подведомственности' })
  await asked.getByRole('button', { name: 'Составить' }).click()
  await asked.getByText('Сначала передайте происшествие тому, кто его решает').waitFor()
  await sound(page)
  await look(page, 'refused')
  await asked.getByRole('button', { name: 'Закрыть', exact: true }).last().click()
  await sound(page)
  await card.scrollIntoViewIfNeeded()
  await look(page, 'card')
  await page.goto(`${staff.running.address}/protocols/${paper.id}`)
  await page.waitForURL(`**/papers/${paper.id}`)
  assert.deepEqual(faults.splice(0), [])
})

test('every kind of paper has its page, which is sound on a phone and on a desk', async () => {
  const { path, subjects } = await confirmed()
  const { version } = await ask<IncidentPage>('GET', path)
  const dueAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
  await ask('POST', `${path}/acts`, { version, act: 'order', text: 'Вывезти строительный мусор на полигон.', dueAt })
  const law = { article: '505', part: '1', answers }
  const first = await ask<{ items: PaperView[] }>('POST', `${path}/papers`, {
    ...{ kind: 'protocol', lang: 'ru', subjectIds: subjects, ...law },
  })
  const page = await open('/profile', desk)
  const shown: string[] = []
  for (const kind of paperKinds) {
    const body = { kind, lang: 'ru', subjectIds: subjects, parentId: kind === 'protocol' ? null : first.items[0]?.id }
    const { status, body: said } = await inspector.ask('POST', `${path}/papers`, { ...body, ...law })
    // What the law or the file does not allow yet is refused with a reason.
    if (status === 409) continue
    assert.equal(status, 200, `${kind}: ${JSON.stringify(said).slice(0, 300)}`)
    const [paper] = (said as { items: PaperView[] }).items
    for (const size of [desk, phone]) {
      await page.setViewportSize(size)
      await page.goto(`${staff.running.address}/papers/${paper?.id}`)
      await page.locator('.paper-field').first().waitFor()
      await sound(page, kind)
      await look(page, `kind-${kind}-${size.width}`)
    }
    await page.locator('.paper-switch').getByText('Лист').click()
    await sound(page, kind)
    shown.push(kind)
  }
  assert.ok(shown.length >= 8, shown.join(', '))
  assert.deepEqual(faults.splice(0), [])
})
