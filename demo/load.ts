import { readFile } from 'node:fs/promises'
import { Logger, runOnce } from 'graphile-worker'
import { inTransaction, maybeOne, query } from '../src/base/database.ts'
import type { Deps } from '../src/base/deps.ts'
import type { JournalEvent } from '../src/base/journal.ts'
import { keepMedia } from '../src/base/keep-media.ts'
import { addAccount, hashPassword } from '../src/base/people.ts'
import { addChat } from '../src/chat/store.ts'
import type { WebChat } from '../src/chat/webchat.ts'
import { addAttachment } from '../src/incident/unsure.ts'
import { placesFile, placesOf } from '../src/inspection/gazetteer-file.ts'
import { area } from '../src/inspection/precinct.ts'
import { putPrecinct, replacePlaces, setInspectors } from '../src/inspection/store.ts'
import { sayAllNow } from '../src/reply/outbox.ts'
import { goOn } from '../src/way.ts'
import { chatLine, chatsFile, incidentsFile, peopleFile } from './files.ts'
import { live } from './life.ts'
import { demoPassword } from './password.ts'
import { hasDemo } from './people.ts'

/** What every paper of the demo's department says alike. */
const settings = {
  demo: true,
  papers: {
    drawnUpPlace: { ru: 'г. Шымкент, участковый пункт полиции', kk: 'Шымкент қаласы, учаскелік полиция пункті' },
    hearingPolice: { ru: 'г. Шымкент, отдел полиции, кабинет 12', kk: 'Шымкент қаласы, полиция бөлімі, 12-кабинет' },
    hearingCourt: {
      ru: 'г. Шымкент, специализированный суд по административным правонарушениям',
      kk: 'Шымкент қаласы, әкімшілік құқық бұзушылықтар жөніндегі мамандандырылған сот',
    },
    head: { ru: 'Начальнику отдела полиции', kk: 'Полиция бөлімінің бастығына' },
    prefixes: { protocol: 'У-' },
  },
}

const folder = new URL('./', import.meta.url)
const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, folder), 'utf8'))
const photo = (name: string) => readFile(new URL(`photos/${name}`, folder))

/** A clock that the loader turns back, so that the week has happened when it is over. */
export interface DemoClock {
  now(): Date
  at: Date | null
}

export function demoClock(): DemoClock {
  const clock: DemoClock = { at: null, now: () => clock.at ?? new Date() }
  return clock
}

interface Moment {
  at: number
  happen(): Promise<void>
}

/** Fills an empty database with the invented district and lets its week happen; does nothing on one that has a department. */
export async function loadDemo(deps: Deps, clock: DemoClock): Promise<boolean> {
  if (await hasDemo(deps.db, deps.config.dataDir)) return false
  const end = Date.now()
  clock.at = new Date(end - 30 * 86_400_000)
  const people = peopleFile.parse(await json('people.json'))
  const chats = chatsFile.parse(await json('chats.json'))
  const incidents = incidentsFile.parse(await json('incidents.json'))
  const places = placesFile.parse(await json('district.geojson'))
  const departmentId = deps.newId()
  const accounts = await addPeople(deps, departmentId, people)
  const precincts = await addPlaces(deps, departmentId, places, people, accounts)
  const moments: Moment[] = []
  const webchat = deps.channels.get('webchat') as WebChat
  for (const chat of chats) {
    const id = deps.newId()
    const precinctId = precincts.get(chat.precinct) ?? null
    const title = chat.leaning === 'kk' ? chat.title_kk : chat.title_ru
    const row = {
      id,
      departmentId,
      channel: 'webchat',
      externalId: id,
      title,
      slug: chat.id,
      precinctId,
      lang: chat.leaning,
    }
    await inTransaction(deps.db, (tx) => addChat(tx, row, deps.now()))
    const lines = (await readFile(new URL(chat.file, folder), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => chatLine.parse(JSON.parse(line)))
    const idOf = new Map(lines.map((line) => [line.i, messageId(deps, end, line.at_minutes_before_now)]))
    for (const line of lines) {
      const at = end - line.at_minutes_before_now * 60_000
      const bytes = line.photo ? await photo(line.photo) : null
      moments.push({
        at,
        async happen() {
          const kept = bytes && line.media ? await keepMedia(deps.files, deps.config, bytes, line.media) : null
          const files =
            kept && !('refused' in kept) && line.media ? [{ hash: kept.hash, kind: line.media, mime: kept.mime }] : []
          const messageIdHere = idOf.get(line.i) ?? deps.newId()
          await webchat.say(
            id,
            {
              id: messageIdHere,
              at: new Date(at),
              author: `demo:${chat.id}:${line.author}`,
              authorName: line.author,
              text: line.text,
              media: line.media,
              attachments: files.map(({ hash, kind }) => ({ kind, name: null, open: () => deps.files.read(hash) })),
              location: null,
              replyTo: line.reply === null ? null : (idOf.get(line.reply) ?? null),
              direct: false,
            },
            files,
          )
        },
      })
    }
    for (const incident of incidents.filter((one) => one.chat === chat.id)) {
      const messages = incident.messages.map((i) => idOf.get(i)).filter((one) => one !== undefined)
      moments.push(
        ...live(deps, {
          incident,
          departmentId,
          chatId: id,
          messages,
          end,
          accounts,
          bring: (name, purpose, by, incidentId) => bring(deps, name, purpose, by, incidentId, departmentId),
          places,
        }),
      )
    }
  }
  await happenInOrder(deps, clock, moments)
  await webchat.purge()
  return true
}

/** Ids that sort with the time of the message, as the rooms' own do. */
function messageId(deps: Deps, end: number, minutes: number): string {
  const at = Math.round(end - minutes * 60_000)
  const hex = at.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}${deps.newId().slice(13)}`
}

async function addPeople(
  deps: Deps,
  departmentId: string,
  people: ReturnType<typeof peopleFile.parse>,
): Promise<Map<string, string>> {
  const hash = await hashPassword(demoPassword)
  const accounts = new Map<string, string>()
  await inTransaction(deps.db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, settings, created_at) values ($1, $2, $3, $4, $5)`, [
      departmentId,
      people.department.name_ru,
      people.department.name_kk,
      JSON.stringify(settings),
      deps.now(),
    ])
    for (const person of people.staff) {
      const id = deps.newId()
      accounts.set(person.login, id)
      const inKazakh = person.locale === 'kk'
      const account = {
        id,
        departmentId,
        login: person.login,
        name: inKazakh ? person.name_kk : person.name_ru,
        position: inKazakh ? person.position_kk : person.position_ru,
        role: person.role,
        locale: person.locale,
      }
      await addAccount(tx, account, deps.now(), hash)
    }
  })
  return accounts
}

