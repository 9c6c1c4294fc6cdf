/** Where a message stands on its way into the messenger. `dropped`: a person decided that it is not said. */
export const replyStates = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const
export type ReplyState = (typeof replyStates)[number]
