import { run as change, inTransaction } from '../src/base/database.ts'
import { askFromOutside } from './client.ts'
import { figure, percentile } from './machine.ts'
import { openTown } from './town.ts'

/** The queue and the page of an incident over a million incidents, asked by four clients over HTTP. */
export async function benchMillion(scale: number): Promise<void> {
  const rows = Math.round(1_000_000 * scale)
  const town = await openTown({ precincts: 200, chats: 200 })
  const { db } = town.running.deps
  try {
    await inTransaction(db, async (tx) => {
      await change(
        tx,
        `insert into incident (department_id, id, status, category, route, urgency, suggested, lang, title, precinct_id, inspector_id,
           chat_id, place_text, lon, lat, opened_at, happened_at, answer_due, answered_at, closed_at)
         select $1, gen_random_uuid(),
           case when n % 100 = 0 then 'new' when n % 50 = 1 then 'accepted' when n % 100 = 2 then 'ordered' else 'closed' end,
           (array['waste','noise','parking','dogs','drinking','smoking','utilities'])[1 + n % 7], 'offence', 'normal',
           '{"category":"waste","route":"offence","urgency":"normal","place":""}', 'ru',
           'Соседи, во дворе опять ' || (array['мусор у контейнеров','музыка ночью','машина на газоне','собака без поводка'])[1 + n % 4],
           ($2::uuid[])[1 + n % 200], ($3::uuid[])[1 + n % 200], (select id from chat limit 1), 'дом ' || n % 90, 69 + (n % 200) / 100.0, 42.005,
           now() - n * interval '20 seconds', now() - n * interval '20 seconds', now(),
           case when n % 100 = 0 then null else now() - n * interval '19 seconds' end, case when n % 100 in (0, 1, 2, 51) then null else now() end
         from generate_series(1, $4::int) n`,
        [town.departmentId, town.precinctIds, town.inspectorIds, rows],
      )
      await change(
        tx,
        `insert into report (department_id, id, chat_id, external_id, incident_id, state, kind, at, received_at, author, author_name, text, reading, secret)
         select i.department_id, gen_random_uuid(), i.chat_id, i.id::text || g, i.id, 'joined', 'report', i.opened_at, i.opened_at, 'a', 'Resident',
           i.title, '{"kind":"report","category":"waste","route":"offence","urgency":"normal","places":[],"lang":"ru","incident":"1","likelihood":0.9,"why":[]}',
           gen_random_uuid()::text
         from incident i, generate_series(1, 2) g where i.number % 20 = 0`,
      )
    })
    await db.pool.query('vacuum analyze')
    const ids = (
      await db.pool.query<{ id: string }>('select id from incident where number % 20 = 0 order by random() limit 400')
    ).rows.map(({ id }) => id)
    const [chief, inspector] = [await town.signIn('chief'), await town.signIn('inspector7')]
    const { precinctIds } = town
    const questions: [string, Record<string, string>, (n: number) => string][] = [
      ['queue, inspector, all', inspector, () => '/api/incidents?tab=all'],
      ['queue, inspector, new', inspector, () => '/api/incidents?tab=new'],
      ['queue, inspector, mine', inspector, () => '/api/incidents?tab=mine'],
      ['queue, chief, all precincts, new', chief, () => '/api/incidents?tab=new'],
      [
        'queue, chief, one precinct, closed',
        chief,
        (n) => `/api/incidents?tab=closed&precinct=${precinctIds[n % precinctIds.length]}`,
      ],
      ['page of an incident', chief, (n) => `/api/incidents/${ids[n % ids.length]}`],
    ]
    for (const [name, headers, path] of questions) {
      const paths = Array.from({ length: 400 }, (_, n) => path(n))
      const times = await askFromOutside({ address: town.running.address, headers, paths, clients: 4 })
      figure(
        `${name}: p50 over ${rows.toLocaleString('en-US')}`,
        percentile(times, 0.5),
        'ms',
        `p95 ${percentile(times, 0.95).toFixed(1)} ms, 4 clients, ${times.length} asked`,
      )
    }
  } finally {
    await town.close()
  }
}
