import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { query } from '../base/database.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import type { RegisterFound, RegisterLoaded, RegistersView } from './register.ts'
import { openYard } from './testing.ts'

let staff: Staff
let inspector: Door
let chief: Door
let incident: string

before(async () => {
  staff = await startStaff()
  const yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
  chief = staff.doors.chief
  incident = await yard.open()
})
after(() => staff?.close())

const send = (door: Door, register: string, bytes: string | Uint8Array, validOn = '2026-11-01') => {
  const form = new FormData()
  form.append('file', new Blob([bytes as BlobPart]), '../выгрузка.csv')
  return door.ask('POST', `/api/registers/${register}?validOn=${validOn}`, form)
}
const find = async (register: string, key: string, door = inspector) => {
  const body = { register, key, incidentId: incident, reason: 'установление нарушителя' }
  const answer = await door.ask('POST', '/api/registers/find', body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as RegisterFound
}
/** «ИИН;ФИО» and one person, as Windows writes it. */
const inWindows = (text: string) =>
  Uint8Array.from([...text], (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code < 128 ? code : code === 0x401 ? 0xa8 : code === 0x451 ? 0xb8 : code - 0x410 + 0xc0
  })

test('as long as nothing was loaded a register is not connected, and asking it is written down all the same', async () => {
  const { body } = await chief.ask('GET', '/api/registers')
  assert.deepEqual(
    (body as RegistersView).items.map(({ register, state }) => [register, state.state]),
    ['persons', 'entities', 'vehicles', 'penalties'].map((register) => [register, 'not-connected']),
  )
  assert.deepEqual(await find('persons', '000101100016'), {
    register: 'persons',
    state: { state: 'not-connected' },
    items: [],
  })
  const looks = await query(staff.db, 'select what, register, found, reason from look')
  assert.deepEqual(looks, [{ what: 'register', register: 'persons', found: 0, reason: 'установление нарушителя' }])
})

test('inspectors load nothing, administrators ask nothing, strangers neither', async () => {
  assert.equal((await send(inspector, 'persons', 'ИИН;ФИО')).status, 403)
  assert.equal((await inspector.ask('DELETE', '/api/registers/persons')).status, 403)
  const body = { register: 'persons', key: '000101100016', incidentId: incident, reason: 'просто так' }
  assert.equal((await staff.doors.administrator.ask('POST', '/api/registers/find', body)).status, 403)
  assert.equal((await inspector.ask('POST', '/api/registers/find', { ...body, reason: 'x' })).status, 400)
})

test('a file is taken line by line; what cannot be taken is told with its line, column and why', async () => {
  const text = [
    '\uFEFFИИН;ФИО;Адрес;Телефон',
    '000101100016;Примеров Образец Тестович;"мкр Нурсат; 1";+77010000000',
    '000101100017;Неверный Номер;;',
    '"не закрыта"так;x;;',
    '000101100708;Үлгібаев Мысал;;',
    `000101100016;${'я'.repeat(30_000)};;`,
    '000101100016;\0;;',
  ].join('\r\n')
  const { status, body } = await send(chief, 'persons', text)
  assert.equal(status, 200, JSON.stringify(body))
  const loaded = body as RegisterLoaded
  assert.deepEqual(
    loaded.lines.map(({ line, column, why }) => [line, column, why.ru.slice(0, 20)]),
    [
      [3, 'ИИН', 'Не сходится контроль'],
      [4, '', 'кавычка не закрыта и'],
      [6, '', 'строка длиннее 20 00'],
      [7, '', 'нулевой знак: файл п'],
    ],
  )
  assert.ok(loaded.state.state === 'file')
  assert.deepEqual([loaded.state.rows, loaded.state.refused, loaded.state.name], [2, 4, 'выгрузка.csv'])
  const { items } = await find('persons', '0001 0110 0016')
  assert.ok(items[0]?.kind === 'individual')
  assert.deepEqual([items.length, items[0].surname, items[0].residence], [1, 'Примеров', 'мкр Нурсат; 1'])
})

test('Windows-1251 is read; a newer file takes the place of the older, an older one is refused', async () => {
  assert.equal((await send(chief, 'persons', 'ИИН;ФИО\n000101100016;Старый Файл', '2026-10-01')).status, 409)
  const { status, body } = await send(chief, 'persons', inWindows('ИИН,ФИО\n000101100708,Ёлкин Пример'), '2026-11-02')
  assert.equal(status, 200, JSON.stringify(body))
  const [one, other] = [await find('persons', '000101100708'), await find('persons', '000101100016')]
  assert.ok(one.items[0]?.kind === 'individual')
  assert.equal(one.items[0].surname, 'Ёлкин')
  assert.deepEqual(other.items, [])
  const rows = await query(staff.db, 'select count(*)::int as n from register_row')
  assert.deepEqual(rows, [{ n: 1 }])
})

test('a file without the column that is needed, without a good line, or of another kind is refused and leaves nothing', async () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['entities', 'ИИН;Название\n1;2', 'register-column'],
    ['entities', 'БИН;Название\n001301100016;ТОО', 'register-empty'],
    ['entities', '', 'register-empty'],
    ['entities', new Uint8Array(2_000_000), 'register-empty'],
    ['entities', `БИН;Название\n${'"x"y;\n'.repeat(6000)}`, 'register-broken'],
    ['vehicles', 'x'.repeat(10_000_000), 'register-empty'],
  ]
  for (const [register, bytes, error] of cases) {
    const { status, body } = await send(chief, register, bytes)
    assert.deepEqual([status, body.error], [400, error], JSON.stringify(body).slice(0, 200))
  }
  assert.equal((await send(chief, 'persons', 'ИИН;ФИО', '2030-01-01')).status, 400)
  assert.equal((await chief.ask('POST', '/api/registers/persons', {})).status, 400)
  const files = await query(staff.db, `select count(*)::int as n from register_file where register <> 'persons'`)
  assert.deepEqual(files, [{ n: 0 }])
})

test('twenty thousand lines are taken, plates are found by their look-alikes, and the file can be removed', async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, at) =>
      `${String(at % 1000).padStart(3, '0')}A${String.fromCharCode(65 + (at % 26))}${String.fromCharCode(65 + Math.floor(at / 1000))}17;Газель;белая`,
  )
  const { body } = await send(staff.doors.administrator, 'vehicles', `Номер;Марка;Цвет\n${lines.join('\n')}`)
  assert.equal((body as { state: { rows: number } }).state.rows, 20_000)
  assert.equal((await find('vehicles', '000 аа 17')).items.length, 0)
  assert.equal((await find('vehicles', '000 ААА 17')).items.length, 1)
  const journal = await query(
    staff.db,
    `select kind, data->>'register' as register from journal where kind = 'register.changed' order by id desc limit 1`,
  )
  assert.deepEqual(journal, [{ kind: 'register.changed', register: 'vehicles' }])
  const gone = await chief.ask('DELETE', '/api/registers/vehicles')
  assert.equal((gone.body as RegistersView).items[2]?.state.state, 'not-connected')
  assert.equal((await chief.ask('DELETE', '/api/registers/vehicles')).status, 404)
  assert.deepEqual((await find('vehicles', '000AAA17')).items, [])
})
