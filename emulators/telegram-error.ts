/** What the Bot API refuses with: https://core.telegram.org/bots/api#making-requests */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined
  constructor(code: number, description: string, parameters?: ApiError['parameters']) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export const bad = (what: string): ApiError => new ApiError(400, `Bad Request: ${what}`)
