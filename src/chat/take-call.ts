import type { z } from 'zod'
import { parseJson } from './bounded.ts'
import type { WebhookAnswer } from './channel.ts'
import type { Heard, Intake } from './intake.ts'

export type Told = Heard | null | 'unknown'

/** Hands on what is told; whether all of it was taken. */
export async function takeTold(intake: Intake, told: readonly Told[]): Promise<boolean> {
  intake.countUnknown(told.filter((one) => one === 'unknown').length)
  return (await intake.take(told.filter((one) => one !== null && one !== 'unknown'))).size === 0
}

/** The answer to a messenger's call; what was not taken it brings again. */
export async function takeCall<T>(
  intake: Intake,
  body: Buffer,
  shape: z.ZodType<T>,
  read: (call: T) => Promise<readonly Told[]>,
): Promise<WebhookAnswer> {
  if (!intake.isListening()) return { status: 503, body: 'Nobody hears yet: call listen() first.' }
  const call = shape.safeParse(parseJson(body.toString('utf8')))
  if (!call.success) return { status: 400 }
  const taken = read(call.data).then((told) => takeTold(intake, told))
  return { status: (await taken.catch(() => false)) ? 200 : 500 }
}
