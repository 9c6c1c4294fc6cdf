import type { GroupLine } from './group-server.ts'
import type { Words } from './group-words.ts'

/** One chat of the demo's page: its lines, and the form below them. Plain elements, without a library. */

export interface Pane {
  /** Draws what has changed; `me` is whose words stand on the right. */
  draw(lines: readonly GroupLine[], me: number): void
  speak(words: Words, label: string, tries: readonly string[]): void
  /** The next message answers this one. */
  choose(line: GroupLine | null): void
  focus(): void
}

export interface Doing {
  say(said: { text: string; replyTo: number | null; photo: string | null }): Promise<boolean>
  press(message: number, button: string): Promise<void>
  /** What a tried line answers, where it stands for nothing alone. */
  answers?(text: string, lines: readonly GroupLine[]): GroupLine | null
  /** The page of an incident on the desk. */
  desk(number: number): string
}

export function node<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...inside: (Node | string)[]) {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...inside)
  return made
}

export function button(label: string, act: () => void): HTMLButtonElement {
  const made = node('button', '', label)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

/** Opens a chat in a section of the page. */
export function openPane(root: HTMLElement, template: HTMLTemplateElement, doing: Doing): Pane {
  root.append(template.content.cloneNode(true))
  const part = <T extends HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector)
    if (!found) throw new Error(`The template of a pane has no ${selector}.`)
    return found
  }
  const [talk, list, form] = [part('.talk'), part('.lines'), part<HTMLFormElement>('form')]
  const [text, photo] = [part<HTMLTextAreaElement>('textarea'), part<HTMLInputElement>('input')]
  const [answering, picked, tries] = [part('.answering'), part('.picked'), part('.tries')]
  let t: Words
  let replyTo: GroupLine | null = null
  let [lines, drawn]: [readonly GroupLine[], string] = [[], '']

  function choose(line: GroupLine | null): void {
    replyTo = line
    answering.hidden = line === null
    part('.answering span').textContent = line ? `${t.answering}: ${line.name}` : ''
    if (line) text.focus()
  }

  function pick(file: File | null): void {
    picked.hidden = file === null
    part<HTMLImageElement>('.picked img').src = file ? URL.createObjectURL(file) : ''
    if (!file) photo.value = ''
  }

  async function send(): Promise<void> {
    const [file = null] = photo.files ?? []
    if (text.value.trim() === '' && !file) return
    const said = { text: text.value, replyTo: replyTo?.id ?? null, photo: file ? await base64(file) : null }
    if (!(await doing.say(said))) return
    text.value = ''
    choose(null)
    pick(null)
    talk.scrollTop = talk.scrollHeight
  }

  function fateNode({ fate, incident }: GroupLine): Node[] {
    if (fate === null) return []
    if (fate === 'forgotten') return [node('span', 'forgotten', t.forgotten)]
    if (incident === null) return [node('span', 'kept', t.kept(null))]
    return [deskLink(incident, t.kept(incident), 'kept')]
  }

  function deskLink(number: number, label: string, className: string): HTMLAnchorElement {
    const link = node('a', className, label)
    Object.assign(link, { href: doing.desk(number), target: '_blank', rel: 'noreferrer' })
    return link
  }

  function lineNode(line: GroupLine, me: number): HTMLLIElement {
    if (line.by === null) return node('li', 'service', line.text)
    const made = node('li', line.by === me ? 'mine' : '')
    if (line.by !== me) made.append(node('div', 'name', line.bot ? `${line.name} · ${t.bot}` : line.name))
    if (line.reply) made.append(node('div', 'quote', `${line.reply.name}: ${line.reply.text}`))
    if (line.photo) {
      const picture = node('img', '')
      picture.src = `/photo/${line.photo}`
      picture.alt = `${t.photoOf} ${line.name}`
      made.append(picture)
    }
    if (line.place) made.append(node('div', 'text', t.place))
    if (line.text) made.append(node('div', 'text', ...linked(line.text)))
    if (line.bot && line.incident) made.append(deskLink(line.incident, t.openOnDesk(line.incident), 'desk'))
    for (const row of line.buttons) {
      const keys = node('div', 'keys')
      for (const { id, text: label } of row) keys.append(button(label, () => void doing.press(line.id, id)))
      made.append(keys)
    }
    const at = new Date(line.at).toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit' })
    const answer = button(t.answer, () => choose(line))
    answer.setAttribute('aria-label', `${t.answer}: ${line.name}, ${at}`)
    made.append(node('div', 'foot', ...fateNode(line), line.edited ? `${t.edited} ${at}` : at, answer))
    return made
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  })
  photo.addEventListener('change', () => pick(photo.files?.[0] ?? null))
  part('.picked button').addEventListener('click', () => pick(null))
  part('.answering button').addEventListener('click', () => choose(null))

  return {
    draw(all, me) {
      lines = all
      const next = JSON.stringify([all, me, t.page])
      if (next === drawn) return
      const atEnd = drawn === '' || talk.scrollHeight - talk.scrollTop - talk.clientHeight < 200
      drawn = next
      list.replaceChildren(
        ...(all.length === 0 ? [node('li', 'service', t.empty)] : all.map((line) => lineNode(line, me))),
      )
      // A picture grows after it was drawn.
      if (!atEnd) return
      talk.scrollTop = talk.scrollHeight
      for (const picture of list.querySelectorAll('img'))
        picture.addEventListener('load', () => {
          talk.scrollTop = talk.scrollHeight
        })
    },
    speak(next, label, tried) {
      t = next
      text.placeholder = next.text
      text.setAttribute('aria-label', label)
      form.setAttribute('aria-label', label)
      talk.setAttribute('aria-label', `${next.list}: ${root.querySelector('h2')?.textContent}`)
      tries.setAttribute('aria-label', next.tries)
      part('.pick span').textContent = next.photo
      part('.send').textContent = next.send
      part('.answering button').textContent = next.cancel
      part('.picked button').textContent = next.cancel
      tries.replaceChildren(
        ...tried.map((words) =>
          button(words.length > 44 ? `${words.slice(0, 42)}…` : words, () => {
            text.value = words
            const answered = doing.answers?.(words, lines) ?? null
            if (answered) choose(answered)
            text.focus()
          }),
        ),
      )
    },
    choose,
    focus: () => text.focus(),
  }
}

/** Addresses in the words become links. */
function linked(words: string): (Node | string)[] {
  return words.split(/(https?:\/\/\S+)/).map((piece) => {
    if (!/^https?:\/\//.test(piece)) return piece
    const link = node('a', '', piece)
    Object.assign(link, { href: piece, target: '_blank', rel: 'noreferrer' })
    return link
  })
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}
