import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, query } from '../base/database.ts'
import type { IncidentPage } from '../incident/incident.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import { foldName } from './fold-name.ts'
import type { LinksView } from './links.ts'
import { openYard, type Yard } from './testing.ts'
import type { IncidentVehicles } from './vehicle.ts'
import type { FoundSubject, LookLine, NamedPage, SubjectRecord } from './view.ts'

let staff: Staff
let yard: Yard
let inspector: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
})
after(() => staff?.close())

async function ask<T>(method: string, path: string, body?: unknown, status = 200, door = inspector): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}
const why = (incidentId: string) => ({ incidentId, reason: 'установление нарушителя' })
const asked = (incidentId: string) => new URLSearchParams(why(incidentId)).toString()
const person = (more: Record<string, unknown> = {}) => ({
  kind: 'individual',
  surname: 'Примеров',
  given: 'Образец',
  ...more,
})
const name = async (id: string, subject: unknown, role = 'offender') =>
  (await ask<NamedPage>('POST', `/api/incidents/${id}/subjects`, { subject, role })).subjects.at(-1)?.id ?? ''
const subjectsOf = async (id: string) => (await ask<IncidentPage>('GET', `/api/incidents/${id}`)).subjects
const vehicles = (id: string) => ask<IncidentVehicles>('GET', `/api/incidents/${id}/vehicles`)

test('who is not known is kept by a description, and becomes a person with every incident kept', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  const id = await name(one, { kind: 'unknown', description: 'мужчина около 40, белая Газель' })
  await name(two, { id }, 'witness')
  assert.deepEqual(
    (await subjectsOf(one)).map(({ kind, name: shown }) => [kind, shown]),
    [['unknown', 'мужчина около 40, белая Газель']],
  )
  const done = await ask<{ id: string; mergeId: null }>('POST', `/api/people/${id}/identify`, {
    subject: person({ iin: '000101100016' }),
    ...why(one),
  })
  assert.deepEqual([done.id, done.mergeId], [id, null])
  const record = await ask<SubjectRecord>('GET', `/api/people/${id}?${asked(two)}`)
  assert.ok(record.details.kind === 'individual')
  assert.deepEqual(
    [record.details.description, record.details.birth, record.details.sex],
    ['мужчина около 40, белая Газель', '1800-01-01', 'm'],
  )
  assert.deepEqual(
    (await subjectsOf(two)).map(({ kind, role }) => [kind, role]),
    [['individual', 'witness']],
  )
})

test('a description that turns out to be somebody known becomes a part of that record, and the merge can be undone', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  const known = await name(one, person({ iin: '000101100708', residence: 'мкр Нурсат, 1' }))
  const seen = await name(two, { kind: 'unknown', description: 'в красной куртке' })
  await ask('POST', `/api/incidents/${two}/vehicles`, { vehicle: { plate: '111AAA17', ownerId: seen } })
  const bad = { subject: person({ iin: '000101100017' }), ...why(two) }
  assert.equal((await ask<{ rule: string }>('POST', `/api/people/${seen}/identify`, bad, 400)).rule, 'check')
  const subject = person({ iin: '0001 0110 0708', given: 'Образец' })
  const done = await ask<{ id: string; mergeId: string }>('POST', `/api/people/${seen}/identify`, {
    subject,
    ...why(two),
  })
  assert.equal(done.id, known)
  assert.deepEqual(
    (await subjectsOf(two)).map(({ id }) => id),
    [known],
  )
  assert.equal((await vehicles(two)).items[0]?.owner?.id, known)
  const record = await ask<SubjectRecord>('GET', `/api/people/${seen}?${asked(two)}`)
  assert.ok(record.id === known && record.details.kind === 'individual')
  assert.deepEqual([record.details.description, record.details.residence], ['в красной куртке', 'мкр Нурсат, 1'])
  const journal = (await ask<IncidentPage>('GET', `/api/incidents/${two}`)).journal.map(({ kind }) => kind)
  assert.ok(journal.includes('subject.merged'))

  assert.deepEqual(await ask('POST', `/api/people/merges/${done.mergeId}/undo`, why(two)), {
    keptId: known,
    goneId: seen,
  })
  assert.deepEqual(
    (await subjectsOf(two)).map(({ id, kind }) => [id, kind]),
    [[seen, 'unknown']],
  )
  assert.deepEqual(
    (await subjectsOf(one)).map(({ id }) => id),
    [known],
  )
  assert.equal((await vehicles(two)).items[0]?.owner?.id, seen)
  await ask('POST', `/api/people/merges/${done.mergeId}/undo`, why(two), 404)
})

