import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test, { after, before } from 'node:test'
import { type Staff, startStaff } from '../staff-testing.ts'
import { isWorkday, localDay } from './calendar.ts'
import { inTransaction, query } from './database.ts'
import { addAccount, hashPassword } from './people.ts'

let staff: Staff
const base = 'koap-2026-03-02'
const json = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../law/${base}/${name}.json`, import.meta.url), 'utf8'))
const reason = 'Закон о республиканском бюджете на 2027–2029 годы'
const ask = (method: string, path: string, body?: unknown) => staff.doors.administrator.ask(method, path, body)
const change = (body: object) => ask('POST', '/api/law/changes', { reason, ...body })
const inForce = async () => (await ask('GET', '/api/law/edition')).body
const strike = (id: string) => ask('POST', `/api/law/changes/${id}/strike`)
const files = (from: string) => {
  const [articles, procedure] = [json('articles'), json('procedure')]
  for (const file of [articles, procedure]) file.source.editionWindow.notBefore = from
  return { articles, procedure }
}

before(async () => {
  staff = await startStaff()
})
after(() => staff?.close())

test('an inspector finds a part by words and by number and reads all of it', async () => {
  const { inspector } = staff.doors
  const found = await inspector.ask('GET', `/api/law/articles?q=${encodeURIComponent('қоқыс')}`)
  assert.equal(found.status, 200)
  const articles = found.body.items.map(({ article }: { article: string }) => article)
  assert.ok(articles.slice(0, 3).includes('505') && articles.slice(0, 3).includes('434-2'), articles.join())
  const all = await inspector.ask('GET', '/api/law/articles')
  assert.equal(all.body.items.length, 57)
  assert.ok(all.body.doNotOffer.some(({ article }: { article: string }) => article === '73-1'))
  const { status, body } = await inspector.ask('GET', `/api/law/parts/${encodeURIComponent('505(1)')}`)
  assert.equal(status, 200)
  assert.equal(body.warningFirst, true)
  assert.deepEqual(body.repeatedBy, ['505(2)'])
  assert.match(
    body.sanctions.find((row: { subject: { ru: string } }) => row.subject.ru === 'физическое лицо').main[0].ru,
    /20 МРП/,
  )
  assert.ok(body.ask.length >= 2 && body.mayNot.length >= 3 && body.plain.kk.length > 20)
  const ecology = await inspector.ask('GET', '/api/law/parts/344(2)')
  assert.equal(ecology.body.police, false)
  assert.match(ecology.body.mayNot[0].ru, /экологам/)
})

test('what is not there, or is no reference, is not found; a text too long is refused', async () => {
  for (const ref of ['505(9)', '999', 'x', '505(1)(2)', encodeURIComponent('../505')])
    assert.equal((await ask('GET', `/api/law/parts/${ref}`)).status, 404, ref)
  assert.equal((await ask('GET', '/api/law/articles?edition=koap-1')).status, 404)
  assert.equal((await ask('GET', `/api/law/articles?q=${'x'.repeat(201)}`)).status, 400)
})

test('МРП of a year is added, holds from its day, is journalled, and can be taken back', async () => {
  const correction = { what: 'mrp', year: 2027, tenge: 4500 }
  const made = await change({ kind: 'correction', edition: base, validFrom: '2026-04-01', correction })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const edition = await inForce()
  assert.deepEqual([edition.id, edition.mrp['2027'], edition.corrections], [`${base}.1`, 4500, [made.body.id]])
  const page = (await ask('GET', '/api/law/editions')).body
  assert.equal(page.inForce, `${base}.1`)
  assert.deepEqual(page.changes[0].summary.ru.replaceAll('\u00a0', ' '), 'МРП 2027 года – 4 500 ₸')
  assert.equal(page.changes[0].byName, 'Person administrator')
  const rows = await query<{ data: unknown; accountId: string }>(
    staff.db,
    `select data, account_id as "accountId" from journal where kind = 'law.changed' order by id`,
  )
  assert.deepEqual(rows, [{ data: { changeId: made.body.id, what: 'correction' }, accountId: staff.ids.administrator }])
  assert.equal((await strike(made.body.id)).status, 204)
  assert.equal((await inForce()).id, base)
  assert.equal((await strike(made.body.id)).status, 404)
  const old = await ask('GET', `/api/law/parts/505(1)?edition=${base}.1`)
  assert.equal(old.status, 200, 'a case begun under it finds it')
})

test('a part is corrected; what contradicts itself is refused with the field and what was expected', async () => {
  const part = (set: object) => ({ what: 'part', article: '597', part: '5-1', set })
  const wrong = await change({
    kind: 'correction',
    edition: base,
    validFrom: '2026-04-01',
    correction: part({ considersBy: ['sheriff'] }),
  })
  assert.equal(wrong.status, 422)
  assert.match(JSON.stringify(wrong.body.problems), /597\(5-1\)\.considersBy.*sheriff/)
  const made = await change({
    kind: 'correction',
    edition: base,
    validFrom: '2026-04-01',
    correction: part({ considersBy: ['policeHead'] }),
  })
  assert.equal(made.status, 201)
  const { body } = await ask('GET', '/api/law/parts/597(5-1)')
  assert.deepEqual(
    body.considersBy.map(({ ru }: { ru: string }) => ru),
    ['начальник отдела (отделения) полиции'],
  )
  await strike(made.body.id)
})

test('a new edition comes into force and is withdrawn; the last one in force can be neither withdrawn nor struck', async () => {
  const last = await change({ kind: 'withdrawal', edition: base })
  assert.equal(last.status, 422)
  const made = await change({ kind: 'edition', ...files('2026-06-11') })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal((await inForce()).id, 'koap-2026-06-11')
  const withdrawn = await change({ kind: 'withdrawal', edition: base })
  assert.equal(withdrawn.status, 201)
  const refused = await strike(made.body.id)
  assert.deepEqual([refused.status, refused.body.error], [409, 'last-edition'])
  assert.equal((await inForce()).id, 'koap-2026-06-11', 'a refused strike changes nothing')
  assert.equal((await strike(withdrawn.body.id)).status, 204)
  assert.equal((await strike(made.body.id)).status, 204)
  assert.equal((await inForce()).id, base)
  const again = await change({ kind: 'edition', ...files('2026-06-11') })
  assert.equal(again.status, 201)
  assert.equal((await inForce()).id, 'koap-2026-06-11-2')
  await strike(again.body.id)
})

test('hostile bodies are refused whole and leave nothing', async () => {
  const before = (await ask('GET', '/api/law/editions')).body.changes.length
  const spoiled = files('2026-06-11')
  spoiled.articles.articles[0].parts[0].sanctions[0].kind = '<script>'
  for (const body of [
    { kind: 'edition', articles: 7, procedure: null },
    { kind: 'edition', ...spoiled },
    { kind: 'calendar', year: 2027, days: { holidays: ['2026-01-01'], religious: [], note: '' } },
    { kind: 'correction', edition: base, validFrom: '2027-02-31', correction: { what: 'mrp', year: 2027, tenge: 1 } },
    {
      kind: 'correction',
      edition: base,
      validFrom: '2027-02-01',
      correction: { what: 'part', article: '505', part: '1', set: { __proto__: null, x: 1 } },
    },
    { kind: 'nothing' },
    { kind: 'withdrawal', edition: base, reason: ' ' },
  ]) {
    const { status, body: said } = await change(body)
    assert.equal(status, 422, JSON.stringify(said))
    assert.ok(said.problems.length > 0 && said.problems.every((one: { expected: { kk: string } }) => one.expected.kk))
  }
  assert.equal((await ask('POST', '/api/law/changes', [])).status, 400)
  assert.equal((await ask('GET', '/api/law/editions')).body.changes.length, before)
})

test('days off of a year are the department’s own', async () => {
  const days = { holidays: ['2028-01-01', '2028-01-03'], religious: [], off: [], worked: [], note: 'Проверка' }
  const made = await change({ kind: 'calendar', year: 2028, days })
  assert.equal(made.status, 201)
  const { law } = staff.running.deps
  assert.equal(isWorkday('2028-01-03', law.calendar(staff.departmentId)), false)
  assert.equal(isWorkday('2028-01-03', law.calendar(staff.running.deps.newId())), true)
  const { years } = (await ask('GET', '/api/law/editions')).body
  assert.deepEqual(years.at(-1).moved, ['2028-01-04'])
})

test('what another process changed is heard here, and another department keeps its own law', async () => {
  const { deps } = staff.running
  const other = deps.newId()
  await inTransaction(staff.db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Б', 'Б', now())`, [other])
    const person = { id: deps.newId(), departmentId: other, login: 'other.admin', name: 'Other', position: '' }
    await addAccount(
      tx,
      { ...person, role: 'administrator', locale: 'ru' },
      deps.now(),
      await hashPassword('a long password'),
    )
  })
  const door = await staff.signIn('other.admin')
  await query(
    staff.db,
    `with made as (
       insert into law_change (department_id, id, kind, edition, valid_from, document, reason, by_account, at)
       select $1, $2, 'correction', $3, '2026-04-01', '{"what": "mrp", "year": 2030, "tenge": 5000}', 'x y z', id, now()
       from account where login = 'other.admin' returning id)
     select pg_notify('uchastok_live', json_build_object('to', 'staff', 'type', 'law', 'departmentId', $1::text)::text) from made`,
    [other, deps.newId(), base],
  )
  for (let patience = 100; patience > 0; patience--) {
    if ((await door.ask('GET', '/api/law/edition')).body.mrp['2030'] === 5000) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal((await door.ask('GET', '/api/law/edition')).body.mrp['2030'], 5000)
  assert.equal((await inForce()).mrp['2030'], undefined)
  const foreign = (await door.ask('GET', '/api/law/editions')).body.changes[0].id
  assert.equal((await strike(foreign)).status, 404)
  assert.ok(localDay(deps.now()) > '2026-04-01')
})
