import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { IncidentPage } from '../incident/incident.ts'
import { openYard, type Yard } from '../person/testing.ts'
import { textOf } from '../protocol/testing.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'

let staff: Staff
let yard: Yard
let inspector: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
})

after(() => staff?.close())

async function ask<T = IncidentPage>(
  door: Door,
  method: string,
  path: string,
  body?: unknown,
  status = 200,
): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

async function opened(answers: Record<string, string> = {}) {
  const page = `/api/incidents/${await yard.open()}`
  const act = async (input: object) => {
    const { version } = await ask(inspector, 'GET', page)
    return ask(inspector, 'POST', `${page}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  await act({
    act: 'confirm',
    text: 'Мешки со штукатуркой #lorem(5) у забора.',
    placeText: 'канал за домом 14/2',
    answers,
  })
  return { page, act }
}

async function letter(page: string, name: string, door = inspector) {
  const answer = await fetch(`${staff.running.address}${page}/papers/${name}`, { headers: { cookie: door.cookie } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const pdf = bytes.subarray(0, 5).toString() === '%PDF-'
  return { status: answer.status, text: pdf ? textOf(bytes) : '', name: answer.headers.get('content-disposition') }
}

test('a demand is printed once something is ordered, in both languages, to whom it is', async () => {
  const { page, act } = await opened()
  assert.equal((await letter(page, 'order.pdf')).status, 409)
  const dueAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
  await act({ act: 'order', text: 'Вывезти мешки на полигон.', dueAt })
  const subject = { kind: 'individual', surname: 'Примеров', given: 'Образец', residence: 'мкр Самалды, 14/2' }
  await ask(inspector, 'POST', `${page}/subjects`, { subject, role: 'offender' })
  const russian = await letter(page, 'order.pdf?lang=ru')
  assert.match(russian.name ?? '', /^inline; filename="order-\d+\.pdf"$/)
  for (const words of ['ТРЕБОВАНИЕ', 'ПримеровОбразец', 'мкрСамалды', '#lorem(5)', 'Вывезтимешки', 'каналзадомом'])
    assert.ok(russian.text.includes(words), words)
  assert.ok(!russian.text.includes('Соседова'))
  const kazakh = await letter(page, 'order.pdf?lang=kk')
  assert.ok(kazakh.text.includes('ТАЛАП') && kazakh.text.includes('Бұзушылықтыжою'))
})

test('a transfer names the body and the part that the findings fit; another one only if the inspector says so', async () => {
  const { page, act } = await opened({ 'waste.where': 'elsewhere', 'waste.what': 'construction' })
  assert.equal((await letter(page, 'transfer.pdf')).status, 409)
  await act({ act: 'handOver', to: 'ecology', text: 'Вывоз отходов в канал.' })
  const { text } = await letter(page, 'transfer.pdf?lang=ru')
  for (const words of ['СОПРОВОДИТЕЛЬНОЕ', 'охраныокружающейсреды', 'КоАП344(', 'Вывозотходоввканал'])
    assert.ok(text.includes(words), words)
  const named = await letter(page, 'transfer.pdf?lang=kk&article=344&part=1')
  assert.ok(named.text.includes('344(1)') && named.text.includes('уәкілеттіорганға'))
  assert.equal((await letter(page, 'transfer.pdf?article=9999')).status, 400)
})

test('a report of a crime is printed once it is one, and names no applicant', async () => {
  const { page, act } = await opened()
  assert.equal((await letter(page, 'crime.pdf')).status, 409)
  await act({ act: 'crime', text: 'Усматриваются признаки кражи.' })
  const { text } = await letter(page, 'crime.pdf?lang=kk')
  for (const words of ['БАЯНАТ', 'бастығына–Бөлім', 'признакикражи']) assert.ok(text.includes(words), words)
  assert.ok(!text.includes('Соседова') && !text.includes('Арызберуші'))
})

test('letters are for those who may see the incident, and there are three of them', async () => {
  const { page, act } = await opened()
  await act({ act: 'crime', text: 'Усматриваются признаки кражи.' })
  assert.equal((await letter(page, 'crime.pdf', staff.doors.administrator)).status, 403)
  assert.equal((await letter(page, 'crime.pdf', await staff.signIn(yard.neighbour))).status, 403)
  assert.equal((await letter(page, 'crime.pdf', staff.doors.chief)).status, 200)
  assert.equal((await letter(page, 'other.pdf')).status, 400)
  assert.equal((await letter(page, 'crime.pdf?lang=de')).status, 400)
})
