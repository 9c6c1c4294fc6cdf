/** How the residents' pages speak with the server. */

/** An answer that is no success. `status` 0: the server could not be reached. */
export class Failure extends Error {
  readonly status: number
  readonly id: string
  constructor(status: number, id: string) {
    super(`${status} ${id}`)
    this.status = status
    this.id = id
  }
}

const headers = { accept: 'application/json', 'x-uchastok': '1' }

/** Asks with JSON. Throws `Failure`. */
export async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
    })
  } catch {
    throw new Failure(0, 'offline')
  }
  return answer<T>(response.status, await response.text().catch(() => ''))
}

/** Sends fields and files, telling what share has gone out. Throws `Failure`. */
export function send<T>(path: string, form: FormData, onProgress: (share: number) => void): Promise<T> {
  return new Promise((done, failed) => {
    // `fetch` does not tell how much of a photo has left the phone.
    const request = new XMLHttpRequest()
    request.open('POST', path)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onerror = () => failed(new Failure(0, 'offline'))
    request.onabort = request.onerror
    request.ontimeout = request.onerror
    request.onload = () => {
      try {
        done(answer<T>(request.status, request.responseText))
      } catch (error) {
        failed(error)
      }
    }
    request.send(form)
  })
}

function answer<T>(status: number, text: string): T {
  let said: unknown = null
  try {
    said = text ? JSON.parse(text) : null
  } catch {
    // A proxy's page, not ours.
  }
  if (status >= 200 && status < 300) return said as T
  const id = said && typeof said === 'object' && 'error' in said ? String(said.error) : 'unknown'
  throw new Failure(status, id)
}

/** Whether the same may succeed later without being changed. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Failure && (error.status === 0 || error.status === 429 || error.status >= 500)
