import type { GroupLine, GroupState } from './group-server.ts'

/** The demo's group in a browser, without a library: asks every second, draws what has changed. */

const words = {
  ru: {
    hint: 'Показ: выдуманный чат дома в заменителе Telegram. Напишите как житель – бот ответит, а участковый увидит происшествие.',
    who: 'Вы –',
    staff: 'Очередь участкового',
    group: 'Чат дома',
    own: 'Лично боту',
    text: 'Сообщение',
    photo: 'Фото',
    send: 'Отправить',
    answer: 'Ответить',
    answering: 'Ответ',
    cancel: 'Убрать',
    edited: 'изменено',
    place: 'Место на карте',
    bot: 'бот',
    empty: 'Здесь пока ничего нет. Напишите боту: сообщение увидит только участковый.',
    lost: 'Показ остановлен или связи нет.',
    photoOf: 'Фото от',
    tries: [
      'Во дворе 15 дома стая собак, вчера кинулись на ребёнка, страшно в школу отпускать',
      'Аулада түнде музыка қатты ойнап тұр, балалар ұйықтай алмай жатыр, 16-үй',
      'Кто завтра на базар едет?',
      '/about',
    ],
  },
  kk: {
    hint: 'Көрсетілім: Telegram орнындағы ойдан шығарылған үй чаты. Тұрғын болып жазыңыз – бот жауап береді, учаскелік инспектор оқиғаны көреді.',
    who: 'Сіз –',
    staff: 'Инспектордың кезегі',
    group: 'Үй чаты',
    own: 'Ботқа жеке',
    text: 'Хабарлама',
    photo: 'Фото',
    send: 'Жіберу',
    answer: 'Жауап беру',
    answering: 'Жауап',
    cancel: 'Алып тастау',
    edited: 'өзгертілді',
    place: 'Картадағы орын',
    bot: 'бот',
    empty: 'Мұнда әзірге ештеңе жоқ. Ботқа жазыңыз: хабарламаны тек учаскелік инспектор көреді.',
    lost: 'Көрсетілім тоқтатылған немесе байланыс жоқ.',
    photoOf: 'Фото:',
    tries: [
      'Аулада түнде музыка қатты ойнап тұр, балалар ұйықтай алмай жатыр, 16-үй',
      'Во дворе 15 дома стая собак, вчера кинулись на ребёнка, страшно в школу отпускать',
      'Ертең базарға кім барады?',
      '/about',
    ],
  },
  en: {
    hint: 'Demo: an invented house chat in a stand-in for Telegram. Write as a resident: the bot answers, and the inspector sees the incident.',
    who: 'You are',
    staff: 'The inspector’s queue',
    group: 'House chat',
    own: 'To the bot alone',
    text: 'Message',
    photo: 'Photo',
    send: 'Send',
    answer: 'Answer',
    answering: 'Answer to',
    cancel: 'Remove',
    edited: 'edited',
    place: 'A place on the map',
    bot: 'bot',
    empty: 'Nothing here yet. Write to the bot: only the inspector sees it.',
    lost: 'The demo has ended, or there is no connection.',
    photoOf: 'Photo of',
    tries: [
      'Во дворе 15 дома стая собак, вчера кинулись на ребёнка, страшно в школу отпускать',
      'Аулада түнде музыка қатты ойнап тұр, балалар ұйықтай алмай жатыр, 16-үй',
      'Кто завтра на базар едет?',
      '/about',
    ],
  },
}
type Lang = keyof typeof words

const get = <T extends HTMLElement>(id: string): T => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`group.html has no element #${id}.`)
  return found as T
}
const who = get<HTMLSelectElement>('who')
const text = get<HTMLTextAreaElement>('text')
const photo = get<HTMLInputElement>('photo')
const list = get('lines')
const talk = get('talk')
const asked = navigator.language.slice(0, 2)
let lang: Lang = asked === 'kk' || asked === 'en' ? asked : 'ru'
let place: 'group' | 'own' = 'group'
let replyTo: GroupLine | null = null
let drawn = ''

function node<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...inside: (Node | string)[]) {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...inside)
  return made
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = node('button', '', label)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

