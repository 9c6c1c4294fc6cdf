import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { addAccount, hashPassword } from '../base/people.ts'
import { addChat, getChat } from '../chat/store.ts'
import { type Category, usualRoute } from '../detection/categories.ts'
import { keepReport } from '../detection/store.ts'
import { assign } from '../incident/act-store.ts'
import { addIncident, joinReport } from '../incident/store.ts'
import { putPrecinct, setInspectors } from '../inspection/store.ts'

/** Two precincts with an inspector each, and incidents in the first one, for the tests of people and papers. */

/** Who sent the messages: must never stand in a paper. */
export const reporter = 'Соседова Бдительность'

const square = (lon: number) => ({
  type: 'Polygon' as const,
  coordinates: [[[lon, 42.3], [lon + 0.1, 42.3], [lon + 0.1, 42.4], [lon, 42.4], [lon, 42.3]] as [number, number][]], // biome-ignore format: a shape
})

export interface Yard {
  /** The login of the second precinct's inspector. */
  neighbour: string
  /** A new incident of the first precinct, a day old, with one message by `reporter`. */
  open(category?: Category): Promise<string>
}

export async function openYard(deps: Deps, departmentId: string, inspectorId: string, password: string): Promise<Yard> {
  const { newId, now } = deps
  const [neighbourId, chatId, first] = [newId(), newId(), newId()]
  const neighbour = `neighbour-${neighbourId.slice(-6)}`
  const hash = await hashPassword(password)
  await inTransaction(deps.db, async (tx) => {
    const account = { id: neighbourId, departmentId, login: neighbour, name: 'Сосед Инспектор', position: '' }
    await addAccount(tx, { ...account, role: 'inspector', locale: 'ru' }, now(), hash)
    for (const [index, inspector] of [inspectorId, neighbourId].entries()) {
      const names = { number: `${index + 1}`, nameRu: `Участок ${index + 1}`, nameKk: `Учаске ${index + 1}` }
      const id = index === 0 ? first : newId()
      await putPrecinct(tx, departmentId, { id, ...names, area: square(69.5 + index) })
      await setInspectors(tx, id, [inspector])
    }
    const chat = { id: chatId, departmentId, channel: 'memory', externalId: chatId, title: 'Двор', slug: null }
    await addChat(tx, { ...chat, precinctId: first, lang: 'ru' }, now())
  })
  const chat = await getChat(deps.db, chatId)
  return {
    neighbour,
    async open(category = 'waste') {
      const [id, reportId] = [newId(), newId()]
      const at = new Date(now().getTime() - 86_400_000)
      const route = usualRoute[category]
      const text = 'у дома 14/2 опять мешки со строительным мусором в контейнере'
      const places = [{ start: 2, end: 11, text: 'дома 14/2' }]
      const nothing = { replyTo: null, direct: false, media: null, attachments: [], location: null }
      const message = { id: reportId, at, author: `u-${reportId}`, authorName: reporter, text, ...nothing }
      const reading = {
        kind: 'report',
        category,
        route,
        urgency: 'normal',
        places,
        lang: 'ru',
        incident: null,
      } as const
      await inTransaction(deps.db, async (tx) => {
        const kept = { id: reportId, secret: deps.newSecret(), state: 'waiting', now: at } as const
        await keepReport(
          tx,
          chat,
          message,
          { ...reading, places, likelihood: 0.9, why: [], categories: [], times: [], also: [] },
          kept,
        )
        await addIncident(tx, {
          ...{ departmentId, id, category, route, urgency: 'normal', lang: 'ru', title: text, chatId, thread: null },
          suggested: { category, route, urgency: 'normal', place: 'дома 14/2' },
          ...{ placeText: 'дома 14/2', point: null, openedAt: at, happenedAt: at, answerDue: now() },
        })
        await joinReport(tx, departmentId, reportId, id)
        await assign(tx, { departmentId, id }, { precinctId: first, inspectorId, why: 'chat' }, at)
      })
      return id
    },
  }
}
