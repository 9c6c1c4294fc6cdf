import type { Route, Urgency } from '../detection/categories.ts'

/** The first answer: until when a person must have looked at an incident. */

export interface AnswerMinutes {
  emergency: number
  now: number
  today: number
  normal: number
}

/** The default promise; a department may set its own. */
export const answerMinutes: AnswerMinutes = { emergency: 5, now: 15, today: 60, normal: 240 }

/** Until when a person must have looked at it. */
export function answerDue(
  route: Route,
  urgency: Urgency,
  openedAt: Date,
  minutes: AnswerMinutes = answerMinutes,
): Date {
  const allowed = route === 'emergency' ? minutes.emergency : minutes[urgency]
  return new Date(openedAt.getTime() + allowed * 60_000)
}
