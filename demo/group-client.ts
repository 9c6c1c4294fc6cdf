import { node, openPane } from './group-pane.ts'
import type { GroupState } from './group-server.ts'
import { type Lang, type Role, words } from './group-words.ts'

/** The demo's group in a browser: the house chat, and the inspector's phone beside it. Asks every second. */

const get = <T extends HTMLElement>(id: string): T => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`group.html has no element #${id}.`)
  return found as T
}
const who = get<HTMLSelectElement>('who')
const asked = navigator.language.slice(0, 2)
let lang: Lang = asked === 'kk' || asked === 'en' ? asked : 'ru'
let role: Role = 'resident'
let place: 'group' | 'own' = 'group'
let state: GroupState | null = null
/** What stood there before this visitor came. */
let before: number | null = null
let accepted = false
/** Which house this visitor tells of. */
const around = 13 + Math.floor(Math.random() * 12)

const template = get<HTMLTemplateElement>('pane')
const desk = (number: number) => `${state?.staff ?? '/'}incidents/${number}`
const house = openPane(get('house'), template, {
  desk,
  say: (said) => tellServer('/say', { ...said, by: Number(who.value), where: place }),
  press: (message, id) => press({ by: Number(who.value), where: place, message, button: id }),
})
const phone = openPane(get('phone'), template, {
  desk,
  say: (said) => tellServer('/say', { ...said, by: state?.officer ?? 0, where: 'own' }),
  async press(message, id) {
    if (id.startsWith('s:accept')) accepted = true
    await press({ by: state?.officer ?? 0, where: 'own', message, button: id })
  },
  answers: (text, lines) => (text.startsWith('/') ? null : (lines.findLast(({ incident }) => incident) ?? null)),
})

function draw(): void {
  if (!state) return
  const { title, people, login, password, staff, group, own, phone: ofPhone, officer } = state
  if (who.options.length === 0) for (const { id, name } of people) who.add(new Option(name, String(id)))
  get('title').textContent = title
  get<HTMLAnchorElement>('staff').href = staff
  get('sign-in').textContent = words[lang].signIn(login, password)
  before ??= Math.max(0, ...group.map(({ id }) => id))
  house.draw(place === 'group' ? group : own, Number(who.value))
  phone.draw(ofPhone, officer ?? 0)
  drawSteps()
}

/** What to do in the first minute, and what of it is done. */
function drawSteps(): void {
  const t = words[lang]
  const mine = state?.group.filter(({ id }) => before !== null && id > before) ?? []
  const done = [
    mine.some(({ fate }) => fate === 'forgotten'),
    mine.some(({ fate }) => fate === 'kept'),
    accepted && mine.some(({ fate }) => fate === 'kept'),
  ]
  const now = done.indexOf(false)
  const items = t.steps.map((step, n) => {
    const item = node('li', '', step)
    if (done[n]) item.append(node('span', 'done', ` ${t.done}`))
    item.toggleAttribute('data-now', n === (now < 0 ? t.steps.length - 1 : now))
    return item
  })
  const steps = get('steps')
  if (steps.innerHTML !== items.map(({ outerHTML }) => outerHTML).join('')) steps.replaceChildren(...items)
}

function speak(): void {
  const t = words[lang]
  document.documentElement.lang = lang
  document.title = t.page
  const put = (id: string, said: string) => {
    get(id).textContent = said
  }
  put('page', t.page)
  put('hint', t.hint)
  put('who-label', t.who)
  put('staff', t.desk)
  put('tab-group', t.group)
  put('tab-own', t.own)
  put('phone-title', t.phone)
  get('roles').setAttribute('aria-label', t.rolesLabel)
  for (const one of document.querySelectorAll<HTMLElement>('[data-lang]'))
    one.setAttribute('aria-pressed', String(one.dataset.lang === lang))
  for (const one of document.querySelectorAll<HTMLElement>('.roles [data-role]')) {
    one.textContent = t.roles[one.dataset.role as Role]
    one.setAttribute('aria-pressed', String(one.dataset.role === role))
  }
  for (const one of ['group', 'own']) get(`tab-${one}`).setAttribute('aria-pressed', String(one === place))
  const { own, chairman, group, inspector } = t.try(around)
  house.speak(t, t.text, place === 'own' ? own : role === 'chairman' ? chairman : group)
  phone.speak(t, t.toPhone, inspector)
  draw()
}

/** Who the visitor is now: a neighbour, the chairman who brought the bot, or the inspector with the phone. */
function become(next: Role): void {
  role = next
  document.body.dataset.role = next
  const chairman = who.options.length - 1
  if (next === 'chairman') who.selectedIndex = chairman
  else if (next === 'resident' && who.selectedIndex === chairman) who.selectedIndex = 0
  speak()
  if (next === 'inspector') phone.focus()
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
    state = await ask<GroupState>(`/state?by=${who.value}`)
    draw()
  } catch {
    tell(words[lang].lost)
  }
}

async function tellServer(path: string, body: object): Promise<boolean> {
  try {
    await ask(path, body)
    await look()
    return true
  } catch {
    tell(words[lang].lost)
    return false
  }
}

async function press(body: { by: number; where: 'group' | 'own'; message: number; button: string }): Promise<void> {
  const { word } = await ask<{ word: string | null }>('/press', body).catch(() => ({ word: words[lang].lost }))
  if (word) tell(word)
  await look()
}

function show(next: 'group' | 'own'): void {
  place = next
  house.choose(null)
  speak()
  void look()
}

get('tab-group').addEventListener('click', () => show('group'))
get('tab-own').addEventListener('click', () => show('own'))
who.addEventListener('change', () => {
  const isChairman = who.selectedIndex === who.options.length - 1
  role = isChairman ? 'chairman' : 'resident'
  document.body.dataset.role = role
  speak()
  void look()
})
for (const one of document.querySelectorAll<HTMLElement>('.roles [data-role]'))
  one.addEventListener('click', () => become(one.dataset.role as Role))
for (const one of document.querySelectorAll<HTMLElement>('[data-lang]'))
  one.addEventListener('click', () => {
    lang = one.dataset.lang as Lang
    speak()
  })
speak()
void look()
window.setInterval(() => void look(), 1000)
