import { z } from 'zod'
import type { App } from '../base/http.ts'
import { openAnswers, openEvent, openSaid, openTaken } from './open-shapes.ts'

const schema = (of: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' })
  return rest
}
const body = (of: z.ZodType, type = 'application/json') => ({ content: { [type]: { schema: schema(of) } } })
const answer = (description: string, of: z.ZodType, type?: string) => ({ description, ...body(of, type) })
const header = (name: string, description: string, required = false) => ({
  ...{ name, in: 'header', required, description, schema: { type: 'string' } },
})
const problems = { '4XX': answer('What was expected.', openAnswers.problem, 'application/problem+json') }
const again = { '503': answer('Not kept: send it again.', openAnswers.problem, 'application/problem+json') }
const form = z.object({ event: z.string().describe('The event, as JSON.') })

/** The open slot, version 1, as OpenAPI 3.1. */
export const openChannelApi = {
  openapi: '3.1.0',
  info: { title: 'Uchastok: the open channel', version: '1.0.0', description: 'docs/channels.md' },
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/hooks/{hook}': {
      parameters: [{ name: 'hook', in: 'path', required: true, schema: { type: 'string' } }],
      post: {
        summary: 'An event of your system.',
        parameters: [
          header('Idempotency-Key', 'The same for every try of one event.', true),
          header('X-Uchastok-Timestamp', 'Seconds since 1970, when signed.'),
          header('X-Uchastok-Signature', 'sha256=<HMAC-SHA256 of "timestamp.body">; checked when it is there.'),
        ],
        requestBody: {
          required: true,
          content: { ...body(openEvent).content, ...body(form, 'multipart/form-data').content },
        },
        responses: { '200': answer('Forgotten or kept.', openAnswers.heard), ...problems, ...again },
      },
      get: {
        summary: 'What waits for you, where you are not called.',
        parameters: ['after', 'limit'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
        responses: { '200': answer('The oldest first.', openAnswers.events), ...problems },
      },
    },
  },
  webhooks: {
    said: {
      post: {
        summary: 'What we say, at your webhookUrl.',
        parameters: ['Idempotency-Key', 'X-Uchastok-Timestamp', 'X-Uchastok-Signature'].map((name) =>
          header(name, '', true),
        ),
        requestBody: { required: true, ...body(openSaid) },
        responses: { '2XX': answer('Your id of the message, if it has one.', openTaken) },
      },
    },
  },
}

/** The description for machines, for who connects a system. */
export function openChannelRoutes(app: App): void {
  app.get('/api/open-channel.json', { schema: { hide: true } }, () => openChannelApi)
}
