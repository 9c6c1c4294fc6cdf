import type { FastifyRequest } from 'fastify'
import type { Config } from './config.ts'

/** Where people open the program: as PUBLIC_URL says, or as the browser that asks reached it. No slash at the end. */
export function addressOf(config: Pick<Config, 'publicUrl'>, request: FastifyRequest): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`
}