function lineNode(line: GroupLine, me: number): HTMLLIElement {
  const t = words[lang]
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
  if (line.text) made.append(node('div', 'text', line.text))
  const at = new Date(line.at).toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit' })
  const foot = node('div', 'foot', line.edited ? `${t.edited} ${at}` : at)
  const answer = button(t.answer, () => choose(line))
  answer.setAttribute('aria-label', `${t.answer}: ${line.name}, ${at}`)
  foot.append(answer)
  made.append(foot)
  for (const row of line.buttons) {
    const keys = node('div', 'keys')
    for (const { id, text: label } of row) keys.append(button(label, () => void press(line.id, id)))
    made.append(keys)
  }
  return made
}

function choose(line: GroupLine | null): void {
  replyTo = line
  get('answering').hidden = line === null
  get('answered').textContent = line ? `${words[lang].answering}: ${line.name}` : ''
  if (line) text.focus()
}

function draw(state: GroupState): void {
  const t = words[lang]
  get('title').textContent = state.title
  get<HTMLAnchorElement>('staff').href = state.staff
  if (who.options.length === 0) for (const { id, name } of state.people) who.add(new Option(name, String(id)))
  const lines = place === 'group' ? state.group : state.own
  const next = JSON.stringify([lines, who.value, lang, place])
  if (next === drawn) return
  drawn = next
  const atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 160
  list.replaceChildren(
    ...(lines.length === 0 ? [node('li', 'service', t.empty)] : lines.map((line) => lineNode(line, Number(who.value)))),
  )
  if (atEnd) talk.scrollTop = talk.scrollHeight
}

function speak(next: Lang): void {
  lang = next
  const t = words[next]
  document.documentElement.lang = next
  const put = (id: string, words: string) => {
    get(id).textContent = words
  }
  put('hint', t.hint)
  put('who-label', t.who)
  put('staff', t.staff)
  put('tab-group', t.group)
  put('tab-own', t.own)
  put('photo-label', t.photo)
  put('send', t.send)
  put('unanswer', t.cancel)
  put('unpick', t.cancel)
  get('form').setAttribute('aria-label', t.text)
  text.placeholder = t.text
  text.setAttribute('aria-label', t.text)
  for (const one of document.querySelectorAll<HTMLElement>('[data-lang]'))
    one.setAttribute('aria-pressed', String(one.dataset.lang === next))
  get('tries').replaceChildren(
    ...t.tries.map((words) =>
      button(words.length > 44 ? `${words.slice(0, 42)}…` : words, () => {
        text.value = words
        text.focus()
      }),
    ),
  )
  void look()
}

const toast = get('toast')
let clearing = 0
function tell(word: string): void {
  toast.textContent = word
  clearTimeout(clearing)
  clearing = window.setTimeout(() => {
    toast.textContent = ''
  }, 4000)
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const more = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(path, body === undefined ? {} : more)
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return (await response.json()) as T
}

async function look(): Promise<void> {
  try {
    draw(await ask<GroupState>(`/state?by=${who.value}`))
  } catch {
    tell(words[lang].lost)
  }
}

async function press(message: number, id: string): Promise<void> {
  const by = Number(who.value)
  const { word } = await ask<{ word: string | null }>('/press', { by, where: place, message, button: id })
  if (word) tell(word)
  await look()
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

function pick(file: File | null): void {
  get('picked').hidden = file === null
  get<HTMLImageElement>('thumb').src = file ? URL.createObjectURL(file) : ''
  if (!file) photo.value = ''
}

async function send(): Promise<void> {
  const [file = null] = photo.files ?? []
  if (text.value.trim() === '' && !file) return
  const body = { by: Number(who.value), where: place, text: text.value, replyTo: replyTo?.id ?? null }
  try {
    await ask('/say', { ...body, photo: file ? await base64(file) : null })
    text.value = ''
    choose(null)
    pick(null)
    talk.scrollTop = talk.scrollHeight
    await look()
  } catch {
    tell(words[lang].lost)
  }
}

function show(next: 'group' | 'own'): void {
  place = next
  choose(null)
  for (const one of ['group', 'own']) get(`tab-${one}`).setAttribute('aria-pressed', String(one === next))
  void look()
}

get('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void send()
})
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  void send()
})
photo.addEventListener('change', () => pick(photo.files?.[0] ?? null))
get('unpick').addEventListener('click', () => pick(null))
get('unanswer').addEventListener('click', () => choose(null))
get('tab-group').addEventListener('click', () => show('group'))
get('tab-own').addEventListener('click', () => show('own'))
who.addEventListener('change', () => void look())
for (const one of document.querySelectorAll<HTMLElement>('[data-lang]'))
  one.addEventListener('click', () => speak(one.dataset.lang as Lang))
speak(lang)
window.setInterval(() => void look(), 1000)
