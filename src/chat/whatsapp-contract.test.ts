import { channelContract } from './channel-contract.ts'
import { tryWhatsapp, whatsappLacks } from './whatsapp-testing.ts'

channelContract('whatsapp', whatsappLacks, tryWhatsapp)
