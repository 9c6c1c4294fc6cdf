import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { changeLearning, learningOf } from './lesson-store.ts'

export const learningView = z.object({
  allowed: z.boolean(),
  /** When it was switched last, and by whom. */
  since: z.iso.datetime().nullable(),
  byName: z.string().nullable(),
  lessons: z.number().int(),
})
export type LearningView = z.infer<typeof learningView>

const answer = { 200: learningView, '4xx': errorBody }

/** Whether messages that a person corrected may be kept, stripped of people, to learn from. */
export function learningRoutes(app: App, deps: Deps): void {
  const view = async (departmentId: string): Promise<LearningView> => {
    const learning = await learningOf(deps.db, departmentId)
    return { ...learning, since: learning.since?.toISOString() ?? null }
  }

  app.get('/api/learning', { schema: { response: answer } }, async (request) =>
    view(need(request, 'allowLearning').departmentId),
  )

  app.put(
    '/api/learning',
    { schema: { body: z.object({ allowed: z.boolean() }), response: answer } },
    async (request) => {
      const who = need(request, 'allowLearning')
      const { allowed } = request.body
      await inTransaction(deps.db, async (tx) => {
        const done = await changeLearning(tx, who.departmentId, allowed)
        if (!done) return
        await record(tx, {
          departmentId: who.departmentId,
          kind: 'learning.changed',
          at: deps.now(),
          accountId: who.id,
          data: { allowed, forgotten: done.forgotten },
        })
      })
      return view(who.departmentId)
    },
  )
}
