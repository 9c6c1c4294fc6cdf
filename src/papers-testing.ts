import assert from 'node:assert/strict'
import sharp from 'sharp'
import { inTransaction, run } from './base/database.ts'
import type { IncidentPage } from './incident/incident.ts'
import type { PaperKind } from './paper/kinds.ts'
import type { PaperView } from './paper/view.ts'
import { openYard, type Yard } from './person/testing.ts'
import type { NamedPage } from './person/view.ts'
import { type Door, password, type Staff, startStaff } from './staff-testing.ts'

/** A department whose inspector draws papers up, for the tests of papers of every kind. */

export const day = 86_400_000
export const found = 'В контейнерах для бытовых отходов лежит строительный мусор #lorem(5).'
export const offender = {
  ...{ kind: 'individual', surname: 'Примеров', given: 'Образец', patronymic: 'Тестович', iin: '000101100016' },
  ...{ residence: 'мкр Самалды, 14/2', document: 'удостоверение № 000000000', workplace: 'не работает' },
}
export const container = { 'waste.where': 'container', 'waste.what': 'construction' }

export interface PaperDesk {
  staff: Staff
  yard: Yard
  inspector: Door
}

/** The whole program with the department's settings of papers. */
export async function openPaperDesk(): Promise<PaperDesk> {
  const staff = await startStaff()
  const yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  const papers = JSON.stringify({ drawnUpPlace: { ru: 'г. Шымкент, УПП № 5', kk: 'Шымкент қ., № 5 УПП' } })
  await inTransaction(staff.db, async (tx) => {
    await run(
      tx,
      `update department set settings = settings || jsonb_build_object('papers', $2::jsonb) where id = $1`,
      [...[staff.departmentId, papers]],
    )
    await run(tx, `update account set position = 'участковый инспектор полиции' where id = $1`, [staff.ids.inspector])
  })
  return { staff, yard, inspector: staff.doors.inspector }
}

/** The answer's body, if its status is the one expected. */
export async function ask<T = PaperView>(
  door: Door,
  method: string,
  path: string,
  body?: unknown,
  status = 200,
): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 400)}`)
  return answer.body as T
}

/** An incident that was accepted, and no more. */
export async function accepted({ yard, inspector }: PaperDesk) {
  const page = `/api/incidents/${await yard.open()}`
  const act = async (input: object) => {
    const { version } = await ask<IncidentPage>(inspector, 'GET', page)
    return ask<IncidentPage>(inspector, 'POST', `${page}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  const confirm = (answers: object = container) =>
    act({
      ...{ act: 'confirm', text: found, placeText: 'двор дома 14/2', answers },
      happenedAt: new Date(Date.now() - day).toISOString(),
    })
  const name = async (subject: object, role = 'offender') => {
    const named = await ask<NamedPage>(inspector, 'POST', `${page}/subjects`, { subject, role })
    return named.subjects.at(-1)?.id ?? ''
  }
  const order = () =>
    act({ act: 'order', text: 'Вывезти мешки на полигон.', dueAt: new Date(Date.now() + 3 * day).toISOString() })
  const addPhoto = async (bytes?: Buffer, status = 200) => {
    const form = new FormData()
    form.set('purpose', 'finding')
    form.set('file', new Blob([new Uint8Array(bytes ?? (await picture()))], { type: 'image/jpeg' }), 'a.jpg')
    return ask<{ id: string; message: string }>(inspector, 'POST', `${page}/files`, form, status)
  }
  return { id: page.split('/').at(-1) ?? '', page, act, confirm, name, order, addPhoto }
}

let shade = 0
const picture = () => {
  shade += 1
  const background = { r: shade % 255, g: 120, b: 90 }
  return sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** The first paper drawn up. */
export async function draw({ inspector }: PaperDesk, page: string, body: object): Promise<PaperView> {
  const { items } = await ask<{ items: PaperView[] }>(inspector, 'POST', `${page}/papers`, body)
  assert.ok(items[0])
  return items[0]
}

/** An incident with everything that a paper may be filled from, and the draft of its protocol. */
export async function whole(desk: PaperDesk, handed = false) {
  const it = await accepted(desk)
  await it.confirm()
  const subjectId = await it.name(offender)
  await it.addPhoto()
  if (handed) await it.act({ act: 'handOver', to: 'akimat', text: 'Требуется решение акимата.' })
  else await it.order()
  const choice = {
    kind: 'protocol',
    lang: 'ru',
    article: '505',
    part: '1',
    subjectIds: [subjectId],
    answers: container,
  }
  return { ...it, subjectId, protocol: await draw(desk, it.page, choice) }
}

const withParent: PaperKind[] = ['notice', 'rights', 'receipt', 'explanation', 'representation']

/** What a paper of a kind is asked for with. */
export const bodyFor = (kind: PaperKind, { subjectId, protocol }: Awaited<ReturnType<typeof whole>>, lang = 'ru') => ({
  ...{ kind, lang, subjectIds: [subjectId] },
  ...(kind === 'protocol' || kind === 'warning' ? { article: '505', part: '1', answers: container } : {}),
  ...(withParent.includes(kind) ? { parentId: protocol.id } : {}),
})

/** Fills what is missing, and signs. */
export async function sign({ inspector }: PaperDesk, paper: PaperView, number: string): Promise<PaperView> {
  const at = `/api/papers/${paper.id}`
  const fields = Object.fromEntries(paper.document.missing.map((id) => [id, `вписано #${id} <b>`]))
  const full = await ask(inspector, 'PATCH', at, { version: paper.version, fields })
  return ask(inspector, 'POST', `${at}/sign`, { version: full.version, number })
}

/** The bytes behind an address. */
export async function pdfOf({ staff, inspector }: PaperDesk, path: string, door = inspector) {
  const answer = await fetch(`${staff.running.address}${path}`, { headers: { cookie: door.cookie } })
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}
