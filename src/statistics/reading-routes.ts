import { type App, account, errorBody } from '../base/http.ts'
import { readingCardAnswer } from './reading-card.ts'
import { loadReadingCard } from './reading-card-file.ts'

/** How well the program reads messages: for all staff, because all of them judge its suggestions. */
export function readingRoutes(app: App): void {
  app.get(
    '/api/reading/card',
    { schema: { response: { 200: readingCardAnswer, '4xx': errorBody } } },
    async (request) => {
      account(request)
      return { card: await loadReadingCard() }
    },
  )
}