async function addPlaces(
  deps: Deps,
  departmentId: string,
  places: ReturnType<typeof placesFile.parse>,
  people: ReturnType<typeof peopleFile.parse>,
  accounts: Map<string, string>,
): Promise<Map<number, string>> {
  const precincts = new Map<number, string>()
  await inTransaction(deps.db, async (tx) => {
    await replacePlaces(
      tx,
      departmentId,
      placesOf(places).map((place) => ({ ...place, id: deps.newId() })),
    )
    for (const { geometry, properties } of places.features.filter((one) => one.properties.kind === 'precinct')) {
      const number = Number(properties.number)
      const precinct = {
        id: deps.newId(),
        number: String(number),
        nameRu: properties.name_ru ?? '',
        nameKk: properties.name_kk ?? '',
        area: area.parse(geometry),
      }
      const id = await putPrecinct(tx, departmentId, precinct)
      precincts.set(number, id)
      const inspectors = people.staff
        .filter((one) => one.role === 'inspector' && one.precinct === number)
        .map((one) => accounts.get(one.login) ?? '')
      await setInspectors(tx, id, inspectors)
    }
  })
  return precincts
}

async function bring(
  deps: Deps,
  name: string,
  purpose: string,
  by: string,
  incidentId: string,
  departmentId: string,
): Promise<string> {
  const kept = await keepMedia(deps.files, deps.config, await photo(name), 'photo')
  if ('refused' in kept) throw new Error(`demo/photos/${name} was refused: ${kept.refused}`)
  const id = deps.newId()
  await inTransaction(deps.db, (tx) =>
    addAttachment(
      tx,
      { ...kept, id, departmentId, incidentId, purpose, kind: 'photo', caption: '', byAccount: by },
      deps.now(),
    ),
  )
  return id
}

/** Each moment at its own time, and after each the steps that it set off. */
async function happenInOrder(deps: Deps, clock: DemoClock, moments: Moment[]): Promise<void> {
  moments.sort((a, b) => a.at - b.at)
  for (const moment of moments) {
    clock.at = new Date(moment.at)
    await moment.happen()
    // The bot answers a little after the message, as it does in life.
    clock.at = new Date(moment.at + 2000)
    await settle(deps)
  }
  clock.at = null
  await deps.ears.flush()
}

const quiet = new Logger(() => () => {})

async function settle(deps: Deps): Promise<void> {
  const waiting = await maybeOne(deps.db, 'select 1 as job from graphile_worker._private_jobs limit 1')
  if (!waiting) return
  await runOnce({
    pgPool: deps.db.pool,
    noHandleSignals: true,
    logger: quiet,
    taskList: { way: (payload) => goOn(deps, payload as JournalEvent) },
  })
  await sayAllNow(deps)
}
