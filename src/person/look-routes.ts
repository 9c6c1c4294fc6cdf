import { z } from 'zod'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need } from '../base/http.ts'
import { readCursor, writeCursor } from '../incident/queue.ts'
import { csvOf } from './csv-text.ts'
import { lookers, looksOf } from './look-store.ts'
import { looksPage, looksQuery } from './view.ts'

const answers = { '4xx': errorBody }
/** As many as a spreadsheet on an office machine opens without pain. */
const mostInTable = 50_000

/** The journal of looks: who looked at whose data, when and why. */
export function lookRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/looks',
    { schema: { querystring: looksQuery, response: { 200: looksPage, ...answers } } },
    async (request) => {
      const who = need(request, 'seeLooks')
      const { before, limit, ...wanted } = request.query
      const cursor = readCursor(before)
      if (before && !cursor)
        throw new HttpError(400, 'bad-input', 'before: take it from the page before.', { field: 'before' })
      const rows = await looksOf(deps.db, who.departmentId, { ...wanted, before: cursor, limit: limit + 1 })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items, next: rows.length > limit && last ? writeCursor({ openedAt: last.at, id: last.id }) : null }
    },
  )

  app.get(
    '/api/looks/people',
    {
      schema: {
        response: { 200: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }), ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'seeLooks')
      return { items: await lookers(deps.db, who.departmentId) }
    },
  )

  app.get(
    '/api/looks/table',
    {
      schema: {
        querystring: looksQuery.omit({ before: true, limit: true }),
        response: { 200: z.string(), ...answers },
      },
    },
    async (request, reply) => {
      const who = need(request, 'seeLooks')
      const page = { ...request.query, before: null, limit: mostInTable }
      const rows = await looksOf(deps.db, who.departmentId, page)
      const heads = headings[who.locale === 'kk' ? 'kk' : 'ru']
      const lines = rows.map((row) => [
        ...[row.at, row.byName, heads.what[row.what], row.subjectName ?? row.vehicleName ?? '', row.register ?? ''],
        ...[row.incidentNumber === null ? '' : String(row.incidentNumber), row.reason, String(row.found)],
      ])
      reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="looks.csv"')
      return csvOf([heads.columns, ...lines])
    },
  )
}

const headings = {
  ru: {
    columns: ['Время (UTC)', 'Сотрудник', 'Действие', 'О ком', 'Реестр', 'Происшествие', 'Причина', 'Найдено'],
    what: {
      search: 'поиск',
      open: 'открыта карточка',
      links: 'связи',
      vehicle: 'транспорт',
      register: 'реестр',
      penalties: 'взыскания',
    },
  },
  kk: {
    columns: ['Уақыты (UTC)', 'Қызметкер', 'Әрекет', 'Кім туралы', 'Тізілім', 'Оқиға', 'Себебі', 'Табылғаны'],
    what: {
      search: 'іздеу',
      open: 'карточка ашылды',
      links: 'байланыстар',
      vehicle: 'көлік',
      register: 'тізілім',
      penalties: 'жазалар',
    },
  },
}
