import { GraphError, nextWamid, type Person, type Shown, type World } from './whatsapp-world.ts'

/**
 * POST /{version}/{phone-number-id}/messages: what is taken and what is refused.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api
 */

export type Params = Record<string, unknown>
const wrong = (what: string, code = 100) => new GraphError(code, `Invalid parameter: ${what}`)
const part = (value: unknown): Params => (typeof value === 'object' && value !== null ? (value as Params) : {})
const list = (value: unknown): Params[] => (Array.isArray(value) ? value.map(part) : [])

function text(value: unknown, limit: number, what: string, code = 100): string {
  if (typeof value !== 'string' || value === '') throw wrong(`${what} is required`, code)
  if (value.length > limit) throw wrong(`${what} has ${value.length} characters, ${limit} at most`, code)
  return value
}

/** To one person one message in six seconds in the long run, and up to 45 at once on credit: code 131056. */
const burst = 45
const sixSeconds = 6000
export function keepPace(world: World, to: string): void {
  const at = world.now().getTime()
  const mine = world.shown.filter((one) => one.to === to)
  const lately = mine.filter((one) => at - one.at < burst * sixSeconds).length
  if (lately >= burst) throw new GraphError(131056, '(Business Account, Consumer Account) pair rate limit hit')
  // 80 a second for a number: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
  if (world.shown.filter((one) => at - one.at < 1000).length >= 80) throw new GraphError(130429, 'Rate limit hit')
}

export function addressee(world: World, params: Params): { to: string; person: Person | null } {
  if (params.recipient_type === 'group') {
    const to = String(params.to)
    if (!world.groups.has(to)) throw wrong('to is no group of this number')
    if (params.type === 'interactive') throw wrong('interactive messages are not supported in groups', 131051)
    return { to, person: null }
  }
  const [to, recipient] = [params.to, params.recipient]
  if (to === undefined && recipient === undefined) throw wrong('to is required')
  const person = [...world.people.values()].find(({ waId, userId }) => (to ? waId === to : userId === recipient))
  if (!person || person.blocked) throw new GraphError(131026, 'Message undeliverable')
  return { to: person.hidden && !to ? person.userId : person.waId, person }
}

/** Takes a message; throws what the API would refuse with. */
export function takeMessage(world: World, params: Params, to: string): Shown {
  const { context, type = 'text' } = params
  const replyTo = part(context).message_id
  const shown: Shown = {
    ...{ id: nextWamid(world), to, type: String(type), text: '', replyTo: replyTo ? String(replyTo) : null },
    ...{ buttons: [], media: null, template: null, status: 'accepted', preview: false, at: world.now().getTime() },
    callback:
      params.biz_opaque_callback_data === undefined ? null : text(params.biz_opaque_callback_data, 512, 'callback'),
  }
  const own = part(params[String(type)])
  switch (type) {
    case 'text':
      shown.text = text(own.body, 4096, 'text.body')
      shown.preview = own.preview_url === true
      return shown
    case 'image':
    case 'document':
    case 'video':
    case 'audio': {
      const id = String(own.id ?? '')
      if (!own.link && !world.media.has(id)) throw new GraphError(131053, 'Media upload error')
      shown.text = own.caption === undefined ? '' : text(own.caption, 1024, 'caption')
      shown.media = id
      return shown
    }
    case 'interactive':
      return { ...shown, ...interactive(own) }
    case 'template':
      return { ...shown, ...template(world, own) }
    case 'reaction':
      world.reactions.push({ message: String(own.message_id), emoji: String(own.emoji) })
      return shown
    case 'location':
      if (typeof own.latitude !== 'number' || typeof own.longitude !== 'number') throw wrong('location')
      return shown
    default:
      throw new GraphError(131051, 'Unsupported message type')
  }
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages and …/interactive-list-messages */
function interactive(own: Params): Pick<Shown, 'text' | 'buttons'> {
  const body = text(part(own.body).text, own.type === 'list' ? 4096 : 1024, 'interactive.body.text', 131009)
  const action = part(own.action)
  if (own.type === 'button') {
    const buttons = list(action.buttons).map(({ reply }) => ({
      id: text(part(reply).id, 256, 'button id', 131009),
      text: text(part(reply).title, 20, 'button title', 131009),
    }))
    if (buttons.length < 1 || buttons.length > 3) throw wrong('one to three buttons', 131009)
    unique(buttons.map(({ id }) => id))
    return { text: body, buttons }
  }
  if (own.type !== 'list') throw new GraphError(131051, 'Unsupported message type')
  text(action.button, 20, 'action.button', 131009)
  const sections = list(action.sections)
  if (sections.length > 1) for (const { title } of sections) text(title, 24, 'section title', 131009)
  const rows = sections.flatMap((section) => list(section.rows))
  if (rows.length < 1 || rows.length > 10) throw wrong('one to ten rows', 131009)
  const buttons = rows.map((row) => {
    if (row.description !== undefined) text(row.description, 72, 'row description', 131009)
    return { id: text(row.id, 200, 'row id', 131009), text: text(row.title, 24, 'row title', 131009) }
  })
  unique(buttons.map(({ id }) => id))
  return { text: body, buttons }
}

function unique(ids: string[]): void {
  if (new Set(ids).size < ids.length) throw wrong('ids must differ', 131009)
}

/** 132000 (number of places), 132001 (no such template), 132005 (too long): the page of the error codes. */
function template(world: World, own: Params): Pick<Shown, 'text' | 'template'> {
  const key = `${own.name}/${part(own.language).code}`
  const places = world.templates.get(key)
  if (places === undefined) throw new GraphError(132001, 'Template name does not exist in the translation', 404)
  const words = list(own.components)
    .filter(({ type }) => type === 'body')
    .flatMap(({ parameters }) => list(parameters).map((one) => String(one.text ?? '')))
  if (words.length !== places) throw new GraphError(132000, 'Number of parameters does not match')
  if (words.some((word) => /[\n\t]| {5}/.test(word))) throw wrong('a place has a line break or too many spaces')
  if (words.join('').length > 1024) throw new GraphError(132005, 'Translated text too long')
  return { text: words.join(' '), template: key }
}
