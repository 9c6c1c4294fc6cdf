import type { z } from 'zod'
import { parseJson } from './bounded.ts'
import type { WebhookAnswer } from './channel.ts'
import type { Heard, Intake } from './intake.ts'
import type { Message } from './message.ts'
import { orderOf } from './order.ts'

export type Told = Heard | null | 'unknown'

/** A new message as what it is to us: nothing, an order, or words. */
export function saidAs(about: Pick<Heard, 'chat' | 'at' | 'delivery'>, message: Message): Heard | null {
  if (message.text.trim() === '' && message.media === null) return null
  // What stands under a picture is about the picture.
  const command = message.media === null ? orderOf(message) : null
  return command ? { ...about, to: 'command', command } : { ...about, to: 'message', message }
}

/** Hands on what is told; the deliveries that must be brought again. */
export function takeTold(intake: Intake, told: readonly Told[]): Promise<Set<string>> {
  intake.countUnknown(told.filter((one) => one === 'unknown').length)
  return intake.take(told.filter((one) => one !== null && one !== 'unknown'))
}

/** The answer to a messenger's call, if it has shown that it is one (`isOurs`); what was not taken it brings again. */
export async function takeCall<T>(
  intake: Intake,
  isOurs: boolean,
  body: Buffer,
  shape: z.ZodType<T>,
  read: (call: T) => Promise<readonly Told[]>,
): Promise<WebhookAnswer> {
  if (!isOurs) {
    intake.countForged()
    return { status: 401 }
  }
  if (!intake.isListening()) return { status: 503, body: 'Nobody hears yet: call listen() first.' }
  const call = shape.safeParse(parseJson(body.toString('utf8')))
  if (!call.success) return { status: 400 }
  const missed = read(call.data).then((told) => takeTold(intake, told))
  return { status: (await missed.catch(() => null))?.size === 0 ? 200 : 500 }
}
