import { channelContract, type Lacks } from './channel-contract.ts'
import { maxLacks, tryMax } from './max-testing.ts'

const called: Lacks = {
  ...maxLacks,
  polls: 'it calls, and is never asked',
  'keeps-unheard': 'what happens before the first subscription it calls nobody with',
}

channelContract('max, asked', maxLacks, () => tryMax('polling'))
channelContract('max, called', called, () => tryMax('webhook'))