test('two with different ИИН, or a person and a firm, never become one', async () => {
  const id = await yard.open()
  const one = await name(id, person({ iin: '140206100075' }))
  const other = await name(id, person({ iin: '250311100148' }))
  const firm = await name(id, { kind: 'entity', name: 'ТОО «Пример»' })
  assert.equal(
    (await ask<{ error: string }>('POST', `/api/people/${one}/merge`, { into: other, ...why(id) }, 409)).error,
    'other-number',
  )
  assert.equal(
    (await ask<{ error: string }>('POST', `/api/people/${one}/merge`, { into: firm, ...why(id) }, 409)).error,
    'other-kind',
  )
  await ask('POST', `/api/people/${one}/merge`, { into: one, ...why(id) }, 400)
  await ask('POST', `/api/people/${one}/merge`, { into: id, ...why(id) }, 404)
  await ask('POST', `/api/people/${one}/merge`, { into: other, ...why(id) }, 403, staff.doors.administrator)
  await ask('POST', `/api/people/${one}/identify`, { subject: person({ iin: '360416100210' }), ...why(id) }, 409)
})

test('a merge gives the number to the record that stays, and undone it goes back', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  const kept = await name(one, person({ surname: 'Безномерный' }))
  const gone = await name(two, person({ surname: 'Безномерный', iin: '360416100210' }))
  await name(two, { id: kept })
  const { mergeId } = await ask<{ mergeId: string }>('POST', `/api/people/${gone}/merge`, { into: kept, ...why(one) })
  assert.deepEqual(
    (await subjectsOf(two)).map(({ id, iin }) => [id, iin]),
    [[kept, '360416100210']],
  )
  await name(one, person({ surname: 'Безномерный', iin: '360416100210', workplace: 'сторож' }))
  await ask('POST', `/api/people/merges/${mergeId}/undo`, why(one))
  const after = await subjectsOf(two)
  assert.deepEqual(
    new Map(after.map(({ id, iin }) => [id, iin])),
    new Map([
      [gone, '360416100210'],
      [kept, null],
    ]),
  )
})

test('a foreigner without an ИИН is found by the passport, and by the name in other letters', async () => {
  const id = await yard.open()
  const identity = { type: 'foreignPassport', number: 'FA 1234567' }
  const first = await name(
    id,
    person({ surname: 'Қасымов', given: 'Alisher', identity, foreigner: true, citizenship: 'Узбекистан' }),
  )
  assert.equal(await name(await yard.open(), person({ surname: 'Касымов', given: 'Алишер', identity })), first)
  const refused = { subject: person({ identity: { type: 'foreignPassport', number: '<b>' } }), role: 'offender' }
  assert.equal((await ask<{ rule: string }>('POST', `/api/incidents/${id}/subjects`, refused, 400)).rule, 'letters')
  const found = async (wanted: object) =>
    (await ask<{ items: FoundSubject[] }>('POST', '/api/people/search', { ...wanted, ...why(id) })).items.map(
      (one) => one.id,
    )
  for (const wanted of [
    { document: 'FA1234567' },
    { document: '№ ҒА' },
    { name: 'Kassymov' },
    { name: 'касымов алишер' },
    { name: 'Қасымов' },
  ])
    assert.deepEqual(
      await found(wanted),
      'document' in wanted && wanted.document === '№ ҒА' ? [] : [first],
      JSON.stringify(wanted),
    )
})

