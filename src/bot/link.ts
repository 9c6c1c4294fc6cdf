import type { AccountKind } from '../chat/account.ts'

/** Links by which people reach an account, as its messenger makes them. */

/** What stands ready when the link is opened. */
export interface Ready {
  /** Adds the bot to a group and gives it this code. */
  group?: string
  /** Opens the talk with the bot and gives it this code. */
  start?: string
  /** The first words, where the messenger can hold them. */
  text?: string
}

/** The link of an account's address, or null where its messenger has none for this. */
export function accountLink(kind: AccountKind, address: string, ready: Ready = {}): string | null {
  switch (kind) {
    case 'telegram': {
      // https://core.telegram.org/api/links#bot-links
      const name = /^(?:@|https:\/\/t\.me\/)?([A-Za-z][\w]{3,31})$/.exec(address.trim())?.[1]
      if (!name) return null
      const asks = ready.group ? `?startgroup=${ready.group}` : ready.start ? `?start=${ready.start}` : ''
      return `https://t.me/${name}${asks}`
    }
    case 'whatsapp': {
      // https://faq.whatsapp.com/5913398998672934
      const digits = address.replace(/\D/g, '')
      if (ready.group || digits.length < 7 || digits.length > 15) return null
      const text = ready.start ? `/bind ${ready.start}` : ready.text
      return `https://wa.me/${digits}${text ? `?text=${encodeURIComponent(text)}` : ''}`
    }
    case 'max': {
      // https://dev.max.ru/docs/chatbots/bots-nocode/use-bots
      const name = /^(?:@|https:\/\/max\.ru\/)?([A-Za-z][\w.-]{2,63})$/.exec(address.trim())?.[1]
      if (!name || ready.group) return null
      return `https://max.ru/${name}${ready.start ? `?start=${ready.start}` : ''}`
    }
    case 'matrix':
      // https://spec.matrix.org/latest/appendices/#matrixto-navigation
      return /^@[^\s:/]+:[^\s/]+$/.test(address) && !ready.group ? `https://matrix.to/#/${address}` : null
    case 'open':
      return /^https:\/\/[^\s]+$/.test(address) && !ready.group ? address : null
  }
}
