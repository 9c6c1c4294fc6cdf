import { ApiError } from '../api.ts'

/** Sends a file and tells how far it is: `fetch` cannot tell that. */
export function sendFile<T>(
  path: string,
  file: File,
  onProgress: (percent: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((done, fail) => {
    const line = new XMLHttpRequest()
    line.open('POST', path)
    line.setRequestHeader('x-uchastok', '1')
    line.responseType = 'json'
    line.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((loaded / total) * 100) : 0)
    line.onload = () => {
      if (line.status < 300) done(line.response as T)
      else fail(new ApiError(line.status, (line.response ?? {}) as Record<string, unknown>))
    }
    line.onerror = () => fail(new ApiError(0, { error: 'offline' }))
    line.onabort = () => fail(new DOMException('stopped by the person', 'AbortError'))
    signal.addEventListener('abort', () => line.abort(), { once: true })
    const form = new FormData()
    form.append('file', file)
    line.send(form)
  })
}