test('a plate of a message is offered, linked only when somebody says so, and counts its incidents', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  for (const id of [one, two])
    await inTransaction(staff.db, (tx) =>
      query(tx, `update report set text = text || ', белая газель 123 авс 17' where incident_id = $1`, [id]),
    )
  const before = await vehicles(one)
  assert.deepEqual(
    [before.items, before.offered.map(({ plate, said }) => [plate, said])],
    [[], [['123ABC17', '123 авс 17']]],
  )
  const named = await ask<IncidentVehicles>('POST', `/api/incidents/${one}/vehicles`, {
    vehicle: { plate: '123ABC17', make: 'Газель' },
  })
  assert.deepEqual([named.offered, named.items[0]?.place?.ru, named.items[0]?.ownerHint], [[], 'Шымкент', 'individual'])
  const again = await ask<IncidentVehicles>('POST', `/api/incidents/${two}/vehicles`, {
    vehicle: { plate: 'kz123abc17', colour: 'белая', note: 'сгружала мешки' },
  })
  assert.deepEqual(
    [again.items[0]?.id, again.items[0]?.make, again.items[0]?.colour, again.items[0]?.incidents],
    [named.items[0]?.id, 'Газель', 'белая', 1],
  )
  const search = (plate: string, status = 200) =>
    ask<{ items: { plate: string }[] }>('POST', '/api/vehicles/search', { plate, ...why(one) }, status)
  for (const plate of ['123ABC17', '3AB', '1?3авс']) assert.equal((await search(plate)).items.length, 1, plate)
  assert.equal((await search('999ZZZ17')).items.length, 0)
  await search('1?', 400)
  const gone = await ask<IncidentVehicles>('DELETE', `/api/incidents/${one}/vehicles/${named.items[0]?.id}`)
  assert.deepEqual(gone.offered.length, 1)
  await ask('DELETE', `/api/incidents/${one}/vehicles/${named.items[0]?.id}`, undefined, 404)
})

test('a vehicle known by its looks becomes the one with the plate, and its incidents go with it', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  const seen = (
    await ask<IncidentVehicles>('POST', `/api/incidents/${one}/vehicles`, {
      vehicle: { colour: 'синий', make: 'КамАЗ', partial: '7*7' },
    })
  ).items[0]
  assert.equal(seen?.name, 'синий КамАЗ, 7?7')
  const known = (
    await ask<IncidentVehicles>('POST', `/api/incidents/${two}/vehicles`, { vehicle: { plate: '777KMZ17' } })
  ).items[0]
  const after = await ask<IncidentVehicles>('PATCH', `/api/incidents/${one}/vehicles/${seen?.id}`, {
    plate: '777 кмz 17',
  })
  assert.deepEqual([after.items.length, after.items[0]?.id, after.items[0]?.make], [1, known?.id, 'КамАЗ'])
  await ask('POST', `/api/incidents/${one}/vehicles`, { vehicle: { note: 'просто' } }, 400)
  await ask('POST', `/api/incidents/${one}/vehicles`, { vehicle: { plate: '111AAB17', ownerId: one } }, 404)
  const foreign = await ask<IncidentVehicles>('POST', `/api/incidents/${one}/vehicles`, {
    vehicle: { plate: '01 a 777 ba' },
  })
  assert.equal(foreign.items.at(-1)?.plate, '01 A 777 BA')
})

