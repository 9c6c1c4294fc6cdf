import { channelContract, type Lacks } from './channel-contract.ts'
import { tryTelegram } from './telegram-testing.ts'

const lacks: Lacks = {
  tellsDelivered: 'the Bot API does not tell who got or read a message',
  tellsDeleted: 'the Bot API does not tell of deletions',
  unsay: 'the Bot API does not tell of deletions',
  keys: 'sendMessage knows no key: after a cut nobody can tell whether it was taken',
  handshake: 'setWebhook asks nothing back',
  'long-ids': 'ids have at most 52 bits: https://core.telegram.org/bots/api#chat',
}
const called: Lacks = {
  ...{ polls: 'Telegram calls, and is not asked', order: 'one call may overtake another' },
  ...{ shuffled: 'each call brings one update' },
}

channelContract('telegram, asked', lacks, () => tryTelegram('polling'))
channelContract('telegram, called', { ...lacks, ...called }, () => tryTelegram('webhook'))
