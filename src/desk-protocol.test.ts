import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, run } from './base/database.ts'
import type { IncidentPage } from './incident/incident.ts'
import { textIn, visible } from './paper/document.ts'
import type { PaperView } from './paper/view.ts'
import { openYard, type Yard } from './person/testing.ts'
import type { NamedPage } from './person/view.ts'
import { password, type Staff, startStaff } from './staff-testing.ts'

let staff: Staff
let yard: Yard

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  const papers = {
    drawnUpPlace: { ru: 'УПП № 1', kk: '№ 1 УПП' },
    hearingPolice: { ru: 'отдел полиции, каб. 3', kk: 'полиция бөлімі, 3-кабинет' },
  }
  await inTransaction(staff.running.deps.db, (tx) =>
    run(
      tx,
      `update department set settings = coalesce(settings, '{}') || jsonb_build_object('papers', $2::jsonb) where id = $1`,
      [...[staff.departmentId, JSON.stringify(papers)]],
    ),
  )
})

after(() => staff?.close())

async function ask<T = PaperView>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await staff.doors.inspector.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const answers = { 'waste.where': 'container', 'waste.what': 'construction' }
const person = {
  ...{ kind: 'individual', surname: 'Примеров', given: 'Образец', patronymic: null, birth: '1980-05-05' },
  ...{ residence: 'мкр Самалды, 14/2', document: 'удостоверение № 000000000', workplace: 'не работает' },
}

async function confirmed(): Promise<{ page: string; subjectId: string }> {
  const page = `/api/incidents/${await yard.open()}`
  const act = async (input: object) => {
    const { version } = await ask<IncidentPage>('GET', page)
    await ask('POST', `${page}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  const happenedAt = new Date(Date.now() - 86_400_000).toISOString()
  await act({ act: 'confirm', text: 'выгрузил мусор', placeText: 'двор дома 14/2', happenedAt, answers })
  const named = await ask<NamedPage>('POST', `${page}/subjects`, { subject: person, role: 'offender' })
  return { page, subjectId: named.subjects[0]?.id ?? '' }
}

async function draw(page: string, body: object): Promise<PaperView> {
  const { items } = await ask<{ items: PaperView[] }>('POST', `${page}/papers`, { lang: 'ru', ...body })
  assert.ok(items[0])
  return items[0]
}

const value = ({ document }: PaperView, id: string, lang: 'ru' | 'kk' = 'ru') =>
  textIn(document.fields.find((one) => one.id === id)?.value ?? null, lang)

test('a protocol knows the department’s places and the signed papers of its incident', async () => {
  const { page, subjectId } = await confirmed()
  const subjectIds = [subjectId]
  const heard = await draw(page, { kind: 'explanation', subjectIds })
  const fields = Object.fromEntries(heard.document.missing.map((id) => [id, 'записано']))
  const full = await ask('PATCH', `/api/papers/${heard.id}`, { version: heard.version, fields })
  await ask('POST', `/api/papers/${heard.id}/sign`, { version: full.version, number: '3' })
  const drawn = await draw(page, { kind: 'protocol', article: '505', part: '1', subjectIds, answers })
  assert.equal(value(drawn, 'protocol.place', 'kk'), '№ 1 УПП')
  assert.equal(value(drawn, 'hearing.place'), 'отдел полиции, каб. 3')
  assert.match(value(drawn, 'attachments') ?? '', /\d+\. Объяснение № 3 от /)
  assert.match(value(drawn, 'offence.essence') ?? '', /установлено: Примеров Образец выгрузил мусор\. /)
  assert.ok(drawn.document.missing.includes('hearing.time'))
})

test('what two officers switch at once is both, and what is switched off keeps its text', async () => {
  const { page, subjectId } = await confirmed()
  const drawn = await draw(page, { kind: 'protocol', article: '505', part: '1', subjectIds: [subjectId], answers })
  const at = `/api/papers/${drawn.id}`
  const { version } = drawn
  await ask('PATCH', at, {
    version,
    circumstances: ['absent'],
    fields: { 'mark.absent': 'извещён 21 ноября по телефону' },
  })
  const both = await ask('PATCH', at, { version, circumstances: ['device'] })
  assert.deepEqual([...both.document.circumstances].sort(), ['absent', 'device'])
  const off = await ask('PATCH', at, { version: both.version, circumstances: ['device'] })
  assert.deepEqual(off.document.circumstances, ['device'])
  assert.ok(!visible(off.document).some(({ id }) => id === 'mark.absent'))
  assert.equal(value(off, 'mark.absent'), 'извещён 21 ноября по телефону')
})