test('links tell offenders from witnesses, reach through a plate, stay in the department, and every person shown is written down', async () => {
  const [one, two, three] = [await yard.open(), await yard.open(), await yard.open()]
  const offender = await name(one, person({ iin: '580626100357' }))
  const witness = await name(one, person({ surname: 'Свидетелев' }), 'witness')
  for (const id of [one, two, three])
    await ask('POST', `/api/incidents/${id}/vehicles`, { vehicle: { plate: '321CBA17' } })
  const vehicle = (await vehicles(one)).items[0]
  assert.equal(vehicle?.incidents, 2)
  const links = await ask<LinksView>('GET', `/api/vehicles/${vehicle?.id}/links?${asked(one)}`)
  assert.deepEqual([links.incidents.length, links.people.length, links.more], [3, 2, false])
  const roles = links.ties.filter(({ from }) => from.type === 'person').map(({ from, as }) => [from.id, as])
  assert.deepEqual(
    new Map(roles as [string, string][]),
    new Map([
      [offender, 'offender'],
      [witness, 'witness'],
    ]),
  )
  assert.ok(links.incidents.every(({ hops, open }) => hops === 1 && open))
  const of = await ask<LinksView>('GET', `/api/people/${offender}/links?${asked(one)}`)
  assert.deepEqual(
    of.incidents.map(({ hops }) => hops),
    [1, 3, 3],
  )
  const looks = await query<{ n: number }>(staff.db, `select count(*)::int as n from look where what = 'links'`)
  assert.deepEqual(looks, [{ n: 5 }])
  await ask('GET', `/api/people/${offender}/links?incidentId=${one}&reason=x`, undefined, 400)
  await ask('GET', `/api/people/${one}/links?${asked(one)}`, undefined, 404)
  await ask('GET', `/api/people/${offender}/links?${asked(one)}`, undefined, 403, staff.doors.administrator)
})

test('the chief sees looks at vehicles and registers too, of one inspector or one person, and takes them as a table', async () => {
  const chief = staff.doors.chief
  const of = (filter: string) =>
    ask<{ items: LookLine[] }>('GET', `/api/looks?limit=100${filter}`, undefined, 200, chief)
  const { items } = await of('&what=vehicle')
  assert.ok(items.length >= 4 && items.every(({ what }) => what === 'vehicle'))
  assert.ok(items.some(({ vehicleName }) => vehicleName === '123ABC17'))
  const person = (await of('')).items.find(({ subjectId }) => subjectId)?.subjectId
  assert.ok((await of(`&subjectId=${person}`)).items.every(({ subjectId }) => subjectId === person))
  assert.deepEqual((await of(`&accountId=${staff.ids.chief}`)).items, [])
  const people = await ask<{ items: { id: string }[] }>('GET', '/api/looks/people', undefined, 200, chief)
  assert.deepEqual(
    people.items.map(({ id }) => id),
    [staff.ids.inspector],
  )
  const table = await fetch(`${staff.running.address}/api/looks/table?what=links`, {
    headers: { cookie: chief.cookie },
  })
  assert.equal(table.headers.get('content-type'), 'text/csv; charset=utf-8')
  const lines = (await table.text()).trim().split('\r\n')
  assert.equal(lines.length, 1 + 5 + 1)
  assert.equal(
    (await fetch(`${staff.running.address}/api/looks/table`, { headers: { cookie: inspector.cookie } })).status,
    403,
  )
})

test('names from before the folding are folded by the migration as the program folds them', async () => {
  for (const name of ['Қасымов Әлихан', 'Ёлкин-Соснов Юрий', 'Щукина Жанна', 'ТОО «Пример-2»']) {
    const [row] = await query<{ folded: string }>(
      staff.db,
      `select ${await foldingOfMigration()} as folded from (select $1::text as name) x`,
      [name],
    )
    assert.equal(row?.folded, foldName(name))
  }
})

async function foldingOfMigration(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const { migrationsDir } = await import('../base/migrate.ts')
  const text = await readFile(`${migrationsDir}0008-unknown-person.sql`, 'utf8')
  return /set folded = ([\s\S]*?);\n/.exec(text)?.[1] ?? ''
}
