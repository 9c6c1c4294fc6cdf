import type { AccountKind } from './account.ts'

/**
 * How a new account learns of messages where nobody chose: asked by us, or called at our public address, if there is one.
 * MAX wants to call in production and be asked only while developing: https://dev.max.ru/docs-api/methods/GET/updates
 */
export const usualMode = (kind: AccountKind, isPublic: boolean): 'polling' | 'webhook' =>
  kind === 'max' && isPublic ? 'webhook' : 'polling'
