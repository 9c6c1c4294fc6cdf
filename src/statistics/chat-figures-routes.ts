import { z } from 'zod'
import { instant, localDay } from '../base/calendar.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need, notFound } from '../base/http.ts'
import { findChatOf } from '../chat/store.ts'
import { chatFigures } from './chat-figures-store.ts'

const count = z.number().int()
const answer = z.object({
  ...{ messages: count, days: count, chatter: count, reports: count, mistaken: count },
  ...{ incidents: count, confirmed: count, flagged: count },
  answerMinutes: count.nullable(),
})
export type ChatFiguresView = z.infer<typeof answer>

const period = 30 * 86_400_000

/** How a chat fared in the last thirty days. */
export function chatFiguresRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/chats/:id/figures',
    { schema: { params: z.object({ id: z.uuid() }), response: { 200: answer, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const chat = await findChatOf(deps.db, who.departmentId, request.params.id)
      if (!chat) throw notFound('The chat')
      const since = localDay(new Date(deps.now().getTime() - period))
      return chatFigures(deps.db, who.departmentId, chat.id, since, instant(since))
    },
  )
}
